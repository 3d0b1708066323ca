/** SmartFile and SignEasy as the farm has them: on ports of their own, each with the app registered, and bent from outside. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smartfileBends } from '../../../src/sandbox/smartfile/bends.ts';
import { type Farm, startFarm } from '../../fixtures/farm/farm.ts';
import { loopbackFetch as fetch } from '../../fixtures/farm/loopback-fetch.ts';
import { signeasyClient, signeasyMachineClient, singlefileClient, singleviewClient, smartfileClient } from '../../fixtures/farm/seeds.ts';
import { goThrough, queryOf } from './seed-bench.ts';
import { audience } from './signeasy-bench.ts';
import { shownCode } from './smartfile-bench.ts';

const app = 'http://localhost:39005';
const redirect_uri = `${app}/callback/`;
const headers = { origin: app };
const serving = { fetch };
let farm: Farm;

beforeAll(async () => {
  farm = await startFarm({ ports: 'free', app: [`${app}/`] });
});

afterAll(() => farm.close());

const bearer = (token: string) => ({ headers: { ...headers, authorization: `Bearer ${token}` } });

/** A token reply of SmartFile, by a verifier that was copied. */
async function smartfileTokens() {
  const { client_id, client_secret } = smartfileClient;
  const { response } = await goThrough(
    serving,
    `${farm.urls.smartfile}/oauth2/authorize/?${queryOf({ client_id, response_type: 'code' })}`,
  );
  const body = queryOf({ grant_type: 'authorization_code', client_id, client_secret, code: shownCode(await response.text()) });
  return (await fetch(`${farm.urls.smartfile}/oauth2/token/`, { method: 'POST', headers, body })).json();
}

const askSigneasy = async (fields: Readonly<Record<string, string>>) => {
  const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(fields) };
  return fetch(`${farm.urls.signeasy}/oauth/token`, init);
};

const machineTokens = async () => (await askSigneasy({ ...signeasyMachineClient, audience, grant_type: 'client_credentials' })).json();

describe('SmartFile', () => {
  test('signs in, and a page of the app may read everything after', async () => {
    const { access_token, expires_in } = await smartfileTokens();
    expect(expires_in).toBe(36_000);
    const reply = await fetch(`${farm.urls.smartfile}/api/2/path/info/?children=true`, bearer(access_token));
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([200, app]);
    const { children } = await reply.json();
    expect(new URL(children[0].url).origin).toBe(farm.urls.smartfile);
  });

  test('comes back to the app, and to nobody else', async () => {
    const start = (uri: string) =>
      `${farm.urls.smartfile}/oauth2/authorize/?${queryOf({ client_id: smartfileClient.client_id, response_type: 'code', redirect_uri: uri })}`;
    expect((await goThrough(serving, start(`${redirect_uri}?p=smartfile`))).back?.search).toMatch(/^\?p=smartfile&code=/);
    const { back, response } = await goThrough(serving, start('http://localhost:39006/callback/'));
    expect([back, response.status]).toEqual([undefined, 400]);
  });

  test('is bent alone', async () => {
    const { access_token } = await smartfileTokens();
    farm.bend('smartfile', smartfileBends['without-cors']);
    const reply = await fetch(`${farm.urls.smartfile}/api/2/whoami/`, bearer(access_token));
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([200, null]);
    farm.bend('smartfile', null);
    expect((await fetch(`${farm.urls.smartfile}/api/2/whoami/`, bearer(access_token))).headers.get('access-control-allow-origin')).toBe(
      app,
    );
  });
});

describe('SignEasy', () => {
  test('gives tokens at one origin that are good at another', async () => {
    const { access_token } = await machineTokens();
    expect((await fetch(`${farm.urls['signeasy-api']}/v3/me/`, bearer(access_token))).status).toBe(200);
    expect((await fetch(`${farm.urls.signeasy}/v3/me/`, bearer(access_token))).status).toBe(404);
    expect(new URL(farm.urls.signeasy).origin).not.toBe(new URL(farm.urls['signeasy-api']).origin);
  });

  test('signs in for an hour', async () => {
    const asked = { client_id: signeasyClient.client_id, redirect_uri, response_type: 'code', scope: 'user:read offline_access', audience };
    const { back } = await goThrough(serving, `${farm.urls.signeasy}/authorize?${queryOf(asked)}`);
    const code = back?.searchParams.get('code') ?? '';
    const reply = await (await askSigneasy({ ...signeasyClient, grant_type: 'authorization_code', redirect_uri, code })).json();
    expect([reply.expires_in, typeof reply.refresh_token]).toEqual([3600, 'string']);
  });
});

describe('tokens of both', () => {
  const statuses = async (smartfile: string, signeasy: string) => [
    (await fetch(`${farm.urls.smartfile}/api/2/whoami/`, bearer(smartfile))).status,
    (await fetch(`${farm.urls['signeasy-api']}/v3/me/`, bearer(signeasy))).status,
  ];

  test('end together from outside', async () => {
    const smartfile = (await smartfileTokens()).access_token;
    const signeasy = (await machineTokens()).access_token;
    expect(await statuses(smartfile, signeasy)).toEqual([200, 200]);
    await farm.expireAccessTokens();
    expect(await statuses(smartfile, signeasy)).toEqual([401, 401]);
  });

  test('live as long as was asked for, or as long as each has it', async () => {
    const lives = async () => [(await smartfileTokens()).expires_in, (await machineTokens()).expires_in];
    farm.setAccessTokenLife(9);
    expect(await lives()).toEqual([9, 9]);
    farm.setAccessTokenLife(undefined);
    expect(await lives()).toEqual([36_000, 2_592_000]);
  });
});

test('no secret of any system stands in the config', () => {
  const config = JSON.stringify(farm.config(app));
  for (const { client_secret } of [smartfileClient, signeasyClient, signeasyMachineClient, singlefileClient, singleviewClient])
    expect(config).not.toContain(client_secret);
});
