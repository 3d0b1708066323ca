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

export function bodyOf(bytes: Uint8Array, type: string, whole = true): Body {
  const size = bytes.length;
  if (size === 0) return { kind: 'empty' };
  const text = decode(bytes, type, whole);
  if (text === null) return { kind: 'binary', size, whole };
  const named = /json/i.test(type);
  if (!named && !/^\s*[[{]/.test(text)) return { kind: 'text', text, size, whole, brokenJson: false };
  try {
    return { kind: 'json', text, value: JSON.parse(text) as unknown, size, whole };
  } catch {
    return { kind: 'text', text, size, whole, brokenJson: named };
  }
}

export async function readBody(response: Response, limit = bodyLimit): Promise<Body> {
  const { bytes, whole } = await readUpTo(response, limit);
  return bodyOf(bytes, response.headers.get('content-type') ?? '', whole);
}
