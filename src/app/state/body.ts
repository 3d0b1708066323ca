/**
 * The body of an answer, read up to a limit and told apart: nothing, JSON, text, or neither.
 * `Response` -> `Body`. Side effect: consumes the response.
 */

export type Body =
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly text: string; readonly value: unknown; readonly size: number; readonly whole: boolean }
  | { readonly kind: 'text'; readonly text: string; readonly size: number; readonly whole: boolean; readonly brokenJson: boolean }
  | { readonly kind: 'binary'; readonly size: number; readonly whole: boolean };

/** More than this of one answer is not held in a page. */
export const bodyLimit = 16_000_000;

async function readUpTo(response: Response, limit: number): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const reader = response.body?.getReader();
  if (!reader) return { bytes: new Uint8Array(), whole: true };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    chunks.push(piece.value);
    size += piece.value.length;
    if (size > limit) break;
  }
  const whole = size <= limit;
  if (!whole) await reader.cancel().catch(() => {});
  const bytes = new Uint8Array(Math.min(size, limit));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk.subarray(0, limit - at), at);
    at += chunk.length;
    if (at >= limit) break;
  }
  return { bytes, whole };
}

const textual = /^(text\/|application\/([\w.+-]*(json|xml|javascript|yaml|csv|urlencoded)))/i;
const binary = /^(image|audio|video|font)\/(?!svg)|^application\/(pdf|zip|gzip|octet-stream|wasm)/i;

/** Text where the type says so, or where the bytes are proper UTF-8 without control characters. */
function decode(bytes: Uint8Array, type: string, whole: boolean): string | null {
  if (binary.test(type)) return null;
  const charset = /charset=["']?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8';
  try {
    const text = new TextDecoder(charset, { fatal: whole && !textual.test(type) }).decode(bytes);
    return !textual.test(type) && /[\0-\x08\x0e-\x1a]/.test(text.slice(0, 4000)) ? null : text;
  } catch {
    return null;
  }
}

/** Sign, digits without the zeros around them, and power of ten: equal for equal numbers, however they are written. */
function decimalOf(text: string): string | null {
  const [, sign = '', whole = '', part = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  if (whole === '') return null;
  const digits = `${whole}${part}`.replace(/^0+/, '');
  const short = digits.replace(/0+$/, '');
  return short === '' ? `${sign}0` : `${sign}${short}e${Number(power) - part.length + digits.length - short.length}`;
}

/** True when a double is the very number that was written. */
const isExact = (source: string): boolean => decimalOf(source) === decimalOf(String(Number(source)));

/** Long digits, powers and minus zero: only then a look at every number is worth its time. */
const doubtful = /(?:\d\.?){16}|\d[eE][+-]?\d|(?:^|[\s[:,])-0/;

type Reviver = (this: unknown, key: string, value: unknown, context?: { readonly source?: string }) => unknown;
const parseWith = JSON.parse as (text: string, reviver: Reviver) => unknown;

/** ECMAScript's JSON.parse source text access; not every browser has it yet. */
const hasSource = (() => {
  let found = false;
  parseWith('0', (_key, value, context) => {
    found = context?.source === '0';
    return value;
  });
  return found;
})();

/**
 * `JSON.parse`, but a number that a double cannot hold becomes a `String` object of what was written, so that a long id
 * is not rounded. `withSource`: whether the engine hands out the source text; else such numbers are marked in the text first.
 */
export function parseExactly(text: string, withSource = hasSource): unknown {
  if (!doubtful.test(text)) return JSON.parse(text) as unknown;
  if (withSource) {
    return parseWith(text, (_key, value, context) =>
      typeof value === 'number' && context?.source !== undefined && !isExact(context.source) ? new String(context.source) : value,
    );
  }
  // The mark cannot be guessed, so no text of the answer can pass for a number.
  const mark = crypto.randomUUID();
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') || isExact(token) ? token : `"${mark}${token}"`,
  );
  return parseWith(marked, (_key, value) =>
    typeof value === 'string' && value.startsWith(mark) ? new String(value.slice(mark.length)) : value,
  );
}

export function bodyOf(bytes: Uint8Array, type: string, whole = true): Body {
  const size = bytes.length;
  if (size === 0) return { kind: 'empty' };
  const text = decode(bytes, type, whole);
  if (text === null) return { kind: 'binary', size, whole };
  const named = /json/i.test(type);
  if (!named && !/^\s*[[{]/.test(text)) return { kind: 'text', text, size, whole, brokenJson: false };
  try {
    return { kind: 'json', text, value: parseExactly(text), size, whole };
  } catch {
    return { kind: 'text', text, size, whole, brokenJson: named };
  }
}

export async function readBody(response: Response, limit = bodyLimit): Promise<Body> {
  const { bytes, whole } = await readUpTo(response, limit);
  return bodyOf(bytes, response.headers.get('content-type') ?? '', whole);
}
