/// <reference path="../../../src/core/virtual.d.ts" />

import { entryShape } from 'virtual:config-shape';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { isSingletError } from '../../../src/core/base/errors.ts';
import { fetchConfig, loadConfig } from '../../../src/core/provider/config.ts';
import { entrySchema } from '../../../src/core/provider/schema.ts';
import { fits } from '../../../src/core/provider/shape.ts';

const callback = 'https://app.example/singlet/callback/';
const unplanned = () => Promise.reject(new Error('no request was planned'));
const load = (providers: unknown[]) => loadConfig({ providers }, { fetch: unplanned, callback });
const problemsOf = async (entry: unknown) =>
  (await load([entry])).problems.map(({ path, found, allowed }) => `${path} | ${found} | ${allowed}`);
const good = { id: 'acme', client_id: 'spa', issuer: 'https://id.acme.example' };

describe('a config', () => {
  test('gives its providers, with defaults', async () => {
    const { providers, problems } = await load([{ ...good, api: [{ origin: 'https://api.acme.example', path: '/v1/' }] }]);
    expect(problems).toEqual([]);
    expect(providers[0]).toMatchObject({
      id: 'acme',
      name: 'acme',
      flow: 'auto',
      scope: 'openid',
      redirect_uri: callback,
      redirectBinding: 'state',
      api: [
        {
          origin: 'https://api.acme.example',
          path: '/v1',
          placement: { in: 'header' },
          methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
        },
      ],
    });
  });

  test('counts redirect_uri from the folder of singlet.js', async () => {
    const { providers } = await load([{ ...good, redirect_uri: 'callback/?p=acme' }]);
    expect(providers[0]?.redirect_uri).toBe('https://app.example/singlet/callback/?p=acme');
  });

  test('lays an entry over its preset, on another base', async () => {
    const { providers, problems } = await load([
      { id: 'mine', preset: 'singly', base: 'http://localhost:4176/', client_id: 'x', name: 'My Singly' },
    ]);
    expect(problems).toEqual([]);
    expect(providers[0]).toMatchObject({
      name: 'My Singly',
      flow: 'token',
      authorization_endpoint: 'http://localhost:4176/oauth/authenticate',
      api: [{ origin: 'http://localhost:4176', placement: { in: 'query', name: 'access_token' } }],
    });
  });

  test('with one bad entry keeps the good ones', async () => {
    const { providers, problems } = await load([{ id: 'BAD' }, good, null]);
    expect(providers.map(({ id }) => id)).toEqual(['acme']);
    expect(problems.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['$.providers[0].id', '$.providers[0].client_id', '$.providers[2]']),
    );
  });

  test('says one thing for each mistake: where, what was found, what is allowed', async () => {
    expect(await problemsOf({ ...good, isuer: 'x', pkce: 'yes' })).toEqual([
      '$.providers[0].pkce | "yes" | boolean',
      '$.providers[0].isuer | an unknown key | no key of this name; did you mean "issuer"?',
    ]);
    expect(await problemsOf({ ...good, reply: [] })).toEqual([
      '$.providers[0] | a list where an object belongs | an object as singlet.schema.json describes it',
    ]);
  });

  test.each([
    ['issuer over http', { issuer: 'http://id.acme.example' }, '.issuer'],
    ['[S26] a fragment in the authorize address', { authorization_endpoint: 'https://id.acme.example/a#x' }, '.authorization_endpoint'],
    ['[S26] an empty fragment too', { authorization_endpoint: 'https://id.acme.example/a#' }, '.authorization_endpoint'],
    ['[S26] a user name', { authorization_endpoint: 'https://user@id.acme.example/a' }, '.authorization_endpoint'],
    ['[S26] javascript in mixed case', { authorization_endpoint: 'JaVaScRiPt:alert(1)' }, '.authorization_endpoint'],
    ['[S26] data', { token_endpoint: 'data:text/plain,x' }, '.token_endpoint'],
    ['an API origin with a path', { api: [{ origin: 'https://api.acme.example/v1' }] }, '.api[0].origin'],
    ['an API origin over http', { api: [{ origin: 'http://api.acme.example' }] }, '.api[0].origin'],
    ['a redirect_uri elsewhere', { redirect_uri: 'https://evil.example/callback/' }, '.redirect_uri'],
    ['a redirect_uri by way of "//"', { redirect_uri: '//evil.example/' }, '.redirect_uri'],
    ['no endpoint at all', { issuer: undefined }, ''],
    ['a preset that is none', { preset: 'singley' }, '.preset'],
  ])('refuses %s', async (_, change, path) => {
    const { providers, problems } = await load([JSON.parse(JSON.stringify({ ...good, ...change }))]);
    expect(providers).toEqual([]);
    expect(problems.map((problem) => problem.path)).toEqual([`$.providers[0]${path}`]);
  });

  test('accepts http on this device', async () => {
    for (const issuer of ['http://localhost:4174', 'http://id.localhost:4174', 'http://127.0.0.1:1', 'http://[::1]:1'])
      expect((await load([{ ...good, issuer }])).problems).toEqual([]);
  });

  test.each([
    { client_secret: 'canary' },
    { extraTokenParams: { client_secret: 'canary' } },
    { extraQueryParams: { access_token: 'canary' } },
    { private_key: 'canary' },
  ])('refuses a secret with the reason, and never shows it: %j', async (change) => {
    const { providers, problems } = await load([{ ...good, ...change }]);
    expect(providers).toEqual([]);
    expect(problems.some(({ allowed }) => allowed.includes('everyone who opens the page can read this file'))).toBe(true);
    expect(JSON.stringify(problems)).not.toContain('canary');
  });

  test('refuses the same id twice', async () => {
    const { providers, problems } = await load([good, good]);
    expect([providers.length, problems.length]).toEqual([1, 1]);
  });

  test.each([null, 7, 'x', {}, { providers: {} }])('that is %j is config_invalid', async (config) => {
    await expect(loadConfig(config, { fetch: unplanned, callback })).rejects.toMatchObject({ code: 'config_invalid' });
  });
});

