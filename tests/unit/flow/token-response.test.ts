import { describe, expect, test } from 'vitest';
import { isSingletError, type SingletError } from '../../../src/core/base/errors.ts';
import type { Reply } from '../../../src/core/flow/guarded-fetch.ts';
import { validateTokenResponse } from '../../../src/core/flow/token-response.ts';
import { aProvider } from '../../fixtures/provider.ts';

const strict = aProvider();
const lax = aProvider({ reply: { token_type: 'bearer' } });
const reply = (body: unknown, status = 200, headers: Record<string, string> = {}): Reply => ({
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  headers: new Headers(headers),
  receivedAt: 0,
});

function failureOf(body: unknown, status = 200, headers: Record<string, string> = {}): Partial<SingletError> {
  try {
    validateTokenResponse(reply(body, status, headers), strict);
    return {};
  } catch (error) {
    return isSingletError(error) ? error : { detail: String(error) };
  }
}

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
    expect(outcome({ ...good, refresh_token: 'a b' })).toBe('token_invalid');
  });

  test.each([
    ['an error with status 200', { error: 'invalid_grant' }, 200, 'token_rejected'],
    ['an error with status 400', { error: 'invalid_grant' }, 400, 'token_rejected'],
    ['an empty error with status 200', { ...good, error: '' }, 200, 'unknown'],
    ['an error that is an object', { error: { message: 'The code is used', code: 190 } }, 200, 'token_rejected'],
    ['an error beside a token', { ...good, error: 'invalid_grant' }, 200, 'token_rejected'],
    ['HTML with 400', '<h1>Bad</h1>', 400, 'token_rejected'],
    ['an empty 400', '', 400, 'token_rejected'],
    ['an empty 403', '', 403, 'token_rejected'],
    ['a JSON list with 403', [], 403, 'token_rejected'],
    ['a client that is refused', { error: 'invalid_client' }, 401, 'client_rejected'],
    ['a client that may not', { error: 'unauthorized_client' }, 400, 'client_rejected'],
    ['an empty 200', '', 200, 'token_response_invalid'],
    ['an empty 204', '', 204, 'token_response_invalid'],
    ['a 304', '', 304, 'token_response_invalid'],
    ['a JSON object without a token', { ok: true }, 200, 'token_response_invalid'],
    ['truncated JSON', '{"access_token":"t', 200, 'token_response_invalid'],
    ['a JSON list', [good], 200, 'token_response_invalid'],
    ['a byte order mark', `\uFEFF${JSON.stringify(good)}`, 200, 'unknown'],
    ['503', 'busy', 503, 'server_failed'],
    ['a crash that calls itself an error', { status: 500, error: 'Internal Server Error' }, 500, 'server_failed'],
    ['a refusal with 500', { error: 'invalid_grant' }, 500, 'token_rejected'],
    ['429', '', 429, 'rate_limited'],
    ['429 with an error', { error: 'slow_down' }, 429, 'rate_limited'],
  ])('[S35] %s', (_, body, status, expected) => {
    expect(outcome(body, strict, status)).toBe(expected);
  });

  test('[S35] JSON is read whatever type it claims, and a refusal too', () => {
    const html = { 'content-type': 'text/html; charset=utf-8' };
    expect(validateTokenResponse(reply(good, 200, html), strict).access_token.tail).toBe('1234');
    expect(failureOf({ error: 'invalid_grant' }, 400, html).oauth).toEqual({ error: 'invalid_grant' });
  });

  test.each([
    ['', 400, {}, 'status 400, an empty body'],
    ['<!doctype html><title>CANARY</title>', 403, {}, 'status 403, a page instead of JSON'],
    ['{"access_token":"CANARY', 200, {}, 'status 200, JSON that is broken or cut off'],
    ['access_token=CANARY', 200, { 'content-type': 'text/plain;charset=utf-8' }, 'status 200, a body of type text/plain'],
    ['CANARY', 200, {}, 'status 200, a body that is not a JSON object'],
    [{ value: 'CANARY' }, 200, {}, 'status 200, a JSON object without "error" or "access_token"'],
    [
      { title: 'Bad Request', detail: '<b>code</b> is used', status: 400 },
      400,
      { 'content-type': 'application/problem+json' },
      'status 400, Bad Request: <b>code</b> is used',
    ],
    [{ error: { message: 'The code is used', type: 'OAuthException' } }, 400, {}, 'status 400, The code is used'],
  ])('[S35] %j with %i: the detail names what was found', (body, status, headers, detail) => {
    const failure = failureOf(body, status, headers as Record<string, string>);
    expect(failure.detail).toBe(detail);
    expect(failure.oauth).toBeUndefined();
    expect(JSON.stringify(failure) + failure.stack).not.toContain('CANARY');
  });

  test('[S35] problem details are capped', () => {
    const { detail } = failureOf({ title: 't'.repeat(10_000), detail: 'd'.repeat(10_000) }, 400);
    expect(detail?.length).toBeLessThan(520);
  });

  test.each([
    [429, '7', 7000],
    [503, '7', 7000],
    [503, '86400', 60_000],
    [429, 'Thu, 01 Jan 1970 00:00:20 GMT', 20_000],
    [429, 'soon', undefined],
    [429, '', undefined],
  ])('[S42] %i with Retry-After %j asks to wait %s ms', (status, value, expected) => {
    expect(failureOf('', status, { 'retry-after': value }).facts?.retryAfterMs).toBe(expected);
  });

  test.each([
    ['fewer', 'openid', 'openid'],
    ['more', 'openid email admin', 'openid email admin'],
    ['a list', ['read', 'write'], 'read write'],
    ['padded', ' read ', 'read'],
    ['none stated', undefined, undefined],
    ['null', null, undefined],
    ['an empty text', '', undefined],
    ['an object', { a: 1 }, undefined],
  ])('[S37] scope, %s: %j is kept as %j', (_, scope, expected) => {
    expect(validateTokenResponse(reply({ ...good, scope }), strict).scope).toBe(expected);
  });

  test.each([[''], [null], [undefined]])('[S39] a refresh token of %j is none', (refresh_token) => {
    expect(validateTokenResponse(reply({ ...good, refresh_token }), strict).refresh_token).toBeUndefined();
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
