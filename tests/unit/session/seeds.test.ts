import { describe, expect, test } from 'vitest';
import { isSingletError, type SingletError } from '../../../src/core/base/errors.ts';
import type { Singlet } from '../../../src/core/session/door.ts';
import { createWith } from '../../../src/core/session/singlet.ts';
import { signeasyMachineClient, singlefileClient, singleviewClient } from '../../fixtures/farm/seeds.ts';
import { aWorld, entries, give, keyFile, rightKey, singleviewInputs } from './seeds-world.ts';

const failure = async (act: Promise<unknown>): Promise<SingletError> => {
  const error = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isSingletError(error)) throw new Error('it did not fail as it should');
  return error;
};

async function connection(singlet: Singlet) {
  const [one] = await singlet.connections();
  if (!one) throw new Error('there is no connection');
  return one;
}

describe('SingleFile', () => {
  const secret = { client_secret: singlefileClient.client_secret };

  test('[S42] a machine connects with its secret, which goes to the named host in a form and into nothing else', async () => {
    const { singlet, tab } = await aWorld();
    const result = await singlet.connect('singlefile');
    expect(result).toMatchObject({ status: 'secret-needed', tokenHost: 'api.demo.singlefile.ai', keepable: true });
    expect(await give(result, secret)).toMatchObject({ status: 'connected' });
    const [sent] = tab.served.filter(({ url }) => url.endsWith('/o/token/'));
    expect(Object.fromEntries(new URLSearchParams(String(sent?.init?.body)))).toEqual({
      grant_type: 'client_credentials',
      client_id: singlefileClient.client_id,
      client_secret: singlefileClient.client_secret,
    });
    const made = await connection(singlet);
    expect(made).toMatchObject({ status: 'active', refreshable: true, identity: { sub: singlefileClient.client_id } });
    expect(made.expiresAt).toBe(tab.ports.now() + 3_600_000);
    expect(JSON.stringify(made) + tab.session.dump()).not.toContain(singlefileClient.client_secret);
  });

  test('[S34] it is renewed a minute before its end, once for any number of calls', async () => {
    const { singlet, tab, asked } = await aWorld();
    await give(await singlet.connect('singlefile'), secret);
    const list = () => singlet.fetch('https://api.demo.singlefile.ai/external-api/v1/entities/list');
    tab.move(3_539_000);
    expect((await list()).status).toBe(200);
    expect(asked('/o/token/')).toBe(1);
    tab.move(2_000);
    const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await list()).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(asked('/o/token/')).toBe(2);
  });

  test('a wait that only the body tells is known', async () => {
    const throttled = { success: false, error: { code: 'THROTTLED', message: 'slow', retry_after: 17 } };
    const { singlet } = await aWorld((url) =>
      url.pathname === '/o/token/' ? new Response(JSON.stringify(throttled), { status: 429 }) : undefined,
    );
    const error = await failure(give(await singlet.connect('singlefile'), secret));
    expect(error).toMatchObject({ code: 'rate_limited', facts: { retryAfterMs: 17_000 } });
  });

  test('[S41] [S52] a wrong secret is told without its value, and may be typed again', async () => {
    const { singlet } = await aWorld();
    const result = await singlet.connect('singlefile');
    const error = await failure(give(result, { client_secret: 'CANARY wrong' }));
    expect(error.code).toBe('client_rejected');
    expect(JSON.stringify(error) + String(error.stack)).not.toContain('CANARY');
    expect(await give(result, secret)).toMatchObject({ status: 'connected' });
  });

  test('[S51] the secret is forgotten with the page unless it is to be kept; a renewal then says what it wants', async () => {
    for (const keep of [false, true]) {
      const { singlet, tab } = await aWorld();
      await give(await singlet.connect('singlefile'), secret, keep);
      const { id } = await connection(singlet);
      await singlet.dispose();
      tab.move(4_000_000);
      const next = await createWith({ config: { providers: entries } }, tab.ports, new URL('https://app.example/singlet/'));
      if (keep) expect(await next.refresh(id)).toMatchObject({ status: 'active' });
      else {
        const error = await failure(next.fetch('https://api.demo.singlefile.ai/external-api/v1/tasks/list'));
        expect(error.code).toBe('secret_needed');
        expect((await connection(next)).ended, 'only a rejection ends it').toBeNull();
        expect(await give(await next.connect('singlefile', { connection: id }), secret)).toMatchObject({
          status: 'connected',
          connection: { id },
        });
      }
    }
  });

  test('disconnecting forgets a secret that was kept', async () => {
    const { singlet, tab } = await aWorld();
    await give(await singlet.connect('singlefile'), secret, true);
    const { id } = await connection(singlet);
    await singlet.disconnect(id);
    const opened = tab.ports.indexedDB().open('singlet:/singlet/');
    const db = await new Promise<IDBDatabase>((resolve) => {
      opened.onsuccess = () => resolve(opened.result);
    });
    const names = db.transaction('records').objectStore('records').getAllKeys();
    await new Promise((resolve) => {
      names.onsuccess = resolve;
    });
    expect(names.result.filter((name) => String(name).startsWith('typed'))).toEqual([]);
    db.close();
  });
});

