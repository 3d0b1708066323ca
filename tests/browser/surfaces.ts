/**
 * Two of the three surfaces that a sign-in is tried on: the bare door, and a page that a developer wrote around it (the app
 * has a file of its own). Each is driven in its own way, and says how a sign-in stands in the same words.
 */
import { expect, type Page } from '@playwright/test';

export interface StartOptions {
  readonly window?: boolean;
  readonly takeOver?: boolean;
}

export interface Surface {
  readonly name: 'door' | 'page';
  /** Address, without the origin. */
  readonly path: string;
  /** Waits until it can be used. */
  ready(page: Page): Promise<unknown>;
  /** Presses Connect, and does not wait for what comes of it. */
  connect(page: Page, provider: string, options?: StartOptions): Promise<void>;
  /** Begins again at a provider where another tab is signing in. */
  takeOver(page: Page, provider: string): Promise<void>;
  stop(page: Page): Promise<void>;
  confirm(page: Page): Promise<void>;
  discard(page: Page): Promise<void>;
  paste(page: Page, code: string): Promise<void>;
  /** Where the code is shown. */
  codePage(page: Page): Promise<string>;
  secret(page: Page, text: string): Promise<void>;
  /** Opens the link that stands in for a refused window. */
  followLink(page: Page): Promise<void>;
  renew(page: Page, window: boolean): Promise<void>;
  link(page: Page, window: boolean): Promise<void>;
  signOut(page: Page, window: boolean): Promise<void>;
  /** Waits for how a sign-in stands: a status, or the code of an error. */
  stands(page: Page, how: string): Promise<void>;
  /** Waits for what a sign-out says. */
  signedOut(page: Page, provider: string, window: boolean): Promise<void>;
  /** Waits for what is known of the window. */
  windowIs(page: Page, state: 'open' | 'blocked' | 'closed'): Promise<void>;
  /** Names of who is connected. */
  connected(page: Page, count: number): Promise<void>;
}

interface Door {
  singlet: {
    connections(): Promise<{ id: string; provider: string }[]>;
    submitCode(id: string, code: string): Promise<unknown>;
    disconnect(id: string, options: object): Promise<unknown>;
  };
  held: {
    status: string;
    transactionId: string;
    url: string;
    confirm(): Promise<unknown>;
    discard(): Promise<unknown>;
    submit(values: object): Promise<unknown>;
  };
  news: { state: string; url?: string }[];
  signedOut: string | null;
  stop: AbortController;
  act(promise: Promise<unknown>): Promise<void>;
  connect(provider: string, options?: object): Promise<void>;
}

declare global {
  var door: Door;
}

/** Runs in the page. */
const first = async () => {
  const [connection] = await globalThis.door.singlet.connections();
  if (!connection) throw new Error('nobody is connected');
  return connection;
};

