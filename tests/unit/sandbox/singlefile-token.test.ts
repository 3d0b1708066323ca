/** SingleFile's token endpoint: a form, a slash at the end, an hour, and errors that are not the API's. */
import { expect, test } from 'vitest';
import { singlefileBends } from '../../../src/sandbox/singlefile/bends.ts';
import { app, client, createBench, otherClient } from './singlefile-bench.ts';

test('a token lives an hour, told as a number, with both scopes and nothing to renew it with', async () => {
  const response = await createBench().ask();
  const reply = await response.json();
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(reply).toEqual({
    access_token: expect.stringMatching(/^[A-Za-z0-9]{30}$/),
    expires_in: 3600,
    token_type: 'Bearer',
    scope: 'read write',
  });
});

test('without the slash the address sends on with 301, where a followed POST is a GET and refused', async () => {
  const bench = createBench({ mount: '/sandbox/singlefile' });
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...client });
  const moved = await bench.fetch('/sandbox/singlefile/o/token', { method: 'POST', body });
  expect(moved.status).toBe(301);
  expect(moved.headers.get('location')).toBe('/sandbox/singlefile/o/token/');
  expect((await bench.fetch('/sandbox/singlefile/o/token/')).status).toBe(405);
});

test('a wrong secret is 401 and one word, in no envelope', async () => {
  const bench = createBench();
  for (const fields of [{ client_secret: 'guess' }, { client_id: 'nobody' }, { client_secret: otherClient.client_secret }]) {
    const response = await bench.ask(fields);
    expect([response.status, await response.json()]).toEqual([401, { error: 'invalid_client' }]);
  }
});

test('another grant is 400, also where a JSON body hides the fields, and comes before the client', async () => {
  const bench = createBench();
  const headers = { 'content-type': 'application/json' };
  const replies = [
    await bench.ask({ grant_type: 'password' }),
    await bench.ask({ grant_type: 'authorization_code', client_secret: 'guess' }),
    await bench.fetch('/o/token/', { method: 'POST', headers, body: JSON.stringify({ grant_type: 'client_credentials', ...client }) }),
  ];
  for (const response of replies) expect([response.status, await response.json()]).toEqual([400, { error: 'unsupported_grant_type' }]);
});

test('fields stand in the body, once each', async () => {
  const bench = createBench();
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...client });
  const inQuery = await bench.fetch(`/o/token/?${body}`, { method: 'POST', body });
  body.append('client_id', 'again');
  const twice = await bench.fetch('/o/token/', { method: 'POST', body });
  for (const response of [inQuery, twice]) expect([response.status, (await response.json()).error]).toEqual([400, 'invalid_request']);
});

test('name and secret may come as a Basic header', async () => {
  const pair = btoa(`${client.client_id}:${encodeURIComponent(client.client_secret)}`);
  const response = await createBench().ask({ client_id: '', client_secret: '' }, { authorization: `Basic ${pair}` });
  expect(response.status).toBe(200);
});

test('fewer scopes can be asked for, unknown ones not', async () => {
  const bench = createBench();
  expect(await (await bench.ask({ scope: 'read' })).json()).toMatchObject({ scope: 'read' });
  expect(await (await bench.ask({ scope: 'read admin' })).json()).toEqual({ error: 'invalid_scope' });
  const token = await bench.token({ scope: 'read' });
  expect((await bench.call('/entities/list', token)).status).toBe(200);
  expect((await bench.call('/entities/create', token, { method: 'POST', body: '{}' })).status).toBe(403);
});

test('the life of tokens can be set, and ended', async () => {
  const bench = createBench({ accessTokenLifeS: () => 5 });
  const token = await bench.token();
  expect(await (await bench.ask()).json()).toMatchObject({ expires_in: 5 });
  bench.clock.ms += 4999;
  expect((await bench.call('/tasks/list', token)).status).toBe(200);
  bench.clock.ms += 1;
  expect((await bench.call('/tasks/list', token)).status).toBe(401);
  const next = await bench.token();
  bench.singlefile.expireAccessTokens();
  expect((await bench.call('/tasks/list', next)).status).toBe(401);
});

test('pages of the app may read, pages of others not, and a switch turns it off', async () => {
  const bench = createBench();
  expect((await bench.ask()).headers.get('access-control-allow-origin')).toBe(app);
  expect((await bench.ask({}, { origin: 'https://elsewhere.example' })).headers.get('access-control-allow-origin')).toBeNull();
  bench.setBend(singlefileBends['no-cors']);
  expect((await bench.ask()).headers.get('access-control-allow-origin')).toBeNull();
  const closed = createBench({ originAllowed: () => false });
  expect((await closed.ask()).headers.get('access-control-allow-origin')).toBeNull();
});

test('a preflight allows Authorization, and not the header Authentication', async () => {
  const bench = createBench();
  const preflight = (path: string) =>
    bench.fetch(path, {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
    });
  const response = await preflight('/external-api/v1/entities/list');
  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-headers')).toBe('Authorization, Content-Type, Accept');
  bench.setBend(singlefileBends['api-no-cors']);
  expect((await preflight('/external-api/v1/entities/list')).headers.get('access-control-allow-origin')).toBeNull();
});

test('tokens of two simulations are strangers to each other', async () => {
  const token = await createBench().token();
  const response = await createBench().call('/entities/list', token);
  expect(response.status).toBe(401);
});
