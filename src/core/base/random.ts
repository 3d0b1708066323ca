/** Unguessable identifiers. Side effect: draws from the given random source. */

/** Fills an array with random bytes, as `crypto.getRandomValues` does. */
export type RandomSource = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

/** 128 random bits as 32 hexadecimal digits. */
export function randomId(random: RandomSource): string {
  return [...random(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
