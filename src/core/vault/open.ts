/**
 * Opening what was sealed: AES-256-GCM under a key that script can use but not read out.
 * The additional data names format, place, generation and epoch, so a record that was moved, altered
 * or left over from a cleared vault does not open. They are joined as a JSON array: no two lists of
 * parts give the same bytes, whatever stands in them.
 * Sources: NIST SP 800-38D; W3C Web Cryptography. Side effects: reads the store it is given.
 */
import { SingletError } from '../base/errors.ts';
import type { RandomSource } from '../base/random.ts';
import type { Store } from './database.ts';

export const FORMAT = 1;
/** Where the key lies. */
export const KEY = 'key';
export const AES = 'AES-GCM';

/** The key and the life of the vault it belongs to: clearing the vault ends the epoch. */
export interface VaultKey {
  readonly key: CryptoKey;
  readonly epoch: string;
}

/** A sealed record, as it lies in the database. */
export interface Sealed {
  readonly v: number;
  readonly gen: number;
  readonly epoch: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly ct: ArrayBuffer;
}

/** What all of the vault works with. */
export interface VaultPorts {
  readonly store: Store;
  readonly random: RandomSource;
}

/** What a record is sealed and opened with. */
export const parameters = (iv: Uint8Array<ArrayBuffer>, place: string, gen: number, epoch: string) => ({
  name: AES,
  iv,
  additionalData: new TextEncoder().encode(JSON.stringify([FORMAT, place, gen, epoch])),
});

/** Opens what was sealed for this place in this epoch. Throws `vault_unreadable` for everything else. */
export async function open({ key, epoch }: VaultKey, place: string, record: unknown): Promise<unknown> {
  try {
    const { gen, iv, ct } = record as Sealed;
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(parameters(iv, place, gen, epoch), key, ct)));
  } catch (cause) {
    throw new SingletError('vault_unreadable', { cause });
  }
}

/** The generation that a stored record claims; 0 where there is none. */
export function generationOf(record: unknown): number {
  const gen = (record as Sealed | undefined)?.gen;
  return Number.isFinite(gen) ? (gen as number) : 0;
}

export const usable = (record: unknown) => ((record as VaultKey | undefined)?.key?.type === 'secret' ? (record as VaultKey) : undefined);

/** Reads the vault's key, if there is one, and other records of the same moment. */
export async function readWithKey(store: Store, places: readonly string[]): Promise<[VaultKey | undefined, ...unknown[]]> {
  const [key, ...records] = await store.read([KEY, ...places]);
  return [usable(key), ...records];
}
