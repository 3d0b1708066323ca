/**
 * The inspector on transactions other than a sign-in by redirect: each arrow in its lane, each failure at its arrow.
 * On the farm, with the app as a person uses it.
 */
import type { Page } from '@playwright/test';
import { bends } from '../../src/sandbox/standard/bends.ts';
import { singlefileClient } from '../fixtures/farm/seeds.ts';
import { axeFaults } from './axe.ts';
import { expect, type Stage, test } from './stage.ts';
import { allowAtSingly, connectFernpost } from './visits.ts';

const drawer = (page: Page) => page.getByRole('dialog', { name: 'Inspector' });
const steps = (page: Page) => page.getByRole('list', { name: /^Steps of / }).getByRole('button');
const rows = (page: Page) => page.getByRole('region', { name: 'What happened, newest first' }).getByRole('listitem');
const inspect = (page: Page) => page.keyboard.press('Control+.');

/** Each step by its lanes and label, as a screen reader gets it. */
async function told(page: Page): Promise<string[]> {
  await expect(steps(page).first()).toBeVisible();
  const labels = await steps(page).locator('.label').allTextContents();
  return labels.map((text) => text.replace(/\s+/g, ' ').trim());
}

/** Opens the row of the list that says so. */
async function pick(page: Page, text: string | RegExp): Promise<void> {
  await rows(page).filter({ hasText: text }).first().getByRole('button').click();
}

async function connectKiln(page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('button', { name: /^Kiln [^d]/ }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByText('Active')).toBeVisible();
}

const more = async (page: Page, name: string, item: string) => {
  await page.getByRole('button', { name: new RegExp(`^More for ${name}`) }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

test.afterEach(({ stage }) => {
  stage.farm.bend('kiln', null);
  stage.farm.setAccessTokenLife(3600);
});

test('a sign-in in a window: metadata, the person, tokens, in one page', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('radio', { name: 'In a window' }).check();
  const [window] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: /^Kiln [^d]/ }).click()]);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await window.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByText('Active')).toBeVisible();
  await inspect(page);
  await expect(drawer(page).getByText('Authorization code with PKCE · in a window')).toBeVisible();
  expect(await told(page)).toEqual([
    'This page → Kiln: GET openid-configuration',
    'You → This page: Connect Kiln',
    'This page → Kiln: GET /authorize',
    'Kiln → You: Choose account, approve',
    'Kiln → This page: Back, with code',
    'This page: Reply compared, address cleaned',
    'This page → Token endpoint: POST code, code_verifier',
    expect.stringMatching(/^Token endpoint → This page: access_token, refresh_token, id_token, token ending \S{4}$/),
    'This page: ID token compared',
    expect.stringMatching(/^This page → API: GET \/\w+, token ending \S{4}$/),
    'API → This page: Whose it is',
    'This page: Token kept',
  ]);
  await expect(drawer(page).getByText('The page that left is gone.')).toHaveCount(0);
  await steps(page).first().click();
  const issuer = drawer(page).getByRole('row', { name: /^issuer/ });
  await expect(issuer).toContainText('holds');
  await expect(issuer.getByRole('link', { name: 'RFC 8414 §3.3' })).toBeVisible();
});

test('a window that is closed, and one button begins it again', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('radio', { name: 'In a window' }).check();
  const [window] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: /^Kiln [^d]/ }).click()]);
  await window.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  stage.farm.bend('kiln', bends['wrong-state']);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await window.getByRole('button', { name: 'Allow', exact: true }).click();
  await inspect(page);
  await expect(drawer(page).getByText('state_mismatch')).toBeVisible();
  const state = drawer(page).getByRole('row', { name: /^state/ });
  await expect(state).toContainText('does not hold');
  await expect(state.getByRole('link', { name: 'RFC 6749 §10.12' })).toBeVisible();
  stage.farm.bend('kiln', null);
  const [again] = await Promise.all([page.waitForEvent('popup'), drawer(page).getByRole('button', { name: 'Start again' }).click()]);
  await again.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByText('Active')).toBeVisible();
});

test('[S41] [S82] a machine: its secret is named and not kept, a refusal stands at its arrow', async ({ page, stage, watch }) => {
  watch.know(singlefileClient.client_secret);
  watch.know('canary-wrong-secret');
  const entry = { id: 'singlefile', preset: 'singlefile', base: stage.farm.urls.singlefile, client_id: singlefileClient.client_id };
  await page.route('**/singlet.config.json', (route) => route.fulfill({ json: { providers: [entry] } }));
  await page.goto(`${stage.origin}/#/connections?connect=singlefile`);
  await page.getByRole('dialog').getByRole('button', { name: 'Connect SingleFile' }).click();
  const field = page.getByLabel('Client secret', { exact: true });
  const send = page.getByRole('button', { name: /^Send it to/ });
  await field.fill('canary-wrong-secret');
  await send.click();
  await expect(page.getByText(/does not take this secret/)).toBeVisible();
  await field.fill(singlefileClient.client_secret);
  await send.click();
  await expect(page.getByText(/, kept in this browser/)).toBeVisible();
  await page.goto(`${stage.origin}/#/sign-ins`);
  const labels = await told(page);
  expect(labels.slice(0, 5)).toEqual([
    'You → This page: client_secret, given by hand',
    expect.stringMatching(/^This page → Token endpoint: POST/),
    'Token endpoint → This page: failed: SingleFile refused the client id or the secret.',
    'You → This page: client_secret, given by hand',
    expect.stringMatching(/^This page → Token endpoint: POST/),
  ]);
  await steps(page).nth(4).click();
  await expect(page.getByText('sent, not kept').first()).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
});

