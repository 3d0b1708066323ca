/**
 * How a person meets every fault that the panel offers, and what stands on the screen at its end. For the tests and for the pictures.
 */
import { expect, type Page } from '@playwright/test';
import { faultWords, systems } from '../../src/app/text/faults.ts';
import { type FaultName, type FaultySystem, faultsOf } from '../../src/sandbox/worker/fault-names.ts';
import { registered } from '../../src/sandbox/worker/registered.ts';

/** What stands on the screen at the end, and the code beside it; a field that was wrong is told beside it, without a code. */
type End = readonly [title: string, code?: string];

const said: Readonly<Record<FaultName, End>> = {
  deny: ['{name} did not grant access', 'authorization_rejected'],
  'no-state': ['The reply does not say which sign-in it answers', 'state_missing'],
  'wrong-state': ['The reply answers another sign-in', 'state_mismatch'],
  'wrong-iss': ['The reply names another provider', 'iss_mismatch'],
  'token-503': ['{name} has trouble on its side', 'server_failed'],
  'token-429': ['{name} asks to wait', 'rate_limited'],
  'token-slow': ['{host} did not answer in time', 'timed_out'],
  'token-no-cors': ['{host} does not let this page read its replies', 'cors_blocked'],
  'lost-reply': ['The reply of {host} broke off', 'network_failed'],
  refused: ['{host} does not take this secret together with the client id'],
  'api-429': ['{name} asks to wait.', 'rate_limited'],
  'api-500': ['{name} has trouble on its side.', 'server_failed'],
  'api-no-cors': ['{host} does not let this page read its replies.', 'cors_blocked'],
  // The pages come, only late; until then the button says where this tab is going, and whoever turns back is told.
  slow: ['The sign-in at {name} did not come back.'],
  'plain-text': ['The sign-in at {name} did not come back.'],
  expired: ['Renewed once, sent again: the API had refused the first token with 401.'],
  'rotated-away': ['The API refused the token, and {name} gave no new one.'],
};

/** Where a system has an end of its own: without a refresh token nothing is renewed; a key may be wrong as well as a secret. */
const own: Partial<Record<FaultySystem, Partial<Record<FaultName, End>>>> = {
  wayfare: { expired: ['The API refused the token.'] },
  singleview: { refused: ['{host} does not take these together with the client id'] },
};

/** A system in a page, and what is done where a fault has ended in words. */
export interface Met {
  readonly page: Page;
  readonly system: FaultySystem;
  /** Where the app stands. */
  readonly url: string;
  readonly look?: (fault: FaultName) => Promise<void>;
}

export const nameOf = (system: FaultySystem) => systems[system] ?? '';
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const go = (page: Page, route: string) => page.evaluate((to) => location.assign(to), `#/${route}`);

async function choose(page: Page, system: FaultySystem, fault: FaultName | null): Promise<void> {
  const toggle = page.getByRole('button', { name: 'Faults', exact: true });
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  await page.getByRole('combobox', { name: 'Provider', exact: true }).selectOption(system);
  await page.getByRole('combobox', { name: 'Fault', exact: true }).selectOption(fault ?? '');
  const set = page.getByText(`Set: ${nameOf(system)}: ${fault && faultWords[fault]}.`, { exact: true });
  if (fault) await expect(set).toBeVisible();
  else await expect(page.getByText(/^Set: /)).toHaveCount(0);
}

async function stands({ page, system, look }: Met, fault: FaultName): Promise<void> {
  const [title, code]: End = own[system]?.[fault] ?? said[fault];
  const words = title.replace('{name}', nameOf(system)).replace('{host}', new URL(page.url()).host);
  await expect(page.getByText(words).filter({ visible: true }).first()).toBeVisible({ timeout: 20_000 });
  if (code) await expect(page.locator('code').getByText(code, { exact: true }).filter({ visible: true }).first()).toBeVisible();
  await look?.(fault);
}

