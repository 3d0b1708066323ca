import { expect, test, vi } from 'vitest';
import { Secret } from '../../../src/core/base/secret.ts';
import { type CurrentToken, type InterceptOptions, makeIntercept } from '../../../src/core/intercept/intercept.ts';
import { buildIndex } from '../../../src/core/intercept/match.ts';
import type { ApiRule } from '../../../src/core/provider/provider.ts';
import { aProvider } from '../../fixtures/provider.ts';

const origin = 'https://api.acme.example';
const api = `${origin}/v1/me`;
const token = (text: string, generation: number): CurrentToken => ({ token: new Secret(text), generation });
const rule: ApiRule = { origin, path: '/v1', methods: ['GET', 'POST'], placement: { in: 'header' } };
const indexOf = (change: Partial<ApiRule>) =>
  buildIndex([{ id: 'c1', provider: 'acme' }], new Map([['acme', aProvider({ api: [{ ...rule, ...change }] })]]));

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Where a followed redirect ended. */
  readonly endedAt?: string;
  readonly empty?: true;
}

/** An intercepted fetch, and in order what went on around it. */
function stage(answers: readonly Answer[], rules: Partial<ApiRule> = {}, change: Partial<InterceptOptions> = {}, make = makeIntercept) {
  const went: string[] = [];
  let calls = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { status = 200, headers, endedAt, empty } = answers[Math.min(calls, answers.length - 1)] ?? {};
    const number = ++calls;
    const header = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {})).get('authorization');
    went.push(`sent ${header} ${String(init?.body ?? '')}`.trim());
    const body = empty ? null : new ReadableStream({ cancel: () => void went.push(`answer ${number} is dropped`) });
    const response = new Response(body, { status, ...(headers && { headers }) });
    if (endedAt !== undefined) Object.defineProperties(response, { redirected: { value: true }, url: { value: endedAt } });
    return response;
  };
  const options: InterceptOptions = {
    fetch,
    index: () => indexOf(rules),
    tokens: {
      peek: () => token('one', 1),
      tokenFor: async () => token('asked', 1),
      renew: async (_, refused) => {
        went.push(`renew ${refused}`);
        return token('two', 2);
      },
    },
    base: () => 'https://app.example/page',
    inQuery: (name) => void went.push(`query ${name}`),
    sign: async (_connection, _sign, parts) => parts,
    sent: ({ connection, url, status }) => went.push(`told ${connection} ${url} ${status}`),
    ...change,
  };
  return { went, fetch: make(options) };
}

test('each answer to a token is told, with the connection, the address and the status', async () => {
  const { went, fetch } = stage([{ status: 401 }, { status: 200 }]);
  expect((await fetch(api)).status).toBe(200);
  const [first, second] = [`told c1 ${api} 401`, `told c1 ${api} 200`];
  expect(went).toEqual(['sent Bearer one', first, 'renew 1', 'answer 1 is dropped', 'sent Bearer two', second]);
});

test('no listener is needed', async () => {
  const { fetch } = stage([{}], {}, { sent: undefined as never });
  expect((await fetch(api)).status).toBe(200);
});

test('only a 401 is a reason to renew', async () => {
  for (const status of [200, 400, 403, 500]) {
    const { went, fetch } = stage([{ status }]);
    expect((await fetch(api)).status).toBe(status);
    expect(went.filter((what) => what.startsWith('renew'))).toEqual([]);
  }
});

test.each(['Bearer error="insufficient_scope"', 'Bearer realm="x", error=insufficient_scope, scope="a"'])(
  'a missing scope is the answer: %s',
  async (text) => {
    const { went, fetch } = stage([{ status: 401, headers: { 'www-authenticate': text } }]);
    expect((await fetch(api)).status).toBe(401);
    expect(went.length).toBe(2);
  },
);

test('a 401 that says something else is renewed', async () => {
  const { went, fetch } = stage([{ status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } }, {}]);
  expect((await fetch(api)).status).toBe(200);
  expect(went).toContain('renew 1');
});

test('nothing newer: the first answer stands, and can still be read', async () => {
  const tokens = { peek: () => token('one', 1), tokenFor: async () => token('asked', 1), renew: async () => undefined };
  const { went, fetch } = stage([{ status: 401 }], {}, { tokens });
  expect((await fetch(api)).status).toBe(401);
  expect(went).toEqual(['sent Bearer one', `told c1 ${api} 401`]);
});

test('[S67] where no token is at hand it is asked for, once', async () => {
  const asked: string[] = [];
  const tokens = {
    peek: () => undefined,
    tokenFor: async (connection: string) => {
      asked.push(connection);
      return token('asked', 7);
    },
    renew: async () => undefined,
  };
  const { went, fetch } = stage([{}], {}, { tokens });
  await fetch(api);
  expect([asked, went[0]]).toEqual([['c1'], 'sent Bearer asked']);
});

