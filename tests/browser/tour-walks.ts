/** How a person walks the guided tours, by role and name. For the tests and for the pictures. */
import { expect, type Locator, type Page } from '@playwright/test';

export const strip = (page: Page) => page.getByRole('region', { name: /^Tour: / });
export const drawer = (page: Page) => page.getByRole('dialog', { name: 'Inspector' });
export const inspectorStep = (page: Page, words: string | RegExp) =>
  drawer(page)
    .getByRole('list', { name: /^Steps of / })
    .getByRole('button')
    .filter({ hasText: words });
const logged = (page: Page, words: string | RegExp) =>
  drawer(page).getByRole('region', { name: 'What happened, newest first' }).getByRole('button', { name: words }).first();

/** How a control is used: pressed with the pointer, or on the keyboard. */
export type Press = (control: Locator) => Promise<void>;
export const click: Press = (control) => control.click();

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

export async function walkFragment(walking: Walking): Promise<void> {
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

export async function walkPkce(walking: Walking, farm = false): Promise<void> {
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

export const tours = [
  ['A token in the address', walkFragment],
  ['PKCE and renewal', walkPkce],
  ['A secret that you type', walkSecret],
] as const;

/** From the first screen; the page is loaded anew with the simulated providers in it. */
export async function begin(page: Page, name: string, press: Press = click): Promise<void> {
  await press(page.getByRole('list', { name: 'Guided tours' }).getByRole('button', { name: new RegExp(`^${name}`) }));
  await strip(page).waitFor({ timeout: 20_000 });
}
