/** What somebody with bad intentions, or bad luck, can do to a sign-in that is under way. */
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeBase64Url } from '../../../src/core/base/base64url.ts';
import type { PopupNews } from '../../../src/core/index.ts';
import type { SingletConfig } from '../../../src/core/provider/entry.ts';
import type { ConnectOptions, Singlet } from '../../../src/core/session/door.ts';
import { aTab, leave, type Server, type Tab, until } from '../../fixtures/browser-ports.ts';
import { anIdToken, aServer, callback, codeOf, comeBack, failureOf, implicit, issuer, one } from './ways-world.ts';

const code = one({ flow: 'code', scope: 'read' });
const secretly = one({ flow: 'code', scope: 'read', tokenRequest: { client_authentication: 'client_secret_post' } });
const stateOf = (url: URL) => encodeURIComponent(url.searchParams.get('state') ?? '');
const reply = (url: URL) => `${callback}?code=canary_code&state=${stateOf(url)}`;

/** Begins a sign-in in a window and waits until the window went to the provider. */
async function out(tab: Tab, singlet: Singlet, provider = 'acme', options: ConnectOptions = {}) {
  const news: PopupNews[] = [];
  const result = singlet.connect(provider, { mode: 'popup', onPopup: (what) => news.push(what), ...options });
  result.catch(() => {});
  const window = tab.windows.at(-1);
  await until(() => (window?.went.length ?? 0) > 0);
  return { result, window, news, url: new URL(window?.went[0] ?? '') };
}

/** A confirmed Singly account. */
async function withSingly(tab: Tab, config: SingletConfig): Promise<{ singlet: Singlet; id: string }> {
  const singlet = await tab.open(config);
  const url = await leave(tab, singlet.connect('singly'));
  await tab.arrive(`${url.searchParams.get('redirect_uri')}#access_token=canary_first_token&account=36b6`);
  const held = await singlet.completeSignIn();
  if (held?.status !== 'confirm') throw new Error(`it is ${held?.status}`);
  return { singlet, id: (await held.confirm()).id };
}

/** A sign-in at `acme` that waits for its secret. */
async function askedForSecret(tab: Tab) {
  const singlet = await tab.open(secretly);
  const url = await leave(tab, singlet.connect('acme'));
  await tab.arrive(reply(url));
  const result = await singlet.completeSignIn();
  if (result?.status !== 'secret-needed') throw new Error(`it is ${result?.status}`);
  return { singlet, result };
}

describe('a reply that is not what it seems', () => {
  const own = one({ flow: 'code', scope: 'read', redirect_uri: 'callback/?p=acme' });

  // A fragment survives redirects: a bad provider sends on to an honest one with `#p=…` and the browser keeps it.
  test('[S21] the path of its own does not count when it stands in the fragment', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(own);
    const url = await leave(tab, singlet.connect('acme'));
    await tab.arrive(`${reply(url)}#p=acme`);
    expect(await codeOf(singlet.completeSignIn())).toBe('redirect_mismatch');
    expect(state.posted).toEqual([]);
  });

  test('[S22] nor does the issuer', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(code);
    const url = await leave(tab, singlet.connect('acme'));
    await tab.arrive(`${reply(url)}#iss=${encodeURIComponent(issuer)}`);
    expect(await codeOf(singlet.completeSignIn())).toBe('iss_mismatch');
    expect(state.posted).toEqual([]);
  });

  const coded = (header: string) => encodeBase64Url(new TextEncoder().encode(header));
  test.each([
    ['no JSON', coded('{"alg":')],
    ['nothing', coded('null')],
    ['no base64url', '!!!'],
    ['a rule that we do not know', coded('{"alg":"RS256","kid":"k1","crit":["exp"]}')],
  ])('an ID token whose header is %s is told as such', async (_what, header) => {
    const { server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(implicit);
    await comeBack(tab, singlet, async (nonce) => {
      const [, ...rest] = (await anIdToken(nonce, 'canary_access_token')).split('.');
      return { access_token: 'canary_access_token', token_type: 'Bearer', id_token: [header, ...rest].join('.') };
    });
    expect((await failureOf(singlet.completeSignIn()))?.code).toBe('id_token_invalid');
    expect(await singlet.connections()).toEqual([]);
  });
});

