/** The connections of the app after the sign-in: sign-out at the provider, scopes that differ, tokens that end. */
import type { BrowserContext, Page } from '@playwright/test';
import { bends } from '../../src/sandbox/standard/bends.ts';
import { axeFaults, axeFaultsInBothThemes } from './axe.ts';
import { expect, type Stage, test } from './stage.ts';

test.afterEach(({ stage }) => {
  stage.farm.bend('kiln', null);
  stage.farm.bend('wayfare', null);
  stage.farm.setAccessTokenLife(3600);
});

const heading = (page: Page) => page.getByRole('heading', { name: 'Connections', exact: true });
const rowOf = (page: Page, text: string | RegExp) => page.locator('.conn-item').filter({ hasText: text });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName ?? 'none');

/** From wherever the app is to `name` and back, with the account that is filled in or another. */
async function connect(page: Page, name: string, user?: readonly [string, string]): Promise<void> {
  const inList = await heading(page).isVisible();
  if (inList) await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const list = inList ? page.getByRole('dialog') : page.getByRole('region', { name: 'Try it' });
  await list.getByRole('button', { name: new RegExp(`^${name} (?!desk)`) }).click();
  if (inList)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Connect ${name}`, exact: true })
      .click();
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
  const allow = page.getByRole('button', { name: 'Allow', exact: true });
  await signIn.or(allow).first().waitFor();
  if (user) {
    if (await allow.isVisible()) await page.getByRole('button', { name: 'Use another account' }).click();
    await page.getByLabel('User name').fill(user[0]);
    await page.getByLabel('Password').fill(user[1]);
  }
  if (await signIn.isVisible()) await signIn.click();
  await allow.click();
  await expect(heading(page)).toBeVisible();
}

async function first(page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.origin}/`);
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
}

