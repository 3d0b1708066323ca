/**
 * What callback/ leaves for the page that finishes the sign-in: the raw reply and its transaction, sealed.
 * payload -> sealed entry -> payload, once, within two minutes. All of them lie in one record, so every
 * visit sweeps the old ones. Side effects: the vault's store.
 */
import type { Writer } from './database.ts';
import type { Sealed, VaultPorts } from './open.ts';
import { generationOf, KEY, open, usable } from './open.ts';
import { seal, writeSealed } from './seal.ts';

const PLACE = 'handoffs';
const LIFE_MS = 120_000;

type Entry = readonly [id: string, sealed: Sealed];

/** The time of sealing stands as the generation, under the seal. */
const fresh = (record: unknown, nowMs: number) =>
  (Array.isArray(record) ? (record as Entry[]) : []).filter((entry) => Math.abs(nowMs - generationOf(entry?.[1])) <= LIFE_MS);

const placeOf = (id: string) => `handoff:${id}`;

/** Keeps the payload for {@link takeHandoff}. It lives two minutes, so nobody waits for the disk. */
export function putHandoff(ports: VaultPorts, id: string, payload: unknown, nowMs: number): Promise<void> {
  return writeSealed(
    ports,
    async (key) => {
      const sealed = await seal(key, ports.random, placeOf(id), nowMs, payload);
      return [
        [PLACE],
        ([record], to) => {
          to.put([...fresh(record, nowMs).filter((entry) => entry[0] !== id), [id, sealed]], PLACE);
          return true;
        },
      ];
    },
    'relaxed',
  );
}

/** The payload, and never again; undefined where there is none, it is too old or it does not open. */
export async function takeHandoff({ store }: Pick<VaultPorts, 'store'>, id: string, nowMs: number): Promise<unknown> {
  const take = ([record, key]: unknown[], to: Writer) => {
    const entries = fresh(record, nowMs);
    to.put(
      entries.filter((entry) => entry[0] !== id),
      PLACE,
    );
    return [usable(key), entries.find((entry) => entry[0] === id)?.[1]] as const;
  };
  const [key, sealed] = await store.transact([PLACE, KEY], take, 'relaxed');
  return key && sealed && open(key, placeOf(id), sealed).catch(() => undefined);
}
