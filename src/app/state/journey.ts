/**
 * What became of the token on the way of one call: used as it was, renewed before it, or refused, renewed and sent again.
 * Trace events -> `Journey`. Side effect: listens to the trace until it is stopped.
 */
import type { Singlet, TraceEvent } from '../../core/index.ts';

/** `renewal-failed`: it was refused, and no new one was to be had. */
export type Journey = 'plain' | 'renewed-first' | 'resent' | 'renewal-failed';

/** What is noted of an event; nothing of a token. */
export type Seen = Pick<TraceEvent, 'step' | 'connection' | 'method' | 'url' | 'status'>;

/** The events of one connection, in order, while one call to `url` was under way. */
export function journeyOf(events: readonly Seen[], { connection, method, url }: { connection: string; method: string; url: URL }): Journey {
  const own = events.filter(
    (one) => one.connection === connection && (one.step !== 'answered' || (one.method === method && one.url === url.origin + url.pathname)),
  );
  const first = own.findIndex(({ step }) => step === 'answered');
  const refused = own[first]?.status === 401;
  const after = own.slice(first + 1);
  if (refused && after.some(({ step }) => step === 'answered')) return 'resent';
  if (refused && after.some(({ step }) => step === 'token-requested')) return 'renewal-failed';
  return own.slice(0, Math.max(0, first)).some(({ step }) => step === 'refreshed') ? 'renewed-first' : 'plain';
}

/** Gives what was seen, and stops. */
export function watchTrace({ trace }: Pick<Singlet, 'trace'>): () => readonly Seen[] {
  const seen: Seen[] = [];
  // Only what is told apart: the rest may hold a Secret that nobody here needs.
  const stop = trace(({ step, connection, method, url, status }) => {
    seen.push({ step, ...(connection && { connection }), ...(method && { method }), ...(url && { url }), ...(status && { status }) });
  });
  return () => {
    stop();
    return seen;
  };
}
