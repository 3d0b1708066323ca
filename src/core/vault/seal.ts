/**
 * Sealing and writing sealed records; open.ts reads them. JSON value -> sealed bytes.
 * Side effects: draws random bytes; makes the vault's key and keeps it in the store.
 */
import type { RandomSource } from '../base/random.ts';
import { randomId } from '../base/random.ts';
import type { Writer } from './database.ts';
import type { Sealed, VaultKey, VaultPorts } from './open.ts';
import { AES, FORMAT, KEY, parameters, readWithKey, usable } from './open.ts';
/** Seals a JSON value for one place and generation. */
export async function seal({ key, epoch }: VaultKey, random: RandomSource, place: string, gen: number, value: unknown): Promise<Sealed> {
  const iv = random(new Uint8Array(12));
  const ct = await crypto.subtle.encrypt(parameters(iv, place, gen, epoch), key, new TextEncoder().encode(JSON.stringify(value)));
  return { v: FORMAT, gen, epoch, iv, ct };
}

/** The vault's key; makes one where there is none. Of two tabs that make one, both use the first. */
async function vaultKey({ store, random }: VaultPorts): Promise<VaultKey> {
  const [found] = await readWithKey(store, []);
  if (found) return found;
  const key = await crypto.subtle.generateKey({ name: AES, length: 256 }, false, ['encrypt', 'decrypt']);
  const made = { key, epoch: randomId(random) };
  return store.transact(
    [KEY],
    ([other], to) => {
      const first = usable(other);
      if (first) return first;
      // Whatever lies here without its key can never be read again.
      to.clear();
      to.put(made, KEY);
      return made;
    },
    // What is sealed with it is written after it.
    'relaxed',
  );
}

/** The records it depends on, and the write itself: false when it found them changed and wrote nothing. */
export type SealedWrite = [places: readonly string[], write: (records: unknown[], to: Writer) => boolean];

/**
 * Seals first, then reads and writes in one transaction. Starts over when the vault was cleared meanwhile or
 * the write found its records changed, so that the loser of a race goes on from the winner's state.
 */
export async function writeSealed(
  ports: VaultPorts,
  prepare: (key: VaultKey) => Promise<SealedWrite>,
  durability?: 'relaxed',
): Promise<void> {
  for (let done = false; !done; ) {
    const key = await vaultKey(ports);
    const [places, write] = await prepare(key);
    const guarded = ([now, ...records]: unknown[], to: Writer) => usable(now)?.epoch === key.epoch && write(records, to);
    done = await ports.store.transact([KEY, ...places], guarded, durability);
  }
}
