/**
 * Sealing: AES-256-GCM under a key that script can use but not read out. JSON value <-> sealed bytes.
 * The additional data names format, place, generation and epoch, so a record that was moved, altered
 * or left over from a cleared vault does not open. They are joined as a JSON array: no two lists of
 * parts give the same bytes, whatever stands in them.
 * Sources: NIST SP 800-38D; W3C Web Cryptography. Side effects: draws random bytes; the key is kept in the store.
 */
import { SingletError } from '../base/errors.ts';
import type { RandomSource } from '../base/random.ts';
import { randomId } from '../base/random.ts';
import type { Store, Writer } from './database.ts';

const FORMAT = 1;
const KEY = 'key';
const AES = 'AES-GCM';

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

const parameters = (iv: Uint8Array<ArrayBuffer>, place: string, gen: number, epoch: string) => ({
  name: AES,
  iv,
  additionalData: new TextEncoder().encode(JSON.stringify([FORMAT, place, gen, epoch])),
});

/** Seals a JSON value for one place and generation. */
export async function seal({ key, epoch }: VaultKey, random: RandomSource, place: string, gen: number, value: unknown): Promise<Sealed> {
  const iv = random(new Uint8Array(12));
  const ct = await crypto.subtle.encrypt(parameters(iv, place, gen, epoch), key, new TextEncoder().encode(JSON.stringify(value)));
  return { v: FORMAT, gen, epoch, iv, ct };
}

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

const usable = (record: unknown) => ((record as VaultKey | undefined)?.key?.type === 'secret' ? (record as VaultKey) : undefined);

/** Reads the vault's key, if there is one, and other records of the same moment. */
export async function readWithKey(store: Store, places: readonly string[]): Promise<[VaultKey | undefined, ...unknown[]]> {
  const [key, ...records] = await store.read([KEY, ...places]);
  return [usable(key), ...records];
}

/** The vault's key; makes one where there is none. Of two tabs that make one, both use the first. */
async function vaultKey({ store, random }: VaultPorts): Promise<VaultKey> {
  const [found] = await readWithKey(store, []);
  if (found) return found;
  const key = await crypto.subtle.generateKey({ name: AES, length: 256 }, false, ['encrypt', 'decrypt']);
  const made = { key, epoch: randomId(random) };
  return store.transact([KEY], ([other], to) => {
    const first = usable(other);
    if (first) return first;
    // Whatever lies here without its key can never be read again.
    to.clear();
    to.put(made, KEY);
    return made;
  });
}

/** The records it depends on, and the write itself: false when it found them changed and wrote nothing. */
export type SealedWrite = [places: readonly string[], write: (records: unknown[], to: Writer) => boolean];

/**
 * Seals first, then reads and writes in one transaction. Starts over when the vault was cleared meanwhile or
 * the write found its records changed, so that the loser of a race goes on from the winner's state.
 */
export async function writeSealed(ports: VaultPorts, prepare: (key: VaultKey) => Promise<SealedWrite>): Promise<void> {
  for (let done = false; !done; ) {
    const key = await vaultKey(ports);
    const [places, write] = await prepare(key);
    done = await ports.store.transact([KEY, ...places], ([now, ...records], to) => usable(now)?.epoch === key.epoch && write(records, to));
  }
}
