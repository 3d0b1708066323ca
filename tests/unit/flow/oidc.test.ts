import { describe, expect, test } from 'vitest';
import { encodeBase64Url } from '../../../src/core/base/base64url.ts';
import { isSingletError } from '../../../src/core/base/errors.ts';
import { Secret } from '../../../src/core/base/secret.ts';
import type { GuardedFetch } from '../../../src/core/flow/guarded-fetch.ts';
import { buildCodeRequest, exchangeCode, refreshTokens, revokeToken } from '../../../src/core/flow/oidc.ts';
import { aProvider } from '../../fixtures/provider.ts';

const provider = aProvider({
  issuer: 'https://id.acme.example',
  revocation_endpoint: 'https://id.acme.example/revoke',
  extraTokenParams: { audience: 'x' },
});
const options = { id: 'tx1', redirect_uri: provider.redirect_uri, scope: 'openid profile', nonce: 'n1', extraQueryParams: {} };
const receivedAt = 1_760_000_000_000;

interface Call {
  readonly url: string;
  readonly body: URLSearchParams;
  readonly headers: Headers;
}

function server(body: unknown, status = 200): { calls: Call[]; fetch: GuardedFetch } {
  const calls: Call[] = [];
  const fetch: GuardedFetch = async (url, init = {}) => {
    calls.push({ url, body: new URLSearchParams(init.body as URLSearchParams), headers: new Headers(init.headers) });
    return { status, text: typeof body === 'string' ? body : JSON.stringify(body), headers: new Headers(), receivedAt };
  };
  return { calls, fetch };
}
function idToken(change: Record<string, unknown> = {}): string {
  const claims = {
    iss: provider.issuer,
    aud: 'spa',
    sub: 'u1',
    exp: receivedAt / 1000 + 60,
    iat: receivedAt / 1000,
    nonce: 'n1',
    ...change,
  };
  return `e30.${encodeBase64Url(new TextEncoder().encode(JSON.stringify(claims)))}.c2ln`;
}
const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'resolved',
    (error: unknown) => (isSingletError(error) ? error.code : String(error)),
  );
const exchange = async (fetch: GuardedFetch) => {
  const { state, oidc } = await buildCodeRequest(provider, options);
  return exchangeCode(provider, { code: new Secret('canary-code'), state, oidc, nonce: 'n1', scope: options.scope }, fetch);
};

