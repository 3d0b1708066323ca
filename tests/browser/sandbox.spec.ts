/**
 * The sandbox on `dist/` as a plain static host serves it, under a sub-path, with every other origin out of reach:
 * a token flow, PKCE, API calls, a hard reload, a worker that was stopped, and switched off without a trace.
 */
import type { Page } from '@playwright/test';
import { axeFaultsInBothThemes } from './axe.ts';
import { configWith, expect, test } from './sandbox-stage.ts';

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

/** All that could be left in a browser: names of everything that this origin keeps. */
const traces = (page: Page) =>
  page.evaluate(async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
    databases: (await indexedDB.databases()).map(({ name }) => name).sort(),
    caches: await caches.keys(),
    local: Object.keys(localStorage).sort(),
    // The app's own notes of a sign-in stay for the tab; none may name the sandbox.
    session: Object.entries(sessionStorage).filter((entry) => /sandbox|tour/.test(entry.join())),
    cookies: document.cookie,
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
  await app.getByRole('button', { name: 'Try it with a simulated provider' }).waitFor();
  const before = await traces(app);
  expect(before).toMatchObject({ workers: [], caches: [] });
  await connectSingly(app);
  const on = await traces(app);
  const own = on.databases.filter((name) => name?.startsWith('singlet-sandbox:'));
  expect([on.workers.length, own.length, on.local.length - before.local.length]).toEqual([1, 1, 1]);
  await app.getByRole('button', { name: 'Switch off' }).click();
  await expect(app.getByText('One connection of theirs will be forgotten')).toBeVisible();
  const loaded = app.waitForEvent('load');
  await app.getByRole('button', { name: 'Switch off' }).click();
  await loaded;
  await app.evaluate(() => location.assign('#/connections'));
  await app.getByRole('button', { name: 'Try it with a simulated provider' }).waitFor();
  // The vault, which is empty again, is the app's own.
  expect(await traces(app)).toEqual({ ...before, databases: on.databases.filter((name) => !own.includes(name)) });
  expect((await app.goto(`${site.url}sandbox/singly/oauth/authenticate`))?.status()).toBe(404);
});

test('[S85] switched off in one tab, nothing of it is left in another: no provider, no connection, no line, no secret to show', async ({
  app,
  site,
  context,
}) => {
  await connectSingly(app);
  const other = await context.newPage();
  await other.goto(`${site.url}#/console`);
  await app.keyboard.press('Control+.');
  const inspector = app.getByRole('dialog', { name: 'Inspector' });
  await inspector.getByRole('button', { name: /Token kept/ }).click();
  await other.getByRole('button', { name: 'Switch off' }).click();
  const loaded = other.waitForEvent('load');
  await other.getByRole('button', { name: 'Switch off' }).click();
  await loaded;
  await expect(app.getByText('The simulated providers were switched off in another tab.')).toBeVisible();
  await expect(app.getByText('The simulated providers run in this browser.')).toHaveCount(0);
  await expect(inspector.getByRole('button', { name: /for ten seconds/ })).toHaveCount(0);
  await app.keyboard.press('Escape');
  await app.goto(`${site.url}#/providers`);
  await expect(app.getByRole('heading', { name: 'Providers' })).toBeVisible();
  await expect(app.getByRole('heading', { name: 'Kiln' })).toHaveCount(0);
  await app.goto(`${site.url}#/connections`);
  await expect(app.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
  await expect(app.getByText('Simulated', { exact: true })).toHaveCount(0);
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

test('a fault is gone after a reload, and after nothing less', async ({ sandboxed: page, site }) => {
  await page.getByRole('button', { name: 'Faults' }).click();
  await page.getByLabel('Fault', { exact: true }).selectOption('Says no at once');
  await expect(page.getByText('Set: Kiln: Says no at once.')).toBeVisible();
  await page.goto(`${site.url}?`);
  await expect(page.getByText('Set: Kiln: Says no at once.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('The simulated providers run in this browser.')).toBeVisible();
  await expect(page.getByText('Set: Kiln')).toHaveCount(0);
});

test('"sandbox": true in the config puts it in place without a press, and false takes it away, its connections too', async ({
  sandboxed: page,
  site,
}) => {
  await expect(page.getByRole('button', { name: 'Switch off' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Connect Singly' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await page.getByText('Next: call the API of Singly.').waitFor();
  site.overrides['/singlet.config.json'] = configWith(false);
  await page.goto(`${site.url}?`);
  await page.getByRole('heading', { name: 'No connections yet' }).waitFor();
  expect(await traces(page)).toMatchObject({ workers: [], caches: [], databases: [expect.not.stringContaining('sandbox')] });
  // Nor do they come back with it.
  site.overrides['/singlet.config.json'] = configWith(true);
  await page.goto(site.url);
  await page.getByText('The simulated providers run in this browser.').waitFor();
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
});

test('a config that cannot be had is asked for once', async ({ page, site, strayed: _ }) => {
  const asked: string[] = [];
  await page.route(`${site.url}singlet.config.json`, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ status: 500, body: 'no' });
  });
  await page.goto(site.url);
  await expect(page.getByText('config_unreachable')).toBeVisible();
  await expect(page.getByText('answered 500')).toBeVisible();
  expect(asked).toHaveLength(1);
});

test('a simulated provider sends nobody to the documentation of the real one as if it were its own', async ({ sandboxed: page, site }) => {
  await page.goto(`${site.url}#/providers`);
  for (const name of ['Singly', 'SmartFile', 'SignEasy', 'SingleFile', 'Singleview'])
    await expect(page.getByRole('link', { name: `What to type at the simulated ${name}` }).first()).toHaveAttribute(
      'href',
      `${site.url}sandbox/`,
    );
  await expect(page.getByRole('link', { name: /^Documentation of/ })).toHaveCount(0);
  await page.goto(`${site.url}#/connections?connect=sandbox-singlefile`);
  await page.getByRole('button', { name: 'Connect SingleFile' }).click();
  await expect(page.getByText('This SingleFile is simulated. The real one may ask you not to do this.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'What to type at the simulated SingleFile' })).toHaveAttribute('href', `${site.url}sandbox/`);
});

test('the line, the panel and every simulated page are accessible in both themes and fit on a phone', async ({ sandboxed: page, site }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 390, height: 844 });
  const fits = async (what: string) => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), what).toBe(0);
    expect(await axeFaultsInBothThemes(page), what).toEqual([]);
  };
  await page.getByRole('button', { name: 'Faults' }).click();
  await page.getByLabel('Fault', { exact: true }).selectOption('Says no at once');
  await expect(page.getByText('Set: Kiln: Says no at once.')).toBeVisible();
  await fits('the app with the panel');
  await page.getByLabel('Fault', { exact: true }).selectOption('');
  for (const path of ['', 'nothing/', 'kiln/', 'wayfare/', 'smartfile/', 'signeasy/']) {
    await page.goto(`${site.url}sandbox/${path}`);
    await expect(page.getByRole('banner')).toContainText(/simulated/i);
    await fits(`sandbox/${path}`);
  }
  for (const [system, name] of [
    ['singly', 'Singly'],
    ['kiln', 'Kiln'],
    ['smartfile', 'SmartFile'],
  ] as const) {
    await page.goto(`${site.url}#/connections?connect=sandbox-${system}`);
    await page.getByRole('button', { name: `Connect ${name}` }).click();
    await expect(page.getByRole('banner')).toContainText(/simulated/i);
    await fits(`the sign-in page of ${name}`);
    if (system === 'singly') continue;
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Allow' }).waitFor();
    await fits(`the consent page of ${name}`);
  }
});
