/// <reference path="../../../src/core/virtual.d.ts" />

import { usualShape } from 'virtual:config-shape';
import { rareShape } from 'virtual:config-shape/rare';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/core/provider/config.ts';
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
      '$.providers[0].pkce | "yes" | true or false',
      '$.providers[0].isuer | an unknown key | "issuer", if that was meant',
    ]);
    expect(await problemsOf({ ...good, reply: [] })).toEqual([
      '$.providers[0] | a list where an object belongs | an object as singlet.schema.json describes it',
    ]);
  });

  test.each<readonly [string, object, string, string]>([
    ['a key that is missing', { client_id: undefined }, 'missing', 'text'],
    ['text that is empty', { client_id: '' }, '""', 'text that is not empty'],
    ['text that is too long', { client_id: 'x'.repeat(3000) }, `"${'x'.repeat(76)}…`, 'at most 2048 characters'],
    [
      'a choice',
      { flow: 'implicit' },
      '"implicit"',
      '"auto" or "code" or "token" or "manual-code" or "client-credentials" or "signed-request" or "paste"',
    ],
    ['a number', { expires: { skew: -1 } }, '-1', 'a number of at least 0'],
    ['a whole number', { reply: { maxTokenLength: 1.5 } }, '1.5', 'a whole number'],
    ['either of two kinds', { expires: { missing: 'never' } }, '"never"', 'a number or "unknown"'],
    ['an id', { id: 'Acme' }, '"Acme"', 'lower-case letters, digits and dashes, at most 63, no dash in front'],
    ['a parameter', { link: { parameter: 'a b' } }, '"a b"', 'letters, digits, "_", "." and "-", at most 64'],
    ['a list', { api: { origin: 'https://api.acme.example' } }, 'an object', 'a list'],
    ['a thing with parts', { client_id: { a: 1 } }, 'an object', 'text'],
    ['a key that is like no other', { zebra: 1 }, 'an unknown key', 'only the keys that singlet.schema.json knows here'],
    ['a key of a part', { api: [{ orgin: 'x', origin: 'https://api.acme.example' }] }, 'an unknown key', '"origin", if that was meant'],
  ])('tells in plain words of %s', async (_, change, found, allowed) => {
    const { problems } = await load([{ ...good, ...change }]);
    expect(problems.map((problem) => [problem.found, problem.allowed])).toEqual([[found, allowed]]);
  });

  test('tells what is wrong in shape and what is wrong in meaning in one go', async () => {
    const said = await problemsOf({
      id: 'acme',
      client_id: 7,
      issuer: 'http://id.acme.example',
      identity: { endpoint: 'http://id.acme.example/me' },
      extraQueryParams: { state: 'x', ui: 1 },
      api: [{ origin: 'https://api.acme.example/v1' }, 'x', { path: 'v1', origin: 'https://api.acme.example' }],
      tokenRequest: { client_secret: 'canary' },
    });
    expect(said.map((line) => line.replace('$.providers[0]', '').split(' | ').slice(0, 2).join(' is '))).toEqual([
      '.tokenRequest.client_secret is a secret',
      '.issuer is "http://id.acme.example"',
      '.identity.endpoint is "http://id.acme.example/me"',
      '.api[0].origin is "https://api.acme.example/v1"',
      '.api[2].path is "v1"',
      '.extraQueryParams.state is "state"',
      '.client_id is 7',
      '.extraQueryParams.ui is 1',
      '.identity.sub is missing',
      '.api[1] is "x"',
    ]);
    expect(said.join()).not.toContain('canary');
  });

  test('does not ask for an address that stands there in another form', async () => {
    const paths = async (entry: object) => (await load([{ id: 'acme', client_id: 'a', ...entry }])).problems.map(({ path }) => path);
    expect(await paths({ isuer: 'https://id.acme.example' })).toEqual(['$.providers[0].isuer']);
    expect(await paths({ issuer: 5 })).toEqual(['$.providers[0].issuer']);
    expect(await paths({ preset: 'singley' })).toEqual(['$.providers[0].preset']);
    expect(await paths({ zebra: 1 })).toEqual(['$.providers[0]', '$.providers[0].zebra']);
  });

  test('reports what stands beside the providers, and uses the rest', async () => {
    const { providers, problems } = await loadConfig(
      { $schema: './x', providers: [good], lokced: true, sandbox: 'yes', embed: { hosts: 'x' }, client_secret: 'canary' },
      { fetch: unplanned, callback },
    );
    expect(providers).toHaveLength(1);
    expect(problems.map(({ path, found, allowed }) => `${path} | ${found} | ${allowed.slice(0, 30)}`)).toEqual([
      '$.client_secret | a secret | no secret at all, because ever',
      '$.embed.hosts | "x" | a list',
      '$.sandbox | "yes" | true or false',
      '$.lokced | an unknown key | "locked", if that was meant',
    ]);
    expect(JSON.stringify(problems)).not.toContain('canary');
    const whole = { $schema: './x', providers: [], embed: { hosts: ['https://a.example'] }, sandbox: false, locked: true };
    expect((await loadConfig(whole, { fetch: unplanned, callback })).problems).toEqual([]);
  });

  test('keeps a good entry whose id a faulty one has too, and says so', async () => {
    const { providers, problems } = await load([{ id: 'acme', client_id: 7 }, good]);
    expect(providers.map(({ id }) => id)).toEqual(['acme']);
    expect(problems.filter(({ warning }) => warning).map(({ path }) => path)).toEqual(['$.providers[1].id']);
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
    ['keys over http', { jwks_uri: 'http://id.acme.example/keys' }, '.jwks_uri'],
    ['a link parameter that is ours', { link: { parameter: 'state' } }, '.link.parameter'],
    ['an out-of-band redirect_uri outside of manual-code', { redirect_uri: 'urn:ietf:wg:oauth:2.0:oob', flow: 'code' }, '.redirect_uri'],
    ['a preset that is none', { preset: 'singley' }, '.preset'],
  ])('refuses %s', async (_, change, path) => {
    const { providers, problems } = await load([JSON.parse(JSON.stringify({ ...good, ...change }))]);
    expect(providers).toEqual([]);
    expect(problems.map((problem) => problem.path)).toEqual([`$.providers[0]${path}`]);
  });

  test('accepts the out-of-band redirect_uri where a person pastes the code', async () => {
    const { providers, problems } = await load([{ ...good, flow: 'manual-code', redirect_uri: 'urn:ietf:wg:oauth:2.0:oob' }]);
    expect(problems).toEqual([]);
    expect(providers[0]?.redirect_uri).toBe('urn:ietf:wg:oauth:2.0:oob');
  });

  test('accepts how the client proves itself, without the secret', async () => {
    const { providers, problems } = await load([{ ...good, tokenRequest: { client_authentication: 'client_secret_basic' } }]);
    expect(problems).toEqual([]);
    expect(providers[0]?.tokenRequest).toEqual({ client_authentication: 'client_secret_basic' });
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
    { tokenRequest: { client_secret: 'canary' } },
    { tokenRequest: { client_authentication: 'client_secret_post', clientSecret: 'canary' } },
    { tokenRequest: { client_authentication: { client_secret: 'canary' } } },
    { tokenRequest: [{ 'Client-Secret': 'canary' }] },
    { client_secret: ['canary'] },
    { flow: { client_secret: 'canary' } },
  ])('refuses a secret with the reason, and never shows it: %j', async (change) => {
    const { providers, problems } = await load([{ ...good, ...change }]);
    expect(providers).toEqual([]);
    expect(problems.filter(({ allowed }) => allowed.includes('everyone who opens the page can read this file'))).toHaveLength(1);
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
        const byShape = fits({ ...usualShape, ...rareShape }, candidate);
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
