/** A call of the console: what was typed -> a request, or what is wrong with it; and a call that was made. Pure. */
import type { Body } from './body.ts';
import { type Failure, heldBack } from './failure.ts';
import type { Journey } from './journey.ts';

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
  | {
      readonly kind: 'failure';
      readonly failure: Failure;
      /** When it was over, in epoch ms, where no readable answer came; a failure that the core tells of has none. */
      readonly over?: number;
    };

/** The connection that served a call, as it was then. */
export interface SentWith {
  readonly id: string;
  readonly thread: number;
  readonly tail: string;
  readonly name: string;
  readonly inHeader: boolean;
  /** As granted. */
  readonly scope: string;
  readonly refreshable: boolean;
  /** No end of its token is stated. */
  readonly endless: boolean;
}

/** One line of the history. */
export interface Call {
  readonly id: number;
  readonly draft: Draft;
  /** null when it went out bare. */
  readonly sentWith: SentWith | null;
  readonly journey: Journey;
  readonly provider: string | undefined;
  /** Epoch ms. */
  readonly at: number;
  readonly ms: number;
  readonly answer: Answer;
}

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
export const hasBody = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

export type AddressFault = 'whole' | 'plain' | 'userinfo';
export type HeaderFault = 'header' | 'header-value';

/** What keeps a draft from being sent, and of a header also where it stands. */
export type DraftFault =
  | { readonly fault: AddressFault }
  | {
      readonly fault: HeaderFault;
      readonly row: number;
      readonly name: string /** The first sign that cannot be sent. */;
      readonly sign: string;
    };

/** A header value travels as Latin-1 (Fetch, "byte sequence"), without line ends and NUL. */
const unsendable = /[^\x01-\x09\x0b\x0c\x0e-\xff]/u;

export function faultOf({ url, headers }: Draft): DraftFault | null {
  const text = url.trim();
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) return { fault: 'whole' };
  const { protocol, hostname, username, password } = new URL(text);
  // Fetch standard, Request constructor: a TypeError.
  if (username + password !== '') return { fault: 'userinfo' };
  if (protocol === 'http:' && !/(^|\.)localhost$/.test(hostname) && hostname !== '127.0.0.1') return { fault: 'plain' };
  for (const [row, { name, value }] of headers.entries()) {
    if (name.trim() === '') continue;
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name.trim())) return { fault: 'header', row, name: name.trim(), sign: '' };
    const [sign] = unsendable.exec(value) ?? [];
    if (sign) return { fault: 'header-value', row, name: name.trim(), sign };
  }
  return null;
}

export function initOf({ method, headers, body }: Draft): RequestInit {
  const named = headers.filter(({ name }) => name.trim() !== '').map(({ name, value }): [string, string] => [name.trim(), value.trim()]);
  return { method, headers: named, ...(hasBody(method) && body !== '' && { body }) };
}

const simpleHeaders: readonly string[] = ['accept', 'accept-language', 'content-language'];
const simpleTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

type Carried = Pick<Call, 'draft' | 'sentWith'>;

/** Names of headers that a browser asks the server about before it sends them (Fetch standard, CORS-preflight request). */
function askedAbout({ draft, sentWith }: Carried): readonly string[] {
  const named = draft.headers
    .map(({ name, value }) => [name.trim().toLowerCase(), value.trim()] as const)
    .filter(([name, value]) => name !== '' && !simpleHeaders.includes(name) && !(name === 'content-type' && simpleTypes.test(value)))
    .map(([name]) => name);
  return [...new Set([...(sentWith?.inHeader ? ['authorization'] : []), ...named])];
}

const simpleMethod = (method: string) => /^(GET|HEAD|POST)$/.test(method);

/** The headers that an API has to answer with before a page of `origin` can make this call. */
export function headersToAskFor(call: Carried, origin: string): readonly string[] {
  const names = askedAbout(call);
  return [
    `Access-Control-Allow-Origin: ${origin}`,
    ...(simpleMethod(call.draft.method) ? [] : [`Access-Control-Allow-Methods: ${call.draft.method}`]),
    ...(names.length > 0 ? [`Access-Control-Allow-Headers: ${names.join(', ')}`] : []),
  ];
}

/** Whether a call without a readable answer may have changed something all the same. */
export function mayHaveActed(call: Carried, { code, facts }: Failure): boolean {
  if (!facts?.certainty || /^(GET|HEAD|OPTIONS)$/.test(call.draft.method) || heldBack.includes(code)) return false;
  const preflight = !simpleMethod(call.draft.method) || askedAbout(call).length > 0;
  return code === 'network_failed' || !preflight;
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
