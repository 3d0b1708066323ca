import { describe, expect, test } from 'vitest';
import { addressRefusal, buildIndex, matchRequest, type RuleIndex } from '../../../src/core/intercept/match.ts';
import type { ApiRule } from '../../../src/core/provider/provider.ts';
import { aProvider } from '../../fixtures/provider.ts';

const rule = (origin: string, path = '', methods = ['GET']): ApiRule => ({ origin, path, methods, placement: { in: 'header' } });

function indexOf(...rules: ApiRule[]): RuleIndex {
  return buildIndex([{ id: 'c1', provider: 'acme' }], new Map([['acme', aProvider({ api: rules })]]));
}
const matches = (index: RuleIndex, url: string, method = 'GET') => matchRequest(index, new URL(url), method).length === 1;

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

describe('without a rule', () => {
  test('[S58] no request carries a token, whatever its address', () => {
    for (const index of [indexOf(), buildIndex([], new Map()), buildIndex([{ id: 'c1', provider: 'gone' }], new Map())]) {
      expect(index.size).toBe(0);
      expect(matchRequest(index, new URL('https://api.x.com/'), 'GET')).toEqual([]);
    }
  });
});

describe('several rules', () => {
  test('the longest path wins, whatever their order', () => {
    const index = indexOf(rule('https://api.x.com'), rule('https://api.x.com', '/v1/private'), rule('https://api.x.com', '/v1'));
    expect(matchRequest(index, new URL('https://api.x.com/v1/private/a'), 'GET').map(({ number }) => number)).toEqual([2]);
    expect(matchRequest(index, new URL('https://api.x.com/v1/b'), 'GET').map(({ number }) => number)).toEqual([3]);
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
    const url = new URL('https://api.acme.example/v1/a');
    expect(matchRequest(index, url, 'GET').map(({ connection }) => connection)).toEqual(['c1', 'c2']);
    expect(matchRequest(index, url, 'GET', 'c2').map(({ connection }) => connection)).toEqual(['c2']);
    expect(matchRequest(index, url, 'GET', 'c3')).toEqual([]);
  });
});

test('why an address is refused is told apart', () => {
  expect(addressRefusal(new URL('https://u@api.x.com/'))).toBe('address');
  expect(addressRefusal(new URL('https://api.x.com/a%2fb'))).toBe('path');
  expect(addressRefusal(new URL('https://api.x.com/a'))).toBeNull();
});
