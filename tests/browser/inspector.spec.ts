/** The inspector on the farm: the steps of a sign-in, live and afterwards, what they mean, and that nothing of it is a secret. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { bends } from '../../src/sandbox/standard/bends.ts';
import { axeFaults } from './axe.ts';
import { expect, type Stage, test } from './stage.ts';
import { allowAtSingly, connectSingly } from './visits.ts';

const drawer = (page: Page) => page.getByRole('dialog', { name: 'Inspector' });
const steps = (page: Page) => page.getByRole('list', { name: /^Steps of / }).getByRole('button');
const step = (page: Page, name: string | RegExp) => steps(page).filter({ hasText: name });

async function signInAtKiln(page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('button', { name: /^Kiln [^d]/ }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
}

async function connectKiln(page: Page, stage: Stage): Promise<void> {
  await signInAtKiln(page, stage);
  await expect(page.getByText('Active')).toBeVisible();
}

test('a token in the address: its thread from the provider to the vault, also of the page that left', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('region', { name: 'Try it' }).getByRole('button', { name: 'Connect Singly' }).click();
  await allowAtSingly(page);
  await expect(page.getByRole('heading', { name: 'Is this your Singly account?' })).toBeVisible();
  await page.keyboard.press('Control+.');
  await expect(drawer(page).getByRole('heading', { name: 'Sign-in at Singly' })).toBeVisible();
  await expect(step(page, 'Held apart: whose is it?')).toBeVisible();
  await expect(steps(page)).toHaveCount(8);
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await expect(step(page, 'Token kept')).toBeVisible();
  await expect(steps(page)).toHaveCount(10);
  await expect(drawer(page).getByText('The page that left is gone.')).toBeVisible();
  await step(page, 'GET /oauth/authenticate').click();
  const request = drawer(page).getByRole('table');
  await expect(request.getByRole('row', { name: /^client_id/ })).toBeVisible();
  await expect(request.getByRole('row', { name: /^redirect_uri/ })).toContainText('Where the reply has to land');
  await expect(request.getByRole('link', { name: 'RFC 6749 §3.1.2' })).toBeVisible();
});

test('a code with PKCE: verifier and challenge, nonce and claims, each compared before the eye', async ({ page, stage }) => {
  await connectKiln(page, stage);
  await page.getByRole('link', { name: 'Sign-ins' }).first().click();
  await step(page, 'POST code, code_verifier').click();
  await expect(page.getByText('Equal: the code is of use to this page alone.')).toBeVisible();
  await step(page, 'ID token compared').click();
  const nonce = page.getByRole('row', { name: /^nonce/ });
  await expect(nonce).toContainText('holds');
  const [sent, came] = await nonce.locator('.pill').allTextContents();
  expect(sent).toMatch(/\w{4}$/);
  expect(came).toBe(sent);
  await step(page, 'access_token, refresh_token, id_token').click();
  await expect(page.getByRole('heading', { name: 'Claims of the ID token, read here' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^aud/ })).toContainText('singlet-studio');
});

test('[S81] a value is masked until it is asked for, and again ten seconds later', async ({ page, stage }) => {
  await connectKiln(page, stage);
  await page.getByRole('link', { name: 'Sign-ins' }).first().click();
  await step(page, 'POST code, code_verifier').click();
  const row = page.getByRole('table').getByRole('row', { name: /^code_verifier/ });
  await row.getByRole('button', { name: 'Show code_verifier for ten seconds' }).click();
  await expect(row.locator('code.bare')).toHaveText(/^[\w.~-]{43,}$/);
  await expect(row.locator('code.bare')).toHaveCount(0, { timeout: 12_000 });
  // Another step, and the one that was shown is hidden with it.
  await row.getByRole('button', { name: 'Show code_verifier for ten seconds' }).click();
  await step(page, 'Token kept').click();
  await expect(page.locator('code.bare')).toHaveCount(0);
});

test('[S7] a failure says what did not hold, why, and what to do', async ({ page, stage }) => {
  stage.farm.bend('kiln', bends['id-token-wrong-nonce']);
  try {
    await signInAtKiln(page, stage);
    await expect(page.getByRole('heading', { name: 'What is known' })).toBeVisible();
  } finally {
    stage.farm.bend('kiln', null);
  }
  await page.keyboard.press('Control+.');
  const nonce = drawer(page).getByRole('row', { name: /^nonce/ });
  await expect(nonce).toContainText('does not hold');
  await expect(nonce.locator('.pill')).toHaveCount(2);
  await expect(drawer(page).getByText('id_token_invalid')).toBeVisible();
  // The pill of the token that came, its thread cut where the comparison failed, and one button.
  await expect(step(page, 'access_token, refresh_token, id_token').locator('.pill')).toHaveText(/\w{4}$/);
  await expect(step(page, 'nonce does not hold').locator('.cut-mark')).toHaveCount(1);
  await expect(drawer(page).locator('.verdict').getByRole('button', { name: 'Start again' })).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
});

test('calls and sign-ins stand in a list that is searched, walked by keys, and empty once everything is cleared', async ({
  page,
  stage,
}) => {
  await connectSingly(page, stage);
  await page.goto(`${stage.origin}/#/console`);
  await page.getByRole('button', { name: /Merged profile/ }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('200 OK')).toBeVisible();
  await page.keyboard.press('Control+.');
  const rows = drawer(page).getByRole('region', { name: 'What happened, newest first' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('200');
  await rows.first().getByRole('button').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByRole('heading', { name: 'Sign-in at Singly' })).toBeVisible();
  await steps(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(steps(page).nth(1)).toHaveAttribute('aria-current', 'step');
  await page.keyboard.press('Escape');
  await expect(rows.nth(1).getByRole('button')).toBeFocused();
  await drawer(page).getByRole('searchbox').fill('nowhere');
  await drawer(page).getByRole('button', { name: 'Show everything' }).click();
  await expect(rows).toHaveCount(2);
  await page.keyboard.press('Control+.');
  await expect(drawer(page)).toHaveCount(0);
  await page.evaluate(async () => {
    const { createSinglet } = await import(`${location.origin}/singlet.js`);
    const other = await createSinglet();
    await other.clear();
    await other.dispose();
  });
  await page.goto(`${stage.origin}/#/sign-ins`);
  await expect(page.getByRole('heading', { name: 'Nothing has happened yet' })).toBeVisible();
});

test('[S81] [S82] what is saved holds no secret, opens elsewhere read-only, and a hostile file is refused whole', async ({
  page,
  stage,
  watch,
}) => {
  await connectKiln(page, stage);
  await page.goto(`${stage.origin}/#/sign-ins`);
  const saved: string[] = [];
  for (const name of ['Save trace', 'Save picture']) {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    saved.push(await readFile(await (await coming).path(), 'utf8'));
  }
  const [trace = '', picture = ''] = saved;
  // Into the page, where the sweep at the end of the test looks at it.
  await page.evaluate((text) => document.body.setAttribute('data-saved', text), saved.join('\n'));
  expect(await watch.leaks()).toEqual([]);
  await page.evaluate(() => document.body.removeAttribute('data-saved'));
  expect(trace).toContain('$CODE_VERIFIER');
  expect(picture).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Nothing has happened yet' })).toBeVisible();
  const open = (content: string) =>
    page.locator('input[type=file]').setInputFiles({ name: 'trace.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  await open(JSON.stringify({ ...JSON.parse(trace), steps: [{ name: '<script>' }] }));
  await expect(page.getByRole('alert')).toContainText('This file is not a trace of Singlet.');
  const evil = '<img src=x onerror="globalThis.owned=1">';
  const file = JSON.parse(trace) as { steps: { parameters: [string, string][]; url?: string }[] };
  file.steps[1]?.parameters.push([evil.slice(0, 20), `javascript:alert(1)${evil}`]);
  await open(JSON.stringify({ ...file, provider: evil }));
  await expect(page.getByText('From a file', { exact: true })).toBeVisible();
  await steps(page).nth(1).click();
  await expect(page.getByText('javascript:alert(1)')).toBeVisible();
  expect(
    await page.evaluate(() => [
      (globalThis as { owned?: number }).owned,
      document.querySelectorAll('.inspector img, .inspector a[href^="javascript:"]').length,
    ]),
  ).toEqual([undefined, 0]);
  await page.getByRole('button', { name: 'Close the file' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing has happened yet' })).toBeVisible();
});

for (const width of [1440, 1024, 390]) {
  test(`is accessible and fits at ${width} px`, async ({ page, stage }) => {
    await page.emulateMedia({ colorScheme: width === 1024 ? 'dark' : 'light', reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 844 });
    await connectKiln(page, stage);
    const fits = async () => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      expect(await axeFaults(page)).toEqual([]);
    };
    await page.goto(`${stage.origin}/#/sign-ins`);
    await expect(page.getByRole('heading', { name: 'Sign-in at Kiln' })).toBeVisible();
    await fits();
    await page.goto(`${stage.origin}/#/connections`);
    await page.getByRole('button', { name: 'Inspector' }).click();
    await expect(drawer(page).getByRole('heading', { name: 'Sign-in at Kiln' })).toBeVisible();
    await fits();
  });
}