const welcome = (page: Page, system: FaultySystem) => page.getByText(`Next: call the API of ${nameOf(system)}.`);

/** What a system wants of a person. */
interface Way {
  /** On the pages of the provider; those that nobody goes to have none. */
  approve?(page: Page): Promise<void>;
  /** In the app, before the token endpoint is asked. */
  give?(page: Page): Promise<void>;
  /** In the app, once the token is there. */
  confirm?(page: Page): Promise<void>;
}

const approve = (page: Page) => press(page, 'Allow');
/** At the two that do not know again who was there before. */
const signIn = async (page: Page) => {
  await press(page, 'Sign in');
  await approve(page);
};
const secret = (text: string) => async (page: Page) => {
  await page.getByLabel('Client secret').fill(text);
  await press(page, /^(Send it|Sign and send) to /);
};

const ways: Record<FaultySystem, Way> = {
  singly: { approve, confirm: (page) => press(page, 'Yes, keep this account') },
  kiln: { approve },
  wayfare: { approve },
  smartfile: { approve: signIn, give: secret(registered.smartfile.client_secret) },
  signeasy: { approve: signIn, give: secret(registered.signeasy.client_secret) },
  singlefile: { give: secret(registered.singlefile.client_secret) },
  singleview: {
    async give(page) {
      const key = await page.evaluate(async () => (await fetch('sandbox/singleview-key.pem')).text());
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'key.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(key) });
      await secret(registered.singleview.client_secret)(page);
    },
  },
};

async function begin(page: Page, system: FaultySystem): Promise<void> {
  await go(page, `connections?connect=sandbox-${system}`);
  await press(page, `Connect ${nameOf(system)}`);
}

