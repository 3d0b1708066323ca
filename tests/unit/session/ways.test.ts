/** The ways to sign in that the main path does not take, with a provider that signs its ID tokens. */

import { IDBFactory } from 'fake-indexeddb';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64Url } from '../../../src/core/base/base64url.ts';
import { isSingletError, type SingletError } from '../../../src/core/base/errors.ts';
import type { ConfigEntry, SingletConfig } from '../../../src/core/provider/entry.ts';
import type { Singlet } from '../../../src/core/session/door.ts';
import { aTab, leave, type Server, type Tab } from '../../fixtures/browser-ports.ts';

const issuer = 'https://id.acme.example';
const callback = 'https://app.example/singlet/callback/';
const nowS = 1_760_000_000;
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const text = (value: string) => new TextEncoder().encode(value);

let keys: CryptoKeyPair;
let otherKeys: CryptoKeyPair;
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };

beforeAll(async () => {
  keys = (await crypto.subtle.generateKey(rsa, true, ['sign', 'verify'])) as CryptoKeyPair;
  otherKeys = (await crypto.subtle.generateKey(rsa, true, ['sign', 'verify'])) as CryptoKeyPair;
});

interface Forging {
  readonly key?: CryptoKey;
  readonly alg?: string;
  readonly claims?: Record<string, unknown>;
}

async function anIdToken(nonce: string, accessToken: string, { key = keys.privateKey, alg = 'RS256', claims = {} }: Forging = {}) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text(accessToken)));
  const body = {
    iss: issuer,
    aud: 'spa',
    sub: 'u1',
    iat: nowS,
    exp: nowS + 999_999,
    nonce,
    at_hash: encodeBase64Url(digest.slice(0, 16)),
    ...claims,
  };
  const head = encodeBase64Url(text(JSON.stringify({ alg, kid: 'k1' })));
  const signed = `${head}.${encodeBase64Url(text(JSON.stringify(body)))}`;
  const signature = new Uint8Array(await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key, text(signed)));
  return `${signed}.${alg === 'none' ? '' : encodeBase64Url(signature)}`;
}

interface State {
  account: string;
  secret: string;
  /** What the token endpoint was sent. */
  posted: { body: URLSearchParams; authorization: string | null }[];
}

function aServer(): { state: State; server: Server } {
  const state: State = { account: '36b6', secret: 'right', posted: [] };
  const server: Server = async (url, init) => {
    if (url.pathname.startsWith('/.well-known'))
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        end_session_endpoint: `${issuer}/logout`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code', 'token', 'id_token token'],
        code_challenge_methods_supported: ['S256'],
      });
    if (url.pathname === '/jwks')
      return json({ keys: [{ ...(await crypto.subtle.exportKey('jwk', keys.publicKey)), kid: 'k1', use: 'sig' }] });
    if (url.pathname === '/token') {
      const body = new URLSearchParams(String(init?.body ?? ''));
      const authorization = new Headers(init?.headers).get('authorization');
      state.posted.push({ body, authorization });
      const basic = authorization && new URLSearchParams(`secret=${atob(authorization.slice(6)).split(':')[1]}`).get('secret');
      const given = basic ?? body.get('client_secret');
      if (given !== null && given !== state.secret) return json({ error: 'invalid_client' }, 401);
      return json({ access_token: 'canary_access_token', token_type: 'Bearer', refresh_token: 'canary_refresh_token' });
    }
    if (url.host === 'api.singly.com') return json({ id: state.account, twitter: ['1234'] });
    return undefined;
  };
  return { state, server };
}

const failureOf = (act: Promise<unknown>): Promise<SingletError | undefined> =>
  act.then(
    () => undefined,
    (error: unknown) => (isSingletError(error) ? error : Promise.reject(error)),
  );
const codeOf = async (act: Promise<unknown>) => (await failureOf(act))?.code ?? 'resolved';

