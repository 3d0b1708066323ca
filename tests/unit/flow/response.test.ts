import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSingletError } from '../../../src/core/base/errors.ts';
import { parseResponse } from '../../../src/core/flow/response.ts';

const at = (rest: string) => `https://app.example/callback/${rest}`;

function codeOf(act: () => unknown): string {
  try {
    act();
    return 'accepted';
  } catch (error) {
    return isSingletError(error) ? error.code : `not ours: ${String(error)}`;
  }
}

describe('a reply is taken apart', () => {
  test.each([
    ['query', '?code=abc&state=s', 'code', 'query'],
    ['fragment', '#access_token=t', 'access_token', 'fragment'],
    ['a leading slash before the first name', '#/access_token=t', 'access_token', 'fragment'],
    ['a second "#"', '##access_token=t', 'access_token', 'fragment'],
  ])('from the %s', (_, rest, name, place) => {
    const response = parseResponse(at(rest));
    expect(response.place(name)).toBe(place);
    expect(response.get(name)).toBeTruthy();
  });

  test.each(['?access_token=a&access_token=b', '#access_token=a&access_token=b', '?code=a&code=a', '?state=a#state=a', '?iss=a&iss=b'])(
    '[S5] a parameter that comes twice spoils it: %s',
    (rest) => {
      expect(codeOf(() => parseResponse(at(rest)))).toBe('response_invalid');
    },
  );

  test.each(['#CANARY_TOKEN&CANARY_TOKEN', '#CANARY_TOKEN=%00', '#canary-token-that-is-long&canary-token-that-is-long'])(
    'a name that may be a secret is not told: %s',
    (rest) => {
      try {
        parseResponse(at(rest));
        expect.unreachable();
      } catch (error) {
        expect(JSON.stringify(error) + String((error as Error).stack)).not.toMatch(/canary/i);
      }
    },
  );

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('[S9] "%s" is a name like any other', (name) => {
    const response = parseResponse(at(`?${name}=x&state=toString`));
    expect(response.get(name)).toBe('x');
    expect(response.get('state')).toBe('toString');
    expect(response.get('code')).toBeUndefined();
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test.each([
    ['+ is a space', '#access_token=a+b', false, 'a b'],
    ['+ stays with rawFragment', '#access_token=a+b', true, 'a+b'],
    ['%2B is a plus', '#access_token=a%2Bb', false, 'a+b'],
    ['a lone % stays', '#access_token=100%', false, '100%'],
    ['a malformed escape stays', '#access_token=%zz', false, '%zz'],
  ])('[S10] %s', (_, rest, raw, expected) => {
    expect(parseResponse(at(rest), raw).get('access_token')).toBe(expected);
  });

  test('[S10] NUL and 100 kB are refused', () => {
    expect(codeOf(() => parseResponse(at('#access_token=a%00b')))).toBe('response_invalid');
    expect(codeOf(() => parseResponse(at(`#access_token=${'a'.repeat(100_001)}`)))).toBe('response_invalid');
  });

  test('[S10] any text is either taken apart or refused by code, never by accident', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.boolean(), fc.boolean(), (text, fragment, raw) => {
        const code = codeOf(() => parseResponse(new URL((fragment ? '#' : '?') + text, at('')).href, raw));
        expect(['accepted', 'response_invalid']).toContain(code);
      }),
      { numRuns: 2000 },
    );
  });
});