async function finish(page: Page, system: FaultySystem): Promise<void> {
  const way = ways[system];
  await way.approve?.(page);
  await way.give?.(page);
  await way.confirm?.(page);
  await welcome(page, system).waitFor();
  // What the address asked for is done, and does not open a second time.
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** The console with a call that needs a token; SmartFile's first answers anybody. */
async function openCall(page: Page, system: FaultySystem): Promise<void> {
  await press(page, /^Call: /);
  if (system !== 'smartfile') return;
  const url = page.getByRole('textbox', { name: 'URL', exact: true });
  await expect(url).toHaveValue(/\/ping\/$/);
  await url.fill((await url.inputValue()).replace('/ping/', '/whoami/'));
}

/** One of each place where a sign-in can end: once it is taken away the whole way is gone; the others prove it by the next one's way. */
const goneAgain: ReadonlySet<FaultName> = new Set(['deny', 'plain-text', 'token-503', 'lost-reply']);

/** The same, from the words that a failure ended in. */
async function again({ page, system }: Met, fault: FaultName): Promise<void> {
  await choose(page, system, null);
  if (!goneAgain.has(fault)) return expect(page.getByRole('button', { name: 'Start again', exact: true })).toBeEnabled();
  await press(page, 'Start again');
  await finish(page, system);
}

type Try = (met: Met) => Promise<void>;

const untilBack =
  (fault: FaultName): Try =>
  async (met) => {
    const { page, system } = met;
    await begin(page, system);
    if (fault !== 'deny') await ways[system].approve?.(page);
    await stands(met, fault);
    await again(met, fault);
  };

/** A body of JSON is asked leave for, and the code stays where it is. */
const asksFirst = (system: FaultySystem, fault: FaultName) => system === 'signeasy' && fault === 'token-no-cors';

const tokenAsked =
  (fault: FaultName): Try =>
  async (met) => {
    const { page, system } = met;
    const { approve: visit, give } = ways[system];
    await begin(page, system);
    await visit?.(page);
    await give?.(page);
    await stands(met, fault);
    if (visit && !(fault === 'refused' || asksFirst(system, fault))) return again(met, fault);
    // No code is spent, so what was given stands there still, and goes again; asked to wait, not at once.
    await choose(page, system, null);
    await press(page, /^(Send it|Sign and send) to /);
    await welcome(page, system).waitFor();
  };

/** A call with the first sample; what comes of it stands below. */
const calls =
  (fault: FaultName): Try =>
  async (met) => {
    const { page, system } = met;
    await press(page, 'Send');
    await stands(met, fault);
    await choose(page, system, null);
    // What only a sign-in mends is signed in again.
    if (fault === 'rotated-away' || (fault === 'expired' && system === 'wayfare')) {
      await begin(page, system);
      await finish(page, system);
      await openCall(page, system);
    }
    await press(page, 'Send');
    await expect(page.getByRole('cell', { name: '200', exact: true }).first()).toBeVisible();
    await press(page, 'Clear');
  };

const tries: Readonly<Record<FaultName, Try>> = {
  deny: untilBack('deny'),
  'no-state': untilBack('no-state'),
  'wrong-state': untilBack('wrong-state'),
  'wrong-iss': untilBack('wrong-iss'),
  'token-503': tokenAsked('token-503'),
  'token-429': tokenAsked('token-429'),
  'token-slow': tokenAsked('token-slow'),
  'token-no-cors': tokenAsked('token-no-cors'),
  'lost-reply': tokenAsked('lost-reply'),
  refused: tokenAsked('refused'),
  'api-429': calls('api-429'),
  'api-500': calls('api-500'),
  'api-no-cors': calls('api-no-cors'),
  expired: calls('expired'),
  'rotated-away': calls('rotated-away'),
  async slow(met) {
    const { page, system, url } = met;
    await go(page, `connections?connect=sandbox-${system}`);
    // As whoever waits too long and presses Stop: the page is there still, and says where it was going.
    await page.evaluate(() => {
      const { navigation } = globalThis as unknown as { navigation: EventTarget };
      const once = new AbortController();
      navigation.addEventListener(
        'navigate',
        (event) => {
          if ((event as unknown as { destination: { sameDocument: boolean } }).destination.sameDocument) return;
          once.abort();
          event.preventDefault();
        },
        { signal: once.signal },
      );
    });
    await press(page, `Connect ${nameOf(system)}`);
    await expect(page.getByText(`Going to ${new URL(url).host}`).filter({ visible: true })).toBeVisible();
    await page.goto(url);
    await stands(met, 'slow');
    await again(met, 'slow');
  },
  async 'plain-text'(met) {
    const { page, system, url } = met;
    await begin(page, system);
    await expect(page.getByText('Internal Server Error')).toBeVisible();
    await page.goto(url);
    await stands(met, 'plain-text');
    await again(met, 'plain-text');
  },
};

/** Calls first, with the connection that is there. */
const order = (fault: FaultName) => (/^(api|expired|rotated)/.test(fault) ? 0 : 1);

/** The faults of a system, in the order they are met in. */
export const faultsInOrder = (system: FaultySystem) => [...faultsOf[system]].sort((a, b) => order(a) - order(b));

/** What a page waits fifteen seconds for, it waits for one while it is told to hurry. */
export async function mayHurry(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const usual = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (ms) => usual(sessionStorage.getItem('hurry') ? Math.min(ms, 1000) : ms);
  });
  await page.reload();
}

/** The connection that calls are made with; ends in the console. */
export async function connectFirst({ page, system }: Met): Promise<void> {
  await begin(page, system);
  if (system === 'kiln' || system === 'wayfare') await press(page, 'Sign in');
  await finish(page, system);
  await openCall(page, system);
}

/** One fault: set, met, told in words, taken away, and the same act works. */
export async function meet(met: Met, fault: FaultName): Promise<void> {
  const { page, system } = met;
  if (fault === 'token-slow') await page.evaluate(() => sessionStorage.setItem('hurry', '1'));
  await choose(page, system, fault);
  await tries[fault](met);
  await page.evaluate(() => sessionStorage.removeItem('hurry'));
}
