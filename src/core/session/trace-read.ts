/**
 * Tells of what is read of a provider in public: its metadata, its keys. Fetch -> the same fetch, told about.
 * Side effect: the trace.
 */
import { SingletError } from '../base/errors.ts';
import type { TraceCheck, TraceEvent } from '../base/trace-event.ts';
import type { GuardedFetch, Reply } from '../flow/guarded-fetch.ts';
import type { Context } from './context.ts';

/** Whom a reading is for. */
export type About = Pick<TraceEvent, 'provider' | 'transaction' | 'connection'>;

export interface Reading extends Pick<Context, 'trace'> {
  readonly ports: Pick<Context['ports'], 'now'>;
  readonly guarded: GuardedFetch;
}

const nothing = (): readonly TraceCheck[] => [];

/** `compare`: what of a reply is held against what. */
export function tellingFetch(
  { trace, ports, guarded }: Reading,
  about: About,
  compare: (reply: Reply) => readonly TraceCheck[] = nothing,
): GuardedFetch {
  return async (url, init) => {
    const began = ports.now();
    const [address = ''] = url.split('?');
    const event = () => {
      const took = ports.now() - began;
      return { ...about, step: 'metadata-read', from: 'provider', to: 'app', method: 'GET', url: address, took } as const;
    };
    try {
      const reply = await guarded(url, init);
      const checks = compare(reply);
      trace({ ...event(), status: reply.status, ...(checks.length > 0 && { checks }) });
      return reply;
    } catch (error) {
      trace({ ...event(), ...(error instanceof SingletError && { code: error.code }) });
      throw error;
    }
  };
}

const longest = 300;

/** The metadata must name the issuer that was asked, letter by letter. */
export function compareIssuer(issuer: string, { status, text }: Reply): readonly TraceCheck[] {
  if (status < 200 || status > 299) return [];
  let said: unknown;
  try {
    said = (JSON.parse(text.replace(/^\uFEFF/, '')) as { issuer?: unknown } | null)?.issuer;
  } catch {
    // No JSON names nobody.
  }
  const actual = typeof said === 'string' ? said.slice(0, longest) : undefined;
  return [{ name: 'issuer', passed: said === issuer, source: 'RFC 8414 section 3.3', expected: issuer, actual }];
}
