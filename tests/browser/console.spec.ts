/** The console: what will happen is told before a call, who carries it is chosen there, and what an answer says of the token after it. */
import type { Page } from '@playwright/test';
import { axeFaults } from './axe.ts';
import { expect, type Stage, test } from './stage.ts';
import { connectFernpost, connectSingly } from './visits.ts';

const address = (page: Page) => page.getByRole('textbox', { name: 'URL' });
const sendButton = (page: Page) => page.getByRole('button', { name: 'Send', exact: true });

async function openConsole(page: Page, stage: Stage, url?: string): Promise<void> {
  await page.goto(`${stage.origin}/#/console`);
  if (url !== undefined) await address(page).fill(url);
}

/** A second person at Fernpost, in the browser where Maya is connected already. */
async function connectTobias(page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: /^Fernpost / }).click();
  const connect = panel.getByRole('button', { name: 'Connect Fernpost' });
  const other = page.getByRole('button', { name: 'Use another account' });
  await connect.or(other).first().waitFor();
  if (await connect.isVisible()) await connect.click();
  await other.click();
  await page.getByLabel('User name').fill('tobias');
  await page.getByLabel('Password').fill('lugs');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByText('Two, kept in this browser, on this device.')).toBeVisible();
}

/** Calls that reached a server, without what browsers ask first. */
const calls = ({ farm }: Stage, server: string) => farm.log.filter((one) => one.server === server && one.method !== 'OPTIONS');
const renewals = ({ farm }: Stage) =>
  farm.log.filter(({ server, method, url }) => server === 'fernpost' && method === 'POST' && url.startsWith('/token')).length;

/** A call from a page that knows nothing of the console: whose account answered, or the code of the error. */
async function callBeside(page: Page, url: string): Promise<string> {
  return page.evaluate(async (target) => {
    const { createSinglet } = await import(`${location.origin}/singlet.js`);
    const singlet = await createSinglet();
    return singlet.fetch(target).then(
      async (response: Response) => (await response.json()).email,
      (error: Error & { code?: string }) => error.code ?? error.name,
    );
  }, url);
}

test('before a call: by which rule, where the token stands, when it is renewed, what is kept back, and the request itself', async ({
  page,
  stage,
}) => {
  await connectFernpost(page, stage);
  const tail = (await page.locator('.pill').first().textContent())?.slice(-4) ?? '';
  const { host } = new URL(stage.farm.urls.api);
  await openConsole(page, stage, `${stage.farm.urls.api}/v1/me#part`);
  await expect(page.getByText(`Rule 1 of Fernpost: ${host}/v1 and below, GET, HEAD, POST, PUT, PATCH, DELETE.`)).toBeVisible();
  await expect(page.getByText('It goes in the Authorization header, as Bearer.')).toBeVisible();
  await expect(page.getByText(/^Ends in (1 h|59 min)\. A call within 1 min of that renews it first\.$/)).toBeVisible();
  await expect(page.getByText('Cookies and referrer. A redirect is an error. The part after # stays here.')).toBeVisible();
  await page.getByText('The request as it leaves').click();
  const outline = page.getByRole('group', { name: 'Request with the token masked' });
  await expect(outline).toContainText('GET /v1/me');
  await expect(outline).toContainText(`authorization: Bearer token ending ${tail}`);
  await page.getByRole('combobox', { name: 'Method' }).selectOption('DELETE');
  await expect(outline).toContainText('DELETE /v1/me');
  expect(calls(stage, 'api')).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
});

test('[S66] a token in the query is told with the parameter that it replaces', async ({ page, stage }) => {
  await connectSingly(page, stage);
  await openConsole(page, stage, `${stage.farm.urls.singly}/types/photos?limit=3&access_token=mine`);
  await expect(page.getByText('It goes in the query as access_token.')).toBeVisible();
  await expect(page.getByText('No end is stated.')).toBeVisible();
  await expect(page.getByText(/Your own access_token is replaced\.$/)).toBeVisible();
  await page.getByText('The request as it leaves').click();
  const outline = page.getByRole('group', { name: 'Request with the token masked' });
  await expect(outline).toContainText('GET /types/photos?limit=3&access_token=token ending');
  await expect(outline).not.toContainText('mine');
  await expect(outline).not.toContainText('authorization');
});

