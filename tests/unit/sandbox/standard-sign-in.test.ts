/** Standard providers, the way through their pages: every response type, prompt=none, a code to copy, and what is refused where. */
import { describe, expect, test } from 'vitest';
import { createVisitor } from '../../fixtures/farm/visitor.ts';
import {
  app,
  atHash,
  type Bench,
  client_id,
  createBench,
  desk,
  exchange,
  goThrough,
  type Parameters,
  readJwt,
  redirect_uri,
  signIn,
  startUrl,
} from './standard-bench.ts';

const implicit = { code_challenge: undefined, code_challenge_method: undefined };
const byHand = { redirect_uri: undefined };
const fragmentOf = (url: URL | undefined) => new URLSearchParams(url?.hash.slice(1));

/** Where a start leads at once, without a page between. */
async function startAt(
  bench: Bench,
  more: Parameters,
  visitor = bench.visit(),
): Promise<{ status: number; back: URL | undefined; text: string }> {
  const response = await visitor.go(startUrl(bench, more).url);
  const location = response.headers.get('location');
  return { status: response.status, back: location?.startsWith('http') ? new URL(location) : undefined, text: await response.text() };
}

describe('code', () => {
  test('comes in the query with state and iss, and an ID token follows that holds', async () => {
    const bench = createBench();
    const { back, response } = await goThrough(bench, bench.visit());
    expect([response.status, back?.origin, back?.hash]).toEqual([303, app, '']);
    expect([...(back?.searchParams.keys() ?? [])].sort()).toEqual(['code', 'iss', 'state']);
    expect([back?.searchParams.get('state'), back?.searchParams.get('iss')]).toEqual(['st', bench.issuer]);
    const reply = await (await exchange(bench)).json();
    const { header, claims, signed } = await readJwt(bench, reply.id_token);
    expect(signed).toBe(true);
    expect(header).toMatchObject({ alg: 'RS256' });
    const now = bench.clock.ms / 1000;
    expect(claims).toEqual({
      iss: bench.issuer,
      sub: 'kl-91d3a8',
      aud: client_id,
      iat: now,
      exp: now + 3600,
      auth_time: now,
      nonce: 'no',
      at_hash: atHash(reply.access_token),
    });
  });

  test('keeps the query of the redirect URI', async () => {
    const bench = createBench();
    const { back } = await goThrough(bench, bench.visit(), { redirect_uri: `${redirect_uri}?p=kiln` });
    expect([...(back?.searchParams.keys() ?? [])]).toEqual(['p', 'code', 'state', 'iss']);
  });

  test('comes in the fragment where that is asked', async () => {
    const bench = createBench();
    const { back } = await goThrough(bench, bench.visit(), { response_mode: 'fragment' });
    expect([back?.search, fragmentOf(back).has('code')]).toEqual(['', true]);
  });

  test('without a state none is made up', async () => {
    const bench = createBench();
    const { back } = await goThrough(bench, bench.visit(), { state: undefined });
    expect(back?.searchParams.has('state')).toBe(false);
  });
});

describe('implicit', () => {
  test('a token comes in the fragment and works', async () => {
    const bench = createBench();
    const { back } = await goThrough(bench, bench.visit(), { ...implicit, response_type: 'token' });
    const reply = fragmentOf(back);
    expect(back?.search).toBe('');
    expect([...reply.keys()].sort()).toEqual(['access_token', 'expires_in', 'iss', 'scope', 'state', 'token_type']);
    expect([reply.get('token_type'), reply.get('expires_in'), reply.get('state')]).toEqual(['Bearer', '3600', 'st']);
    expect((await bench.call('/v1/me', reply.get('access_token') ?? '')).status).toBe(200);
  });

  test.each(['id_token token', 'token id_token'])('%s brings an ID token bound to the access token', async (response_type) => {
    const bench = createBench();
    const { back } = await goThrough(bench, bench.visit(), { ...implicit, response_type });
    const reply = fragmentOf(back);
    const { claims, signed } = await readJwt(bench, reply.get('id_token') ?? '');
    expect(signed).toBe(true);
    expect(claims).toMatchObject({ nonce: 'no', aud: client_id, at_hash: atHash(reply.get('access_token') ?? '') });
  });

  test.each([
    ['without nonce', { nonce: undefined }, 'invalid_request'],
    ['without openid', { scope: 'profile' }, 'invalid_scope'],
    ['into the query', { response_mode: 'query' }, 'invalid_request'],
  ])('an ID token %s is refused in the fragment', async (_how, more, error) => {
    const { back } = await startAt(createBench(), { ...implicit, response_type: 'id_token token', ...more });
    expect([back?.search, fragmentOf(back).get('error'), fragmentOf(back).get('state')]).toEqual(['', error, 'st']);
  });

  test('deny comes in the fragment, or in the query where the provider has it so', async () => {
    const bench = createBench();
    const { back } = await goThrough(bench, bench.visit(), { ...implicit, response_type: 'token' }, 'deny');
    expect([back?.search, fragmentOf(back).get('error'), fragmentOf(back).get('state')]).toEqual(['', 'access_denied', 'st']);
    const odd = createBench({ errorsInQuery: true });
    const other = await goThrough(odd, odd.visit(), { ...implicit, response_type: 'token' }, 'deny');
    expect([other.back?.hash, other.back?.searchParams.get('error')]).toEqual(['', 'access_denied']);
  });
});

