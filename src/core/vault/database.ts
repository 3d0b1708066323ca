/**
 * The key-value store under the vault: one database with one object store, or a Map where storage is blocked.
 * name -> `Store`. Values are read and changed in single transactions, so a guard and its write cannot be torn apart.
 * idb-keyval reads; opening is ours, for it has no version change, no time-out and no second try.
 * Any change to what a record means raises `VERSION`: an older release then cannot open the vault, and so cannot spoil it.
 * Side effects: IndexedDB (W3C Indexed Database API 3.0).
 */
import { promisifyRequest } from 'idb-keyval';
import type { ErrorCode } from '../base/errors.ts';
import { SingletError } from '../base/errors.ts';

const VERSION = 1;
const RECORDS = 'records';
const OPEN_LIMIT_MS = 5_000;

/** What a transaction may write with: the part of `IDBObjectStore` that a Map can offer as well. */
export interface Writer {
  put(value: unknown, key: string): unknown;
  delete(key: string): unknown;
  clear(): unknown;
}

export interface Store {
  /** The values of the keys, all of one moment; undefined where there is none. */
  read(keys: readonly string[]): Promise<unknown[]>;
  /**
   * Reads the keys, lets `change` decide and write, and gives its answer once everything is safely kept.
   * `change` runs at once; when it throws, nothing was written. `relaxed` does not wait for the disk: for what a power cut
   * may take, or what is followed by a strict write, which takes it along.
   */
  transact<T>(keys: readonly string[], change: (values: unknown[], to: Writer) => T, durability?: 'relaxed'): Promise<T>;
  /** Releases the database. A later call opens it again. */
  close(): void;
}

export interface StorePorts {
  /** Called for every opening, since the mere look at `indexedDB` can throw. */
  readonly indexedDB: () => IDBFactory;
  readonly version?: number;
}

const codeOf: Readonly<Record<string, ErrorCode>> = { VersionError: 'vault_newer', QuotaExceededError: 'vault_full' };

const nameOf = (error: unknown) => String((error as Error | null)?.name);

const failure = (cause: unknown) =>
  cause instanceof SingletError ? cause : new SingletError(codeOf[nameOf(cause)] ?? 'storage_unavailable', { cause, phase: 'vault' });

function openDatabase(name: string, { indexedDB, version = VERSION }: StorePorts): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB().open(name, version);
    let late = false;
    const give = (code: ErrorCode) => {
      late = true;
      reject(new SingletError(code, { phase: 'vault' }));
    };
    const timer = setTimeout(give, OPEN_LIMIT_MS, 'timed_out');
    request.onupgradeneeded = () => {
      if (!request.result.objectStoreNames.contains(RECORDS)) request.result.createObjectStore(RECORDS);
    };
    request.onblocked = () => give('vault_blocked');
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error);
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      if (late) request.result.close();
      else resolve(request.result);
    };
  });
}

type UseStore = <T>(
  mode: IDBTransactionMode,
  use: (records: IDBObjectStore) => T | PromiseLike<T>,
  durability?: IDBTransactionDurability,
) => Promise<T>;

/** idb-keyval's way into the database, with a durability: opens on first use, and once more when the browser closed it under us. */
function makeUseStore(name: string, ports: StorePorts): [UseStore, close: () => void] {
  let handle: Promise<IDBDatabase> | undefined;

  const open = () => {
    if (handle) return handle;
    const opening = openDatabase(name, ports);
    const drop = () => {
      if (handle === opening) handle = undefined;
    };
    handle = opening;
    opening.then((db) => {
      db.onclose = drop;
      // Another tab wants a newer version: make room for it.
      db.onversionchange = () => {
        drop();
        db.close();
      };
    }, drop);
    return opening;
  };

  const attempt = async <T>(again: boolean, ...[mode, use, durability = 'strict']: Parameters<UseStore>): Promise<T> => {
    const opened = open();
    const db = await opened;
    let transaction: IDBTransaction;
    try {
      transaction = db.transaction(RECORDS, mode, { durability });
    } catch (error) {
      // For example iOS in the background, or cleared site data.
      if (handle === opened) handle = undefined;
      if (again && nameOf(error) === 'InvalidStateError') return attempt(false, mode, use, durability);
      throw error;
    }
    return use(transaction.objectStore(RECORDS)) as T;
  };

  return [
    (...request) =>
      attempt<never>(true, ...request).catch((error) => {
        throw failure(error);
      }),
    () => {
      handle?.then((db) => db.close()).catch(() => {});
      handle = undefined;
    },
  ];
}

/** Not `getMany`, which brings a store of its own along that nothing here opens. */
const getAll = (records: IDBObjectStore, keys: readonly string[]): Promise<unknown[]> =>
  Promise.all(keys.map((key) => promisifyRequest(records.get(key))));

/** Reads, changes, and waits for the end of the transaction that the object store belongs to. */
function change<T>(records: IDBObjectStore, keys: readonly string[], decide: (values: unknown[], to: Writer) => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const { transaction } = records;
    let answer: T;
    transaction.oncomplete = () => resolve(answer);
    // Not `onerror`: only an abort knows why, for example that the disk is full.
    transaction.onabort = () => reject(transaction.error);
    getAll(records, keys)
      .then((values) => {
        answer = decide(values, records);
      })
      .catch((error) => {
        reject(error);
        transaction.abort();
      })
      .catch(() => {});
  });
}

/** The vault's store in IndexedDB. A failed opening is forgotten, and tried again by the next call. */
export function openStore(name: string, ports: StorePorts): Store {
  const [useStore, close] = makeUseStore(name, ports);
  return {
    read: (keys) => useStore('readonly', (records) => getAll(records, keys)),
    transact: (keys, decide, durability) => useStore('readwrite', (records) => change(records, keys, decide), durability),
    close,
  };
}
