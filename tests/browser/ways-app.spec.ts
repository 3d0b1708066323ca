/**
 * Every way in and every way it ends, as a person meets it in the app. The titles are the rows of the table that a run
 * prints: surface | way | flow | outcome. The door and a page have the same rows in ways-surfaces.spec.ts; what only the
 * app has (questions that wait, consent, words before the click) stands below them.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { describe } from '../../src/app/text/errors.ts';
import type { ErrorCode } from '../../src/core/base/errors.ts';
import { bends } from '../../src/sandbox/standard/bends.ts';
import { kilnDeskClient } from '../fixtures/farm/config.ts';
import { axeFaultsInBothThemes } from './axe.ts';
import { expect, type Stage, test } from './stage.ts';

type Way = 'redirect' | 'popup';
const ways: readonly Way[] = ['redirect', 'popup'];
const title = (way: string, flow: string, outcome: string) => `ways | app | ${way} | ${flow} | ${outcome}`;

test.afterEach(({ stage }) => {
  stage.farm.bend('kiln', null);
  stage.farm.bend('wayfare', null);
});

const signIn = (at: Page) => at.getByRole('button', { name: 'Sign in', exact: true }).click();
const allow = (at: Page) => at.getByRole('button', { name: 'Allow', exact: true }).click();
const deny = (at: Page) => at.getByRole('button', { name: 'Deny', exact: true }).click();
const openId = async (at: Page) => {
  await signIn(at);
  await allow(at);
};
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const panel = (page: Page) => page.getByRole('dialog');
const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName ?? 'BODY');

async function open(page: Page, stage: Stage, way: Way = 'redirect'): Promise<void> {
  await page.goto(`${stage.origin}/`);
  await expect(page.locator('main h1')).toBeVisible();
  const choice = page.getByRole('radio', { name: way === 'popup' ? 'In a window' : 'In this tab' });
  if (await choice.isVisible()) await choice.check();
}

/** Presses what begins a sign-in at this provider, from the first visit or the list. */
async function press(page: Page, name: string): Promise<void> {
  await expect(page.locator('main h1')).toBeVisible();
  const first = await heading(page, 'No connections yet').isVisible();
  if (!first) await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const list = first ? page.getByRole('region', { name: 'Try it' }) : panel(page);
  await list.getByRole('button', { name: new RegExp(`^${name} (?!desk)`) }).click();
  if (first && name !== 'Singly') return;
  await panel(page)
    .getByRole('button', { name: `Connect ${name}`, exact: true })
    .click();
}

/** Starts a sign-in and gives the page that the person sees at the provider. */
async function start(page: Page, name: string, way: Way, act: () => Promise<void> = () => press(page, name)): Promise<Page> {
  if (way === 'redirect') {
    await act();
    return page;
  }
  const [popup] = await Promise.all([page.waitForEvent('popup'), act()]);
  return popup;
}

const connections = (page: Page, count: number) => expect(page.locator('[data-connection]')).toHaveCount(count);

/** How a failure is told: on a view of its own after a redirect, in the card of the window otherwise. */
async function fails(page: Page, code: ErrorCode, name: string): Promise<void> {
  const told = describe({ code }, name).title.replace(/\.$/, '');
  const place = page.getByRole('alert').or(page.getByRole('main'));
  await expect(place.filter({ hasText: told }).first()).toBeVisible();
  await expect.poll(() => focused(page)).not.toBe('BODY');
}

async function connectAt(page: Page, stage: Stage, name: string, way: Way = 'redirect'): Promise<void> {
  await open(page, stage, way);
  await openId(await start(page, name, way));
  await connections(page, 1);
}

async function connectSingly(page: Page, stage: Stage, way: Way = 'redirect'): Promise<void> {
  await open(page, stage, way);
  await allow(await start(page, 'Singly', way));
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await connections(page, 1);
}

