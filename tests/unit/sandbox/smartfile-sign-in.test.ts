/** SmartFile's way in: its pages, the code in the address or on the screen, the exchange and the renewal. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { app, corsOf, redirect_uri } from './seed-bench.ts';
import { client, createBench, exchange, renew, shownCode, site, tokens } from './smartfile-bench.ts';

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';
const { client_id, client_secret } = client;

describe('the way back', () => {
  test('brings a code, and state as it came', async () => {
    const { back } = await createBench().go({ state: 'a&b=ü' });
    expect(back?.origin).toBe(app);
    expect([...(back?.searchParams.keys() ?? [])]).toEqual(['code', 'state']);
    expect(back?.searchParams.get('code')).toMatch(/^[A-Za-z0-9]{30}$/);
    expect(back?.searchParams.get('state')).toBe('a&b=ü');
  });

  test('brings no state where none was sent, and keeps a query that was there', async () => {
    const { back } = await createBench().go({ redirect_uri: `${redirect_uri}?p=smartfile` });
    expect([...(back?.searchParams.keys() ?? [])]).toEqual(['p', 'code']);
  });

  test('says denial', async () => {
    const { back } = await createBench().go({ state: 'st' }, { decision: 'deny' });
    expect(Object.fromEntries(back?.searchParams ?? [])).toEqual({ error: 'access_denied', state: 'st' });
  });

  test('says that only codes are offered', async () => {
    const { back } = await createBench().go({ response_type: 'token', state: 'st' });
    expect(Object.fromEntries(back?.searchParams ?? [])).toEqual({ error: 'unsupported_response_type', state: 'st' });
  });

  test.each([
    ['an unknown application', { client_id: 'nobody' }],
    ['an address that is not registered', { redirect_uri: 'https://evil.example/' }],
  ])('is not taken for %s: a page says why', async (_name, more) => {
    const { back, response } = await createBench().go(more);
    expect([back, response.status]).toEqual([undefined, 400]);
    expect(await response.text()).toContain('This cannot go on');
  });
});

describe('the verifier on the screen', () => {
  test.each([
    ['no redirect_uri', undefined],
    ['the out-of-band address', outOfBand],
  ])('is shown for %s, and exchanged with it or without', async (_name, asked) => {
    const bench = createBench();
    for (const sent of [undefined, outOfBand]) {
      const { back, response } = await bench.go({ redirect_uri: asked });
      expect([back, response.status]).toEqual([undefined, 200]);
      const code = shownCode(await response.text());
      const reply = await bench.post('/oauth2/token/', {
        grant_type: 'authorization_code',
        client_id,
        client_secret,
        code,
        redirect_uri: sent,
      });
      expect(reply.status).toBe(200);
    }
  });

  test('lives ten minutes, where one in the address lives one', async () => {
    const bench = createBench();
    const shown = shownCode(await (await bench.go({ redirect_uri: undefined })).response.text());
    const { back } = await bench.go();
    bench.clock.ms += 61_000;
    const fields = { grant_type: 'authorization_code', client_id, client_secret };
    const late = await bench.post('/oauth2/token/', { ...fields, redirect_uri, code: back?.searchParams.get('code') ?? '' });
    expect([late.status, await late.json()]).toEqual([400, { error: 'invalid_grant' }]);
    expect((await bench.post('/oauth2/token/', { ...fields, code: shown })).status).toBe(200);
  });

  test('is absent after a denial, which a page says', async () => {
    const { response } = await createBench().go({ redirect_uri: undefined }, { decision: 'deny' });
    const page = await response.text();
    expect([response.status, shownCode(page)]).toEqual([200, undefined]);
    expect(page).toContain('Singlet got nothing');
  });
});

describe('the pages', () => {
  test('say that they are simulated, whose domain this is, and who is filled in; no script', async () => {
    const bench = createBench();
    const first = await bench.fetch(bench.start().slice(site.length));
    const page = await bench.fetch(first.headers.get('location') ?? '');
    const text = await page.text();
    expect(text).toContain('SmartFile is simulated');
    expect(text).toContain('files.brindleacoustics.example');
    expect(text).toContain('value="imogen"');
    expect(text).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    // A page is for a person: no other origin may read it.
    expect(corsOf(page)).toBe(null);
  });

  test('refuse a wrong password in place, and take another person', async () => {
    const bench = createBench();
    const { response } = await bench.go({}, { login: { username: 'imogen', password: 'balcony' } });
    expect(await response.text()).toContain('do not go together');
    const { access_token } = await tokens(bench, { login: { username: 'tomasz', password: 'foyer' } });
    expect((await (await bench.call('/api/2/whoami/', access_token)).json()).user.username).toBe('tomasz');
  });

  test('tell on the front what somebody who tries it has to type', async () => {
    const text = await (await createBench().fetch('/')).text();
    for (const part of ['SmartFile, simulated', client_id, 's:cret ö+', 'imogen with stalls']) expect(text).toContain(part);
  });

  test('a step that is over says so', async () => {
    const bench = createBench();
    expect((await bench.fetch('/oauth2/authorize/gone/')).status).toBe(400);
  });
});

describe('the token endpoint', () => {
  test('answers all five fields, a Bearer token, and the life as a number', async () => {
    const reply = await tokens(createBench());
    expect(Object.keys(reply).sort()).toEqual(['access_token', 'expires_in', 'refresh_token', 'scope', 'token_type']);
    expect(reply).toMatchObject({ expires_in: 36_000, scope: 'read write', token_type: 'Bearer' });
  });

  test('takes the secret in a Basic header too', async () => {
    const basic = `Basic ${Buffer.from('sfc:s%3Acret+%C3%B6%2B').toString('base64')}`;
    const bench = createBench();
    const { back } = await bench.go();
    const fields = { grant_type: 'authorization_code', redirect_uri, code: back?.searchParams.get('code') ?? '' };
    expect((await bench.post('/oauth2/token/', fields, { authorization: basic })).status).toBe(200);
  });

  test.each([
    ['a code that is not known', { code: 'x' }],
    ['another redirect_uri', { redirect_uri: `${redirect_uri}?p=smartfile` }],
    ['no redirect_uri', { redirect_uri: undefined }],
    ['the code of another application', { client_id: 'other', client_secret: 'other-secret' }],
  ])('answers invalid_grant and nothing else for %s', async (_name, fields) => {
    const reply = await exchange(createBench(), fields);
    expect([reply.status, await reply.json()]).toEqual([400, { error: 'invalid_grant' }]);
  });

  test.each([
    ['a wrong secret', { client_secret: 'guess' }],
    ['no secret', { client_secret: undefined }],
    ['an unknown application', { client_id: 'nobody' }],
  ])('answers 401 invalid_client for %s', async (_name, fields) => {
    const reply = await exchange(createBench(), fields);
    expect([reply.status, await reply.json()]).toEqual([401, { error: 'invalid_client' }]);
  });

  test('takes a code once', async () => {
    const bench = createBench();
    const { back } = await bench.go();
    const fields = { grant_type: 'authorization_code', client_id, client_secret, redirect_uri, code: back?.searchParams.get('code') ?? '' };
    expect((await bench.post('/oauth2/token/', fields)).status).toBe(200);
    expect((await bench.post('/oauth2/token/', fields)).status).toBe(400);
  });

  test('takes forms only, by POST only, and two grants only', async () => {
    const bench = createBench();
    const headers = { 'content-type': 'application/json' };
    const json = await bench.fetch('/oauth2/token/', { method: 'POST', headers, body: JSON.stringify({ client_id, client_secret }) });
    expect([json.status, await json.json()]).toEqual([401, { error: 'invalid_client' }]);
    expect((await bench.fetch('/oauth2/token/')).status).toBe(405);
    const other = await exchange(bench, { grant_type: 'client_credentials' });
    expect([other.status, await other.json()]).toEqual([400, { error: 'unsupported_grant_type' }]);
  });

  test('has no address without its final slash: a POST ends there, a GET is sent on', async () => {
    const bench = createBench();
    const post = await bench.post('/oauth2/token', { client_id, client_secret });
    expect([post.status, post.headers.get('content-type'), corsOf(post)]).toEqual([404, 'text/html; charset=utf-8', app]);
    const get = await bench.fetch('/oauth2/authorize?client_id=sfc&state=%2F');
    expect([get.status, get.headers.get('location')]).toEqual([301, '/oauth2/authorize/?client_id=sfc&state=%2F']);
    expect((await bench.fetch('//evil.example')).headers.get('location')).toBe('/evil.example/');
  });
});

describe('PKCE', () => {
  const verifier = 'v'.repeat(43);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const asked = { code_challenge: challenge, code_challenge_method: 'S256' };

  test('means nothing by itself', async () => {
    expect((await exchange(createBench(), { code_verifier: 'anything' }, asked)).status).toBe(200);
    expect((await exchange(createBench(), {}, asked)).status).toBe(200);
  });

  test('is held to its word where it is switched on, and never demanded', async () => {
    const bench = createBench({ pkce: 'checked' });
    const statuses = [];
    for (const code_verifier of [verifier, 'w'.repeat(43), undefined])
      statuses.push((await exchange(bench, { code_verifier }, asked)).status);
    expect(statuses).toEqual([200, 400, 400]);
    expect((await exchange(bench)).status).toBe(200);
  });
});

describe('renewal', () => {
  test('gives a new pair; the old refresh token is over', async () => {
    const bench = createBench();
    const first = await tokens(bench);
    const second = await (await renew(bench, first.refresh_token)).json();
    expect(second.access_token).not.toBe(first.access_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const again = await renew(bench, first.refresh_token);
    expect([again.status, await again.json()]).toEqual([400, { error: 'invalid_grant' }]);
    expect((await renew(bench, second.refresh_token)).status).toBe(200);
  });

  test('works after the access token is over', async () => {
    const bench = createBench({ accessTokenLifeS: () => 5 });
    const { access_token, refresh_token, expires_in } = await tokens(bench);
    bench.clock.ms += 5000;
    expect([expires_in, (await bench.call('/api/2/whoami/', access_token)).status]).toEqual([5, 401]);
    const renewed = await (await renew(bench, refresh_token)).json();
    expect((await bench.call('/api/2/whoami/', renewed.access_token)).status).toBe(200);
    bench.smartfile.expireAccessTokens();
    expect((await bench.call('/api/2/whoami/', renewed.access_token)).status).toBe(401);
  });

  test('keeps the refresh token where a bend wants it', async () => {
    const bench = createBench();
    const { refresh_token } = await tokens(bench);
    bench.setBend((_leg, _request, answer) => answer({ keepRefreshToken: true }));
    const reply = await (await renew(bench, refresh_token)).json();
    expect('refresh_token' in reply).toBe(false);
    expect((await renew(bench, refresh_token)).status).toBe(200);
  });
});
