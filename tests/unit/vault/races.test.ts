/** Two tabs over one database: whatever the order, the vault ends in a state that one of the orders gives. */

import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openVault } from '../../../src/core/vault/vault.ts';
import { aConnection, accessOf, codeOf, interrupted, openTab, random, someTokens } from './fixture.ts';

/** Two tabs; `late` is the first one with something happening in the other just before its write. */
function twoTabs() {
  const factory = new IDBFactory();
  const one = openTab(factory);
  const two = openTab(factory);
  const late = (before: () => Promise<unknown>, keys?: number) => openVault({ store: interrupted(one.store, before, keys), random });
  return { one: one.vault, two: two.vault, late };
}

describe('a refresh that comes late', () => {
  test('[S55] does not bring back a connection that was removed meanwhile', async () => {
    const { one, two, late } = twoTabs();
    await one.add(aConnection('a'), someTokens('old'));
    expect(await codeOf(late(() => two.remove('a')).commit(aConnection('a'), someTokens('late'), 1))).toBe('vault_conflict');
    expect(await two.list()).toEqual([]);
    expect(await two.tokens('a')).toBeUndefined();
  });

  test('[S55] does not bring back a vault that was cleared meanwhile', async () => {
    const { one, two, late } = twoTabs();
    await one.add(aConnection('a'), someTokens('old'));
    expect(await codeOf(late(() => two.clear()).commit(aConnection('a'), someTokens('late'), 1))).toBe('vault_conflict');
    expect(await two.list()).toEqual([]);
    expect(await two.tokens('a')).toBeUndefined();
  });

  test('[S55] does not enter a vault that was cleared and filled again: the epoch is another', async () => {
    const { one, two, late } = twoTabs();
    await one.add(aConnection('a'), someTokens('old'));
    const refill = async () => {
      await two.clear();
      await two.add(aConnection('b'), someTokens('b'));
    };
    expect(await codeOf(late(refill).commit(aConnection('a'), someTokens('late'), 1))).toBe('vault_conflict');
    expect((await two.list()).map(({ id }) => id)).toEqual(['b']);
    expect(await accessOf(two, 'b')).toBe('access-b');
  });

  test('does not undo a newer one', async () => {
    const { one, two, late } = twoTabs();
    await one.add(aConnection('a'), someTokens('old'));
    const newer = () => two.commit(aConnection('a'), someTokens('newer'), 1);
    expect(await codeOf(late(newer).commit(aConnection('a'), someTokens('late'), 1))).toBe('vault_conflict');
    expect(await accessOf(one, 'a')).toBe('access-newer');
    expect((await one.list())[0]?.generation).toBe(2);
  });

  test('keeps a name given meanwhile, and what happened to its neighbours', async () => {
    const { one, two, late } = twoTabs();
    for (const id of ['a', 'b', 'c']) await one.add(aConnection(id), someTokens(id));
    const busy = async () => {
      await two.update('a', () => ({ label: 'Named' }));
      await two.remove('b');
      await two.commit(aConnection('c'), someTokens('c2'), 1);
      await two.add(aConnection('d'), someTokens('d'));
    };
    await late(busy).commit(aConnection('a'), someTokens('a2'), 1);
    expect((await two.list()).map(({ id, label, generation }) => [id, label, generation])).toEqual([
      ['a', 'Named', 2],
      ['c', null, 2],
      ['d', null, 1],
    ]);
    expect([await accessOf(two, 'a'), await accessOf(two, 'b'), await accessOf(two, 'c')]).toEqual(['access-a2', undefined, 'access-c2']);
  });
});

test('of two tabs that make the first key, the slower one uses the key and keeps the data of the faster one', async () => {
  const { one, two, late } = twoTabs();
  await late(() => two.add(aConnection('b'), someTokens('b')), 1).add(aConnection('a'), someTokens('a'));
  expect((await one.list()).map(({ id }) => id)).toEqual(['b', 'a']);
  expect([await accessOf(one, 'a'), await accessOf(one, 'b')]).toEqual(['access-a', 'access-b']);
});