async function more(page: Page, name: string, item: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

for (const way of ways) {
  test(title(way, 'code', 'connected'), async ({ page, stage }) => {
    await open(page, stage, way);
    await openId(await start(page, 'Fernpost', way));
    await connections(page, 1);
    await expect(page.getByText('Fernpost is connected.')).toBeAttached();
    await expect(page.locator('[data-fresh]').first()).toBeAttached();
    if (way === 'popup') await expect.poll(() => focused(page)).not.toBe('BODY');
  });

  test(title(way, 'code', 'denied'), async ({ page, stage }) => {
    await open(page, stage, way);
    const there = await start(page, 'Kiln', way);
    await signIn(there);
    await deny(there);
    await fails(page, 'authorization_rejected', 'Kiln');
    // Whoever said no is signed in there all the same.
    await allow(await start(page, 'Kiln', way, () => page.getByRole('button', { name: 'Start again' }).click()));
    await connections(page, 1);
  });

  test(title(way, 'code', 'reply of another sign-in'), async ({ page, stage }) => {
    await open(page, stage, way);
    stage.farm.bend('kiln', bends['wrong-state']);
    await openId(await start(page, 'Kiln', way));
    await fails(page, 'state_mismatch', 'Kiln');
  });

  test(title(way, 'code', 'never came back'), async ({ page, stage }) => {
    await page.clock.install();
    await open(page, stage, way);
    const there = await start(page, 'Kiln', way);
    await there.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    stage.farm.bend('kiln', bends['plain-page']);
    await signIn(there);
    await expect(heading(there, 'Something went wrong')).toBeVisible();
    stage.farm.bend('kiln', null);
    if (way === 'redirect') await page.goto(`${stage.origin}/`);
    else await page.clock.fastForward(31_000);
    const told = page.getByText(way === 'redirect' ? 'The sign-in at Kiln did not come back.' : /it will not come back by itself/);
    await expect(told).toBeVisible();
    const note = page.locator('.notes .banner, .underway .card').first();
    await expect(note.getByText(`${stage.origin}/callback/`)).toBeVisible();
    await note.getByRole('button', { name: 'Copy redirect URI' }).focus();
    await openId(await start(page, 'Kiln', way, () => note.getByRole('button', { name: 'Start again' }).click()));
    await connections(page, 1);
  });

  test(title(way, 'token, nonce', 'confirmed'), async ({ page, stage }) => {
    await open(page, stage, way);
    await allow(await start(page, 'Singly', way));
    await expect(heading(page, 'Is this your Singly account?')).toBeFocused();
    await expect(page.getByText(/The nonce in its address is the one this tab made/)).toBeVisible();
    await connections(page, 0);
    await page.getByRole('button', { name: 'Yes, keep this account' }).click();
    await connections(page, 1);
    await expect(page.getByText('Singly is connected.')).toBeAttached();
  });

  test(title(way, 'token, nonce', 'discarded'), async ({ page, stage }) => {
    await open(page, stage, way);
    await allow(await start(page, 'Singly', way));
    await page.getByRole('button', { name: 'No, discard the token' }).click();
    await expect(page.getByText('The Singly token was discarded.')).toBeVisible();
    await page.reload();
    await expect(heading(page, 'No connections yet')).toBeVisible();
    await expect(page.getByText(/was dropped/)).toHaveCount(0);
  });

  test(title(way, 'token, nonce', 'denied'), async ({ page, stage }) => {
    await open(page, stage, way);
    await deny(await start(page, 'Singly', way));
    await fails(page, 'authorization_rejected', 'Singly');
  });

  test(title(way, 'id_token token, state', 'connected'), async ({ page, stage }) => {
    await open(page, stage, way);
    await openId(await start(page, 'Wayfare', way));
    await connections(page, 1);
  });

  test(title(way, 'id_token token, state', 'denied, told in the query'), async ({ page, stage }) => {
    await open(page, stage, way);
    stage.farm.bend('wayfare', bends['deny-in-query']);
    const there = await start(page, 'Wayfare', way);
    await signIn(there);
    await deny(there);
    await fails(page, 'authorization_rejected', 'Wayfare');
  });

  test(title(way, 'code', 'renewed without a question'), async ({ page, stage }) => {
    await connectAt(page, stage, 'Wayfare', way);
    const pill = page.locator('[data-connection] .pill').first();
    const before = (await pill.textContent()) ?? '';
    if (way === 'popup') await Promise.all([page.waitForEvent('popup'), more(page, 'Wayfare', 'Renew now')]);
    else await more(page, 'Wayfare', 'Renew now');
    await expect(pill).not.toHaveText(before);
    await connections(page, 1);
  });

  test(title(way, 'code', 'renewal needs the person'), async ({ page, context, stage }) => {
    await connectAt(page, stage, 'Wayfare', way);
    await context.clearCookies();
    if (way === 'popup') await Promise.all([page.waitForEvent('popup'), more(page, 'Wayfare', 'Renew now')]);
    else await more(page, 'Wayfare', 'Renew now');
    await fails(page, 'interaction_required', 'Wayfare');
    const again = page.getByRole('button', { name: /^(Sign in again|Start again)$/ }).first();
    await openId(await start(page, 'Wayfare', way, () => again.click()));
    await connections(page, 1);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test(title(way, 'link', 'connected'), async ({ page, stage }) => {
    await connectSingly(page, stage, way);
    const there = await start(page, 'Singly', way, () => addService(page));
    await there.getByRole('button', { name: 'Allow', exact: true }).waitFor();
    await allow(there);
    await expect(page.getByRole('list', { name: 'Services in this Singly account' }).getByText('Facebook')).toBeVisible();
    await connections(page, 1);
  });

  test(title(way, 'sign-out', 'ended'), async ({ page, stage }) => {
    await connectAt(page, stage, 'Kiln', way);
    await more(page, 'Kiln', 'Disconnect');
    await page.getByRole('checkbox', { name: 'Also sign out at Kiln' }).check();
    const [there] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: 'Disconnect', exact: true }).click()]);
    await there.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(page.getByText('Kiln is disconnected.')).toBeVisible();
    await connections(page, 0);
  });

  test(title(way, 'code', 'other tab first'), async ({ page, context, stage }) => {
    const other = await context.newPage();
    await open(other, stage, way);
    const there = await start(other, 'Singly', way);
    await there.getByRole('button', { name: 'Allow', exact: true }).waitFor();
    await open(page, stage, way);
    await press(page, 'Singly');
    await fails(page, 'sign_in_elsewhere', 'Singly');
    await expect(page.getByText(/a second one ends the first/)).toBeVisible();
    const here = await start(page, 'Singly', way, () => page.getByRole('button', { name: 'Sign in here instead' }).click());
    await allow(here);
    await expect(heading(page, 'Is this your Singly account?')).toBeVisible();
  });
}

