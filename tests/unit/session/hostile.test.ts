/** What an attacker, a careless config or an unlucky moment could do to a session, and does not. */
import { describe, expect, test } from 'vitest';
import { isSingletError } from '../../../src/core/base/errors.ts';
import type { ConfigEntry } from '../../../src/core/provider/entry.ts';
import type { Singlet } from '../../../src/core/session/door.ts';
import { createWith } from '../../../src/core/session/singlet.ts';
import { aTab, leave, type Server, type Tab } from '../../fixtures/browser-ports.ts';

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'resolved',
    (error: unknown) => (isSingletError(error) ? error.code : String(error)),
  );

/** A code-flow server without ID tokens, and its API, on any host. */
const plain: Server = (url, init) => {
  if (url.pathname === '/token') {
    const refresh = String(init?.body).includes('grant_type=refresh_token');
    return json({
      access_token: `access_token_${url.hostname}_${refresh ? 2 : 1}`,
      refresh_token: `refresh_token_${url.hostname}`,
      token_type: 'Bearer',
    });
  }
  if (url.pathname === '/me') return json({ sub: 'u1' });
  return json({});
};

function entry(id: string, host: string, change: Partial<ConfigEntry> = {}): ConfigEntry {
  return {
    id,
    client_id: 'spa',
    flow: 'code',
    authorization_endpoint: `https://${host}/authorize`,
    token_endpoint: `https://${host}/token`,
    userinfo_endpoint: `https://${host}/me`,
    revocation_endpoint: `https://${host}/revoke`,
    api: [{ origin: `https://${host}`, path: '/v1' }],
    ...change,
  };
}

async function signIn(tab: Tab, singlet: Singlet, id: string, options = {}) {
  const url = await leave(tab, singlet.connect(id, options));
  await tab.arrive(
    `https://app.example/singlet/callback/?code=canary_code&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}`,
  );
  return singlet.completeSignIn();
}
const sentTo = (tab: Tab, host: string) => tab.served.filter(({ url }) => new URL(url).hostname === host);

describe('a provider that takes the id of another', () => {
  test('gets neither its access tokens nor its refresh tokens', async () => {
    const tab = aTab(plain);
    const first = await tab.open({ providers: [entry('acme', 'good.example')] });
    await signIn(tab, first, 'acme');
    const [connection] = await first.connections();
    const second = await tab.open({ providers: [entry('acme', 'evil.example')] });
    tab.served.length = 0;
    await second.fetch('https://evil.example/v1/a');
    expect(new Headers(sentTo(tab, 'evil.example')[0]?.init?.headers).has('authorization')).toBe(false);
    expect(await codeOf(second.for(connection?.id ?? '').fetch('https://evil.example/v1/a'))).toBe('no_rule');
    expect(await codeOf(second.refresh(connection?.id ?? ''))).toBe('needs_sign_in');
    expect(await second.disconnect(connection?.id ?? '')).toMatchObject({ revoked: 'not-supported' });
    expect(JSON.stringify(tab.served.map(({ url, init }) => [url, String(init?.body), [...new Headers(init?.headers)]]))).not.toMatch(
      /(access|refresh)_token_good/,
    );
  });

  test('cannot be slipped in by way of an own provider that still has connections', async () => {
    const tab = aTab(plain);
    const singlet = await tab.open({ providers: [] });
    await singlet.addProvider(entry('acme', 'good.example'));
    await signIn(tab, singlet, 'acme');
    expect(await codeOf(singlet.removeProvider('acme'))).toBe('config_invalid');
    const [connection] = await singlet.connections();
    await singlet.disconnect(connection?.id ?? '');
    await singlet.removeProvider('acme');
    expect(singlet.providers()).toEqual([]);
  });

  test('does not take over the connection of another provider by naming it', async () => {
    const tab = aTab(plain);
    const singlet = await tab.open({ providers: [entry('acme', 'good.example'), entry('evil', 'evil.example')] });
    await signIn(tab, singlet, 'acme');
    const [connection] = await singlet.connections();
    expect(await codeOf(singlet.connect('evil', { connection: connection?.id ?? '' }))).toBe('connection_unknown');
  });
});

describe('a token that came without proof', () => {
  const nameless = entry('nameless', 'old.example', {
    flow: 'token',
    redirectBinding: 'exact',
    reply: { token_type: 'bearer' },
    token_endpoint: undefined,
    userinfo_endpoint: undefined,
  });

  test('is asked about on every sign-in while nobody knows whose it is', async () => {
    const tab = aTab(plain);
    const singlet = await tab.open({ providers: [nameless] });
    await leave(tab, singlet.connect('nameless'));
    await tab.arrive('https://app.example/singlet/callback/#access_token=first_token_1234');
    const first = await singlet.completeSignIn();
    const connection = first?.status === 'confirm' ? await first.confirm() : undefined;
    await leave(tab, singlet.connect('nameless', { connection: connection?.id ?? '' }));
    await tab.arrive('https://app.example/singlet/callback/#access_token=forged_token_1234');
    expect((await singlet.completeSignIn())?.status).toBe('confirm');
    await singlet.fetch('https://old.example/v1/a');
    expect(new Headers(tab.served.at(-1)?.init?.headers).get('authorization')).toBe('Bearer first_token_1234');
  });

  test('[S6] an ID token that was not asked for spoils the reply', async () => {
    const tab = aTab(plain);
    const singlet = await tab.open({ providers: [{ ...nameless, scope: 'openid', redirectBinding: 'query' }] });
    const url = await leave(tab, singlet.connect('nameless'));
    expect(url.searchParams.get('response_type')).toBe('token');
    await tab.arrive(`${url.searchParams.get('redirect_uri')}#access_token=some_token_1234&id_token=e30.e30.e30`);
    expect(await codeOf(singlet.completeSignIn())).toBe('response_invalid');
  });
});

