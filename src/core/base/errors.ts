/**
 * The one error type of Singlet and the table of its codes.
 * A code is stable; a message may change with any release, so nothing may match on it.
 * No error ever carries a request, a token or a typed secret (see `Secret`).
 */
import { hints } from './hints.ts';

/** Where in a sign-in or a call something went wrong. */
export type Phase = 'config' | 'discovery' | 'authorize' | 'callback' | 'token' | 'identity' | 'vault' | 'request' | 'sign-out';

/** The codes of each phase; `*` behind a code: the same act may succeed if it is done again. */
const phases = {
  config: 'config_unreachable* config_invalid provider_unknown flow_unsupported insecure_context stale_release*',
  discovery: 'discovery_failed* issuer_mismatch endpoint_refused pkce_missing',
  authorize: 'storage_unavailable popup_blocked* popup_closed* opener_unsafe sign_in_elsewhere* consent_needed interaction_required',
  callback:
    'no_transaction transaction_expired* transaction_changed* state_missing* state_mismatch* response_invalid* redirect_mismatch* opener_gone* code_invalid* iss_missing* iss_mismatch authorization_rejected*',
  token:
    'token_rejected* client_rejected* token_response_invalid* token_invalid token_type_unsupported id_token_invalid reply_too_large redirect_refused timed_out* network_failed* offline* unreachable* cors_blocked policy_blocked mixed_content local_network_denied* rate_limited* server_failed*',
  identity: 'identity_failed* identity_mismatch',
  request: 'connection_unknown needs_sign_in no_rule ambiguous_match request_refused aborted* disposed',
  vault: 'vault_unreadable vault_newer vault_blocked* vault_full* vault_conflict*',
} as const satisfies Partial<Record<Phase, string>>;

type Names<List extends string> = List extends `${infer First} ${infer Rest}`
  ? Names<First> | Names<Rest>
  : List extends `${infer Name}*`
    ? Name
    : List;

/** Every code a {@link SingletError} can have. */
export type ErrorCode = Names<(typeof phases)[keyof typeof phases]>;

const codes = new Map(
  Object.entries(phases).flatMap(([phase, list]) =>
    list.split(' ').map((code) => [code.replace('*', '') as ErrorCode, { phase: phase as Phase, retryable: code.endsWith('*') }] as const),
  ),
);

/** What the provider itself said, as far as RFC 6749 defines it. Capped, never HTML. */
export interface OAuthDetails {
  readonly error: string;
  readonly error_description?: string;
  readonly error_uri?: string;
}

/** What is known beyond the code. Never a secret. */
export interface ErrorFacts {
  /** How sure the cause is; a page cannot see why a request failed. */
  readonly certainty?: 'certain' | 'likely';
  /** Whether a code, token or secret may have been used up although no reply was read. */
  readonly spent?: 'nothing' | 'maybe';
  /** Origin that could not be reached or read. */
  readonly origin?: string;
  /** The provider asks to wait this long (Retry-After, at most 60 s). */
  readonly retryAfterMs?: number;
  /** The account that was expected and the one that came. */
  readonly accounts?: { readonly expected: Account; readonly found: Account };
}

/** Enough of an identity to tell two apart. */
export interface Account {
  readonly sub: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
}

export interface SingletErrorOptions {
  readonly provider?: string | undefined;
  readonly oauth?: OAuthDetails | undefined;
  readonly cause?: unknown;
  /** One clause that tells this case from others of the same code. Never a secret. */
  readonly detail?: string | undefined;
  readonly phase?: Phase | undefined;
  readonly facts?: ErrorFacts | undefined;
}

/** Every failure of Singlet. Decide on `code`; show `hint`. */
export class SingletError extends Error {
  override readonly name = 'SingletError';
  declare readonly code: ErrorCode;
  declare readonly phase: Phase;
  /** True when the same act may succeed if it is done again. */
  declare readonly retryable: boolean;
  declare readonly provider: string | undefined;
  declare readonly oauth: OAuthDetails | undefined;
  declare readonly detail: string | undefined;
  declare readonly facts: ErrorFacts | undefined;
  /** One sentence: what a person can do now. */
  declare readonly hint: string;

  constructor(code: ErrorCode, options: SingletErrorOptions = {}) {
    const { provider, oauth, detail, facts } = options;
    super(detail ? `${code}: ${detail}` : code, options);
    const { phase, retryable } = codes.get(code) as { phase: Phase; retryable: boolean };
    Object.assign(this, { code, phase: options.phase ?? phase, retryable, provider, oauth, detail, facts, hint: hints[code] ?? '' });
  }

  /** The safe fields only: cause, message and stack are not enumerable. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this));
  }
}

/** Recognises a SingletError from this or another frame, where `instanceof` would not. */
export function isSingletError(value: unknown): value is SingletError {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as { name?: unknown }).name === 'SingletError' &&
    codes.has((value as { code?: unknown }).code as ErrorCode)
  );
}

/** All codes, for catalogues and their tests. */
export const errorCodes: readonly ErrorCode[] = [...codes.keys()];

/** For a part that could not be loaded: the page was updated meanwhile. */
export function staleRelease(cause: unknown): never {
  throw new SingletError('stale_release', { cause });
}