/** The panel of a connection: the service, the consent, and only then the way to the provider. */
async function addService(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Add a service/ }).click();
  await panel(page).getByLabel('Service').selectOption('facebook');
  await panel(page).getByRole('button', { name: 'Continue' }).click();
  await panel(page).getByRole('button', { name: 'Send it and add the service' }).click();
}

test(title('popup', 'code', 'cut off by the provider, and connected'), async ({ page, stage }) => {
  stage.farm.bend('kiln', bends.coop);
  await open(page, stage, 'popup');
  const there = await start(page, 'Kiln', 'popup');
  await there.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  await expect(page.getByText(/cut its connection to this page/)).toBeVisible();
  await openId(there);
  await connections(page, 1);
});

test(title('popup', 'code', 'closed by the person'), async ({ page, stage }) => {
  await page.clock.install();
  await open(page, stage, 'popup');
  await (await start(page, 'Kiln', 'popup')).close();
  await page.clock.runFor(1000);
  await expect(page.getByText('The window of Kiln is gone.', { exact: true })).toBeVisible();
  await expect.poll(() => focused(page)).not.toBe('BODY');
  await page.clock.fastForward(125_000);
  await fails(page, 'popup_closed', 'Kiln');
  // By itself from here: moving the clock by hand needs every window to stay open meanwhile.
  await page.clock.resume();
  await openId(await start(page, 'Kiln', 'popup', () => page.getByRole('button', { name: 'Start again' }).click()));
  await connections(page, 1);
});

test(title('popup', 'code', 'stopped'), async ({ page, stage }) => {
  await open(page, stage, 'popup');
  const there = await start(page, 'Kiln', 'popup');
  await there.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  const closed = there.waitForEvent('close');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await closed;
  await expect(page.locator('.underway .card')).toHaveCount(0);
  await expect(page.locator('main h1')).toBeFocused();
  await expect(page.getByText('No longer waiting for Kiln.')).toBeAttached();
});

