import { describe, expect, test } from 'vitest';
import { placeOf, type Target, targetOf } from '../../../src/core/intercept/attach.ts';
import { buildIndex, decidingRules, isEndpoint, matchRequest, type RuleIndex } from '../../../src/core/intercept/match.ts';
import type { ApiRule } from '../../../src/core/provider/provider.ts';
import { aProvider } from '../../fixtures/provider.ts';

const rule = (origin: string, path = '', methods = ['GET']): ApiRule => ({ origin, path, methods, placement: { in: 'header' } });

function indexOf(...rules: ApiRule[]): RuleIndex {
  return buildIndex([{ id: 'c1', provider: 'acme' }], new Map([['acme', aProvider({ api: rules })]]));
}
const to = (url: string, method = 'GET'): Target => ({ ...placeOf(new URL(url).href), method });
const matches = (index: RuleIndex, url: string, method = 'GET') => matchRequest(index, to(url, method)).candidate !== undefined;

describe('a rule for an origin', () => {
  const index = indexOf(rule('https://api.x.com'));

  test.each(['https://api.x.com/', 'https://API.X.COM:443/a', 'https://api.x.com/a/b?c#d', 'https://api.x.com'])(
    '[S56] covers %s',
    (url) => {
      expect(matches(index, url)).toBe(true);
    },
  );

  test.each([
    'https://api.x.com.evil.com/',
    'https://api.x.com@evil.com/',
    'https://user@api.x.com/',
    'https://user:pass@api.x.com/',
    'http://api.x.com/',
    'https://api.x.com:8443/',
    'https://api.x.com./',
    'https://xapi.x.com/',
    'https://x.com/',
    'https://evil.com/https://api.x.com/',
    'blob:https://api.x.com/8a1f',
    'data:text/plain,https://api.x.com',
    'https://api.x\u00e7.com/',
  ])('[S56] does not cover %s', (url) => {
    expect(matches(index, url)).toBe(false);
  });

  test('[S56] [S58] a method that is not named gets no token', () => {
    expect(matches(index, 'https://api.x.com/', 'DELETE')).toBe(false);
    expect(matches(index, 'https://api.x.com/', 'get')).toBe(false);
  });
});

describe('a rule for a path', () => {
  const index = indexOf(rule('https://api.x.com', '/v1'));

  test.each(['/v1', '/v1/', '/v1/a', '/v1?x', '/v1/../v1/a', '/%2e%2e/v1/a', '/v1//a'])('[S57] covers %s', (path) => {
    expect(matches(index, `https://api.x.com${path}`)).toBe(true);
  });

  test.each([
    '/v1evil',
    '/v1/../admin',
    '/v1/%2e%2e/admin',
    '/v1/..%2fadmin',
    '/v1%2fadmin',
    '/v1/%5cadmin',
    '/v1/a%00b',
    '/v1;x=1/a',
    '/v1/a;b',
    '//v1',
    '/V1',
    '/v',
    '/',
  ])('[S57] does not cover %s', (path) => {
    expect(matches(index, `https://api.x.com${path}`)).toBe(false);
  });
});

describe('an address as it was typed', () => {
  const page = 'https://api.x.com/v1/docs/page';
  const originOf = (typed: string) => targetOf(typed, undefined, page).origin;

  test.each([
    'https://\uff41pi.x.com/v1',
    '//\uff41pi.x.com/v1',
    '\\\\\uff41pi.x.com/v1',
    '/\t/\uff41pi.x.com/v1',
    ' ht\ntps:\uff41pi.x.com/v1',
    'h\tt\ntps:/\r/\uff41pi.x.com/v1',
  ])('[S56] leads to no API where its host was folded: %j', (typed) => {
    expect(originOf(typed)).toBe('');
  });

  test.each(['h ttps://api.x.com\u200d', 'h\u000bttps://\u00e9', '/v1/\u00e9', '?q=//\u00e9', '/a//\u00e9', 'https://api.x.com/\u00e9'])(
    'may have letters of any script behind its host, or in a relative path: %j',
    (typed) => {
      expect(originOf(typed)).toBe('https://api.x.com');
    },
  );

  test.each([
    ['get', 'GET'],
    ['oPtions', 'OPTIONS'],
    ['patch', 'patch'],
    ['xget', 'xget'],
    ['getx', 'getx'],
  ])('its method %s is %s', (typed, sent) => {
    expect(targetOf(page, { method: typed }, page).method).toBe(sent);
  });
});

describe('without a rule', () => {
  test('[S58] no request carries a token, whatever its address', () => {
    for (const index of [indexOf(), buildIndex([], new Map()), buildIndex([{ id: 'c1', provider: 'gone' }], new Map())]) {
      expect(index.origins.size).toBe(0);
      expect(matchRequest(index, to('https://api.x.com/')).count).toBe(0);
    }
  });
});

