import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSingletError } from '../../../src/core/base/errors.ts';
import { validateTokenResponse } from '../../../src/core/flow/token-response.ts';
import { aProvider } from '../../fixtures/provider.ts';

const receivedAt = 1_760_000_000_000;
const reply = (body: unknown, status = 200) => ({ status, text: JSON.stringify(body), headers: new Headers(), receivedAt });
const key = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !text.includes('.'));
const paths = fc.array(key, { minLength: 1, maxLength: 4 });

/** An object with `value` at the path. */
const nest = (path: readonly string[], value: unknown): unknown => path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);

describe('places in a reply', () => {
  test('[S33] a token stands wherever the path says, and nowhere else', () => {
    fc.assert(
      fc.property(paths, (path) => {
        const provider = aProvider({ reply: { token_type: 'bearer', access_token: path.join('.') } });
        expect(validateTokenResponse(reply(nest(path, 'token-12345')), provider).access_token.reveal()).toBe('token-12345');
        const elsewhere = () => validateTokenResponse(reply(nest([...path, 'deeper'], 'token-12345')), provider);
        expect(elsewhere).toThrow();
      }),
    );
  });

  test('[S33] [S41] any JSON at any path is refused by a code, or is a token that a request can carry', () => {
    const entry = fc.record({ access_token: paths, error: fc.option(paths), expires_at: fc.option(paths), jwt: fc.boolean() });
    fc.assert(
      fc.property(
        entry,
        fc.jsonValue({ maxDepth: 5 }),
        fc.constantFrom(200, 400, 401, 500),
        ({ access_token, error, expires_at, jwt }, body, status) => {
          const provider = aProvider({
            reply: {
              token_type: 'bearer',
              access_token: access_token.join('.'),
              ...(error && { error: error.join('.') }),
              ...(expires_at && { expires_at: expires_at.join('.') }),
            },
            expires: { jwt },
          });
          try {
            const tokens = validateTokenResponse(reply(body, status), provider);
            expect(tokens.access_token.reveal()).toMatch(/^[\x21-\x7e]+$/);
            expect(tokens.expires_in ?? 0).toBeGreaterThanOrEqual(0);
          } catch (failure) {
            if (!isSingletError(failure)) throw failure;
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['2025-10-09T09:46:40.000Z', 3200],
    [1_760_003_200, 3200],
    ['1760003200', 3200],
    [1_760_003_200_000, 3200],
    ['Thu, 09 Oct 2025 09:46:40 GMT', 3200],
    [1_759_999_999, 0],
  ])('[S34] the end %s is %i seconds away', (ends, seconds) => {
    const provider = aProvider({ reply: { token_type: 'bearer', expires_at: 'ends' } });
    expect(validateTokenResponse(reply({ access_token: 'abc', ends }), provider).expires_in).toBe(seconds);
  });

  const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
  test.each([
    ['an earlier end in the token', { exp: 1_760_003_600, iat: 1_760_000_000 }, '6000', 3600],
    ['a later end in the token', { exp: 1_760_009_000, iat: 1_760_000_000 }, '6000', 6000],
    ['a clock that is off by hours', { exp: 1_760_103_600, iat: 1_760_100_000 }, '6000', 3600],
    ['no issue time', { exp: 1_760_001_000 }, 6000, 1000],
    ['no end in the token', {}, 6000, 6000],
    ['no end but in the token', { exp: 1_760_001_000, iat: 1_760_000_000 }, undefined, 1000],
  ])('[S34] %s', (_, claims, expires_in, seconds) => {
    const provider = aProvider({ reply: { token_type: 'bearer' }, expires: { jwt: true } });
    expect(validateTokenResponse(reply({ access_token: jwt(claims), expires_in }), provider).expires_in).toBe(seconds);
  });
});