test(title('popup', 'code', 'refused by the browser, a link instead'), async ({ page, context, stage }) => {
  await page.addInitScript(() => {
    globalThis.open = () => null;
  });
  await open(page, stage, 'popup');
  await press(page, 'Kiln');
  await expect(page.getByText('Your browser blocked the sign-in window.')).toBeVisible();
  await expect(page.locator('.underway .card')).toBeFocused();
  const link = page.getByRole('link', { name: 'Open the sign-in window' });
  const [there] = await Promise.all([context.waitForEvent('page'), link.click()]);
  await expect(page.getByText('Waiting for the window of Kiln.', { exact: true })).toBeVisible();
  await openId(there);
  await connections(page, 1);
});

test(title('popup', 'code', 'refused by the browser, in this tab instead'), async ({ page, stage }) => {
  await page.addInitScript(() => {
    globalThis.open = () => null;
  });
  await open(page, stage, 'popup');
  await press(page, 'Kiln');
  await page.getByRole('button', { name: 'Continue in this tab' }).click();
  await openId(page);
  await connections(page, 1);
});

test(title('popup', 'link', 'refused by the browser, no link with a token'), async ({ page, stage }) => {
  await page.addInitScript(() => {
    const { open } = globalThis;
    globalThis.open = (...request) => (document.documentElement.dataset.refuse ? null : open(...request));
  });
  await connectSingly(page, stage, 'popup');
  await page.evaluate(() => {
    document.documentElement.dataset.refuse = 'windows';
  });
  await addService(page);
  await fails(page, 'popup_blocked', 'Singly');
  expect(await page.content()).not.toContain('access_token=');
  await page.evaluate(() => {
    delete document.documentElement.dataset.refuse;
  });
  await allow(await start(page, 'Singly', 'popup', () => page.getByRole('button', { name: 'Open the window' }).click()));
  await expect(page.getByRole('list', { name: 'Services in this Singly account' }).getByText('Facebook')).toBeVisible();
});

test(title('popup', 'code', 'page gone meanwhile'), async ({ page, stage }) => {
  await open(page, stage, 'popup');
  const there = await start(page, 'Kiln', 'popup');
  await there.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  await page.goto('about:blank');
  await openId(there);
  await expect(heading(there, 'The page that began this sign-in is gone')).toBeVisible();
  await open(page, stage);
  await connections(page, 0);
});

test(title('popup', 'code', 'storage blocked, from memory'), async ({ page, stage }) => {
  await page.context().addInitScript(() => {
    for (const name of ['indexedDB', 'sessionStorage', 'localStorage'])
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
  });
  await open(page, stage);
  await expect(page.getByText('This browser blocks storage for this site.')).toBeVisible();
  await expect(page.getByText(/In a window, because nothing would be left of this page/).first()).toBeVisible();
  await openId(await start(page, 'Kiln', 'popup'));
  await connections(page, 1);
  await expect(page.getByText('One, in the memory of this page only.')).toBeVisible();
});

test(title('popup', 'code', 'two at a time'), async ({ page, stage }) => {
  await open(page, stage, 'popup');
  const first = await start(page, 'Kiln', 'popup');
  const second = await start(page, 'Wayfare', 'popup');
  await expect(page.locator('.underway .card')).toHaveCount(2);
  await openId(second);
  await connections(page, 1);
  await expect(page.locator('.underway .card')).toHaveCount(1);
  await openId(first);
  await connections(page, 2);
  await expect(page.locator('.underway')).toHaveCount(0);
  await expect.poll(() => focused(page)).not.toBe('BODY');
});

/** From the app to Kiln desk, and the code that its page shows. */
async function fetchCode(page: Page, context: BrowserContext): Promise<string> {
  const [desk] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: 'Open Kiln desk' }).click()]);
  await openId(desk);
  const code = (await desk.locator('code').first().textContent()) ?? '';
  expect(await desk.evaluate(() => globalThis.opener)).toBeNull();
  await desk.close();
  return code;
}

async function toDesk(page: Page, stage: Stage): Promise<void> {
  await open(page, stage);
  await page.getByRole('button', { name: /^Kiln desk/ }).click();
  await expect(heading(page, 'Bring the code from Kiln desk')).toBeFocused();
}

