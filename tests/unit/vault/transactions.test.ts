import { describe, expect, test } from 'vitest';
import type { Transaction } from '../../../src/core/vault/transactions.ts';
import { openTransactions } from '../../../src/core/vault/transactions.ts';
import { codeOf, now } from './fixture.ts';

function aStorage(): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    clear: () => values.clear(),
    getItem: (key) => values.get(key) ?? null,
    key: (index) => [...values.keys()][index] ?? null,
    removeItem: (key) => void values.delete(key),
    setItem: (key, value) => void values.set(key, value),
  };
}

function aTab(name = 'singlet:/app/', storage = aStorage()) {
  let time = now;
  const transactions = openTransactions(name, { storage: () => storage, clock: () => time });
  const wait = (ms: number) => {
    time += ms;
  };
  return { ...transactions, storage, wait };
}

const aTransaction = (id: string): Transaction => ({
  id,
  createdAt: now,
  provider: 'acme',
  tuple: 'h',
  flow: 'code',
  mode: 'redirect',
  purpose: 'new',
  returnTo: '/',
  redirect_uri: 'https://app.example/callback/',
  binding: 'state',
  scope: 'openid',
  oidc: '{"code_verifier":"v"}',
});

describe('the sign-in of a tab', () => {
  test('[S1] is not there where none was started', () => {
    const tab = aTab();
    expect(tab.takeTransaction(['a'])).toBeUndefined();
    expect(tab.takeTransaction([])).toBeUndefined();
    expect(tab.wasSpent('a')).toBe(false);
  });

  test('is handed out as it was remembered, once', () => {
    const tab = aTab();
    tab.rememberTransaction(aTransaction('a'));
    expect(tab.takeTransaction(['x', 'a'])).toEqual(aTransaction('a'));
    expect(tab.takeTransaction(['a'])).toBeUndefined();
    expect(tab.takeTransaction([])).toBeUndefined();
  });

  test('[S3] is spent by the first reply, also by one with a wrong state or none', () => {
    for (const ids of [['wrong'], []]) {
      const tab = aTab();
      tab.rememberTransaction(aTransaction('a'));
      expect(tab.takeTransaction(ids)).toEqual(aTransaction('a'));
      expect(tab.takeTransaction(['a'])).toBeUndefined();
      expect(tab.wasSpent('a')).toBe(true);
    }
  });

  test('[S4] leaves a mark for ten minutes, by which a replayed reply is known', () => {
    const tab = aTab();
    tab.rememberTransaction(aTransaction('a'));
    tab.takeTransaction(['a']);
    tab.wait(599_999);
    expect(tab.wasSpent('a')).toBe(true);
    expect(tab.wasSpent('b')).toBe(false);
    tab.wait(1);
    expect(tab.wasSpent('a')).toBe(false);
  });

  test('[S4] is not spent by the replay of an earlier reply', () => {
    const tab = aTab();
    tab.rememberTransaction(aTransaction('a'));
    tab.takeTransaction(['a']);
    tab.rememberTransaction(aTransaction('b'));
    expect(tab.takeTransaction(['a'])).toBeUndefined();
    expect(tab.takeTransaction(['b'])).toEqual(aTransaction('b'));
  });

  test('is superseded by a newer one, whose reply alone counts', () => {
    const tab = aTab();
    tab.rememberTransaction(aTransaction('a'));
    tab.rememberTransaction(aTransaction('b'));
    expect(tab.storage.getItem('singlet:/app/:sign-in')?.match(/code_verifier/g)).toHaveLength(1);
    expect(tab.takeTransaction(['a'])).toBeUndefined();
    expect(tab.takeTransaction(['b'])).toEqual(aTransaction('b'));
  });

  test('[S12] is handed out once even when it expired, so that its returnTo is known', () => {
    const tab = aTab();
    tab.rememberTransaction(aTransaction('a'));
    tab.wait(3_600_000);
    expect(tab.takeTransaction(['a'])).toEqual(aTransaction('a'));
    expect(tab.takeTransaction(['a'])).toBeUndefined();
  });

  test('[S13] is not seen by another tab or another base path', () => {
    const tab = aTab();
    tab.rememberTransaction(aTransaction('a'));
    expect(aTab().takeTransaction(['a'])).toBeUndefined();
    expect(aTab('singlet:/', tab.storage).takeTransaction(['a'])).toBeUndefined();
    expect(aTab('singlet:/app/', tab.storage).takeTransaction(['a'])).toEqual(aTransaction('a'));
  });

  test('leaves nothing secret behind once it is spent', () => {
    const tab = aTab();
    tab.rememberTransaction(aTransaction('a'));
    tab.takeTransaction(['a']);
    expect(tab.storage.getItem('singlet:/app/:sign-in')).not.toContain('code_verifier');
  });

  test.each(['{', '5', 'null', '"text"', '{"spent":5}', '{"spent":[null,5,["a"]]}'])('survives the garbled record %s', (garbled) => {
    const tab = aTab();
    tab.storage.setItem('singlet:/app/:sign-in', garbled);
    expect(tab.takeTransaction(['a'])).toBeUndefined();
    tab.rememberTransaction(aTransaction('a'));
    expect(tab.takeTransaction(['a'])).toEqual(aTransaction('a'));
  });
});

test('the id of a sealed reply is left for one taker, and does not disturb the sign-in', () => {
  const tab = aTab();
  tab.rememberTransaction(aTransaction('b'));
  expect(tab.takeHandoffId()).toBeUndefined();
  tab.leaveHandoffId('a');
  expect(tab.takeHandoffId()).toBe('a');
  expect(tab.takeHandoffId()).toBeUndefined();
  expect(tab.takeTransaction(['b'])).toEqual(aTransaction('b'));
});

describe('[S44] storage that is blocked', () => {
  const blocked = openTransactions('singlet:/', {
    storage: () => {
      throw new DOMException('denied', 'SecurityError');
    },
    clock: () => now,
  });

  test.each([
    ['remember', () => blocked.rememberTransaction(aTransaction('a'))],
    ['take', () => blocked.takeTransaction(['a'])],
    ['wasSpent', () => blocked.wasSpent('a')],
    ['leaveHandoffId', () => blocked.leaveHandoffId('a')],
    ['takeHandoffId', () => blocked.takeHandoffId()],
  ])('%s says storage_unavailable', async (_, act) => {
    expect(await codeOf(act)).toBe('storage_unavailable');
  });

  test('a sign-in that cannot be spent is not handed out', async () => {
    const tab = aTab();
    tab.rememberTransaction(aTransaction('a'));
    const full: Storage = {
      ...tab.storage,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(await codeOf(() => aTab('singlet:/app/', full).takeTransaction(['a']))).toBe('storage_unavailable');
  });
});
