import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { putHandoff, takeHandoff } from '../../../src/core/vault/handoff.ts';
import { aborting, codeOf, interrupted, now, openTab, overwrite, random } from './fixture.ts';

const payload = { href: 'https://app.example/callback/#access_token=canary', transaction: { id: 'x' }, receivedAt: now };

function aStore() {
  const factory = new IDBFactory();
  const { store, vault } = openTab(factory);
  return { store, vault, ports: { store, random }, other: openTab(factory) };
}

describe('a hand-off', () => {
  test('is given out once, to any page of the origin that knows its id', async () => {
    const { ports, other } = aStore();
    await putHandoff(ports, 'x', payload, now);
    expect(await takeHandoff(other, 'x', now + 500)).toEqual(payload);
    expect(await takeHandoff(ports, 'x', now + 500)).toBeUndefined();
  });

  test('replaces an earlier one of the same id', async () => {
    const { ports } = aStore();
    await putHandoff(ports, 'x', 'first', now);
    await putHandoff(ports, 'x', 'second', now);
    expect(await takeHandoff(ports, 'x', now)).toBe('second');
    expect(await takeHandoff(ports, 'x', now)).toBeUndefined();
  });

  test('[S38] is given to one of two pages that take it together', async () => {
    const { ports, other } = aStore();
    await putHandoff(ports, 'x', payload, now);
    const taken = await Promise.all([takeHandoff(ports, 'x', now), takeHandoff(other, 'x', now)]);
    expect(taken.filter((one) => one !== undefined)).toEqual([payload]);
  });

  test('is worth nothing after two minutes, or from the future', async () => {
    const { ports } = aStore();
    for (const [later, expected] of [
      [120_000, payload],
      [120_001, undefined],
      [-120_001, undefined],
    ] as const) {
      await putHandoff(ports, 'x', payload, now);
      expect(await takeHandoff(ports, 'x', now + later)).toEqual(expected);
    }
  });

  test('sweeps old ones whenever another is put or taken, and leaves fresh ones', async () => {
    const { ports, store } = aStore();
    const left = async () => ((await store.read(['handoffs']))[0] as [string][]).map(([id]) => id);
    await putHandoff(ports, 'old', payload, now);
    await putHandoff(ports, 'fresh', payload, now + 100_000);
    await putHandoff(ports, 'new', payload, now + 130_000);
    expect(await left()).toEqual(['fresh', 'new']);
    await takeHandoff(ports, 'none', now + 225_000);
    expect(await left()).toEqual(['new']);
  });

  test('shows nothing of the reply in the database', async () => {
    const { ports, store } = aStore();
    await putHandoff(ports, 'x', payload, now);
    const [[[, sealed]]] = (await store.read(['handoffs'])) as [[[string, { ct: ArrayBuffer }]]];
    expect(new TextDecoder('latin1').decode(sealed.ct)).not.toContain('canary');
  });

  test('[S50] does not open under another id, with another time, or when garbled', async () => {
    const changes: [string, (entries: [string, Record<string, unknown>][]) => unknown][] = [
      ['another id', ([[, sealed] = ['', {}]]) => [['y', sealed]]],
      ['made younger', ([[, sealed] = ['', {}]]) => [['y', { ...sealed, gen: now + 1 }]]],
      ['no list', () => 'garbage'],
      ['odd entries', () => [null, 'y', ['y'], ['y', null], ['y', { gen: now }]]],
    ];
    for (const [title, change] of changes) {
      const { ports, store } = aStore();
      await putHandoff(ports, title === 'made younger' ? 'y' : 'x', payload, now);
      await overwrite(store, 'handoffs', (record) => change(record as [string, Record<string, unknown>][]));
      expect([title, await takeHandoff(ports, 'y', now)]).toEqual([title, undefined]);
      await putHandoff(ports, 'z', payload, now);
      expect(await takeHandoff(ports, 'z', now)).toEqual(payload);
    }
  });

  test('does not outlive the vault; one that is sealed while the vault is cleared is sealed again', async () => {
    const { ports, vault, store, other } = aStore();
    await putHandoff(ports, 'x', payload, now);
    await vault.clear();
    expect(await takeHandoff(ports, 'x', now)).toBeUndefined();
    await putHandoff({ store: interrupted(store, () => other.vault.clear()), random }, 'y', payload, now);
    expect(await takeHandoff(ports, 'y', now)).toEqual(payload);
  });

  test('[S48] [S54] that could not be kept rejects, so callback/ can say so', async () => {
    const { store } = aStore();
    await putHandoff({ store, random }, 'first', payload, now);
    const failing = { store: aborting(store, 'QuotaExceededError', () => true), random };
    expect(await codeOf(putHandoff(failing, 'x', payload, now))).toBe('vault_full');
    expect(await takeHandoff({ store }, 'x', now)).toBeUndefined();
  });
});
