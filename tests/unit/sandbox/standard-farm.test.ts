/** The standard providers as the farm has them: on ports of their own, in its config, and bent from outside. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadConfig } from '../../../src/core/provider/config.ts';
import { bends } from '../../../src/sandbox/standard/bends.ts';
import { kilnClient, kilnDeskClient } from '../../fixtures/farm/config.ts';
import { type Farm, startFarm } from '../../fixtures/farm/farm.ts';
import { loopbackFetch as fetch } from '../../fixtures/farm/loopback-fetch.ts';
import { createVisitor, locationOf } from '../../fixtures/farm/visitor.ts';

const app = 'http://localhost:39003';
const redirect_uri = `${app}/callback/`;
const headers = { origin: app };
const said: unknown[] = [];
let farm: Farm;

beforeAll(async () => {
  for (const way of ['warn', 'info', 'error', 'log'] as const)
    vi.spyOn(console, way).mockImplementation((...words) => void said.push(words));
  farm = await startFarm({ ports: 'free', app: [] });
});

afterAll(() => farm.close());

function entryOf(id: string) {
  const entry = farm.config(app).providers.find((one) => one.id === id);
  if (!entry) throw new Error(`no entry ${id}`);
  const { issuer = '', client_id, scope = '', samples = [] } = entry;
  return { issuer, client_id, scope, samples };
}

/** The whole way as Maya, at the provider of that entry; the last response, where it leads, and the verifier. */
async function signIn(id: string, more: Record<string, string> = {}) {
  const { issuer, client_id, scope } = entryOf(id);
  const { authorization_endpoint } = await (await fetch(`${issuer}/.well-known/openid-configuration`, { headers })).json();
  const verifier = randomBytes(32).toString('base64url');
  const code_challenge = createHash('sha256').update(verifier).digest('base64url');
  const asked = { client_id, scope, state: 'st', nonce: 'no', code_challenge, code_challenge_method: 'S256', ...more };
  const visitor = createVisitor(fetch);
  const here = (url: string) => url.startsWith(issuer);
  const { url: login, response } = await visitor.follow(`${authorization_endpoint}?${new URLSearchParams(asked)}`, here);
  const password = /name="password"[^>]*value="([^"]+)"/.exec((await response?.text()) ?? '')?.[1] ?? '';
  const toConsent = await visitor.submit(login, { username: 'maya', password, decision: 'login' });
  const consent = locationOf(toConsent, login) ?? '';
  const last = await visitor.submit(consent, { decision: 'allow' });
  return { issuer, client_id, verifier, last, back: new URL(locationOf(last, consent) ?? 'about:blank') };
}

test('its config is without a mistake and names every system, the first two as ever', async () => {
  const { providers, problems } = await loadConfig(farm.config(app), {
    fetch: () => Promise.reject(new Error('no request was planned')),
    callback: redirect_uri,
  });
  expect(problems.filter(({ warning }) => !warning)).toEqual([]);
  expect(providers.map(({ id, flow }) => [id, flow])).toEqual([
    ['singly', 'token'],
    ['fernpost', 'code'],
    ['wayfare', 'token'],
    ['kiln', 'code'],
    ['kiln-desk', 'manual-code'],
    ['singly-code', 'code'],
    ['smartfile', 'code'],
    ['smartfile-desk', 'manual-code'],
    ['signeasy', 'code'],
    ['signeasy-machine', 'client-credentials'],
    ['singlefile', 'client-credentials'],
    ['singleview', 'signed-request'],
    ['singleview-unsigned', 'client-credentials'],
  ]);
});

test('no secret stands in it', () => {
  expect(JSON.stringify(farm.config(app))).not.toContain(kilnDeskClient.client_secret);
});

