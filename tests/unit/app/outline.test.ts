/** What is told of a request before it leaves. */
import { describe, expect, test } from 'vitest';
import { outlineOf, replacedIn } from '../../../src/app/state/outline.ts';
import { decidedBy, keptBackWords, tokenLife } from '../../../src/app/text/explanation.ts';
import type { MatchExplanation } from '../../../src/core/index.ts';

const request: NonNullable<MatchExplanation['request']> = {
  method: 'GET',
  url: 'https://api.example/v1?a=b',
  headers: { accept: 'text/plain', authorization: 'Bearer •••• a1b2' },
  credentials: 'omit',
  redirect: 'error',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
};

describe('the outline', () => {
  test('with the token in a header: that header is drawn apart', () => {
    expect(outlineOf({ request, parameter: null })).toEqual({
      line: 'GET /v1?a=b',
      tokenInLine: false,
      host: 'api.example',
      headers: [['accept', 'text/plain']],
      options: [
        ['credentials', 'omit'],
        ['redirect', 'error'],
        ['cache', 'no-store'],
        ['referrerPolicy', 'no-referrer'],
      ],
    });
  });

  test('with the token in the query: the line ends before the mask', () => {
    const url = 'https://api.example/v1?x=access_token=&access_token=•••• a1b2';
    expect(outlineOf({ request: { ...request, url }, parameter: 'access_token' })).toMatchObject({
      line: 'GET /v1?x=access_token=&access_token=',
      tokenInLine: true,
    });
  });

  test('nothing leaves, nothing is drawn', () => {
    expect(outlineOf({ request: null, parameter: null })).toBeNull();
  });
});

describe('what of a request is replaced', () => {
  const draft = {
    method: 'GET',
    url: ' https://api.example/v1?token=mine#part ',
    headers: [{ name: 'authorization ', value: 'x' }],
    body: '',
  };

  test('is told where a token goes along', () => {
    expect(replacedIn(draft, { outcome: 'attached', parameter: 'token' })).toEqual(['authorization', 'parameter', 'fragment']);
    expect(replacedIn({ ...draft, url: 'https://api.example/#', headers: [] }, { outcome: 'attached', parameter: 'token' })).toEqual([]);
    expect(replacedIn(draft, { outcome: 'no-rule', parameter: null })).toEqual([]);
  });
});

test.each([
  [{}, 'Cookies, referrer and cache. A redirect is an error.'],
  [{ cache: 'default' }, 'Cookies and referrer. A redirect is an error.'],
  [
    { credentials: 'include', redirect: 'follow' },
    'Referrer and cache. Cookies go along, as the rule says. A redirect is followed within the origin only.',
  ],
] as const)('kept back with %j: %s', (change, words) => {
  expect(keptBackWords({ ...request, ...change })).toBe(words);
});

test.each([
  [null, null, 'No end is stated.'],
  [3_600_000, 3_540_000, 'Ends in 1 h. A call within 1 min of that renews it first.'],
  [30_000, -1, 'Renewed before the call: it ends in 30 s.'],
  [-5, -60_000, 'Renewed before the call: it has ended.'],
  [300_000, null, 'Ends in 5 min, and does not renew itself.'],
  [-1, null, 'Has ended, and does not renew itself.'],
])('a token that ends in %s and is renewed in %s: %s', (expiresAt, renewAt, words) => {
  expect(tokenLife({ expiresAt, renewAt }, 0)).toBe(words);
});

test('by whom it was decided is said where there was something to decide', () => {
  const told = (count: number, preferred: string | null) =>
    ({ candidates: Array(count).fill({}), preferred }) as unknown as MatchExplanation;
  expect(decidedBy('a', 'a', told(1, null))).toBeNull();
  expect(decidedBy('a', 'a', told(2, null))).toBe('You chose it here.');
  expect(decidedBy('a', undefined, told(2, 'a'))).toBe('It is your default here.');
  expect(decidedBy('b', 'b', told(2, 'a'))).toBe('You chose it here.');
});