describe('SignEasy for one user', () => {
  const secret = { client_secret: signeasyMachineClient.client_secret };

  test('sends JSON with its audience, lives thirty days, and is revoked with the secret while that is held', async () => {
    const { singlet, tab, asked } = await aWorld();
    expect(await give(await singlet.connect('signeasy-machine'), secret)).toMatchObject({ status: 'connected' });
    const [sent] = tab.served.filter(({ url }) => url.endsWith('/oauth/token'));
    expect(JSON.parse(String(sent?.init?.body))).toMatchObject({
      audience: 'https://api-ext.signeasy.com/',
      grant_type: 'client_credentials',
    });
    const made = await connection(singlet);
    expect(made.expiresAt).toBe(tab.ports.now() + 2_592_000_000);
    expect((await singlet.fetch('https://api.signeasy.com/v3/me/')).status).toBe(200);
    expect(await singlet.disconnect(made.id)).toMatchObject({ revoked: 'revoked' });
    expect([asked('/oauth/revoke'), asked('/oauth2/tokens/revoke/')]).toEqual([1, 0]);
  });

  test('without the secret it is revoked as earlier releases did', async () => {
    const { singlet, tab, asked } = await aWorld();
    await give(await singlet.connect('signeasy-machine'), secret);
    await singlet.dispose();
    const next = await createWith({ config: { providers: entries } }, tab.ports, new URL('https://app.example/singlet/'));
    expect(await next.disconnect((await connection(next)).id)).toMatchObject({ revoked: 'revoked' });
    expect([asked('/oauth/revoke'), asked('/oauth2/tokens/revoke/')]).toEqual([0, 1]);
  });

  test('a wrong secret, which this server calls access_denied, may be typed again', async () => {
    const { singlet } = await aWorld();
    const result = await singlet.connect('signeasy-machine');
    expect((await failure(give(result, { client_secret: 'wrong' }))).code).toBe('client_rejected');
    expect(await give(result, secret)).toMatchObject({ status: 'connected' });
  });
});

describe('Singleview', () => {
  const inputs = singleviewInputs;
  const secret = { client_secret: singleviewClient.client_secret };

  test('signs the request for a token and every call with the key of the file, and keeps to the earlier end', async () => {
    const { singlet, tab } = await aWorld();
    const result = await singlet.connect('singleview', { inputs });
    expect(result).toMatchObject({ fields: [{ name: 'client_secret' }, { name: 'private_key', type: 'file' }] });
    expect(await give(result, { ...secret, private_key: rightKey() })).toMatchObject({ status: 'connected' });
    const made = await connection(singlet);
    // "6000" in the reply, 3600 in the token.
    expect(made.expiresAt).toBe(tab.ports.now() + 3_600_000);
    const provider = singlet.providers().find(({ id }) => id === 'singleview');
    for (const sample of provider?.samples ?? []) {
      const { url, method, headers, body } = await singlet.fillSample(made.id, sample);
      const response = await singlet.fetch(url, { method: method ?? 'GET', headers: headers ?? {}, body: body ?? null });
      expect([response.status, await response.json()], sample.label).toMatchObject([200, { status: 'SUCCESS' }]);
    }
    expect(provider?.samples).toHaveLength(3);
  });

  test.each([
    ['singleview-test.pkcs8.der', undefined],
    ['singleview-test.pkcs8-encrypted.pem', 'encrypted'],
    ['singleview-test.pkcs8-encrypted.der', 'encrypted'],
    ['singleview-test.p12', 'keystore'],
    ['singleview-test.certificate.pem', 'certificate'],
    ['elliptic-test.pkcs8.pem', 'wrong-type'],
    ['README.md', 'not-a-key'],
    ['singleview-test.pkcs1.pem', 'pkcs1'],
    ['singleview-test.spki.pem', 'public'],
  ])('[S52] the key file %s: %s', async (name, detail) => {
    const { singlet } = await aWorld();
    const result = await singlet.connect('singleview', { inputs });
    const outcome = give(result, { ...secret, private_key: keyFile(name) });
    if (detail === undefined) expect(await outcome).toMatchObject({ status: 'connected' });
    else expect(await failure(outcome)).toMatchObject({ code: 'key_invalid', detail });
  });

  test('FAILURE asks for another secret or key, TECHERROR is the server’s trouble', async () => {
    const { singlet } = await aWorld();
    const result = await singlet.connect('singleview', { inputs });
    expect((await failure(give(result, { client_secret: 'wrong', private_key: rightKey() }))).code).toBe('client_rejected');
    expect((await failure(give(result, { ...secret, private_key: keyFile('other-test.pkcs8.pem') }))).code).toBe('client_rejected');
    expect(await give(result, { ...secret, private_key: rightKey() })).toMatchObject({ status: 'connected' });
    const trouble = JSON.stringify({ status: 'TECHERROR', errorCode: 'ER00500', message: 'later' });
    const other = await aWorld((url) => (url.pathname.endsWith('/token') ? new Response(trouble, { status: 200 }) : undefined));
    const error = await failure(give(await other.singlet.connect('singleview', { inputs }), { ...secret, private_key: rightKey() }));
    expect(error.code).toBe('server_failed');
  });

  test('the newer dialect asks without a signature', async () => {
    const { singlet } = await aWorld();
    const { client_name: _, ...rest } = inputs;
    const result = await singlet.connect('singleview-unsigned', { inputs: rest });
    expect(await give(result, { client_secret: singleviewClient.clientCode, private_key: rightKey() })).toMatchObject({
      status: 'connected',
    });
  });

  test('a call that wants a signature after the key was forgotten says so, and sends nothing', async () => {
    const { singlet, tab } = await aWorld();
    await give(await singlet.connect('singleview', { inputs }), { ...secret, private_key: rightKey() });
    await singlet.dispose();
    const next = await createWith({ config: { providers: entries } }, tab.ports, new URL('https://app.example/singlet/'));
    const before = tab.served.length;
    const call = next.fetch('https://sandboxapi.onesingleview.com/api/v1/account/balance', { method: 'POST', body: '{"Message":{}}' });
    expect((await failure(call)).code).toBe('secret_needed');
    expect(tab.served.length).toBe(before);
  });
});