describe('several rules', () => {
  test('the longest path wins, whatever their order', () => {
    const index = indexOf(rule('https://api.x.com'), rule('https://api.x.com', '/v1/private'), rule('https://api.x.com', '/v1'));
    expect(matchRequest(index, to('https://api.x.com/v1/private/a')).candidate?.entry.number).toBe(2);
    expect(matchRequest(index, to('https://api.x.com/v1/b')).candidate).toMatchObject({ connection: 'c1', entry: { number: 3 } });
  });

  test('two connections of one provider tie, and one can be chosen', () => {
    const providers = new Map([['acme', aProvider()]]);
    const index = buildIndex(
      [
        { id: 'c1', provider: 'acme' },
        { id: 'c2', provider: 'acme' },
      ],
      providers,
    );
    const url = to('https://api.acme.example/v1/a');
    expect(matchRequest(index, url)).toStrictEqual({ candidate: undefined, count: 'several' });
    const entry = { number: 1, provider: 'acme', connections: new Set(['c1', 'c2']) };
    expect(matchRequest(index, url, 'c2')).toMatchObject({ candidate: { connection: 'c2', entry }, count: 1 });
    expect(matchRequest(index, url, 'c3')).toStrictEqual({ candidate: undefined, count: 0 });
  });

  test('the one that a person chose for the rule serves it', () => {
    const chosen = { id: 'c2', provider: 'acme', chosenFor: ['https://api.acme.example/v1'] };
    const index = buildIndex([{ id: 'c1', provider: 'acme' }, chosen], new Map([['acme', aProvider()]]));
    const url = to('https://api.acme.example/v1/a');
    expect(matchRequest(index, url)).toMatchObject({
      candidate: { connection: 'c2', entry: { number: 1, chosen: 'c2' } },
      count: 'several',
    });
    expect(matchRequest(index, url, 'c1')).toMatchObject({ candidate: { connection: 'c1' } });
  });

  test('two providers tie on one rule', () => {
    const two = new Map([
      ['acme', aProvider()],
      ['other', aProvider({ id: 'other' })],
    ]);
    const index = buildIndex(
      [
        { id: 'c1', provider: 'acme' },
        { id: 'c2', provider: 'other' },
      ],
      two,
    );
    expect(matchRequest(index, to('https://api.acme.example/v1/a'))).toEqual({ candidate: undefined, count: 'several' });
  });
});

test('where tokens are asked for or ended, none is sent as to an API', () => {
  const provider = aProvider({ api: [rule('https://id.acme.example')] });
  const endpoints = ['https://id.acme.example/token', 'https://id.acme.example/revoke', 'https://id.acme.example/authorize'];
  const index = buildIndex([{ id: 'c1', provider: 'acme', endpoints }], new Map([['acme', provider]]));
  for (const path of ['/token', '/token?x=1', '/revoke', '/authorize'])
    expect(matchRequest(index, to(`https://id.acme.example${path}`)).count, path).toBe(0);
  expect(isEndpoint(index, to('https://id.acme.example/token#x'))).toBe(true);
  expect(matchRequest(index, to('https://u@id.acme.example/me')).count).toBe(0);
  expect(matchRequest(index, to('https://id.acme.example/userinfo')).count).toBe(1);
});

test('an encoded separator passes where the rule says so', () => {
  const index = indexOf({ ...rule('https://api.x.com', '/v1'), allowEncoded: true }, rule('https://api.x.com', '/v2'));
  expect(matches(index, 'https://api.x.com/v1/a%2Fb')).toBe(true);
  expect(matches(index, 'https://api.x.com/v2/a%2Fb')).toBe(false);
});

test('[S58] without a connection there is no rule, and a wider rule does not make up for a narrower one', () => {
  const index = buildIndex([], new Map([['acme', aProvider()]]));
  expect(decidingRules(index, to('https://api.acme.example/v1/a'))).toEqual([]);
  const narrow = indexOf(rule('https://api.x.com'), rule('https://api.x.com', '/v1', ['POST']));
  expect(matches(narrow, 'https://api.x.com/v1/a')).toBe(false);
  expect(matches(narrow, 'https://api.x.com/v2/a')).toBe(true);
});

test.each([
  ['one account that is the only one there was', [{}], undefined],
  ['two accounts', [{}, {}], true],
  ['one that came after another', [{ afterAnother: true }], true],
])("the browser's cache is shared: %s", (_, accounts, shared) => {
  const connections = accounts.map((one, at) => ({ id: `c${at}`, provider: 'acme', ...one }));
  const index = buildIndex(connections, new Map([['acme', aProvider()]]));
  expect(decidingRules(index, to('https://api.acme.example/v1/a'))[0]?.shared || undefined).toBe(shared);
});
