/**
 * What strangers write, on the views of the sandbox and the inspector: an error that is markup, an answer and its headers, a trace file
 * from somewhere else. All of it is text; nothing runs, nothing is asked for, no link leads to a script.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, type Site, test } from './sandbox-stage.ts';

// A sign-in is several documents, and the machine may be busy with other tests.
test.setTimeout(60_000);

const evil = '<img src=x onerror="globalThis.owned=1"><svg onload="globalThis.owned=1">';
const turned = '\u202eevil\u2066\u200b';

/** Nothing of it became a part of the page. */
async function expectText(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    owned: (globalThis as { owned?: number }).owned,
    elements: document.querySelectorAll('img[src="x"], [onerror], [onload], main script, [href^="javascript:" i], [src^="javascript:" i]')
      .length,
    polluted: ({} as { polluted?: unknown }).polluted,
  }));
  expect(found).toEqual({ owned: undefined, elements: 0, polluted: undefined });
}

const steps = (page: Page) => page.getByRole('list', { name: /^Steps of / }).getByRole('button');

async function saved(page: Page, name: string): Promise<string> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return readFile(await (await coming).path(), 'utf8');
}

const open = (page: Page, content: string) =>
  page
    .locator('input[type=file][accept*="json"]')
    .setInputFiles({ name: `${evil.slice(0, 12)}.json`, mimeType: 'application/json', buffer: Buffer.from(content) });

/** A picture as a browser reads it: well-formed, and only of what a picture is made of. */
async function readPicture(page: Page, svg: string) {
  // In a page without the policy, which lets no text become a document.
  const viewer = await page.context().newPage();
  const read = await viewer.evaluate((text) => {
    const drawn = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = [...drawn.querySelectorAll('*')];
    return {
      wrong: drawn.querySelectorAll('parsererror').length,
      names: [...new Set(all.map(({ localName }) => localName))].sort(),
      handlers: all.flatMap(({ attributes }) => [...attributes].map(({ name }) => name)).filter((name) => /^on|href|style/.test(name)),
    };
  }, svg);
  await viewer.close();
  return read;
}

/** Leaves for Kiln and stops on the way; gives the address it was leaving to. */
async function leaveForKiln(page: Page): Promise<URL> {
  await page.evaluate(() => location.assign('#/connections?connect=sandbox-kiln'));
  await page.evaluate(() => {
    const { navigation } = globalThis as unknown as { navigation: EventTarget };
    navigation.addEventListener('navigate', (event) => {
      const { sameDocument, url } = (event as unknown as { destination: { sameDocument: boolean; url: string } }).destination;
      if (sameDocument) return;
      event.preventDefault();
      document.documentElement.dataset.leaving = url;
    });
  });
  await page.getByRole('button', { name: 'Connect Kiln' }).click();
  const html = page.locator('html[data-leaving]');
  await expect(html).toBeAttached();
  return new URL((await html.getAttribute('data-leaving')) ?? '');
}

/** With a no, in the words of whoever wrote the address. */
async function comeBackFromKiln(page: Page, site: Site, more: Readonly<Record<string, string>>): Promise<void> {
  const state = (await leaveForKiln(page)).searchParams.get('state') ?? '';
  await page.goto(
    `${site.url}callback/?${new URLSearchParams({ error: 'access_denied', ...more, state, iss: `${site.url}sandbox/kiln` })}`,
  );
  await expect(page.getByRole('heading', { name: 'Kiln did not grant access' })).toBeVisible();
}

test('[S7] [S81] an error that is markup is told as text, in the failure, in the inspector and in what is saved of it', async ({
  sandboxed: page,
  site,
}) => {
  await comeBackFromKiln(page, site, {
    error_description: `${evil}${turned}${'x'.repeat(5000)}`,
    error_uri: 'javascript:globalThis.owned=1',
  });
  const told = page.getByRole('main').locator('q');
  await expect(told).toContainText('<img src=x onerror=');
  expect((await told.textContent())?.length).toBeLessThan(320);
  await expectText(page);
  await page.keyboard.press('Control+.');
  await steps(page).last().click();
  await expect(page.getByText('authorization_rejected').last()).toBeVisible();
  await expectText(page);
  const picture = await readPicture(page, await saved(page, 'Save picture'));
  expect(picture).toMatchObject({ wrong: 0, handlers: [] });
  for (const name of picture.names) expect(['svg', 'title', 'rect', 'line', 'text', 'path', 'circle']).toContain(name);
});