const one = (entry: Partial<ConfigEntry>): SingletConfig => ({
  providers: [
    { id: 'acme', issuer, client_id: 'spa', scope: 'openid', ...entry },
    { id: 'singly', preset: 'singly', client_id: 'app1' },
  ],
});
const implicit = one({ flow: 'token' });

/** Goes to the provider and comes back with a fragment. */
async function comeBack(tab: Tab, singlet: Singlet, forge: (nonce: string) => Promise<Record<string, string>>) {
  const url = await leave(tab, singlet.connect('acme'));
  const fields = await forge(url.searchParams.get('nonce') ?? '');
  await tab.arrive(`${callback}#${new URLSearchParams({ state: url.searchParams.get('state') ?? '', ...fields })}`);
  return url;
}

describe('id_token token', () => {
  const good = async (nonce: string, forging: Forging = {}) => ({
    access_token: 'canary_access_token',
    token_type: 'Bearer',
    expires_in: '3600',
    id_token: await anIdToken(nonce, 'canary_access_token', forging),
  });

  test('is asked for with a nonce, proven, and needs no question', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(implicit);
    const url = await comeBack(tab, singlet, good);
    expect(url.searchParams.get('response_type')).toBe('id_token token');
    expect(url.searchParams.get('nonce')).toMatch(/^[\da-f]{32}$/);
    expect(await singlet.completeSignIn()).toMatchObject({ status: 'connected', connection: { identity: { sub: 'u1' }, flow: 'token' } });
  });

  test.each<[string, (nonce: string) => Promise<Record<string, string>>, string]>([
    ['signed by someone else', (nonce) => good(nonce, { key: otherKeys.privateKey }), 'the signature is wrong'],
    ['not signed at all', (nonce) => good(nonce, { alg: 'none' }), 'signed with "none"'],
    ['signed with a shared secret', (nonce) => good(nonce, { alg: 'HS256' }), 'signed with "HS256"'],
    ['of another sign-in', () => good('another'), 'claim nonce'],
    ['of another client', (nonce) => good(nonce, { claims: { aud: 'other' } }), 'claim aud'],
    ['of another issuer', (nonce) => good(nonce, { claims: { iss: 'https://evil.example' } }), 'claim iss'],
    ['too old', (nonce) => good(nonce, { claims: { exp: nowS - 3600 } }), 'claim exp'],
    ['for another access token', async (nonce) => ({ ...(await good(nonce)), access_token: 'canary_other_token' }), 'claim at_hash'],
    ['for no access token', (nonce) => good(nonce, { claims: { at_hash: undefined } }), 'claim at_hash'],
    ['missing', async () => ({ access_token: 'canary_access_token', token_type: 'Bearer' }), ''],
  ])('one that is %s is refused, and nothing is kept', async (_what, forge, detail) => {
    const { server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(implicit);
    await comeBack(tab, singlet, forge);
    const failure = await failureOf(singlet.completeSignIn());
    expect(failure?.code).toMatch(/^(id_token_invalid|response_invalid)$/);
    expect(failure?.detail).toContain(detail);
    expect(await singlet.connections()).toEqual([]);
    expect(JSON.stringify(failure)).not.toContain('canary');
  });

  test('is not asked for without openid, and can be switched off', async () => {
    const { server } = aServer();
    for (const entry of [
      { flow: 'token', scope: 'read' },
      { flow: 'token', response_type: 'token' },
    ] as const) {
      const tab = aTab(server);
      const url = await leave(tab, (await tab.open(one(entry))).connect('acme'));
      expect(url.searchParams.get('response_type')).toBe('token');
    }
  });
});

