import { afterEach, describe, expect, test, vi } from 'vitest';
import { browserEvidence, type EvidenceOptions, type EvidencePorts, findEvidence } from '../../../src/core/flow/network-evidence.ts';

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

interface World {
  readonly online?: readonly boolean[];
  readonly page?: string;
  readonly refused?: readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  /** Replies of bare requests to the address, and of `no-cors` ones to the root. Default: rejected. */
  readonly bare?: ResponseType;
  readonly root?: ResponseType;
  /** What the engine throws. */
  readonly thrown?: unknown;
}

const replyOf = (type: ResponseType) => Object.defineProperty(new Response(type === 'cors' ? 'body' : null), 'type', { value: type });

function stage(world: World) {
  const asked: Asked[] = [];
  const permissionsAsked: string[] = [];
  const online = [...(world.online ?? [])];
  let stopped = 0;
  const ports: EvidencePorts = {
    fetch: (async (url: string, init: RequestInit) => {
      asked.push({ url, init });
      const type = init.mode === 'no-cors' ? world.root : world.bare;
      if (!type) throw 'thrown' in world ? world.thrown : new TypeError('Failed to fetch');
      return replyOf(type);
    }) as typeof fetch,
    online: () => online.shift() ?? true,
    page: () => world.page ?? 'https://app.example',
    watch: () => ({ refused: async (url) => world.refused?.includes(url) ?? false, stop: () => void stopped++ }),
    async permission(name) {
      permissionsAsked.push(name);
      return world.permissions?.[name];
    },
  };
  const find = (url: string, options?: EvidenceOptions) => findEvidence(url, ports, options);
  return { asked, permissionsAsked, ports, find, stops: () => stopped };
}

const token = 'https://id.acme.example/oauth/token';
const origin = 'https://id.acme.example';

describe('why a request failed [S87]', () => {
  test('no network: certain, and nothing is asked', async () => {
    const { find, asked } = stage({ online: [false] });
    expect(await find(token)).toEqual({ code: 'offline', certainty: 'certain', origin });
    expect(asked).toEqual([]);
  });

  test('plain http from an https page: certain, and nothing is asked', async () => {
    const { find, asked } = stage({});
    expect(await find('http://id.acme.example/token')).toEqual({
      code: 'mixed_content',
      certainty: 'certain',
      origin: 'http://id.acme.example',
    });
    expect(asked).toEqual([]);
  });

  test('plain http on this device is not mixed content', async () => {
    expect((await stage({}).find('http://localhost:4175/token')).code).toBe('unreachable');
    expect((await stage({}).find('http://127.0.0.1:4175/token')).code).toBe('unreachable');
    expect((await stage({ page: 'http://app.example' }).find('http://id.acme.example/token')).code).toBe('unreachable');
  });

  test('our own policy: certain, and nothing is asked', async () => {
    const { find, asked } = stage({ refused: [token] });
    expect(await find(token)).toEqual({ code: 'policy_blocked', certainty: 'certain', origin });
    expect(asked).toEqual([]);
  });

  test('our own policy, seen only with the bare request', async () => {
    const { find, asked } = stage({ refused: [token] });
    expect((await find(`${token}?access_token=canary`)).code).toBe('policy_blocked');
    expect(asked.map(({ url }) => url)).toEqual([token]);
  });

  test('a redirect', async () => {
    const { find, asked } = stage({ bare: 'opaqueredirect' });
    expect(await find(token)).toEqual({ code: 'redirect_refused', certainty: 'likely', origin });
    expect(asked[0]?.init).toMatchObject({ redirect: 'manual', mode: 'cors' });
  });

  test('no CORS: the root answers, unread', async () => {
    const { find, asked } = stage({ root: 'opaque' });
    expect(await find(token)).toEqual({ code: 'cors_blocked', certainty: 'likely', origin });
    expect(asked.map(({ url }) => url)).toEqual([token, `${origin}/`]);
  });

  test('nothing answers', async () => {
    expect(await stage({}).find(token)).toEqual({ code: 'unreachable', certainty: 'likely', origin });
  });

  test('the network went while it was asked', async () => {
    expect(await stage({ online: [true, false] }).find(token)).toEqual({ code: 'offline', certainty: 'certain', origin });
  });

  test('pages may read the address: with a preflight it was that, else nothing is known', async () => {
    expect((await stage({ bare: 'cors' }).find(token, { preflight: true })).code).toBe('cors_blocked');
    expect((await stage({ bare: 'cors' }).find(token)).code).toBe('network_failed');
    expect((await stage({ bare: 'basic' }).find(token)).code).toBe('network_failed');
  });

  test('a policy that names paths may refuse the root alone: then nothing is known', async () => {
    expect((await stage({ refused: [`${origin}/`] }).find(token)).code).toBe('network_failed');
  });

  test('what is asked carries nothing: no query, no credentials, no referrer, no body, no header', async () => {
    const { find, asked } = stage({ root: 'opaque' });
    await find('https://user:canary@id.acme.example/me?access_token=canary#canary');
    expect(asked.length).toBe(2);
    expect(asked.map(({ url }) => url).join()).not.toContain('canary');
    for (const { init } of asked) {
      expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
      expect(init.signal).toBeInstanceOf(AbortSignal);
      for (const absent of ['method', 'body', 'headers']) expect(init).not.toHaveProperty(absent);
    }
  });

  test('a watch that was handed in is left running, one of its own is stopped', async () => {
    const own = stage({});
    await own.find(token);
    expect(own.stops()).toBe(1);
    const given = stage({});
    await given.find(token, { watch: given.ports.watch() });
    expect(given.stops()).toBe(0);
  });

  test('the caller can stop it', async () => {
    const { asked, find } = stage({});
    await find(token, { signal: AbortSignal.abort() });
    expect(asked.every(({ init }) => init.signal?.aborted)).toBe(true);
  });
});

