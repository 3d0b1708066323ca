/**
 * "Try it" and the guided tours on `dist/` as a plain static host serves it, every other origin out of reach: each walked to its end
 * by role and name, left and taken up again, on the keyboard alone; no secret of the sandbox in any place it does not belong.
 */
import type { Page } from '@playwright/test';
import { axeFaultsInBothThemes } from './axe.ts';
import { expect, test } from './sandbox-stage.ts';
import { test as onFarm } from './stage.ts';
import { begin, click, drawer, inspectorStep, type Press, strip, tours, walkFragment, walkPkce } from './tour-walks.ts';

// A sign-in is several documents, and the machine may be busy with other tests.
test.setTimeout(240_000);

for (const [name, walk] of tours) {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    test(`"${name}" to its end at ${width} px, accessible in both themes, without a secret in sight`, async ({ app, sweep }) => {
      await app.emulateMedia({ reducedMotion: 'reduce' });
      await app.setViewportSize({ width, height });
      const look = async (page: Page) => {
        expect(await axeFaultsInBothThemes(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
        expect(await sweep.leaks()).toEqual([]);
      };
      await begin(app, name);
      await walk({ page: app, press: click, look });
      expect(sweep.known()).toBeGreaterThan(0);
      await strip(app).getByRole('button', { name: 'Close' }).click();
      await expect(strip(app)).toHaveCount(0);
    });
  }
}

test('the one button ends at a connection, an answered call, and the inspector at the step that brought the token', async ({ app }) => {
  await app.getByRole('button', { name: 'Try it with a simulated provider' }).click();
  await app.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(strip(app).getByText('Step 2 of 3')).toBeVisible();
  await app.getByRole('button', { name: 'Yes, keep this account' }).click();
  await expect(strip(app).getByRole('heading', { name: 'Connected, and its API answered' })).toBeVisible({ timeout: 20_000 });
  await expect(app.getByRole('cell', { name: '200', exact: true })).toBeVisible();
  await expect(drawer(app).getByRole('heading', { name: 'Sign-in at Singly' })).toBeVisible();
  await expect(inspectorStep(app, 'Back, with access_token')).toHaveAttribute('aria-current', 'step');
  await expect(strip(app).getByRole('button', { name: 'PKCE and renewal' })).toBeVisible();
  await strip(app).getByRole('button', { name: 'A token in the address' }).click();
  await expect(strip(app).getByText('Step 1 of 6')).toBeVisible();
});

test('on a phone the answer is seen first, and the inspector is one press away', async ({ app }) => {
  await app.setViewportSize({ width: 390, height: 844 });
  await app.getByRole('button', { name: 'Try it with a simulated provider' }).click();
  await app.getByRole('button', { name: 'Allow', exact: true }).click();
  await app.getByRole('button', { name: 'Yes, keep this account' }).click();
  await expect(strip(app).getByRole('heading', { name: 'Connected, and its API answered' })).toBeVisible({ timeout: 20_000 });
  await expect(drawer(app)).toBeHidden();
  await strip(app).getByRole('button', { name: 'Open the inspector' }).click();
  await expect(inspectorStep(app, 'Back, with access_token')).toHaveAttribute('aria-current', 'step');
  await strip(app).getByRole('button', { name: 'Close' }).click();
  await expect(strip(app)).toHaveCount(0);
});

test('a tour is left and taken up again, also after a reload, and says what a reload took with it', async ({ app }) => {
  await begin(app, 'A token in the address');
  await app.getByRole('main').getByRole('button', { name: 'Connect Singly' }).click();
  await app.getByRole('button', { name: 'Allow', exact: true }).click();
  // Through the redirect by itself.
  await expect(strip(app).getByRole('heading', { name: 'Done: Sign in' })).toBeVisible({ timeout: 20_000 });
  await strip(app).getByRole('button', { name: 'Next' }).click();
  await strip(app).getByRole('button', { name: 'Leave' }).click();
  await expect(strip(app)).toHaveCount(0);
  await app.getByRole('button', { name: 'Tours' }).click();
  await app.getByRole('menuitem', { name: /A token in the address.*Step 2 of 6, go on/ }).click();
  await expect(strip(app).getByRole('heading', { name: 'What the address held' })).toBeVisible();
  await strip(app).getByRole('button', { name: 'Back' }).click();
  await expect(strip(app).getByText('Step 1 of 6')).toBeVisible();
  await strip(app).getByRole('button', { name: 'Skip' }).click();
  await app.getByRole('button', { name: 'Yes, keep this account' }).click();
  await strip(app).getByRole('button', { name: 'Leave' }).click();
  await app.reload();
  await expect(app.getByText('The simulated providers run in this browser.')).toBeVisible();
  await expect(strip(app)).toHaveCount(0);
  await app.getByRole('button', { name: 'Tours' }).click();
  await app.getByRole('menuitem', { name: /Step 2 of 6, go on/ }).click();
  await expect(strip(app).getByText('the inspector keeps nothing beyond that')).toBeVisible();
  await app.reload();
  await expect(strip(app).getByText('Step 2 of 6')).toBeVisible();
  await strip(app).getByRole('button', { name: 'Go back to “Sign in”' }).click();
  await expect(strip(app).getByText('Step 1 of 6')).toBeVisible();
  await strip(app).getByRole('button', { name: 'Show me' }).click();
  await expect(app.getByRole('button', { name: 'Connect', exact: true })).toBeFocused();
});

test('a tour on the keyboard alone', async ({ app }) => {
  const press: Press = async (control) => {
    await control.waitFor();
    // A view that has just come hands the focus to its heading within a frame or two.
    await app.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    for (let keys = 0; keys < 120; keys++) {
      if (await control.evaluate((element) => element === document.activeElement)) return app.keyboard.press('Enter');
      await app.keyboard.press('Tab');
    }
    throw new Error(`not reached on the keyboard: ${control}`);
  };
  await begin(app, 'A token in the address', press);
  await walkFragment({ page: app, press, look: async () => {} });
});

test('from the inspector too; switched off, the sandbox takes the places along', async ({ app }) => {
  await begin(app, 'PKCE and renewal');
  await strip(app).getByRole('button', { name: 'Leave' }).click();
  await app.getByRole('button', { name: 'Inspector' }).click();
  await drawer(app).getByRole('button', { name: 'Tours' }).click();
  await app.getByRole('menuitem', { name: /A secret that you type/ }).click();
  await expect(strip(app).getByText('Step 1 of 6')).toBeVisible();
  const loaded = app.waitForEvent('load');
  await app.getByRole('button', { name: 'Switch off' }).click();
  await loaded;
  await app.getByRole('button', { name: 'Try it with a simulated provider' }).waitFor();
  await expect(strip(app)).toHaveCount(0);
  expect(await app.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('tours')))).toEqual([]);
});

onFarm('on the farm, without faults to give, the tour of Kiln has five steps', async ({ app }) => {
  await begin(app, 'PKCE and renewal');
  await walkPkce({ page: app, press: click, look: async () => {} }, true);
});