async function openDisconnect(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^More for ${name}`) }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  await expect(page.getByRole('heading', { name: `Disconnect ${name}?` })).toBeVisible();
  await expect(page.getByText(/cannot be undone/)).toBeVisible();
}

/** Presses Disconnect with the sign-out asked for; gives the window that opens. */
async function signOutWindow(page: Page, context: BrowserContext, name: string): Promise<Page> {
  await openDisconnect(page, name);
  const check = page.getByRole('checkbox', { name: `Also sign out at ${name}` });
  await expect(check).not.toBeChecked();
  await check.check();
  const [window] = await Promise.all([context.waitForEvent('page'), page.getByRole('button', { name: 'Disconnect', exact: true }).click()]);
  await expect(page.getByText(`Signing out at ${name}.`)).toBeVisible();
  return window;
}

test.describe('sign-out at the provider', () => {
  test('a window, both halves told, and other tabs follow', async ({ page, context, stage }) => {
    await first(page, stage);
    await connect(page, 'Kiln');
    const other = await context.newPage();
    await other.goto(`${stage.origin}/`);
    await expect(heading(other)).toBeVisible();
    await page.bringToFront();
    const window = await signOutWindow(page, context, 'Kiln');
    await expect(other.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
    await expect.poll(() => focused(page)).not.toBe('BODY');
    await window.getByRole('button', { name: 'Sign out' }).click();
    const result = page.getByRole('status').filter({ hasText: 'Kiln is disconnected.' });
    await expect(result).toContainText('Kiln confirmed that the token is ended. Its sign-out sent you back');
    expect(window.isClosed() || (await window.waitForEvent('close').then(() => true))).toBe(true);
    await expect.poll(() => focused(page)).not.toBe('BODY');
    // The session there is over: the provider asks for the password again.
    await page
      .getByRole('region', { name: 'Try it' })
      .getByRole('button', { name: /^Kiln (?!desk)/ })
      .click();
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  });

  test('without it nothing is opened and the session stays', async ({ page, context, stage }) => {
    await first(page, stage);
    await connect(page, 'Kiln');
    await openDisconnect(page, 'Kiln');
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await expect(page.getByText('Kiln confirmed that the token is ended.')).toBeVisible();
    await expect(page.getByText('sign-out')).toHaveCount(0);
    expect(context.pages()).toHaveLength(1);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByText('Kiln confirmed')).toHaveCount(0);
    await expect.poll(() => focused(page)).toBe('H1');
  });

  test('that is not waited for is unknown, and the token is ended all the same', async ({ page, context, stage }) => {
    await first(page, stage);
    await connect(page, 'Wayfare');
    const window = await signOutWindow(page, context, 'Wayfare');
    await expect(window.getByRole('button', { name: 'Sign out' })).toBeVisible();
    await page.getByRole('button', { name: 'Stop waiting' }).click();
    const result = page.getByRole('status').filter({ hasText: 'Wayfare is disconnected.' });
    await expect(result).toContainText('Wayfare confirmed that the token is ended.');
    await expect(result).toContainText('Nothing came back from its sign-out, so you may still be signed in there.');
    await expect.poll(() => focused(page)).not.toBe('BODY');
  });

  test('with windows blocked goes by a link', async ({ page, context, stage }) => {
    await first(page, stage);
    await connect(page, 'Kiln');
    await page.evaluate(() => {
      globalThis.open = () => null;
    });
    await openDisconnect(page, 'Kiln');
    await page.getByRole('checkbox', { name: 'Also sign out at Kiln' }).check();
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await expect(page.getByText('Your browser blocked the sign-out window.')).toBeVisible();
    const [window] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Open the sign-out window' }).click(),
    ]);
    await window.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByText('Its sign-out sent you back')).toBeVisible();
  });

  test('is not offered where there is none, and a revocation without readable answer is told as unknown', async ({ page, stage }) => {
    await first(page, stage);
    stage.farm.bend('kiln', bends['revoke-no-cors']);
    await connect(page, 'Kiln');
    await openDisconnect(page, 'Kiln');
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await expect(page.getByText('Kiln gave no readable answer, so the token may stay valid.')).toBeVisible();
    await page.getByRole('region', { name: 'Try it' }).getByRole('button', { name: 'Connect Singly' }).click();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await page.getByRole('button', { name: 'Yes, keep this account' }).click();
    await openDisconnect(page, 'Singly');
    await expect(page.getByText('Singly has no way to end it from here')).toBeVisible();
    await expect(page.getByRole('checkbox')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: /^More for Singly/ })).toBeFocused();
  });

  test('of a tab that left and came back is said', async ({ page, stage }) => {
    await first(page, stage);
    await connect(page, 'Kiln');
    await page.evaluate(async () => {
      const { createSinglet } = await import(`${location.origin}/singlet.js`);
      const singlet = await createSinglet();
      const [connection] = await singlet.connections();
      void singlet.disconnect(connection.id, { endSession: true, mode: 'redirect', returnTo: '/' });
    });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByText('The sign-out at Kiln sent you back.')).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByText('The sign-out at Kiln sent you back.')).toHaveCount(0);
  });
});

test.describe('rows', () => {
  test('[S37] say which scopes are missing and which nobody asked for', async ({ page, stage }) => {
    await first(page, stage);
    stage.farm.bend('kiln', bends['fewer-scopes']);
    await connect(page, 'Kiln');
    stage.farm.bend('wayfare', bends['more-scopes']);
    await connect(page, 'Wayfare');
    const less = page.getByRole('button', { name: 'Without bookings:write' });
    await less.focus();
    await page.keyboard.press('Enter');
    const box = page.getByRole('group', { name: /^Scopes of Kiln/ });
    await expect(box).toContainText('Not granted');
    await expect(box.getByText('bookings:write')).toBeVisible();
    await expect(less).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(box.getByRole('button', { name: 'Sign in again' })).toBeFocused();
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(box).toBeHidden();
    await expect(less).toBeFocused();
    await page.getByRole('button', { name: 'More than asked: members:admin' }).click();
    await expect(page.getByText('Wayfare gave them on its own')).toBeVisible();
  });

  test('[S37] with what was asked for say nothing, refresh token for offline_access included', async ({ page, stage }) => {
    await first(page, stage);
    await connect(page, 'Kiln');
    await connect(page, 'Fernpost');
    await expect(page.locator('.conn-item')).toHaveCount(2);
    await expect(page.getByRole('button', { name: /^(Without|More than asked)/ })).toHaveCount(0);
  });

  test('of two accounts at one provider have buttons of their own names', async ({ page, stage }) => {
    await first(page, stage);
    await connect(page, 'Fernpost');
    await connect(page, 'Fernpost', ['tobias', 'lugs']);
    const names = await page
      .getByRole('button', { name: /^More for/ })
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    expect(names).toEqual([
      'More for Fernpost, Maya Okafor, maya@okaforprints.example',
      'More for Fernpost, Tobias Lind, tobias@lindcykel.example',
    ]);
  });

  test('of an account with services open the panel that adds one', async ({ page, stage }) => {
    await page.goto(`${stage.origin}/`);
    await page.getByRole('region', { name: 'Try it' }).getByRole('button', { name: 'Connect Singly' }).click();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await page.getByRole('button', { name: 'Yes, keep this account' }).click();
    await page.getByRole('button', { name: /^Add a service to Singly/ }).click();
    await expect(page.getByRole('dialog').getByRole('heading', { name: 'Add a service' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^More for Singly/ }).click();
    await page.getByRole('menuitem', { name: 'Add a service to this account' }).click();
    await expect(page.getByRole('dialog').getByRole('heading', { name: 'Add a service' })).toBeVisible();
  });
});

test.describe('a token that ends', () => {
  test('is active, expiring, and then wants a sign-in, by the real clock', async ({ page, stage }) => {
    test.setTimeout(60_000);
    await first(page, stage);
    stage.farm.setAccessTokenLife(20);
    await connect(page, 'Wayfare');
    const state = rowOf(page, 'Wayfare').locator('.state');
    await expect(state).toContainText('Active');
    await expect(state).toContainText(/\d+ s left/);
    await expect(state).toContainText('Expiring', { timeout: 25_000 });
    await expect(page.getByText(/^The Wayfare token ends in \d s\.$/)).toBeVisible();
    await expect(state).toContainText('Needs sign-in', { timeout: 10_000 });
    await expect(state).toContainText(/Ended at \d\d:\d\d/);
    await expect(rowOf(page, 'Wayfare').getByRole('button', { name: /^Sign in again at Wayfare, Maya Okafor/ })).toBeVisible();
  });

  test('is said in row and console before it hurts, and one click renews it', async ({ page, context, stage }) => {
    await first(page, stage);
    await page.clock.install();
    stage.farm.setAccessTokenLife(600);
    await connect(page, 'Wayfare');
    await page.goto(`${stage.origin}/#/console`);
    await page.getByRole('textbox', { name: 'URL' }).fill(`${stage.farm.urls.wayfare}/v1/me`);
    await page.clock.runFor(500);
    await expect(page.getByText('Rule 1 of Wayfare')).toBeVisible();
    await expect(page.getByText(/Its token ends/)).toHaveCount(0);
    await page.clock.fastForward(560_000);
    await page.clock.runFor(2000);
    await expect(page.getByText(/Its token ends in \d+ s and does not renew itself\./)).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
    stage.farm.setAccessTokenLife(3600);
    await page.clock.resume();
    const opened = context.waitForEvent('page');
    await page.getByRole('button', { name: /^Renew Wayfare/ }).click();
    await opened;
    await expect(page.getByText(/Its token ends/)).toHaveCount(0);
    await expect(page.getByRole('textbox', { name: 'URL' })).toHaveValue(`${stage.farm.urls.wayfare}/v1/me`);
    await page.goto(`${stage.origin}/#/connections`);
    await expect(rowOf(page, 'Wayfare').locator('.state')).toContainText('Active');
  });

  test('that cannot be renewed without a question asks for a sign-in', async ({ page, context, stage }) => {
    await first(page, stage);
    await page.clock.install();
    stage.farm.setAccessTokenLife(600);
    await connect(page, 'Wayfare');
    await page.clock.fastForward(560_000);
    await page.clock.runFor(2000);
    await page.clock.resume();
    await expect(rowOf(page, 'Wayfare').locator('.state')).toContainText('Expiring');
    await context.clearCookies();
    await rowOf(page, 'Wayfare')
      .getByRole('button', { name: /^Renew Wayfare/ })
      .click();
    await expect(page.getByRole('heading', { name: 'Wayfare wants to hear from you' })).toBeVisible();
    // The same once more, with a question this time; the connection is still there.
    await expect(page.getByRole('link', { name: 'Connections 1' })).toBeVisible();
    await page.getByRole('button', { name: /again$/ }).click();
    stage.farm.setAccessTokenLife(3600);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await expect(rowOf(page, 'Wayfare').locator('.state')).toContainText('Active');
    await expect(page.locator('.conn-item')).toHaveCount(1);
  });

  test('that has ended is not sent, and the console says whose and what to do', async ({ page, stage }) => {
    await first(page, stage);
    await page.clock.install();
    stage.farm.setAccessTokenLife(600);
    await connect(page, 'Wayfare');
    await page.goto(`${stage.origin}/#/console`);
    await page.getByRole('textbox', { name: 'URL' }).fill(`${stage.farm.urls.wayfare}/v1/me`);
    await page.clock.runFor(500);
    await expect(page.getByText('Rule 1 of Wayfare')).toBeVisible();
    await page.clock.fastForward(620_000);
    await page.clock.runFor(2000);
    await expect(page.getByText('Will not be sent')).toBeVisible();
    await expect(page.getByText(/^The token of Wayfare, Maya Okafor, .* has ended and does not renew itself\.$/)).toBeVisible();
    await expect(page.getByRole('button', { name: /^Sign in again at Wayfare/ })).toBeVisible();
  });
});

