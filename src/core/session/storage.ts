/** Opens the place where tokens are kept. Name -> store in IndexedDB, or in memory where storage is blocked, and why. */
import { SingletError, staleRelease } from '../base/errors.ts';
import { openStore, type Store } from '../vault/database.ts';
import type { Ports } from './ports.ts';

export async function openStorage(ports: Ports, name: string): Promise<{ store: Store; memoryOnly: SingletError | undefined }> {
  const store = openStore(name, { indexedDB: ports.indexedDB });
  try {
    // A database that fails once is often only being woken.
    await store.read([]).catch((error: SingletError) => {
      if (error.code === 'timed_out') throw error;
      return store.read([]);
    });
    ports.sessionStorage();
    return { store, memoryOnly: undefined };
  } catch (error) {
    const failure = error instanceof SingletError ? error : new SingletError('storage_unavailable', { phase: 'vault', cause: error });
    // Only blocked storage is worked around; a newer or a busy vault must not be hidden from the person.
    if (failure.code !== 'storage_unavailable' && failure.code !== 'timed_out') throw failure;
    const { memoryStore } = await import('../vault/memory-store.ts').catch(staleRelease);
    return { store: memoryStore(), memoryOnly: failure };
  }
}
