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

/** Every transaction, newest first: its title, how it ended, its steps. */
async function everything(page: Page, count: number): Promise<readonly (readonly [string, string, readonly string[]])[]> {
  await expect(rows(page)).toHaveCount(count);
  const all: [string, string, string[]][] = [];
  for (const row of await rows(page).all()) {
    await row.getByRole('button').click();
    const [title, end] = [page.locator('#inspected'), page.locator('#inspected + p')];
    all.push([(await title.textContent()) ?? '', ((await end.textContent()) ?? '').split(' · ')[0] ?? '', await told(page)]);
  }
  return all;
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
  expect(await everything(page, 4)).toEqual([
    [
      'Sign-in at Singly',
      'Connected',
      [
        'This page: Held apart: whose is it?',
        'This page → API: GET /profiles, token',
        'API → This page: Whose it is',
        'You → This page: Yes, my account',
        'This page: Token kept',
      ],
    ],
    ['Act at Singly', 'Done', ['This page → API: GET /auth/{input.service}/apply', 'API → This page: 200']],
    [
      'Sign-in at Carried',
      'Connected',
      [
        'You → This page: access_token, given by hand, token',
        'This page: Held apart: whose is it?',
        'This page → API: GET /external-api/v1/organizations/list, token',
        'API → This page: Whose it is',
        'You → This page: Yes, my account',
        'This page: Token kept',
      ],
    ],
    [
      'Sign-in at Kiln desk',
      'Connected',
      [
        'This page → Kiln desk: GET openid-configuration',
        'You → This page: Connect Kiln desk',
        'This page → Kiln desk: GET /authorize',
        'You → This page: What was shown, typed or pasted',
        'This page: What was given, compared',
        'You → This page: client_secret, given by hand',
        'This page → Token endpoint: POST code, code_verifier',
        'Token endpoint → This page: access_token, refresh_token, id_token, token',
        'This page: ID token compared',
        'This page → API: GET /userinfo, token',
        'API → This page: Whose it is',
        'This page: Token kept',
      ],
    ],
  ]);
  // Singly wants these in the address of the act; the page has them nowhere.
  for (const one of [brought.token, brought.token_secret ?? brought.token, singlyClient.client_secret])
    expect(await page.content()).not.toContain(one);
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
  expect(await everything(page, 5)).toEqual([
    [
      'Renewal at Wayfare',
      'Renewed',
      [
        'You → This page: Renew Wayfare',
        'This page → Wayfare: GET /authorize',
        'Wayfare → This page: Back, with access_token, id_token, token',
        'This page: Reply compared, address cleaned',
        'This page → Wayfare: GET jwks',
        'This page: ID token compared',
        'This page → API: GET /userinfo, token',
        'API → This page: Whose it is',
        'This page: Token kept',
      ],
    ],
    [
      'Sign-in at Wayfare',
      'Connected',
      [
        'You → This page: Connect Wayfare',
        'This page → Wayfare: GET /authorize',
        'Wayfare → You: Choose account, approve',
        'Wayfare → This page: Back, with access_token, id_token, token',
        'This page: Reply compared, address cleaned',
        'This page → Wayfare: GET jwks',
        'This page: ID token compared',
        'This page → API: GET /userinfo, token',
        'API → This page: Whose it is',
        'This page: Token kept',
      ],
    ],
    ['Settings of Wayfare', 'Read', ['This page → Wayfare: GET openid-configuration']],
    [
      'Sign-in at Singly',
      'Connected',
      [
        'You → This page: Connect Singly',
        'This page → Singly: GET /oauth/authenticate, token',
        'Singly → You: Choose account, approve',
        'Singly → This page: Back, with access_token, token',
        'This page: Reply compared, address cleaned',
        'This page: Held apart: whose is it?',
        'This page → API: GET /profiles, token',
        'API → This page: Whose it is',
        'This page: Token kept',
      ],
    ],
    [
      'Sign-in at Singly',
      'Connected',
      [
        'You → This page: Connect Singly',
        'This page → Singly: GET /oauth/authenticate',
        'Singly → You: Choose account, approve',
        'Singly → This page: Back, with access_token, token',
        'This page: Reply compared, address cleaned',
        'This page: Held apart: whose is it?',
        'This page → API: GET /profiles, token',
        'API → This page: Whose it is',
        'You → This page: Yes, my account',
        'This page: Token kept',
      ],
    ],
  ]);
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
  expect(await everything(page, 5)).toEqual([
    ['Call to Kiln', 'Failed', ['This page: failed: There is no network.']],
    [
      'Call to Kiln',
      'Failed',
      ['This page → API: GET /v1/me, token', `This page: failed: ${new URL(kiln).host} does not let this page read its replies.`],
    ],
    ['Call to Kiln', 'Given up', ['This page → API: GET /v1/me, token', 'This page: failed: The call was cancelled.']],
    ['Call to Kiln', 'Answered', ['This page → API: GET /v1/me, token', 'API → This page: 200']],
    [
      'Sign-in at Kiln',
      'Connected',
      [
        'This page → Kiln: GET openid-configuration',
        'You → This page: Connect Kiln',
        'This page → Kiln: GET /authorize',
        'Kiln → You: Choose account, approve',
        'Kiln → This page: Back, with code',
        'This page: Reply compared, address cleaned',
        'This page → Token endpoint: POST code, code_verifier',
        'Token endpoint → This page: access_token, refresh_token, id_token, token',
        'This page: ID token compared',
        'This page → API: GET /userinfo, token',
        'API → This page: Whose it is',
        'This page: Token kept',
      ],
    ],
  ]);
});