export const doorSurface: Surface = {
  name: 'door',
  path: '/door.html',
  ready: (page) => page.waitForFunction(() => globalThis.door !== undefined && document.getElementById('outcome')?.textContent !== ''),
  connect: (page, provider, { window = false, takeOver = false } = {}) =>
    page.evaluate(
      ([id, mode, over]) => void globalThis.door.connect(id as string, { mode, takeOver: over }),
      [provider, window ? 'popup' : 'redirect', takeOver],
    ),
  takeOver: (page, provider) => doorSurface.connect(page, provider, { takeOver: true }),
  stop: (page) => page.evaluate(() => globalThis.door.stop.abort()),
  confirm: (page) => page.evaluate(() => globalThis.door.act(globalThis.door.held.confirm().then(() => ({ status: 'connected' })))),
  discard: (page) => page.evaluate(() => globalThis.door.act(globalThis.door.held.discard().then(() => ({ status: 'discarded' })))),
  paste: (page, code) =>
    page.evaluate((text) => {
      const { act, singlet, held } = globalThis.door;
      return act(singlet.submitCode(held.transactionId, text));
    }, code),
  codePage: (page) => page.evaluate(() => globalThis.door.held.url),
  secret: (page, text) => page.evaluate((client_secret) => globalThis.door.act(globalThis.door.held.submit({ client_secret })), text),
  followLink: (page) =>
    page.evaluate(() => {
      const link = document.createElement('a');
      Object.assign(link, { href: globalThis.door.news.at(-1)?.url ?? '', target: '_blank', rel: 'opener' });
      document.body.append(link);
      link.click();
    }),
  renew: (page, window) =>
    page.evaluate(
      async ([read, mode]) => {
        const { id, provider } = await (new Function(`return (${read})()`) as () => ReturnType<typeof first>)();
        void globalThis.door.connect(provider, { connection: id, prompt: 'none', mode });
      },
      [String(first), window ? 'popup' : 'redirect'] as const,
    ),
  link: (page, window) =>
    page.evaluate(
      async ([read, mode]) => {
        const { id, provider } = await (new Function(`return (${read})()`) as () => ReturnType<typeof first>)();
        void globalThis.door.connect(provider, { link: { connection: id, consented: true }, mode });
      },
      [String(first), window ? 'popup' : 'redirect'] as const,
    ),
  signOut: (page, window) =>
    page.evaluate(
      async ([read, mode]) => {
        const { id } = await (new Function(`return (${read})()`) as () => ReturnType<typeof first>)();
        void globalThis.door.act(globalThis.door.singlet.disconnect(id, { endSession: true, mode }));
      },
      [String(first), window ? 'popup' : 'redirect'] as const,
    ),
  stands: (page, how) => expect(page.locator('#outcome')).toHaveText(how),
  async signedOut(page, provider, window) {
    if (window) return expect(page.locator('#outcome')).toHaveText('revoked, ended');
    await expect.poll(() => page.evaluate(() => globalThis.door?.signedOut).catch(() => '')).toBe(provider);
  },
  windowIs: (page, state) => expect.poll(() => page.evaluate(() => globalThis.door?.news.at(-1)?.state)).toBe(state),
  connected: (page, count) =>
    expect.poll(() => page.evaluate(async () => (await globalThis.door?.singlet.connections())?.length).catch(() => -1)).toBe(count),
};

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const said: Readonly<Record<string, RegExp>> = {
  connected: /^Welcome, /,
  discarded: /discarded/,
};

async function byWindow(page: Page, window: boolean): Promise<void> {
  await page.getByLabel('in a window').setChecked(window);
}

export const pageSurface: Surface = {
  name: 'page',
  path: '/plain.html',
  ready: (page) => expect(page.getByRole('option').first()).toBeAttached(),
  async connect(page, provider, { window = false } = {}) {
    await page.getByLabel('Provider').selectOption(provider);
    await byWindow(page, window);
    await press(page, 'Connect');
  },
  takeOver: (page) => press(page, 'Start here instead'),
  stop: (page) => press(page, 'Stop waiting'),
  confirm: (page) => press(page, 'Yes, keep it'),
  discard: (page) => press(page, 'No, discard it'),
  async paste(page, code) {
    await page.getByLabel('Code:').fill(code);
    await press(page, 'Use this code');
  },
  codePage: async (page) => (await page.getByRole('link', { name: 'Get a code' }).getAttribute('href')) ?? '',
  async secret(page, text) {
    await page.getByLabel(/^Secret for /).fill(text);
    await press(page, 'Send it');
  },
  followLink: (page) => page.getByRole('link', { name: 'Sign in here' }).click(),
  async renew(page, window) {
    await byWindow(page, window);
    await press(page, 'Renew');
  },
  async link(page, window) {
    await byWindow(page, window);
    await press(page, 'Add to this account');
    await press(page, 'Add to it');
  },
  async signOut(page, window) {
    await byWindow(page, window);
    await press(page, 'Disconnect and sign out there');
  },
  async stands(page, how) {
    if (how === 'confirm') return expect(page.getByRole('button', { name: 'Yes, keep it' })).toBeVisible();
    if (how === 'code-needed') return expect(page.getByLabel('Code:')).toBeVisible();
    if (how === 'secret-needed') return expect(page.getByLabel(/^Secret for /)).toBeVisible();
    if (how === 'nothing') return expect(page.locator('#out')).toHaveText('');
    await expect(page.locator('#out')).toHaveText(said[how] ?? new RegExp(`^${how}: .`));
  },
  signedOut: (page, provider, window) =>
    expect(page.locator('#out')).toHaveText(window ? 'Revoked: revoked. Session: ended.' : `Signed out at ${provider}.`),
  windowIs: (page, state) => expect(page.locator('#out')).toHaveText(`The window is ${state}.`),
  async connected(page, count) {
    const names = Array.from({ length: count }, () => '[^.]+').join(' and ');
    await expect(page.locator('#who')).toHaveText(count > 0 ? new RegExp(`^Connected as ${names}\\.$`) : 'Nobody is connected.');
  },
};
