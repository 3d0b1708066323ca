/** What `explain` tells beforehand: which token, by which rule, and which check failed. */
import { describe, expect, test } from 'vitest';
import type { ApiRule } from '../../../src/core/provider/provider.ts';
import { sourceOf } from '../../../src/core/provider/provider.ts';
import { explain } from '../../../src/core/session/explain.ts';
import { makeListing } from '../../../src/core/session/listing.ts';
import type { ProviderRegistry } from '../../../src/core/session/registry.ts';
import { holdTokens } from '../../../src/core/session/tokens.ts';
import type { VaultReader } from '../../../src/core/vault/reader.ts';
import type { Connection, TokenSet } from '../../../src/core/vault/records.ts';
import { aProvider } from '../../fixtures/provider.ts';

const now = 1_760_000_000_000;
const origin = 'https://api.acme.example';
const rule = (change: Partial<ApiRule> = {}): ApiRule => ({
  origin,
  path: '/v1',
  methods: ['GET', 'POST'],
  placement: { in: 'header' },
  ...change,
});

function connection(id: string, change: Partial<Connection> = {}): Connection {
  return {
    id,
    provider: 'acme',
    source: sourceOf(aProvider()),
    flow: 'code',
    group: null,
    label: null,
    identity: { sub: id },
    scope: '',
    requestedScope: '',
    issuedAt: now,
    expiresAt: now + 3_600_000,
    createdAt: now,
    thread: 1,
    tail: 'a1b2',
    refreshable: true,
    ended: null,
    endpoints: ['https://id.acme.example/token'],
    generation: 1,
    ...change,
  };
}

interface World {
  readonly api?: readonly ApiRule[];
  readonly connections?: readonly Connection[];
  readonly skew?: number;
}

function world({ api = [rule()], connections = [connection('maya')], skew }: World = {}) {
  const provider = aProvider({ api, expires: skew === undefined ? {} : { skew } });
  const registry = {
    find: (id: string) => (id === provider.id ? provider : undefined),
    info: ({ id, name }: { id: string; name: string }) => ({ id, name }),
  } as unknown as ProviderRegistry;
  const listing = makeListing(
    async () => connections,
    () => [provider],
    () => now,
  );
  const ask = (url: string, init?: RequestInit, only?: string) =>
    explain(url, init, { listing, registry, base: 'https://app.example/', now, only });
  return { ask, listing, registry };
}

const two = [connection('maya'), connection('tobias')];

