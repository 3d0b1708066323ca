import { describe, expect, test } from 'vitest';
import {
  attachToken,
  hasAuthorization,
  headersOf,
  type Parts,
  placeOf,
  refuseUnsafe,
  targetOf,
} from '../../../src/core/intercept/attach.ts';
import type { RuleEntry } from '../../../src/core/intercept/match.ts';
import type { ApiRule } from '../../../src/core/provider/provider.ts';

const page = 'https://app.example/page';
const url = 'https://api.acme.example/v1/me';
const query: ApiRule['placement'] = { in: 'query', name: 'access_token' };

function entryOf(rule: Partial<ApiRule> = {}, shared = false): RuleEntry {
  const whole: ApiRule = { origin: 'https://api.acme.example', path: '', methods: ['GET'], placement: { in: 'header' }, ...rule };
  return { rule: whole, number: 1, provider: 'acme', connections: new Set(['c1']), shared };
}

/** What would be sent: the address and the rest. */
function sent(address: string, init: RequestInit = {}, rule: Partial<ApiRule> = {}, shared = false) {
  const parts: Parts = { init, headers: headersOf(address, init) };
  const [to, rest] = attachToken(targetOf(address, init, page), parts, 'a/b+c', entryOf(rule, shared));
  return { to, ...rest };
}

describe('the place of an address', () => {
  test('is its origin and path, beside the whole of it', () => {
    expect(placeOf(`${url}?a=1#b`)).toEqual({ href: `${url}?a=1#b`, origin: 'https://api.acme.example', path: '/v1/me' });
    expect(placeOf('http://localhost:3000/')).toEqual({ href: 'http://localhost:3000/', origin: 'http://localhost:3000', path: '/' });
  });

  test.each(['data:text/plain,x', 'https://u@api.acme.example/'])('is none where no token can go: %s', (href) => {
    expect(placeOf(href)).toEqual({ href, origin: '', path: '' });
  });

  test.each(['delete', 'Get', 'HEAD', 'head', 'options', 'post', 'put'])(
    'has its method in capitals where browsers do that: %s',
    (method) => {
      expect(targetOf('/x', { method }, page)).toEqual({
        href: 'https://app.example/x',
        origin: 'https://app.example',
        path: '/x',
        method: method.toUpperCase(),
      });
    },
  );

  test('[S61] is that of a Request, with the method of the init', () => {
    expect(targetOf(new Request(url, { method: 'PUT' }), undefined, page)).toMatchObject({ href: url, method: 'PUT' });
    expect(targetOf(new Request(url, { method: 'PUT' }), { method: 'post' }, page).method).toBe('POST');
    expect(targetOf(new URL(url), undefined, page)).toMatchObject({ href: url, method: 'GET' });
  });
});

describe('headers', () => {
  test('are read from each form, an object as it is', () => {
    expect(headersOf(url, { headers: { 'X-Mine': '1' } })).toEqual({ 'X-Mine': '1' });
    expect(headersOf(url, { headers: [['X-Mine', '1']] })).toEqual({ 'x-mine': '1' });
    expect(headersOf(url, { headers: new Headers({ 'X-Mine': '1' }) })).toEqual({ 'x-mine': '1' });
    expect(headersOf(new Request(url, { headers: { 'X-Mine': '1' } }), undefined)).toEqual({ 'x-mine': '1' });
    expect(headersOf(new Request(url, { headers: { 'X-Mine': '1' } }), { headers: { a: 'b' } })).toEqual({ a: 'b' });
    expect(headersOf(url, undefined)).toEqual({});
  });

  test('[S60] hold an authorization in any spelling, and no other name is taken for it', () => {
    expect(['Authorization', 'AUTHORIZATION', 'authorization'].map((name) => hasAuthorization({ [name]: 'x' }))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['x-authorization', 'authorization-x', 'proxy-authorization'].some((name) => hasAuthorization({ [name]: 'x' }))).toBe(false);
  });

  test('[S60] a name that only contains it stays beside the token; its own is replaced', () => {
    const headers = { 'x-authorization': '1', 'authorization-x': '2', AUTHORIZATION: 'mine' };
    const expected = { 'x-authorization': '1', 'authorization-x': '2', authorization: 'Bearer a/b+c' };
    expect(sent(url, { headers }).headers).toEqual(expected);
    expect(headers.AUTHORIZATION).toBe('mine');
  });
});

test('[S62] modes that keep the header pass, all others do not', () => {
  const refused = (mode: unknown) => () => refuseUnsafe({ init: { mode: mode as RequestMode }, headers: {} });
  for (const mode of [undefined, 'cors', 'same-origin']) expect(refused(mode)).not.toThrow();
  for (const mode of ['no-cors', 'navigate', 'websocket', '', null]) expect(refused(mode)).toThrow('request_refused');
});

describe('a token in the header', () => {
  test('leaves the address as it is', () => {
    expect(sent(`${url}?a=1#b`)).toMatchObject({ to: `${url}?a=1#b`, headers: { authorization: 'Bearer a/b+c' } });
    expect(sent(url, {}, { scheme: 'Token' }).headers).toEqual({ authorization: 'Token a/b+c' });
  });

  test('[S59] [S63] goes with what the rule says of redirects and cookies, whatever the call says', () => {
    const loose: RequestInit = { redirect: 'follow', credentials: 'include', referrerPolicy: 'unsafe-url' };
    expect(sent(url, loose)).toMatchObject({ redirect: 'error', credentials: 'omit', referrerPolicy: 'no-referrer', method: 'GET' });
    expect(sent(url, {}, { redirect: 'follow', credentials: 'include' })).toMatchObject({ redirect: 'follow', credentials: 'include' });
  });
});

describe('a token in the query', () => {
  test('[S66] stands there once, encoded, and drops the fragment', () => {
    const rule = { placement: query };
    expect(sent(url, {}, rule).to).toBe(`${url}?access_token=a%2Fb%2Bc`);
    expect(sent(`${url}?`, {}, rule).to).toBe(`${url}?access_token=a%2Fb%2Bc`);
    expect(sent(`${url}?access_token=x&a=1&access_token=y#b`, {}, rule).to).toBe(`${url}?a=1&access_token=a%2Fb%2Bc`);
    expect(sent(url, { headers: { a: 'b' } }, rule).headers).toEqual({ a: 'b' });
  });

  test('[S66] follows no redirect, also where the rule would', () => {
    expect(sent(url, {}, { placement: query, redirect: 'follow' }).redirect).toBe('error');
  });
});

describe("the browser's cache", () => {
  test.each([
    ['one account, header', {}, false, 'default'],
    ['several accounts, header', {}, true, 'no-store'],
    ['one account, query', { placement: query }, false, 'no-store'],
    ['several accounts, query', { placement: query }, true, 'no-store'],
  ] as const)('%s', (_, rule, shared, cache) => {
    expect(sent(url, {}, rule, shared).cache).toBe(cache);
    expect(sent(url, { cache: 'default' }, rule, shared).cache).toBe(cache);
    for (const own of ['reload', 'no-cache', 'force-cache'] as const) expect(sent(url, { cache: own }, rule, shared).cache).toBe(own);
  });
});