test('[S56] [S57] [S60] where no token goes along, the check that failed is named', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  stage.farm.log.length = 0;
  const { api, fernpost } = stage.farm.urls;
  const { port } = new URL(api);
  await openConsole(page, stage);
  const why = page.locator('form');
  for (const [url, headline, words] of [
    [`${api}/v1evil`, 'Sent without a token', 'Path: /v1evil is not /v1 or below it.'],
    [`${api}/v1/..%2fadmin`, 'Sent without a token', 'Path: it has %2f, which servers read in different ways.'],
    [`http://127.0.0.1:${port}/v1/me`, 'Sent without a token', 'Origin: the rule is for localhost, this is 127.0.0.1.'],
    ['http://localhost:9/v1/me', 'Sent without a token', `Origin: the rule is for port ${port}, this is port 9.`],
    ['https://stranger.example/v1', 'Sent without a token', `No rule of your connections is about stranger.example.`],
    [`${fernpost}/token`, 'Sent without a token', 'Tokens are asked for or ended at this address'],
    [`${api.replace('//', '//me:word@')}/v1/me`, '', 'Take the user name and password out'],
  ] as const) {
    await address(page).fill(url);
    await expect(why, url).toContainText(words);
    await expect(why, url).toContainText(headline);
    await expect(page.getByText('Sent with', { exact: true }), url).toHaveCount(0);
  }
  await address(page).fill(`${api}/v1/me`);
  await page.getByRole('combobox', { name: 'Method' }).selectOption('OPTIONS');
  await expect(why).toContainText('Method: the rule allows GET, HEAD, POST, PUT, PATCH, DELETE, not OPTIONS.');
  await page.getByRole('combobox', { name: 'Method' }).selectOption('GET');
  await expect(page.getByText('Sent with', { exact: true })).toBeVisible();
  await page.getByText('Headers', { exact: true }).click();
  await page.getByRole('button', { name: 'Add a header' }).click();
  await page.getByLabel('Name of header 1').fill('authorization');
  await page.getByLabel('Value of header 1').fill('Basic bWU6d29yZA==');
  await expect(why).toContainText('Sent with your own Authorization header');
  await sendButton(page).click();
  await expect(page.getByText('401 Unauthorized')).toBeVisible();
  await expect(page.getByText('The Authorization header that you wrote was refused.')).toBeVisible();
  expect(renewals(stage)).toBe(0);
});

test('two people at one provider: said before the call, chosen for it, kept as default, taken back', async ({ page, stage }) => {
  test.setTimeout(60_000);
  await connectFernpost(page, stage);
  await connectTobias(page, stage);
  const me = `${stage.farm.urls.api}/v1/me`;
  await openConsole(page, stage, me);
  await expect(page.getByText('Several could serve it')).toBeVisible();
  await expect(page.getByText(/^Two connections match/)).toBeVisible();
  stage.farm.log.length = 0;
  await sendButton(page).click();
  await expect(page.getByText('Choose one first; nothing was sent.')).toBeVisible();
  const [maya, tobias] = [page.getByRole('radio', { name: /Maya/ }), page.getByRole('radio', { name: /Tobias/ })];
  await expect(maya).toBeFocused();
  expect(calls(stage, 'api')).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await expect(tobias).toBeChecked();
  await expect(tobias).toBeFocused();
  await expect(page.getByText(/You chose it here\.$/)).toBeVisible();
  await expect(page.getByText('Choose one first; nothing was sent.')).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('"tobias@lindcykel.example"')).toBeVisible();
  expect(await callBeside(page, me)).toBe('ambiguous_match');
  await page.getByRole('button', { name: /^Use Fernpost, Tobias/ }).click();
  await expect(page.getByText('Default here', { exact: true })).toBeVisible();
  await expect(tobias).toBeFocused();
  await expect(page.getByText(/It is your default here\.$/)).toBeVisible();
  expect(await callBeside(page, me)).toBe('tobias@lindcykel.example');
  // The other one, for this console alone.
  await maya.check();
  await sendButton(page).click();
  await expect(page.getByText('"maya@okaforprints.example"')).toBeVisible();
  expect(await callBeside(page, me)).toBe('tobias@lindcykel.example');
  await page.getByRole('button', { name: /^Take back Fernpost, Tobias/ }).click();
  await expect(page.getByText('Several could serve it')).toBeVisible();
  await expect(tobias).not.toBeChecked();
  expect(await callBeside(page, me)).toBe('ambiguous_match');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
});

