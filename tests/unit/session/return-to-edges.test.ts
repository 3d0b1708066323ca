import { describe, expect, test } from 'vitest';
import { safeReturnTo } from '../../../src/core/session/return-to.ts';

const safe = (text: string) => safeReturnTo(text, 'https://app.example/singlet/callback/', '/singlet/');

const secrets = [
  'access_token',
  'refresh_token',
  'id_token',
  'code',
  'state',
  'code_verifier',
  'client_secret',
  'token',
  'txn',
  'error',
  'error_description',
  'iss',
];

describe('the edges of where a person comes back to', () => {
  test.each(secrets)('[S25] a parameter named %s is taken off, in any case, wherever it stands', (name) => {
    for (const text of [`${name}=x`, `${name.toUpperCase()}=x`]) {
      expect(safe(`/page?${text}&keep=1`)).toBe('/page?keep=1');
      expect(safe(`/page?keep=1&${text}&${text}`)).toBe('/page?keep=1');
      expect(safe(`/page#${text}&keep=1`)).toBe('/page#keep=1');
    }
  });

  test.each(secrets)('a parameter whose name only holds %s stays', (name) => {
    expect(safe(`/page?my${name}=1&${name}2=2`)).toBe(`/page?my${name}=1&${name}2=2`);
  });

  test('[S25] 2,000 characters are the most', () => {
    expect(safe(`/${'a'.repeat(1999)}`)).toBe(`/${'a'.repeat(1999)}`);
    expect(safe(`/${'a'.repeat(2000)}`)).toBe('/singlet/');
  });

  test.each(['/singlet/callback/deeper', '/singlet/callback/index.html', '/x/../singlet/callback/', '/singlet/%2e/callback/'])(
    '[S25] %s is the callback itself',
    (text) => {
      expect(safe(text)).toBe('/singlet/');
    },
  );

  test.each(['/singlet/callbacks', '/other/singlet/callback/', '/callback/', '/other/singlet/callback.html', '/singlet/callback.htm'])(
    '%s is not',
    (text) => {
      expect(safe(text)).toBe(text);
    },
  );

  test.each(['/.//evil.example', '/a/..//evil.example', '/%2e//evil.example', '/./%2e%2e//evil.example/x'])(
    '[S25] %s leaves two slashes in front, which is another host',
    (text) => {
      expect(safe(text)).toBe('/singlet/');
    },
  );

  test('two slashes further back stay', () => {
    expect(safe('/page//')).toBe('/page//');
    expect(safe('/page//deeper')).toBe('/page//deeper');
  });

  test('a fragment that is a route stays as it is, whatever it holds', () => {
    for (const hash of ['/route?code=1', '/route#a=b/c', '?x=1', 'top']) expect(safe(`/page#${hash}`)).toBe(`/page#${hash}`);
  });

  test('a fragment of parameters is written as parameters', () => {
    expect(safe('/page#a=b/c')).toBe('/page#a=b%2Fc');
    expect(safe('/page#=b/c')).toBe('/page#=b%2Fc');
  });
});
