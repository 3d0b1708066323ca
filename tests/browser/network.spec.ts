/** What a person reads when a request gets no readable reply: each cause by a network that really fails so. */
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Browser, Locator, Page } from '@playwright/test';
import { type BendName, bends } from '../../src/sandbox/standard/bends.ts';
import { listen } from '../fixtures/farm/loopback.ts';
import { expect, type Stage, test } from './stage.ts';

/** A sign-in at Kiln while something is wrong there; the app is left with what came of it. */
async function signInAtBentKiln(page: Page, { farm, origin }: Stage, bend: BendName): Promise<void> {
  farm.bend('kiln', bends[bend]);
  farm.log.length = 0;
  try {
    await page.goto(`${origin}/`);
    await page.getByRole('button', { name: /^Kiln [^d]/ }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'What is known' })).toBeVisible({ timeout: 25_000 });
  } finally {
    farm.bend('kiln', null);
  }
}

const tokenPosts = ({ farm }: Stage) =>
  farm.log.filter(({ server, method, url }) => server === 'kiln' && method === 'POST' && /^\/token/.test(url));
const hostOf = (url: string) => new URL(url).host;

/** What the failure view lists beside its words. */
async function facts(page: Page): Promise<Record<string, string>> {
  const list = page.getByRole('region', { name: 'What is known' });
  const [names, values] = await Promise.all(['dt', 'dd'].map((part) => list.locator(part).allTextContents()));
  return Object.fromEntries((names ?? []).map((name, at) => [name, values?.[at] ?? '']));
}

/** Types an issuer of one's own; what went wrong stands below it. */
async function typeIssuer(page: Page, origin: string, issuer: string): Promise<Locator> {
  await page.goto(`${origin}/`);
  await page.getByLabel('Issuer').fill(issuer);
  await page.getByLabel('Issuer').press('Tab');
  const told = page.getByRole('alert');
  await expect(told).toBeVisible({ timeout: 15_000 });
  return told;
}

async function callFrom(page: Page, base: string, url: string): Promise<Locator> {
  await page.goto(`${base}/#/console`);
  await page.getByLabel('URL').fill(url);
  await page.getByRole('button', { name: 'Send' }).click();
  const told = page.getByRole('alert');
  await expect(told).toBeVisible({ timeout: 15_000 });
  return told;
}

test('[S87] a token endpoint without CORS: what may be spent, and what to ask for', async ({ page, stage, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stage.origin });
  await signInAtBentKiln(page, stage, 'no-cors');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `${hostOf(stage.farm.urls.kiln)} does not let this page read its replies`,
  );
  await expect(page.getByText(/^Probably: .*CORS.*may be used up all the same, so nothing is sent again/)).toBeVisible();
  expect(await facts(page)).toMatchObject({
    Provider: 'Kiln',
    Asked: stage.farm.urls.kiln,
    'How sure': 'probable; a page is not told',
    'Used up': 'perhaps the code or token that was sent',
    Kept: 'nothing',
    Code: 'cors_blocked',
  });
  await page.getByRole('button', { name: 'Copy response header' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`Access-Control-Allow-Origin: ${stage.origin}`);
  // The code was spent once, and nothing was tried again.
  expect(tokenPosts(stage)).toHaveLength(1);
  await page.getByRole('button', { name: 'Start again' }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByText('Active')).toBeVisible();
});

test('[S87] a token endpoint that redirects', async ({ page, stage }) => {
  await signInAtBentKiln(page, stage, 'slash-redirect');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`An address at ${hostOf(stage.farm.urls.kiln)} redirects`);
  expect(await facts(page)).toMatchObject({ Code: 'redirect_refused', 'Used up': 'perhaps the code or token that was sent' });
  expect(tokenPosts(stage)).toHaveLength(1);
});