test('[S59] an answer from another origin is refused and dropped, one from the same is not', async () => {
  const elsewhere = stage([{ endedAt: 'https://evil.example/v1/me' }], { redirect: 'follow' });
  await expect(elsewhere.fetch(api)).rejects.toMatchObject({ code: 'request_refused', detail: 'answered from another origin' });
  expect(elsewhere.went).toContain('answer 1 is dropped');
  const empty = stage([{ endedAt: 'https://evil.example/v1/me', empty: true }], { redirect: 'follow' });
  await expect(empty.fetch(api)).rejects.toMatchObject({ code: 'request_refused' });
  const within = stage([{ endedAt: `${origin}/v2/me` }], { redirect: 'follow' });
  expect((await within.fetch(api)).status).toBe(200);
  expect(within.went).not.toContain('answer 1 is dropped');
});

test('[S66] the page is told of a token in the query before it is sent, and waited for', async () => {
  let ready = () => {};
  const went: string[] = [];
  const inQuery = (name: string) =>
    new Promise<void>((resolve) => {
      went.push(name);
      ready = resolve;
    });
  const one = stage([{}], { placement: { in: 'query', name: 'access_token' } }, { inQuery });
  const answer = one.fetch(api);
  await new Promise((resolve) => setTimeout(resolve));
  expect([went, one.went]).toEqual([['access_token'], []]);
  ready();
  await answer;
  expect(one.went.length).toBe(2);
  const header = stage([{}]);
  await header.fetch(api);
  expect(header.went).not.toContain('query access_token');
});

test("[S60] a caller's own Authorization is replaced only where the rule says so", async () => {
  const given = { headers: { AUTHORIZATION: 'Basic x' } };
  const kept = stage([{}]);
  await kept.fetch(api, given);
  expect(kept.went).toEqual(['sent Basic x']);
  const replaced = stage([{}], { authorization: 'override' });
  await replaced.fetch(api, given);
  expect(replaced.went[0]).toBe('sent Bearer one');
});

test('a body is signed where the rule says so, for the connection that serves', async () => {
  const sign: InterceptOptions['sign'] = async (connection, { of }, { init, headers }) => ({
    init: { ...init, body: `signed ${of} by ${connection}` },
    headers,
  });
  const signed = stage([{}], { sign: { algorithm: 'RS256', of: 'command', as: 'signature' } }, { sign });
  await signed.fetch(api, { method: 'POST', body: '{}' });
  expect(signed.went[0]).toBe('sent Bearer one signed command by c1');
  const plain = stage([{}], {}, { sign });
  await plain.fetch(api, { method: 'POST', body: '{}' });
  expect(plain.went[0]).toBe('sent Bearer one {}');
});

test('rules that are read only now are waited for', async () => {
  const { went, fetch } = stage([{}], {}, { index: async () => indexOf({}) });
  await fetch(api);
  expect(went[0]).toBe('sent Bearer one');
});

test('what no rule covers goes to the fetch that was there before', async () => {
  const { went, fetch } = stage([{}]);
  const before = async () => new Response('before');
  expect(await (await fetch('https://other.example/', undefined, undefined, before)).text()).toBe('before');
  expect(await (await fetch(api, { headers: { authorization: 'Basic x' } }, undefined, before)).text()).toBe('before');
  expect(went).toEqual([]);
});

test('[S62] what is refused names its mode, and its body is not read', async () => {
  const { went, fetch } = stage([{}]);
  const refused = { code: 'request_refused', detail: 'mode "no-cors"' };
  const read = vi.spyOn(Request.prototype, 'arrayBuffer');
  await expect(fetch(new Request(api, { method: 'POST', body: 'x', mode: 'no-cors' }))).rejects.toMatchObject(refused);
  await expect(fetch(api, { mode: 'no-cors' })).rejects.toMatchObject(refused);
  expect([went, read.mock.calls.length]).toEqual([[], 0]);
  await fetch(new Request(api, { method: 'POST', body: 'x' }));
  expect(read).toHaveBeenCalledTimes(1);
  read.mockRestore();
});

test('several connections: the error names the origin', async () => {
  const two = ['c1', 'c2'].map((id) => ({ id, provider: 'acme' }));
  const { fetch } = stage([{}], {}, { index: () => buildIndex(two, new Map([['acme', aProvider({ api: [rule] })]])) });
  await expect(fetch(api)).rejects.toMatchObject({ code: 'ambiguous_match', detail: origin });
});

test("[S60] several connections: a call with the caller's own Authorization is nobody's", async () => {
  const two = ['c1', 'c2'].map((id) => ({ id, provider: 'acme' }));
  const { went, fetch } = stage([{}], {}, { index: () => buildIndex(two, new Map([['acme', aProvider({ api: [rule] })]])) });
  await fetch(api, { headers: { authorization: 'Basic x' } });
  expect(went).toEqual(['sent Basic x']);
});

test('the part that takes a Request apart is gone after a new release: that is said', async () => {
  const part = '../../../src/core/intercept/request-parts.ts';
  vi.resetModules();
  vi.doMock(part, () => {
    throw new Error('404');
  });
  try {
    const fresh = await import('../../../src/core/intercept/intercept.ts');
    const { went, fetch } = stage([{}], {}, {}, fresh.makeIntercept);
    await expect(fetch(new Request(api))).rejects.toMatchObject({ code: 'stale_release' });
    expect(went).toEqual([]);
  } finally {
    vi.doUnmock(part);
    vi.resetModules();
  }
});
