/** The farm's real OpenID provider, all the way: PKCE, rotation, reuse, revocation, sign-out, and its API. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Farm, startFarm } from '../../fixtures/farm/farm.ts';
import { loopbackFetch as fetch } from '../../fixtures/farm/loopback-fetch.ts';
import { createVisitor, locationOf, type Visitor } from '../../fixtures/farm/visitor.ts';

const app = 'http://localhost:39000';
const redirect_uri = `${app}/callback/`;
const client_id = 'singlet-demo';
const said: unknown[] = [];
let farm: Farm;

beforeAll(async () => {
  for (const way of ['warn', 'info', 'error', 'log'] as const)
    vi.spyOn(console, way).mockImplementation((...words) => void said.push(words));
  farm = await startFarm({ ports: 'free', app: 39_000 });
});

afterAll(() => farm.close());

function authorizationUrl(more: Record<string, string> = {}) {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    client_id,
    redirect_uri,
    response_type: 'code',
    scope: 'openid profile email offline_access orders:read orders:write',
    state: 'st',
    nonce: 'no',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  };
  return { verifier, url: `${farm.urls.fernpost}/auth?${new URLSearchParams(parameters)}` };
}

const atFernpost = (url: string) => url.startsWith(farm.urls.fernpost);

/** Presses one button of the page that the visitor stands before; where the app is met again, or the next page. */
async function press(visitor: Visitor, at: string, fields: Record<string, string>): Promise<string> {
  const next = locationOf(await visitor.submit(at, fields), at) ?? at;
  return (await visitor.follow(next, atFernpost)).url;
}

async function signIn(visitor: Visitor, more?: Record<string, string>) {
  const { url, verifier } = authorizationUrl(more);
  let { url: at } = await visitor.follow(url, atFernpost);
  const page = await (await visitor.go(at)).text();
  if (page.includes('name="password"')) at = await press(visitor, at, { username: 'maya', password: 'linocut', decision: 'login' });
  const back = new URL(await press(visitor, at, { decision: 'allow' }));
  return { back, verifier, code: back.searchParams.get('code') ?? '' };
}

const post = (path: string, fields: Record<string, string>) =>
  fetch(farm.urls.fernpost + path, { method: 'POST', headers: { origin: app }, body: new URLSearchParams({ client_id, ...fields }) });

async function tokens(more?: Record<string, string>): Promise<Record<string, string>> {
  const { code, verifier } = await signIn(createVisitor(fetch), more);
  const reply = await post('/token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: more?.redirect_uri ?? redirect_uri,
    code_verifier: verifier,
  });
  expect(reply.status).toBe(200);
  return reply.json();
}

const renew = (refresh_token = '') => post('/token', { grant_type: 'refresh_token', refresh_token });
const call = (path: string, token = '', init: RequestInit = {}) =>
  fetch(farm.urls.api + path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });

