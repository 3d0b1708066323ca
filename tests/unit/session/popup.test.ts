import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeBase64Url } from '../../../src/core/base/base64url.ts';
import { isSingletError, type PopupNews } from '../../../src/core/index.ts';
import type { SingletConfig } from '../../../src/core/provider/entry.ts';
import type { Singlet } from '../../../src/core/session/door.ts';
import { aTab, type Server, type Tab, until } from '../../fixtures/browser-ports.ts';

const issuer = 'https://id.acme.example';
const config: SingletConfig = {
  providers: [
    { id: 'acme', issuer, client_id: 'spa', scope: 'openid', end_session_endpoint: `${issuer}/logout` },
    { id: 'singly', preset: 'singly', client_id: 'app1' },
  ],
};
const json = (body: unknown) => new Response(JSON.stringify(body));
const nonces: string[] = [];
const server: Server = (url) => {
  if (url.pathname.startsWith('/.well-known'))
    return json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      code_challenge_methods_supported: ['S256'],
    });
  if (url.pathname === '/token') {
    const now = 1_760_000_000;
    const claims = { iss: issuer, aud: 'spa', sub: 'u1', iat: now, exp: now + 999_999, nonce: nonces.at(-1) };
    const id_token = `e30.${encodeBase64Url(new TextEncoder().encode(JSON.stringify(claims)))}.c2ln`;
    return json({ access_token: 'canary_access_token', token_type: 'Bearer', id_token });
  }
  if (url.host === 'api.singly.com') return json({ id: '36b6', twitter: ['1234'] });
  return undefined;
};

const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'resolved',
    (error: unknown) => (isSingletError(error) ? error.code : String(error)),
  );

/** Begins a sign-in in a window and waits until the window went to the provider. */
async function out(tab: Tab, singlet: Singlet, provider = 'acme', options: Parameters<Singlet['connect']>[1] = {}) {
  const news: PopupNews[] = [];
  const result = singlet.connect(provider, { mode: 'popup', onPopup: (one) => news.push(one), ...options });
  result.catch(() => {});
  const window = tab.windows.at(-1);
  await until(() => (window?.went.length ?? 0) > 0);
  const url = new URL(window?.went[0] ?? '');
  nonces.push(url.searchParams.get('nonce') ?? '');
  return { result, window, url, news };
}

const callback = 'https://app.example/singlet/callback/';
const answer = (url: URL) => `${callback}?code=canary_code&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}`;

