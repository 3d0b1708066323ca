/** Standard providers, what scripts ask of them: tokens, their renewal and end, the API, sign-out, and CORS. */
import { describe, expect, test } from 'vitest';
import {
  app,
  type Bench,
  client_id,
  createBench,
  desk,
  exchange,
  goThrough,
  issuer,
  redirect_uri,
  renew,
  startUrl,
  tokens,
} from './standard-bench.ts';

/** Status and error of a JSON reply. */
const outcome = async (reply: Promise<Response>) => {
  const { status } = await reply;
  return { status, error: (await (await reply).json()).error };
};
const refused = (error: string, status = 400) => ({ status, error });

/** A code that was not redeemed yet, and the fields that redeem it. */
async function fieldsFor(bench: Bench, more: Record<string, string> = {}): Promise<Record<string, string>> {
  const { back, verifier } = await goThrough(bench, bench.visit(), { client_id: more.client_id ?? client_id });
  const code = back?.searchParams.get('code') ?? '';
  return { grant_type: 'authorization_code', client_id, redirect_uri, code, code_verifier: verifier, ...more };
}

describe('a code', () => {
  test('brings access, refresh and ID token', async () => {
    const reply = await exchange(createBench());
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(Object.keys(await reply.json()).sort()).toEqual([
      'access_token',
      'expires_in',
      'id_token',
      'refresh_token',
      'scope',
      'token_type',
    ]);
  });

  test('without offline_access and openid brings an access token alone', async () => {
    const reply = await tokens(createBench(), { scope: 'classes:read' });
    expect(Object.keys(reply).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
  });

  test.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['a verifier that is too short', { code_verifier: 'x' }],
    ['another redirect URI', { redirect_uri: `${redirect_uri}?p=kiln` }],
    ['another code', { code: 'kl-unknown' }],
  ])('%s is refused', async (_what, more) => {
    const bench = createBench();
    expect(await outcome(bench.post('/token', { ...(await fieldsFor(bench)), ...more }))).toEqual(refused('invalid_grant'));
  });

  test('without its verifier is refused', async () => {
    const bench = createBench();
    const { code_verifier: _verifier, ...fields } = await fieldsFor(bench);
    expect(await outcome(bench.post('/token', fields))).toEqual(refused('invalid_grant'));
  });

  test('of another client is refused', async () => {
    const bench = createBench();
    expect(await outcome(bench.post('/token', { ...(await fieldsFor(bench)), ...desk }))).toEqual(refused('invalid_grant'));
  });

  test('lasts a minute', async () => {
    const bench = createBench();
    const fields = await fieldsFor(bench);
    bench.clock.ms += 60_000;
    expect(await outcome(bench.post('/token', fields))).toEqual(refused('invalid_grant'));
  });

  test('works once, and its second use ends what came of the first', async () => {
    const bench = createBench();
    const fields = await fieldsFor(bench);
    const { access_token, refresh_token } = await (await bench.post('/token', fields)).json();
    expect(await outcome(bench.post('/token', fields))).toEqual(refused('invalid_grant'));
    expect((await bench.call('/v1/me', access_token)).status).toBe(401);
    expect(await outcome(renew(bench, refresh_token))).toEqual(refused('invalid_grant'));
  });
});

describe('a refresh token', () => {
  test('rotates, and an old one ends the whole grant', async () => {
    const bench = createBench();
    const first = await tokens(bench);
    const second = await (await renew(bench, first.refresh_token)).json();
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await bench.call('/v1/me', second.access_token)).status).toBe(200);
    expect(await outcome(renew(bench, first.refresh_token))).toEqual(refused('invalid_grant'));
    expect(await outcome(renew(bench, second.refresh_token))).toEqual(refused('invalid_grant'));
    expect((await bench.call('/v1/me', second.access_token)).status).toBe(401);
  });

  test('gives less when less is asked, and never more', async () => {
    const bench = createBench();
    const { refresh_token = '' } = await tokens(bench, { scope: 'openid offline_access classes:read' });
    const fields = { grant_type: 'refresh_token', client_id, refresh_token };
    expect(await outcome(bench.post('/token', { ...fields, scope: 'bookings:read' }))).toEqual(refused('invalid_scope'));
    const less = await (await bench.post('/token', { ...fields, scope: 'openid' })).json();
    expect(less.scope).toBe('openid');
    expect((await bench.call('/v1/classes', less.access_token)).status).toBe(403);
  });

  test('lives on when access tokens are ended from outside', async () => {
    const bench = createBench();
    const { access_token = '', refresh_token } = await tokens(bench);
    bench.standard.expireAccessTokens();
    expect((await bench.call('/v1/me', access_token)).status).toBe(401);
    expect((await renew(bench, refresh_token)).status).toBe(200);
  });
});