describe('sign-in', () => {
  test('metadata names S256, iss, revocation and sign-out', async () => {
    const reply = await fetch(`${farm.urls.fernpost}/.well-known/openid-configuration`, { headers: { origin: app } });
    expect(reply.headers.get('access-control-allow-origin')).toBe(app);
    expect(await reply.json()).toMatchObject({
      issuer: farm.urls.fernpost,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      revocation_endpoint: `${farm.urls.fernpost}/token/revocation`,
      end_session_endpoint: `${farm.urls.fernpost}/session/end`,
      userinfo_endpoint: `${farm.urls.fernpost}/me`,
    });
  });

  test('pages are filled in and ask nothing of the outside', async () => {
    const visitor = createVisitor(fetch);
    const { url: at, response } = await visitor.follow(authorizationUrl().url, atFernpost);
    const login = (await response?.text()) ?? '';
    expect(login).toContain('value="maya"');
    const consent = await press(visitor, at, { username: 'maya', password: 'linocut', decision: 'login' });
    const pages = [login, await (await visitor.go(consent)).text()];
    expect(pages[1]).toContain('maya@okaforprints.example');
    for (const page of pages) expect(page).not.toMatch(/<script|\ssrc=|@import|url\(|href="http/);
  });

  test('comes back with code, state and iss', async () => {
    const { back } = await signIn(createVisitor(fetch));
    expect(back.href.startsWith(redirect_uri)).toBe(true);
    expect([...back.searchParams.keys()].sort()).toEqual(['code', 'iss', 'state']);
    expect(back.searchParams.get('iss')).toBe(farm.urls.fernpost);
  });

  test('asks again on the next sign-in, without the password', async () => {
    const visitor = createVisitor(fetch);
    await signIn(visitor);
    const { url } = await visitor.follow(authorizationUrl().url, atFernpost);
    expect(await (await visitor.go(url)).text()).toContain('Use another account');
  });

  test('deny is access_denied', async () => {
    const visitor = createVisitor(fetch);
    const { url: at } = await visitor.follow(authorizationUrl().url, atFernpost);
    const back = new URL(await press(visitor, at, { decision: 'deny' }));
    expect([back.searchParams.get('error'), back.searchParams.get('state')]).toEqual(['access_denied', 'st']);
  });

  test('a wrong password shows the page again', async () => {
    const visitor = createVisitor(fetch);
    const { url: at } = await visitor.follow(authorizationUrl().url, atFernpost);
    const response = await visitor.submit(at, { username: 'maya', password: 'x', decision: 'login' });
    expect([response.status, (await response.text()).includes('do not go together')]).toEqual([200, true]);
  });

  test.each(['http://localhost:39000/callback/?p=fernpost', 'http://127.0.0.1:39000/callback/', 'http://[::1]:39000/callback/'])(
    'is registered: %s',
    async (uri) => {
      expect(await tokens({ redirect_uri: uri })).toHaveProperty('access_token');
    },
  );

  test.each(['http://localhost:39000/callback/x', 'http://localhost:39001/callback/', 'http://evil.example/callback/'])(
    'is not registered, so nobody is sent there: %s',
    async (uri) => {
      const response = await createVisitor(fetch).go(authorizationUrl({ redirect_uri: uri }).url);
      expect([response.status, response.headers.get('location')]).toEqual([400, null]);
      expect(await response.text()).toContain('invalid_redirect_uri');
    },
  );

  test('a further base can be allowed while it runs', async () => {
    farm.allowApp('http://localhost:39002/tools/singlet/');
    const uri = 'http://localhost:39002/tools/singlet/callback/';
    expect(await tokens({ redirect_uri: uri })).toHaveProperty('access_token');
  });

  test('without PKCE nothing is given', async () => {
    const response = await createVisitor(fetch).go(authorizationUrl({ code_challenge: '', code_challenge_method: '' }).url);
    expect(response.headers.get('location')).toContain('error=invalid_request');
  });
});

describe('tokens', () => {
  test('come with a refresh token, an ID token and an end', async () => {
    const reply = await tokens();
    expect(Object.keys(reply).sort()).toEqual(['access_token', 'expires_in', 'id_token', 'refresh_token', 'scope', 'token_type']);
    const [, body = ''] = (reply.id_token ?? '').split('.');
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({ iss: farm.urls.fernpost, aud: client_id, nonce: 'no' });
  });

  test('a code works once, and its second use ends what came of the first', async () => {
    const { code, verifier } = await signIn(createVisitor(fetch));
    const exchange = () => post('/token', { grant_type: 'authorization_code', code, redirect_uri, code_verifier: verifier });
    const { access_token } = await (await exchange()).json();
    const second = await exchange();
    expect([second.status, (await second.json()).error]).toEqual([400, 'invalid_grant']);
    expect((await call('/v1/me', access_token)).status).toBe(401);
  });

  test('the refresh token rotates; using an old one again ends the whole grant', async () => {
    const first = await tokens();
    const second = await (await renew(first.refresh_token)).json();
    expect(second.refresh_token).toEqual(expect.any(String));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await call('/v1/me', second.access_token)).status).toBe(200);
    const reuse = await renew(first.refresh_token);
    expect([reuse.status, (await reuse.json()).error]).toEqual([400, 'invalid_grant']);
    expect((await renew(second.refresh_token)).status).toBe(400);
    expect((await call('/v1/me', second.access_token)).status).toBe(401);
  });

  test('can be short, and can be ended from outside while refresh goes on', async () => {
    farm.setAccessTokenLife(1);
    const short = await tokens();
    expect(short.expires_in).toBe(1);
    farm.setAccessTokenLife(3600);
    const long = await (await renew(short.refresh_token)).json();
    await farm.expireAccessTokens();
    expect((await call('/v1/me', long.access_token)).status).toBe(401);
    expect((await renew(long.refresh_token)).status).toBe(200);
  });

  test('are revoked by the refresh token', async () => {
    const { refresh_token = '', access_token } = await tokens();
    expect((await post('/token/revocation', { token: refresh_token })).status).toBe(200);
    expect((await renew(refresh_token)).status).toBe(400);
    expect((await call('/v1/me', access_token)).status).toBe(401);
  });

  test('userinfo tells name, e-mail and a picture that exists', async () => {
    const { access_token } = await tokens();
    const headers = { origin: app, authorization: `Bearer ${access_token}` };
    const info = await (await fetch(`${farm.urls.fernpost}/me`, { headers })).json();
    expect(info).toMatchObject({ sub: 'fp-7c1e40', name: 'Maya Okafor', email: 'maya@okaforprints.example' });
    expect((await fetch(info.picture)).headers.get('content-type')).toBe('image/svg+xml');
  });

  test('a strange origin may not read the token endpoint', async () => {
    const reply = await fetch(`${farm.urls.fernpost}/token`, {
      method: 'POST',
      headers: { origin: 'http://evil.example' },
      body: new URLSearchParams({ client_id, grant_type: 'refresh_token', refresh_token: 'x' }),
    });
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('sign-out asks, then comes back to the app', async () => {
  const visitor = createVisitor(fetch);
  const { code, verifier } = await signIn(visitor);
  const reply = await (await post('/token', { grant_type: 'authorization_code', code, redirect_uri, code_verifier: verifier })).json();
  const asked = new URLSearchParams({ id_token_hint: reply.id_token, post_logout_redirect_uri: `${app}/`, state: 'out' });
  const page = await (await visitor.go(`${farm.urls.fernpost}/session/end?${asked}`)).text();
  expect(page).toContain('Sign out of Fernpost?');
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const response = await visitor.submit(`${farm.urls.fernpost}/session/end/confirm`, { xsrf, logout: 'yes' });
  expect(response.headers.get('location')).toBe(`${app}/?state=out`);
});

test('sign-out with client_id alone comes back to the callback', async () => {
  const visitor = createVisitor(fetch);
  await signIn(visitor);
  const asked = new URLSearchParams({ client_id, post_logout_redirect_uri: redirect_uri, state: 'out' });
  const page = await (await visitor.go(`${farm.urls.fernpost}/session/end?${asked}`)).text();
  expect([...page.matchAll(/<button[^>]*>([^<]+)/g)].map(([, text]) => text)).toEqual(['Sign out', 'Stay signed in']);
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const response = await visitor.submit(`${farm.urls.fernpost}/session/end/confirm`, { xsrf, logout: 'yes' });
  expect(response.headers.get('location')).toBe(`${redirect_uri}?state=out`);
});

describe('prompt=none', () => {
  const silently = async (visitor: Visitor) => {
    const { url } = await visitor.follow(authorizationUrl({ prompt: 'none' }).url, atFernpost);
    return new URL(url).searchParams;
  };

  test('fails where nobody is signed in', async () => {
    expect((await silently(createVisitor(fetch))).get('error')).toBe('login_required');
  });

  test('succeeds where it was allowed before', async () => {
    const visitor = createVisitor(fetch);
    await signIn(visitor);
    const reply = await silently(visitor);
    expect([reply.get('error'), reply.has('code'), reply.get('state')]).toEqual([null, true, 'st']);
  });
});

describe('the API', () => {
  let token: string;

  beforeAll(async () => {
    token = (await tokens()).access_token ?? '';
  });

  test('answers the preflight for Authorization', async () => {
    const { status, headers } = await fetch(`${farm.urls.api}/v1/me`, { method: 'OPTIONS', headers: { origin: app } });
    expect([status, headers.get('access-control-allow-origin'), headers.get('access-control-max-age')]).toEqual([204, '*', '600']);
    expect(headers.get('access-control-allow-headers')).toContain('Authorization');
  });

  test('401 carries a challenge that scripts may read', async () => {
    const reply = await call('/v1/me', 'broken');
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(reply.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate');
  });

  test('403 names the scope that is missing', async () => {
    const narrow = await tokens({ scope: 'openid' });
    const reply = await call('/v1/orders', narrow.access_token);
    expect(reply.status).toBe(403);
    expect(reply.headers.get('www-authenticate')).toMatch(/error="insufficient_scope".*scope="orders:read"/);
  });

  test('lists orders and takes a new one', async () => {
    const before = await (await call('/v1/orders', token)).json();
    const headers = { 'content-type': 'application/json' };
    expect((await call('/v1/orders', token, { method: 'POST', headers, body: '{}' })).status).toBe(400);
    const made = await call('/v1/orders', token, { method: 'POST', headers, body: JSON.stringify({ item: 'Bone folder' }) });
    expect([made.status, (await made.json()).item]).toEqual([201, 'Bone folder']);
    expect((await (await call('/v1/orders', token)).json()).total).toBe(before.total + 1);
  });

  test('echoes all but the token', async () => {
    const reply = await call('/v1/echo?a=1', token, { method: 'PUT', body: 'text', headers: { 'idempotency-key': 'k' } });
    const text = await reply.text();
    expect(JSON.parse(text)).toMatchObject({ method: 'PUT', body: 'text', headers: { 'idempotency-key': 'k' } });
    expect(text).not.toContain(token);
  });

  test('redirects to the sink, waits, and streams line by line', async () => {
    expect((await call('/v1/redirect', token)).headers.get('location')).toBe(`${farm.urls.sink}/landed`);
    expect(await (await call('/v1/slow?ms=1', token)).json()).toEqual({ waited: true });
    const lines = (await (await call('/v1/stream', token)).text()).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).line)).toEqual([1, 2, 3, 4, 5]);
  });

  test('the log tells how a token came, and never which; the sink keeps all', async () => {
    await call('/v1/me', token);
    await fetch(`${farm.urls.singly}/profiles?access_token=secret-of-singly`);
    await fetch(`${farm.urls.sink}/x`, { method: 'POST', headers: { 'x-mine': '1' }, body: 'sunk' });
    const [me, profiles, sunk] = farm.log.slice(-3);
    expect(me).toMatchObject({ server: 'api', method: 'GET', url: '/v1/me', token: 'header' });
    expect(profiles).toMatchObject({ server: 'singly', url: '/profiles?access_token=-', token: 'query' });
    expect(sunk).toMatchObject({ server: 'sink', token: 'none' });
    expect(JSON.stringify(farm.log)).not.toMatch(new RegExp(`${token}|secret-of-singly`));
    expect(farm.received.at(-1)).toMatchObject({ method: 'POST', url: '/x', body: 'sunk', headers: { 'x-mine': '1' } });
  });
});

test('nothing was printed', () => {
  expect(said).toEqual([]);
});
