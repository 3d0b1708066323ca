/**
 * The one error type of Singlet and the table of its codes.
 * A code is stable; a message may change with any release, so nothing may match on it.
 * No error ever carries a request, a token or a typed secret (see `Secret`).
 */

/** Where in a sign-in or a call something went wrong. */
export type Phase =
  | 'config'
  | 'discovery'
  | 'authorize'
  | 'callback'
  | 'token'
  | 'identity'
  | 'vault'
  | 'request'
  | 'sign-out';

type Row = readonly [phase: Phase, retryable: 0 | 1, hint: string];

const codes = {
  config_unreachable: ['config', 1, 'Put singlet.config.json beside singlet.js.'],
  config_invalid: ['config', 0, 'Correct what the message names.'],
  provider_unknown: ['config', 0, 'Use an id that providers() lists.'],
  flow_unsupported: ['config', 0, 'A page alone cannot sign in at this provider.'],
  insecure_context: ['config', 0, 'Open this page over https, or as localhost.'],
  stale_release: ['config', 1, 'This page was updated meanwhile. Reload it.'],
  discovery_failed: ['discovery', 1, 'Check the issuer, or state the endpoints in the config.'],
  issuer_mismatch: ['discovery', 0, 'Use the issuer exactly as the provider names it.'],
  endpoint_refused: ['discovery', 0, 'Use an https address without user name and fragment.'],
  pkce_missing: ['discovery', 0, 'PKCE with S256 is not advertised. Set "pkce": true if you know it works.'],
  storage_unavailable: ['authorize', 0, 'Allow this site to store data, then try again.'],
  no_transaction: ['callback', 0, 'No sign-in was waiting in this tab. Start it here.'],
  transaction_expired: ['callback', 1, 'It took too long. Start the sign-in again.'],
  transaction_changed: ['callback', 1, 'The provider was changed meanwhile. Start again.'],
  state_missing: ['callback', 1, 'The reply names no sign-in. Start again.'],
  state_mismatch: ['callback', 1, 'The reply is for another sign-in. Start again.'],
  response_invalid: ['callback', 1, 'The reply contradicts itself. Start again.'],
  iss_missing: ['callback', 1, 'The provider did not name itself as promised. Start again.'],
  iss_mismatch: ['callback', 0, 'The reply names another provider. Nothing was kept.'],
  authorization_rejected: ['callback', 1, 'The provider did not grant access. Start again if you want it.'],
  token_rejected: ['token', 1, 'The provider gave no token. Start the sign-in again.'],
  token_response_invalid: ['token', 1, 'The token endpoint sent no token reply. Ask the provider.'],
  token_invalid: ['token', 0, 'No request can carry this token. Ask the provider.'],
  token_type_unsupported: ['token', 0, 'Only bearer tokens work here. Ask the provider.'],
  id_token_invalid: ['token', 0, 'The ID token is not for this page. Nothing was kept.'],
  reply_too_large: ['token', 0, 'Over 1 MB is no token reply. Check the address.'],
  redirect_refused: ['token', 0, 'The endpoint redirects. Use its final address.'],
  timed_out: ['token', 1, 'No reply came in time. Try again.'],
  network_failed: ['token', 1, 'Offline, a wrong address, or a server that pages may not read (CORS).'],
  rate_limited: ['token', 1, 'The provider asks to wait. Try later.'],
  server_failed: ['token', 1, 'The provider has trouble. Try later.'],
  identity_failed: ['identity', 1, 'The provider did not say whose token it is. Start again.'],
  identity_mismatch: ['identity', 0, 'The token is for another account. It was discarded.'],
  connection_unknown: ['request', 0, 'Use an id that connections() lists.'],
  needs_sign_in: ['request', 0, 'Sign in again; nothing else is lost.'],
  no_rule: ['request', 0, 'Add a rule for this address under "api" in the config.'],
  ambiguous_match: ['request', 0, 'Choose a connection with for(id).fetch().'],
  request_refused: ['request', 0, 'Send a plain request, without mode no-cors.'],
  aborted: ['request', 1, 'The call was cancelled.'],
  disposed: ['request', 0, 'Create another Singlet.'],
  vault_unreadable: ['vault', 0, 'A stored record was damaged and dropped. Sign in again.'],
  vault_newer: ['vault', 0, 'A newer release wrote this vault. Reload.'],
  vault_blocked: ['vault', 1, 'Close the other tabs of this page.'],
  vault_full: ['vault', 1, 'No room is left for this site. Free some.'],
  vault_conflict: ['vault', 1, 'Another tab was first. Its state stands.'],
} as const satisfies Record<string, Row>;

/** Every code a {@link SingletError} can have. */
export type ErrorCode = keyof typeof codes;

/** What the provider itself said, as far as RFC 6749 defines it. Capped, never HTML. */
export interface OAuthDetails {
  readonly error: string;
  readonly error_description?: string;
  readonly error_uri?: string;
}

export interface SingletErrorOptions {
  readonly provider?: string | undefined;
  readonly oauth?: OAuthDetails | undefined;
  readonly cause?: unknown;
  /** One clause that tells this case from others of the same code. Never a secret. */
  readonly detail?: string | undefined;
  readonly phase?: Phase | undefined;
}

/** Every failure of Singlet. Decide on `code`; show `hint`. */
export class SingletError extends Error {
  override readonly name = 'SingletError';
  readonly code: ErrorCode;
  readonly phase: Phase;
  /** True when the same act may succeed if it is done again. */
  readonly retryable: boolean;
  readonly provider: string | undefined;
  readonly oauth: OAuthDetails | undefined;
  readonly detail: string | undefined;
  /** One sentence: what a person can do now. */
  readonly hint: string;

  constructor(code: ErrorCode, options: SingletErrorOptions = {}) {
    const [phase, retryable, hint] = codes[code];
    super(options.detail ? `${code}: ${options.detail}` : code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.phase = options.phase ?? phase;
    this.retryable = retryable === 1;
    this.provider = options.provider;
    this.oauth = options.oauth;
    this.detail = options.detail;
    this.hint = hint;
  }

  /** The safe fields only: no cause, no stack. */
  toJSON(): Record<string, unknown> {
    const { name, code, phase, retryable, provider, oauth, detail, hint } = this;
    return { name, code, phase, retryable, provider, oauth, detail, hint };
  }
}

/** Recognises a SingletError from this or another frame, where `instanceof` would not. */
export function isSingletError(value: unknown): value is SingletError {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as { name?: unknown }).name === 'SingletError' &&
    Object.hasOwn(codes, String((value as { code?: unknown }).code))
  );
}

/** All codes, for catalogues and their tests. */
export const errorCodes = Object.keys(codes) as readonly ErrorCode[];
