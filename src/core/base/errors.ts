/**
 * The one error type of Singlet and the table of its codes.
 * A code is stable; a message may change with any release, so nothing may match on it.
 * No error ever carries a request, a token or a typed secret (see `Secret`).
 */
import type { actPhases } from './act-phases.ts';
import { hints } from './hints.ts';
import { phases } from './phases.ts';

/** Where in a sign-in or a call something went wrong. */
export type Phase = 'config' | 'discovery' | 'authorize' | 'callback' | 'token' | 'identity' | 'vault' | 'request' | 'sign-out';

type Names<List extends string> = List extends `${infer First} ${infer Rest}`
  ? Names<First> | Names<Rest>
  : List extends `${infer Name}*`
    ? Name
    : List;

type Listed<Table> = Names<Extract<Table[keyof Table], string>>;

/** Every code a {@link SingletError} can have. */
export type ErrorCode = Listed<typeof phases> | Listed<typeof actPhases>;

const codes = new Map<string, { readonly phase: Phase; readonly retryable: boolean }>();

/** Adds a table of codes; acts bring theirs. */
export function learnCodes(table: Readonly<Record<string, string>>): void {
  for (const [phase, list] of Object.entries(table))
    for (const code of list.split(' ')) codes.set(code.replace('*', ''), { phase: phase as Phase, retryable: code.endsWith('*') });
}

learnCodes(phases);

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

/** Every failure of Singlet. Decide on `code`; show `hint`. As JSON it is its safe fields: cause, message and stack are not enumerable. */
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
    const { phase, retryable } = codes.get(code) ?? { phase: 'request', retryable: false };
    Object.assign(this, { code, phase: options.phase ?? phase, retryable, provider, oauth, detail, facts, hint: hints[code] ?? '' });
  }
}

/** Recognises a SingletError from this or another frame, where `instanceof` would not. */
export function isSingletError(value: unknown): value is SingletError {
  const { name, code } = (value ?? {}) as Partial<SingletError>;
  return name === 'SingletError' && typeof code === 'string';
}

/** For a part that could not be loaded: the page was updated meanwhile. */
export function staleRelease(cause: unknown): never {
  throw new SingletError('stale_release', { cause });
}
