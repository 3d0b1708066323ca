/** Kiln's token endpoint answers in all the ways that real servers do; a person reads in the app what came of it. */
import type { Page } from '@playwright/test';
import { type BendName, bends } from '../../src/sandbox/standard/bends.ts';
import { type Watch, watchSecrets } from './secrets.ts';
import { test as base, expect, type Stage, watchPolicy } from './stage.ts';

/** One window for all tests of a worker: whoever signed in at Kiln once stays signed in there. */
interface Studio {
  readonly page: Page;
  readonly watch: Watch;
  readonly violations: readonly string[];
}

const test = base.extend<object, { studio: Studio }>({
  studio: [
    async ({ browser, stage }, use) => {
      const context = await browser.newContext();
      const violations = await watchPolicy(context);
      const watch = watchSecrets(context, stage);
      await use({ page: await context.newPage(), watch, violations });
      await context.close();
    },
    { scope: 'worker' },
  ],
  watch: async ({ studio }, use) => {
    await use(studio.watch);
    expect(studio.violations, 'violations of the policy').toEqual([]);
    expect(await studio.watch.leaks(), 'secrets where they do not belong').toEqual([]);
  },
});

test.describe.configure({ mode: 'parallel' });

/** From the app to Kiln and back, while its token endpoint is bent. */
async function signIn(page: Page, stage: Stage): Promise<void> {
  const again = page.getByRole('button', { name: 'Start again' });
  if (await again.isVisible()) await again.click();
  else {
    await page.goto(`${stage.origin}/`);
    await page
      .getByRole('button', { name: /^Kiln(?! desk)/ })
      .first()
      .click();
  }
  const allow = page.getByRole('button', { name: 'Allow', exact: true });
  const known = page.getByRole('button', { name: 'Sign in', exact: true });
  await allow.or(known).first().waitFor();
  if (await known.isVisible()) await known.click();
  await allow.click();
}

/** Forgets every connection, so that the next sign-in begins as the first. */
async function forget(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { createSinglet } = await import(`${location.origin}/singlet.js`);
    const singlet = await createSinglet();
    await singlet.clear();
    await singlet.dispose();
  });
}

async function whileBent(stage: Stage, name: BendName, act: () => Promise<void>): Promise<void> {
  stage.farm.bend('kiln', bends[name]);
  try {
    await act();
  } finally {
    stage.farm.bend('kiln', null);
  }
}

const tokenPosts = (stage: Stage) =>
  stage.farm.log.filter(({ server, method, url }) => server === 'kiln' && method === 'POST' && url.includes('/token')).length;

/** Bend -> what the row of the connection says of the token. */
const accepted = {
  '[S33] expires-string': /1 h|60 min|59 min/,
  '[S33] expires-missing': 'No expiry stated',
  '[S33] expires-zero': 'Expired',
  '[S33] expires-huge': /36[45] d/,
  '[S33] expires-fraction': /1 h|60 min|59 min/,
  '[S32] type-upper': 'Active',
  '[S32] type-lower': 'Active',
  '[S37] no-scope': 'Active',
  '[S37] fewer-scopes': 'Active',
  '[S37] more-scopes': 'Active',
  '[S39] no-refresh-token': 'Active',
  '[S35] wrong-content-type': 'Active',
  '[S35] bom': 'Active',
} as const;

/** Bend -> code of the failure. */
const refused = {
  '[S33] expires-junk': 'token_response_invalid',
  '[S31] type-missing': 'token_type_unsupported',
  '[S32] type-mac': 'token_type_unsupported',
  '[S36] access-token-object': 'token_invalid',
  '[S36] access-token-crlf': 'token_invalid',
  '[S35] error-in-200': 'token_rejected',
  '[S35] invalid-grant': 'token_rejected',
  '[S35] invalid-code': 'token_rejected',
  '[S35] invalid-request': 'token_rejected',
  '[S35] empty-400': 'token_rejected',
  '[S35] empty-403': 'token_rejected',
  '[S35] html-400': 'token_rejected',
  '[S35] problem-json-400': 'token_rejected',
  '[S42] rate-limited': 'rate_limited',
  '[S42] unavailable-503': 'server_failed',
  '[S35] empty-204': 'token_response_invalid',
  '[S35] truncated': 'token_response_invalid',
  '[S35] five-megabytes': 'reply_too_large',
  '[S42] hang': 'timed_out',
  '[S35] lost-reply': 'network_failed',
  '[S87] no-cors': 'cors_blocked',
  '[S43] slash-redirect': 'redirect_refused',
  '[S43] slash-redirect-no-cors': 'cors_blocked',
} as const;