describe('refused', () => {
  test.each<[string, Parameters, string]>([
    ['no PKCE', implicit, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a challenge that is none', { code_challenge: 'short' }, 'invalid_request'],
    ['an unknown response type', { response_type: 'code id_token' }, 'unsupported_response_type'],
    ['only unknown scopes', { scope: 'all' }, 'invalid_scope'],
    ['a request object', { request: 'x.y.z' }, 'request_not_supported'],
    ['none and login at once', { prompt: 'none login' }, 'invalid_request'],
  ])('%s leads back with an error', async (_what, more, error) => {
    const { back } = await startAt(createBench(), more);
    expect([back?.searchParams.get('error'), back?.searchParams.get('state')]).toEqual([error, 'st']);
  });

  test.each<[string, Parameters]>([
    ['an address that is not registered', { redirect_uri: 'https://evil.example/callback/' }],
    ['an unknown client', { client_id: 'nobody' }],
    ['a token without an address to go to', { ...implicit, response_type: 'token', redirect_uri: undefined }],
  ])('%s leads nowhere', async (_what, more) => {
    const { status, back, text } = await startAt(createBench(), more);
    expect([status, back]).toEqual([400, undefined]);
    expect(text).toContain('This cannot go on');
  });

  test('a parameter twice leads nowhere', async () => {
    const bench = createBench();
    const response = await bench.visit().go(`${startUrl(bench).url}&state=other`);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  test('what this provider does not offer', async () => {
    const bench = createBench({ responseTypes: ['code'] });
    const metadata = await (await bench.fetch('/.well-known/openid-configuration')).json();
    expect([metadata.response_types_supported, metadata.grant_types_supported]).toEqual([
      ['code'],
      ['authorization_code', 'refresh_token'],
    ]);
    const { back } = await startAt(bench, { ...implicit, response_type: 'token' });
    expect(fragmentOf(back).get('error')).toBe('unsupported_response_type');
  });

  test('a confidential client may go without PKCE', async () => {
    const bench = createBench();
    const { back } = await goThrough(bench, bench.visit(), { ...implicit, client_id: desk.client_id });
    expect(back?.searchParams.has('code')).toBe(true);
  });
});

describe('pages', () => {
  test('are filled in, ask nothing of the outside and hold no script', async () => {
    const bench = createBench();
    const visitor = bench.visit();
    const { url: at, response } = await visitor.follow(startUrl(bench).url, (url) => url.startsWith(bench.issuer));
    const login = (await response?.text()) ?? '';
    expect(login).toMatch(/value="maya".*value="celadon"/s);
    const consent = await signIn(bench, visitor, at);
    const front = await (await bench.fetch('/')).text();
    const pages = [login, await (await visitor.go(consent)).text(), front];
    expect(pages[1]).toContain('maya@okaforprints.example');
    for (const page of pages) expect(page).not.toMatch(/<script|\ssrc=|@import|url\(|href="http/);
    expect(response?.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('have these buttons', async () => {
    const bench = createBench();
    const visitor = bench.visit();
    const buttons = async (url: string) =>
      [...(await (await visitor.go(url)).text()).matchAll(/<button[^>]*>([^<]+)/g)].map(([, text]) => text);
    const { url: at } = await visitor.follow(startUrl(bench).url, (url) => url.startsWith(bench.issuer));
    expect(await buttons(at)).toEqual(['Sign in', 'Cancel']);
    expect(await buttons(await signIn(bench, visitor, at))).toEqual(['Allow', 'Deny', 'Use another account']);
    const { url: out } = await visitor.follow(`${bench.issuer}/logout`, (url) => url.startsWith(bench.issuer));
    expect(await buttons(out)).toEqual(['Sign out', 'Stay signed in']);
  });

  test('a wrong password shows the page again and names the people', async () => {
    const bench = createBench();
    const visitor = bench.visit();
    const { url: at } = await visitor.follow(startUrl(bench).url, (url) => url.startsWith(bench.issuer));
    const response = await visitor.submit(at, { username: 'maya', password: 'x', decision: 'login' });
    expect([response.status, (await response.text()).includes('noor with slipware')]).toEqual([200, true]);
  });

  test('who is signed in is only asked to allow, and can take another account', async () => {
    const bench = createBench();
    const visitor = bench.visit();
    await goThrough(bench, visitor);
    const again = await signIn(bench, visitor, startUrl(bench).url);
    expect(await (await visitor.go(again)).text()).toContain('Signed in as <strong>Maya Okafor');
    const switched = await visitor.submit(again, { decision: 'switch' });
    const at = new URL(switched.headers.get('location') ?? '', bench.issuer).href;
    expect(await (await visitor.go(at)).text()).toMatch(/value="noor".*value="slipware"/s);
  });

  test.each(['login', 'select_account'])('prompt=%s asks for the password although somebody is signed in', async (prompt) => {
    const bench = createBench();
    const visitor = bench.visit();
    await goThrough(bench, visitor);
    const { response } = await visitor.follow(startUrl(bench, { prompt }).url, (url) => url.startsWith(bench.issuer));
    expect(await response?.text()).toContain('name="password"');
  });

  test.each(['noor', 'noor@haddadceramics.example', 'kl-6e20f4'])('login_hint %s fills in that person', async (login_hint) => {
    const bench = createBench();
    const { response } = await bench.visit().follow(startUrl(bench, { login_hint }).url, (url) => url.startsWith(bench.issuer));
    expect(await response?.text()).toContain('value="noor"');
  });

  test('a step that is over says so', async () => {
    const bench = createBench();
    const visitor = bench.visit();
    const consent = await signIn(bench, visitor, startUrl(bench).url);
    await visitor.submit(consent, { decision: 'allow' });
    for (const response of [await visitor.go(consent), await visitor.submit(consent, { decision: 'allow' })])
      expect([response.status, (await response.text()).includes('no longer open')]).toEqual([400, true]);
  });

  test('allow without a session asks to sign in first', async () => {
    const bench = createBench();
    const { url: at } = await bench.visit().follow(startUrl(bench).url, (url) => url.startsWith(bench.issuer));
    const response = await bench.visit().submit(at, { decision: 'allow' });
    expect(response.headers.get('location')).toMatch(/^\/sign-in\//);
  });

  test('the cookie is httpOnly and named by instance, so that two on one host do not meet', async () => {
    const [one, two] = [createBench(), createBench({ issuer: 'https://kiln.example:8443' })];
    const named = async (bench: Bench) => {
      const { url: at } = await bench.visit().follow(startUrl(bench).url, (url) => url.startsWith(bench.issuer));
      const answer = await bench.visit().submit(at, { username: 'maya', password: 'celadon', decision: 'login' });
      return answer.headers.get('set-cookie') ?? '';
    };
    expect(await named(one)).toMatch(/^kiln_kiln_example=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await named(two)).toMatch(/^kiln_kiln_example_8443=/);
  });
});

describe('prompt=none', () => {
  const silent = { prompt: 'none' };

  test('nobody signed in: login_required', async () => {
    const { back } = await startAt(createBench(), silent);
    expect([back?.searchParams.get('error'), back?.searchParams.get('state')]).toEqual(['login_required', 'st']);
  });

  test('never allowed, or not that much: interaction_required', async () => {
    const bench = createBench();
    const visitor = bench.visit();
    await goThrough(bench, visitor, { scope: 'openid' });
    expect((await startAt(bench, silent, visitor)).back?.searchParams.get('error')).toBe('interaction_required');
    const { back } = await startAt(bench, { ...silent, scope: 'openid' }, visitor);
    expect(back?.searchParams.has('code')).toBe(true);
  });

  test('succeeds with a token too, and keeps the time of the sign-in', async () => {
    const bench = createBench();
    const visitor = bench.visit();
    await goThrough(bench, visitor);
    const signedInAt = bench.clock.ms / 1000;
    bench.clock.ms += 600_000;
    const { back } = await startAt(bench, { ...silent, ...implicit, response_type: 'id_token token' }, visitor);
    const { claims } = await readJwt(bench, fragmentOf(back).get('id_token') ?? '');
    expect(claims).toMatchObject({ auth_time: signedInAt, iat: signedInAt + 600 });
  });

  test('somebody else than hinted: login_required', async () => {
    const bench = createBench();
    const visitor = bench.visit();
    await goThrough(bench, visitor);
    const id_token_hint = (await (await exchange(bench)).json()).id_token;
    const error = async (more: Parameters) => (await startAt(bench, { ...silent, ...more }, visitor)).back?.searchParams.get('error');
    expect(await error({ login_hint: 'noor' })).toBe('login_required');
    expect(await error({ login_hint: 'maya@okaforprints.example' })).toBeNull();
    expect(await error({ id_token_hint })).toBeNull();
    const foreign = `x.${btoa(JSON.stringify({ sub: 'kl-6e20f4' }))}.x`;
    expect(await error({ id_token_hint: foreign })).toBe('login_required');
  });
});

describe('a code to copy', () => {
  const copied = async (response: Response) => /<p class="copy"><code>([^<]+)/.exec(await response.text())?.[1] ?? '';

  test.each([undefined, 'urn:ietf:wg:oauth:2.0:oob'])('redirect_uri %s shows it, and it can be redeemed', async (uri) => {
    const bench = createBench();
    const { response, back, verifier } = await goThrough(bench, bench.visit(), { redirect_uri: uri });
    expect([response.status, back]).toEqual([200, undefined]);
    const code = await copied(response);
    bench.clock.ms += 599_000;
    const fields = { grant_type: 'authorization_code', client_id, code, code_verifier: verifier, ...(uri && { redirect_uri: uri }) };
    expect((await bench.post('/token', fields)).status).toBe(200);
  });

  test('lasts ten minutes', async () => {
    const bench = createBench();
    const { response, verifier } = await goThrough(bench, bench.visit(), byHand);
    const code = await copied(response);
    bench.clock.ms += 600_000;
    const reply = await bench.post('/token', { grant_type: 'authorization_code', client_id, code, code_verifier: verifier });
    expect([reply.status, (await reply.json()).error]).toEqual([400, 'invalid_grant']);
  });

  test('deny shows that there is none', async () => {
    const bench = createBench();
    const { response, back } = await goThrough(bench, bench.visit(), byHand, 'deny');
    const text = await response.text();
    expect([back, text.includes('got nothing'), text.includes('access_denied')]).toEqual([undefined, true, true]);
  });

  test('a fault of the request stands on a page as well', async () => {
    const { status, text } = await startAt(createBench(), { ...byHand, scope: 'all' });
    expect([status, text.includes('invalid_scope')]).toEqual([400, true]);
  });
});

test('works below a path: every address of it stands there, and none outside', async () => {
  const bench = createBench({ issuer: 'https://app.example/sandbox/kiln' });
  const metadata = await (await bench.fetch('/.well-known/openid-configuration')).json();
  expect(metadata.token_endpoint).toBe('https://app.example/sandbox/kiln/token');
  expect((await exchange(bench)).status).toBe(200);
  const visitor = createVisitor((request) => bench.standard.fetch(request));
  const { url } = await visitor.follow(startUrl(bench).url, (one) => one.startsWith(bench.issuer));
  expect(url.startsWith(`${bench.issuer}/sign-in/`)).toBe(true);
  expect((await bench.standard.fetch(new Request('https://app.example/token', { method: 'POST' }))).status).toBe(404);
});