describe('clients', () => {
  const basic = (name: string, secret: string) => {
    const encoded = new URLSearchParams([[name, secret]]).toString().replace('=', ':');
    return { authorization: `Basic ${btoa(encoded)}` };
  };

  test('a secret in the body or in the header', async () => {
    const bench = createBench();
    const inBody = await bench.post('/token', await fieldsFor(bench, desk));
    expect(inBody.status).toBe(200);
    const { client_id: _id, ...fields } = await fieldsFor(bench, { client_id: desk.client_id });
    expect((await bench.post('/token', fields, basic(desk.client_id, desk.client_secret))).status).toBe(200);
  });

  test('a wrong or missing secret is invalid_client, and the code stays good', async () => {
    const bench = createBench();
    const fields = await fieldsFor(bench, { client_id: desk.client_id });
    expect(await outcome(bench.post('/token', { ...fields, client_secret: 'guess' }))).toEqual(refused('invalid_client', 401));
    expect(await outcome(bench.post('/token', fields))).toEqual(refused('invalid_client', 401));
    const { client_id: _id, ...rest } = fields;
    const wrong = await bench.post('/token', rest, basic(desk.client_id, 'guess'));
    expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="Kiln"']);
    expect((await bench.post('/token', { ...fields, ...desk })).status).toBe(200);
  });

  test.each<[string, Record<string, string>, Record<string, string>, object]>([
    ['an unknown client', { client_id: 'nobody' }, {}, refused('invalid_client', 401)],
    ['a header that cannot be read', {}, { authorization: 'Basic %' }, refused('invalid_client', 401)],
    ['a secret in two ways', desk, basic(desk.client_id, desk.client_secret), refused('invalid_request')],
    ['no grant type', { client_id }, {}, refused('invalid_request')],
    ['another grant type', { client_id, grant_type: 'password' }, {}, refused('unsupported_grant_type')],
    ['another content type', { client_id }, { 'content-type': 'application/json' }, refused('invalid_request')],
  ])('%s is refused', async (_what, fields, headers, expected) => {
    expect(await outcome(createBench().post('/token', fields, headers))).toEqual(expected);
  });

  test('a parameter twice, or GET, is refused', async () => {
    const bench = createBench();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const twice = bench.fetch('/token', { method: 'POST', body: 'client_id=studio&client_id=desk', headers });
    expect(await outcome(twice)).toEqual(refused('invalid_request'));
    expect(await outcome(bench.fetch('/token'))).toEqual(refused('invalid_request', 405));
  });
});

describe('revocation', () => {
  const revoke = (bench: Bench, token = '', by = client_id) => bench.post('/revoke', { client_id: by, token });

  test('of the refresh token ends all; of an access token ends that one', async () => {
    const bench = createBench();
    const one = await tokens(bench);
    expect((await revoke(bench, one.access_token)).status).toBe(200);
    expect((await bench.call('/v1/me', one.access_token ?? '')).status).toBe(401);
    const two = await (await renew(bench, one.refresh_token)).json();
    expect((await revoke(bench, two.refresh_token)).status).toBe(200);
    expect((await bench.call('/v1/me', two.access_token)).status).toBe(401);
    expect(await outcome(renew(bench, two.refresh_token))).toEqual(refused('invalid_grant'));
  });

  test('of an unknown token is fine; of a token of somebody else does nothing', async () => {
    const bench = createBench();
    const { access_token = '' } = await tokens(bench);
    expect((await revoke(bench, 'unknown')).status).toBe(200);
    expect((await bench.post('/revoke', { ...desk, token: access_token })).status).toBe(200);
    expect((await bench.call('/v1/me', access_token)).status).toBe(200);
    expect(await outcome(bench.post('/revoke', { client_id }))).toEqual(refused('invalid_request'));
  });
});

