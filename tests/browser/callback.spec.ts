/** callback/ without a provider: what arrives by itself, twice, in the wrong tab, or with something nasty in it. */
import type { Page } from '@playwright/test';
import { expect, test } from './stage.ts';

const token = 'canary-token-0123456789';

/** Keys of the vault's records, and all of the page's other storage: what could have kept something. */
async function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const keys: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const reading = database.transaction(store).objectStore(store).getAllKeys();
        await new Promise((resolve) => {
          reading.onsuccess = resolve;
        });
        keys.push(...reading.result);
      }
      database.close();
    }
    return JSON.stringify([keys, { ...sessionStorage }, { ...localStorage }]);
  });
}

test('[S1] a token that no sign-in waits for is thrown away, and the person reads why', async ({ page, stage, watch }) => {
  watch.know(token);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`${stage.origin}/callback/#access_token=${token}`);
  await expect(page.getByRole('heading', { name: 'This sign-in was not started here' })).toBeFocused();
  await expect(page.getByText('no_transaction')).toBeVisible();
  await expect(page.getByText('/callback/#access_token=••••')).toBeVisible();
  expect(page.url()).toBe(`${stage.origin}/callback/`);
  expect(await kept(page)).not.toMatch(new RegExp(`${token}|handoff|page:|tokens:`));
  expect(requests.filter((url) => !url.startsWith(stage.origin))).toEqual([]);
  await page.getByRole('link', { name: 'Go to connections' }).click();
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
});

test('[S17] after the notice no timing entry, history entry or text holds the token', async ({ page, stage, watch }) => {
  watch.know(token);
  await page.goto(`${stage.origin}/`);
  await page.goto(`${stage.origin}/callback/?state=x#access_token=${token}`);
  await expect(page.getByRole('heading', { name: 'This sign-in was not started here' })).toBeVisible();
  const seen = await page.evaluate(
    () =>
      performance
        .getEntries()
        .map(({ name }) => name)
        .join(' ') +
      JSON.stringify(history.state) +
      document.documentElement.outerHTML,
  );
  expect(seen).not.toContain(token);
  await page.goBack();
  await page.goForward();
  expect(page.url()).not.toContain(token);
});

test('[S16] the first script of the page is the scrubber, classic and inline, before anything that loads', async ({ page, stage }) => {
  const html = await (await page.request.get(`${stage.origin}/callback/`)).text();
  const scripts = [...html.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
  expect(scripts).toEqual(['', ' type="module" src="./callback.js"']);
  expect(html.indexOf('<script>')).toBeLessThan(html.indexOf('<link'));
  // A script that a page could run in the middle sees nothing any more.
  await page.addInitScript(() => {
    document.addEventListener('readystatechange', () => sessionStorage.setItem(`seen-${document.readyState}`, location.href));
  });
  await page.goto(`${stage.origin}/callback/#access_token=${token}`);
  await expect(page.getByRole('heading', { name: 'This sign-in was not started here' })).toBeVisible();
  const seen = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  expect(seen).toContain('seen-interactive');
  expect(seen).not.toContain(token);
});

test('[S15] callback/ loads nothing from elsewhere', async ({ page, stage }) => {
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  await page.goto(`${stage.origin}/callback/?code=abc&state=def`);
  await expect(page.getByRole('heading', { name: 'This sign-in was not started here' })).toBeVisible();
  expect([...origins].filter((origin) => !origin.startsWith('data:') && origin !== 'null')).toEqual([stage.origin]);
});

test('[S7] an error text with markup in it stays away from the page', async ({ page, stage }) => {
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs++;
    void dialog.dismiss();
  });
  await page.goto(`${stage.origin}/callback/?error=access_denied&error_description=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
  await expect(page.getByRole('heading', { name: 'This sign-in was not started here' })).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
  expect(dialogs).toBe(0);
});

for (const rest of [
  '?__proto__=x&constructor=y#toString=z',
  '?code=%',
  '?code=%zz&state=%00',
  `#access_token=${'a'.repeat(50_000)}`,
  '?code=a&code=b',
]) {
  test(`[S9] [S10] odd input is a notice and no exception: ${rest.slice(0, 40)}`, async ({ page, stage }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${stage.origin}/callback/${rest}`);
    await expect(page.getByRole('heading', { name: 'This sign-in was not started here' })).toBeVisible();
    expect(errors).toEqual([]);
  });
}

test('an address without a reply goes on to the app, also under the alias', async ({ page, stage }) => {
  for (const path of ['callback/', 'callback/index.html', 'callback.html', 'callback/?p=fernpost', 'callback/?notice']) {
    await page.goto(`${stage.origin}/${path}`);
    await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
    expect(page.url()).toBe(`${stage.origin}/`);
  }
});

test('a framed callback does nothing', async ({ page, stage }) => {
  await page.goto(stage.farm.urls.sink);
  await page.setContent(`<iframe src="${stage.origin}/callback/#access_token=${token}"></iframe>`);
  const frame = page.frames().at(-1);
  await frame?.waitForLoadState();
  await page.waitForTimeout(300);
  expect(await frame?.evaluate(() => document.body.textContent?.trim())).toBe('');
  expect(frame?.url()).not.toContain('notice');
});

test('[S18] a route of the app survives, and a fragment that looks like a reply does nothing there', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/#/console`);
  await expect(page.getByRole('button', { name: 'Send' })).toBeVisible();
  expect(page.url()).toBe(`${stage.origin}/#/console`);
  await page.goto('about:blank');
  await page.goto(`${stage.origin}/#access_token=${token}&state=other`);
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
  expect(await kept(page)).not.toMatch(new RegExp(`${token}|handoff|page:|tokens:`));
});

test('a path that begins with "//" leads nowhere else and is scrubbed all the same', async ({ page, stage, watch }) => {
  watch.know(token);
  // A host that merges slashes, as many do, serves the callback under it, scripts and all.
  await page.route(`${stage.origin}//evil.localhost/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    const folder = route.request().url().includes('/assets/') ? 'assets' : 'callback';
    await route.fulfill({ response: await page.request.get(`${stage.origin}/${folder}/${name}`) });
  });
  await page.goto(`${stage.origin}//evil.localhost/%2e%2e%2fcallback/?x=1#access_token=${token}`);
  await page.waitForTimeout(500);
  expect(new URL(page.url()).host).toBe(new URL(stage.origin).host);
  expect(page.url()).not.toContain(token);
});