async function toSecret(page: Page, context: BrowserContext, stage: Stage): Promise<void> {
  await toDesk(page, stage);
  await page.getByLabel('Code from Kiln desk').fill(await fetchCode(page, context));
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(heading(page, 'Kiln desk wants your client secret')).toBeFocused();
}

const field = (page: Page) => page.getByLabel('Client secret');

test(title('code by hand', 'code', 'connected with a typed secret'), async ({ page, context, stage, watch }) => {
  watch.know(kilnDeskClient.client_secret);
  watch.know('canary-wrong-secret');
  await toDesk(page, stage);
  const code = await fetchCode(page, context);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByLabel('Code from Kiln desk')).toBeFocused();
  await page.getByLabel('Code from Kiln desk').fill('https://somewhere.example/');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText(/There is no code in this/)).toBeVisible();
  await page.getByLabel('Code from Kiln desk').fill(`  ${code.slice(0, 8)} ${code.slice(8)}  `);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText(`Sent to ${new URL(stage.farm.urls.kiln).host} when you press the button`, { exact: false })).toBeVisible();
  await field(page).fill('canary-wrong-secret');
  await page.getByRole('button', { name: /^Send it to/ }).click();
  await expect(page.getByText(/does not take this secret/)).toBeVisible();
  await expect(field(page)).toBeFocused();
  await field(page).fill(kilnDeskClient.client_secret);
  await page.getByRole('button', { name: /^Send it to/ }).click();
  await connections(page, 1);
});

test(title('code by hand', 'code', 'taken up again after a reload'), async ({ page, context, stage }) => {
  await toDesk(page, stage);
  const code = await fetchCode(page, context);
  await page.reload();
  await expect(heading(page, 'Bring the code from Kiln desk')).toBeFocused();
  await page.getByRole('link', { name: 'Providers' }).first().click();
  await page.getByRole('button', { name: 'Enter the code' }).click();
  await page.getByLabel('Code from Kiln desk').fill(`code=${code}`);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(heading(page, 'Kiln desk wants your client secret')).toBeVisible();
});

test(title('code by hand', 'code', 'time over'), async ({ page, stage }) => {
  await page.clock.install();
  await toDesk(page, stage);
  await expect(page.getByText(/^9 min \d+ s left|^10 min left/)).toBeVisible();
  await page.clock.fastForward(601_000);
  await expect(page.getByText('The time for this code is over.')).toBeVisible();
  await page.getByRole('button', { name: 'Start again' }).click();
  await page.clock.runFor(1000);
  await expect(page.getByText('The time for this code is over.')).toHaveCount(0);
});

test(title('code by hand', 'code', 'given up'), async ({ page, stage }) => {
  await toDesk(page, stage);
  await page.getByRole('button', { name: 'Give up' }).click();
  await expect(page.getByText('The sign-in at Kiln desk was given up.')).toBeVisible();
  await expect(page.locator('main h1')).toBeFocused();
});

test('[S82] a typed secret is gone when the page is left, hidden, idle or loaded again', async ({ page, context, stage, watch }) => {
  watch.know('canary-typed-secret');
  await page.clock.install();
  await toSecret(page, context, stage);
  const shown = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('input:not([type=radio])')].map(({ type, name, autocomplete }) => [
      type,
      name,
      autocomplete,
    ]),
  );
  expect(shown).toEqual([['password', '', 'off']]);
  await field(page).fill('canary-typed-secret');
  expect(await page.content()).not.toContain('canary-typed-secret');
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    Object.defineProperty(document, 'hidden', { value: false, configurable: true });
  });
  await expect(field(page)).toHaveValue('');
  await expect(page.getByText(/The page was out of sight/)).toBeVisible();
  await field(page).fill('canary-typed-secret');
  await page.clock.fastForward(301_000);
  await expect(field(page)).toHaveValue('');
  await expect(page.getByText(/Nothing was typed for five minutes/)).toBeVisible();
  await field(page).fill('canary-typed-secret');
  await page.getByRole('link', { name: 'Console' }).first().click();
  await page.getByRole('button', { name: 'Enter the secret' }).click();
  await expect(field(page)).toHaveValue('');
  await field(page).fill('canary-typed-secret');
  await page.reload();
  await expect(page.getByText('The sign-in at Kiln desk was dropped.')).toBeVisible();
  await expect(page.locator('input[type=password]')).toHaveCount(0);
});

