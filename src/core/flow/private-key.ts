/**
 * Reads a private key that a person drops, for signing alone: imported so that no script can read it out again.
 * File (PEM or DER, PKCS#8) -> `CryptoKey`; anything else is told apart, since nobody knows by heart what a key file holds.
 * RFC 5958 (PKCS#8), RFC 7468 (PEM), RFC 8017 (RSA). Pure, but for the import.
 */
import { SingletError } from '../base/errors.ts';

/** What a file is instead of a PKCS#8 key for RSA: the `detail` of `key_invalid`. */
export type KeyFault = 'encrypted' | 'keystore' | 'pkcs1' | 'public' | 'certificate' | 'wrong-type' | 'not-a-key';

const fault = (detail: KeyFault, cause?: unknown) => new SingletError('key_invalid', { detail, cause });

const largest = 65_536;

/** PEM labels that are no PKCS#8 key (RFC 7468 sections 5, 11, 13; older OpenSSL). */
const labels: readonly (readonly [RegExp, KeyFault])[] = [
  [/ENCRYPTED/, 'encrypted'],
  [/RSA PRIVATE/, 'pkcs1'],
  [/(EC|DSA|OPENSSH) PRIVATE/, 'wrong-type'],
  [/PUBLIC KEY/, 'public'],
  [/CERTIFICATE/, 'certificate'],
];

/** rsaEncryption, 1.2.840.113549.1.1.1, and the arc of the password-based schemes, 1.2.840.113549.1.5 and .12. */
const rsa = '2a864886f70d010101';
const passwordBased = /^2a864886f70d01(05|0c)/;

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly rest: Uint8Array;
}

/** One element of DER (X.690), or undefined where there is none. */
function readElement(bytes: Uint8Array): Element | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) return undefined;
  const long = first & 0x80 ? first & 0x7f : 0;
  if (long > 4) return undefined;
  const length = long ? bytes.slice(2, 2 + long).reduce((sum, byte) => sum * 256 + byte, 0) : first;
  const start = 2 + long;
  if (start + length > bytes.length) return undefined;
  return { tag, content: bytes.slice(start, start + length), rest: bytes.slice(start + length) };
}

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BITS = 0x03;
const OCTETS = 0x04;

const algorithmOf = ({ content }: Element) => hex(readElement(content)?.content ?? new Uint8Array());

/** A list that begins with a version: PKCS#8 has an algorithm and octets after it. */
function versionedFault(version: Element, second: Element): KeyFault | undefined {
  if (second.tag === INTEGER) return 'pkcs1';
  if (second.tag === OCTETS) return 'wrong-type';
  const third = second.tag === SEQUENCE ? readElement(second.rest) : undefined;
  if (third?.tag === OCTETS) return algorithmOf(second) === rsa ? undefined : 'wrong-type';
  return second.tag === SEQUENCE && version.content[0] === 3 ? 'keystore' : 'not-a-key';
}

/** What DER is, by its first elements; undefined for a PKCS#8 key of RSA. */
function faultOf(der: Uint8Array): KeyFault | undefined {
  const whole = readElement(der);
  const first = whole?.tag === SEQUENCE ? readElement(whole.content) : undefined;
  const second = first && readElement(first.rest);
  if (!first || !second) return 'not-a-key';
  if (first.tag === INTEGER) return versionedFault(first, second);
  if (first.tag !== SEQUENCE) return 'not-a-key';
  if (passwordBased.test(algorithmOf(first))) return 'encrypted';
  if (second.tag === BITS) return 'public';
  return second.tag === SEQUENCE ? 'certificate' : 'not-a-key';
}

const armour = /-----BEGIN ([A-Z0-9 ]+)-----([^]*?)-----END \1-----/g;

/** The key of a PEM file; what stands around it (attributes, a certificate beside it) is passed over. */
function derOf(text: string): Uint8Array<ArrayBuffer> {
  const blocks = [...text.matchAll(armour)].map(([, label = '', content = '']) => ({ label, content }));
  const plain = blocks.find(({ label }) => label === 'PRIVATE KEY');
  if (!plain) {
    const found = blocks.map(({ label, content }) => (/Proc-Type:.*ENCRYPTED/.test(content) ? `ENCRYPTED ${label}` : label));
    // A key that cannot be used tells more than a certificate beside it.
    throw fault(labels.find(([pattern]) => found.some((label) => pattern.test(label)))?.[1] ?? 'not-a-key');
  }
  try {
    return Uint8Array.from(atob(plain.content.replace(/\s/g, '')), (character) => character.charCodeAt(0));
  } catch {
    throw fault('not-a-key');
  }
}

/** Error: `key_invalid`, whose `detail` is a {@link KeyFault}. Nothing of the file stands in it. */
export async function importPrivateKey(given: string | Blob): Promise<CryptoKey> {
  const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : new Uint8Array(await given.arrayBuffer());
  if (bytes.length > largest) throw fault('not-a-key');
  const text = new TextDecoder().decode(bytes);
  const der = text.includes('-----BEGIN') ? derOf(text) : bytes;
  const wrong = faultOf(der);
  if (wrong) throw fault(wrong);
  try {
    return await crypto.subtle.importKey('pkcs8', der, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['sign']);
  } catch {
    // Without its cause: nobody knows what an engine tells of the file.
    throw fault('not-a-key');
  } finally {
    bytes.fill(0);
    der.fill(0);
  }
}