const bendOf = (title: string) => title.slice(title.indexOf(' ') + 1) as BendName;
const titleOf = (title: string, outcome: string) => title.replace(/^(\[S\d+\]) (.*)$/, `$1 token reply: $2 -> ${outcome}`);

for (const [title, says] of Object.entries(accepted)) {
  test(titleOf(title, 'connected'), async ({ studio: { page }, stage }) => {
    await whileBent(stage, bendOf(title), async () => {
      await signIn(page, stage);
      await expect(page.getByRole('heading', { name: 'Connections', exact: true })).toBeVisible();
      await expect(page.getByText(says).first()).toBeVisible();
    });
    await forget(page);
  });
}

for (const [title, code] of Object.entries(refused)) {
  test(titleOf(title, code), async ({ studio: { page }, stage }) => {
    await whileBent(stage, bendOf(title), async () => {
      const before = tokenPosts(stage);
      await signIn(page, stage);
      await expect(page.getByText(code, { exact: true })).toBeVisible({ timeout: 20_000 });
      await expect(page.getByRole('button', { name: 'Start again' })).toBeVisible();
      expect(tokenPosts(stage) - before).toBe(1);
    });
  });
}

async function renew(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More for Kiln' }).click();
  await page.getByRole('menuitem', { name: 'Renew now' }).click();
}

for (const name of ['invalid-grant', 'invalid-code', 'invalid-request'] as const satisfies BendName[]) {
  test(`[S40] token reply to a renewal: ${name} -> needs sign-in`, async ({ studio: { page }, stage }) => {
    await signIn(page, stage);
    await expect(page.getByText('Active')).toBeVisible();
    await whileBent(stage, name, async () => {
      await renew(page);
      await expect(page.getByText('Needs sign-in')).toBeVisible();
      await expect(page.getByText(name.replace('-', '_')).first()).toBeVisible();
    });
    await forget(page);
  });
}

for (const [name, code] of [
  ['empty-403', 'token_rejected'],
  ['html-400', 'token_rejected'],
  ['unavailable-503', 'server_failed'],
  ['truncated', 'token_response_invalid'],
] as const satisfies [BendName, string][]) {
  test(`[S35] token reply to a renewal: ${name} -> ${code}, still active`, async ({ studio: { page }, stage }) => {
    await signIn(page, stage);
    await expect(page.getByText('Active')).toBeVisible();
    await whileBent(stage, name, async () => {
      await renew(page);
      await expect(page.getByText(code, { exact: true })).toBeVisible();
      await expect(page.getByText('Active')).toBeVisible();
    });
    await forget(page);
  });
}

test('[S42] token reply to a renewal: rate-limited -> nobody asks again before the time', async ({ studio: { page }, stage }) => {
  await signIn(page, stage);
  await expect(page.getByText('Active')).toBeVisible();
  const before = tokenPosts(stage);
  await whileBent(stage, 'rate-limited', async () => {
    const codes = await page.evaluate(async () => {
      const { createSinglet } = await import(`${location.origin}/singlet.js`);
      const singlet = await createSinglet();
      const [{ id }] = await singlet.connections();
      const ask = () => singlet.refresh(id).catch((error: { code: string; facts?: { retryAfterMs?: number } }) => error);
      const all = [...(await Promise.all([ask(), ask()])), await ask()];
      await singlet.dispose();
      return all.map(({ code, facts }) => [code, (facts?.retryAfterMs ?? 0) > 0]);
    });
    expect(codes).toEqual(Array(3).fill(['rate_limited', true]));
    expect(tokenPosts(stage) - before).toBe(1);
  });
  await forget(page);
});
