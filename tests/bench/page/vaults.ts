/**
 * Vaults and configs of different sizes for one page. Each is a vault of its own, under a base path of its own.
 * size -> config, connections, and the connection to call with. The rows are sealed by the core's own modules.
 * Side effect of `fillVault`: IndexedDB.
 */
import type { ConfigEntry, SingletConfig } from '../../../src/core/index.ts';
import { sourceOf } from '../../../src/core/provider/provider.ts';
import { resolveProvider } from '../../../src/core/provider/resolve.ts';
import { openStore } from '../../../src/core/vault/database.ts';
import { pageOf, tokensOf } from '../../../src/core/vault/reader.ts';
import type { Connection } from '../../../src/core/vault/records.ts';
import { seal, writeSealed } from '../../../src/core/vault/seal.ts';
import { type Surroundings, token } from './competitor.ts';

/**
 * one: a connection and a rule. hundred: a hundred of each, every API an origin of its own.
 * spread: 10,000 connections of 1,000 providers, every API an origin of its own.
 * gateway: the same, all APIs on one origin under paths of their own. rules: a connection whose provider has 1,000 rules
 * on one origin. crowd: 10,000 connections of one provider, of which the call names the one it means; chosen: the same,
 * and a person chose one for all calls.
 */
export const sizes = ['one', 'hundred', 'spread', 'gateway', 'rules', 'crowd', 'chosen'] as const;
export type Size = (typeof sizes)[number];

const entry = (id: string, api: ConfigEntry['api'], { auth }: Surroundings): ConfigEntry => ({
  id,
  client_id: `client-${id}`,
  flow: 'code',
  pkce: true,
  authorization_endpoint: `${auth}/authorize`,
  token_endpoint: `${auth}/slow-token`,
  api,
});

const count = (length: number) => Array.from({ length }, (_, index) => index);

function entriesOf(size: Size, around: Surroundings): ConfigEntry[] {
  const own = { origin: around.api, path: '/v1' };
  const elsewhere = (index: number) => ({ origin: `https://api-${index}.example`, path: '/v1' });
  const beside = (index: number) => ({ origin: around.api, path: `/tenant-${index}/v1` });
  const main = (rules: NonNullable<ConfigEntry['api']> = []) => entry('main', [own, ...rules], around);
  if (size === 'hundred') return [main(), ...count(99).map((index) => entry(`p${index}`, [elsewhere(index)], around))];
  if (size === 'spread') return [main(), ...count(999).map((index) => entry(`p${index}`, [elsewhere(index)], around))];
  if (size === 'gateway') return [main(), ...count(999).map((index) => entry(`p${index}`, [beside(index)], around))];
  if (size === 'rules') return [main(count(999).map(beside))];
  return [main()];
}

const howMany: Readonly<Record<Size, number>> = {
  one: 1,
  hundred: 100,
  spread: 10_000,
  gateway: 10_000,
  rules: 1,
  crowd: 10_000,
  chosen: 10_000,
};

export interface Life {
  readonly access_token: string;
  /** Epoch ms. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

const hour = 3_600_000;
const fresh = (): Life => ({ access_token: token, issuedAt: Date.now(), expiresAt: Date.now() + hour });

/** One that ended a minute ago, and can be renewed. */
export const ended = (): Life => ({ ...fresh(), issuedAt: Date.now() - hour, expiresAt: Date.now() - 60_000 });

export interface Filled {
  readonly config: SingletConfig;
  /** Folder that the vault belongs to. */
  readonly base: string;
  /** The connection to call with. */
  readonly connection: string;
}

function connectionOf(provider: ConfigEntry, index: number, { issuedAt, expiresAt, access_token }: Life): Connection {
  return {
    id: `connection-${index}`,
    provider: provider.id,
    source: sourceOf(resolveProvider(provider, new URL('callback/', location.href).href, false)),
    flow: 'code',
    group: null,
    label: null,
    identity: { sub: `person-${index}`, name: `Person ${index}`, email: `person-${index}@example.com` },
    scope: 'items:read',
    requestedScope: 'items:read',
    issuedAt,
    expiresAt,
    createdAt: issuedAt,
    thread: (index % 8) + 1,
    tail: access_token.slice(-4),
    refreshable: true,
    ended: null,
    endpoints: [provider.authorization_endpoint ?? '', provider.token_endpoint ?? ''],
    generation: 1,
  };
}

/** Rows to a page, as vault.ts has it. */
const pageSize = 50;

/** Writes a whole vault at once; the door would take minutes for the large ones. */
export async function fillVault(size: Size, around: Surroundings, life: Life = fresh(), base = `/vault-${size}/`): Promise<Filled> {
  const providers = entriesOf(size, around);
  const [main, ...others] = providers as [ConfigEntry, ...ConfigEntry[]];
  // The one that is called stands in the middle of the vault, neither first nor last.
  const middle = Math.floor(howMany[size] / 2);
  const connections = count(howMany[size]).map((index) => {
    const provider = index === middle ? main : (others[index % Math.max(others.length, 1)] ?? main);
    return connectionOf(provider, index, life);
  });
  const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);
  const store = openStore(`singlet:${base}`, { indexedDB: () => indexedDB });
  await writeSealed({ store, random }, async (key) => {
    const records: [place: string, sealed: unknown][] = [];
    for (let at = 0; at < connections.length; at += pageSize) {
      const place = pageOf(at / pageSize);
      records.push([place, await seal(key, random, place, 1, connections.slice(at, at + pageSize))]);
    }
    for (const { id, scope, issuedAt, expiresAt } of connections) {
      const set = { access_token: life.access_token, refresh_token: 'renew-0123456789abcdef', scope, issuedAt, expiresAt };
      records.push([tokensOf(id), await seal(key, random, tokensOf(id), 1, set)]);
    }
    return [
      [],
      (_, to) => {
        for (const [place, sealed] of records) to.put(sealed, place);
        return true;
      },
    ];
  });
  store.close();
  return { config: { providers }, base, connection: `connection-${middle}` };
}
