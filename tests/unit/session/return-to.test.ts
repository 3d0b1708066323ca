import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeReturnTo } from '../../../src/core/session/return-to.ts';

const callback = 'https://app.example/singlet/callback/';
const safe = (text: string) => safeReturnTo(text, callback, '/singlet/');

describe('where a person comes back to', () => {
  test.each(['/', '/singlet/', '/singlet/#/console', '/page?x=1#part', '/a/b%20c', '/singlet/#/console?url=https%3A%2F%2Fapi.example'])(
    '%s is kept',
    (path) => {
      expect(safe(path)).toBe(path);
    },
  );

  test.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\\\\evil.example',
    'https:evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    '',
    'page',
    '?x',
    '/singlet/callback/',
    '/singlet/callback/?code=x',
    '/singlet/callback.html',
    `/${'a'.repeat(2001)}`,
  ])('[S25] %j falls back to the app', (text) => {
    expect(safe(text)).toBe('/singlet/');
  });

  test('[S25] parameters named like secrets are taken off, in the query and in the fragment', () => {
    expect(safe('/page?code=1&state=2&keep=3')).toBe('/page?keep=3');
    expect(safe('/page#access_token=t&keep=3')).toBe('/page#keep=3');
    expect(safe('/page#access_token=t')).toBe('/page');
  });

  test('[S25] whatever comes in, the way stays on this origin', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '//',
      'https:',
      'evil.example',
      '@',
      ':',
      '\t',
      '%2f',
      '%5c',
      '..',
      '.',
      '?',
      '#',
      'a',
      '\u2028',
      'javascript:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const url = new URL(safe(pieces.join('')), 'https://app.example/');
        expect(url.origin).toBe('https://app.example');
        expect(url.pathname.startsWith('/singlet/callback/')).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });
});
