/** Each view in both themes and three widths: axe, no sideways scroll, keyboard, and what a page without storage or network says. */
import type { Page } from '@playwright/test';
import { axeFaultsInBothThemes } from './axe.ts';
import { expect, test } from './stage.ts';
import { connectFernpost, connectSingly } from './visits.ts';

/** Wider than the screen means that a phone has to scroll sideways. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

test('every view is accessible in both themes, and fits', async ({ page, stage }) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const check = async (view: string) => {
    for (const size of sizes) {
      await page.setViewportSize(size);
      expect(await overflow(page), `${view} at ${size.width}`).toBe(0);
      expect(await axeFaultsInBothThemes(page), `${view} at ${size.width}`).toEqual([]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  };
  await page.goto(`${stage.origin}/`);
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
  await check('first visit');
  await page.getByRole('region', { name: 'Try it' }).getByRole('button', { name: 'Connect Singly' }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Is this your Singly account?' })).toBeVisible();
  await check('confirm');
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await expect(page.getByText('No expiry stated')).toBeVisible();
  await check('connections');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await check('connect panel');
  await page.keyboard.press('Escape');
  await page.goto(`${stage.origin}/#/console`);
  await page.getByRole('button', { name: /Merged profile/ }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('200 OK')).toBeVisible();
  await check('console');
  await page.getByText('The request as it leaves').click();
  await check('console, what leaves');
  await page.getByRole('textbox', { name: 'URL' }).fill('http://localhost:9/profiles');
  await expect(page.getByText('Sent without a token')).toBeVisible();
  await check('console, no rule');
  await page.goto(`${stage.origin}/#/providers`);
  await expect(page.getByRole('heading', { name: 'Providers' })).toBeVisible();
  await check('providers');
  await page.goto(`${stage.origin}/callback/?code=abc&state=def`);
  await expect(page.getByRole('heading', { name: 'This sign-in was not started here' })).toBeVisible();
  await check('callback notice');
});

test('the main path can be walked by keyboard alone', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/`);
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      );
      if (name.test(focused.trim())) return;
    }
    throw new Error(`no way by Tab to ${name}`);
  };
  await tabTo(/^Connect Singly$/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Allow', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Is this your Singly account?' })).toBeFocused();
  await tabTo(/^Yes, keep this account$/);
  await page.keyboard.press('Enter');
  await expect(page.getByText('No expiry stated')).toBeVisible();
  await tabTo(/More for Singly/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More for Singly' })).toBeFocused();
  await page.goto(`${stage.origin}/#/console`);
  await page.getByRole('textbox', { name: 'URL' }).fill(`${stage.farm.urls.singly}/profiles`);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('200 OK')).toBeVisible();
});

test('blocked storage: a notice, and a redirect that refuses before leaving', async ({ page, stage }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', {
      get() {
        throw new DOMException('The user denied permission', 'SecurityError');
      },
    });
  });
  await page.goto(`${stage.origin}/`);
  await expect(page.getByText('This browser blocks storage for this site.')).toBeVisible();
  const code = await page.evaluate(async () => {
    const { createSinglet } = await import(`${location.origin}/singlet.js`);
    const singlet = await createSinglet();
    return singlet.connect('fernpost').catch((error: { code: string }) => error.code);
  });
  expect(code).toBe('storage_unavailable');
  expect(page.url()).toBe(`${stage.origin}/`);
});

test('offline is said, and connections stay', async ({ page, context, stage }) => {
  await connectSingly(page, stage);
  await context.setOffline(true);
  await expect(page.getByText('You are offline.').first()).toBeVisible();
  await expect(page.getByText('@mayaokafor')).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('You are offline.')).toHaveCount(0);
});

test('a config with mistakes keeps its good providers and names each mistake', async ({ page, stage }) => {
  const config = {
    providers: [
      { id: 'broken', isuer: 'x' },
      { id: 'leaky', client_id: 'a', issuer: 'https://id.example', client_secret: 'canary-client-secret' },
      { id: 'good', name: 'Good', client_id: 'a', issuer: 'https://id.example' },
    ],
  };
  await page.route('**/singlet.config.json', (route) => route.fulfill({ json: config }));
  await page.goto(`${stage.origin}/#/providers`);
  await expect(page.getByText('$.providers[0].isuer')).toBeVisible();
  await expect(page.getByText('$.providers[1].client_secret').first()).toBeVisible();
  await expect(page.getByText('Good').first()).toBeVisible();
  expect(await page.content()).not.toContain('canary-client-secret');
});

test('a provider of one’s own: issuer, what was found, connect, kept only here', async ({ page, stage }) => {
  await page.route('**/singlet.config.json', (route) => route.fulfill({ json: { providers: [] } }));
  await page.goto(`${stage.origin}/`);
  await page.getByLabel('Issuer').fill(stage.farm.urls.fernpost);
  await page.getByLabel('Client id').fill('singlet-demo');
  await expect(page.getByText('Authorization code with PKCE.')).toBeVisible();
  await page.getByLabel('Scope').fill('openid profile email');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByText('Maya Okafor')).toBeVisible();
  await expect(page.getByText('Only here')).toBeVisible();
});

test('two accounts at one provider, and the console asks which', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  await page.goto(`${stage.origin}/`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Fernpost / })
    .click();
  const connect = page.getByRole('dialog').getByRole('button', { name: 'Connect Fernpost' });
  if (await connect.isVisible().catch(() => false)) await connect.click();
  await page.getByRole('button', { name: 'Use another account' }).click();
  await page.getByLabel('User name').fill('tobias');
  await page.getByLabel('Password').fill('lugs');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByText('Two, kept in this browser, on this device.')).toBeVisible();
  await page.goto(`${stage.origin}/#/console`);
  await page.getByRole('textbox', { name: 'URL' }).fill(`${stage.farm.urls.api}/v1/me`);
  await expect(page.getByText('Several could serve it')).toBeVisible();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const size of sizes) {
    await page.setViewportSize(size);
    expect(await overflow(page), `at ${size.width}`).toBe(0);
    expect(await axeFaultsInBothThemes(page), `at ${size.width}`).toEqual([]);
  }
});