test('a held token waits for its answer on every view, asks before the page goes, and says when it was dropped', async ({
  page,
  stage,
}) => {
  await open(page, stage);
  await allow(await start(page, 'Singly', 'redirect'));
  await expect(heading(page, 'Is this your Singly account?')).toBeVisible();
  // The address is that of the list already.
  await page.getByRole('link', { name: 'Connections' }).first().click();
  const note = page.locator('.underway .card').filter({ hasText: 'A token of Singly is waiting for your answer.' });
  await expect(note).toBeVisible();
  await page.getByRole('link', { name: 'Console' }).first().click();
  await expect(note).toBeVisible();
  await note.getByRole('button', { name: 'Answer' }).click();
  await expect(heading(page, 'Is this your Singly account?')).toBeFocused();
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  await expect(page.getByText('The sign-in at Singly was dropped.')).toBeVisible();
  expect(asked).toEqual(['beforeunload']);
  await page.getByRole('button', { name: 'Start again' }).click();
  await allow(page);
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await connections(page, 1);
});

test('a reply takes nobody away from what they type', async ({ page, stage }) => {
  await open(page, stage, 'popup');
  const there = await start(page, 'Singly', 'popup');
  await page.getByLabel('Issuer').fill('https://id.exam');
  await allow(there);
  await expect(page.getByText('A token of Singly is waiting for your answer.')).toBeVisible();
  await expect(page.getByText('Singly needs your answer.')).toBeAttached();
  await expect(page.getByLabel('Issuer')).toBeFocused();
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await connections(page, 1);
});

test('what failed in this tab can be started again in a window', async ({ page, context, stage }) => {
  await open(page, stage, 'redirect');
  const there = await start(page, 'Wayfare', 'redirect');
  await signIn(there);
  const other = await context.newPage();
  await open(other, stage, 'popup');
  await other.close();
  await deny(there);
  await fails(page, 'authorization_rejected', 'Wayfare');
  const again = await start(page, 'Wayfare', 'popup', () => page.getByRole('button', { name: 'Start again' }).click());
  await expect(page.getByText('Waiting for the window of Wayfare.', { exact: true })).toBeVisible();
  await allow(again);
  await connections(page, 1);
});

test('[S30] the token of a connection leaves only after consent, and without a referrer', async ({ page, stage }) => {
  await connectSingly(page, stage);
  const sent: { url: string; referrer: string | undefined }[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/oauth/authenticate')) sent.push({ url: request.url(), referrer: request.headers().referer });
  });
  await page.getByRole('button', { name: /^Add a service/ }).click();
  await panel(page).getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'Send the token of this connection along?')).toBeFocused();
  await expect(
    panel(page)
      .getByText(new RegExp(`at ${new URL(stage.farm.urls.singly).host}`))
      .first(),
  ).toBeVisible();
  await panel(page).getByRole('button', { name: 'Do not send it' }).click();
  expect(sent).toEqual([]);
  await panel(page).getByRole('button', { name: 'Continue' }).click();
  await panel(page).getByRole('button', { name: 'Send it and add the service' }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).waitFor();
  expect(sent).toHaveLength(1);
  expect(new URL(sent[0]?.url ?? '').searchParams.has('access_token')).toBe(true);
  expect(sent[0]?.referrer).toBeUndefined();
  // Given up there: the way to start again goes by the question once more.
  await page.goto(`${stage.origin}/`);
  await page.getByRole('button', { name: 'Start again' }).click();
  await panel(page).getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'Send the token of this connection along?')).toBeVisible();
});

test('[S20] a page that another site opened explains itself and offers a tab of its own', async ({ page, context, stage }) => {
  await page.goto(`${stage.farm.urls.sink}/landed`);
  const [opened] = await Promise.all([context.waitForEvent('page'), page.evaluate((url) => void globalThis.open(url), stage.origin)]);
  await press(opened, 'Singly');
  await fails(opened, 'opener_unsafe', 'Singly');
  const [own] = await Promise.all([context.waitForEvent('page'), opened.getByRole('link', { name: /in a tab of its own/i }).click()]);
  expect(await own.evaluate(() => globalThis.opener)).toBeNull();
  await press(own, 'Singly');
  await own.getByRole('button', { name: 'Allow', exact: true }).waitFor();
});