describe('moments', () => {
  test('a read that began before a disconnect does not bring the token back', async () => {
    const tab = aTab(plain);
    const singlet = await tab.open({ providers: [entry('acme', 'good.example')] });
    await signIn(tab, singlet, 'acme');
    for (let round = 0; round < 20; round++) {
      const fresh = await tab.open({ providers: [entry('acme', 'good.example')] });
      const [connection] = await fresh.connections();
      if (!connection) break;
      const call = fresh.fetch('https://good.example/v1/a').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, round / 4));
      await fresh.disconnect(connection.id, { revoke: false });
      await call;
      tab.served.length = 0;
      await fresh.fetch('https://good.example/v1/b');
      expect(new Headers(tab.served[0]?.init?.headers).has('authorization')).toBe(false);
      expect(await fresh.connections()).toEqual([]);
      await signIn(tab, singlet, 'acme');
    }
  });

  test('a sign-in during a renewal elsewhere is not lost', async () => {
    const tab = aTab(plain);
    const singlet = await tab.open({ providers: [entry('acme', 'good.example')] });
    await signIn(tab, singlet, 'acme');
    const other = aTab(plain, tab.ports.indexedDB() as never);
    const there = await other.open({ providers: [entry('acme', 'good.example')] });
    const [connection] = await there.connections();
    for (let round = 0; round < 8; round++) {
      const renewal = codeOf(there.refresh(connection?.id ?? ''));
      expect((await signIn(tab, singlet, 'acme'))?.status).toBe('connected');
      await renewal;
    }
  });

  test('after dispose nobody is sent away and nothing is kept', async () => {
    const tab = aTab((url, init) =>
      url.pathname === '/me' ? new Promise((resolve) => setTimeout(() => resolve(json({ sub: 'u1' })), 50)) : plain(url, init),
    );
    const singlet = await tab.open({ providers: [entry('acme', 'good.example')] });
    const going = signIn(tab, singlet, 'acme');
    while (sentTo(tab, 'good.example').length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
    await singlet.dispose();
    expect(await codeOf(going)).toBe('disposed');
    expect(await codeOf(singlet.connections())).toBe('disposed');
    expect(await (await tab.open({ providers: [entry('acme', 'good.example')] })).connections()).toEqual([]);
  });

  test('a listener for memory-only hears it although it was so before', async () => {
    const tab = aTab(plain, undefined, {
      indexedDB: () => {
        throw new DOMException('', 'SecurityError');
      },
    });
    const singlet = await tab.open({ providers: [] });
    const heard = new Promise((resolve) => singlet.on('vault:memory-only', resolve));
    await expect(heard).resolves.toMatchObject({ reason: { code: 'storage_unavailable' } });
  });
});

describe('a config or a folder that hurts', () => {
  const withPath = (path: string) => ({ providers: [entry('acme', 'good.example', { api: [{ origin: 'https://good.example', path }] })] });

  test.each(['//', '/v1/..', '?x', '//evil.example/v9', 'https://else.example/abc', '/v1#x', 'v1', '/a/./b'])(
    'a rule for the path %s is a problem, not a wider rule',
    async (path) => {
      const singlet = await aTab(plain).open(withPath(path));
      expect(singlet.providers()).toEqual([]);
      expect(singlet.problems().map((problem) => problem.path)).toEqual(['$.providers[0].api[0].path']);
    },
  );

  test('parameters that tie a reply to its request cannot be overridden', async () => {
    const tab = aTab(plain);
    const singlet = await tab.open({
      providers: [
        entry('a', 'good.example', { extraTokenParams: { grant_type: 'password' } }),
        entry('b', 'good.example', { extraQueryParams: { state: 'x' } }),
      ],
    });
    expect(singlet.providers()).toEqual([]);
    const stated = await tab.open({
      providers: [entry('c', 'good.example', { authorization_endpoint: 'https://good.example/authorize?state=fixed' })],
    });
    expect(await codeOf(stated.connect('c'))).toBe('config_invalid');
  });

  test('an absent value is as good as none', async () => {
    expect((await aTab(plain).open({ providers: [entry('acme', 'good.example', { name: undefined })] })).providers().length).toBe(1);
  });

  test('a secret beside the providers is told, without its value', async () => {
    const singlet = await aTab(plain).open({ client_secret: 'canary', providers: [] } as never);
    expect(singlet.problems()).toMatchObject([{ path: '$.client_secret', found: 'a secret', warning: false }]);
    expect(JSON.stringify(singlet.problems())).not.toContain('canary');
  });

  test('junk for an own provider is config_invalid', async () => {
    const singlet = await aTab(plain).open({ providers: [] });
    for (const junk of [null, 7, [], 'x']) expect(await codeOf(singlet.addProvider(junk as never))).toBe('config_invalid');
  });

  test('a folder of another origin would get the replies, so it is refused; one without its slash gets it', async () => {
    const { ports } = aTab(plain);
    expect(await codeOf(createWith({ config: { providers: [] } }, ports, new URL('https://cdn.example/lib/')))).toBe('config_invalid');
    const singlet = await createWith(
      { config: { providers: [entry('acme', 'good.example')] } },
      ports,
      new URL('https://app.example/singlet'),
    );
    expect(singlet.redirectUri('acme')).toBe('https://app.example/singlet/callback/');
  });
});
