/**
 * The one error type of Singlet and the table of its codes.
 * A code is stable; a message may change with any release, so nothing may match on it.
 * No error ever carries a request, a token or a typed secret (see `Secret`).
 */
import { hints } from './hints.ts';

/** Where in a sign-in or a call something went wrong. */
export type Phase = 'config' | 'discovery' | 'authorize' | 'callback' | 'token' | 'identity' | 'vault' | 'request' | 'sign-out';

/** Phase of each code; `*` before the phase: the same act may succeed if it is done again. */
const codes = {
  config_unreachable: '*config',
  config_invalid: 'config',
  provider_unknown: 'config',
  flow_unsupported: 'config',
  insecure_context: 'config',
  stale_release: '*config',
  discovery_failed: '*discovery',
  issuer_mismatch: 'discovery',
  endpoint_refused: 'discovery',
  pkce_missing: 'discovery',
  storage_unavailable: 'authorize',
  no_transaction: 'callback',
  transaction_expired: '*callback',
  transaction_changed: '*callback',
  state_missing: '*callback',
  state_mismatch: '*callback',
  response_invalid: '*callback',
  iss_missing: '*callback',
  iss_mismatch: 'callback',
  authorization_rejected: '*callback',
  token_rejected: '*token',
  token_response_invalid: '*token',
  token_invalid: 'token',
  token_type_unsupported: 'token',
  id_token_invalid: 'token',
  reply_too_large: 'token',
  redirect_refused: 'token',
  timed_out: '*token',
  network_failed: '*token',
  rate_limited: '*token',
  server_failed: '*token',
  identity_failed: '*identity',
  identity_mismatch: 'identity',
  connection_unknown: 'request',
  needs_sign_in: 'request',
  no_rule: 'request',
  ambiguous_match: 'request',
  request_refused: 'request',
  aborted: '*request',
  disposed: 'request',
  vault_unreadable: 'vault',
  vault_newer: 'vault',
  vault_blocked: '*vault',
  vault_full: '*vault',
  vault_conflict: '*vault',
} as const satisfies Record<string, Phase | `*${Phase}`>;

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
    const phase = codes[code];
    super(options.detail ? `${code}: ${options.detail}` : code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.phase = options.phase ?? (phase.replace('*', '') as Phase);
    this.retryable = phase.startsWith('*');
    this.provider = options.provider;
    this.oauth = options.oauth;
    this.detail = options.detail;
    this.hint = hints[code] ?? '';
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