test('a renewal: the refresh token goes, another comes, and the old one is told to be worth nothing', async ({ page, stage }) => {
  await connectKiln(page, stage);
  await more(page, 'Kiln', 'Renew now');
  await inspect(page);
  await pick(page, 'Renewed');
  expect(await told(page)).toEqual([
    expect.stringMatching(/^This page → Token endpoint: POST refresh_token, token ending \S{4}$/),
    expect.stringMatching(/^Token endpoint → This page: access_token, refresh_token/),
    'This page: ID token compared',
  ]);
  await steps(page).nth(1).click();
  await expect(drawer(page).getByText('The refresh token was replaced')).toBeVisible();
  await expect(drawer(page).getByRole('link', { name: 'RFC 9700 §4.14.2' })).toBeVisible();
});

for (const [bend, title, thread] of [
  ['rate-limited', 'Kiln asks to wait.', 'held'],
  ['invalid-grant', 'Kiln refused to give a token.', 'cut'],
] as const) {
  test(`a renewal that fails by ${bend} stands at its arrow, and the thread is ${thread}`, async ({ page, stage }) => {
    await connectKiln(page, stage);
    stage.farm.bend('kiln', bends[bend]);
    await more(page, 'Kiln', 'Renew now');
    await inspect(page);
    await pick(page, title);
    expect((await told(page)).at(-1)).toBe(`Token endpoint → This page: failed: ${title}`);
    await expect(steps(page).last().locator('.cut-mark')).toHaveCount(thread === 'cut' ? 1 : 0);
    await expect(drawer(page).locator('.verdict').getByRole('button')).toHaveCount(1);
  });
}

test('a call that meets a 401 is one chain: refused, renewed, sent again', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  await stage.farm.expireAccessTokens();
  await page.getByRole('link', { name: 'Console' }).first().click();
  await page.getByRole('textbox', { name: 'URL' }).fill(`${stage.farm.urls.api}/v1/me`);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('200 OK')).toBeVisible();
  await inspect(page);
  const chain = (await told(page)).map((text) => text.replace(/, token ending \S{4}/, ''));
  expect(chain.slice(0, 2)).toEqual(['This page → API: GET /v1/me', 'API → This page: failed: 401']);
  expect(chain[2]).toBe('This page → Token endpoint: POST refresh_token');
  expect(chain.slice(-2)).toEqual(['This page → API: GET /v1/me', 'API → This page: 200']);
  await expect(steps(page).nth(1).locator('.cut-mark')).toHaveCount(1);
  await expect(steps(page).last().locator('.dur')).toHaveText(/took \d+ ms$/i);
});

test('a sign-out: forgotten here, ended there, the person signed out; and none of its secrets is left', async ({
  page,
  context,
  stage,
}) => {
  await connectKiln(page, stage);
  await more(page, 'Kiln', 'Disconnect');
  await page.getByRole('checkbox', { name: 'Also sign out at Kiln' }).check();
  const [window] = await Promise.all([context.waitForEvent('page'), page.getByRole('button', { name: 'Disconnect', exact: true }).click()]);
  await window.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('Kiln is disconnected.').first()).toBeVisible();
  await inspect(page);
  expect((await told(page)).filter((text) => !text.includes('openid-configuration'))).toEqual([
    'You → This page: Disconnect',
    'This page → Token endpoint: Revoke: revoked, carries the token',
    expect.stringMatching(/^This page → Kiln: GET \//),
    'Kiln → This page: Session there: ended',
  ]);
  await expect(drawer(page).getByText(/^Forgotten here and ended there · /)).toBeVisible();
  await pick(page, 'Connected');
  await expect(page.getByRole('button', { name: /for ten seconds$/ })).toHaveCount(0);
});

test('a token that nothing proves is thrown away: its thread ends there', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('region', { name: 'Try it' }).getByRole('button', { name: 'Connect Singly' }).click();
  await allowAtSingly(page);
  await page.getByRole('button', { name: /^No/ }).click();
  await page.goto(`${stage.origin}/#/sign-ins`);
  await expect(page.getByText('Given up').first()).toBeAttached();
  expect((await told(page)).at(-1)).toBe('You → This page: No, thrown away');
  await expect(steps(page).last().locator('.cut-mark')).toHaveCount(1);
});

test('the settings of a provider that are only looked at stand alone', async ({ page, stage }) => {
  const [read] = await Promise.all([
    page.waitForResponse(/openid-configuration$/),
    page.goto(`${stage.origin}/#/connections?connect=kiln`),
  ]);
  expect(read.status()).toBe(200);
  await page.goto(`${stage.origin}/#/sign-ins`);
  await expect(page.getByRole('heading', { name: /^Settings of / })).toBeVisible();
  await expect(steps(page).first()).toContainText('GET openid-configuration');
});
