/** A vault over fake-indexeddb, as many tabs of it as a test wants, and ways to make storage fail. */
import { IDBFactory } from 'fake-indexeddb';
import { isSingletError } from '../../../src/core/base/errors.ts';
import type { RandomSource } from '../../../src/core/base/random.ts';
import { Secret } from '../../../src/core/base/secret.ts';
import type { Store, Writer } from '../../../src/core/vault/database.ts';
import { openStore } from '../../../src/core/vault/database.ts';
import type { TokenSet } from '../../../src/core/vault/records.ts';
import type { NewConnection, Vault } from '../../../src/core/vault/vault.ts';
import { openVault } from '../../../src/core/vault/vault.ts';

export const now = 1_760_000_000_000;
export const random: RandomSource = (bytes) => crypto.getRandomValues(bytes);

export interface Tab {
  readonly store: Store;
  readonly vault: Vault;
}

export function openTab(factory: IDBFactory = new IDBFactory()): Tab {
  const store = openStore('singlet:/', { indexedDB: () => factory });
  return { store, vault: openVault({ store, random }) };
}

export function aConnection(id: string, change: Partial<NewConnection> = {}): NewConnection {
  return {
    id,
    provider: 'acme',
    source: 'acme-source',
    flow: 'code',
    group: null,
    label: null,
    identity: { sub: `sub-${id}` },
    scope: 'openid',
    requestedScope: 'openid',
    issuedAt: now,
    expiresAt: now + 3_600_000,
    createdAt: now,
    tail: 'a1b2',
    refreshable: true,
    ended: null,
    endpoints: [],
    ...change,
  };
}

export function someTokens(name: string): TokenSet {
  return {
    access_token: new Secret(`access-${name}`),
    refresh_token: new Secret(`refresh-${name}`),
    scope: 'openid',
    issuedAt: now,
    expiresAt: now + 3_600_000,
  };
}

/** The access token that lies in the vault, in plain text. */
export async function accessOf(vault: Vault, id: string): Promise<string | undefined> {
  return (await vault.tokens(id))?.access_token.reveal();
}

export async function codeOf(act: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof act === 'function' ? act() : act);
    return 'resolved';
  } catch (error) {
    return isSingletError(error) ? error.code : String(error);
  }
}

/** The same store, but each change that `when` names ends in an abort for the given reason after it was written. */
export function aborting(store: Store, reason: string, when: () => boolean): Store {
  return {
    ...store,
    transact: (keys, change) =>
      store.transact(keys, (values, to) => {
        const answer = change(values, to);
        if (when()) (to as unknown as { transaction: { _abort(name: string): void } }).transaction._abort(reason);
        return answer;
      }),
  };
}

/** The same store; `before` runs ahead of the first change that reads so many keys (2: the key and a record), as another tab would. */
export function interrupted(store: Store, before: () => Promise<unknown>, least = 2): Store {
  let pending = true;
  return {
    ...store,
    transact: async (keys, change) => {
      if (pending && keys.length >= least) {
        pending = false;
        await before();
      }
      return store.transact(keys, change);
    },
  };
}

/** Overwrites a stored record, whatever it was. */
export function overwrite(store: Store, key: string, change: (record: unknown) => unknown): Promise<void> {
  return store.transact([key], ([record], to: Writer) => void to.put(change(record), key));
}
