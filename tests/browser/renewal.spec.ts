/** Tokens that end, are refused, or are renewed elsewhere, against the real OpenID provider with rotation. */
import { expect, test } from './stage.ts';
import { connectFernpost } from './visits.ts';

/** Calls the API through singlet.js beside the app, in the page that is open. */
async function callApi(page: import('@playwright/test').Page, url: string, times = 1): Promise<number[]> {
  return page.evaluate(
    async ([address, count]) => {
      const { createSinglet } = await import(`${location.origin}/singlet.js`);
      const singlet = await createSinglet();
      const answers = await Promise.all(Array.from({ length: Number(count) }, () => singlet.fetch(address)));
      return answers.map(({ status }: Response) => status);
    },
    [url, times] as const,
  );
}
const tokenPosts = (log: readonly { server: string; method: string; url: string }[]) =>
  log.filter(({ server, method, url }) => server === 'fernpost' && method === 'POST' && url.split('?')[0]?.endsWith('/token')).length;

test('a token that has ended is renewed before the call, with rotation, and the row shows the new one', async ({ page, stage }) => {
  stage.farm.setAccessTokenLife(4);
  try {
    await connectFernpost(page, stage);
    const pill = page.locator('[data-thread="1"] .pill, .pill[data-thread="1"]').first();
    const before = await pill.textContent();
    await page.waitForTimeout(4500);
    stage.farm.setAccessTokenLife(3600);
    expect(await callApi(page, `${stage.farm.urls.api}/v1/me`)).toEqual([200]);
    await expect(pill).not.toHaveText(before ?? '');
    // The rotated refresh token is the one that is used next.
    await page.getByRole('button', { name: 'More for Fernpost' }).click();
    await page.getByRole('menuitem', { name: 'Renew now' }).click();
    await expect(page.getByText(/has a new token/)).toBeAttached();
  } finally {
    stage.farm.setAccessTokenLife(3600);
  }
});

test('[S65] twenty calls that meet a 401 make one renewal and all succeed', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  await stage.farm.expireAccessTokens();
  const before = tokenPosts(stage.farm.log);
  expect(await callApi(page, `${stage.farm.urls.api}/v1/me`, 20)).toEqual(Array(20).fill(200));
  expect(tokenPosts(stage.farm.log) - before).toBe(1);
});

test('[S83] two tabs that renew at once end with one good token', async ({ page, context, stage }) => {
  await connectFernpost(page, stage);
  const other = await context.newPage();
  await other.goto(`${stage.origin}/`);
  await expect(other.getByText('Maya Okafor')).toBeVisible();
  await stage.farm.expireAccessTokens();
  const before = tokenPosts(stage.farm.log);
  const url = `${stage.farm.urls.api}/v1/me`;
  const [here, there] = await Promise.all([callApi(page, url, 3), callApi(other, url, 3)]);
  expect([...here, ...there]).toEqual(Array(6).fill(200));
  expect(tokenPosts(stage.farm.log) - before).toBe(1);
  await expect(page.getByText('Active')).toBeVisible();
});

test('[S34] a token for thirty days makes no storm of renewals', async ({ page, stage }) => {
  stage.farm.setAccessTokenLife(2_592_000);
  try {
    await connectFernpost(page, stage);
    const before = tokenPosts(stage.farm.log);
    await page.waitForTimeout(2000);
    expect(tokenPosts(stage.farm.log) - before).toBe(0);
    await expect(page.getByText(/29 d|30 d|30 days|29 days/)).toBeVisible();
  } finally {
    stage.farm.setAccessTokenLife(3600);
  }
});

test('a grant that the provider ended needs a new sign-in, which brings the same connection back', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  // The provider answers the renewal with a rejection, as it does after a revocation elsewhere.
  await page.route(`${stage.farm.urls.fernpost}/token`, (route) =>
    route.fulfill({ status: 400, headers: { 'access-control-allow-origin': '*' }, json: { error: 'invalid_grant' } }),
  );
  await page.getByRole('button', { name: 'More for Fernpost' }).click();
  await page.getByRole('menuitem', { name: 'Renew now' }).click();
  await expect(page.getByText('Needs sign-in')).toBeVisible();
  await expect(page.getByText(/invalid_grant/).first()).toBeVisible();
  await page.unroute(`${stage.farm.urls.fernpost}/token`);
  await page
    .getByRole('button', { name: /^Sign in again/ })
    .first()
    .click();
  const allow = page.getByRole('button', { name: 'Allow', exact: true });
  await allow
    .or(page.getByRole('button', { name: 'Sign in', exact: true }))
    .first()
    .click();
  await expect(page.getByText('Active')).toBeVisible();
  await expect(page.getByText('One, kept in this browser, on this device.')).toBeVisible();
});

test('trouble at the provider ends nothing', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  await page.route(`${stage.farm.urls.fernpost}/token`, (route) => route.abort());
  await page.getByRole('button', { name: 'More for Fernpost' }).click();
  await page.getByRole('menuitem', { name: 'Renew now' }).click();
  await expect(page.getByText(/cors_blocked/)).toBeVisible();
  await expect(page.getByText('Active')).toBeVisible();
});
