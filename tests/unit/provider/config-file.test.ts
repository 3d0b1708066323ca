import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSingletError } from '../../../src/core/base/errors.ts';
import { fetchConfig } from '../../../src/core/provider/config.ts';
import { placeIn } from '../../../src/core/provider/not-json.ts';

const callback = 'https://app.example/singlet/callback/';

describe('the file', () => {
  const fetching = (answer: () => Promise<Response>) =>
    fetchConfig('https://app.example/singlet.config.json', { fetch: answer, callback }).then(
      () => 'read',
      (error: unknown) => (isSingletError(error) ? `${error.code} ${error.detail}` : String(error)),
    );

  test('that is missing, unreachable or torn is told apart', async () => {
    expect(await fetching(async () => new Response('{}'))).toBe('read');
    expect(await fetching(async () => new Response('', { status: 404 }))).toContain(
      'config_unreachable https://app.example/singlet.config.json answered 404',
    );
    expect(await fetching(() => Promise.reject(new TypeError('offline')))).toContain('config_unreachable');
    const torn = await fetching(async () => new Response('{"providers": [{"client_secret": "canary" oops'));
    expect(torn).toContain('config_invalid');
    expect(torn).not.toContain('canary');
  });

  test.each([
    ['{"providers": [\n  {"id": "a",}\n]}', 'line 2, column 14: the comma before it is one too many'],
    ['{\n  // ours\n  "providers": []}', 'line 2, column 3: a comment stands there, which JSON does not have'],
    ['{"providers": [{"id": "canary" "x": 1}]}', 'line 1, column 32: a comma or colon is missing before it'],
    ["{'providers': []}", 'line 1, column 2: text has to stand in straight double quotes'],
    ['{"providers": [canary]}', 'line 1, column 16: a name or word without double quotes stands there'],
    ['{"providers": [', 'line 1, column 16: it ends too early'],
    ['', 'line 1, column 1: it ends too early'],
    ['<!doctype html>', 'line 1, column 1: this looks like a page, not like the file'],
    ['{"id": "canary\n"}', 'line 1, column 8: the text that begins there does not end, or holds a sign that has to be escaped'],
    ['{"providers": []}}', 'line 1, column 18: a sign stands there that does not belong'],
    ['{"a": 01}', 'line 1, column 7: a sign stands there that does not belong'],
  ])('that is not JSON says where and why: %j', async (text, place) => {
    const told = await fetching(async () => new Response(text));
    expect(told).toBe(`config_invalid https://app.example/singlet.config.json is not JSON; ${place}`);
    expect(told).not.toContain('canary');
  });

  test('breaks for us where it breaks for JSON.parse, whatever comes', () => {
    const sign = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'u00e4',
      ' ',
      '\n',
      '1',
      '-',
      '0',
      '.',
      'e',
      'true',
      'null',
      '"a"',
      '/',
    );
    const text = fc.oneof(
      fc.array(sign, { maxLength: 12 }).map((signs) => signs.join('')),
      fc.tuple(fc.json({ maxDepth: 3 }), fc.nat(60), sign).map(([json, at, one]) => json.slice(0, at) + one + json.slice(at)),
      fc.json({ maxDepth: 3 }),
    );
    let broken = 0;
    fc.assert(
      fc.property(text, (candidate) => {
        let refused = false;
        try {
          JSON.parse(candidate);
        } catch {
          refused = true;
          broken++;
        }
        const { at, whole } = placeIn(candidate);
        expect(whole).toBe(!refused);
        expect(at).toBeLessThanOrEqual(candidate.length);
      }),
      { numRuns: 20_000 },
    );
    expect(broken).toBeGreaterThan(2_000);
  });
});
