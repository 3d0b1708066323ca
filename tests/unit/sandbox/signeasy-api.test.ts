/** SignEasy's API: who may call it, /v3/me/, papers and requests to sign, and its uneven final slashes. */
import { beforeAll, describe, expect, test } from 'vitest';
import { signeasyBends } from '../../../src/sandbox/signeasy/bends.ts';
import { askMachine, type Bench, createBench, narrow, tokens } from './signeasy-bench.ts';

let bench: Bench;
let token: string;

beforeAll(async () => {
  bench = createBench();
  token = (await tokens(bench)).access_token;
});

const call = (path: string, init?: RequestInit) => bench.call(path, token, init);

describe('who may call', () => {
  test('nobody without a token, or with it anywhere but in the header', async () => {
    for (const path of ['/v3/me/', `/v3/me/?access_token=${token}`]) {
      const reply = await bench.api(path);
      expect([reply.status, (await reply.json()).error_code]).toEqual([401, 'invalid_token']);
    }
  });

  test('nobody whose e-mail address is not verified, whatever the token says', async () => {
    const { access_token } = await tokens(bench, {}, { login: { username: 'priya', password: 'welcomemat' } });
    const reply = await bench.call('/v3/me/', access_token);
    expect([reply.status, (await reply.json()).error_code]).toEqual([403, 'email_not_verified']);
  });

  test('only with the scope: the sample of the vendor’s page cannot say who it is', async () => {
    const body = await (await askMachine(bench, narrow)).json();
    expect(body.scope).toBe('rs:read rs:update');
    const reply = await bench.call('/v3/me/', body.access_token);
    expect([reply.status, (await reply.json()).error_code]).toEqual([403, 'insufficient_scope']);
    expect((await bench.call('/v3/rs/', body.access_token)).status).toBe(200);
  });

  test('and not too often: 429 without a header that tells the wait', async () => {
    const bent = createBench();
    bent.setBend(signeasyBends.throttled);
    const reply = await bent.call('/v3/me/', 'any');
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, null]);
  });
});

describe('/v3/me/', () => {
  test('has the fields that are known, flags as 0 and 1, times as epoch seconds', async () => {
    const me = await (await call('/v3/me/')).json();
    const names =
      'id email first_name last_name company company_size account_type is_paid status email_verified created_time document_credits ' +
      'imported_file_count signed_file_count subscription_expiry_time is_auto_renew card_brand referrer_code ' +
      'envelope_credits_available envelope_credits_consumed grace_envelope_credits_available grace_envelope_credits_consumed';
    expect(Object.keys(me)).toEqual(expect.arrayContaining(names.split(' ')));
    expect(me).toMatchObject({ email: 'grace@northmoorlettings.example', first_name: 'Grace', is_paid: 1, status: 1, email_verified: 1 });
    expect(me.created_time).toBeLessThan(2e9);
  });

  test('is taken without its final slash too', async () => {
    expect((await call('/v3/me')).status).toBe(200);
  });
});

describe('final slashes', () => {
  test.each([
    ['/v3/template', 200],
    ['/v3/template/', 404],
    ['/v3/original/', 200],
    ['/v3/original', 404],
    ['/v3/rs/', 200],
    ['/v3/rs', 404],
  ])('%s is %d', async (path, status) => {
    expect((await call(path)).status).toBe(status);
  });
});

describe('papers', () => {
  const upload = (name: string, more: Readonly<Record<string, string>> = {}) => {
    const body = new FormData();
    body.set('file', new File(['%PDF-1.7 …'], 'scan.pdf', { type: 'application/pdf' }));
    for (const [key, value] of Object.entries({ name, ...more })) body.set(key, value);
    return call('/v3/original/', { method: 'POST', body });
  };

  test('are uploaded once under a name; again only with rename_if_exists', async () => {
    const first = await upload('Key receipt, 9 Hunter House Road.pdf');
    expect([first.status, (await first.json()).size]).toEqual([201, 12]);
    const second = await upload('Key receipt, 9 Hunter House Road.pdf');
    expect([second.status, (await second.json()).error_code]).toEqual([400, 'filename_exists']);
    const third = await upload('Key receipt, 9 Hunter House Road.pdf', { rename_if_exists: '1' });
    expect((await third.json()).name).toBe('Key receipt, 9 Hunter House Road (2).pdf');
    const names = (await (await call('/v3/original/')).json()).map(({ name }: { name: string }) => name);
    expect(names.slice(0, 2)).toEqual(['Key receipt, 9 Hunter House Road (2).pdf', 'Key receipt, 9 Hunter House Road.pdf']);
  });

  test('need a file', async () => {
    const reply = await call('/v3/original/', { method: 'POST', body: new URLSearchParams({ name: 'x' }) });
    expect([reply.status, (await reply.json()).error_code]).toEqual([400, 'invalid_request']);
  });
});

describe('requests to sign', () => {
  const signer = { first_name: 'Leila', last_name: 'Marchetti', email: 'leila.marchetti@post.example' };
  const ask = (body: unknown) =>
    call('/v3/rs/envelope/', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  test('are made, listed and read', async () => {
    const reply = await ask({ sources: [{ type: 'original', id: 91_140_066 }], recipients: [signer] });
    const { id } = await reply.json();
    expect(reply.status).toBe(201);
    expect(await (await call(`/v3/rs/envelope/${id}`)).json()).toMatchObject({
      name: 'Landlord terms of business 2027',
      status: 'incomplete',
      recipients: [{ email: signer.email, status: 'waiting' }],
    });
    expect((await (await call('/v3/rs/')).json())[0].id).toBe(id);
    expect((await call('/v3/rs/envelope/1')).status).toBe(404);
  });

  test.each([
    ['a document that is not there', { sources: [{ id: 1 }], recipients: [signer] }, 'invalid_source'],
    ['nobody to sign', { sources: [{ id: 91_140_066 }], recipients: [] }, 'invalid_recipient'],
    ['46 signers', { sources: [{ id: 91_140_066 }], recipients: Array(46).fill(signer) }, 'too_many_recipients'],
    ['no object', 'sign this', 'invalid_source'],
  ])('%s is refused', async (_name, body, code) => {
    const reply = await ask(body);
    expect([reply.status, (await reply.json()).error_code]).toEqual([400, code]);
  });
});