test('every view after the sign-in is accessible in both themes, and fits', async ({ page, context, stage }) => {
  test.setTimeout(90_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const check = async (view: string) => {
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow, `${view} at ${width}`).toBe(0);
      expect(await axeFaultsInBothThemes(page), `${view} at ${width}`).toEqual([]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  };
  await first(page, stage);
  stage.farm.bend('kiln', bends['fewer-scopes']);
  await connect(page, 'Kiln');
  stage.farm.bend('wayfare', bends['more-scopes']);
  await page.clock.install();
  stage.farm.setAccessTokenLife(600);
  await connect(page, 'Wayfare');
  await page.clock.fastForward(560_000);
  await page.clock.runFor(2000);
  await page.clock.resume();
  await expect(rowOf(page, 'Wayfare').locator('.state')).toContainText('Expiring');
  await check('expiring and scopes');
  await openDisconnect(page, 'Kiln');
  await check('disconnect');
  await page.keyboard.press('Escape');
  const window = await signOutWindow(page, context, 'Kiln');
  await check('sign-out under way');
  await window.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('Kiln is disconnected.')).toBeVisible();
  await check('signed out');
  await page.goto(`${stage.origin}/#/providers`);
  await expect(page.getByRole('heading', { name: 'Providers' })).toBeVisible();
  await check('providers');
});
