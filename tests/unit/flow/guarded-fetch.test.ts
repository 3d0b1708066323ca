import { describe, expect, test } from 'vitest';
import { isSingletError, type SingletError } from '../../../src/core/base/errors.ts';
import { fetchJson, guardFetch } from '../../../src/core/flow/guarded-fetch.ts';
import type { EvidencePorts } from '../../../src/core/flow/network-evidence.ts';

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
const host = 'https://id.acme.example';
const post: RequestInit = { method: 'POST', body: 'code=canary', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
const basic: RequestInit = { ...post, headers: { ...post.headers, authorization: 'Basic canary' } };

interface World {
  readonly online?: readonly boolean[];
  readonly refused?: string;
  readonly page?: string;
  readonly timeoutMs?: number;
}

/** A guarded fetch over `fetch`, which also gets the bare requests; and how many watches still listen. */
function stage(fetch: Fetch, { online = [], refused, page = 'https://app.example', timeoutMs = 15_000 }: World = {}) {
  const states = [...online];
  let listening = 0;
  const evidence: EvidencePorts = {
    fetch: fetch as typeof globalThis.fetch,
    online: () => states.shift() ?? true,
    page: () => page,
    watch: () => {
      listening++;
      return { refused: async (url) => url === refused, stop: () => void listening-- };
    },
    permission: async () => undefined,
  };
  const guarded = guardFetch({ fetch: fetch as typeof globalThis.fetch, now: () => 7, timeoutMs, evidence });
  return { guarded, listening: () => listening };
}

async function failureOf(act: Promise<unknown>): Promise<SingletError> {
  const thrown = await act.then(
    () => 'resolved',
    (error: unknown) => error,
  );
  if (!isSingletError(thrown)) throw new Error(`no SingletError: ${String(thrown)}`);
  return thrown;
}
const codeOf = async (act: Promise<unknown>) => (await failureOf(act)).code;

const isBare = ({ mode }: RequestInit) => mode !== undefined;
const typed = (type: ResponseType) => Object.defineProperty(new Response(null), 'type', { value: type });
const fails: Fetch = async () => {
  throw new TypeError('Load failed');
};
/** Answers nobody, or bare requests only: those to the address with `bare`, those to the root with `root`. */
const answering =
  (bare: ResponseType | undefined, root?: ResponseType): Fetch =>
  async (_, init) => {
    const type = init.mode === 'no-cors' ? root : init.mode === 'cors' ? bare : undefined;
    if (!type) throw new TypeError('Load failed');
    return typed(type);
  };
const hang: Fetch = (_, init) =>
  new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))));
const broken: Fetch = async () =>
  new Response(
    new ReadableStream({
      pull(stream) {
        stream.enqueue(new TextEncoder().encode('{"access_token":"canary'));
        stream.error(new TypeError('network error'));
      },
    }),
  );

describe('the fetch that talks to endpoints', () => {
  test('[S43] never follows a redirect, sends no cookie, no referrer, and is not cached', async () => {
    let seen: RequestInit = {};
    const { guarded } = stage(async (_, init) => {
      seen = init;
      return new Response('{}');
    });
    const reply = await guarded(`${host}/token`, { method: 'POST', body: 'code=x', redirect: 'follow', credentials: 'include' });
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
    const sent: RequestInit[] = [];
    const { guarded } = stage(async (url, init) => {
      sent.push(init);
      return answering('opaqueredirect')(url, init);
    });
    expect(JSON.parse(JSON.stringify(await failureOf(guarded(`${host}/token?x=canary`, post))))).toMatchObject({
      code: 'redirect_refused',
      facts: { certainty: 'likely', spent: 'maybe', origin: host },
    });
    expect(sent.map(({ body }) => body)).toEqual(['code=canary', undefined]);
  });

  test('more than 1 MB is not read', async () => {
    let pulled = 0;
    const pull = (stream: ReadableStreamDefaultController) => {
      pulled++;
      stream.enqueue(new Uint8Array(100_000));
    };
    const body = () => new ReadableStream({ pull }, { highWaterMark: 0 });
    const { guarded } = stage(async () => new Response(body()));
    expect(await failureOf(guarded(`${host}/token`, post))).toMatchObject({
      code: 'reply_too_large',
      facts: { certainty: 'certain', spent: 'maybe', origin: host },
    });
    expect(pulled).toBeLessThan(13);
  });

  test('[S42] a silent server is left after the time limit', async () => {
    const { guarded } = stage(hang, { timeoutMs: 20 });
    expect((await failureOf(guarded(`${host}/token`, post))).facts).toEqual({ certainty: 'certain', spent: 'maybe', origin: host });
    expect(await failureOf(guarded(`${host}/metadata`))).toMatchObject({ code: 'timed_out', facts: { spent: 'nothing' } });
  });

  test('the caller can cancel, also while the evidence is looked for', async () => {
    const waiting = new AbortController();
    const first = codeOf(stage(hang).guarded(`${host}/token`, { signal: waiting.signal }));
    waiting.abort();
    expect(await first).toBe('aborted');
    const asking = new AbortController();
    const { guarded } = stage(async (url, init) => {
      if (!isBare(init)) throw new TypeError('Load failed');
      setTimeout(() => asking.abort());
      return hang(url, init);
    });
    expect(await codeOf(guarded(`${host}/token`, { ...post, signal: asking.signal }))).toBe('aborted');
  });

  test('JSON: a byte order mark is fine, a 404 is undefined, HTML is not', async () => {
    const answer = (text: string, status = 200) => fetchJson(stage(async () => new Response(text, { status })).guarded, `${host}/x`);
    expect(await answer('\uFEFF{"a":1}')).toEqual({ a: 1 });
    expect(await answer('no', 404)).toBeUndefined();
    expect(await codeOf(answer('<html>'))).toBe('server_failed');
    expect(await codeOf(answer('{}', 500))).toBe('server_failed');
  });

  test('[S42] JSON: a server that asks to wait is heard', async () => {
    const answer = (status: number, wait: string) =>
      failureOf(fetchJson(stage(async () => new Response('', { status, headers: { 'retry-after': wait } })).guarded, `${host}/x`));
    expect(await answer(429, '3')).toMatchObject({ code: 'rate_limited', facts: { retryAfterMs: 3000 } });
    expect(await answer(503, '7200')).toMatchObject({ code: 'server_failed', facts: { retryAfterMs: 60_000 } });
    expect((await answer(503, 'soon')).facts).not.toHaveProperty('retryAfterMs');
  });
});

