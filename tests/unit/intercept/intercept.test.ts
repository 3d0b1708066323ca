import { describe, expect, test } from 'vitest';
import { SingletError } from '../../../src/core/base/errors.ts';
import { Secret } from '../../../src/core/base/secret.ts';
import { type CurrentToken, makeIntercept, type TokenSource } from '../../../src/core/intercept/intercept.ts';
import { buildIndex } from '../../../src/core/intercept/match.ts';
import type { ApiRule } from '../../../src/core/provider/provider.ts';
import { aProvider } from '../../fixtures/provider.ts';

interface Sent {
  readonly url: string;
  readonly init: RequestInit | undefined;
  readonly headers: Headers;
}

const token = (text: string, generation: number): CurrentToken => ({ token: new Secret(text), generation });
const plain: TokenSource = { peek: () => token('canary-1', 1), tokenFor: async () => token('canary-1', 1), renew: async () => undefined };

function stage(
  tokens: Partial<TokenSource> = {},
  answers: number[] = [200],
  placement: ApiRule['placement'] = { in: 'header' },
  connections = ['c1'],
) {
  const sent: Sent[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    sent.push({
      url: input instanceof Request ? input.url : String(input),
      init,
      headers: new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined)),
    });
    return new Response(null, { status: answers[Math.min(sent.length, answers.length) - 1] ?? 200 });
  };
  const provider = aProvider({ api: [{ origin: 'https://api.acme.example', path: '/v1', methods: ['GET', 'POST'], placement }] });
  const index = buildIndex(
    connections.map((id) => ({ id, provider: 'acme' })),
    new Map([['acme', provider]]),
  );
  return {
    sent,
    fetch: makeIntercept({
      fetch,
      index: () => index,
      tokens: { ...plain, ...tokens },
      base: () => 'https://app.example/page',
      inQuery: () => {},
      sign: async (_connection, _sign, parts) => parts,
    }),
  };
}
const api = 'https://api.acme.example/v1/me';

describe('a request that a rule covers', () => {
  test('carries the token in the header, follows no redirect, sends no cookie and no referrer', async () => {
    const { sent, fetch } = stage();
    await fetch(api, { headers: { 'x-mine': '1' }, credentials: 'include', redirect: 'follow' });
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer canary-1');
    expect(sent[0]?.headers.get('x-mine')).toBe('1');
    expect(sent[0]?.init).toMatchObject({ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', cache: 'default' });
  });

  test('carries it in the query where the provider wants it, in place of what stood there', async () => {
    const { sent, fetch } = stage({}, [200], { in: 'query', name: 'access_token' });
    await fetch(`${api}?limit=3&access_token=old#part`);
    expect(sent[0]?.url).toBe(`${api}?limit=3&access_token=canary-1`);
    expect(sent[0]?.headers.has('authorization')).toBe(false);
  });

  test('may be a Request with a body, and keeps it', async () => {
    const bodies: string[] = [];
    const intercept = makeIntercept({
      fetch: async (input, init) => {
        bodies.push(await new Request(input, init).text());
        return new Response();
      },
      index: () => buildIndex([{ id: 'c1', provider: 'acme' }], new Map([['acme', aProvider()]])),
      tokens: plain,
      base: () => 'https://app.example/',
      inQuery: () => {},
      sign: async (_connection, _sign, parts) => parts,
    });
    await intercept(new Request(api, { method: 'POST', body: 'hello' }));
    expect(bodies).toEqual(['hello']);
  });

  test('is left alone when the caller set an authorization', async () => {
    const { sent, fetch } = stage({ peek: () => expect.unreachable() });
    await fetch(api, { headers: { Authorization: 'Basic x' } });
    expect(sent[0]?.headers.get('authorization')).toBe('Basic x');
    expect(sent[0]?.init?.redirect).toBeUndefined();
  });

  test('is refused with mode no-cors, where the browser would drop the token in silence', async () => {
    const { sent, fetch } = stage();
    await expect(fetch(api, { mode: 'no-cors' })).rejects.toMatchObject({ code: 'request_refused' });
    expect(sent).toEqual([]);
  });

  test('[S67] is not sent at all when there is no usable token', async () => {
    const { sent, fetch } = stage({ peek: () => undefined, tokenFor: () => Promise.reject(new SingletError('needs_sign_in')) });
    await expect(fetch(api)).rejects.toMatchObject({ code: 'needs_sign_in', phase: 'request' });
    expect(sent).toEqual([]);
  });

  test('is ambiguous when two connections could serve it', async () => {
    const { sent, fetch } = stage({}, [200], { in: 'header' }, ['c1', 'c2']);
    await expect(fetch(api)).rejects.toMatchObject({ code: 'ambiguous_match' });
    await fetch(api, undefined, 'c2');
    expect(sent.length).toBe(1);
  });
});

describe('a 401', () => {
  const renewing = { renew: async () => token('canary-2', 2) };

  test('is answered by one renewal and one more try', async () => {
    const { sent, fetch } = stage(renewing, [401, 200]);
    expect((await fetch(api, { method: 'POST', body: 'x' })).status).toBe(200);
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer canary-1', 'Bearer canary-2']);
  });

  test('a second time is the answer', async () => {
    const { sent, fetch } = stage(renewing, [401, 401, 200]);
    expect((await fetch(api)).status).toBe(401);
    expect(sent.length).toBe(2);
  });

  test('with a body that can be read only once is the answer', async () => {
    const { sent, fetch } = stage(renewing, [401, 200]);
    expect((await fetch(api, { method: 'POST', body: new ReadableStream(), duplex: 'half' } as RequestInit)).status).toBe(401);
    expect(sent.length).toBe(1);
  });

  test('stays the answer when nothing newer is to be had', async () => {
    const { fetch } = stage({ renew: () => Promise.reject(new SingletError('network_failed')) }, [401]);
    expect((await fetch(api)).status).toBe(401);
  });

  test('from an address without a rule renews nothing', async () => {
    const { sent, fetch } = stage({ renew: () => expect.unreachable() }, [401]);
    expect((await fetch('https://other.example/')).status).toBe(401);
    expect(sent.length).toBe(1);
  });
});

describe('a request that no rule covers', () => {
  test('is the bare fetch, with the very arguments that came', async () => {
    const { sent, fetch } = stage();
    const init = { headers: { a: 'b' }, redirect: 'follow' } as const;
    await fetch('/local', init);
    expect(sent[0]).toMatchObject({ url: '/local', init });
    expect(sent[0]?.headers.has('authorization')).toBe(false);
  });

  test('is an error when a connection was chosen', async () => {
    const { sent, fetch } = stage();
    await expect(fetch('https://other.example/?access_token=x', undefined, 'c1')).rejects.toMatchObject({
      code: 'no_rule',
      detail: 'GET https://other.example/',
    });
    expect(sent).toEqual([]);
  });
});
