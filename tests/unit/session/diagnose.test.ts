import { describe, expect, test } from 'vitest';
import type { EvidencePorts } from '../../../src/core/flow/network-evidence.ts';
import { diagnose } from '../../../src/core/session/diagnose.ts';

function world() {
  const asked: string[] = [];
  const evidence: EvidencePorts = {
    fetch: (async (url: string) => {
      asked.push(url);
      throw new TypeError('Load failed');
    }) as typeof fetch,
    online: () => true,
    page: () => 'https://app.example',
    watch: () => ({ refused: async () => false, stop() {} }),
    permission: async () => undefined,
  };
  return { asked, find: (address: string | URL) => diagnose(address, 'https://app.example/tools/', evidence) };
}

describe('diagnose', () => {
  test('takes an address or a URL, relative to the page, and sends no query on', async () => {
    const { asked, find } = world();
    expect(await find(new URL('https://api.acme.example/v1?access_token=canary'))).toEqual({
      code: 'unreachable',
      certainty: 'likely',
      origin: 'https://api.acme.example',
    });
    expect((await find('../v1')).origin).toBe('https://app.example');
    expect(asked).toEqual(['https://api.acme.example/v1', 'https://api.acme.example/', 'https://app.example/v1', 'https://app.example/']);
  });

  test.each(['javascript:alert(1)', 'data:,x', 'blob:https://app.example/1', 'https://', 'file:///etc'])(
    'asks nothing of %s',
    async (address) => {
      const { asked, find } = world();
      await expect(find(address)).rejects.toMatchObject({ code: 'request_refused' });
      expect(asked).toEqual([]);
    },
  );
});
