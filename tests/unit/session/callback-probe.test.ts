import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { probeCallback } from '../../../src/core/session/callback-probe.ts';

const page = 'https://app.example/';
const uri = 'https://app.example/callback/';
const callback = `<!doctype html><script>globalThis.singletReply = location.href</script>`;

const probe = (answer: () => Promise<Response>, redirectUri = uri) => {
  const asked: [string, RequestInit][] = [];
  const fetching = (async (url: string, init: RequestInit) => {
    asked.push([url, init]);
    return answer();
  }) as typeof fetch;
  return { asked, found: probeCallback(fetching, redirectUri, page) };
};
const answers = (body: string, status = 200) => probe(async () => new Response(body, { status })).found;

describe('the redirect URI of this page [S14]', () => {
  test('a page of ours is there', async () => {
    expect(await answers(callback)).toBe('ok');
  });

  test('a redirect in front of it would carry a reply on', async () => {
    const { found, asked } = probe(async () => Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' }));
    expect(await found).toBe('redirects');
    expect(asked).toEqual([[uri, expect.objectContaining({ redirect: 'manual', credentials: 'omit', cache: 'no-store' })]]);
  });

  test.each([404, 405, 410, 403])('%i: nothing is there', async (status) => {
    expect(await answers(callback, status)).toBe('missing');
  });

  test('a host that answers every address with the app has no callback', async () => {
    expect(await answers('<!doctype html><title>Singlet</title>')).toBe('missing');
  });

  test('no answer, or trouble, says nothing', async () => {
    expect(await answers('', 503)).toBe('unknown');
    expect(await probe(() => Promise.reject(new TypeError('Load failed'))).found).toBe('unknown');
  });

  test('another origin is not asked', async () => {
    const { found, asked } = probe(async () => new Response(callback), 'https://elsewhere.example/callback/');
    expect(await found).toBe('unknown');
    expect(asked).toEqual([]);
  });

  test('knows the page of the build by what its first script calls the reply', async () => {
    const [scrub, html] = await Promise.all(
      ['scrub.js', 'callback.html'].map((name) => readFile(new URL(`../../../src/pages/${name}`, import.meta.url), 'utf8')),
    );
    expect(await answers(html?.replace('/*scrub*/', () => scrub ?? '') ?? '')).toBe('ok');
    expect(await answers(html ?? '')).toBe('missing');
  });
});
