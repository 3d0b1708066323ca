/** Where a token goes and where it does not, with a sink on another origin that records all it is sent. */
import type { Page } from '@playwright/test';
import { expect, test } from './stage.ts';
import { connectFernpost, connectSingly } from './visits.ts';

/** One call through singlet.js beside the app; the status, or the name and code of what was thrown. */
async function call(page: Page, url: string, init: RequestInit = {}): Promise<string> {
  return page.evaluate(
    async ([address, options]) => {
      const { createSinglet } = await import(`${location.origin}/singlet.js`);
      const singlet = await createSinglet();
      return singlet.fetch(address, options).then(
        ({ status }: Response) => String(status),
        (error: Error & { code?: string }) => error.code ?? error.name,
      );
    },
    [url, init] as const,
  );
}

test('[S56] [S58] only the origin, path and method of a rule get the token', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  const { api, sink } = stage.farm.urls;
  const { port } = new URL(api);
  stage.farm.log.length = 0;
  stage.farm.received.length = 0;
  expect(await call(page, `${api}/v1/me`)).toBe('200');
  for (const url of [
    `${sink}/v1/me`,
    `http://127.0.0.1:${port}/v1/me`,
    `http://api.localhost:${port}/v1/me`,
    `${api}/v1evil`,
    `${api}/v1/%2e%2e/admin`,
    `${api}/v1/..%2fadmin`,
    `${api}//v1/me`,
  ])
    await call(page, url);
  const carried = stage.farm.log
    .filter(({ token, method }) => token !== 'none' && method !== 'OPTIONS')
    .map(({ server, url }) => `${server} ${url}`);
  expect(carried).toEqual(['api /v1/me']);
  expect(JSON.stringify(stage.farm.received)).not.toMatch(/bearer/i);
});

test('[S59] a redirect of the API is an error, and the other origin is never asked', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  stage.farm.received.length = 0;
  expect(await call(page, `${stage.farm.urls.api}/v1/redirect`)).toBe('TypeError');
  expect(stage.farm.received).toEqual([]);
});

test('[S62] no-cors is refused with a reason', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  expect(await call(page, `${stage.farm.urls.api}/v1/me`, { mode: 'no-cors' })).toBe('request_refused');
});

test('[S66] the token in the query leaves no trace in the page', async ({ page, stage }) => {
  await connectSingly(page, stage);
  expect(await call(page, `${stage.farm.urls.singly}/profiles?access_token=mine#part`)).toBe('200');
  const entry = stage.farm.log.filter(({ server, url }) => server === 'singly' && url.startsWith('/profiles')).at(-1);
  expect(entry).toMatchObject({ token: 'query' });
  expect(entry?.url).not.toContain('mine');
  await expect
    .poll(() => page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('access_token=')).length))
    .toBe(0);
});

test('[S43] a token endpoint that redirects is never followed with the code', async ({ page, stage }) => {
  stage.farm.received.length = 0;
  await page.route(`${stage.farm.urls.fernpost}/token`, (route) =>
    route.fulfill({ status: 307, headers: { location: `${stage.farm.urls.sink}/stolen`, 'access-control-allow-origin': '*' } }),
  );
  await page.goto(`${stage.origin}/`);
  await page.getByRole('button', { name: /^Fernpost / }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByText(/redirect_refused|network_failed/)).toBeVisible();
  expect(stage.farm.received.filter(({ method }) => method === 'POST')).toEqual([]);
  expect(JSON.stringify(stage.farm.received)).not.toContain('code');
});

test('[S25] a hostile returnTo ends at the app', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/plain.html`);
  await page.evaluate(async (sink) => {
    const { createSinglet } = await import(`${location.origin}/singlet.js`);
    const singlet = await createSinglet();
    void singlet.connect('singly', { returnTo: `//${new URL(sink).host}/stolen` });
  }, stage.farm.urls.sink);
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Is this your Singly account?' })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(stage.origin);
});

test('a Request with a body is sent whole, and sent again after a 401', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  await stage.farm.expireAccessTokens();
  const answer = await page.evaluate(async (url) => {
    const { createSinglet } = await import(`${location.origin}/singlet.js`);
    const singlet = await createSinglet();
    const headers = { 'content-type': 'application/json' };
    const response = await singlet.fetch(new Request(url, { method: 'POST', headers, body: JSON.stringify({ item: 'Hosho paper' }) }));
    return { status: response.status, text: await response.text() };
  }, `${stage.farm.urls.api}/v1/echo`);
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('Hosho paper');
  expect(answer.text).toContain('application/json');
});

test('a form beside a Request keeps its boundary', async ({ page, stage }) => {
  await connectFernpost(page, stage);
  const text = await page.evaluate(async (url) => {
    const { createSinglet } = await import(`${location.origin}/singlet.js`);
    const singlet = await createSinglet();
    const body = new FormData();
    body.set('item', 'Hosho paper');
    return (await singlet.fetch(new Request(url, { method: 'POST' }), { body })).text();
  }, `${stage.farm.urls.api}/v1/echo`);
  expect(text).toContain('multipart/form-data; boundary');
  expect(text).toContain('Hosho paper');
});