describe('a sign-in in a window', () => {
  test('[S75] the window opens in the click, before anything is loaded', async () => {
    const tab = aTab(server);
    const singlet = await tab.open(config);
    const result = singlet.connect('acme', { mode: 'popup' });
    expect(tab.windows.length).toBe(1);
    expect(tab.session.getItem('singlet:/singlet/:windows')).toMatch(/^[\da-f]{32} \d+,$/);
    result.catch(() => {});
    await until(() => (tab.windows[0]?.went.length ?? 0) > 0);
  });

  test('what the window is given holds neither verifier nor state', async () => {
    const tab = aTab(server);
    const { url } = await out(tab, await tab.open(config));
    const kept = tab.session.dump();
    expect(kept).not.toContain('verifier');
    expect(kept).not.toContain(url.searchParams.get('nonce'));
  });

  test('ends connected, and the window is told that the reply was taken', async () => {
    const tab = aTab(server);
    const singlet = await tab.open(config);
    const { result, url, news } = await out(tab, singlet);
    expect(tab.reply(answer(url))).toBe(true);
    expect(await result).toMatchObject({ status: 'connected', connection: { identity: { sub: 'u1' } } });
    expect(news.map(({ state }) => state)).toEqual(['open']);
    expect(tab.session.dump()).not.toContain('canary');
  });

  test('the token flow is held apart until the person answers', async () => {
    const tab = aTab(server);
    const singlet = await tab.open(config);
    const { result, url } = await out(tab, singlet, 'singly');
    tab.reply(`${url.searchParams.get('redirect_uri')}#access_token=canary_access_token&account=36b6`);
    const held = await result;
    expect(held.status).toBe('confirm');
    expect(await singlet.connections()).toEqual([]);
    if (held.status === 'confirm') await held.confirm();
    expect(await singlet.connections()).toHaveLength(1);
  });

  test('a reply with a wrong state is refused, and the next one finds nobody waiting', async () => {
    const tab = aTab(server);
    const { result, url } = await out(tab, await tab.open(config));
    expect(tab.reply(`${callback}?code=EVIL&state=forged`)).toBe(true);
    expect(await codeOf(result)).toBe('state_mismatch');
    expect(tab.reply(answer(url))).toBe(false);
  });

  test('two windows at once finish each their own, in any order', async () => {
    const tab = aTab(server);
    const singlet = await tab.open(config);
    const first = await out(tab, singlet, 'singly');
    const second = await out(tab, singlet, 'acme');
    expect(tab.reply(answer(second.url))).toBe(true);
    expect((await second.result).status).toBe('connected');
    expect(tab.reply(`${first.url.searchParams.get('redirect_uri')}#access_token=canary_access_token`)).toBe(true);
    expect((await first.result).status).toBe('confirm');
  });

  test('stopped by the caller: the window closes and a late reply is not taken', async () => {
    const tab = aTab(server);
    const stop = new AbortController();
    const { result, url, window } = await out(tab, await tab.open(config), 'acme', { signal: stop.signal });
    stop.abort();
    expect(await codeOf(result)).toBe('aborted');
    expect(window?.closed).toBe(true);
    expect(tab.reply(answer(url))).toBe(false);
  });

  test('refused by the browser: an error, or a link where the page shows one', async () => {
    const tab = aTab(server, undefined, { openWindow: () => null });
    const singlet = await tab.open(config);
    expect(await codeOf(singlet.connect('acme', { mode: 'popup' }))).toBe('popup_blocked');
    let link = '';
    const result = singlet.connect('acme', {
      mode: 'popup',
      onPopup: (news) => {
        if (news.state === 'blocked') link = news.url;
      },
    });
    await until(() => link !== '');
    nonces.push(new URL(link).searchParams.get('nonce') ?? '');
    expect(tab.reply(answer(new URL(link)))).toBe(true);
    expect((await result).status).toBe('connected');
  });

  test('a provider that cannot be prepared closes the window again', async () => {
    const tab = aTab(() => undefined);
    const singlet = await tab.open(config);
    expect(await codeOf(singlet.connect('acme', { mode: 'popup' }))).not.toBe('resolved');
    expect(tab.windows[0]?.closed).toBe(true);
  });

  test('[S44] with storage blocked it is the way in, and the vault works from memory', async () => {
    const blocked = () => {
      throw new DOMException('no', 'SecurityError');
    };
    const tab = aTab(server, undefined, { indexedDB: blocked, sessionStorage: blocked });
    const singlet = await tab.open(config);
    expect(singlet.storage()).toBe('memory');
    expect(await codeOf(singlet.connect('acme'))).toBe('storage_unavailable');
    expect(tab.windows).toHaveLength(0);
  });
});

describe('a window that goes', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  test('is told at once and waited for two minutes, since it may only be cut off', async () => {
    const tab = aTab(server);
    const { result, window, news, url } = await out(tab, await tab.open(config));
    if (window) window.closed = true;
    await vi.advanceTimersByTimeAsync(600);
    expect(news.map(({ state }) => state)).toEqual(['open', 'closed']);
    tab.move(100_000);
    await vi.advanceTimersByTimeAsync(600);
    expect(tab.reply(answer(url))).toBe(true);
    expect((await result).status).toBe('connected');
  });

  test('and then given up', async () => {
    const tab = aTab(server);
    const { result, window } = await out(tab, await tab.open(config));
    if (window) window.closed = true;
    await vi.advanceTimersByTimeAsync(600);
    tab.move(120_001);
    await vi.advanceTimersByTimeAsync(600);
    expect(await codeOf(result)).toBe('popup_closed');
  });

  test('one that stays open is given up after ten minutes', async () => {
    const tab = aTab(server);
    const { result } = await out(tab, await tab.open(config));
    tab.move(600_001);
    await vi.advanceTimersByTimeAsync(600);
    expect(await codeOf(result)).toBe('transaction_expired');
  });
});
