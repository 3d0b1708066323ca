import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../../src/core/vault/memory-store.ts';
import type { Sealed, VaultKey } from '../../../src/core/vault/open.ts';
import { open, readWithKey } from '../../../src/core/vault/open.ts';
import { seal, writeSealed } from '../../../src/core/vault/seal.ts';
import { codeOf, openTab, random } from './fixture.ts';

async function aKey(store = memoryStore()): Promise<VaultKey> {
  let made: VaultKey | undefined;
  await writeSealed({ store, random }, async (key) => {
    made = key;
    return [[], () => true];
  });
  return made as VaultKey;
}

const flip = (bytes: ArrayBuffer | Uint8Array<ArrayBuffer>) => {
  const copy = new Uint8Array(bytes instanceof Uint8Array ? bytes.slice() : bytes.slice(0));
  copy[0] = (copy[0] ?? 0) ^ 1;
  return copy;
};

describe('a sealed record', () => {
  test('opens to the same JSON value at its place', async () => {
    const key = await aKey();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.nat(), fc.jsonValue(), async (place, gen, value) => {
        const json = JSON.parse(JSON.stringify(value));
        expect(await open(key, place, await seal(key, random, place, gen, json))).toEqual(json);
      }),
      { numRuns: 50 },
    );
  });

  test('shows nothing of its content, and has a fresh 96-bit IV each time', async () => {
    const key = await aKey();
    const ivs = new Set<string>();
    for (let n = 0; n < 200; n += 1) {
      const { iv, ct } = await seal(key, random, 'p', 1, 'canary-secret');
      expect(iv).toHaveLength(12);
      expect(new TextDecoder().decode(ct)).not.toContain('canary');
      ivs.add(iv.join());
    }
    expect(ivs.size).toBe(200);
  });

  test('[S50] does not open when anything about it was changed', async () => {
    const key = await aKey();
    const sealed = await seal(key, random, 'tokens:a', 3, { access_token: 'x' });
    const cases: [string, VaultKey, string, unknown][] = [
      ['another place', key, 'tokens:b', sealed],
      ['another generation', key, 'tokens:a', { ...sealed, gen: 4 }],
      ['another epoch', { ...key, epoch: 'other' }, 'tokens:a', sealed],
      ['another key', { ...(await aKey()), epoch: key.epoch }, 'tokens:a', sealed],
      ['changed bytes', key, 'tokens:a', { ...sealed, ct: flip(sealed.ct) }],
      ['changed IV', key, 'tokens:a', { ...sealed, iv: flip(sealed.iv) }],
      ['cut short', key, 'tokens:a', { ...sealed, ct: sealed.ct.slice(0, 8) }],
    ];
    for (const garbage of [undefined, null, 1, 'x', [], {}, { v: 1, gen: 3, epoch: key.epoch, iv: 'x', ct: 'y' }]) {
      cases.push([`garbage ${JSON.stringify(garbage)}`, key, 'tokens:a', garbage]);
    }
    for (const [title, by, place, record] of cases)
      expect([title, await codeOf(open(by, place, record))]).toEqual([title, 'vault_unreadable']);
    expect(await open(key, 'tokens:a', sealed)).toEqual({ access_token: 'x' });
  });

  test('[S52] no two places share a seal, whatever stands in their names', async () => {
    const key = await aKey();
    const odd = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a|b', '../', '"', '\\', '\ud800', '\ud801', '\ufffd', '😀', ''),
    );
    await fc.assert(
      fc.asyncProperty(odd, fc.nat(20), odd, fc.nat(20), async (place, gen, otherPlace, otherGen) => {
        fc.pre(place !== otherPlace || gen !== otherGen);
        const sealed: Sealed = await seal(key, random, place, gen, 1);
        expect(await codeOf(open(key, otherPlace, { ...sealed, gen: otherGen }))).toBe('vault_unreadable');
      }),
      { numRuns: 300 },
    );
  });
});

describe('the key', () => {
  test('cannot be read out, and does nothing but AES-256-GCM', async () => {
    const { key } = await aKey(openTab().store);
    expect(key.extractable).toBe(false);
    expect(key.algorithm).toEqual({ name: 'AES-GCM', length: 256 });
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  test('is made once, also when several tabs make it together', async () => {
    const { IDBFactory } = await import('fake-indexeddb');
    const factory = new IDBFactory();
    const keys = await Promise.all(Array.from({ length: 6 }, () => aKey(openTab(factory).store)));
    expect(new Set(keys.map(({ epoch }) => epoch)).size).toBe(1);
    const sealed = await seal(keys[0] as VaultKey, random, 'p', 1, 'hello');
    for (const key of keys) expect(await open(key, 'p', sealed)).toBe('hello');
  });

  test('[S49] [S50] where it is gone or garbled, what it sealed goes with it', async () => {
    for (const rest of [undefined, 'garbage', { epoch: 'x' }, { key: {}, epoch: 'x' }]) {
      const { store } = openTab();
      await store.transact([], (_, to) => {
        if (rest !== undefined) to.put(rest, 'key');
        to.put('sealed under a lost key', 'tokens:a');
      });
      expect((await readWithKey(store, []))[0]).toBeUndefined();
      await aKey(store);
      expect(await store.read(['tokens:a'])).toEqual([undefined]);
      expect((await readWithKey(store, []))[0]).toBeDefined();
    }
  });
});
