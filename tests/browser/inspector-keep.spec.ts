/** What the inspector keeps and shows, and for how long: links without any secret, one value for ten seconds, keys, memory. */
import type { Page } from '@playwright/test';
import { bends } from '../../src/sandbox/standard/bends.ts';
import { axeFaultsInBothThemes } from './axe.ts';
import { expect, type Stage, test } from './stage.ts';

const steps = (page: Page) => page.getByRole('list', { name: /^Steps of / }).getByRole('button');
const list = (page: Page) => page.getByRole('region', { name: 'What happened, newest first' });
const empty = (page: Page) => page.getByRole('heading', { name: 'Nothing has happened yet' });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName ?? 'BODY');

async function signInAtKiln(page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('button', { name: /^Kiln [^d]/ }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
}

async function inspectKiln(page: Page, stage: Stage): Promise<void> {
  await signInAtKiln(page, stage);
  await expect(page.getByText('Active')).toBeVisible();
  await page.getByRole('link', { name: 'Sign-ins' }).first().click();
  await expect(page.getByRole('heading', { name: 'Sign-in at Kiln' })).toBeVisible();
}

/** The verifier, shown. */
async function reveal(page: Page): Promise<string> {
  await steps(page).filter({ hasText: 'POST code, code_verifier' }).click();
  const row = page.getByRole('table').getByRole('row', { name: /^code_verifier/ });
  await row.getByRole('button', { name: 'Show code_verifier for ten seconds' }).click();
  return row.locator('code.bare').innerText();
}

test('a link opens its transaction and step in this tab, holds nothing but their names, and says when they are gone', async ({
  page,
  context,
  stage,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await inspectKiln(page, stage);
  await steps(page).filter({ hasText: 'ID token compared' }).click();
  const at = await steps(page).evaluateAll((all) => all.findIndex((one) => one.ariaCurrent === 'step'));
  await page.getByRole('button', { name: 'Copy link' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(new RegExp(`^${stage.origin}/#/sign-ins\\?at=[a-z0-9]{8,}&step=${at}$`));
  await page.goto(`${stage.origin}/#/console`);
  await page.goto(link);
  await expect(steps(page).nth(at)).toHaveAttribute('aria-current', 'step');
  await page.reload();
  await expect(page.getByText('This one is no longer here.')).toBeVisible();
  await expect(empty(page)).toBeVisible();
});

test('[S81] one value is shown for ten seconds and counted down, in no copy, and hidden when the page is not looked at', async ({
  page,
  context,
  stage,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await inspectKiln(page, stage);
  const verifier = await reveal(page);
  expect(verifier).toMatch(/^[\w.~-]{43,}$/);
  await expect(page.getByText(/^10 s$/).first()).toBeVisible();
  await expect(page.getByText(/^[89] s$/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('$CODE_VERIFIER');
  expect(await page.evaluate(() => navigator.clipboard.readText())).not.toContain(verifier);
  for (const event of ['blur', 'pagehide'] as const) {
    await reveal(page);
    await page.evaluate((name) => dispatchEvent(new Event(name)), event);
    await expect(page.locator('code.bare')).toHaveCount(0);
    if (event === 'pagehide') break;
  }
  await expect(empty(page)).toBeVisible();
});

test('[S85] what is told is forgotten with everything else, in this tab and from another, and nothing stays in sight', async ({
  page,
  context,
  stage,
}) => {
  await inspectKiln(page, stage);
  await reveal(page);
  const other = await context.newPage();
  await other.goto(`${stage.origin}/`);
  await other.evaluate(async () => {
    const { createSinglet } = await import(`${location.origin}/singlet.js`);
    const singlet = await createSinglet();
    await singlet.clear();
    await singlet.dispose();
  });
  await other.close();
  await expect(empty(page)).toBeVisible();
  await expect(page.locator('code.bare')).toHaveCount(0);
});

test('is walked by keys alone: j and k, Enter, the slash, Escape; the focus is never lost', async ({ page, stage }) => {
  await inspectKiln(page, stage);
  await expect(page.getByText('j and k or the arrows move')).toBeVisible();
  const row = list(page).getByRole('listitem').first().getByRole('button');
  await row.focus();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('kiln/');
  await expect(page.getByRole('searchbox')).toHaveValue('kiln/');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('kiln');
  await page.keyboard.press('Escape');
  await expect(row).toBeFocused();
  await steps(page).first().focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(steps(page).nth(1)).toBeFocused();
  await expect(steps(page).nth(1)).toHaveAttribute('aria-current', 'step');
  await page.keyboard.press('Escape');
  await expect(row).toBeFocused();
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press('Tab');
    expect(await focused(page)).not.toBe('BODY');
  }
});

for (const width of [1440, 390]) {
  test(`good and failed transactions are accessible in both themes: ${width} px`, async ({ page, stage }) => {
    await page.setViewportSize({ width, height: 844 });
    stage.farm.bend('kiln', bends['id-token-expired']);
    try {
      await signInAtKiln(page, stage);
      await expect(page.getByRole('heading', { name: 'What is known' })).toBeVisible();
    } finally {
      stage.farm.bend('kiln', null);
    }
    await page.goto(`${stage.origin}/#/sign-ins`);
    const failed = steps(page).filter({ hasText: 'exp does not hold' });
    await expect(failed).toHaveAttribute('aria-current', 'step');
    await expect(failed.locator('.cut-mark')).toHaveCount(1);
    await expect(page.getByText(/60 s allowed/)).toBeVisible();
    await expect(page.locator('.verdict').getByRole('button', { name: 'Start again' })).toBeVisible();
    expect(await axeFaultsInBothThemes(page)).toEqual([]);
    await page.locator('.verdict').getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Sign-in at Kiln' })).toBeVisible();
    await steps(page).filter({ hasText: 'ID token compared' }).click();
    expect(await axeFaultsInBothThemes(page)).toEqual([]);
  });
}
