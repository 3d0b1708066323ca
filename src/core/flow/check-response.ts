/**
 * Holds a reply against the sign-in that was waiting for it. Response + transaction -> code or token, or a `SingletError`.
 * RFC 6749 sections 4.1.2, 4.2.2 and 10.12, RFC 9207 section 2.4, RFC 9700 sections 4.4 and 4.7. Pure.
 */
import { SingletError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { TraceCheck } from '../base/trace-event.ts';
import type { Provider, RedirectBinding } from '../provider/provider.ts';
import { oauthDetails } from './oauth-error.ts';
import type { AuthorizationResponse } from './response.ts';
import { nonceParameter } from './token-request.ts';
import { parseTokenFields, type TokenReply } from './token-response.ts';

export const transactionLifeMs = 600_000;

/** What of a transaction a reply is compared with. */
export interface Expectation {
  readonly id: string;
  readonly createdAt: number;
  readonly flow: 'code' | 'token';
  readonly binding: RedirectBinding;
  readonly state: string | undefined;
  readonly tuple: string;
  /** Where the reply has to land; undefined where a person carries it over by hand. */
  readonly redirect_uri: string | undefined;
  /** An ID token was asked for beside the access token. */
  readonly wantsIdToken: boolean;
}

export type CheckedResponse =
  | { readonly kind: 'code'; readonly code: Secret; readonly state: string }
  | { readonly kind: 'token'; readonly tokens: TokenReply };

/** Everything that identifies a server to us; a reply to one tuple is never finished with another. */
export function tupleOf(provider: Provider): string {
  const { issuer, authorization_endpoint, token_endpoint, client_id } = provider;
  return JSON.stringify([issuer, authorization_endpoint, token_endpoint, client_id]);
}

interface Context {
  readonly provider: Provider;
  /** True when the metadata promises `iss` in replies. */
  readonly issPromised: boolean;
  /** Epoch ms. */
  readonly now: number;
  readonly checked?: (check: TraceCheck) => void;
}

/** Compares and reports; absence never counts as equality. */
function requireSame(expected: string, actual: string | undefined, name: string, source: string, { provider, checked }: Context): void {
  const passed = actual === expected;
  checked?.({ name, passed, source, expected: new Secret(expected), actual: actual === undefined ? undefined : new Secret(actual) });
  if (!passed) throw new SingletError(actual === undefined ? 'state_missing' : 'state_mismatch', { provider: provider.id, detail: name });
}

/** Of a code it counts only in the query: a fragment outlives redirects, so it can be somebody else's. An error of the token flow may come in either. */
function checkIssuer(response: AuthorizationResponse, flow: Expectation['flow'], context: Context): void {
  const { provider, issPromised, checked } = context;
  const iss = response.get('iss');
  if (iss === undefined && !issPromised) return;
  const inPlace = flow === 'token' || response.place('iss') === 'query';
  const passed = inPlace && (provider.issuer === undefined || iss === provider.issuer);
  checked?.({
    name: 'iss',
    passed: passed && iss !== undefined,
    source: 'RFC 9207 section 2.4',
    expected: provider.issuer,
    actual: iss?.slice(0, 300),
  });
  if (iss === undefined) throw new SingletError('iss_missing', { provider: provider.id });
  if (!passed) throw new SingletError('iss_mismatch', { provider: provider.id });
}

/** Providers that share no issuer in replies are told apart by where a reply lands (RFC 9700 section 4.4.2). */
function checkLanding(response: AuthorizationResponse, redirectUri: string, context: Context): void {
  const wanted = new URL(redirectUri);
  const own = (url: URL) => url.origin + url.pathname.replace(/(\.html|\/index\.html|\/)$/, '');
  // Not in the fragment: that outlives redirects, so another provider can have put it there.
  const named = response.place('p') !== 'fragment' && (wanted.searchParams.get('p') ?? undefined) === response.get('p');
  const passed = own(wanted) === own(response.landed) && named;
  const [expected, actual] = [own(wanted), own(response.landed)];
  context.checked?.({ name: 'redirect_uri', passed, source: 'RFC 9700 section 4.4.2', expected, actual });
  if (!passed) throw new SingletError('redirect_mismatch', { provider: context.provider.id });
}

/** OpenID Connect Core section 3.1.2.6: what prompt=none asked for needs the person after all. */
const needsPerson = new Set(['login_required', 'interaction_required', 'consent_required', 'account_selection_required']);

const minutes = (ms: number) => `${Math.ceil(ms / 60_000)} min`;

/** A parameter that the asked flow does not bring, or that stands in the wrong place, spoils the whole reply. */
function checkPlaces(response: AuthorizationResponse, { flow, wantsIdToken }: Expectation, { provider, checked }: Context): void {
  const wrong = flow === 'code' ? ['access_token', 'id_token'] : wantsIdToken ? ['code'] : ['code', 'id_token'];
  const strange = wrong.find((name) => response.get(name) !== undefined);
  const place = flow === 'code' ? 'query' : 'fragment';
  const wanted = flow === 'code' ? ['code'] : wantsIdToken ? ['access_token', 'id_token'] : ['access_token'];
  const absent = wanted.find((name) => response.place(name) !== place);
  if (strange || absent) {
    const source = flow === 'code' ? 'RFC 6749 section 4.1.2' : 'RFC 6749 section 4.2.2';
    checked?.({ name: 'response type', passed: false, source, expected: `${wanted.join(', ')} (${place})`, actual: strange });
    throw new SingletError('response_invalid', {
      provider: provider.id,
      detail: strange ? `"${strange}" was not asked for` : `no ${absent} in the ${place}`,
    });
  }
}

/**
 * Errors: `transaction_expired`, `transaction_changed`, `state_*`, `redirect_mismatch`, `iss_*`, `authorization_rejected`,
 * `interaction_required`, `response_invalid`, and those of a token.
 */
export function checkResponse(response: AuthorizationResponse, expected: Expectation, context: Context): CheckedResponse {
  const { provider, now, checked } = context;
  const id = provider.id;
  const age = now - expected.createdAt;
  if (age > transactionLifeMs) {
    checked?.({ name: 'age', passed: false, source: '', expected: minutes(transactionLifeMs), actual: minutes(age) });
    throw new SingletError('transaction_expired', { provider: id });
  }
  if (tupleOf(provider) !== expected.tuple) {
    checked?.({ name: 'settings', passed: false, source: 'RFC 9700 section 4.4.2' });
    throw new SingletError('transaction_changed', { provider: id });
  }
  if (expected.state !== undefined) requireSame(expected.state, response.get('state'), 'state', 'RFC 6749 section 10.12', context);
  if (expected.binding === 'query')
    requireSame(expected.id, response.get(nonceParameter), nonceParameter, 'RFC 6749 section 3.1.2', context);
  if (expected.redirect_uri !== undefined) checkLanding(response, expected.redirect_uri, context);
  checkIssuer(response, expected.flow, context);
  const oauth = oauthDetails(response.get);
  if (oauth) {
    const code = needsPerson.has(oauth.error) ? 'interaction_required' : 'authorization_rejected';
    throw new SingletError(code, { provider: id, oauth });
  }
  checkPlaces(response, expected, context);
  checked?.({ name: 'response type', passed: true, source: 'RFC 6749 section 3.1.1' });
  if (expected.flow === 'code') return { kind: 'code', code: new Secret(response.get('code') ?? ''), state: expected.state ?? '' };
  const fields = {
    ...Object.fromEntries(['access_token', 'token_type', 'expires_in', 'scope', 'id_token'].map((name) => [name, response.get(name)])),
  };
  return { kind: 'token', tokens: parseTokenFields(fields, provider) };
}
