/**
 * What a trace tells of a person who is signed out at the provider: what the browser was sent with, and what came of it.
 * OpenID Connect RP-Initiated Logout 1.0 section 2. Side effect: the trace.
 */
import type { TraceEvent } from '../base/trace-event.ts';
import type { Transaction } from '../vault/transactions.ts';
import type { Context } from './context.ts';
import type { DisconnectResult } from './door.ts';
import { unseen } from './trace-sign-in.ts';

type Tracing = Pick<Context, 'trace'>;
type When = Pick<TraceEvent, 'happened' | 'connection'>;

const masked = /^(state|.*hint)$/;

/** `happened`: of a page that is gone, told by the one that comes back. */
export function traceSignOut({ trace }: Tracing, { id, provider, sent, mode }: Transaction, more: When): void {
  if (!sent) return;
  const parameters = Object.fromEntries(
    Object.entries(sent.parameters).map(([name, value]) => [name, masked.test(name) ? unseen() : value]),
  );
  // Where the connection was known a moment ago, that is what it goes on with.
  const named = more.connection === undefined ? { transaction: id } : {};
  const about = { provider, ...named, mode, from: 'app', to: 'provider', method: 'GET', url: sent.url } as const;
  trace({ ...about, ...more, step: 'sign-out-requested', parameters });
}

export function traceSessionEnded(
  { trace }: Tracing,
  about: Pick<TraceEvent, 'provider' | 'transaction' | 'connection' | 'code'>,
  outcome: DisconnectResult['session'],
  more: When = {},
): void {
  trace({ ...about, ...more, step: 'session-ended', from: 'provider', to: 'app', parameters: { outcome } });
}
