/**
 * Reading the vault: listing pages, tokens, local providers. Store -> records; vault.ts changes them.
 * Nothing is cached here: every answer is the state of one transaction. Side effects: the store it is given.
 */
import { Secret } from '../base/secret.ts';
import type { Store } from './database.ts';
import { generationOf, open, readWithKey } from './open.ts';
import type { Connection, TokenSet } from './records.ts';

export const LOCAL_PROVIDERS = 'local-providers';

export const pageOf = (index: number) => `page:${index}`;
export const tokensOf = (id: string) => `tokens:${id}`;

export interface VaultReader {
  /** Every readable connection. A page that does not open is left out, alone. */
  list(): Promise<Connection[]>;
  /** The secrets of a connection. A record that does not open is dropped: `vault_unreadable` once, then undefined. */
  tokens(id: string): Promise<TokenSet | undefined>;
  /** Provider entries that a person keeps in this browser. */
  localProviders(): Promise<unknown[]>;
  close(): void;
}

export type Plain = Record<string, unknown>;
export const secrets = ['access_token', 'refresh_token', 'id_token'] as const;

const unpack = (plain: Plain): TokenSet => {
  for (const name of secrets) if (plain[name] !== undefined) plain[name] = new Secret(plain[name] as string);
  return plain as unknown as TokenSet;
};

/** All pages, as they lie there and opened. Pages never vanish one by one, so the first gap is the end. */
export async function load(store: Store) {
  for (let count = 4; ; count *= 4) {
    const [key, ...records] = await readWithKey(
      store,
      Array.from({ length: count }, (_, index) => pageOf(index)),
    );
    const end = records.indexOf(undefined);
    if (end < 0) continue;
    records.length = end;
    const openPage = (record: unknown, index: number) => (key ? open(key, pageOf(index), record).catch(() => []) : []);
    return { records, pages: (await Promise.all(records.map(openPage))) as Connection[][] };
  }
}

export function readVault(store: Store): VaultReader {
  return {
    list: async () => (await load(store)).pages.flat(),

    tokens: async (id) => {
      const place = tokensOf(id);
      const [key, record] = await readWithKey(store, [place]);
      if (!key || record === undefined) return undefined;
      try {
        return unpack((await open(key, place, record)) as Plain);
      } catch (error) {
        await store.transact([place], ([now], to) => {
          if (generationOf(now) === generationOf(record)) to.delete(place);
        });
        throw error;
      }
    },

    localProviders: async () => {
      const [key, record] = await readWithKey(store, [LOCAL_PROVIDERS]);
      return key && record ? (open(key, LOCAL_PROVIDERS, record).catch(() => []) as Promise<unknown[]>) : [];
    },

    close: () => store.close(),
  };
}