test('[S81] a trace file of somebody else is text, or refused whole with the place', async ({ sandboxed: page, site }) => {
  await comeBackFromKiln(page, site, {});
  await page.keyboard.press('Control+.');
  const made = await saved(page, 'Save trace');
  const file = JSON.parse(made) as { steps: { name: string; checks: object[] }[] };
  const [first] = file.steps;
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const refused: readonly (readonly [string, string])[] = [
    ['', 'JSON'],
    [`${evil}`, 'JSON'],
    [deep, 'JSON'],
    [`"${'x'.repeat(2_000_000)}"`, 'size'],
    [JSON.stringify({ ...file, format: evil }), 'format'],
    [JSON.stringify({ ...file, steps: [] }), 'steps'],
    [JSON.stringify({ ...file, steps: [{ ...first, name: '__proto__' }] }), 'steps.name'],
    [JSON.stringify({ ...file, startedAt: '1' }), 'startedAt'],
    [made.replace('"checks": []', `"checks": ${deep}`), 'checks'],
  ];
  for (const [content, where] of refused) {
    await open(page, content);
    await expect(page.getByRole('alert')).toContainText('This file is not a trace of Singlet.');
    await expect(page.getByRole('alert'), content.slice(0, 60)).toContainText(where);
    await expect(page.getByText('From a file', { exact: true })).toHaveCount(0);
  }
  const hostile = {
    ...file,
    provider: `${turned}${evil}`,
    ['__proto__']: { polluted: 1 },
    steps: [
      {
        ...first,
        url: `javascript:globalThis.owned=1//${evil}`,
        method: evil,
        status: 200,
        parameters: [
          ['__proto__', evil],
          ['constructor', 'javascript:globalThis.owned=1'],
          [evil, turned],
        ],
        checks: [{ name: evil, passed: false, source: 'javascript:globalThis.owned=1', expected: turned, actual: evil }],
      },
      { ...first, name: 'failed', failure: { code: 'token_rejected', detail: evil, facts: { origin: 'javascript:globalThis.owned=1' } } },
    ],
  };
  await open(page, JSON.stringify(hostile));
  await expect(page.getByText('From a file', { exact: true })).toBeVisible();
  for (const step of await steps(page).all()) {
    await step.click();
    await expectText(page);
  }
  await expect(page.getByText('‹U+202E›').first()).toBeVisible();
  expect(await page.locator('body').textContent()).not.toMatch(/[\u202e\u2066\u200b]/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await page.getByRole('button', { name: 'Close the file' }).click();
  await expectText(page);
});

test('[S81] an answer, its headers and its links are text in the console and in the inspector', async ({ app, site }) => {
  await app.route(`${site.url}answer*`, (route) =>
    route.fulfill({
      status: 200,
      headers: { 'content-type': 'application/json', link: `<javascript:globalThis.owned=1>; rel="next"`, 'x-name': evil },
      body: `{"${evil.replaceAll('"', '\\"')}":"javascript:globalThis.owned=1","__proto__":{"polluted":1},"html":${JSON.stringify(evil + turned)}}`,
    }),
  );
  await app.goto(`${site.url}#/console`);
  await app.getByRole('textbox', { name: 'URL', exact: true }).fill(`${site.url}answer`);
  await app.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(app.getByText('200 OK').first()).toBeVisible();
  for (const tab of ['Raw', 'Headers', 'Tree']) {
    await app.getByRole('tab', { name: tab }).click();
    await expectText(app);
  }
  await expect(app.getByText('javascript:globalThis.owned=1').first()).toBeVisible();
  await app.keyboard.press('Control+.');
  await expectText(app);
});

test('[S82] a typed secret is gone after a reload and after Back, and stands in no step, file or picture', async ({
  sandboxed: page,
  sweep,
  site,
}) => {
  await page.evaluate(() => location.assign('#/connections?connect=sandbox-singlefile'));
  await page.getByRole('button', { name: 'Connect SingleFile' }).click();
  await page.getByLabel('Client secret').fill('simulated-singlefile-secret');
  await page.reload();
  await expect(page.getByText('The simulated providers run in this browser.')).toBeVisible();
  expect(await sweep.leaks()).toEqual([]);
  await page.goto(`${site.url}#/connections?connect=sandbox-singlefile`);
  await page.getByRole('button', { name: 'Connect SingleFile' }).click();
  await expect(page.getByLabel('Client secret')).toHaveValue('');
  await page.getByLabel('Client secret').fill('simulated-singlefile-secret');
  await page.getByRole('button', { name: /^Send it to / }).click();
  await page.getByText('Next: call the API of SingleFile.').waitFor();
  await page.evaluate(() => location.assign('#/sign-ins'));
  const out = { trace: await saved(page, 'Save trace'), picture: await saved(page, 'Save picture') };
  expect(await sweep.leaks(out)).toEqual([]);
  expect(sweep.known()).toBeGreaterThan(0);
});
