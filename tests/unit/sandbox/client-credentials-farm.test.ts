/** SingleFile and Singleview as the farm has them: on ports of their own, the app registered with its secret or its key, bent from outside. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { singleviewBends } from '../../../src/sandbox/singleview/bends.ts';
import { type Farm, startFarm } from '../../fixtures/farm/farm.ts';
import { loopbackFetch as fetch } from '../../fixtures/farm/loopback-fetch.ts';
import { singlefileClient, singleviewClient, singleviewKey } from '../../fixtures/farm/seeds.ts';
import { account, authRequest, payment, signatureOf, signedText } from './singleview-bench.ts';

const app = 'http://localhost:39007';
let farm: Farm;

beforeAll(async () => {
  farm = await startFarm({ ports: 'free', app: [`${app}/`] });
});

afterAll(() => farm.close());

const pem = readFileSync(singleviewKey, 'utf8');
const signed = (message: object) => signedText(JSON.stringify(message), signatureOf(JSON.stringify(message), pem));

const askSinglefile = () => {
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...singlefileClient });
  return fetch(`${farm.urls.singlefile}/o/token/`, { method: 'POST', headers: { origin: app }, body });
};

const viewHeaders = {
  origin: app,
  'content-type': 'application/json',
  companyid: singleviewClient.companyId,
  svreferenceid: 'SV1',
  datetimestamp: '2026-11-19T12:00:00',
  device: 'Web',
};

const askSingleview = () => {
  const headers = { ...viewHeaders, clientid: singleviewClient.client_id, clientsecret: singleviewClient.client_secret };
  return fetch(`${farm.urls.singleview}/api/v1/oauth/token`, { method: 'POST', headers, body: signed(authRequest(singleviewClient)) });
};

const askUnsigned = () => {
  const { client_id: clientId, clientCode } = singleviewClient;
  const body = JSON.stringify({ clientId, clientCode, grant_type: 'client_credentials' });
  return fetch(`${farm.urls.singleview}/v1/api/svplatform/tokenOauth2`, { method: 'POST', headers: viewHeaders, body });
};

const listOf = (token: string) =>
  fetch(`${farm.urls.singlefile}/external-api/v1/entities/list`, { headers: { origin: app, authorization: `Bearer ${token}` } });

const balanceOf = (token: string) =>
  fetch(`${farm.urls.singleview}/api/v1/account/balance`, {
    method: 'POST',
    headers: { ...viewHeaders, authorization: `Bearer ${token}` },
    body: signed({ OSVBalanceEnquiryRequest: { OSVPaymentInfoMessage: payment(account) } }),
  });

test('SingleFile gives a token for the secret, and pages lead to its own address', async () => {
  const reply = await askSinglefile();
  expect(reply.headers.get('access-control-allow-origin')).toBe(app);
  const list = await listOf((await reply.json()).access_token);
  expect(new URL((await list.json()).next).origin).toBe(farm.urls.singlefile);
});

test('Singleview gives a token for a signature of the registered key, and for the code without one', async () => {
  for (const reply of [await askSingleview(), await askUnsigned()]) {
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([200, app]);
    const { access_token, expires_in } = await reply.json();
    expect(expires_in).toBe('6000');
    expect((await balanceOf(access_token)).status).toBe(200);
  }
});

test('Singleview as it really is to a page whose address is not listed: refused, and not to be read', async () => {
  farm.bend('singleview', singleviewBends['address-not-listed-unreadable']);
  const reply = await askSingleview();
  farm.bend('singleview', null);
  expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([403, null]);
});

test('tokens end from outside, and live as long as was asked for', async () => {
  const file = (await (await askSinglefile()).json()).access_token;
  const view = (await (await askSingleview()).json()).access_token;
  await farm.expireAccessTokens();
  expect([(await listOf(file)).status, (await balanceOf(view)).status]).toEqual([401, 401]);
  farm.setAccessTokenLife(9);
  expect([(await (await askSinglefile()).json()).expires_in, (await (await askSingleview()).json()).expires_in]).toEqual([9, '15']);
  farm.setAccessTokenLife(undefined);
});
