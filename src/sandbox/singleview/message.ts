/**
 * {"Message": {…}, "Signature": "…"}: takes a signed body apart and checks the signature.
 * SHA256withRSA (RSASSA-PKCS1-v1_5 with SHA-256) in standard Base64 over the text of Message alone: exactly as it was sent,
 * or else as compact JSON with the keys in the same order. body + public key -> yes or no.
 */

export interface SignedBody {
  readonly message: Readonly<Record<string, unknown>>;
  /** Message as it stands in the body, letter by letter. */
  readonly text: string;
  readonly signature: string;
}

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One string, or one sign, or a run of what is neither. The text is known to be JSON. */
const part = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^[\]{},:"\s]+/gs;

/** The text of a member of the object that the JSON text is; of the last one, where the name stands there twice. */
export function textOfMember(json: string, name: string): string | undefined {
  let depth = 0;
  let key: string | undefined;
  let start: number | undefined;
  let found: string | undefined;
  let before = '';
  for (const { 0: sign, index } of json.matchAll(part)) {
    const closes = sign === '}' || sign === ']';
    if (closes) depth -= 1;
    const ends = (depth === 1 && sign === ',') || depth === 0;
    if (ends && key === name && start !== undefined) found = json.slice(start, index).trimEnd();
    if (ends) [key, start] = [undefined, undefined];
    if (depth === 1 && key !== undefined && start === undefined && sign !== ':') start = index;
    if (depth === 1 && sign === ':' && key === undefined) key = JSON.parse(before);
    if (sign === '{' || sign === '[') depth += 1;
    before = sign;
  }
  return found;
}

export function readSignedBody(body: string): SignedBody | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (!isObject(value) || !isObject(value.Message) || typeof value.Signature !== 'string') return undefined;
  const text = textOfMember(body, 'Message');
  return text === undefined ? undefined : { message: value.Message, text, signature: value.Signature };
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

export function importPublicKey(pem: string): Promise<CryptoKey> {
  const base64 = pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '');
  return crypto.subtle.importKey('spki', bytesOf(base64), algorithm, false, ['verify']);
}

export async function isSigned({ message, text, signature }: SignedBody, key: CryptoKey): Promise<boolean> {
  if (!/^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(signature)) return false;
  const bytes = bytesOf(signature);
  for (const one of new Set([text, JSON.stringify(message)]))
    if (await crypto.subtle.verify(algorithm.name, key, bytes, new TextEncoder().encode(one))) return true;
  return false;
}
