/** Unguessable identifiers. Side effect: draws from the given random source. */
import { encodeBase64Url } from './base64url.ts';

/** Fills an array with random bytes, as `crypto.getRandomValues` does. */
export type RandomSource = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

/** `bits / 8` random bytes as base64url: 22 characters for the default 128 bits. */
export function randomId(random: RandomSource, bits = 128): string {
  return encodeBase64Url(random(new Uint8Array(bits / 8)));
}