describe('a typed secret', () => {
  const secretly = (client_authentication: 'client_secret_post' | 'client_secret_basic') =>
    one({ flow: 'code', scope: 'read', tokenRequest: { client_authentication } });

  async function ask(tab: Tab, config: SingletConfig) {
    const singlet = await tab.open(config);
    const url = await leave(tab, singlet.connect('acme'));
    await tab.arrive(`${callback}?code=canary_code&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}`);
    const result = await singlet.completeSignIn();
    if (result?.status !== 'secret-needed') throw new Error(`it is ${result?.status}`);
    return { singlet, result };
  }

  test.each(['client_secret_post', 'client_secret_basic'] as const)(
    'goes to the named host by %s, with PKCE, and is kept nowhere',
    async (way) => {
      const { state, server } = aServer();
      state.secret = 'canary secret:% ü';
      const tab = aTab(server);
      const { singlet, result } = await ask(tab, secretly(way));
      expect(result).toMatchObject({ tokenHost: 'id.acme.example', fields: [{ name: 'client_secret' }] });
      const settled = await result.submit({ client_secret: 'canary secret:% ü' }).catch((error: unknown) => error);
      const [posted] = state.posted;
      expect(posted?.body.get('code_verifier')).toMatch(/^[\w~.-]{43,}$/);
      expect(posted?.body.has('client_secret')).toBe(way === 'client_secret_post');
      expect(posted?.authorization === null).toBe(way === 'client_secret_post');
      expect(settled).toMatchObject({ status: 'connected' });
      expect(tab.session.dump()).not.toContain('canary secret');
      const [connection] = await singlet.connections();
      // Renewing would need the secret again.
      expect(connection?.refreshable).toBe(false);
    },
  );

  test('[S41] a wrong one is told without its value, and may be typed again', async () => {
    const { state, server } = aServer();
    const { result } = await ask(aTab(server), secretly('client_secret_post'));
    const failure = await failureOf(result.submit({ client_secret: 'CANARY-wrong' }));
    expect(failure?.code).toBe('client_rejected');
    expect(JSON.stringify([failure, failure?.message, String(failure?.cause)])).not.toContain('CANARY');
    expect(await codeOf(result.submit({ client_secret: '' }))).toBe('client_rejected');
    expect(await result.submit({ client_secret: 'right' })).toMatchObject({ status: 'connected' });
    expect(await codeOf(result.submit({ client_secret: 'right' }))).toBe('no_transaction');
    expect(state.posted).toHaveLength(2);
  });

  test('given up, it cannot be sent any more', async () => {
    const { state, server } = aServer();
    const { result } = await ask(aTab(server), secretly('client_secret_post'));
    await result.discard();
    expect(await codeOf(result.submit({ client_secret: 'right' }))).toBe('no_transaction');
    expect(state.posted).toEqual([]);
  });
});

describe('a code by hand', () => {
  const manual = one({ flow: 'manual-code', scope: 'read' });

  async function begin(tab: Tab) {
    const singlet = await tab.open(manual);
    const result = await singlet.connect('acme');
    if (result.status !== 'code-needed') throw new Error(`it is ${result.status}`);
    return { singlet, result, url: new URL(result.url) };
  }

  test('[S19] asks for no redirect, keeps its own verifier, and survives a reload', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const { result, url } = await begin(tab);
    expect(url.searchParams.has('redirect_uri')).toBe(false);
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    const reopened = await tab.open(manual);
    expect(await reopened.submitCode(result.transactionId, ' canary_code\n')).toMatchObject({ status: 'connected' });
    expect(state.posted[0]?.body.has('redirect_uri')).toBe(false);
    expect(state.posted[0]?.body.get('code')).toBe('canary_code');
    expect(await codeOf(reopened.submitCode(result.transactionId, 'canary_code'))).toBe('no_transaction');
  });

  test('[S19] text without a code leaves it waiting; the state of another sign-in is refused', async () => {
    const { state, server } = aServer();
    const { singlet, result, url } = await begin(aTab(server));
    for (const pasted of ['', '   ', 'https://acme.example/done', 'code=', '#access_token=x'])
      expect(await codeOf(singlet.submitCode(result.transactionId, pasted))).toBe('code_invalid');
    expect(await codeOf(singlet.submitCode(result.transactionId, 'code=c&state=forged'))).toBe('state_mismatch');
    expect(state.posted).toEqual([]);
    const whole = `https://anywhere.example/?code=canary_code&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}`;
    expect(await singlet.submitCode(result.transactionId, whole)).toMatchObject({ status: 'connected' });
  });

  test('after ten minutes it is over', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const { singlet, result } = await begin(tab);
    tab.move(600_001);
    expect(['transaction_expired', 'no_transaction']).toContain(await codeOf(singlet.submitCode(result.transactionId, 'canary_code')));
  });
});

