/**
 * "Try it" and the guided tours on `dist/` as a plain static host serves it, every other origin out of reach: each walked to its end
 * by role and name, left and taken up again, on the keyboard alone; no secret of the sandbox in any place it does not belong.
 */
import type { Locator, Page } from '@playwright/test';
import { axeFaults } from './axe.ts';
import { expect, test } from './sandbox-stage.ts';
import { test as onFarm } from './stage.ts';

// A sign-in is several documents, and the machine may be busy with other tests.
test.setTimeout(240_000);

const strip = (page: Page) => page.getByRole('region', { name: /^Tour: / });
const drawer = (page: Page) => page.getByRole('dialog', { name: 'Inspector' });
const inspectorStep = (page: Page, words: string | RegExp) =>
  drawer(page)
    .getByRole('list', { name: /^Steps of / })
    .getByRole('button')
    .filter({ hasText: words });
const logged = (page: Page, words: string | RegExp) =>
  drawer(page).getByRole('region', { name: 'What happened, newest first' }).getByRole('button', { name: words }).first();

/** How a control is used: pressed with the pointer, or on the keyboard. */
type Press = (control: Locator) => Promise<void>;
const click: Press = (control) => control.click();

interface Walking {
  readonly page: Page;
  readonly press: Press;
  /** Called at each step before it is done, and at the end. */
  readonly look: (page: Page) => Promise<void>;
}

async function openInspector({ page, press }: Walking): Promise<void> {
  if (!(await drawer(page).isVisible())) await press(page.getByRole('button', { name: 'Inspector' }));
  await expect(drawer(page)).toBeVisible();
}

async function closeInspector({ page, press }: Walking): Promise<void> {
  if (await drawer(page).isVisible()) await press(drawer(page).getByRole('button', { name: 'Close' }));
  await expect(drawer(page)).toBeHidden();
}

/** One step: what it says, what is done, and that the strip noticed by itself. */
async function step(walking: Walking, place: string, title: string, act: () => Promise<void>): Promise<void> {
  const { page, press, look } = walking;
  await expect(strip(page).getByText(`Step ${place}`)).toBeVisible({ timeout: 20_000 });
  await expect(strip(page).getByRole('heading', { name: title })).toBeVisible();
  await look(page);
  await act();
  await expect(strip(page).getByRole('heading', { name: `Done: ${title}` })).toBeVisible({ timeout: 30_000 });
  await press(strip(page).getByRole('button', { name: 'Next' }));
}

async function theEnd({ page, look }: Walking, title: string): Promise<void> {
  await expect(strip(page).getByText('The end')).toBeVisible();
  await expect(strip(page).getByRole('heading', { name: title })).toBeVisible();
  await look(page);
}

async function renew({ page, press }: Walking, name: string): Promise<void> {
  await page.goto(`${page.url().split('#')[0]}#/connections`);
  await press(page.getByRole('button', { name: new RegExp(`^More for ${name}`) }));
  await press(page.getByRole('menuitem', { name: 'Renew now' }));
}

async function signInAt({ page, press }: Walking, name: string): Promise<void> {
  await press(page.getByRole('main').getByRole('button', { name: new RegExp(`^${name} (localhost|127)`) }));
  await press(page.getByRole('button', { name: 'Sign in', exact: true }));
  await press(page.getByRole('button', { name: 'Allow', exact: true }));
}

async function walkFragment(walking: Walking): Promise<void> {
  const { page, press } = walking;
  await step(walking, '1 of 6', 'Sign in', async () => {
    await press(page.getByRole('main').getByRole('button', { name: 'Connect Singly' }));
    await press(page.getByRole('button', { name: 'Allow', exact: true }));
  });
  await step(walking, '2 of 6', 'What the address held', async () => {
    await openInspector(walking);
    await press(inspectorStep(page, 'Back, with access_token'));
  });
  await step(walking, '3 of 6', 'What ties it to your click', () => press(inspectorStep(page, 'Reply compared, address cleaned')));
  await closeInspector(walking);
  await step(walking, '4 of 6', 'Whose token it is', async () => {
    await press(page.getByRole('button', { name: 'Yes, keep this account' }));
    await page.getByRole('button', { name: /^More for Singly/ }).waitFor();
  });
  await step(walking, '5 of 6', 'A call with it', async () => {
    await press(page.getByRole('button', { name: 'Call: Profiles in this account' }));
    await press(page.getByRole('button', { name: 'Send', exact: true }));
  });
  await step(walking, '6 of 6', 'How it travelled', async () => {
    await openInspector(walking);
    await press(logged(page, /GET .*\/profiles 200/));
  });
  await theEnd(walking, 'What a fragment gives away');
}

