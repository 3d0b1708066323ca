import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/core/base/secret.ts';
import { memoryStore } from '../../../src/core/vault/memory-store.ts';
import type { Vault } from '../../../src/core/vault/vault.ts';
import { openVault } from '../../../src/core/vault/vault.ts';
import { aborting, aConnection, accessOf, codeOf, openTab, overwrite, random, someTokens } from './fixture.ts';

const ids = async (vault: Vault) => (await vault.list()).map(({ id }) => id);

async function fill(vault: Vault, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await vault.add(aConnection(`c${n}`), someTokens(`c${n}`));
}

describe.each([
  ['in IndexedDB', () => openTab().vault],
  ['[S44] in memory', () => openVault({ store: memoryStore(), random })],
])('a vault %s', (_, make) => {
  test('is empty at first', async () => {
    const vault = make();
    expect(await vault.list()).toEqual([]);
    expect(await vault.tokens('a')).toBeUndefined();
    expect(await vault.localProviders()).toEqual([]);
  });

  test('keeps a connection and its tokens', async () => {
    const vault = make();
    const added = await vault.add(aConnection('a'), someTokens('a'));
    expect(added).toEqual({ ...aConnection('a'), thread: 1, generation: 1 });
    expect(await vault.list()).toEqual([added]);
    const tokens = await vault.tokens('a');
    expect(tokens?.access_token).toBeInstanceOf(Secret);
    expect(tokens?.refresh_token?.reveal()).toBe('refresh-a');
    expect(tokens).not.toHaveProperty('id_token');
    expect(tokens).toMatchObject({ scope: 'openid', expiresAt: aConnection('a').expiresAt });
  });

  test('commits new tokens, one generation on, and keeps what only a person changes', async () => {
    const vault = make();
    await vault.add(aConnection('a'), someTokens('old'));
    await vault.update('a', () => ({ label: 'Mine', group: 'g' }));
    const stale = aConnection('a', { scope: 'more', label: 'Old', createdAt: 0 });
    const committed = await vault.commit(stale, someTokens('new'), 1);
    expect(committed).toEqual({ ...aConnection('a', { scope: 'more', label: 'Mine', group: 'g' }), thread: 1, generation: 2 });
    expect(await vault.list()).toEqual([committed]);
    expect(await accessOf(vault, 'a')).toBe('access-new');
  });

  test('refuses a commit on another generation, and one for a connection that is not there', async () => {
    const vault = make();
    await vault.add(aConnection('a'), someTokens('a'));
    expect(await codeOf(vault.commit(aConnection('a'), someTokens('x'), 2))).toBe('vault_conflict');
    expect(await codeOf(vault.commit(aConnection('b'), someTokens('x'), 1))).toBe('vault_conflict');
    expect(await accessOf(vault, 'a')).toBe('access-a');
    expect(await ids(vault)).toEqual(['a']);
  });

  test('refuses to add an id twice', async () => {
    const vault = make();
    await vault.add(aConnection('a'), someTokens('a'));
    expect(await codeOf(vault.add(aConnection('a'), someTokens('b')))).toBe('vault_conflict');
    expect(await accessOf(vault, 'a')).toBe('access-a');
  });

  test('updates what is listed on its present state, in place, and leaves tokens and generation', async () => {
    const vault = make();
    await fill(vault, 3);
    const updated = await vault.update('c1', (now) => ({ label: `was ${now.label}`, ended: { error: 'invalid_grant', at: 5 } }));
    expect(updated).toMatchObject({ label: 'was null', ended: { error: 'invalid_grant', at: 5 }, generation: 1 });
    expect(await ids(vault)).toEqual(['c0', 'c1', 'c2']);
    expect(await accessOf(vault, 'c1')).toBe('access-c1');
    expect(await codeOf(vault.update('none', () => ({})))).toBe('connection_unknown');
  });

  test('removes a connection with its tokens, and no other', async () => {
    const vault = make();
    await fill(vault, 3);
    await vault.remove('c1');
    await vault.remove('c1');
    expect(await ids(vault)).toEqual(['c0', 'c2']);
    expect(await vault.tokens('c1')).toBeUndefined();
    expect(await accessOf(vault, 'c2')).toBe('access-c2');
  });

  test('clears everything, and starts again', async () => {
    const vault = make();
    await fill(vault, 2);
    await vault.setLocalProviders([{ id: 'mine' }]);
    await vault.clear();
    expect([await vault.list(), await vault.tokens('c0'), await vault.localProviders()]).toEqual([[], undefined, []]);
    await vault.add(aConnection('b'), someTokens('b'));
    expect(await ids(vault)).toEqual(['b']);
  });

  test('keeps the providers of this browser', async () => {
    const vault = make();
    await vault.setLocalProviders([{ id: 'one' }]);
    await vault.setLocalProviders([{ id: 'one' }, { id: 'two' }]);
    expect(await vault.localProviders()).toEqual([{ id: 'one' }, { id: 'two' }]);
  });

  test('gives out the threads 1 to 8, a freed one first, and the least used when all are taken', async () => {
    const vault = make();
    await fill(vault, 8);
    expect((await vault.list()).map(({ thread }) => thread)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    await vault.remove('c4');
    expect((await vault.add(aConnection('d'), someTokens('d'))).thread).toBe(5);
    expect((await vault.add(aConnection('e'), someTokens('e'))).thread).toBe(1);
    expect((await vault.add(aConnection('f'), someTokens('f'))).thread).toBe(2);
    expect((await vault.commit(aConnection('f'), someTokens('f'), 1)).thread).toBe(2);
  });
});

test('what lies in the database shows no token, name or address', async () => {
  const { vault, store } = openTab();
  const identity = { sub: 'canary-sub', name: 'Canary Name', email: 'canary@example.com' };
  await vault.add(aConnection('a', { identity, label: 'canary-label' }), someTokens('canary'));
  await vault.setLocalProviders([{ client_id: 'canary-client' }]);
  const records = await store.read(['page:0', 'tokens:a', 'local-providers']);
  for (const record of records) {
    const { ct, ...clear } = record as { ct: ArrayBuffer };
    expect(`${JSON.stringify(clear)}${new TextDecoder('latin1').decode(ct)}`).not.toMatch(/canary/i);
  }
});

test('a thousand connections lie in twenty pages and are listed in one go', async () => {
  const factory = new IDBFactory();
  const { vault, store } = openTab(factory);
  await fill(vault, 1000);
  expect(await ids(openTab(factory).vault)).toEqual(Array.from({ length: 1000 }, (_, n) => `c${n}`));
  const [twentieth, beyond] = await store.read(['page:19', 'page:20']);
  expect(twentieth).toBeDefined();
  expect(beyond).toBeUndefined();
  expect(await accessOf(vault, 'c987')).toBe('access-c987');
  await vault.remove('c3');
  await vault.add(aConnection('late'), someTokens('late'));
  expect((await ids(vault)).indexOf('late')).toBe(49);
}, 60_000);

describe('records that were spoiled', () => {
  test('[S50] tokens that do not open are reported once and dropped, alone', async () => {
    for (const garbage of ['garbage', {}, null, { v: 1, gen: 1, epoch: 'x', iv: new Uint8Array(12), ct: new ArrayBuffer(40) }]) {
      const { vault, store } = openTab();
      await fill(vault, 2);
      await overwrite(store, 'tokens:c0', () => garbage);
      expect(await codeOf(vault.tokens('c0'))).toBe('vault_unreadable');
      expect(await vault.tokens('c0')).toBeUndefined();
      expect(await ids(vault)).toEqual(['c0', 'c1']);
      expect(await accessOf(vault, 'c1')).toBe('access-c1');
      await vault.commit(aConnection('c0'), someTokens('again'), 1);
      expect(await accessOf(vault, 'c0')).toBe('access-again');
    }
  });

  test('[S50] tokens moved to another connection do not open there', async () => {
    const { vault, store } = openTab();
    await fill(vault, 2);
    const [record] = await store.read(['tokens:c0']);
    await overwrite(store, 'tokens:c1', () => record);
    expect(await codeOf(vault.tokens('c1'))).toBe('vault_unreadable');
    expect(await accessOf(vault, 'c0')).toBe('access-c0');
  });

  test('[S50] a page that does not open, or stands in another place, is left out alone; the vault goes on', async () => {
    for (const garbage of ['garbage', null, 'moved'] as const) {
      const { vault, store } = openTab();
      await fill(vault, 101);
      const [third] = await store.read(['page:2']);
      await overwrite(store, 'page:1', () => (garbage === 'moved' ? third : garbage));
      expect((await ids(vault)).length).toBe(51);
      await vault.add(aConnection('new'), someTokens('new'));
      expect(await ids(vault)).toEqual([...Array.from({ length: 50 }, (_, n) => `c${n}`), 'new', 'c100']);
      await vault.remove('c60');
      expect(await vault.tokens('c60')).toBeUndefined();
    }
  });

  test('[S50] local providers that do not open are none', async () => {
    const { vault, store } = openTab();
    await vault.setLocalProviders([{ id: 'one' }]);
    await overwrite(store, 'local-providers', () => 'garbage');
    expect(await vault.localProviders()).toEqual([]);
  });

  test('[S49] records without their key look like signed out, and the next sign-in starts clean', async () => {
    const { vault, store } = openTab();
    await fill(vault, 2);
    await store.transact([], (_, to) => void to.delete('key'));
    expect([await vault.list(), await vault.tokens('c0'), await vault.localProviders()]).toEqual([[], undefined, []]);
    await vault.add(aConnection('b'), someTokens('b'));
    expect(await ids(vault)).toEqual(['b']);
    expect(await store.read(['tokens:c0', 'tokens:c1'])).toEqual([undefined, undefined]);
  });

  test('[S49] an origin that was wiped while a page is open looks like signed out', async () => {
    const { vault, store } = openTab();
    await fill(vault, 2);
    await store.transact([], (_, to) => void to.clear());
    expect(await vault.list()).toEqual([]);
    expect(await codeOf(vault.commit(aConnection('c0'), someTokens('x'), 1))).toBe('vault_conflict');
  });
});

describe('writes that do not hold', () => {
  test('[S48] no room for rotated tokens: vault_full, the old record is untouched, and later it works', async () => {
    const { vault, store } = openTab();
    await vault.add(aConnection('a'), someTokens('old'));
    const before = await store.read(['tokens:a', 'page:0']);
    let full = true;
    const crowded = openVault({ store: aborting(store, 'QuotaExceededError', () => full), random });
    const rotated = someTokens('rotated');
    expect(await codeOf(crowded.commit(aConnection('a'), rotated, 1))).toBe('vault_full');
    expect(await store.read(['tokens:a', 'page:0'])).toEqual(before);
    expect(await accessOf(vault, 'a')).toBe('access-old');
    full = false;
    expect((await crowded.commit(aConnection('a'), rotated, 1)).generation).toBe(2);
    expect((await vault.tokens('a'))?.refresh_token?.reveal()).toBe('refresh-rotated');
  });

  test('[S54] a connection is added only when the transaction completed: after an abort neither page nor tokens are there', async () => {
    const { vault, store } = openTab();
    await vault.add(aConnection('a'), someTokens('a'));
    const torn = openVault({ store: aborting(store, 'AbortError', () => true), random });
    expect(await codeOf(torn.add(aConnection('b'), someTokens('b')))).toBe('storage_unavailable');
    expect(await codeOf(torn.remove('a'))).toBe('storage_unavailable');
    expect(await ids(vault)).toEqual(['a']);
    expect(await store.read(['tokens:b'])).toEqual([undefined]);
    expect(await accessOf(vault, 'a')).toBe('access-a');
  });

  test('an error names no token', async () => {
    const { vault } = openTab();
    const error = await vault.commit(aConnection('canary-free'), someTokens('canary'), 1).catch((thrown: unknown) => thrown);
    expect(`${JSON.stringify(error)} ${String(error)} ${String((error as Error).cause)}`).not.toContain('canary');
  });
});

test('[S52] odd ids never meet: each connection has its own tokens', async () => {
  const odd = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '',
      'a|b',
      'a',
      '|b',
      '../',
      '../key',
      'tokens:a',
      'a:tokens:a',
      'page:0',
      'key',
      '😀',
      '\ud800',
      '\ud801',
      '__proto__',
      'constructor',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(odd, { minLength: 2, maxLength: 6 }), async (names) => {
      const { vault } = openTab();
      for (const [n, id] of names.entries()) await vault.add(aConnection(id), someTokens(String(n)));
      for (const [n, id] of names.entries()) expect(await accessOf(vault, id)).toBe(`access-${n}`);
      const [first = '', ...rest] = names;
      await vault.remove(first);
      expect(await ids(vault)).toEqual(rest);
      for (const [n, id] of rest.entries()) expect(await accessOf(vault, id)).toBe(`access-${n + 1}`);
    }),
    { numRuns: 40 },
  );
});

test('[S52] an id of a megabyte works', async () => {
  const { vault } = openTab();
  const long = 'x'.repeat(1_000_000);
  await vault.add(aConnection(long, { identity: { sub: 's' } }), someTokens('long'));
  await vault.add(aConnection(`${long}y`, { identity: { sub: 's' } }), someTokens('longer'));
  expect([await accessOf(vault, long), await accessOf(vault, `${long}y`)]).toEqual(['access-long', 'access-longer']);
});