test('[S65] a missing scope is no end: what is wanted and granted, and a sign-in that adds it', async ({ page, stage }) => {
  test.setTimeout(60_000);
  const config = stage.farm.config(stage.origin);
  const providers = config.providers?.map((one) =>
    one.id === 'fernpost' ? { ...one, scope: 'openid profile email offline_access orders:write' } : one,
  );
  await page.route('**/singlet.config.json', (route) => route.fulfill({ json: { ...config, providers } }));
  await connectFernpost(page, stage);
  await openConsole(page, stage, `${stage.farm.urls.api}/v1/orders`);
  const before = renewals(stage);
  await sendButton(page).click();
  await expect(page.getByText('403 Forbidden')).toBeVisible();
  await expect(page.getByText('The token is good, but may not do this.')).toBeVisible();
  await expect(page.getByText(/^This call needs orders:read, which was not granted\./)).toBeVisible();
  await expect(page.getByText('openid profile email orders:write')).toBeVisible();
  expect(renewals(stage)).toBe(before);
  expect(await axeFaults(page)).toEqual([]);
  const [window] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Sign in again with more access' }).click(),
  ]);
  await window.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByText('orders:read is granted now.')).toBeVisible();
  await page.getByRole('button', { name: 'Send it again' }).click();
  await expect(page.getByText('200 OK')).toBeVisible();
});

test('[S65] a 401 for a missing scope is not renewed; what the provider withholds is said', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  await openConsole(page, stage, `${stage.farm.urls.api}/v1/archive`);
  const before = renewals(stage);
  await sendButton(page).click();
  await expect(page.getByText('401 Unauthorized')).toBeVisible();
  await expect(page.getByText(/^This call needs archive:read, which was not granted\./)).toBeVisible();
  expect(renewals(stage)).toBe(before);
  expect(calls(stage, 'api').filter(({ url }) => url === '/v1/archive')).toHaveLength(1);
  const [window] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Sign in again with more access' }).click(),
  ]);
  await window.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByText(/^Fernpost was asked for archive:read and did not grant it\./)).toBeVisible();
});

test('[S65] a token that was renewed on the way is told, before the call and after a 401', async ({ page, stage }) => {
  stage.farm.setAccessTokenLife(4);
  try {
    await connectFernpost(page, stage);
    await openConsole(page, stage, `${stage.farm.urls.api}/v1/me`);
    await expect(page.getByText('Renewed before the call: it has ended.')).toBeVisible({ timeout: 8_000 });
    stage.farm.setAccessTokenLife(3600);
    await sendButton(page).click();
    await expect(page.getByText('Its token was due, so it was renewed once before the call.')).toBeVisible();
    await stage.farm.expireAccessTokens();
    await sendButton(page).click();
    await expect(page.getByText(/^Renewed once, sent again/)).toBeVisible();
    await expect(page.getByText('200 OK')).toBeVisible();
    await expect(page.getByText('The API refused the token.')).toHaveCount(0);
  } finally {
    stage.farm.setAccessTokenLife(3600);
  }
});

for (const status of [400, 401]) {
  test(`[S65] ${status} where tokens have no end is not told as an expiry, and nothing is sent again`, async ({ page, stage }) => {
    await connectSingly(page, stage);
    let asked = 0;
    await page.route(`${stage.farm.urls.singly}/profile?**`, (route) => {
      asked += 1;
      return route.fulfill({ status, headers: { 'access-control-allow-origin': '*' }, json: { error: 'invalid access token' } });
    });
    await openConsole(page, stage, `${stage.farm.urls.singly}/profile`);
    await expect(page.getByText('No end is stated.')).toBeVisible();
    await sendButton(page).click();
    await expect(page.getByText('This is not taken for an expiry.')).toBeVisible();
    await expect(page.getByText(/^Singly states no end for its tokens, so nothing was renewed/)).toBeVisible();
    expect(asked).toBe(1);
    await page.goto(`${stage.origin}/#/connections`);
    await expect(page.getByText('No expiry stated')).toBeVisible();
  });
}

test('a call that wants a token and got none says so', async ({ page, stage }) => {
  await openConsole(page, stage, `${stage.farm.urls.api}/v1/me`);
  await expect(page.getByText('There is no connection here yet.')).toBeVisible();
  await sendButton(page).click();
  await expect(page.getByText('It went without a token.')).toBeVisible();
});
