/**
 * The inspector on what goes without a page that leaves: what a person brings by hand, what goes by windows, an act at a provider,
 * renewals without a question, and calls that nobody answers. Several in one page, as a person's day has them.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { tokensElsewhere } from '../../src/sandbox/singly/data/tokens-elsewhere.ts';
import { kilnDeskClient, singlyClient } from '../fixtures/farm/config.ts';
import { singlefileClient } from '../fixtures/farm/seeds.ts';
import { expect, type Stage, test } from './stage.ts';

const steps = (page: Page) => page.getByRole('list', { name: /^Steps of / }).getByRole('button');
const rows = (page: Page) => page.getByRole('region', { name: 'What happened, newest first' }).getByRole('listitem');
const drawer = (page: Page) => page.getByRole('dialog', { name: 'Inspector' });
const inspect = (page: Page) => page.keyboard.press('Control+.');
const connections = (page: Page, count: number) => expect(page.locator('[data-connection]')).toHaveCount(count);

/** Each step by its lanes and label, as a screen reader gets it; whatever token travels. */
async function told(page: Page): Promise<string[]> {
  await expect(steps(page).first()).toBeVisible();
  const labels = await steps(page).locator('.label').allTextContents();
  return labels.map((text) =>
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/, token ending \S{4}/, ', token'),
  );
}

async function pick(page: Page, at: number): Promise<string[]> {
  await rows(page).nth(at).getByRole('button').click();
  return told(page);
}

/** A token of SingleFile, asked for as a server would. */
async function aToken({ farm: { urls } }: Stage): Promise<string> {
  const { client_id, client_secret } = singlefileClient;
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
  const answer = await fetch(`${urls.singlefile}/o/token/`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** The farm's providers, and one whose tokens are only ever brought along. */
async function withCarried(page: Page, { farm, origin }: Stage): Promise<void> {
  const { urls } = farm;
  const identity = { endpoint: `${urls.singlefile}/external-api/v1/organizations/list`, sub: 'count' };
  const api = [{ origin: urls.singlefile, path: '/external-api/v1' }];
  const carried = { id: 'carried', name: 'Carried', client_id: 'none', flow: 'paste', identity, api };
  const config = farm.config(origin) as { providers: object[] };
  await page.route('**/singlet.config.json', (route) => route.fulfill({ json: { ...config, providers: [...config.providers, carried] } }));
}

async function codeByHand(page: Page, context: BrowserContext): Promise<void> {
  await page.getByRole('button', { name: /^Kiln desk/ }).click();
  const [desk] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: 'Open Kiln desk' }).click()]);
  await desk.getByRole('button', { name: 'Sign in', exact: true }).click();
  await desk.getByRole('button', { name: 'Allow', exact: true }).click();
  const code = (await desk.locator('code').first().textContent()) ?? '';
  await desk.close();
  await page.getByLabel('Code from Kiln desk').fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Client secret').fill(kilnDeskClient.client_secret);
  await page.getByRole('button', { name: /^Send it to/ }).click();
  await connections(page, 1);
}

test('[S41] what a person brings: a code and a secret by hand, a token pasted, a token of a service', async ({
  page,
  context,
  stage,
  watch,
}) => {
  const token = await aToken(stage);
  const [, brought] = tokensElsewhere;
  if (!brought) throw new Error('nobody has a token elsewhere');
  for (const one of [token, kilnDeskClient.client_secret]) watch.know(one);
  await withCarried(page, stage);
  await page.goto(`${stage.origin}/`);
  await codeByHand(page, context);

  await page.evaluate(() => location.assign('#/connections?connect=carried'));
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Take this token' }).click();
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await connections(page, 2);

  await page.evaluate(() => location.assign('#/connections?connect=singly'));
  await page.getByRole('button', { name: 'Bring in a token of a service', exact: true }).click();
  const ask = page.getByRole('dialog', { name: 'Bring in a token of a service' });
  await ask.getByLabel('Service', { exact: true }).fill(brought.service);
  await ask.getByLabel('Token of the service').fill(brought.token);
  await ask.getByLabel(/^Token secret/).fill(brought.token_secret ?? '');
  await ask.getByLabel('Client secret').fill(singlyClient.client_secret);
  await ask.getByRole('button', { name: 'Bring in a token of a service' }).click();
  await page.getByRole('button', { name: /^Yes/ }).click();
  await connections(page, 3);

  await page.evaluate(() => location.assign('#/sign-ins'));
  await told(page);
  for (let at = 0; at < (await rows(page).count()); at++) {
    const all = await pick(page, at);
    console.log(await page.locator('#inspected').textContent(), '|', await page.locator('#inspected + p').textContent(), all);
    await page.screenshot({ path: `/tmp/kinds/shots/given-${at}.png`, fullPage: true });
  }
});

