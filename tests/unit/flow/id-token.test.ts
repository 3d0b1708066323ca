import { describe, expect, test } from 'vitest';
import { encodeBase64Url } from '../../../src/core/base/base64url.ts';
import { isSingletError } from '../../../src/core/base/errors.ts';
import { Secret } from '../../../src/core/base/secret.ts';
import { checkIdToken } from '../../../src/core/flow/id-token.ts';

const receivedAt = 1_760_000_000_000;
const nowS = receivedAt / 1000;
const expected = { provider: 'acme', issuer: 'https://id.acme.example', client_id: 'spa', nonce: 'n1', receivedAt };
const claims = { iss: expected.issuer, aud: 'spa', sub: 'u1', exp: nowS + 60, iat: nowS, nonce: 'n1' };
const jwt = (payload: unknown) => new Secret(`e30.${encodeBase64Url(new TextEncoder().encode(JSON.stringify(payload)))}.sig`);

function failing(change: Record<string, unknown>, expectation = expected): string {
  try {
    checkIdToken(jwt({ ...claims, ...change }), expectation);
    return 'accepted';
  } catch (error) {
    return isSingletError(error) ? (error.detail ?? '') : String(error);
  }
}

describe('the claims of an ID token', () => {
  test('are accepted when all hold', () => {
    expect(failing({})).toBe('accepted');
    expect(failing({ aud: ['spa', 'other'], azp: 'spa' })).toBe('accepted');
    expect(failing({ exp: nowS - 59, iat: nowS + 59 })).toBe('accepted');
  });

  test.each([
    ['claim iss', { iss: 'https://evil.example' }],
    ['claim iss', { iss: undefined }],
    ['claim aud', { aud: 'other' }],
    ['claim aud', { aud: ['other'] }],
    ['claim aud', { aud: undefined }],
    ['claim azp', { aud: ['spa', 'other'] }],
    ['claim azp', { azp: 'other' }],
    ['claim exp', { exp: nowS - 61 }],
    ['claim exp', { exp: undefined }],
    ['claim iat', { iat: nowS + 61 }],
    ['claim iat', { iat: undefined }],
    ['claim nonce', { nonce: 'n2' }],
    ['claim nonce', { nonce: undefined }],
    ['claim sub', { sub: '' }],
    ['claim sub', { sub: undefined }],
  ])('%s is refused when it is %j', (detail, change) => {
    expect(failing(change)).toBe(detail);
  });

  test('need no nonce on renewal', () => {
    expect(failing({ nonce: undefined }, { ...expected, nonce: undefined as unknown as string })).toBe('accepted');
  });

  test.each(['', 'abc', 'a.b.c', 'a.bm90IGpzb24.c', 'e30.bnVsbA.x'])('%j is no ID token', (text) => {
    expect(() => checkIdToken(new Secret(text), expected)).toThrow('id_token_invalid');
  });
});