describe('the file', () => {
  const fetching = (answer: () => Promise<Response>) =>
    fetchConfig('https://app.example/singlet.config.json', { fetch: answer, callback }).then(
      () => 'read',
      (error: unknown) => (isSingletError(error) ? `${error.code} ${error.detail}` : String(error)),
    );

  test('that is missing, unreachable or torn is told apart', async () => {
    expect(await fetching(async () => new Response('{}'))).toBe('read');
    expect(await fetching(async () => new Response('', { status: 404 }))).toContain(
      'config_unreachable https://app.example/singlet.config.json answered 404',
    );
    expect(await fetching(() => Promise.reject(new TypeError('offline')))).toContain('config_unreachable');
    const torn = await fetching(async () => new Response('{"providers": [{"client_secret": "canary" oops'));
    expect(torn).toContain('config_invalid');
    expect(torn).not.toContain('canary');
  });
});

describe('the quick check', () => {
  test('has the same opinion as the schema, whatever comes', () => {
    const value = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constant('header'),
      fc.constant('query:a'),
      fc.constant('code'),
      fc.constant('bearer'),
      fc.constant('unknown'),
      fc.constant('manual-code'),
      fc.constant('id_token token'),
      fc.constant('client_secret_post'),
      fc.array(fc.string({ maxLength: 3 }), { maxLength: 2 }),
    );
    const nested = fc.dictionary(
      fc.constantFrom(
        'origin',
        'path',
        'methods',
        'placement',
        'endpoint',
        'sub',
        'name',
        'label',
        'url',
        'skew',
        'missing',
        'token_type',
        'maxTokenLength',
        'client_authentication',
        'id_token_hint',
        'parameter',
        'x',
      ),
      value,
      { maxKeys: 4 },
    );
    const field = fc.constantFrom(...Object.keys(entrySchema.pipe[0].entries), 'unknown_key');
    const entry = fc
      .tuple(fc.dictionary(field, fc.oneof(value, nested, fc.array(nested, { maxLength: 2 })), { maxKeys: 4 }), fc.boolean())
      .map(([extra, whole]) => (whole ? { id: 'acme', client_id: 'spa', ...extra } : extra));
    let accepted = 0;
    fc.assert(
      fc.property(entry, (candidate) => {
        const byShape = fits(entryShape, candidate);
        if (byShape) accepted++;
        // The schema library takes a list for an object; the quick check does not.
        const listed = ['extraQueryParams', 'extraTokenParams', 'tokenRequest', 'endSession', 'link', 'reply', 'expires', 'identity'].some(
          (key) => Array.isArray((candidate as Record<string, unknown>)[key]),
        );
        expect(byShape).toBe(v.is(entrySchema, candidate) && !listed);
      }),
      { numRuns: 20_000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });
});
