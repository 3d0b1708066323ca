/**
 * What the simulations remember, in a database of its own: a worker is stopped whenever it has nothing to do, and a sign-in
 * must not be lost halfway. Side effect: IndexedDB. When the database is deleted from outside, this closes and stays closed.
 */
import type { Kept } from '../memory.ts';

export interface Keep {
  /** What a system remembered last. */
  read(system: string): Promise<Kept | undefined>;
  write(system: string, kept: Kept): Promise<void>;
  /** A key that is made once and then kept. */
  key(name: string, make: () => Promise<CryptoKeyPair>): Promise<CryptoKeyPair>;
  /** The sandbox was switched off meanwhile. */
  readonly gone: boolean;
  /** It was switched on again, while another tab held on to this very worker. */
  resume(): void;
}

const settled = <T>(request: IDBRequest<T>) =>
  new Promise<T>((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

export function createKeep(name: string, factory: IDBFactory): Keep {
  let opening: Promise<IDBDatabase> | undefined;
  let gone = false;

  async function open(): Promise<IDBDatabase> {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => void request.result.createObjectStore('kept');
    const database = await settled(request);
    database.onversionchange = ({ newVersion }) => {
      gone ||= newVersion === null;
      opening = undefined;
      database.close();
    };
    database.onclose = () => {
      opening = undefined;
    };
    return database;
  }

  async function within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    if (gone) throw new Error('the sandbox is off');
    opening ??= open();
    const database = await opening;
    const transaction = database.transaction('kept', mode);
    const ended = new Promise<void>((done, failed) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => failed(transaction.error);
    });
    const [value] = await Promise.all([settled(act(transaction.objectStore('kept'))), ended]);
    return value;
  }

  return {
    read: (system) => within('readonly', (store) => store.get(system)),
    async write(system, kept) {
      await within('readwrite', (store) => store.put(kept, system));
    },
    async key(of, make) {
      const known = await within<CryptoKeyPair | undefined>('readonly', (store) => store.get(`key ${of}`));
      if (known) return known;
      const made = await make();
      await within('readwrite', (store) => store.put(made, `key ${of}`));
      return made;
    },
    get gone() {
      return gone;
    },
    resume() {
      gone = false;
    },
  };
}