/** A confirmed Singly account. */
async function withSingly(tab: Tab): Promise<{ singlet: Singlet; id: string }> {
  const singlet = await tab.open(implicit);
  const url = await leave(tab, singlet.connect('singly'));
  await tab.arrive(`${url.searchParams.get('redirect_uri')}#access_token=canary_first_token&account=36b6`);
  const held = await singlet.completeSignIn();
  if (held?.status !== 'confirm') throw new Error(`it is ${held?.status}`);
  return { singlet, id: (await held.confirm()).id };
}

describe('adding to an account', () => {
  test('[S30] the token leaves only after consent, and to that provider alone', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const { singlet, id } = await withSingly(tab);
    const unasked = { connection: id, consented: false as unknown as true };
    expect(await codeOf(singlet.connect('singly', { link: unasked }))).toBe('consent_needed');
    expect(await codeOf(singlet.connect('acme', { link: { connection: id, consented: true } }))).toBe('connection_unknown');
    const traced: string[] = [];
    singlet.trace((event) => traced.push(JSON.stringify(event)));
    const url = await leave(tab, singlet.connect('singly', { link: { connection: id, consented: true }, inputs: { service: 'github' } }));
    expect(url.origin).toBe('https://api.singly.com');
    expect(url.searchParams.get('access_token')).toBe('canary_first_token');
    expect(traced.join()).not.toContain('canary');
    expect(tab.session.dump()).not.toContain('canary');
  });

  test('[S29] a token of another account is thrown away, and both accounts are named', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const { singlet, id } = await withSingly(tab);
    state.account = 'ffff';
    const url = await leave(tab, singlet.connect('singly', { link: { connection: id, consented: true } }));
    await tab.arrive(`${url.searchParams.get('redirect_uri')}#access_token=canary_second_token`);
    const failure = await failureOf(singlet.completeSignIn());
    expect(failure).toMatchObject({
      code: 'identity_mismatch',
      facts: { accounts: { expected: { sub: '36b6' }, found: { sub: 'ffff' } } },
    });
    expect((await singlet.connections()).map(({ tail }) => tail)).toEqual(['oken']);
  });

  test('the same account stays one connection, with its new token', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const { singlet, id } = await withSingly(tab);
    const url = await leave(tab, singlet.connect('singly', { link: { connection: id, consented: true } }));
    await tab.arrive(`${url.searchParams.get('redirect_uri')}#access_token=canary_linked_9876`);
    expect(await singlet.completeSignIn()).toMatchObject({ status: 'connected', connection: { id, tail: '9876' } });
  });
});