describe('the local network [S89]', () => {
  const near = [
    ['http://localhost:3000/token', 'loopback-network'],
    ['https://127.8.0.1/token', 'loopback-network'],
    ['https://192.168.1.20/token', 'local-network'],
    ['https://10.0.0.1/token', 'local-network'],
    ['https://172.31.255.1/token', 'local-network'],
    ['https://[fd12:3456::1]/token', 'local-network'],
    ['https://nas.local/token', 'local-network'],
  ] as const;

  test.each(near)('%s: refused by a person is certain, and is not asked again', async (url, permission) => {
    const { find, asked, permissionsAsked } = stage({ permissions: { [permission]: 'denied' } });
    expect(await find(url)).toEqual({ code: 'local_network_denied', certainty: 'certain', origin: new URL(url).origin });
    expect(permissionsAsked).toEqual([permission]);
    expect(asked).toEqual([]);
  });

  test('not answered is likely, and no further request brings the question up again', async () => {
    const { find, asked } = stage({ permissions: { 'local-network-access': 'prompt' } });
    expect(await find('http://localhost:3000/token')).toMatchObject({ code: 'local_network_denied', certainty: 'likely' });
    expect(asked).toEqual([]);
  });

  test('granted, the search goes on', async () => {
    const { find } = stage({ permissions: { 'local-network-access': 'granted' }, root: 'opaque' });
    expect((await find('https://192.168.1.20/token')).code).toBe('cors_blocked');
  });

  test('an engine that knows no such permission keeps https pages from plain http there', async () => {
    expect((await stage({}).find('http://192.168.1.20/token')).code).toBe('mixed_content');
    expect((await stage({ permissions: { 'local-network': 'granted' } }).find('http://192.168.1.20/token')).code).toBe('unreachable');
  });

  test.each([
    ['https://id.acme.example', 'https://app.example'],
    ['https://172.32.0.1', 'https://app.example'],
    ['https://100.128.0.1', 'https://app.example'],
    ['http://localhost:3000', 'http://localhost:4173'],
    ['http://192.168.1.20', 'http://192.168.1.4'],
    ['http://192.168.1.20', 'http://app.localhost'],
  ])('%s from %s needs no permission', async (target, page) => {
    const { find, permissionsAsked } = stage({ page, permissions: { 'local-network-access': 'denied' } });
    expect((await find(`${target}/token`)).code).toBe('unreachable');
    expect(permissionsAsked).toEqual([]);
  });
});

describe('engines that differ [S90]', () => {
  test.each([
    ['Chromium', new TypeError('Failed to fetch')],
    ['Firefox', new TypeError('NetworkError when attempting to fetch resource.')],
    ['WebKit', new TypeError('Load failed')],
    ['WebKit, older', new TypeError('cancelled')],
    ['a time limit', new DOMException('signal timed out', 'TimeoutError')],
    ['one of its own kind', 'no error at all'],
  ])('%s: the words of an error count for nothing', async (_, thrown) => {
    expect((await stage({ thrown }).find(token)).code).toBe('unreachable');
    expect((await stage({ thrown, root: 'opaque' }).find(token)).code).toBe('cors_blocked');
  });

  test('a page without an address of its own', async () => {
    expect((await stage({ page: 'null' }).find(token)).code).toBe('unreachable');
  });

  afterEach(() => vi.unstubAllGlobals());

  test('nothing that is asked of the browser has to exist', async () => {
    vi.stubGlobal('navigator', undefined);
    const ports = browserEvidence(fetch);
    expect(ports.online()).toBe(true);
    expect(await ports.permission('local-network')).toBeUndefined();
    const watch = ports.watch();
    expect(await watch.refused(token)).toBe(false);
    watch.stop();
  });

  test('a permission that throws is unknown, one that answers is taken at its word', async () => {
    const query = async ({ name }: { name: string }) => {
      if (name !== 'local-network') throw new TypeError('not a valid enum value');
      return { state: 'denied' };
    };
    vi.stubGlobal('navigator', { onLine: false, permissions: { query } });
    const ports = browserEvidence(fetch);
    expect(ports.online()).toBe(false);
    expect(await ports.permission('local-network')).toBe('denied');
    expect(await ports.permission('loopback-network')).toBeUndefined();
  });
});

describe('the watch of the policy', () => {
  afterEach(() => vi.unstubAllGlobals());

  const report = (page: EventTarget, blockedURI: string, disposition = 'enforce') =>
    page.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { blockedURI, disposition }));

  test('takes note of what is refused, by address without its fragment, or by origin where an engine says no more', async () => {
    const page = new EventTarget();
    vi.stubGlobal('document', page);
    const watch = browserEvidence(fetch).watch();
    report(page, 'https://id.acme.example/token');
    report(page, 'https://api.acme.example');
    report(page, 'https://seen.example/x', 'report');
    expect(await watch.refused('https://u:p@id.acme.example/token#part')).toBe(true);
    expect(await watch.refused('https://id.acme.example/other')).toBe(false);
    expect(await watch.refused('https://api.acme.example/v1/me')).toBe(true);
    expect(await watch.refused('https://seen.example/x')).toBe(false);
  });

  test('waits for a report that comes after the rejection, and hears nothing once it is stopped', async () => {
    const page = new EventTarget();
    vi.stubGlobal('document', page);
    const watch = browserEvidence(fetch).watch();
    setTimeout(() => report(page, token), 1);
    expect(await watch.refused(token)).toBe(true);
    watch.stop();
    report(page, 'https://late.example/');
    expect(await watch.refused('https://late.example/')).toBe(false);
  });
});