describe('the API', () => {
  test('userinfo tells what the scopes allow, with a picture that exists', async () => {
    const bench = createBench();
    const full = await (await bench.call('/userinfo', (await tokens(bench)).access_token ?? '')).json();
    expect(full).toMatchObject({ sub: 'kl-91d3a8', name: 'Maya Okafor', email: 'maya@okaforprints.example' });
    expect((await bench.fetch(new URL(full.picture).pathname)).headers.get('content-type')).toBe('image/svg+xml');
    const bare = await tokens(bench, { scope: 'openid' });
    expect(await (await bench.call('/userinfo', bare.access_token ?? '')).json()).toEqual({ sub: 'kl-91d3a8' });
  });

  test('401 and 403 carry challenges that scripts may read', async () => {
    const bench = createBench();
    const none = await bench.fetch('/v1/me');
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Kiln"']);
    const broken = await bench.call('/v1/me', 'broken');
    expect(broken.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(broken.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate');
    const { access_token = '' } = await tokens(bench, { scope: 'openid' });
    const poor = await bench.call('/v1/classes', access_token);
    expect([poor.status, poor.headers.get('www-authenticate')]).toEqual([
      403,
      expect.stringMatching(/error="insufficient_scope".*scope="classes:read"/),
    ]);
  });

  test('a token ends with its time', async () => {
    const bench = createBench({ accessTokenLifeS: () => 2 });
    const { access_token = '', expires_in } = await tokens(bench);
    bench.clock.ms += 1999;
    expect([expires_in, (await bench.call('/v1/me', access_token)).status]).toEqual([2, 200]);
    bench.clock.ms += 1;
    expect((await bench.call('/v1/me', access_token)).status).toBe(401);
  });

  test('lists, and takes a booking', async () => {
    const bench = createBench();
    const { access_token = '' } = await tokens(bench);
    const book = (fields: object) => bench.call('/v1/bookings', access_token, { method: 'POST', body: JSON.stringify(fields) });
    const before = await (await bench.call('/v1/bookings', access_token)).json();
    expect((await book({ class: 'none' })).status).toBe(400);
    const made = await book({ class: 'kl-c-33' });
    expect([made.status, (await made.json()).title]).toEqual([201, 'Handbuilding: lidded jars']);
    const { bookings, total } = await (await bench.call('/v1/bookings', access_token)).json();
    expect([total, bookings[0].class]).toEqual([before.total + 1, 'kl-c-33']);
  });

  test('echoes all but the token', async () => {
    const bench = createBench();
    const { access_token = '' } = await tokens(bench);
    const text = await (
      await bench.call('/v1/echo?a=1', access_token, { method: 'PUT', body: 'text', headers: { 'idempotency-key': 'k' } })
    ).text();
    expect(JSON.parse(text)).toMatchObject({ method: 'PUT', body: 'text', headers: { 'idempotency-key': 'k' } });
    expect(text).not.toContain(access_token);
  });
});

describe('sign-out', () => {
  const signedIn = async (bench: Bench) => {
    const visitor = bench.visit();
    await goThrough(bench, visitor);
    return visitor;
  };
  const path = (fields: Record<string, string>) => `${issuer}/logout?${new URLSearchParams(fields)}`;
  const back = { client_id, post_logout_redirect_uri: `${app}/callback/`, state: 'out' };
  const here = (url: string) => url.startsWith(`${issuer}/`);
  const isIn = async (bench: Bench, visitor: Awaited<ReturnType<typeof signedIn>>) => {
    const response = await visitor.go(startUrl(bench, { prompt: 'none' }).url);
    return !new URL(response.headers.get('location') ?? '').searchParams.has('error');
  };

  test('asks, ends the session, and comes back with state; client_id is enough', async () => {
    const bench = createBench();
    const visitor = await signedIn(bench);
    const { url, response } = await visitor.follow(path(back), here);
    expect(await response?.text()).toContain('Sign out of Kiln?');
    const left = await visitor.submit(url, { decision: 'sign-out' });
    expect(left.headers.get('location')).toBe(`${app}/callback/?state=out`);
    expect(await isIn(bench, visitor)).toBe(false);
  });

  test('staying comes back as well, and the session is kept', async () => {
    const bench = createBench();
    const visitor = await signedIn(bench);
    const { url } = await visitor.follow(path(back), here);
    const left = await visitor.submit(url, { decision: 'stay' });
    expect(left.headers.get('location')).toBe(`${app}/callback/?state=out`);
    expect(await isIn(bench, visitor)).toBe(true);
  });

  test('tokens live on', async () => {
    const bench = createBench();
    const { access_token = '' } = await tokens(bench);
    const visitor = await signedIn(bench);
    const { url } = await visitor.follow(path(back), here);
    await visitor.submit(url, { decision: 'sign-out' });
    expect((await bench.call('/v1/me', access_token)).status).toBe(200);
  });

  test('with nobody signed in it comes back at once', async () => {
    const response = await createBench().visit().go(path(back));
    expect(response.headers.get('location')).toBe(`${app}/callback/?state=out`);
  });

  test('without an address to go to it ends on a page', async () => {
    const bench = createBench();
    const visitor = await signedIn(bench);
    const { url } = await visitor.follow(path({}), here);
    const left = await visitor.submit(url, { decision: 'sign-out' });
    const { response } = await visitor.follow(new URL(left.headers.get('location') ?? '', url).href, here);
    expect(await response?.text()).toContain('You are signed out');
  });

  test('id_token_hint names the application too', async () => {
    const bench = createBench();
    const { id_token = '' } = await tokens(bench);
    const { client_id: _id, ...rest } = back;
    const response = await bench.visit().go(path({ ...rest, id_token_hint: id_token }));
    expect(response.headers.get('location')).toBe(`${app}/callback/?state=out`);
    const foreign = await bench.visit().go(path({ ...back, client_id: desk.client_id, id_token_hint: id_token }));
    expect(foreign.status).toBe(400);
  });

  test.each<[string, Record<string, string>]>([
    ['an address that is not registered', { ...back, post_logout_redirect_uri: 'https://evil.example/' }],
    ['an unknown client', { ...back, client_id: 'nobody' }],
    ['nobody named', { post_logout_redirect_uri: `${app}/` }],
  ])('%s leads nowhere', async (_what, fields) => {
    const response = await createBench().visit().go(path(fields));
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });
});

describe('CORS', () => {
  const paths = ['/token', '/revoke', '/userinfo', '/v1/me', '/v1/bookings', '/desk/firings'];

  test.each(paths)('%s answers the preflight of the app, and of nobody else', async (path) => {
    const bench = createBench();
    const ask = (origin: string) => bench.fetch(path, { method: 'OPTIONS', headers: { origin } });
    const { status, headers } = await ask(app);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, app]);
    expect(headers.get('access-control-allow-headers')).toContain('Authorization');
    const strange = await ask('https://evil.example');
    expect([strange.status, strange.headers.get('access-control-allow-origin')]).toEqual([204, null]);
  });

  test.each(paths)('%s may be read by the app even when it refuses', async (path) => {
    const bench = createBench();
    const ask = (origin: string) => bench.fetch(path, { headers: { origin } });
    expect((await ask(app)).headers.get('access-control-allow-origin')).toBe(app);
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each(['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server', '/jwks'])(
    '%s is for everybody',
    async (path) => {
      const reply = await createBench().fetch(path, { headers: { origin: 'https://evil.example' } });
      expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    },
  );

  test('pages have none', async () => {
    const reply = await createBench().fetch('/authorize');
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('metadata names the issuer exactly, and every endpoint answers', async () => {
  const bench = createBench();
  const metadata = await (await bench.fetch('/.well-known/openid-configuration')).json();
  expect(metadata).toMatchObject({
    issuer: bench.issuer,
    response_types_supported: ['code', 'token', 'id_token token'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    token_endpoint_auth_methods_supported: ['none', 'client_secret_post', 'client_secret_basic'],
  });
  const endpoints = Object.entries<string>(metadata).filter(([name]) => /_endpoint$|^jwks_uri$/.test(name));
  expect(endpoints.length).toBe(6);
  for (const [, url] of endpoints) expect((await bench.fetch(new URL(url).pathname)).status).not.toBe(404);
});
