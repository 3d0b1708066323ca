import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Store } from '../../../src/core/vault/database.ts';
import { openStore } from '../../../src/core/vault/database.ts';
import { memoryStore } from '../../../src/core/vault/memory-store.ts';
import { aborting, codeOf } from './fixture.ts';

const name = 'singlet:/';

/** A factory that counts its openings, keeps the handles, and lets a test answer one itself. */
function watched(factory: IDBFactory, answer: (time: number, request: () => IDBOpenDBRequest) => IDBOpenDBRequest = (_, open) => open()) {
  const handles: IDBDatabase[] = [];
  let openings = 0;
  const indexedDB = () =>
    ({
      open: (database: string, version: number) => {
        openings += 1;
        return answer(openings, () => {
          const request = factory.open(database, version);
          request.addEventListener('success', () => handles.push(request.result));
          return request;
        });
      },
    }) as unknown as IDBFactory;
  return { indexedDB, handles, openings: () => openings };
}

/** An opening that fails for the given reason. */
function failed(reason: string): IDBOpenDBRequest {
  const request = { error: new DOMException('no', reason) } as unknown as IDBOpenDBRequest;
  queueMicrotask(() => request.onerror?.call(request, new Event('error')));
  return request;
}

const put = (store: Store, key: string, value: unknown) => store.transact([], (_, to) => void to.put(value, key));

afterEach(() => {
  vi.useRealTimers();
});

/** A store in a fresh IndexedDB. */
function freshStore(): Store {
  const factory = new IDBFactory();
  return openStore(name, { indexedDB: () => factory });
}

describe.each([
  ['in IndexedDB', freshStore],
  ['in memory', memoryStore],
] as const)('the store %s', (title, make) => {
  test(`${title}: reads what was written, in the order asked for`, async () => {
    const store = make();
    await store.transact([], (_, to) => {
      to.put(1, 'a');
      to.put(2, 'b');
    });
    expect(await store.read(['b', 'none', 'a'])).toEqual([2, undefined, 1]);
    expect(await store.read([])).toEqual([]);
  });

  test(`${title}: a change sees its keys, deletes, clears, and answers`, async () => {
    const store = make();
    await put(store, 'a', 1);
    await put(store, 'b', 2);
    expect(
      await store.transact(['a', 'b'], ([a, b], to) => {
        to.delete('a');
        return [a, b];
      }),
    ).toEqual([1, 2]);
    expect(await store.read(['a', 'b'])).toEqual([undefined, 2]);
    await store.transact([], (_, to) => void to.clear());
    expect(await store.read(['b'])).toEqual([undefined]);
  });

  test(`${title}: a change that throws writes nothing and hands its error on`, async () => {
    const store = make();
    const error = new Error('refused');
    await expect(
      store.transact(['a'], () => {
        throw error;
      }),
    ).rejects.toMatchObject(title === 'in memory' ? { message: 'refused' } : { cause: error });
    expect(await store.read(['a'])).toEqual([undefined]);
  });
});