describe('a request that got no readable reply [S87]', () => {
  const token = `${host}/token`;
  const rows: readonly (readonly [string, Fetch, World, RequestInit, object])[] = [
    ['nothing answers a form', fails, {}, post, { code: 'unreachable', facts: { certainty: 'likely', spent: 'maybe' } }],
    ['nothing answers the preflight', fails, {}, basic, { code: 'unreachable', facts: { certainty: 'likely', spent: 'nothing' } }],
    ['nothing answers a GET', fails, {}, {}, { code: 'unreachable', facts: { spent: 'nothing' } }],
    [
      'no CORS for a form',
      answering(undefined, 'opaque'),
      {},
      post,
      { code: 'cors_blocked', facts: { certainty: 'likely', spent: 'maybe' } },
    ],
    ['no CORS for the preflight', answering(undefined, 'opaque'), {}, basic, { code: 'cors_blocked', facts: { spent: 'nothing' } }],
    ['CORS, but not for the header', answering('cors'), {}, basic, { code: 'cors_blocked', facts: { spent: 'nothing' } }],
    [
      'CORS, and a form that broke',
      answering('cors'),
      {},
      post,
      { code: 'network_failed', facts: { certainty: 'likely', spent: 'maybe' } },
    ],
    ['a reply that breaks off', broken, {}, post, { code: 'network_failed', facts: { certainty: 'certain', spent: 'maybe' } }],
    ['our own policy', fails, { refused: token }, post, { code: 'policy_blocked', facts: { certainty: 'certain', spent: 'nothing' } }],
    [
      'no network from the start',
      fails,
      { online: [false, false] },
      post,
      { code: 'offline', facts: { certainty: 'certain', spent: 'nothing' } },
    ],
    ['a network that went', fails, { online: [true, false] }, post, { code: 'offline', facts: { certainty: 'certain', spent: 'maybe' } }],
  ];

  test.each(rows)('%s', async (_, fetch, world, init, expected) => {
    const sent: RequestInit[] = [];
    const spy: Fetch = (url, options) => {
      if (!isBare(options)) sent.push(options);
      return fetch(url, options);
    };
    const { guarded, listening } = stage(spy, world);
    const failure = await failureOf(guarded(token, init));
    expect(failure).toMatchObject(expected);
    expect(failure.facts?.origin).toBe(host);
    expect(JSON.stringify(failure)).not.toContain('canary');
    // Never a second time, and nobody goes on listening.
    expect(sent.length).toBe(1);
    expect(listening()).toBe(0);
  });

  test('plain http is held back by the browser, so nothing is spent', async () => {
    expect(await failureOf(stage(fails).guarded('http://id.acme.example/token', post))).toMatchObject({
      code: 'mixed_content',
      facts: { certainty: 'certain', spent: 'nothing' },
    });
  });

  test('[S90] without a browser around it, all is still told', async () => {
    const guarded = guardFetch({ fetch: fails as typeof fetch, now: () => 7 });
    expect(await failureOf(guarded(token, post))).toMatchObject({ code: 'unreachable', facts: { spent: 'maybe' } });
  });

  test('a listener is gone after a request that went well, too', async () => {
    const { guarded, listening } = stage(async () => new Response('{}'));
    await guarded(token, post);
    expect(listening()).toBe(0);
  });
});
