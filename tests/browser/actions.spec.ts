/** Acts at a provider beyond the sign-in, from the app: a token brought in, two accounts merged, a profile removed. */
import type { Page } from '@playwright/test';
import { tokensElsewhere } from '../../src/sandbox/singly/data/tokens-elsewhere.ts';
import { singlyClient } from '../fixtures/farm/config.ts';
import { axeFaults } from './axe.ts';
import { expect, type Stage, test } from './stage.ts';

const [tobias, twitter] = tokensElsewhere;
if (!tobias || !twitter) throw new Error('nobody has a token elsewhere');
const ines = { service: 'github', token: 'sim-github-2071166-credential' };
const bringing = 'Bring in a token of a service';
const merging = 'Merge another account into this one';
const removing = 'Remove a profile';

interface Brought {
  readonly service: string;
  readonly token: string;
  readonly token_secret?: string;
}

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const heading = (page: Page) => page.getByRole('heading', { name: 'Connections', exact: true });
const rowOf = (page: Page, text: string | RegExp) => page.locator('.conn-item').filter({ hasText: text });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName ?? 'none');
const sentTo = ({ farm }: Stage, method: string, path: RegExp) =>
  farm.log.filter((one) => one.method === method && path.test(one.url)).length;

async function openBringing(page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.origin}/#/connections?connect=singly`);
  await page.getByRole('button', { name: bringing, exact: true }).click();
  await expect(dialog(page, bringing).getByLabel('Service', { exact: true })).toBeFocused();
}

async function fillIn(page: Page, { service, token, token_secret = '' }: Brought, secret: string): Promise<void> {
  const ask = dialog(page, bringing);
  await ask.getByLabel('Service', { exact: true }).fill(service);
  await ask.getByLabel('Token of the service').fill(token);
  await ask.getByLabel(/^Token secret/).fill(token_secret);
  await ask.getByLabel('Client secret').fill(secret);
  await ask.getByRole('button', { name: bringing }).click();
}

/** Singly takes them in the address of the request, and there alone may they be. */
async function expectNowhere(page: Page, secrets: readonly string[]): Promise<void> {
  const places = await page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      location.href,
      JSON.stringify(history.state),
      ...performance.getEntries().map(({ name }) => name),
    ].join(' '),
  );
  for (const secret of secrets) expect(places).not.toContain(secret);
}

/** Brings a token in and says that the account is the person's own. */
async function bring(page: Page, stage: Stage, brought: Brought): Promise<void> {
  await openBringing(page, stage);
  await fillIn(page, brought, singlyClient.client_secret);
  await page.getByRole('button', { name: /^Yes/ }).click();
  await expect(heading(page)).toBeVisible();
  await expectNowhere(page, [brought.token, singlyClient.client_secret]);
}

async function choose(page: Page, row: string, item: string): Promise<void> {
  await rowOf(page, row)
    .getByRole('button', { name: /^More for/ })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
}

test.describe('a token of a service', () => {
  test('[S41] with a wrong secret is refused in its place, and with the right one becomes a connection once it is confirmed', async ({
    page,
    stage,
  }) => {
    await openBringing(page, stage);
    await expect(dialog(page, bringing).getByText(/Logs of Singly may keep that/)).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
    await fillIn(page, twitter, 'not-the-secret-of-this-client');
    const field = dialog(page, bringing).getByLabel('Client secret');
    await expect(field).toBeFocused();
    await expect(field).toHaveAccessibleDescription(/does not take this secret together with the client id/);
    await field.fill(singlyClient.client_secret);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Tobias Lind').first()).toBeVisible();
    await page.getByRole('button', { name: /^Yes/ }).click();
    await expect(rowOf(page, 'Tobias Lind')).toContainText('Twitter');
    await expectNowhere(page, [twitter.token, singlyClient.client_secret]);
    await expect.poll(() => focused(page)).not.toBe('BODY');
  });

  test('that the service does not know is told where the act was, with what the server says', async ({ page, stage }) => {
    await openBringing(page, stage);
    await fillIn(page, { service: 'github', token: 'nobody-has-this-token' }, singlyClient.client_secret);
    const alert = dialog(page, bringing).getByRole('alert');
    await expect(alert).toContainText('Singly did not do it.');
    await expect(alert).toContainText('The service does not know this token.');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: bringing, exact: true })).toBeFocused();
  });

  test('is not sent while something is missing', async ({ page, stage }) => {
    const before = stage.farm.log.length;
    await openBringing(page, stage);
    await dialog(page, bringing).getByRole('button', { name: bringing }).click();
    await expect(dialog(page, bringing).getByLabel('Token of the service')).toBeFocused();
    await expect(dialog(page, bringing).getByText('Enter the secret.')).toBeVisible();
    expect(stage.farm.log.slice(before).filter(({ url }) => url.includes('apply'))).toEqual([]);
  });
});

