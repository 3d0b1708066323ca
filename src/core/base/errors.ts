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
  config_unreachable: ['config', 1, 'Check that singlet.config.json lies beside singlet.js and is valid JSON.'],
  config_invalid: ['config', 0, 'Correct the entry that the message names; the other providers still work.'],
  provider_unknown: ['config', 0, 'Use one of the ids that providers() lists.'],
  flow_unsupported: ['config', 0, 'This provider offers no sign-in that a page without a server can finish.'],
  insecure_context: ['config', 0, 'Open this page over https, or as localhost on this device.'],
  discovery_failed: ['discovery', 1, 'Check the issuer address, or state the endpoints in the config.'],
  issuer_mismatch: ['discovery', 0, 'Use exactly the issuer that the provider names in its own metadata.'],
  endpoint_refused: ['discovery', 0, 'Addresses must be https (or loopback), without user name or fragment.'],
  pkce_missing: ['discovery', 0, 'The provider does not advertise PKCE with S256. Set "pkce": true if you know it works.'],
  storage_unavailable: ['authorize', 0, 'Allow this site to store data, then try again.'],
  no_transaction: ['callback', 0, 'No sign-in was waiting in this tab. Start it again from here.'],
  transaction_expired: ['callback', 1, 'The sign-in took longer than ten minutes. Start it again.'],
  transaction_changed: ['callback', 1, 'The settings of this provider changed during the sign-in. Start it again.'],
  state_missing: ['callback', 1, 'The reply does not name the sign-in it answers. Start it again.'],
  state_mismatch: ['callback', 1, 'The reply answers another sign-in. Start it again.'],
  response_invalid: ['callback', 1, 'The provider sent a reply that contradicts itself. Start again; tell the provider if it stays.'],
  iss_missing: ['callback', 1, 'The provider promised to name itself in its reply and did not. Start again.'],
  iss_mismatch: ['callback', 0, 'The reply names another provider. Nothing was kept.'],
  authorization_rejected: ['callback', 1, 'The provider did not grant access. Start again if that was not intended.'],
  token_rejected: ['token', 1, 'The provider refused to give a token. Start the sign-in again.'],
  token_response_invalid: ['token', 1, 'The token endpoint sent something that is not a token reply. Ask the provider.'],
  token_invalid: ['token', 0, 'The token has characters or a length that no request may carry. Ask the provider.'],
  token_type_unsupported: ['token', 0, 'Only bearer tokens can be used here. Ask the provider for one.'],
  id_token_invalid: ['token', 0, 'The ID token was not meant for this page. Nothing was kept; start again.'],
  reply_too_large: ['token', 0, 'The reply is over 1 MB, which no token reply is. Check the endpoint address.'],
  redirect_refused: ['token', 0, 'The endpoint redirects. Use its final address, often the one with a trailing slash.'],
  timed_out: ['token', 1, 'No reply came in time. Try again.'],
  network_failed: ['token', 1, 'No readable reply: offline, a wrong address, or a server that does not let pages read it (CORS).'],
  rate_limited: ['token', 1, 'The provider asks to wait before the next try.'],
  server_failed: ['token', 1, 'The provider had trouble on its side. Try again later.'],
  identity_failed: ['identity', 1, 'The provider did not say whose token this is. Start again.'],
  identity_mismatch: ['identity', 0, 'The token belongs to another account than expected. It was discarded.'],
  connection_unknown: ['request', 0, 'This connection is no longer here. Use one that connections() lists.'],
  needs_sign_in: ['request', 0, 'Sign in again to go on; nothing else is lost.'],
  no_rule: ['request', 0, 'No rule of this connection covers the address. Add one under "api" in its config entry.'],
  ambiguous_match: ['request', 0, 'Several connections serve this address. Choose one with for(id).fetch().'],
  request_refused: ['request', 0, 'A request that carries a token must be a plain cross-origin request to a clean address.'],
  redirected: ['request', 0, 'The API redirected the call; the token did not follow. Call the final address.'],
  vault_unreadable: ['vault', 0, 'A stored record could not be opened and was dropped. Sign in again.'],
  vault_newer: ['vault', 0, 'A newer Singlet wrote this vault. Reload to get that release; nothing was changed.'],
  vault_blocked: ['vault', 1, 'Another tab holds an older vault open. Close the other tabs of this page.'],
  vault_full: ['vault', 1, 'The browser has no room left for this site. Free some, then try again.'],
  vault_conflict: ['vault', 1, 'Another tab changed this connection first. Its newer state stands.'],
  stale_release: ['config', 1, 'This page was updated while it was open. Reload it.'],
  aborted: ['request', 1, 'The call was cancelled.'],
  disposed: ['request', 0, 'This Singlet was disposed. Create another one.'],
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
