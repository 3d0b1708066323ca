import { describe, expect, test } from 'vitest';
import { isSingletError } from '../../../src/core/base/errors.ts';
import { fetchJson, guardFetch } from '../../../src/core/flow/guarded-fetch.ts';

const guard = (fetch: (url: string, init: RequestInit) => Promise<Response>, timeoutMs = 15_000) =>
  guardFetch({ fetch: fetch as typeof globalThis.fetch, now: () => 7, timeoutMs });

async function codeOf(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'resolved',
    (error: unknown) => (isSingletError(error) ? error.code : String(error)),
  );
}

describe('the fetch that talks to endpoints', () => {
  test('[S43] never follows a redirect, sends no cookie, no referrer, and is not cached', async () => {
    let seen: RequestInit = {};
    const reply = await guard(async (_, init) => {
      seen = init;
      return new Response('{}');
    })('https://id.acme.example/token', { method: 'POST', body: 'code=x', redirect: 'follow', credentials: 'include' });
    expect(seen).toMatchObject({
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      body: 'code=x',
    });
    expect(reply).toMatchObject({ status: 200, text: '{}', receivedAt: 7 });
  });

  test('[S43] tells a redirect apart by a probe that carries nothing', async () => {
    const bodies: unknown[] = [];
    const fetching = guard(async (_, init) => {
      bodies.push(init.body);
      if (init.redirect === 'error') throw new TypeError('Failed to fetch');
      return Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });
    })('https://id.acme.example/token', { method: 'POST', body: 'code=secret' });
    expect(await codeOf(fetching)).toBe('redirect_refused');
    expect(bodies).toEqual(['code=secret', undefined]);
  });

  test('a bare failure is network_failed, whatever the engine calls it', async () => {
    expect(
      await codeOf(
        guard(async () => {
          throw new TypeError('NetworkError when attempting to fetch resource.');
        })('https://id.acme.example/token'),
      ),
    ).toBe('network_failed');
  });

  test('more than 1 MB is not read', async () => {
    let pulled = 0;
    const pull = (stream: ReadableStreamDefaultController) => {
      pulled++;
      stream.enqueue(new Uint8Array(100_000));
    };
    const body = () => new ReadableStream({ pull }, { highWaterMark: 0 });
    expect(await codeOf(guard(async () => new Response(body()))('https://id.acme.example/token'))).toBe('reply_too_large');
    expect(pulled).toBeLessThan(13);
  });

  test('a silent server is left after the time limit', async () => {
    const hang = (_: string, init: RequestInit) =>
      new Promise<Response>((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))));
    expect(await codeOf(guard(hang, 20)('https://id.acme.example/token'))).toBe('timed_out');
  });

  test('the caller can cancel', async () => {
    const hang = (_: string, init: RequestInit) =>
      new Promise<Response>((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))));
    const control = new AbortController();
    const waiting = codeOf(guard(hang)('https://id.acme.example/token', { signal: control.signal }));
    control.abort();
    expect(await waiting).toBe('aborted');
  });

  test('JSON: a byte order mark is fine, a 404 is undefined, HTML is not', async () => {
    const answer = (text: string, status = 200) =>
      fetchJson(
        guard(async () => new Response(text, { status })),
        'https://id.acme.example/x',
      );
    expect(await answer('\uFEFF{"a":1}')).toEqual({ a: 1 });
    expect(await answer('no', 404)).toBeUndefined();
    expect(await codeOf(answer('<html>'))).toBe('server_failed');
    expect(await codeOf(answer('{}', 500))).toBe('server_failed');
  });
});