// One account after the other, in the order in which they are used up: the farm keeps what was done.
test.describe
  .serial('two accounts', () => {
    test('one profile is removed, and what would go along is told and wants a wider word', async ({ page, stage }) => {
      await bring(page, stage, ines);
      const row = rowOf(page, 'Ines Marchetti');
      await expect(row).toContainText('forno-marchetti');
      await choose(page, 'Ines Marchetti', removing);
      const ask = dialog(page, removing);
      const own = ask.getByRole('radio', { name: /^GitHub .*2071166@github$/ }).first();
      await expect(own).toBeFocused();
      await expect(own).toHaveAccessibleDescription(/its name contains 2071166@github:\s*GitHub forno-marchetti, 12071166@github/);
      await page.keyboard.press('Space');
      expect(await axeFaults(page)).toEqual([]);
      await expect(ask.getByText('This cannot be undone.')).toBeVisible();
      await ask.getByLabel('Type “remove all” to go on: 2 profiles go').fill('remove');
      await page.keyboard.press('Enter');
      await expect(ask.getByText('Type “remove all”, as it stands there. Nothing was sent.')).toBeVisible();
      expect(sentTo(stage, 'DELETE', /profiles/)).toBe(0);
      // The other one is in nobody's name, and goes alone.
      await ask.getByRole('radio', { name: /12071166@github$/ }).check();
      await ask.getByLabel('Type “remove” to go on').fill('remove');
      await page.keyboard.press('Enter');
      await expect(row.getByRole('status')).toContainText('Gone from Ines Marchetti');
      await expect(row.locator('.services')).not.toContainText('forno-marchetti');
      await expect(row.locator('.services')).toContainText('inesm');
      await expect.poll(() => focused(page)).toBe('BUTTON');
    });

    test('one is merged into the other after a look and a word, and its connection ends', async ({ page, stage }) => {
      await bring(page, stage, ines);
      await choose(page, 'Ines Marchetti', merging);
      await expect(dialog(page, merging).getByText('This needs a second account at Singly. Connect it first.')).toBeVisible();
      await page.keyboard.press('Escape');
      await bring(page, stage, tobias);
      await choose(page, 'Ines Marchetti', merging);
      const ask = dialog(page, merging);
      // Itself is not among the accounts to choose from.
      await expect(ask.getByLabel('Account that is emptied').getByRole('option')).toHaveText([/^Tobias Lind/]);
      await expect(ask.getByText('pane-quotidiano')).toBeVisible();
      await expect(ask.getByText(/^Tobias Lind · account .* is empty afterwards/)).toBeVisible();
      await expect(ask.getByText('This cannot be undone.')).toBeVisible();
      expect(await axeFaults(page)).toEqual([]);
      await ask.getByRole('button', { name: merging }).click();
      await expect(ask.getByText('Type “merge”, as it stands there. Nothing was sent.')).toBeVisible();
      expect(sentTo(stage, 'GET', /\/auth\/merge/)).toBe(0);
      await ask.getByLabel('Type “merge” to go on').fill('merge');
      await page.keyboard.press('Enter');
      await expect(page.locator('.conn-item')).toHaveCount(1);
      await expect(page.locator('.conn-item').getByRole('status')).toContainText('its connection here forgotten: Tobias Lind');
      await expect(page.locator('.conn-item .services li')).toHaveCount(3);
      expect(sentTo(stage, 'GET', /\/auth\/merge/)).toBe(1);
    });

    test('an account is not merged into itself: refused before anything is sent', async ({ page, stage }) => {
      await bring(page, stage, ines);
      const before = stage.farm.log.length;
      const codes = await page.evaluate(async (base) => {
        const { createSinglet } = (await import(`${base}/singlet.js`)) as typeof import('../../src/core/index.ts');
        const singlet = await createSinglet();
        const [own] = await singlet.connections();
        const action = await singlet.action('singly', 'merge', own?.id);
        const code = (act: Promise<unknown>) =>
          act.then(
            () => 'done',
            (error: { code: string }) => error.code,
          );
        const found = [await code(action.preview(own?.id)), await code(action.submit({ word: 'merge' }))];
        await singlet.dispose();
        return found;
      }, stage.origin);
      expect(codes).toEqual(['request_refused', 'consent_needed']);
      expect(stage.farm.log.slice(before).filter(({ url }) => url.includes('merge'))).toEqual([]);
    });
  });