describe('everything was cleared, or the page is done with it', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  test('[S55] clear() while a window is out: its reply adds nothing, and no code is spent', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(code);
    const { result, url, window } = await out(tab, singlet);
    await singlet.clear();
    expect(tab.reply(reply(url))).toBe(false);
    await vi.advanceTimersByTimeAsync(600);
    expect(await codeOf(result)).toBe('aborted');
    expect(window?.closed).toBe(true);
    expect(await singlet.connections()).toEqual([]);
    expect(state.posted).toEqual([]);
  });

  test('[S55] clear() in another tab ends it as well', async () => {
    const { server } = aServer();
    const browser = new IDBFactory();
    const heard: ((news: unknown) => void)[] = [];
    const channel = () =>
      ({
        postMessage: () => {},
        close: () => {},
        set onmessage(hear: (event: { data: unknown }) => void) {
          heard.push((data) => hear({ data }));
        },
      }) as unknown as BroadcastChannel;
    const tab = aTab(server, browser, { channel });
    const singlet = await tab.open(code);
    const { result, url } = await out(tab, singlet);
    await (await aTab(server, browser).open(code)).clear();
    heard[0]?.({ type: 'cleared' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    tab.reply(reply(url));
    await vi.advanceTimersByTimeAsync(600);
    expect(await codeOf(result)).toBe('aborted');
    expect(await singlet.connections()).toEqual([]);
  });

  test('[S55] clear() while the token is being fetched', async () => {
    const { server } = aServer();
    let free = () => {};
    const tab = aTab(async (url, init) => {
      if (url.pathname === '/token') await new Promise<void>((resolve) => (free = resolve));
      return server(url, init);
    });
    const singlet = await tab.open(code);
    const { result, url } = await out(tab, singlet);
    tab.reply(reply(url));
    await until(() => tab.served.some((one) => one.url.endsWith('/token')));
    await singlet.clear();
    free();
    expect(await codeOf(result)).toBe('aborted');
    expect(await singlet.connections()).toEqual([]);
  });

  test('[S55] clear() before a person answers: nothing can be confirmed, pasted or typed any more', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const first = await tab.open(implicit);
    const url = await leave(tab, first.connect('singly'));
    await tab.arrive(`${url.searchParams.get('redirect_uri')}#access_token=canary_first_token`);
    const held = await first.completeSignIn();
    await first.clear();
    expect(await codeOf(held?.status === 'confirm' ? held.confirm() : Promise.resolve())).toBe('aborted');
    expect(await first.connections()).toEqual([]);

    const { singlet, result } = await askedForSecret(tab);
    await singlet.clear();
    expect(await codeOf(result.submit({ client_secret: 'right' }))).toBe('aborted');

    const manual = await tab.open(one({ flow: 'manual-code', scope: 'read' }));
    const shown = await manual.connect('acme');
    await manual.clear();
    expect(tab.session.dump()).not.toContain('verifier');
    expect(await codeOf(manual.submitCode(shown.status === 'code-needed' ? shown.transactionId : '', 'canary_code'))).toBe(
      'no_transaction',
    );
    expect(state.posted).toEqual([]);
  });

  test('dispose() while a window is out: it closes, and no code is spent', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(code);
    const { result, url, window } = await out(tab, singlet);
    await singlet.dispose();
    expect(tab.reply(reply(url))).toBe(false);
    await vi.advanceTimersByTimeAsync(600);
    expect(await codeOf(result)).toBe('disposed');
    expect(window?.closed).toBe(true);
    expect(state.posted).toEqual([]);
  });

  test('after dispose() no secret is sent', async () => {
    const { state, server } = aServer();
    const { singlet, result } = await askedForSecret(aTab(server));
    await singlet.dispose();
    expect(await codeOf(result.submit({ client_secret: 'right' }))).toBe('disposed');
    expect(state.posted).toEqual([]);
  });

  test('a listener that throws does not leave the sign-in listening', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(code);
    const { result, url, window } = await out(tab, singlet, 'acme', {
      onPopup: () => {
        throw new Error('of the page');
      },
    });
    expect(await result.catch(String)).toBe('Error: of the page');
    expect(window?.closed).toBe(true);
    expect(tab.reply(reply(url))).toBe(false);
  });
});

describe('a secret on its way', () => {
  const linking: SingletConfig = { providers: [{ id: 'singly', preset: 'singly', client_id: 'app1', link: { parameter: 'attach_to' } }] };

  test('[S30] the token of an account that is extended is masked in the trace, whatever its parameter is called', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const { singlet, id } = await withSingly(tab, linking);
    const traced: string[] = [];
    singlet.trace((event) => traced.push(JSON.stringify(event)));
    const url = await leave(tab, singlet.connect('singly', { link: { connection: id, consented: true } }));
    expect(url.searchParams.get('attach_to')).toBe('canary_first_token');
    expect(traced.join()).not.toContain('canary');
  });

  test('[S30] an address that holds a token is not given out to be shown as a link', async () => {
    const { server } = aServer();
    const tab = aTab(server, undefined, { openWindow: () => null });
    const { singlet, id } = await withSingly(tab, linking);
    const news: PopupNews[] = [];
    const options = { mode: 'popup', onPopup: (what: PopupNews) => news.push(what) } as const;
    const linked = singlet.connect('singly', { ...options, link: { connection: id, consented: true } });
    expect(await codeOf(Promise.race([linked, until(() => news.length > 0)]))).toBe('popup_blocked');
    expect(news).toEqual([]);
  });

  test('[S41] a server that repeats the secret or the code does not bring it into the error', async () => {
    const { server } = aServer();
    const echo: Server = (url, init) => {
      if (url.pathname !== '/token') return server(url, init);
      const body = new URLSearchParams(String(init?.body));
      const error_description = `${body.get('client_secret')} is wrong for ${body.get('code')}`;
      return new Response(JSON.stringify({ error: 'invalid_client', error_description }), { status: 401 });
    };
    const { result } = await askedForSecret(aTab(echo));
    const failure = await failureOf(result.submit({ client_secret: 'canary secret "ü"' }));
    expect(failure?.code).toBe('client_rejected');
    expect(failure?.oauth?.error_description).toContain('is wrong for');
    expect(JSON.stringify([failure, failure?.message, String(failure?.cause)])).not.toContain('canary');
  });
});

