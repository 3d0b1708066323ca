/** The main path, as a stranger walks it: connect, reload, call, disconnect; at the real OpenID provider and at Singly. */
import { expect, test } from './stage.ts';
import { allowAtSingly, connectFernpost, connectSingly } from './visits.ts';

test('an OpenID account: connect, reload, call its API, disconnect', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  await expect(page.getByText('Maya Okafor')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Maya Okafor')).toBeVisible();

  await page.getByRole('link', { name: 'Console' }).first().click();
  await page.getByRole('button', { name: /My orders/ }).click();
  await expect(page.getByText(/Rule 1 of Fernpost/)).toBeVisible();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('200 OK')).toBeVisible();
  expect(stage.farm.log.filter(({ url }) => url.includes('/v1/orders')).at(-1)).toMatchObject({ server: 'api', token: 'header' });

  await page.getByRole('link', { name: 'Connections' }).first().click();
  await page.getByRole('button', { name: 'More for Fernpost' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('Fernpost confirmed that the token is ended.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
});

test('a Singly account: connect, confirm, reload, call its API, disconnect', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('region', { name: 'Try it' }).getByRole('button', { name: 'Connect Singly' }).click();
  await allowAtSingly(page);
  await expect(page.getByRole('heading', { name: 'Is this your Singly account?' })).toBeFocused();
  await expect(page.getByText('@mayaokafor')).toBeVisible();
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await expect(page.getByText('No expiry stated')).toBeVisible();
  await page.reload();
  await expect(page.getByText('@mayaokafor')).toBeVisible();

  await page.getByRole('link', { name: 'Console' }).first().click();
  await page.getByRole('button', { name: /Merged profile/ }).click();
  await expect(page.getByText(/in the query as access_token/)).toBeVisible();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('200 OK')).toBeVisible();
  expect(stage.farm.log.filter(({ server }) => server === 'singly').at(-1)).toMatchObject({ token: 'query' });

  await page.getByRole('link', { name: 'Connections' }).first().click();
  await page.getByRole('button', { name: 'More for Singly' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText(/no way to end a token from here/)).toBeVisible();
});

test('a discarded token is kept nowhere', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('region', { name: 'Try it' }).getByRole('button', { name: 'Connect Singly' }).click();
  await allowAtSingly(page);
  await page.getByRole('button', { name: 'No, discard the token' }).click();
  await expect(page.getByText(/token was discarded/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
});

test('a person who says no reads that, and can start again', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('region', { name: 'Try it' }).getByRole('button', { name: 'Connect Singly' }).click();
  await page.getByRole('button', { name: 'Deny' }).click();
  await expect(page.getByText('authorization_rejected')).toBeVisible();
  await page.getByRole('button', { name: 'Start again' }).click();
  await allowAtSingly(page);
  await expect(page.getByRole('heading', { name: 'Is this your Singly account?' })).toBeVisible();
});

test('both accounts beside each other, each with its own thread', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Singly / })
    .click();
  await page.getByRole('button', { name: 'Connect Singly' }).click();
  await allowAtSingly(page);
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await expect(page.getByText('Two, kept in this browser, on this device.')).toBeVisible();
  await expect(page.locator('[data-thread="1"]').first()).toBeVisible();
  await expect(page.locator('[data-thread="2"]').first()).toBeVisible();
});

test('a page beside singlet.js works as the README says', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/plain.html`);
  await page.getByLabel('Provider').selectOption('fernpost');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByText('Connected as Maya Okafor.')).toBeVisible();
  expect(page.url()).toBe(`${stage.origin}/plain.html`);
  await page.getByRole('button', { name: 'Call its API' }).click();
  await expect(page.locator('pre')).toContainText('"');
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(page.getByText('Revoked: revoked. Session: not-asked.')).toBeVisible();
  await expect(page.getByText('Nobody is connected.')).toBeVisible();
});

test('[S4] reload, Back and a replayed callback redeem the code no second time', async ({ page, stage }) => {
  const posts: string[] = [];
  const callbacks: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === '/token') posts.push(request.url());
    if (new URL(request.url()).pathname === '/callback/') callbacks.push(request.url());
  });
  await connectFernpost(page, stage);
  await page.reload();
  await expect(page.getByText('Maya Okafor')).toBeVisible();
  await page.goto(callbacks[0] ?? '');
  await expect(page.getByRole('heading', { name: 'Connections', exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Connections', exact: true })).toBeVisible();
  expect(posts.length).toBe(1);
});

test('[S13] a reply in another tab is not taken, and the first tab is none the worse', async ({ page, context, stage }) => {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('region', { name: 'Try it' }).getByRole('button', { name: 'Connect Singly' }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).waitFor();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(other.getByRole('heading', { name: 'This sign-in was not started here' })).toBeVisible();
  await other.close();
  // The first tab begins again where it was, and gets through.
  await page.goto(`${stage.origin}/`);
  await page.getByRole('region', { name: 'Try it' }).getByRole('button', { name: 'Connect Singly' }).click();
  await allowAtSingly(page);
  await expect(page.getByRole('heading', { name: 'Is this your Singly account?' })).toBeVisible();
});

test('connections of another tab appear here, and what was removed there goes', async ({ page, context, stage }) => {
  await page.goto(`${stage.origin}/`);
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
  const other = await context.newPage();
  await connectSingly(other, stage);
  await expect(page.getByText('@mayaokafor')).toBeVisible();
  await other.getByRole('button', { name: 'More for Singly' }).click();
  await other.getByRole('menuitem', { name: 'Disconnect' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
});