test('by windows in one page: kept after a look, a service linked with the token, renewed without a question', async ({ page, stage }) => {
  const panel = page.getByRole('dialog');
  const through = async (act: () => Promise<void>, meet: (there: Page) => Promise<void>) => {
    const [there] = await Promise.all([page.waitForEvent('popup'), act()]);
    await meet(there);
  };
  const allow = (there: Page) => there.getByRole('button', { name: 'Allow', exact: true }).click();
  await page.goto(`${stage.origin}/`);
  await page.getByRole('radio', { name: 'In a window' }).check();
  await through(() => page.getByRole('region', { name: 'Try it' }).getByRole('button', { name: 'Connect Singly' }).click(), allow);
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await connections(page, 1);

  await page.getByRole('button', { name: /^Add a service/ }).click();
  await panel.getByLabel('Service').selectOption('facebook');
  await panel.getByRole('button', { name: 'Continue' }).click();
  await through(() => panel.getByRole('button', { name: 'Send it and add the service' }).click(), allow);
  await expect(page.getByRole('list', { name: 'Services in this Singly account' }).getByText('Facebook')).toBeVisible();

  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await panel.getByRole('button', { name: /^Wayfare / }).click();
  await through(
    () => panel.getByRole('button', { name: 'Connect Wayfare', exact: true }).click(),
    async (there) => {
      await there.getByRole('button', { name: 'Sign in', exact: true }).click();
      await allow(there);
    },
  );
  await connections(page, 2);
  const pill = page.locator('[data-connection]').filter({ hasText: 'Wayfare' }).locator('.pill').first();
  const before = (await pill.textContent()) ?? '';
  await page.getByRole('button', { name: /^More for Wayfare/ }).click();
  await Promise.all([page.waitForEvent('popup'), page.getByRole('menuitem', { name: 'Renew now' }).click()]);
  await expect(pill).not.toHaveText(before);
  await inspect(page);
  for (let at = 0; at < (await rows(page).count()); at++) {
    const all = await pick(page, at);
    console.log(await page.locator('#inspected').textContent(), '|', await page.locator('#inspected + p').textContent(), all);
    await page.screenshot({ path: `/tmp/kinds/shots/window-${at}.png` });
  }
});

test('a call that gets no answer is shown with its code; the connect panel and the inspector take turns', async ({
  page,
  context,
  stage,
}) => {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('radio', { name: 'In a window' }).check();
  const [there] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: /^Kiln [^d]/ }).click()]);
  await there.getByRole('button', { name: 'Sign in', exact: true }).click();
  await there.getByRole('button', { name: 'Allow', exact: true }).click();
  await connections(page, 1);
  const connect = page.getByRole('button', { name: 'Connect', exact: true });
  await connect.click();
  const panel = page.getByRole('dialog', { name: /^Connect/ });
  await expect(panel).toBeVisible();
  await inspect(page);
  await expect(drawer(page)).toBeVisible();
  await expect(panel).toHaveCount(0);
  await inspect(page);
  await expect(drawer(page)).toHaveCount(0);
  await expect(connect).toBeFocused();

  const { kiln } = stage.farm.urls;
  await page.evaluate(() => location.assign('#/console'));
  await page.getByRole('textbox', { name: 'URL' }).fill(`${kiln}/v1/me`);
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await send.click();
  await expect(page.getByText('200 OK')).toBeVisible();
  await page.route(`${kiln}/v1/me`, () => {});
  await send.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.unroute(`${kiln}/v1/me`);
  await page.route(`${kiln}/v1/me`, (route) => route.abort('connectionreset'));
  await expect(send).toBeVisible();
  await send.click();
  await expect(page.getByRole('alert')).toBeVisible();
  await context.setOffline(true);
  await send.click();
  await expect(page.getByRole('alert')).toContainText('There is no network.');
  await context.setOffline(false);
  await inspect(page);
  for (let at = 0; at < (await rows(page).count()); at++) {
    const all = await pick(page, at);
    console.log(await page.locator('#inspected').textContent(), '|', await page.locator('#inspected + p').textContent(), all);
    await page.screenshot({ path: `/tmp/kinds/shots/call-${at}.png` });
  }
});