describe('the authorization request', () => {
  test('[S28] asks for a code with S256 and never with plain, and always sends state and nonce', async () => {
    const { url, state } = await buildCodeRequest(provider, options);
    const sent = new URL(url).searchParams;
    expect(Object.fromEntries(sent)).toMatchObject({
      response_type: 'code',
      client_id: 'spa',
      code_challenge_method: 'S256',
      nonce: 'n1',
      scope: 'openid profile',
      state,
    });
    expect(state.endsWith(';tx1')).toBe(true);
    expect(sent.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(sent.has('code_verifier')).toBe(false);
  });

  test('[S28] draws a fresh verifier of at least 32 bytes each time', async () => {
    const verifiers = new Set<string>();
    for (let draw = 0; draw < 500; draw++) {
      const { oidc } = await buildCodeRequest(provider, options);
      verifiers.add((JSON.parse(oidc) as { code_verifier: string }).code_verifier);
    }
    expect(verifiers.size).toBe(500);
    for (const verifier of verifiers) expect(verifier).toMatch(/^[\w.~-]{64,128}$/);
  });

  test('[S26] keeps a query that the endpoint has', async () => {
    const { url } = await buildCodeRequest({ ...provider, authorization_endpoint: 'https://id.acme.example/authorize?tenant=7' }, options);
    expect(new URL(url).searchParams.get('tenant')).toBe('7');
  });

  test('leaves scope out where there is none', async () => {
    const { url } = await buildCodeRequest(provider, { ...options, scope: '' });
    expect(new URL(url).searchParams.has('scope')).toBe(false);
  });
});

describe('the exchange', () => {
  const good = { access_token: 'tok_12345678', token_type: 'bearer', expires_in: 60 };

  test('sends the verifier of this transaction, and no secret, to the token endpoint', async () => {
    const { calls, fetch } = server({ ...good, id_token: idToken() });
    const { access_token, claims, expires_in } = await exchange(fetch);
    expect(calls.length).toBe(1);
    expect(calls[0]?.url).toBe(provider.token_endpoint);
    expect(Object.fromEntries(calls[0]?.body ?? [])).toMatchObject({
      grant_type: 'authorization_code',
      code: 'canary-code',
      client_id: 'spa',
      redirect_uri: provider.redirect_uri,
      audience: 'x',
    });
    expect(calls[0]?.body.get('code_verifier')).toMatch(/^\w{64,}$/);
    expect(calls[0]?.body.has('client_secret')).toBe(false);
    expect([...(calls[0]?.headers.keys() ?? [])]).not.toContain('x-singlet-context');
    expect([access_token.reveal(), claims?.sub, expires_in]).toEqual(['tok_12345678', 'u1', 60]);
  });

  test.each([
    ['nonce', { nonce: 'other' }],
    ['iss', { iss: 'https://evil.example' }],
    ['aud', { aud: 'other' }],
    ['exp', { exp: 1 }],
    ['sub', { sub: undefined }],
  ])('refuses an ID token with a wrong %s', async (_, change) => {
    expect(await codeOf(exchange(server({ ...good, id_token: idToken(change) }).fetch))).toBe('id_token_invalid');
  });

  test('refuses a reply without an ID token when openid was asked', async () => {
    expect(await codeOf(exchange(server(good).fetch))).toBe('id_token_invalid');
  });

  test.each([
    ['token_rejected', { error: 'invalid_grant' }, 400],
    ['client_rejected', { error: 'invalid_client' }, 401],
    ['token_rejected', '<html>', 400],
    ['token_response_invalid', { token_type: 'bearer' }, 200],
    ['token_invalid', { access_token: '', token_type: 'bearer' }, 200],
    ['server_failed', 'down', 502],
  ])('%s, and nothing of the request in the error', async (code, body, status) => {
    const failure = await exchange(server(body, status).fetch).catch((error: unknown) => error);
    expect(isSingletError(failure) && failure.code).toBe(code);
    const shown = JSON.stringify(failure) + String((failure as Error).stack) + JSON.stringify((failure as Error).cause ?? '');
    expect(shown).not.toContain('canary');
    expect(shown).not.toContain('verifier');
  });
});

describe('renewal and revocation', () => {
  test('a renewal sends the refresh token and keeps the subject', async () => {
    const { calls, fetch } = server({ access_token: 'tok_new_12345', token_type: 'Bearer', refresh_token: 'ref_2' });
    const { refresh_token } = await refreshTokens(provider, new Secret('ref_1'), new Secret(idToken()), fetch);
    expect(Object.fromEntries(calls[0]?.body ?? [])).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'ref_1',
      client_id: 'spa',
    });
    expect(refresh_token?.reveal()).toBe('ref_2');
  });

  test('a renewed ID token for someone else is refused', async () => {
    const { fetch } = server({ access_token: 'tok_new_12345', token_type: 'Bearer', id_token: idToken({ sub: 'u2', nonce: undefined }) });
    expect(await codeOf(refreshTokens(provider, new Secret('ref_1'), new Secret(idToken()), fetch))).toBe('identity_mismatch');
  });

  test.each([
    [200, '', true],
    [200, '{}', true],
    [503, 'down', false],
    [400, '{"error":"unsupported_token_type"}', false],
  ])('a revocation answered by %i %s is %s', async (status, body, expected) => {
    const { calls, fetch } = server(body, status);
    expect(await revokeToken(provider, new Secret('tok'), 'access_token', fetch)).toBe(expected);
    expect(Object.fromEntries(calls[0]?.body ?? [])).toMatchObject({ token: 'tok', token_type_hint: 'access_token', client_id: 'spa' });
  });
});
