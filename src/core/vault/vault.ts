/**
 * Connections and their tokens at rest. Listing data lies in sealed pages of fifty, tokens one sealed record each.
 * Nothing is cached here: every answer is the state of one transaction.
 * A change reads the pages, seals the new one, and writes it together with the tokens only if pages and key are
 * still those that it read; otherwise it starts over from the newer state. So a late refresh can neither undo
 * a newer one nor bring back what was removed or cleared.
 * Side effects: the store it is given.
 */
import { SingletError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { VaultPorts } from './open.ts';
import { generationOf, open, readWithKey } from './open.ts';
import { LOCAL_PROVIDERS, load, type Plain, pageOf, readVault, secrets, tokensOf, type VaultReader } from './reader.ts';
import type { Connection, TokenSet } from './records.ts';
import { type SealedWrite, seal, writeSealed } from './seal.ts';

const PAGE_SIZE = 50;
const THREADS = 8;

/** A connection before the vault gave it its thread and first generation. */
export type NewConnection = Omit<Connection, 'thread' | 'generation'>;

export interface Vault extends VaultReader {
  /** Adds a connection as generation 1, with the next free thread. `vault_conflict` where the id is taken. */
  add(connection: NewConnection, tokens: TokenSet): Promise<Connection>;
  /**
   * Replaces the tokens of generation `expected`, and the connection with them; the result is one generation on.
   * `vault_conflict` when the connection is gone or at another generation; `vault_full` leaves the old tokens in place.
   */
  commit(connection: NewConnection, tokens: TokenSet, expected: number): Promise<Connection>;
  /** Changes what is listed, not the tokens. `change` may run again on newer data. `connection_unknown` when it is gone. */
  update(
    id: string,
    change: (now: Connection) => Partial<Pick<Connection, 'label' | 'group' | 'ended' | 'chosenFor' | 'identity'>>,
  ): Promise<Connection>;
  /** Forgets a connection and its tokens; fine where there is none. */
  remove(id: string): Promise<void>;
  /** Forgets everything and the key with it. */
  clear(): Promise<void>;
  setLocalProviders(entries: readonly unknown[]): Promise<void>;
  /** The account of each server that was disconnected last, by `source`. */
  departed(): Promise<Readonly<Record<string, string>>>;
  setDeparted(accounts: Readonly<Record<string, string>>): Promise<void>;
  /** What a person gave for a connection and asked to keep. */
  typed(id: string): Promise<TypedRecord | undefined>;
  setTyped(id: string, typed: TypedRecord | undefined): Promise<void>;
}

/** A secret and a key. */
export interface TypedRecord {
  readonly client_secret?: Secret | undefined;
  readonly private_key?: CryptoKey | undefined;
}

const DEPARTED = 'departed';
const typedOf = (id: string) => `typed:${id}`;
/** A key lies beside: as an object of the browser, which no script can read out, it cannot be sealed. */
const keyOf = (id: string) => `typed-key:${id}`;

const pack = (tokens: TokenSet): Plain => {
  const plain: Plain = { ...tokens };
  for (const name of secrets) plain[name] = tokens[name]?.reveal();
  return plain;
};

/** The lowest slot that the fewest connections use. */
const nextThread = (connections: readonly Connection[]) => {
  const uses = new Array<number>(THREADS).fill(0);
  for (const { thread } of connections) uses[thread - 1] = (uses[thread - 1] ?? 0) + 1;
  return uses.indexOf(Math.min(...uses)) + 1;
};

/** What becomes of a page: the row of the connection, or none; `tokens` to write beside it. */
interface Step {
  readonly page: number;
  readonly next: Connection | undefined;
  readonly tokens?: TokenSet;
}

type Decide = (now: Connection | undefined, page: number, pages: Connection[][]) => Step;

/** Replaces, adds or removes the row of one connection, and its tokens in the same transaction. */
async function edit(ports: VaultPorts, id: string, decide: Decide): Promise<Connection> {
  let result: Connection | undefined;
  await writeSealed(ports, async (key): Promise<SealedWrite> => {
    const { records, pages } = await load(ports.store);
    const home = pages.findIndex((rows) => rows.some((row) => row.id === id));
    const { page, next, tokens } = decide(
      pages[home]?.find((row) => row.id === id),
      home,
      pages,
    );
    const place = pageOf(page);
    const rows = pages[page] ?? [];
    const at = rows.findIndex((row) => row.id === id);
    rows.splice(at < 0 ? rows.length : at, 1, ...(next ? [next] : []));
    const sealedPage = await seal(key, ports.random, place, generationOf(records[page]) + 1, rows);
    const sealedTokens = next && tokens && (await seal(key, ports.random, tokensOf(id), next.generation, pack(tokens)));
    result = next;
    return [
      // All pages and the one that may follow: wherever the connection could have come to stand meanwhile.
      [...records.keys(), records.length].map(pageOf),
      (present, to) => {
        if (present.some((record, index) => generationOf(record) !== generationOf(records[index]))) return false;
        if (page >= 0) to.put(sealedPage, place);
        if (sealedTokens) to.put(sealedTokens, tokensOf(id));
        if (!next) for (const gone of [tokensOf, typedOf, keyOf]) to.delete(gone(id));
        return true;
      },
    ];
  });
  return result as Connection;
}

/** A record that stands by itself; the last writer wins. */
const writeAlone = (ports: VaultPorts, place: string, content: unknown) =>
  writeSealed(ports, async (key) => {
    const sealed = await seal(key, ports.random, place, 0, content);
    return [
      [],
      (_, to) => {
        to.put(sealed, place);
        return true;
      },
    ];
  });

export function openVault(ports: VaultPorts): Vault {
  const { store } = ports;
  return {
    ...readVault(store),

    add: (connection, tokens) =>
      edit(ports, connection.id, (now, _, pages) => {
        if (now) throw new SingletError('vault_conflict');
        const free = pages.findIndex((rows) => rows.length < PAGE_SIZE);
        const next = { ...connection, thread: nextThread(pages.flat()), generation: 1 };
        return { page: free < 0 ? pages.length : free, next, tokens };
      }),

    commit: (connection, tokens, expected) =>
      edit(ports, connection.id, (now, page) => {
        if (now?.generation !== expected) throw new SingletError('vault_conflict');
        const { label, group, createdAt, thread, chosenFor, afterAnother } = now;
        const kept = { label, group, createdAt, thread, ...(chosenFor && { chosenFor }), ...(afterAnother && { afterAnother }) };
        return { page, next: { ...connection, ...kept, generation: expected + 1 }, tokens };
      }),

    update: (id, change) =>
      edit(ports, id, (now, page) => {
        if (!now) throw new SingletError('connection_unknown');
        return { page, next: { ...now, ...change(now) } };
      }),

    remove: async (id) => {
      await edit(ports, id, (_, page) => ({ page, next: undefined }));
    },

    clear: () => store.transact([], (_, to) => void to.clear()),

    setLocalProviders: (entries) => writeAlone(ports, LOCAL_PROVIDERS, entries),

    departed: async () => {
      const [key, record] = await readWithKey(store, [DEPARTED]);
      return key && record ? (open(key, DEPARTED, record).catch(() => ({})) as Promise<Record<string, string>>) : {};
    },

    setDeparted: (accounts) => writeAlone(ports, DEPARTED, accounts),

    typed: async (id) => {
      const [key, record, private_key] = await readWithKey(store, [typedOf(id), keyOf(id)]);
      if (!key || !record) return undefined;
      const plain = (await open(key, typedOf(id), record).catch(() => undefined)) as { client_secret?: string } | undefined;
      return (
        plain && {
          ...(plain.client_secret !== undefined && { client_secret: new Secret(plain.client_secret) }),
          ...(private_key instanceof CryptoKey && { private_key }),
        }
      );
    },

    setTyped: (id, typed) =>
      typed
        ? writeSealed(ports, async (key) => {
            const plain = { client_secret: typed.client_secret?.reveal() };
            const sealed = await seal(key, ports.random, typedOf(id), 0, plain);
            return [
              [],
              (_, to) => {
                to.put(sealed, typedOf(id));
                if (typed.private_key) to.put(typed.private_key, keyOf(id));
                return true;
              },
            ];
          })
        : store.transact([typedOf(id)], ([had], to) => {
            if (had !== undefined) for (const gone of [typedOf, keyOf]) to.delete(gone(id));
          }),
  };
}
