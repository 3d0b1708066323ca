/** SignEasy's auth host: client credentials, the sign-in, renewal, both generations of revocation, CORS. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bends } from '../../../src/sandbox/standard/bends.ts';
import { app, corsOf, redirect_uri } from './seed-bench.ts';
import {
  apiHost,
  askMachine,
  audience,
  authHost,
  claimsOf,
  client,
  createBench,
  errorOf,
  everything,
  exchange,
  machine,
  narrow,
  renew,
  tokens,
} from './signeasy-bench.ts';

describe('client credentials', () => {
  test('give a JWT for thirty days, and no refresh token', async () => {
    const bench = createBench();
    const reply = await askMachine(bench);
    const body = await reply.json();
    expect([reply.status, Object.keys(body).sort()]).toEqual([200, ['access_token', 'expires_in', 'scope', 'token_type']]);
    expect(body).toMatchObject({ expires_in: 2_592_000, token_type: 'Bearer' });
    const { exp, iat, aud, gty } = claimsOf(body.access_token);
    expect([exp - iat, aud, gty]).toEqual([2_592_000, audience, 'client-credentials']);
    bench.clock.ms += 2_592_000_000 - 1;
    expect((await bench.call('/v3/me/', body.access_token)).status).toBe(200);
    bench.clock.ms += 1;
    expect((await bench.call('/v3/me/', body.access_token)).status).toBe(401);
  });

  test('give another token each time, in the same second too', async () => {
    const bench = createBench();
    const [first, second] = await Promise.all([askMachine(bench), askMachine(bench)]);
    expect((await first.json()).access_token).not.toBe((await second.json()).access_token);
  });

  test.each([
    ['no audience', undefined],
    ['the audience without its final slash', 'https://api-ext.signeasy.com'],
    ['the API host for audience', 'https://api.signeasy.com/'],
  ])('%s: access_denied', async (_name, sent) => {
    expect(await errorOf(await askMachine(createBench(), { audience: sent }))).toEqual([403, 'access_denied']);
  });

  test.each([
    ['a wrong secret', { client_secret: 'guess' }],
    ['no secret', { client_secret: undefined }],
    ['an unknown application', { client_id: 'nobody' }],
  ])('%s: 401, access_denied, Unauthorized', async (_name, fields) => {
    const reply = await askMachine(createBench(), fields);
    expect([reply.status, await reply.json()]).toEqual([401, { error: 'access_denied', error_description: 'Unauthorized' }]);
  });

  test('are not for an application that signs people in, nor the other way round', async () => {
    const bench = createBench();
    expect(await errorOf(await askMachine(bench, client))).toEqual([403, 'unauthorized_client']);
    const { back } = await bench.go({ client_id: machine.client_id });
    expect(back?.searchParams.get('error')).toBe('unauthorized_client');
  });
});

describe('the token endpoint', () => {
  test('takes JSON objects only', async () => {
    const bench = createBench();
    const fields = { ...machine, audience, grant_type: 'client_credentials' };
    const form = await bench.auth('/oauth/token', { method: 'POST', body: new URLSearchParams(fields) });
    expect(await errorOf(form)).toEqual([400, 'invalid_request']);
    for (const body of ['{"client_id":', '[]', 'null']) {
      const reply = await bench.auth('/oauth/token', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      expect(await errorOf(reply)).toEqual([400, 'invalid_request']);
    }
  });

  test('says which grants there are', async () => {
    const bench = createBench();
    expect(await errorOf(await askMachine(bench, { grant_type: undefined }))).toEqual([400, 'invalid_request']);
    expect(await errorOf(await askMachine(bench, { grant_type: 'password' }))).toEqual([403, 'unsupported_grant_type']);
  });
});

describe('the sign-in', () => {
  test('comes back with code and state', async () => {
    const { back } = await createBench().go();
    expect([...(back?.searchParams.keys() ?? [])]).toEqual(['code', 'state']);
    expect(back?.searchParams.get('state')).toBe('st');
  });

  test('says denial with a description and state', async () => {
    const { back } = await createBench().go({}, { decision: 'deny' });
    expect([...(back?.searchParams.keys() ?? [])]).toEqual(['error', 'error_description', 'state']);
    expect(back?.searchParams.get('error')).toBe('access_denied');
  });

  test.each([
    ['a token instead of a code', { response_type: 'token' }, 'unsupported_response_type'],
    ['no audience', { audience: undefined }, 'invalid_request'],
    ['the audience without its final slash', { audience: audience.slice(0, -1) }, 'access_denied'],
    ['scopes that do not exist', { scope: 'openid profile' }, 'invalid_scope'],
  ])('%s is an error that comes back', async (_name, asked, error) => {
    const { back } = await createBench().go(asked);
    expect([back?.origin, back?.searchParams.get('error'), back?.searchParams.get('state')]).toEqual([app, error, 'st']);
  });

  test.each([
    ['an unknown application', { client_id: 'nobody' }, 400],
    ['an address that is not registered', { redirect_uri: `${redirect_uri}?x` }, 403],
    ['no address', { redirect_uri: undefined }, 403],
  ])('%s stays on a page', async (_name, asked, status) => {
    const { back, response } = await createBench().go(asked);
    expect([back, response.status]).toEqual([undefined, status]);
  });

  test('gives an hour, and a refresh token only for offline_access', async () => {
    const bench = createBench();
    const lasting = await tokens(bench);
    expect([lasting.expires_in, lasting.scope]).toEqual([3600, everything]);
    expect(lasting.refresh_token).toMatch(/^v1\./);
    const passing = await tokens(bench, { scope: 'user:read made-up' });
    expect([passing.refresh_token, passing.scope]).toEqual([undefined, 'user:read']);
    bench.clock.ms += 3_600_000;
    expect((await bench.call('/v3/me/', passing.access_token)).status).toBe(401);
  });

  test.each([
    ['a code that is not known', { code: 'x' }],
    ['another redirect_uri', { redirect_uri: `${redirect_uri}x` }],
    ['no redirect_uri', { redirect_uri: undefined }],
    ['the code of another application', { client_id: 'other', client_secret: 'other-secret' }],
  ])('%s: 403 invalid_grant', async (_name, fields) => {
    expect(await errorOf(await exchange(createBench(), fields))).toEqual([403, 'invalid_grant']);
  });

  test('takes a code once, within ten minutes', async () => {
    const bench = createBench();
    const { back } = await bench.go();
    const fields = { grant_type: 'authorization_code', ...client, redirect_uri, code: back?.searchParams.get('code') ?? '' };
    expect((await bench.post('/oauth/token', fields)).status).toBe(200);
    expect(await errorOf(await bench.post('/oauth/token', fields))).toEqual([403, 'invalid_grant']);
    const late = await bench.go();
    bench.clock.ms += 600_000;
    expect((await bench.post('/oauth/token', { ...fields, code: late.back?.searchParams.get('code') ?? '' })).status).toBe(403);
  });

  test('does not look at PKCE, unless switched on', async () => {
    const verifier = 'v'.repeat(43);
    const asked = { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };
    const wrong = { code_verifier: 'w'.repeat(43) };
    expect((await exchange(createBench(), wrong, asked)).status).toBe(200);
    const bench = createBench({ pkce: 'checked' });
    expect((await exchange(bench, wrong, asked)).status).toBe(403);
    expect((await exchange(bench, { code_verifier: verifier }, asked)).status).toBe(200);
  });

  test('names every scope on a page that says it is simulated, and takes another person', async () => {
    const bench = createBench();
    const login = await bench.auth((await bench.auth(bench.start().slice(authHost.length))).headers.get('location') ?? '');
    const text = await login.text();
    expect(text).toContain('SignEasy is simulated');
    expect(text).toContain('value="grace"');
    expect(text).not.toContain('<script');
    const { access_token } = await tokens(bench, {}, { login: { username: 'owen', password: 'doorbell' } });
    expect((await (await bench.call('/v3/me/', access_token)).json()).email).toBe('owen@northmoorlettings.example');
  });
});

describe('renewal', () => {
  test('gives a new pair and voids the old one, both parts', async () => {
    const bench = createBench();
    const first = await tokens(bench);
    const second = await (await renew(bench, first.refresh_token)).json();
    expect([second.expires_in, second.scope]).toEqual([3600, everything]);
    expect((await bench.call('/v3/me/', first.access_token)).status).toBe(401);
    expect((await bench.call('/v3/me/', second.access_token)).status).toBe(200);
    expect(await errorOf(await renew(bench, first.refresh_token))).toEqual([403, 'invalid_grant']);
    expect((await renew(bench, second.refresh_token)).status).toBe(200);
  });

  test('works after the hour, and with a life that a test asks for', async () => {
    const bench = createBench({ accessTokenLifeS: () => 3 });
    const { refresh_token, expires_in } = await tokens(bench);
    bench.clock.ms += 86_400_000;
    expect([expires_in, (await renew(bench, refresh_token)).status]).toEqual([3, 200]);
  });
});

describe('revocation', () => {
  test('of today: a refresh token takes its grant along, an access token goes alone', async () => {
    const bench = createBench();
    const first = await tokens(bench);
    expect((await bench.post('/oauth/revoke', { ...client, token: first.access_token })).status).toBe(200);
    expect((await bench.call('/v3/me/', first.access_token)).status).toBe(401);
    const second = await (await renew(bench, first.refresh_token)).json();
    expect((await bench.post('/oauth/revoke', { ...client, token: second.refresh_token })).status).toBe(200);
    expect((await bench.call('/v3/me/', second.access_token)).status).toBe(401);
    expect((await renew(bench, second.refresh_token)).status).toBe(403);
  });

  test('of today wants the secret, and leaves tokens of others alone', async () => {
    const bench = createBench();
    const { access_token } = await tokens(bench);
    expect((await bench.post('/oauth/revoke', { ...client, client_secret: 'guess', token: access_token })).status).toBe(401);
    expect((await bench.post('/oauth/revoke', { ...machine, token: access_token })).status).toBe(200);
    expect((await bench.call('/v3/me/', access_token)).status).toBe(200);
    expect(await errorOf(await bench.post('/oauth/revoke', client))).toEqual([400, 'invalid_request']);
  });

  test.each(['/oauth2/tokens/revoke/', '/oauth2/tokens/revoke'])('of before: DELETE %s with the token itself', async (path) => {
    const bench = createBench();
    const { access_token } = await (await askMachine(bench)).json();
    const reply = await bench.call(path, access_token, { method: 'DELETE' });
    expect([reply.status, await reply.json(), corsOf(reply)]).toEqual([200, { message: 'Access Revoked' }, '*']);
    expect((await bench.call('/v3/me/', access_token)).status).toBe(401);
    expect((await bench.call(path, access_token, { method: 'DELETE' })).status).toBe(401);
  });
});

describe('two hosts', () => {
  test('keep to their own paths, and serve both where they are one', async () => {
    const bench = createBench();
    const { access_token } = await (await askMachine(bench)).json();
    expect((await bench.auth('/v3/me/', { headers: { authorization: `Bearer ${access_token}` } })).status).toBe(404);
    expect((await bench.api('/oauth/token', { method: 'POST' })).status).toBe(404);
    const one = (path: string, init: RequestInit) => bench.signeasy.fetch(new Request(apiHost + path, init));
    expect((await one('/v3/me', { headers: { authorization: `Bearer ${access_token}` } })).status).toBe(200);
    expect((await one('/oauth/token', { method: 'POST' })).status).toBe(400);
  });

  test('have a front each; secrets stand on the one that gives tokens', async () => {
    const bench = createBench();
    const auth = await (await bench.auth('/')).text();
    const api = await (await bench.api('/')).text();
    for (const part of [client.client_secret, machine.client_secret, 'grace with latchkey']) expect(auth).toContain(part);
    expect(api).toContain('SignEasy, simulated');
    expect(api).not.toContain(client.client_secret);
  });

  test('stand under a path prefix', async () => {
    const mount = '/sandbox/signeasy';
    const bench = createBench({ mount });
    const { access_token } = await tokens(bench);
    expect(claimsOf(access_token).iss).toBe(`${authHost}${mount}/`);
    expect((await bench.call('/v3/me', access_token)).status).toBe(200);
    expect((await bench.signeasy.auth.fetch(new Request(`${authHost}/authorize`))).status).toBe(404);
  });

  test('tokens end together from outside', async () => {
    const bench = createBench();
    const { access_token, refresh_token } = await tokens(bench);
    bench.signeasy.expireAccessTokens();
    expect((await bench.call('/v3/me', access_token)).status).toBe(401);
    expect((await renew(bench, refresh_token)).status).toBe(200);
  });
});

describe('CORS', () => {
  const preflight = {
    method: 'OPTIONS',
    headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  };

  test('the API is open to every page, with Authorization', async () => {
    const bench = createBench({ tokenCors: false });
    const reply = await bench.api('/v3/me/', preflight);
    expect([reply.status, corsOf(reply)]).toEqual([204, '*']);
    expect(reply.headers.get('access-control-allow-headers')).toContain('Authorization');
    expect(corsOf(await bench.api('/v3/me/'))).toBe('*');
  });

  test('the token endpoint is closed by itself, and open to known origins by a switch', async () => {
    expect(corsOf(await askMachine(createBench({ tokenCors: false })))).toBe(null);
    const bench = createBench({ originAllowed: (origin) => origin === app });
    for (const path of ['/oauth/token', '/oauth/revoke']) expect(corsOf(await bench.auth(path, preflight))).toBe(app);
    expect(corsOf(await askMachine(bench, { client_secret: 'guess' }))).toBe(app);
    const other = { ...preflight.headers, origin: 'https://else.example' };
    expect(corsOf(await bench.auth('/oauth/token', { ...preflight, headers: other }))).toBe(null);
  });

  test('a general bend takes it away again', async () => {
    const bench = createBench();
    bench.setBend(bends['no-cors']);
    const reply = await askMachine(bench, narrow);
    expect([reply.status, corsOf(reply)]).toEqual([200, null]);
  });
});