describe('every way in, with the entry of the config', () => {
  test('Wayfare: a token in the fragment that its samples take', async () => {
    const { back } = await signIn('wayfare', { response_type: 'id_token token', redirect_uri });
    const authorization = `Bearer ${new URLSearchParams(back.hash.slice(1)).get('access_token')}`;
    for (const { url } of entryOf('wayfare').samples)
      expect([url, (await fetch(url, { headers: { ...headers, authorization } })).status]).toEqual([url, 200]);
    const { walks } = await (await fetch(`${farm.urls.wayfare}/v1/walks`, { headers: { authorization } })).json();
    expect(walks[0].note).toContain('Nine gulls');
  });

  test('Kiln: a code, then tokens that its samples take', async () => {
    const { issuer, client_id, verifier, back } = await signIn('kiln', { response_type: 'code', redirect_uri });
    const fields = { grant_type: 'authorization_code', client_id, redirect_uri, code_verifier: verifier };
    const code = back.searchParams.get('code') ?? '';
    const body = new URLSearchParams({ ...fields, code });
    const { access_token } = await (await fetch(`${issuer}/token`, { method: 'POST', headers, body })).json();
    for (const { url, method = 'GET', body: text } of entryOf('kiln').samples) {
      const reply = await fetch(url, {
        method,
        headers: { ...headers, authorization: `Bearer ${access_token}` },
        ...(text && { body: text }),
      });
      expect([url, method, reply.ok]).toEqual([url, method, true]);
    }
  });

  test('Kiln desk: a code to copy, then a secret', async () => {
    const { issuer, client_id, verifier, last } = await signIn('kiln-desk', { response_type: 'code' });
    const code = /<code>([^<]+)/.exec(await last.text())?.[1] ?? '';
    const fields = { grant_type: 'authorization_code', client_id, code, code_verifier: verifier };
    const exchange = (client_secret: string) =>
      fetch(`${issuer}/token`, { method: 'POST', headers, body: new URLSearchParams({ ...fields, client_secret }) });
    expect((await exchange('guess')).status).toBe(401);
    const { access_token } = await (await exchange(kilnDeskClient.client_secret)).json();
    const reply = await fetch(`${issuer}/desk/firings`, { headers: { authorization: `Bearer ${access_token}` } });
    expect((await reply.json()).total).toBe(2);
  });
});

describe('the farm', () => {
  const ask = (server: 'kiln' | 'wayfare') =>
    fetch(`${farm.urls[server]}/token`, { method: 'POST', headers, body: new URLSearchParams({ client_id: kilnClient, grant_type: 'x' }) });

  test('bends one server and straightens it again', async () => {
    farm.bend('kiln', bends['rate-limited']);
    expect([(await ask('kiln')).status, (await ask('wayfare')).status]).toEqual([429, 401]);
    farm.bend('kiln', null);
    expect((await ask('kiln')).status).toBe(400);
  });

  test('has tokens of every life, ended together from outside', async () => {
    farm.setAccessTokenLife(7);
    const { back } = await signIn('wayfare', { response_type: 'token', redirect_uri });
    farm.setAccessTokenLife(3600);
    const reply = new URLSearchParams(back.hash.slice(1));
    const me = () => fetch(`${farm.urls.wayfare}/v1/me`, { headers: { authorization: `Bearer ${reply.get('access_token')}` } });
    expect([reply.get('expires_in'), (await me()).status]).toEqual(['7', 200]);
    await farm.expireAccessTokens();
    expect((await me()).status).toBe(401);
  });

  test('learns a further address of the app', async () => {
    const further = 'http://localhost:39004/tools/';
    const asked = { client_id: kilnClient, response_type: 'code', redirect_uri: `${further}callback/`, code_challenge: 'x'.repeat(43) };
    const start = () => fetch(`${farm.urls.kiln}/authorize?${new URLSearchParams({ ...asked, code_challenge_method: 'S256' })}`);
    expect((await start()).status).toBe(400);
    farm.allowApp(further);
    expect((await start()).status).toBe(303);
  });

  test('has a server that no page may read, and a port where nothing is', async () => {
    const reply = await fetch(`${farm.urls.deaf}/any`, { headers });
    const preflight = await fetch(`${farm.urls.deaf}/any`, { method: 'OPTIONS', headers });
    for (const { status, headers: got } of [reply, preflight])
      expect([status, [...got.keys()].filter((name) => name.startsWith('access-control-'))]).toEqual([200, []]);
    expect(await reply.json()).toEqual({ heard: 'GET' });
    await expect(fetch(`http://localhost:${farm.closedPort}/`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('strikes tokens out of its log, also where they go as a hint', async () => {
    await fetch(`${farm.urls.kiln}/logout?${new URLSearchParams({ id_token_hint: 'e30.e30.x' })}`);
    expect(farm.log.at(-1)).toMatchObject({ server: 'kiln', url: '/logout?id_token_hint=-' });
  });
});

test('nothing was printed', () => {
  expect(said).toEqual([]);
});