test('[S42] [S87] a token endpoint that says nothing is left after 15 seconds', async ({ page, stage }) => {
  test.setTimeout(60_000);
  await signInAtBentKiln(page, stage, 'hang');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${hostOf(stage.farm.urls.kiln)} did not answer in time`);
  expect(await facts(page)).toMatchObject({
    Code: 'timed_out',
    'How sure': 'certain',
    'Used up': 'perhaps the code or token that was sent',
  });
  expect(tokenPosts(stage)).toHaveLength(1);
});

test('[S87] a reply that breaks off on the way', async ({ page, stage }) => {
  await signInAtBentKiln(page, stage, 'lost-reply');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`The reply of ${hostOf(stage.farm.urls.kiln)} broke off`);
  expect(await facts(page)).toMatchObject({
    Code: 'network_failed',
    'In detail': 'the reply broke off',
    'How sure': 'certain',
    'Used up': 'perhaps the code or token that was sent',
  });
  expect(tokenPosts(stage)).toHaveLength(1);
});

test('[S42] a provider that asks to wait is quoted', async ({ page, stage }) => {
  await signInAtBentKiln(page, stage, 'rate-limited');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kiln asks to wait');
  expect(await facts(page)).toMatchObject({ 'To wait': '2 seconds', Code: 'rate_limited' });
});

test('[S87] a port where nothing listens', async ({ page, stage }) => {
  const issuer = `http://localhost:${stage.farm.closedPort}`;
  const told = await typeIssuer(page, stage.origin, issuer);
  await expect(told).toContainText(`${hostOf(issuer)} cannot be reached from here.`);
  await expect(told).toContainText('Probably: the address is wrong, the server is down');
  await expect(told.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('[S87] metadata without CORS', async ({ page, stage }) => {
  const told = await typeIssuer(page, stage.origin, stage.farm.urls.deaf);
  await expect(told).toContainText(`${hostOf(stage.farm.urls.deaf)} does not let this page read its replies.`);
  await expect(told).toContainText(`Access-Control-Allow-Origin: ${stage.origin}`);
});

test('[S87] an API without CORS, in the console', async ({ page, stage }) => {
  const told = await callFrom(page, stage.origin, `${stage.farm.urls.deaf}/v1/me`);
  await expect(told).toContainText('does not let this page read its replies.');
  await expect(told).toContainText(`Access-Control-Allow-Origin: ${stage.origin}`);
  await expect(told.getByRole('button', { name: 'Copy what to ask for' })).toBeVisible();
});

test('[S87] no network, in the console', async ({ page, stage, context }) => {
  await page.goto(`${stage.origin}/#/console`);
  await page.getByLabel('URL').fill(`${stage.farm.urls.api}/v1/me`);
  // What acts need is there already, as it is for whoever was online a moment ago.
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText(/^4\d\d|^200/).first()).toBeVisible();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Send' }).click();
  const told = page.getByRole('alert');
  await expect(told).toContainText('There is no network.');
  await expect(told).toContainText('Certainly: this browser is offline');
  await context.setOffline(false);
  await told.getByRole('button', { name: 'Try again' }).click();
  await expect(told).toBeHidden();
});

/** A page of its own, outside of the watch for violations: here one is meant to happen. */
async function elsewhere(browser: Browser, act: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    await act(await context.newPage());
  } finally {
    await context.close();
  }
}

test('[S87] an address that our own policy cannot name', async ({ browser, stage }) => {
  const port = new URL(stage.farm.urls.deaf).port;
  stage.farm.log.length = 0;
  await elsewhere(browser, async (page) => {
    const told = await typeIssuer(page, stage.origin, `http://[::1]:${port}`);
    await expect(told).toContainText(`This page may not talk to [::1]:${port}.`);
    await expect(told).toContainText('Certainly: its own content policy blocks the address');
  });
  expect(stage.farm.log.filter(({ server }) => server === 'deaf')).toEqual([]);
});

/** The built app on https, as the browser sees it: an origin of the internet, and the farm on this device. */
async function serveOverHttps(page: Page, { origin }: Stage): Promise<string> {
  const base = 'https://app.test';
  await page.route(`${base}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const response = await fetch(origin + pathname);
    const contentType = response.headers.get('content-type') ?? '';
    await route.fulfill({ status: response.status, contentType, body: Buffer.from(await response.arrayBuffer()) });
  });
  return base;
}

test('[S87] plain http from a page on https', async ({ browser, stage }) => {
  const target = `http://id.test:${new URL(stage.farm.urls.sink).port}/token?access_token=canary`;
  stage.farm.received.length = 0;
  await elsewhere(browser, async (page) => {
    const base = await serveOverHttps(page, stage);
    await page.goto(`${base}/`);
    // No form of the app takes such an address, so it is asked by the door.
    const found = await page.evaluate(async (url) => {
      const { createSinglet } = await import(`${location.origin}/singlet.js`);
      const bare = await fetch(url).catch((error: unknown) => (error as Error).name);
      const singlet = await createSinglet();
      return { bare, ...(await singlet.diagnose(url)) };
    }, target);
    expect(found).toEqual({ bare: 'TypeError', code: 'mixed_content', certainty: 'certain', origin: new URL(target).origin });
  });
  expect(stage.farm.received).toEqual([]);
});

test('[S87] [S89] a page of the internet that may not reach this device', async ({ browser, stage }) => {
  stage.farm.received.length = 0;
  await elsewhere(browser, async (page) => {
    const base = await serveOverHttps(page, stage);
    // Headless Chromium answers the question with no.
    const told = await callFrom(page, base, `${stage.farm.urls.sink}/v1/me`);
    await expect(told).toContainText('The browser keeps this page out of your local network.');
    await expect(told).toContainText(`Certainly: ${hostOf(stage.farm.urls.sink)} is on this device or near it`);
    expect(stage.farm.received).toEqual([]);
    await page.context().grantPermissions(['local-network-access'], { origin: base });
    await told.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('200 OK')).toBeVisible();
  });
});

test('[S14] preflight tells whether the redirect URI is served without a redirect', async ({ browser, stage }) => {
  const mayRedirect = (incoming: IncomingMessage, response: ServerResponse) => {
    const path = incoming.url ?? '/';
    if (path.startsWith('/callback/')) return void response.writeHead(301, { location: `${stage.origin}${path}` }).end();
    const { headers } = incoming;
    const passing = ask({ port: stage.server.port, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passing.end();
  };
  const host = await listen(mayRedirect, 0);
  const callbackOf = async (page: Page, origin: string, redirect_uri: string) => {
    await page.goto(`${origin}/plain.html`);
    const entry = { id: 'kiln', issuer: stage.farm.urls.kiln, client_id: 'x', redirect_uri };
    return page.evaluate(async (given) => {
      const { createSinglet } = await import(`${location.origin}/singlet.js`);
      const singlet = await createSinglet({ config: { providers: [given] } });
      return (await singlet.preflight('kiln')).callback;
    }, entry);
  };
  try {
    await elsewhere(browser, async (page) => {
      const origin = `http://localhost:${host.port}`;
      expect(await callbackOf(page, stage.origin, 'callback/')).toBe('ok');
      expect(await callbackOf(page, stage.origin, 'nowhere/')).toBe('missing');
      expect(await callbackOf(page, origin, 'callback/')).toBe('redirects');
    });
  } finally {
    await host.close();
  }
});