async function walkPkce(walking: Walking, farm = false): Promise<void> {
  const { page, press } = walking;
  const of = farm ? 'of 5' : 'of 7';
  await step(walking, `1 ${of}`, 'Sign in', () => signInAt(walking, 'Kiln'));
  await step(walking, `2 ${of}`, 'Verifier and challenge', async () => {
    await openInspector(walking);
    await press(inspectorStep(page, 'POST code, code_verifier'));
    await expect(drawer(page).getByText('Equal: the code is of use to this page alone.')).toBeVisible();
  });
  await step(walking, `3 ${of}`, 'The ID token', () => press(inspectorStep(page, 'ID token compared')));
  await closeInspector(walking);
  await step(walking, `4 ${of}`, 'A new token, without you', () => renew(walking, 'Kiln'));
  await step(walking, `5 ${of}`, 'The refresh token changed too', async () => {
    await openInspector(walking);
    await press(logged(page, /Renewed/));
    await press(inspectorStep(page, /access_token, refresh_token/));
  });
  await closeInspector(walking);
  if (!farm) {
    const fault = page.getByLabel('Fault', { exact: true });
    await step(walking, `6 ${of}`, 'A reply that never arrives', async () => {
      await press(page.getByRole('button', { name: 'Faults' }));
      await fault.selectOption('Token reply is lost on the way');
      await expect(page.getByText('Set: Kiln: Token reply is lost on the way.')).toBeVisible();
      await renew(walking, 'Kiln');
    });
    await step(walking, `7 ${of}`, 'An old one is used twice', async () => {
      await fault.selectOption('None');
      await expect(page.getByText('Set: Kiln')).toHaveCount(0);
      await renew(walking, 'Kiln');
    });
    await expect(page.getByText('Needs sign-in').first()).toBeVisible();
  }
  await theEnd(walking, 'Why renewals wait for each other');
}

async function walkSecret(walking: Walking): Promise<void> {
  const { page, press } = walking;
  await step(walking, '1 of 6', 'Sign in', () => signInAt(walking, 'SmartFile'));
  await step(walking, '2 of 6', 'Who gets it', async () => {
    const opening = page.waitForEvent('popup');
    await press(strip(page).getByRole('link', { name: 'What to type' }));
    const other = await opening;
    await other.getByText('simulated-smartfile-secret').waitFor();
    await other.close();
    await page.getByLabel('Client secret').fill('simulated-smartfile-secret');
    await press(page.getByRole('button', { name: /^Send it to localhost/ }));
  });
  await step(walking, '3 of 6', 'What the inspector knows of it', async () => {
    await openInspector(walking);
    await press(inspectorStep(page, 'POST code, code_verifier'));
  });
  await closeInspector(walking);
  await step(walking, '4 of 6', 'Renew without being asked', () => renew(walking, 'SmartFile'));
  await step(walking, '5 of 6', 'Reload', async () => {
    const loaded = page.waitForEvent('load');
    await press(strip(page).getByRole('button', { name: 'Reload this page' }));
    await loaded;
  });
  await step(walking, '6 of 6', 'Renew again', () => renew(walking, 'SmartFile'));
  await theEnd(walking, 'Why a secret in a page is none');
}

const tours = [
  ['A token in the address', walkFragment],
  ['PKCE and renewal', walkPkce],
  ['A secret that you type', walkSecret],
] as const;

/** From the first screen; the page is loaded anew with the simulated providers in it. */
async function begin(page: Page, name: string, press: Press = click): Promise<void> {
  await press(page.getByRole('list', { name: 'Guided tours' }).getByRole('button', { name: new RegExp(`^${name}`) }));
  await strip(page).waitFor({ timeout: 20_000 });
}

for (const [name, walk] of tours) {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    test(`"${name}" to its end at ${width} px, accessible in both themes, without a secret in sight`, async ({ app, sweep }) => {
      await app.emulateMedia({ reducedMotion: 'reduce' });
      await app.setViewportSize({ width, height });
      const look = async (page: Page) => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          expect(await axeFaults(page)).toEqual([]);
        }
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
