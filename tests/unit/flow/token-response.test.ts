import { describe, expect, test } from 'vitest';
import { isSingletError } from '../../../src/core/base/errors.ts';
import type { Reply } from '../../../src/core/flow/guarded-fetch.ts';
import { validateTokenResponse } from '../../../src/core/flow/token-response.ts';
import { aProvider } from '../../fixtures/provider.ts';

const strict = aProvider();
const lax = aProvider({ reply: { token_type: 'bearer' } });
const reply = (body: unknown, status = 200): Reply => ({
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  headers: new Headers(),
  receivedAt: 0,
});

function outcome(body: unknown, provider = strict, status = 200): unknown {
  try {
    return validateTokenResponse(reply(body, status), provider).expires_in ?? 'unknown';
  } catch (error) {
    return isSingletError(error) ? error.code : String(error);
  }
}
const good = { access_token: 'tok_abcdefgh1234', token_type: 'Bearer' };

describe('a token reply', () => {
  test('[S31] without token_type is refused, unless the provider is known to leave it out', () => {
    expect(outcome({ access_token: 'tok' })).toBe('token_type_unsupported');
    expect(outcome({ access_token: 'tok' }, lax)).toBe('unknown');
  });

  test.each([
    ['bearer', 'unknown'],
    ['BEARER', 'unknown'],
    ['Bearer', 'unknown'],
    ['mac', 'token_type_unsupported'],
    ['DPoP', 'token_type_unsupported'],
    [7, 'token_type_unsupported'],
  ])('[S32] token_type %s', (token_type, expected) => {
    expect(outcome({ ...good, token_type })).toBe(expected);
    expect(outcome({ ...good, token_type }, lax)).toBe(expected);
  });

  test.each([
    [3600, 3600],
    ['6000', 6000],
    ['3600.5', 3600],
    [3600.5, 3600],
    [0, 0],
    [-1, 0],
    ['-1', 0],
    [2_592_000, 2_592_000],
    [1e12, 31_536_000],
    [undefined, 'unknown'],
    [null, 'unknown'],
    ['', 'unknown'],
    ['1h', 'token_response_invalid'],
    ['1e3', 'token_response_invalid'],
    [[60], 'token_response_invalid'],
    [true, 'token_response_invalid'],
  ])('[S33] expires_in %j counts as %s', (expires_in, expected) => {
    expect(outcome({ ...good, expires_in })).toBe(expected);
  });

  test('[S33] NaN in the text is no JSON', () => {
    expect(outcome('{"access_token":"t","token_type":"bearer","expires_in":NaN}')).toBe('token_response_invalid');
  });

  test('[S33] a provider that states no expiry can be given one', () => {
    expect(outcome(good, aProvider({ expires: { skew: 60, missing: 900 } }))).toBe(900);
  });

  test.each([[{}], [['t']], [''], [' '], ['a\r\nb'], ['tok\u0000'], ['tökén'], ['a b'], [null], ['x'.repeat(16_385)]])(
    '[S36] access_token %j is refused before any header is made',
    (access_token) => {
      expect(outcome({ ...good, access_token })).toBe('token_invalid');
    },
  );

  test('[S36] so is a refresh token that no form can carry', () => {
    expect(outcome({ ...good, refresh_token: { a: 1 } })).toBe('token_invalid');
  });

  test.each([
    ['an error with status 200', { error: 'invalid_grant' }, 200, 'token_rejected'],
    ['an error with status 400', { error: 'invalid_grant' }, 400, 'token_rejected'],
    ['HTML with 400', '<h1>Bad</h1>', 400, 'token_response_invalid'],
    ['an empty 204', '', 204, 'token_response_invalid'],
    ['truncated JSON', '{"access_token":"t', 200, 'token_response_invalid'],
    ['a JSON list', [good], 200, 'token_response_invalid'],
    ['a byte order mark', `\uFEFF${JSON.stringify(good)}`, 200, 'unknown'],
    ['503', 'busy', 503, 'server_failed'],
    ['429', '', 429, 'rate_limited'],
  ])('[S35] %s', (_, body, status, expected) => {
    expect(outcome(body, strict, status)).toBe(expected);
  });

  test('an error never carries the token or the body', () => {
    try {
      validateTokenResponse(reply({ ...good, access_token: 'CANARY_é', error_description: 'x' }), strict);
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('CANARY');
    }
  });

  test('what the provider says is capped', () => {
    try {
      validateTokenResponse(reply({ error: 'e'.repeat(10_000), error_description: 'd'.repeat(10_000) }), strict);
      expect.unreachable();
    } catch (error) {
      expect(isSingletError(error) && error.oauth?.error.length).toBe(500);
      expect(isSingletError(error) && error.oauth?.error_description?.length).toBe(500);
    }
  });
});
