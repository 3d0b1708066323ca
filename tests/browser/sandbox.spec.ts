/**
 * The sandbox on `dist/` as a plain static host serves it, under a sub-path, with every other origin out of reach:
 * a token flow, PKCE, API calls, a hard reload, a worker that was stopped, and switched off without a trace.
 */
import { test as base, expect, type Page } from '@playwright/test';
import { type Override, type StaticServer, serveStatic } from '../fixtures/static-server.ts';
import { watchPolicy } from './stage.ts';

const dist = process.env.SINGLET_OUT ?? 'dist';

interface Fixtures {
  readonly site: StaticServer & { readonly overrides: Record<string, Override> };
  /** Requests that left this site, and what the host itself was asked below the sandbox. */
  readonly strayed: string[];
  readonly app: Page;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs
  site: async ({}, use) => {
    const overrides: Record<string, Override> = {};
    const site = await serveStatic({ root: dist, port: 0, mount: '/tools/singlet', overrides });
    await use({ ...site, overrides });
    await site.close();
  },
  strayed: async ({ context, site }, use) => {
    const strayed: string[] = [];
    const violations = await watchPolicy(context);
    await context.route(
      (url) => url.origin !== new URL(site.url).origin,
      (route) => {
        strayed.push(route.request().url());
        return route.abort();
      },
    );
    await use(strayed);
    expect(strayed, 'requests that left the site').toEqual([]);
    expect(violations, 'violations of the policy').toEqual([]);
  },
  app: async ({ page, site, strayed: _ }, use) => {
    await page.goto(site.url);
    await use(page);
  },
});

/** As Shift and the reload button do it: the page comes from the host, past the worker. */
async function reloadHard(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await Promise.all([page.waitForEvent('load'), session.send('Page.reload', { ignoreCache: true })]);
  await session.detach();
}

/** A browser stops a worker that has had nothing to do for a while. */
async function stopWorkers(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

/** All that the sandbox could leave in a browser. */
const traces = (page: Page) =>
  page.evaluate(async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    databases: (await indexedDB.databases()).filter(({ name }) => name?.includes('sandbox')).length,
    caches: (await caches.keys()).length,
    stored: [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => key.includes('sandbox')),
  }));

/** The call stands in the console's history with its status. */
const answered = (page: Page) => page.getByRole('cell', { name: '200', exact: true });

async function tryIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it with a simulated provider' }).click();
  await page.getByRole('heading', { name: 'Let Singly use your Twitter account?' }).waitFor();
}

async function connectSingly(page: Page): Promise<void> {
  await tryIt(page);
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await expect(answered(page)).toBeVisible({ timeout: 20_000 });
  await page.getByRole('region', { name: 'Tour: Try it' }).getByRole('button', { name: 'Close' }).click();
  await page.getByRole('dialog', { name: 'Inspector' }).getByRole('button', { name: 'Close', exact: true }).click();
}

// A sign-in is several documents, and the machine may be busy with other tests.
test.setTimeout(90_000);

test('one press connects Singly with its token from the fragment, and the first call is answered', async ({ app, site }) => {
  await tryIt(app);
  expect(app.url()).toMatch(`${site.url}sandbox/singly/`);
  await expect(app.getByText('This Twitter is simulated')).toBeVisible();
  expect(await app.evaluate(() => globalThis.origin)).toBe('null');
  await app.getByRole('button', { name: 'Allow' }).click();
  await app.getByRole('button', { name: 'Yes, keep this account' }).waitFor();
  const reply = app.waitForResponse(/sandbox\/singly\/profiles\?/);
  await app.getByRole('button', { name: 'Yes, keep this account' }).click();
  const response = await reply;
  expect(response.fromServiceWorker()).toBe(true);
  expect(response.status()).toBe(200);
  await expect(answered(app)).toBeVisible({ timeout: 20_000 });
});

test('Kiln: PKCE with discovery below the sub-path, a call with the token in the header', async ({ app, site }) => {
  await connectSingly(app);
  const asked: string[] = [];
  app.on('request', (request) => asked.push(`${request.method()} ${request.url().replace(site.url, '').split('?')[0]}`));
  await app.goto(`${site.url}#/connections?connect=sandbox-kiln`);
  await app.getByRole('button', { name: 'Connect Kiln' }).click();
  await app.getByRole('button', { name: 'Sign in' }).click();
  await app.getByRole('button', { name: 'Allow' }).click();
  await app.getByText('Next: call the API of Kiln.').waitFor();
  expect(asked).toContain('GET sandbox/kiln/.well-known/openid-configuration');
  expect(asked).toContain('POST sandbox/kiln/token');
  await app.getByRole('button', { name: 'Call: Classes' }).click();
  const sent = app.waitForRequest(/sandbox\/kiln\/v1\/classes$/);
  await app.getByRole('button', { name: 'Send', exact: true }).click();
  expect((await sent).headers().authorization).toMatch(/^Bearer kl_at_/);
  await expect(answered(app)).toBeVisible({ timeout: 20_000 });
  await expect(app.getByText('4 entries').first()).toBeVisible();
});