describe('opening the database', () => {
  test('happens on the first use, once for all that come together', async () => {
    const seen = watched(new IDBFactory());
    const store = openStore(name, seen);
    expect(seen.openings()).toBe(0);
    await Promise.all([store.read(['a']), store.read(['b']), put(store, 'c', 1)]);
    expect(seen.openings()).toBe(1);
  });

  test('asks for strict durability', async () => {
    const seen = watched(new IDBFactory());
    const store = openStore(name, seen);
    await store.read([]);
    const transaction = vi.spyOn(seen.handles[0] as IDBDatabase, 'transaction');
    await put(store, 'a', 1);
    expect(transaction).toHaveBeenCalledExactlyOnceWith('records', 'readwrite', { durability: 'strict' });
  });

  test.each(['SecurityError', 'UnknownError', 'InvalidStateError'])(
    '[S44] storage that is blocked with %s is storage_unavailable, every time',
    async (reason) => {
      const store = openStore(name, { indexedDB: () => ({ open: () => failed(reason) }) as unknown as IDBFactory });
      expect(await codeOf(store.read(['a']))).toBe('storage_unavailable');
      expect(await codeOf(put(store, 'a', 1))).toBe('storage_unavailable');
    },
  );

  test('[S44] storage that throws at the mere look, or is not there, is storage_unavailable', async () => {
    const throwing = openStore(name, {
      indexedDB: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    expect(await codeOf(throwing.read(['a']))).toBe('storage_unavailable');
    const absent = openStore(name, { indexedDB: () => undefined as unknown as IDBFactory });
    await expect(absent.read(['a'])).rejects.toMatchObject({ code: 'storage_unavailable', phase: 'vault' });
  });

  test('[S45] a failed opening is forgotten: the next call opens again and works', async () => {
    const seen = watched(new IDBFactory(), (time, open) => (time === 1 ? failed('UnknownError') : open()));
    const store = openStore(name, seen);
    expect(await codeOf(store.read(['a']))).toBe('storage_unavailable');
    await put(store, 'a', 1);
    expect(await store.read(['a'])).toEqual([1]);
    expect(seen.openings()).toBe(2);
  });

  test('[S45] an opening that does not answer times out after five seconds; a late answer is closed, the next call works', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const late = {} as { onsuccess: () => void; result: { close(): void } };
    const seen = watched(new IDBFactory(), (time, open) => (time === 1 ? (late as unknown as IDBOpenDBRequest) : open()));
    const store = openStore(name, seen);
    const reading = codeOf(store.read(['a']));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(await Promise.race([reading, Promise.resolve('waiting')])).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1);
    expect(await reading).toBe('timed_out');
    late.result = { close: vi.fn() };
    late.onsuccess();
    expect(late.result.close).toHaveBeenCalledOnce();
    expect(await store.read(['a'])).toEqual([undefined]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a database that is taken away', () => {
  test('[S46] a handle that the browser closed is opened again, once, and the call works', async () => {
    const seen = watched(new IDBFactory());
    const store = openStore(name, seen);
    await put(store, 'a', 1);
    seen.handles[0]?.close();
    expect(await store.read(['a'])).toEqual([1]);
    expect(seen.openings()).toBe(2);
  });

  test('[S46] a handle that dies again at once is given up, and tried afresh by the next call', async () => {
    const seen = watched(new IDBFactory());
    const store = openStore(name, seen);
    await put(store, 'a', 1);
    const push = seen.handles.push.bind(seen.handles);
    seen.handles[0]?.close();
    seen.handles.push = (handle) => {
      handle.close();
      return push(handle);
    };
    expect(await codeOf(store.read(['a']))).toBe('storage_unavailable');
    expect(seen.openings()).toBe(2);
    seen.handles.push = push;
    expect(await store.read(['a'])).toEqual([1]);
  });

  test('[S46] after a forced close with its event, the next call opens again', async () => {
    const seen = watched(new IDBFactory());
    const store = openStore(name, seen);
    await put(store, 'a', 1);
    const dead = vi.spyOn(seen.handles[0] as IDBDatabase, 'transaction');
    forceCloseDatabase(seen.handles[0] as never);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await store.read(['a'])).toEqual([1]);
    expect(dead).not.toHaveBeenCalled();
    expect(seen.openings()).toBe(2);
  });

  test('[S47] [S53] an old tab makes room for a newer version, then says vault_newer and touches nothing', async () => {
    const factory = new IDBFactory();
    const older = openStore(name, { indexedDB: () => factory });
    await put(older, 'a', 1);
    const newer = openStore(name, { indexedDB: () => factory, version: 2 });
    expect(await newer.read(['a'])).toEqual([1]);
    expect(await codeOf(put(older, 'a', 2))).toBe('vault_newer');
    expect(await codeOf(older.transact([], (_, to) => void to.clear()))).toBe('vault_newer');
    expect(await newer.read(['a'])).toEqual([1]);
  });

  test('[S47] an old tab that does not let go is vault_blocked, and no more once it did', async () => {
    const factory = new IDBFactory();
    const old = await new Promise<IDBDatabase>((resolve) => {
      const request = factory.open(name, 1);
      request.onsuccess = () => resolve(request.result as unknown as IDBDatabase);
    });
    const store = openStore(name, { indexedDB: () => factory, version: 2 });
    expect(await codeOf(store.read(['a']))).toBe('vault_blocked');
    old.close();
    await put(store, 'a', 1);
    expect(await store.read(['a'])).toEqual([1]);
  });

  test('close() lets the database be deleted; a later call opens it again', async () => {
    const factory = new IDBFactory();
    const store = openStore(name, { indexedDB: () => factory });
    await put(store, 'a', 1);
    store.close();
    const blocked = vi.fn();
    await new Promise<void>((resolve) => {
      const request = factory.deleteDatabase(name);
      request.onblocked = blocked;
      request.onsuccess = () => resolve();
    });
    expect(blocked).not.toHaveBeenCalled();
    expect(await store.read(['a'])).toEqual([undefined]);
  });
});

describe('a transaction that does not hold', () => {
  test.each([
    ['[S48] no room', 'QuotaExceededError', 'vault_full'],
    ['[S54] aborted', 'AbortError', 'storage_unavailable'],
  ])('%s: rejects, and nothing of it stays', async (_, reason, code) => {
    const store = freshStore();
    await put(store, 'a', 'old');
    expect(
      await codeOf(
        put(
          aborting(store, reason, () => true),
          'a',
          'new',
        ),
      ),
    ).toBe(code);
    expect(await store.read(['a'])).toEqual(['old']);
  });

  test('a value that cannot be stored rejects, and what was written before it does not stay', async () => {
    const store = freshStore();
    const writing = store.transact([], (_, to) => {
      to.put(1, 'a');
      to.put(() => {}, 'b');
    });
    expect(await codeOf(writing)).toBe('storage_unavailable');
    expect(await store.read(['a', 'b'])).toEqual([undefined, undefined]);
  });

  test('[S54] resolves only after the transaction is complete', async () => {
    const seen = watched(new IDBFactory());
    const store = openStore(name, seen);
    await store.read([]);
    const order: string[] = [];
    const db = seen.handles[0] as IDBDatabase;
    const begin = db.transaction.bind(db);
    vi.spyOn(db, 'transaction').mockImplementation((...given) => {
      const transaction = begin(...given);
      transaction.addEventListener('complete', () => order.push('complete'));
      return transaction;
    });
    await put(store, 'a', 1).then(() => order.push('resolved'));
    expect(order).toEqual(['complete', 'resolved']);
  });
});