describe('signing out', () => {
  async function connected(tab: Tab, config = implicit) {
    const singlet = await tab.open(config);
    await comeBack(tab, singlet, async (nonce) => ({
      access_token: 'canary_access_token',
      token_type: 'Bearer',
      id_token: await anIdToken(nonce, 'canary_access_token'),
    }));
    const result = await singlet.completeSignIn();
    return { singlet, id: result?.status === 'connected' ? result.connection.id : '' };
  }

  test.each([
    ['a forged state', () => 'state=forged'],
    ['no state', () => 'code=EVIL'],
    ['an error', (state: string) => `error=server_error&state=${state}`],
  ])('a return with %s is not taken for the end of the session', async (_what, answer) => {
    const { server } = aServer();
    const tab = aTab(server);
    const { singlet, id } = await connected(tab);
    const url = await leave(tab, singlet.disconnect(id, { endSession: true }));
    await tab.arrive(`${callback}?${answer(url.searchParams.get('state') ?? '')}`);
    const ended: unknown[] = [];
    const back = await tab.open(implicit);
    back.on('signout:completed', (what) => ended.push(what));
    expect(await back.completeSignIn()).toBeNull();
    expect(ended).toEqual([]);
  });

  test('nor is an error in a window', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const { singlet, id } = await connected(tab);
    const result = singlet.disconnect(id, { endSession: true, mode: 'popup' });
    await until(() => (tab.windows[0]?.went.length ?? 0) > 0);
    const state = new URL(tab.windows[0]?.went[0] ?? '').searchParams.get('state');
    tab.reply(`${callback}?error=server_error&state=${state}`);
    expect((await result).session).toBe('unknown');
  });

  test('[S30] an ID token in the address is not given out to be shown as a link', async () => {
    const { server } = aServer();
    const tab = aTab(server, undefined, { openWindow: () => null });
    const hinted = one({ flow: 'token', endSession: { id_token_hint: true } });
    const { singlet, id } = await connected(tab, hinted);
    const news: PopupNews[] = [];
    const result = singlet.disconnect(id, { endSession: true, mode: 'popup', onPopup: (what) => news.push(what) });
    await Promise.race([result, until(() => news.length > 0)]);
    expect(news).toEqual([]);
    expect((await result).session).toBe('unknown');
  });

  test('storage that fails after the tokens are gone is told, not thrown', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const { singlet, id } = await connected(tab);
    tab.session.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(await singlet.disconnect(id, { endSession: true })).toMatchObject({ session: 'unknown' });
    expect(tab.left).toHaveLength(1);
  });
});

describe('callback/ in a window', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  // The page that opened it draws a long list, or its device is slow: the sign-in succeeds all the same.
  test('an answer that comes late is still an answer', async () => {
    const page = new EventTarget();
    const [closed, went] = [vi.fn(), vi.fn()];
    const { origin, pathname } = new URL(callback);
    const answer = (id: string) => Object.assign(new Event('message'), { origin, data: { type: 'singlet:ack', id } });
    const opener = { postMessage: ({ id }: { id: string }) => setTimeout(() => page.dispatchEvent(answer(id)), 2000) };
    const silent = class extends EventTarget {
      postMessage() {}
    };
    const known = { self: page, top: page, close: closed, BroadcastChannel: silent };
    const windowed = { window: Object.assign(page, { opener }), addEventListener: page.addEventListener.bind(page) };
    const location = { origin, pathname, href: `${callback}?code=canary_code&state=own`, replace: went };
    // Blocked storage: the window knows its sign-in by the reply alone.
    for (const [key, value] of Object.entries({ ...known, ...windowed, location, sessionStorage: undefined })) vi.stubGlobal(key, value);
    // The page runs when it is loaded, so it must not have been before.
    vi.resetModules();
    await import('../../../src/pages/callback.ts');
    await vi.advanceTimersByTimeAsync(1999);
    expect(went).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(went).toHaveBeenCalled();
    expect(closed).toHaveBeenCalled();
  });
});
