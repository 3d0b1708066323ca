/** A call of the console: what was typed -> a request, or what is wrong with it; and a call that was made. Pure. */
import type { Body } from './body.ts';
import type { Failure } from './failure.ts';

export interface HeaderRow {
  readonly name: string;
  readonly value: string;
}

export interface Draft {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderRow[];
  readonly body: string;
}

export type Answer =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly statusText: string;
      readonly type: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Body | null;
    }
  | { readonly kind: 'failure'; readonly failure: Failure };

/** One line of the history. */
export interface Call {
  readonly id: number;
  readonly draft: Draft;
  /** The connection that served it, as it was then; null when it went out bare. */
  readonly sentWith: { readonly thread: number; readonly tail: string; readonly name: string } | null;
  readonly provider: string | undefined;
  /** Epoch ms. */
  readonly at: number;
  readonly ms: number;
  readonly answer: Answer;
}

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
export const hasBody = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

export type DraftFault = 'whole' | 'plain' | 'header';

/** What keeps a draft from being sent; for a header also its name. */
export function faultOf({ url, headers }: Draft): { readonly fault: DraftFault; readonly name: string } | null {
  const text = url.trim();
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) return { fault: 'whole', name: '' };
  const { protocol, hostname } = new URL(text);
  if (protocol === 'http:' && !/(^|\.)localhost$/.test(hostname) && hostname !== '127.0.0.1') return { fault: 'plain', name: '' };
  const bad = headers.find(({ name }) => name.trim() !== '' && !/^[\w!#$%&'*+.^`|~-]+$/.test(name.trim()));
  return bad ? { fault: 'header', name: bad.name } : null;
}

export function initOf({ method, headers, body }: Draft): RequestInit {
  const named = headers.filter(({ name }) => name.trim() !== '').map(({ name, value }): [string, string] => [name.trim(), value.trim()]);
  return { method, headers: named, ...(hasBody(method) && body !== '' && { body }) };
}

/** Path and query, for a line of the history. */
export function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

const kept = 50;
const keptBytes = 32_000_000;

/** Newest first. Old calls go, and the bodies of old ones before that, so that a day of calls stays small. */
export function remember(history: readonly Call[], call: Call): readonly Call[] {
  let bytes = 0;
  return [call, ...history].slice(0, kept).map((one, at) => {
    const { answer } = one;
    if (answer.kind === 'failure' || answer.body === null || answer.body.kind === 'empty') return one;
    bytes += answer.body.size;
    return bytes <= keptBytes || at === 0 ? one : { ...one, answer: { ...answer, body: null } };
  });
}