test('a worker that was stopped halfway, and again after the sign-in, has forgotten nothing', async ({ app }) => {
  await tryIt(app);
  await stopWorkers(app);
  await app.getByRole('button', { name: 'Allow' }).click();
  await app.getByRole('button', { name: 'Yes, keep this account' }).click();
  await expect(answered(app)).toBeVisible({ timeout: 20_000 });
  await stopWorkers(app);
  await app.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(answered(app)).toHaveCount(2, { timeout: 20_000 });
});

test('a hard reload is noticed and one press mends it', async ({ app }) => {
  await connectSingly(app);
  await reloadHard(app);
  expect(await app.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  await expect(app.getByText('A hard reload went past the simulated providers.')).toBeVisible();
  await app.getByRole('button', { name: 'Reload' }).click();
  await expect(app.getByText('The simulated providers run in this browser.')).toBeVisible();
  await expect(app.getByText('A hard reload went past')).toHaveCount(0);
  expect(await app.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).toMatch(/\/sandbox-worker\.js$/);
});

test("switched off: its connections, worker, database and keys are gone, and its addresses are the host's again", async ({ app, site }) => {
  expect(await traces(app)).toEqual({ workers: 0, databases: 0, caches: 0, stored: [] });
  await connectSingly(app);
  expect(await traces(app)).toMatchObject({ workers: 1, databases: 1 });
  await app.getByRole('button', { name: 'Switch off' }).click();
  await expect(app.getByText('One connection of theirs will be forgotten')).toBeVisible();
  const loaded = app.waitForEvent('load');
  await app.getByRole('button', { name: 'Switch off' }).click();
  await loaded;
  await app.getByRole('button', { name: 'Try it with a simulated provider' }).waitFor();
  expect(await traces(app)).toEqual({ workers: 0, databases: 0, caches: 0, stored: [] });
  expect((await app.goto(`${site.url}sandbox/singly/oauth/authenticate`))?.status()).toBe(404);
});

test('it answers no navigation but those to its own pages', async ({ app, site }) => {
  await connectSingly(app);
  for (const path of ['', 'callback/', 'callback.html', 'frame.html', 'connect.html', 'sandbox.html', 'sandbox-worker.js']) {
    expect((await app.goto(site.url + path))?.fromServiceWorker(), path).toBe(false);
  }
  const own = await app.goto(`${site.url}sandbox/`);
  expect(own?.fromServiceWorker()).toBe(true);
  expect(own?.headers()['content-security-policy']).toContain('sandbox allow-forms allow-scripts');
  await expect(app.getByText('simulated-smartfile-secret')).toBeVisible();
});

/** Each in the words that the page has for it, where the person is. */
const faults = [
  ['Says no at once', 'Kiln did not grant access'],
  ['Reply names another issuer', 'The reply names another provider'],
  ['Reply without state', 'The reply does not say which sign-in it answers'],
  ['Token endpoint is down (503)', 'Kiln has trouble on its side'],
  ['Token endpoint: too many requests (429)', 'Kiln asks to wait'],
  ['Token endpoint without CORS', 'does not let this page read its replies'],
  ['Its sign-in ends on an error page (500)', 'Internal Server Error'],
] as const;

test.describe('a fault of Kiln', () => {
  for (const [fault, words] of faults) {
    test(fault, async ({ app, site }) => {
      await connectSingly(app);
      await app.getByRole('button', { name: 'Faults' }).click();
      await app.getByLabel('Fault', { exact: true }).selectOption(fault);
      await expect(app.getByText(`Set: Kiln: ${fault}.`)).toBeVisible();
      await app.goto(`${site.url}#/connections?connect=sandbox-kiln`);
      await app.getByRole('button', { name: 'Connect Kiln' }).click();
      if (!/^(Says|Its sign-in)/.test(fault)) {
        await app.getByRole('button', { name: 'Sign in' }).click();
        await app.getByRole('button', { name: 'Allow' }).click();
      }
      await expect(app.getByText(words).first()).toBeVisible({ timeout: 20_000 });
      await app.goto(site.url);
      await expect(app.getByText(`Set: Kiln: ${fault}.`)).toBeVisible();
      await app.reload();
      await expect(app.getByText('The simulated providers run in this browser.')).toBeVisible();
      await expect(app.getByText('Set: Kiln')).toHaveCount(0);
    });
  }
});

test('"sandbox": true in the config puts it in place without a press, and false takes it away', async ({ page, site, strayed: _ }) => {
  const config = (sandbox: boolean) => {
    site.overrides['/singlet.config.json'] = {
      body: JSON.stringify({ providers: [], embed: { hosts: [] }, sandbox }),
      type: 'application/json',
    };
  };
  config(true);
  await page.goto(site.url);
  await expect(page.getByText('The simulated providers run in this browser.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Switch off' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Connect Singly' }).click();
  await page.getByRole('heading', { name: 'Let Singly use your Twitter account?' }).waitFor();
  config(false);
  await page.goto(site.url);
  await page.getByRole('heading', { name: 'No connections yet' }).waitFor();
  expect(await traces(page)).toEqual({ workers: 0, databases: 0, caches: 0, stored: [] });
});