test('a connection added while another tab cleared the vault is in the new one', async () => {
  const { one, two, late } = twoTabs();
  await one.add(aConnection('a'), someTokens('a'));
  await late(() => two.clear()).add(aConnection('b'), someTokens('b'));
  expect((await two.list()).map(({ id }) => id)).toEqual(['b']);
  expect(await accessOf(two, 'b')).toBe('access-b');
});

test('a change that depends on the state sees the newest: a newer token is not marked as ended', async () => {
  const { one, two, late } = twoTabs();
  await one.add(aConnection('a'), someTokens('a'));
  const seen: number[] = [];
  const marked = await late(() => two.commit(aConnection('a'), someTokens('newer'), 1)).update('a', ({ generation }) => {
    seen.push(generation);
    return generation === 1 ? { ended: { error: 'invalid_grant', at: 1 } } : {};
  });
  expect(seen).toEqual([1, 2]);
  expect(marked.ended).toBeNull();
});

test('of many commits on one generation exactly one holds', async () => {
  const factory = new IDBFactory();
  const tabs = Array.from({ length: 5 }, () => openTab(factory).vault);
  await tabs[0]?.add(aConnection('a'), someTokens('old'));
  const outcomes = await Promise.all(tabs.map((vault, n) => codeOf(vault.commit(aConnection('a'), someTokens(`tab${n}`), 1))));
  expect(outcomes.filter((code) => code === 'resolved')).toHaveLength(1);
  expect(outcomes.filter((code) => code === 'vault_conflict')).toHaveLength(4);
  expect(await accessOf(tabs[0] as never, 'a')).toBe(`access-tab${outcomes.indexOf('resolved')}`);
});

test('tabs that add together lose none, over the edge of a page', async () => {
  const factory = new IDBFactory();
  const tabs = Array.from({ length: 4 }, () => openTab(factory).vault);
  const names = Array.from({ length: 60 }, (_, n) => `c${n}`);
  await Promise.all(
    tabs.map(async (vault, tab) => {
      for (const [n, id] of names.entries()) if (n % 4 === tab) await vault.add(aConnection(id), someTokens(id));
    }),
  );
  const listed = await openTab(factory).vault.list();
  expect(listed.map(({ id }) => id).sort()).toEqual([...names].sort());
  const uses = Array.from({ length: 8 }, (_, n) => listed.filter(({ thread }) => thread === n + 1).length);
  expect(Math.max(...uses) - Math.min(...uses)).toBeLessThanOrEqual(1);
});

test('[S55] any mix of adds, commits, removes and clears in two tabs leaves listing and tokens in step', async () => {
  const act = fc.record({
    tab: fc.nat(1),
    kind: fc.constantFrom('add', 'commit', 'remove', 'clear', 'update'),
    id: fc.constantFrom('a', 'b', 'c'),
    expected: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 12 }), async (acts) => {
      const { one, two } = twoTabs();
      const known = new Set(['resolved', 'vault_conflict', 'connection_unknown']);
      const outcomes = await Promise.all(
        acts.map(({ tab, kind, id, expected }, n) => {
          const vault = tab === 0 ? one : two;
          if (kind === 'add') return codeOf(vault.add(aConnection(id, { scope: `s${n}` }), { ...someTokens(`${n}`), scope: `s${n}` }));
          if (kind === 'commit')
            return codeOf(vault.commit(aConnection(id, { scope: `s${n}` }), { ...someTokens(`${n}`), scope: `s${n}` }, expected));
          if (kind === 'update') return codeOf(vault.update(id, () => ({ label: `l${n}` })));
          return codeOf(kind === 'remove' ? vault.remove(id) : vault.clear());
        }),
      );
      for (const outcome of outcomes) expect(known).toContain(outcome);
      const listed = await one.list();
      for (const id of ['a', 'b', 'c']) {
        const found = listed.filter((connection) => connection.id === id);
        expect(found.length).toBeLessThanOrEqual(1);
        expect((await two.tokens(id))?.scope).toBe(found[0]?.scope);
      }
    }),
    { numRuns: 60 },
  );
});