describe('explain', () => {
  test('a request that carries a token is outlined, with the token masked', async () => {
    const told = await world().ask(`${origin}/v1/me#part`, { headers: { accept: 'text/plain' } });
    expect(told).toMatchObject({ outcome: 'attached', rule: 1, placement: 'header', preferred: null, refused: null });
    expect(told.request).toMatchObject({ method: 'GET', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' });
    expect(told.request?.headers).toEqual({ accept: 'text/plain', authorization: 'Bearer •••• a1b2' });
  });

  test('in the query the parameter comes last, once', async () => {
    const query = rule({ placement: { in: 'query', name: 'access_token' } });
    const { request, parameter } = await world({ api: [query] }).ask(`${origin}/v1/me?access_token=mine&a=b`);
    expect(parameter).toBe('access_token');
    expect(request?.url).toMatch(/\?a=b&access_token=[^&]*a1b2$/);
  });

  test.each([
    ['https://user:word@api.acme.example/v1', {}, 'userinfo'],
    ['https://id.acme.example/token', {}, 'token-endpoint'],
    ['ftp://api.acme.example/v1', {}, 'scheme'],
    [`${origin}/v1`, { mode: 'no-cors' }, 'mode'],
  ] as const)('[S56] %s with %j is refused as %s', async (url, init, refused) => {
    expect(await world().ask(url, init)).toMatchObject({ outcome: 'refused', refused, request: null });
  });

  test.each([
    [`${origin}/v2`, 'GET', 'path'],
    [`${origin}/v1evil`, 'GET', 'path'],
    [`${origin}/v1/me`, 'DELETE', 'method'],
    [`${origin}/v1/a%2fb`, 'GET', 'encoded'],
  ] as const)('%s with %s misses by its %s', async (url, method, failed) => {
    const told = await world().ask(url, { method });
    expect(told).toMatchObject({ outcome: 'no-rule', rules: [{ number: 1, failed }], candidates: [] });
  });

  test('a longer path decides alone', async () => {
    const told = await world({ api: [rule(), rule({ path: '/v1/admin', methods: ['POST'] })] }).ask(`${origin}/v1/admin/x`);
    expect(told.rules.map(({ number, failed }) => [number, failed])).toEqual([
      [2, 'method'],
      [1, 'narrower'],
    ]);
  });

  test('an Authorization header of one’s own keeps every token here', async () => {
    expect(await world().ask(`${origin}/v1`, { headers: { Authorization: 'Basic x' } })).toMatchObject({
      outcome: 'caller-authorization',
      request: null,
    });
  });
});

describe('explain, where several match', () => {
  test('names them all and sends with none', async () => {
    const told = await world({ connections: two }).ask(`${origin}/v1/me`);
    expect(told).toMatchObject({ outcome: 'ambiguous', connection: null, preferred: null });
    expect(told.candidates.map(({ id }) => id)).toEqual(['maya', 'tobias']);
  });

  test('says which one is the default, also when another is named', async () => {
    const chosen = [two[0] as Connection, connection('tobias', { chosenFor: [`${origin}/v1`] })];
    expect(await world({ connections: chosen }).ask(`${origin}/v1/me`)).toMatchObject({
      outcome: 'attached',
      preferred: 'tobias',
      connection: { id: 'tobias' },
    });
    const told = await world({ connections: chosen }).ask(`${origin}/v1/me`, {}, 'maya');
    expect(told).toMatchObject({ outcome: 'attached', preferred: 'tobias', connection: { id: 'maya' } });
    expect(told.candidates).toHaveLength(2);
  });

  test('a named connection is told as for(id) would send it', async () => {
    const { ask } = world({ connections: two });
    expect(await ask(`${origin}/v1/me`, {}, 'tobias')).toMatchObject({ outcome: 'attached', connection: { id: 'tobias' } });
    expect(await ask(`${origin}/v2`, {}, 'tobias')).toMatchObject({ outcome: 'no-rule' });
    await expect(ask(`${origin}/v1/me`, {}, 'stranger')).rejects.toMatchObject({ code: 'connection_unknown' });
  });

  test('a default that was chosen, but stands alone, is no default', async () => {
    const alone = [connection('maya', { chosenFor: [`${origin}/v1`] })];
    expect(await world({ connections: alone }).ask(`${origin}/v1/me`)).toMatchObject({ outcome: 'attached', preferred: null });
  });
});

describe('when a token is renewed first', () => {
  test.each([
    [{}, undefined],
    [{ expiresAt: now + 100_000 }, undefined],
    [{}, 300],
    [{ expiresAt: now + 20_000 }, 0],
  ] as const)('%j with a skew of %s: as the token source counts it', async (change, skew) => {
    const one = connection('maya', change);
    const made = world({ connections: [one], ...(skew !== undefined && { skew }) });
    const held = holdTokens({} as VaultReader, made.registry, made.listing);
    const { renewAt } = held.hold(one, { issuedAt: one.issuedAt, expiresAt: one.expiresAt } as TokenSet);
    expect((await made.ask(`${origin}/v1`)).renewAt).toBe(renewAt);
  });

  test('never without a refresh token or a stated end', async () => {
    for (const change of [{ refreshable: false }, { expiresAt: null }])
      expect((await world({ connections: [connection('maya', change)] }).ask(`${origin}/v1`)).renewAt).toBeNull();
  });
});