test('[S23] two hosts are named before the first press reaches either', async ({ page, stage }) => {
  const { kiln, fernpost } = stage.farm.urls;
  const odd = {
    id: 'odd',
    name: 'Odd',
    client_id: 'x',
    flow: 'code',
    pkce: true,
    authorization_endpoint: `${kiln}/authorize`,
    token_endpoint: `${fernpost.replace('localhost', '127.0.0.1')}/token`,
    demo: true,
  };
  await page.route('**/singlet.config.json', (route) => route.fulfill({ json: { providers: [odd] } }));
  await open(page, stage);
  await page.getByRole('button', { name: 'Connect Odd' }).click();
  const facts = panel(page).locator('dl');
  await expect(facts.getByText(new URL(kiln).host, { exact: true })).toBeVisible();
  await expect(facts.getByText(new URL(odd.token_endpoint).host, { exact: true })).toBeVisible();
  await expect(panel(page).getByText(/Go on only if you trust both/)).toBeVisible();
  expect(page.url()).toContain(stage.origin);
});

test('[S14] a redirect URI that redirects or is missing is told before the first press', async ({ page, stage }) => {
  await page.route('**/callback/', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(`${stage.origin}/#/connections?connect=kiln`);
  await expect(panel(page).getByText('Nothing answers at the redirect URI of this page.')).toBeVisible();
  await page.unroute('**/callback/');
  await page.route('**/callback/', (route) => route.fulfill({ status: 302, headers: { location: '/elsewhere/' }, body: '' }));
  await page.goto('about:blank');
  await page.goto(`${stage.origin}/#/connections?connect=kiln`);
  await expect(panel(page).getByText('The redirect URI of this page redirects.')).toBeVisible();
});

test('a remembered choice, and one that cannot be remembered', async ({ page, stage }) => {
  await open(page, stage, 'popup');
  await page.reload();
  await expect(page.getByRole('radio', { name: 'In a window' })).toBeChecked();
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await page.reload();
  await expect(page.getByRole('radio', { name: 'In this tab' })).toBeChecked();
  await page.getByRole('radio', { name: 'In a window' }).check();
  await start(page, 'Kiln', 'popup');
});

test('a sign-in that never came back is forgotten with its provider', async ({ page, stage }) => {
  await page.route('**/singlet.config.json', (route) => route.fulfill({ json: { providers: [] } }));
  await page.goto(`${stage.origin}/`);
  await page.getByLabel('Issuer').fill(stage.farm.urls.kiln);
  await page.getByLabel('Client id').fill('singlet-studio');
  await expect(page.getByText('Authorization code with PKCE.')).toBeVisible();
  await expect(page.getByText(`You sign in at ${new URL(stage.farm.urls.kiln).host};`)).toBeVisible();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  await page.goto(`${stage.origin}/`);
  await expect(page.getByText(/did not come back/)).toBeVisible();
  await page.getByRole('link', { name: 'Providers' }).first().click();
  await page.getByRole('button', { name: /^Remove/ }).click();
  await panel(page).getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('link', { name: 'Connections' }).first().click();
  await expect(heading(page, 'No connections yet')).toBeVisible();
  await expect(page.getByText(/did not come back/)).toHaveCount(0);
});

test('an address that is nearly the issuer gets the right one offered; a window wants a click of its own', async ({ page, stage }) => {
  await page.route('**/singlet.config.json', (route) => route.fulfill({ json: { providers: [] } }));
  await page.goto(`${stage.origin}/`);
  const { kiln } = stage.farm.urls;
  for (const typed of [`${kiln}/.well-known/openid-configuration`, `${kiln}/`]) {
    await page.getByLabel('Issuer').fill(typed);
    await page.getByLabel('Client id').fill('singlet-studio');
    await page.getByRole('button', { name: `Use ${kiln}`, exact: true }).click();
    await expect(page.getByLabel('Issuer')).toHaveValue(kiln);
    await expect(page.getByText('Authorization code with PKCE.')).toBeVisible();
  }
  await page.getByRole('radio', { name: 'In a window' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(panel(page).getByText('You sign in at')).toBeVisible();
  const there = await start(page, 'Kiln', 'popup', () =>
    panel(page)
      .getByRole('button', { name: /^Connect / })
      .click(),
  );
  await openId(there);
  await connections(page, 1);
});

test('a provider is saved for later, and seen to be', async ({ page, stage }) => {
  await connectAt(page, stage, 'Kiln');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await panel(page).getByLabel('Issuer').fill(stage.farm.urls.wayfare);
  await panel(page).getByLabel('Client id').fill('mine');
  await panel(page).getByRole('button', { name: 'Save for later' }).click();
  await expect(panel(page).getByText(/is saved in this browser\./)).toBeVisible();
  await expect(panel(page).getByLabel('Issuer')).toHaveValue('');
  await expect(
    panel(page)
      .getByRole('list')
      .getByRole('button', { name: new URL(stage.farm.urls.wayfare).host }),
  ).toHaveCount(2);
  expect(await focused(page)).not.toBe('BODY');
});

test('with no connections there is one form, and the way to it leads there', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/#/providers`);
  await page.getByRole('link', { name: 'Add a provider' }).click();
  await expect(page.getByLabel('Issuer')).toHaveCount(1);
  await expect(page.getByLabel('Issuer')).toBeFocused();
});

test('a part that is asked for offline comes with the network', async ({ page, context, stage }) => {
  await open(page, stage);
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Providers' }).first().click();
  await expect(page.getByText('A part of this page could not be loaded.')).toBeVisible();
  await expect(page.getByText(/was updated/)).toHaveCount(0);
  await context.setOffline(false);
  await expect(heading(page, 'Providers')).toBeVisible();
  await expect(page.getByText('A part of this page could not be loaded.')).toHaveCount(0);
});

test('the rail leaves the failure screen although the address stays, and the panel gives the focus back', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/#/connections`);
  await deny(await start(page, 'Singly', 'redirect'));
  await fails(page, 'authorization_rejected', 'Singly');
  await page.getByRole('link', { name: 'Connections' }).first().click();
  await expect(heading(page, 'No connections yet')).toBeFocused();
  await page.goto(`${stage.origin}/#/connections?connect=kiln`);
  await expect(panel(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  expect(await focused(page)).not.toBe('BODY');
});

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

test('every view of a sign-in is accessible in both themes, and fits', async ({ page, context, stage }) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.clock.install();
  const check = async (view: string) => {
    for (const size of sizes) {
      await page.setViewportSize(size);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), view).toBe(0);
      expect(await axeFaultsInBothThemes(page), `${view} at ${size.width}`).toEqual([]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  };
  await open(page, stage, 'popup');
  const there = await start(page, 'Singly', 'popup');
  await page.clock.fastForward(31_000);
  await expect(page.getByText(/it will not come back by itself/)).toBeVisible();
  await check('a window that is out');
  await there.close();
  await page.clock.runFor(1000);
  await expect(page.getByText('The window of Singly is gone.', { exact: true })).toBeVisible();
  await check('a window that is gone');
  await page.getByRole('button', { name: 'Stop waiting' }).click();
  await allow(await start(page, 'Singly', 'popup'));
  await expect(heading(page, 'Is this your Singly account?')).toBeVisible();
  await check('confirm');
  await page.getByRole('link', { name: 'Connections' }).first().click();
  await check('a token that waits');
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await connections(page, 1);
  await page.getByRole('button', { name: /^Add a service/ }).click();
  await expect(panel(page)).toBeVisible();
  await check('a service to add');
  await panel(page).getByRole('button', { name: 'Continue' }).click();
  await check('consent');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await panel(page)
    .getByRole('button', { name: /^Kiln desk/ })
    .click();
  await panel(page).getByRole('button', { name: 'Connect Kiln desk' }).click();
  await expect(heading(page, 'Bring the code from Kiln desk')).toBeVisible();
  await check('code');
  await page.getByLabel('Code from Kiln desk').fill(await fetchCode(page, context));
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(heading(page, 'Kiln desk wants your client secret')).toBeVisible();
  await page.getByRole('button', { name: /^Send it to/ }).click();
  await check('secret');
  await page.getByRole('button', { name: 'Give up' }).click();
  await expect(page.getByText('The sign-in at Kiln desk was given up.')).toBeVisible();
  await check('given up');
});
