/** Singly where secrets are at work: a code for a token, tokens brought from elsewhere, and two accounts made one. */
import { beforeEach, describe, expect, test } from 'vitest';
import { tokensElsewhere } from '../../../src/sandbox/singly/data/tokens-elsewhere.ts';
import type { Bench } from './singly-bench.ts';
import { client, createBench, otherClient, signIn, signInForToken } from './singly-bench.ts';

let bench: Bench;
let token: string;
let account: string;

beforeEach(async () => {
  bench = createBench();
  ({ token, account } = await signInForToken(bench.visit()));
});

const call = (path: string) => bench.get(`${path}?access_token=${token}`);
const json = async (path: string) => (await call(path)).json();

describe('POST /oauth/access_token', () => {
  let code: string;

  beforeEach(async () => {
    const location = (await signIn(bench.visit(), { parameters: { response_type: 'code' } })).headers.get('location') ?? '';
    code = new URL(location).searchParams.get('code') ?? '';
  });

  const exchange = (fields: Record<string, string>) =>
    bench.get('/oauth/access_token', { method: 'POST', body: new URLSearchParams(fields) });

  test('gives access_token and account alone, from a form, from JSON and from the query', async () => {
    const all = { ...client, code };
    const headers = { 'content-type': 'application/json' };
    const replies = [
      await exchange(all),
      await bench.get('/oauth/access_token', { method: 'POST', headers, body: JSON.stringify(all) }),
      await bench.get(`/oauth/access_token?${new URLSearchParams(all)}`, { method: 'POST' }),
    ];
    const bodies = await Promise.all(replies.map((reply) => reply.json()));
    for (const body of bodies) {
      expect(Object.keys(body)).toEqual(['access_token', 'account']);
      expect(body.account).toBe(account);
    }
    // As found: a code can be exchanged again and again, each time for another token.
    expect(new Set(bodies.map((body) => body.access_token)).size).toBe(3);
  });

  test('profile=last is the profile of this sign-in, anything else is all', async () => {
    expect(await (await exchange({ ...client, code, profile: 'last' })).json()).toMatchObject({
      profile: { data: { screen_name: 'mayaokafor' } },
    });
    const all = await (await exchange({ ...client, code, profile: 'github' })).json();
    expect(Object.keys(all)).toEqual(['profile', 'access_token', 'account']);
    expect(Object.keys(all.profile.services)).toEqual(['twitter', 'github', 'instagram']);
  });

  test('auth and full add to the profile what they add to /profile', async () => {
    const plain = await (await exchange({ ...client, code, profile: 'all' })).json();
    expect(plain.profile).not.toHaveProperty('full');
    expect(plain.profile.services.github).not.toHaveProperty('auth');
    const rich = await (await exchange({ ...client, code, profile: 'all', auth: 'true', full: 'yes' })).json();
    expect(rich.profile.services.github.auth.token).toEqual(expect.any(String));
    expect(rich.profile.full.github).toMatchObject({ login: 'mayaok' });
    const last = await (await exchange({ ...client, code, profile: 'last', auth: '1' })).json();
    expect(last.profile.auth.token).toEqual(expect.any(String));
  });

  test.each([
    ['no client_id', { client_id: '' }],
    ['no client_secret', { client_secret: '' }],
    ['no code', { code: '' }],
    ['an unknown client', { client_id: 'stranger' }],
    ['a wrong secret', { client_secret: 'guess' }],
    ['an unknown code', { code: 'f'.repeat(32) }],
    ['a code of another client', otherClient],
  ])('%s is 400 with a text, not a code of RFC 6749', async (_what, changed) => {
    const response = await exchange({ ...client, code, ...changed });
    const body = await response.json();
    expect(response.status).toBe(400);
    expect(Object.keys(body)).toEqual(['error']);
    expect(body.error).not.toMatch(/^[a-z_]+$/);
  });
});

describe('helpers under /auth', () => {
  const apply = (more: Record<string, string>) => {
    const usual = { ...client, token: 'sim-github-120577-credential' };
    return bench.get(`/auth/github/apply?${new URLSearchParams({ ...usual, ...more })}`);
  };

  test('apply makes an account from a token of the service', async () => {
    const body = await (await apply({})).json();
    expect(await (await bench.get(`/profiles?access_token=${body.access_token}`)).json()).toEqual({ id: body.account, github: ['120577'] });
  });

  test('apply: 404 unknown app, 401 wrong secret, 500 unknown token or account', async () => {
    expect((await apply({ client_id: 'stranger' })).status).toBe(404);
    expect((await apply({ client_secret: '' })).status).toBe(401);
    expect((await apply({ token: 'x' })).status).toBe(500);
    expect((await apply({ account: 'x' })).status).toBe(500);
    expect((await apply({ account: 'x', verifyAccount: 'false' })).status).toBe(200);
    expect((await (await apply({ account })).json()).account).toBe(account);
  });

  test('apply: 503 for an application whose backlog is full, after its secret was looked at', async () => {
    bench = createBench({ throttled: (client_id) => client_id === client.client_id });
    expect((await apply({})).status).toBe(503);
    expect((await apply({ client_secret: '' })).status).toBe(401);
    expect((await apply(otherClient)).status).toBe(200);
  });

  test('apply: a token of OAuth 1 has two halves, and brings nothing in without the second', async () => {
    const twitter = tokensElsewhere.find(({ service }) => service === 'twitter');
    const { service = '', token = '', token_secret = '' } = twitter ?? {};
    const bring = (more: Record<string, string>) =>
      bench.get(`/auth/${service}/apply?${new URLSearchParams({ ...client, token, ...more })}`);
    expect((await bring({})).status).toBe(500);
    expect((await bring({ token_secret: 'guess' })).status).toBe(500);
    const body = await (await bring({ token_secret })).json();
    expect(Object.keys(body)).toEqual(['access_token', 'account']);
  });

  test.each(tokensElsewhere)(
    'apply: the token of $username at $service brings a profile in',
    async ({ service, token: theirs, token_secret }) => {
      const fields = new URLSearchParams({ ...client, account, token: theirs, ...(token_secret && { token_secret }) });
      const before = (await json('/profiles'))[service] ?? [];
      expect((await bench.get(`/auth/${service}/apply?${fields}`)).status).toBe(200);
      expect((await json('/profiles'))[service]).toHaveLength(before.length + 1);
    },
  );

  test('merge moves everything and leaves the source with 401', async () => {
    const source = await signInForToken(bench.visit(), { username: '@tobiaslind' });
    const merged = await (await bench.get(`/auth/merge?source=${source.token}&dest=${token}`)).json();
    expect(merged).toMatchObject({ id: account, twitter: ['214367731', '77120945'] });
    expect((await bench.get(`/profiles?access_token=${source.token}`)).status).toBe(401);
  });

  test('merge into itself ends without profiles; a bad token is 500', async () => {
    await bench.get(`/auth/merge?source=${token}&dest=${token}`);
    expect((await call('/profiles')).status).toBe(401);
    expect((await bench.get(`/auth/merge?source=${token}&dest=broken`)).status).toBe(500);
  });
});