describe('one sign-in at a time', () => {
  test('a second tab is told, may take over, and the first may begin again', async () => {
    const { server } = aServer();
    const browser = new IDBFactory();
    const [first, second] = [aTab(server, browser), aTab(server, browser)];
    const singlet = await first.open(implicit);
    await leave(first, singlet.connect('singly'));
    // Came back without a reply: the same tab is not its own rival.
    await leave(first, (await first.open(implicit)).connect('singly'));
    const other = await second.open(implicit);
    expect(await codeOf(other.connect('singly'))).toBe('sign_in_elsewhere');
    expect(second.left).toEqual([]);
    await leave(second, other.connect('singly', { takeOver: true }));
    expect(await codeOf((await first.open(implicit)).connect('singly'))).toBe('sign_in_elsewhere');
    second.move(600_001);
    first.move(600_001);
    await leave(first, (await first.open(implicit)).connect('singly'));
  });

  test('a sign-in that ended lets the next one in', async () => {
    const { server } = aServer();
    const browser = new IDBFactory();
    const [first, second] = [aTab(server, browser), aTab(server, browser)];
    const singlet = await first.open(implicit);
    const url = await leave(first, singlet.connect('singly'));
    await first.arrive(`${url.searchParams.get('redirect_uri')}#error=denied`);
    expect(await codeOf(singlet.completeSignIn())).toBe('authorization_rejected');
    await leave(second, (await second.open(implicit)).connect('singly'));
  });
});

describe('where a reply comes from', () => {
  test('[S20] a page that another site holds a handle to starts no sign-in that nothing ties to its reply', async () => {
    const { server } = aServer();
    const watched = { acts: { watched: () => true } };
    const tab = aTab(server, undefined, watched);
    const singlet = await tab.open(one({ flow: 'code' }));
    expect(await codeOf(singlet.connect('singly'))).toBe('opener_unsafe');
    expect(tab.left).toEqual([]);
    await leave(tab, singlet.connect('acme'));
  });

  test.each([
    ['another path of its own', `${callback}?p=other&`],
    ['no path of its own', `${callback}?`],
  ])('[S21] a reply that lands on %s is refused', async (_what, landing) => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(one({ flow: 'code', scope: 'read', redirect_uri: 'callback/?p=acme' }));
    const url = await leave(tab, singlet.connect('acme'));
    await tab.arrive(`${landing}code=canary_code&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}`);
    expect(await codeOf(singlet.completeSignIn())).toBe('redirect_mismatch');
    expect(state.posted).toEqual([]);
  });

  test('[S23] a provider whose token endpoint changed meanwhile gets no code', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const honest = one({ flow: 'code', scope: 'read' });
    const url = await leave(tab, (await tab.open(honest)).connect('acme'));
    await tab.arrive(`${callback}?code=canary_code&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}`);
    const changed = await tab.open(one({ flow: 'code', scope: 'read', token_endpoint: 'https://evil.example/token' }));
    expect(await codeOf(changed.completeSignIn())).toBe('transaction_changed');
    expect(state.posted).toEqual([]);
    expect(changed.providers()[0]?.hosts).toEqual(['id.acme.example', 'evil.example']);
  });
});

describe('signing out at the provider', () => {
  test('by the tab: forgets here, goes there without the ID token in the address, and says so on return', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(implicit);
    await comeBack(tab, singlet, async (nonce) => ({
      access_token: 'canary_access_token',
      token_type: 'Bearer',
      id_token: await anIdToken(nonce, 'canary_access_token'),
    }));
    const result = await singlet.completeSignIn();
    const id = result?.status === 'connected' ? result.connection.id : '';
    const url = await leave(tab, singlet.disconnect(id, { endSession: true }));
    expect(url.origin + url.pathname).toBe(`${issuer}/logout`);
    expect([...url.searchParams.keys()]).toEqual(['client_id', 'post_logout_redirect_uri', 'state']);
    expect(await singlet.connections()).toEqual([]);
    await tab.arrive(`${callback}?state=${url.searchParams.get('state')}`);
    const back = await tab.open(implicit);
    const gone: string[] = [];
    back.on('signout:completed', ({ provider }) => gone.push(provider));
    expect(await back.completeSignIn()).toBeNull();
    expect(gone).toEqual(['acme']);
  });

  test('where the provider knows no sign-out page, it says that and stays', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const { singlet, id } = await withSingly(tab);
    const before = tab.left.length;
    expect(await singlet.disconnect(id, { endSession: true })).toEqual({ revoked: 'not-supported', session: 'not-supported' });
    expect(tab.left.length).toBe(before);
  });
});
