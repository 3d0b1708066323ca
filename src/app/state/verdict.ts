/**
 * What an answer says of the token that went along. Call -> `Verdict`, or null where it says nothing of it. Pure.
 * A missing scope is not an end (RFC 6750 section 3.1), and a token without a stated end cannot have expired.
 */
import type { ConnectionInfo } from '../../core/index.ts';
import type { Call } from './call.ts';
import { bearerChallenge } from './challenge.ts';

export type Verdict =
  | {
      readonly kind: 'scope';
      /** What the API asks for; empty where it does not say. */
      readonly wanted: readonly string[];
      /** What of it the token did not have. */
      readonly missing: readonly string[];
      readonly granted: readonly string[];
      readonly said: string | undefined;
    }
  /** Nothing is wrong with the token: the API is asked too often, or broken. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'down'; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'no-token' | 'own-header' | 'resent' | 'renewal-failed' | 'endless' | 'ended'; readonly said: string | undefined };

const scopesOf = (text: string) => text.split(' ').filter(Boolean);

/** What is known of the token beside the answer. */
function refusedKind({ sentWith, draft, journey }: Call): Exclude<Verdict['kind'], 'scope' | 'busy' | 'down'> | null {
  if (!sentWith) return draft.headers.some(({ name }) => name.trim().toLowerCase() === 'authorization') ? 'own-header' : 'no-token';
  if (journey === 'resent' || journey === 'renewal-failed') return journey;
  if (sentWith.endless) return 'endless';
  return sentWith.refreshable ? null : 'ended';
}

/** RFC 9110 section 10.2.3, in seconds; a date is left aside, since the clocks differ. */
function waitIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text.trim()) ? Number(text) * 1000 : undefined;
}

export function verdictOf(call: Call): Verdict | null {
  const { answer, sentWith } = call;
  if (answer.kind !== 'response') return null;
  const { status } = answer;
  const header = (wanted: string) => answer.headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  if (status === 429 || status >= 500) return { kind: status === 429 ? 'busy' : 'down', retryAfterMs: waitIn(header('retry-after')) };
  const challenge = bearerChallenge(header('www-authenticate'));
  const said = challenge?.description;
  if ((status === 401 || status === 403) && challenge?.error === 'insufficient_scope') {
    const granted = scopesOf(sentWith?.scope ?? '');
    const wanted = challenge.scopes;
    return { kind: 'scope', wanted, missing: wanted.filter((one) => !granted.includes(one)), granted, said };
  }
  // Where tokens have no end, 400 is what some say to a bad one.
  if (status === 400 && sentWith?.endless) return { kind: 'endless', said };
  const kind = status === 401 ? refusedKind(call) : null;
  return kind && { kind, said };
}

/** How a missing scope stands by now: the connection may have been signed in again since. */
export function scopeStands(
  { missing }: Pick<Extract<Verdict, { kind: 'scope' }>, 'missing'>,
  now: Pick<ConnectionInfo, 'scope' | 'requestedScope'> | undefined,
): 'lacking' | 'granted' | 'withheld' {
  if (!now || missing.length === 0) return 'lacking';
  if (missing.every((one) => scopesOf(now.scope).includes(one))) return 'granted';
  return missing.every((one) => scopesOf(now.requestedScope).includes(one)) ? 'withheld' : 'lacking';
}

/** What to ask for in a sign-in that adds the missing ones. */
export function widerScope(
  missing: readonly string[],
  { requestedScope, scope }: Pick<ConnectionInfo, 'scope' | 'requestedScope'>,
): string {
  return [...new Set([...scopesOf(requestedScope || scope), ...missing])].join(' ');
}
