/**
 * The code flow with PKCE (RFC 6749 section 4.1, RFC 7636), refresh (section 6) and revocation (RFC 7009)
 * through oidc-client-ts: the only file that imports it, loaded only when such a flow runs.
 * Requests go through our transport; every reply is judged by our own checks before the library sees it.
 */
import { OidcClient, type StateStore } from 'oidc-client-ts';
import { SingletError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { TraceCheck } from '../base/trace-event.ts';
import type { Provider } from '../provider/provider.ts';
import { type CheckedListener, type CheckedTokens, checkTokens } from './check-tokens.ts';
import { withoutEcho } from './echo.ts';
import type { GuardedFetch, Reply } from './guarded-fetch.ts';
import { decodeClaims } from './id-token.ts';
import { contextHeader, withContext } from './oidc-transport.ts';

export interface CodeRequestOptions {
  readonly id: string;
  readonly redirect_uri: string;
  readonly scope: string;
  readonly nonce: string;
  readonly prompt?: string | undefined;
  readonly login_hint?: string | undefined;
  readonly extraQueryParams: Readonly<Record<string, string>>;
}

/** Our own keys only, and reading takes away: the library's `clearStaleState` finds nothing to delete. */
function singleUseStore(entries: Map<string, string>): StateStore {
  const take = async (key: string) => {
    const value = entries.get(key) ?? null;
    entries.delete(key);
    return value;
  };
  return { set: async (key, value) => void entries.set(key, value), get: take, remove: take, getAllKeys: async () => [] };
}

function clientOf(provider: Provider, entries: Map<string, string>, context: string): OidcClient {
  const issuer = provider.issuer ?? new URL(provider.authorization_endpoint ?? '').origin;
  const { authorization_endpoint, token_endpoint, revocation_endpoint } = provider;
  return new OidcClient({
    authority: issuer,
    client_id: provider.client_id,
    redirect_uri: provider.redirect_uri,
    scope: provider.scope,
    metadata: {
      issuer,
      ...(authorization_endpoint && { authorization_endpoint }),
      ...(token_endpoint && { token_endpoint }),
      ...(revocation_endpoint && { revocation_endpoint }),
    },
    extraTokenParams: { ...provider.extraTokenParams },
    extraHeaders: { [contextHeader]: context },
    stateStore: singleUseStore(entries),
  });
}

/** The authorization request: its address, its `state`, and what the library must be given back later. No side effect. */
export async function buildCodeRequest(
  provider: Provider,
  options: CodeRequestOptions,
): Promise<{ url: string; state: string; oidc: string }> {
  const entries = new Map<string, string>();
  const { prompt, login_hint, id, scope } = options;
  const request = await clientOf(provider, entries, '').createSigninRequest({
    redirect_uri: options.redirect_uri,
    // Some servers know no scope; the library insists on one and can leave it out of the request.
    scope: scope || 'none',
    omitScopeWhenRequesting: scope === '',
    nonce: options.nonce,
    url_state: id,
    extraQueryParams: { ...options.extraQueryParams },
    ...(prompt && { prompt }),
    ...(login_hint && { login_hint }),
  });
  return { url: request.url, state: new URL(request.url).searchParams.get('state') ?? '', oidc: request.state.toStorageString() };
}

/** Keeps what the checks found while the library does its part; its own doubts become `token_response_invalid`. */
async function judged(
  provider: Provider,
  fetch: GuardedFetch,
  { sent, check }: { readonly sent: Secret; readonly check: (reply: Reply) => CheckedTokens },
  act: (context: string) => Promise<unknown>,
): Promise<CheckedTokens> {
  let tokens: CheckedTokens | undefined;
  const context = crypto.randomUUID();
  const inspect = (reply: Reply) => {
    tokens = check(reply);
  };
  try {
    await withContext(context, { fetch, inspect }, () => act(context));
  } catch (cause) {
    throw cause instanceof SingletError
      ? withoutEcho(cause, [sent])
      : new SingletError('token_response_invalid', { provider: provider.id, detail: 'refused by oidc-client-ts' });
  }
  if (!tokens) throw new SingletError('token_response_invalid', { provider: provider.id });
  return tokens;
}

export interface CodeExchange {
  readonly code: Secret;
  readonly state: string;
  readonly oidc: string;
  readonly nonce: string;
  readonly scope: string;
  readonly checked?: CheckedListener;
}

/** RFC 6749 section 4.1.3 with the verifier of this very transaction (RFC 7636 section 4.5). Spends the code. */
export function exchangeCode(
  provider: Provider,
  { code, state, oidc, nonce, scope, checked }: CodeExchange,
  fetch: GuardedFetch,
): Promise<CheckedTokens> {
  const { id } = JSON.parse(oidc) as { id: string };
  const reply = new URL(provider.redirect_uri);
  reply.searchParams.set('code', code.reveal());
  reply.searchParams.set('state', state);
  const openid = scope.split(' ').includes('openid');
  const check = (response: Reply) => checkTokens(response, provider, nonce, openid, checked);
  return judged(provider, fetch, { sent: code, check }, (context) =>
    clientOf(provider, new Map([[id, oidc]]), context).processSigninResponse(reply.href),
  );
}

const sameSubject = (expected: unknown, actual: string): TraceCheck => ({
  name: 'sub',
  passed: actual === expected,
  source: 'OpenID Connect Core section 12.2',
  expected: new Secret(String(expected)),
  actual: new Secret(actual),
});

/** RFC 6749 section 6. The subject must stay the same (OpenID Connect Core section 12.2). */
export function refreshTokens(
  provider: Provider,
  refreshToken: Secret,
  idToken: Secret | undefined,
  fetch: GuardedFetch,
  checked?: CheckedListener,
): Promise<CheckedTokens> {
  const sub = idToken && decodeClaims(idToken.reveal())?.sub;
  const check = (response: Reply) => {
    const tokens = checkTokens(response, provider, undefined, false, checked);
    const came = tokens.claims?.sub;
    if (sub !== undefined && came !== undefined) checked?.([sameSubject(sub, came)], tokens);
    // Compared with the ID token of the sign-in: an identity rule of the config may count in other ids.
    if (sub !== undefined && tokens.claims && tokens.claims.sub !== sub)
      throw new SingletError('identity_mismatch', { provider: provider.id, detail: 'the renewed token is for someone else' });
    return tokens;
  };
  return judged(provider, fetch, { sent: refreshToken, check }, (context) =>
    clientOf(provider, new Map(), context).useRefreshToken({
      // No scope: the server keeps what it granted. The profile is asked for by a type and used by nothing.
      state: { refresh_token: refreshToken.reveal(), session_state: null, profile: { sub: '', iss: '', aud: '', exp: 0, iat: 0 } },
      extraTokenParams: { ...provider.extraTokenParams },
    }),
  );
}

/** RFC 7009. True when the server took it; false when it refused. Network failures throw. */
export async function revokeToken(
  provider: Provider,
  token: Secret,
  hint: 'access_token' | 'refresh_token',
  fetch: GuardedFetch,
): Promise<boolean> {
  const context = crypto.randomUUID();
  let ok = false;
  const inspect = (reply: Reply) => {
    ok = reply.status >= 200 && reply.status < 300;
    if (!ok) throw new SingletError('token_rejected', { provider: provider.id, phase: 'sign-out', detail: `status ${reply.status}` });
  };
  await withContext(context, { fetch, inspect }, () => clientOf(provider, new Map(), context).revokeToken(token.reveal(), hint)).catch(
    (error: unknown) => {
      if (error instanceof SingletError && error.code === 'token_rejected') return;
      throw error;
    },
  );
  return ok;
}
