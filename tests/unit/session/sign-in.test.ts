import { describe, expect, test } from 'vitest';
import { encodeBase64Url } from '../../../src/core/base/base64url.ts';
import { isSingletError } from '../../../src/core/base/errors.ts';
import type { SingletConfig } from '../../../src/core/provider/entry.ts';
import type { Singlet } from '../../../src/core/session/door.ts';
import { aTab, leave, type Server, type Tab } from '../../fixtures/browser-ports.ts';

const issuer = 'https://id.acme.example';
const config: SingletConfig = {
  providers: [
    {
      id: 'acme',
      name: 'Acme',
      issuer,
      client_id: 'spa',
      scope: 'openid offline_access',
      api: [{ origin: 'https://api.acme.example', path: '/v1' }],
    },
    { id: 'singly', preset: 'singly', client_id: 'app1' },
  ],
};
const metadata = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  revocation_endpoint: `${issuer}/revoke`,
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
};
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

/** A provider that hands out numbered tokens; `life` in seconds. */
function aServer(life: number | undefined = 3600) {
  const state = { issued: 0, sub: 'u1', nonce: '', reject: '', account: '36b6', api: [] as string[] };
  const server: Server = (url, init) => {
    const body = new URLSearchParams(String(init?.body ?? ''));
    if (url.pathname === '/.well-known/openid-configuration') return json(metadata);
    if (url.href === metadata.token_endpoint) {
      if (state.reject) return json({ error: state.reject }, 400);
      state.issued++;
      const now = Math.floor(1_760_000_000_000 / 1000);
      const claims = {
        iss: issuer,
        aud: 'spa',
        sub: state.sub,
        iat: now,
        exp: now + 999_999,
        ...(body.get('grant_type') === 'authorization_code' && { nonce: state.nonce }),
      };
      const id_token = `e30.${encodeBase64Url(new TextEncoder().encode(JSON.stringify(claims)))}.c2ln`;
      return json({
        access_token: `access_token_${state.issued}`,
        refresh_token: `refresh_token_${state.issued}`,
        token_type: 'Bearer',
        expires_in: life,
        id_token,
      });
    }
    if (url.href === metadata.revocation_endpoint) return new Response('');
    if (url.host === 'api.singly.com') return json({ id: state.account, twitter: ['1234'] });
    if (url.host === 'api.acme.example') {
      const header = new Headers(init?.headers).get('authorization') ?? '';
      state.api.push(header);
      return new Response(null, { status: header.endsWith(`_${state.issued}`) ? 200 : 401 });
    }
    return undefined;
  };
  return { state, server };
}

async function connectAcme(tab: Tab, singlet: Singlet, state: { nonce: string }) {
  const url = await leave(tab, singlet.connect('acme'));
  state.nonce = url.searchParams.get('nonce') ?? '';
  await tab.arrive(
    `https://app.example/singlet/callback/?code=canary_code_1&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}&iss=${encodeURIComponent(issuer)}`,
  );
  return singlet.completeSignIn();
}
const tokenCalls = (tab: Tab) => tab.served.filter(({ url }) => url === metadata.token_endpoint).length;
const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'resolved',
    (error: unknown) => (isSingletError(error) ? error.code : String(error)),
  );

describe('the code flow', () => {
  test('connects, survives a reload and calls the API with the token', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(config);
    const result = await connectAcme(tab, singlet, state);
    expect(result).toMatchObject({
      status: 'connected',
      returnTo: '/singlet/#/connections',
      connection: { provider: 'acme', status: 'active', identity: { sub: 'u1' }, thread: 1, refreshable: true },
    });
    const reopened = await tab.open(config);
    expect((await reopened.connections()).map(({ identity }) => identity.sub)).toEqual(['u1']);
    expect((await reopened.fetch('https://api.acme.example/v1/me')).status).toBe(200);
    expect(state.api).toEqual(['Bearer access_token_1']);
  });

  test('[S38] two callers of the same moment redeem the code once', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(config);
    const url = await leave(tab, singlet.connect('acme'));
    state.nonce = url.searchParams.get('nonce') ?? '';
    await tab.arrive(
      `https://app.example/singlet/callback/?code=canary_code_1&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}&iss=${encodeURIComponent(issuer)}`,
    );
    const [first, second] = await Promise.all([singlet.completeSignIn(), singlet.completeSignIn()]);
    expect(first?.status).toBe('connected');
    expect(second).toBe(first);
    expect(tokenCalls(tab)).toBe(1);
    expect(await singlet.completeSignIn()).toBeNull();
    expect(tokenCalls(tab)).toBe(1);
  });

  test('[S4] the same reply again finds nothing to spend', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(config);
    await connectAcme(tab, singlet, state);
    const again = tab.left[0] ?? '';
    await tab.arrive(
      `https://app.example/singlet/callback/?code=canary_code_1&state=${encodeURIComponent(new URL(again).searchParams.get('state') ?? '')}`,
    );
    expect(await singlet.completeSignIn()).toBeNull();
    expect(tokenCalls(tab)).toBe(1);
  });

  test('[S3] a wrong state spends the sign-in and redeems nothing', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(config);
    await leave(tab, singlet.connect('acme'));
    await tab.arrive('https://app.example/singlet/callback/?code=EVIL&state=forged');
    expect(await codeOf(singlet.completeSignIn())).toBe('state_mismatch');
    expect(await singlet.completeSignIn()).toBeNull();
    expect(tokenCalls(tab)).toBe(0);
    expect(await singlet.connections()).toEqual([]);
  });

  test('[S12] after ten minutes it is expired, and nothing is redeemed', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(config);
    const url = await leave(tab, singlet.connect('acme'));
    tab.move(600_001);
    await tab.arrive(
      `https://app.example/singlet/callback/?code=canary_code_1&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}`,
    );
    expect(await codeOf(singlet.completeSignIn())).toBe('transaction_expired');
    expect(tokenCalls(tab)).toBe(0);
  });

  test('the same account a second time stays one connection', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(config);
    await connectAcme(tab, singlet, state);
    await connectAcme(tab, singlet, state);
    expect((await singlet.connections()).length).toBe(1);
    state.sub = 'u2';
    await connectAcme(tab, singlet, state);
    expect((await singlet.connections()).map(({ thread }) => thread)).toEqual([1, 2]);
  });

  test('no secret stands in sessionStorage once the sign-in is over, nor in an error', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(config);
    await connectAcme(tab, singlet, state);
    expect(tab.session.dump()).not.toMatch(/code_verifier|access_token_|refresh_token_|canary_code_1/);
    state.reject = 'invalid_grant';
    const [connection] = await singlet.connections();
    const error = await singlet.refresh(connection?.id ?? '').catch((caught: unknown) => caught);
    expect(JSON.stringify(error)).not.toMatch(/(access|refresh)_token_\d/);
  });
});

describe('the token flow', () => {
  async function arriveSingly(tab: Tab, singlet: Singlet) {
    const url = await leave(tab, singlet.connect('singly', { inputs: { service: 'twitter' } }));
    const back = new URL(url.searchParams.get('redirect_uri') ?? '');
    await tab.arrive(`${back.href}#access_token=singly_token_canary&account=36b6`);
    return { url, result: await singlet.completeSignIn() };
  }

  test('carries its nonce in redirect_uri, waits for the person, then connects', async () => {
    const tab = aTab(aServer().server);
    const singlet = await tab.open(config);
    const { url, result } = await arriveSingly(tab, singlet);
    expect(url.origin + url.pathname).toBe('https://api.singly.com/oauth/authenticate');
    expect(url.searchParams.get('service')).toBe('twitter');
    expect(url.searchParams.has('state')).toBe(false);
    expect(url.searchParams.get('redirect_uri')).toMatch(/\/callback\/\?txn=[\da-f]{32}$/);
    if (result?.status !== 'confirm') throw new Error('expected a confirmation');
    expect(result.identity).toMatchObject({ sub: '36b6', profiles: [{ service: 'twitter', id: '1234' }] });
    expect(await singlet.connections()).toEqual([]);
    const connection = await result.confirm();
    expect(connection).toMatchObject({ expiresAt: null, status: 'active', refreshable: false });
    await expect(result.confirm()).rejects.toMatchObject({ code: 'no_transaction' });
    await singlet.fetch('https://api.singly.com/profiles');
    expect(tab.served.at(-1)?.url).toBe('https://api.singly.com/profiles?access_token=singly_token_canary');
    expect(new Headers(tab.served.at(-1)?.init?.headers).has('authorization')).toBe(false);
  });

  test('a discarded token is gone', async () => {
    const tab = aTab(aServer().server);
    const singlet = await tab.open(config);
    const { result } = await arriveSingly(tab, singlet);
    if (result?.status !== 'confirm') throw new Error('expected a confirmation');
    await result.discard();
    await expect(result.confirm()).rejects.toMatchObject({ code: 'no_transaction' });
    expect(await singlet.connections()).toEqual([]);
  });

  test('a token without the nonce is refused, and nobody is asked whose it is', async () => {
    const tab = aTab(aServer().server);
    const singlet = await tab.open(config);
    await leave(tab, singlet.connect('singly'));
    await tab.arrive('https://app.example/singlet/callback/#access_token=EVIL');
    expect(await codeOf(singlet.completeSignIn())).toBe('state_missing');
    expect(tab.served).toEqual([]);
  });

  test('signing in again to another account is refused', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(config);
    const { result } = await arriveSingly(tab, singlet);
    const connection = result?.status === 'confirm' ? await result.confirm() : undefined;
    const url = await leave(tab, singlet.connect('singly', { connection: connection?.id ?? '' }));
    state.account = 'other';
    await tab.arrive(`${url.searchParams.get('redirect_uri')}#access_token=singly_token_other`);
    expect(await codeOf(singlet.completeSignIn())).toBe('identity_mismatch');
  });
});

describe('before leaving', () => {
  test('a missing input, an unknown one and a reserved parameter are refused', async () => {
    const tab = aTab(aServer().server);
    const singlet = await tab.open(config);
    expect(await codeOf(singlet.connect('singly', { inputs: { service: '' } }))).toBe('config_invalid');
    expect(await codeOf(singlet.connect('singly', { inputs: { nonsense: 'x' } }))).toBe('config_invalid');
    expect(await codeOf(singlet.connect('acme', { extraQueryParams: { state: 'mine' } }))).toBe('config_invalid');
    expect(await codeOf(singlet.connect('nobody'))).toBe('provider_unknown');
    expect(tab.left).toEqual([]);
  });

  test('blocked storage stops a redirect, and the page works on from memory', async () => {
    const tab = aTab(aServer().server, undefined, {
      indexedDB: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    const singlet = await tab.open(config);
    expect(singlet.storage()).toBe('memory');
    expect(await codeOf(singlet.connect('acme'))).toBe('storage_unavailable');
    expect(tab.left).toEqual([]);
    expect(await singlet.completeSignIn()).toBeNull();
    expect(await singlet.connections()).toEqual([]);
  });

  test('a page without crypto.subtle is told so', async () => {
    expect(await codeOf(aTab(aServer().server, undefined, { secure: false }).open(config))).toBe('insecure_context');
  });
});

describe('renewal', () => {
  test('an expired token is renewed before the call, with rotation', async () => {
    const { state, server } = aServer(100);
    const tab = aTab(server);
    const singlet = await tab.open(config);
    await connectAcme(tab, singlet, state);
    tab.move(90_000);
    expect((await singlet.fetch('https://api.acme.example/v1/me')).status).toBe(200);
    expect(state.api).toEqual(['Bearer access_token_2']);
    const renewal = tab.served.filter(({ url }) => url === metadata.token_endpoint).at(-1);
    expect(String(renewal?.init?.body)).toContain('refresh_token=refresh_token_1');
    expect((await singlet.connections())[0]).toMatchObject({ generation: 2, tail: 'en_2' });
  });

  test('[S65] many calls that meet a 401 make one renewal', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(config);
    await connectAcme(tab, singlet, state);
    state.issued++;
    const answers = await Promise.all(Array.from({ length: 20 }, () => singlet.fetch('https://api.acme.example/v1/me')));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(tokenCalls(tab)).toBe(2);
  });

  test('[S34] a life of thirty days makes no timer and no storm of renewals', async () => {
    const { state, server } = aServer(2_592_000);
    const tab = aTab(server);
    const singlet = await tab.open(config);
    await connectAcme(tab, singlet, state);
    tab.move(2_000_000_000);
    await singlet.fetch('https://api.acme.example/v1/me');
    expect(tokenCalls(tab)).toBe(1);
  });

  test('[S40] invalid_grant ends the connection, trouble does not', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(config);
    await connectAcme(tab, singlet, state);
    const [connection] = await singlet.connections();
    const id = connection?.id ?? '';
    state.reject = 'temporarily_unavailable';
    expect(await codeOf(singlet.refresh(id))).toBe('server_failed');
    expect((await singlet.connections())[0]?.status).toBe('active');
    state.reject = 'invalid_grant';
    expect(await codeOf(singlet.refresh(id))).toBe('needs_sign_in');
    expect((await singlet.connections())[0]).toMatchObject({ status: 'needs-sign-in', ended: { error: 'invalid_grant' } });
    expect(await codeOf(singlet.fetch('https://api.acme.example/v1/me'))).toBe('needs_sign_in');
  });

  test('[S67] an expired token without a way to renew is never sent', async () => {
    const { state, server } = aServer(100);
    const noRefresh: Server = async (url, init) => {
      const answer = await server(url, init);
      if (url.href !== metadata.token_endpoint || !answer) return answer;
      const { refresh_token: _, ...rest } = (await answer.json()) as Record<string, unknown>;
      return json(rest);
    };
    const tab = aTab(noRefresh);
    const singlet = await tab.open(config);
    await connectAcme(tab, singlet, state);
    tab.move(95_000);
    expect((await singlet.fetch('https://api.acme.example/v1/me')).status).toBe(200);
    tab.move(6_000);
    expect(await codeOf(singlet.fetch('https://api.acme.example/v1/me'))).toBe('needs_sign_in');
    expect(state.api.length).toBe(1);
  });

  test('another tab that renewed first is believed', async () => {
    const { state, server } = aServer(100);
    const one = aTab(server);
    const first = await one.open(config);
    await connectAcme(one, first, state);
    const two = aTab(server, one.ports.indexedDB() as never);
    const second = await two.open(config);
    await second.connections();
    one.move(90_000);
    two.move(90_000);
    await first.fetch('https://api.acme.example/v1/me');
    await second.fetch('https://api.acme.example/v1/me');
    expect(state.issued).toBe(2);
    expect(tokenCalls(two)).toBe(0);
  });
});

describe('sign-out', () => {
  test('forgets here, revokes there, and says so', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(config);
    await connectAcme(tab, singlet, state);
    const [connection] = await singlet.connections();
    expect(await singlet.disconnect(connection?.id ?? '')).toEqual({ revoked: 'revoked', session: 'not-asked' });
    expect(
      tab.served
        .filter(({ url }) => url === metadata.revocation_endpoint)
        .map(({ init }) => new URLSearchParams(String(init?.body)).get('token_type_hint')),
    ).toEqual(['refresh_token', 'access_token']);
    expect(await singlet.connections()).toEqual([]);
    expect((await singlet.fetch('https://api.acme.example/v1/me')).status).toBe(401);
    expect(state.api.at(-1)).toBe('');
  });

  test('[S55] a renewal that comes back after the sign-out brings nothing back', async () => {
    const { state, server } = aServer();
    let release = () => {};
    let waiting = false;
    const slow: Server = async (url, init) => {
      if (url.href === metadata.token_endpoint && String(init?.body).includes('refresh_token=')) {
        waiting = true;
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      }
      return server(url, init);
    };
    const tab = aTab(slow);
    const singlet = await tab.open(config);
    await connectAcme(tab, singlet, state);
    const [connection] = await singlet.connections();
    const id = connection?.id ?? '';
    const renewal = codeOf(singlet.refresh(id));
    while (!waiting) await new Promise((resolve) => setTimeout(resolve, 5));
    await singlet.disconnect(id, { revoke: false });
    release();
    expect(await renewal).toBe('connection_unknown');
    expect(await singlet.connections()).toEqual([]);
    expect(await (await tab.open(config)).connections()).toEqual([]);
  });

  test('where no revocation is known, it says that', async () => {
    const tab = aTab(aServer().server);
    const singlet = await tab.open(config);
    const url = await leave(tab, singlet.connect('singly'));
    await tab.arrive(`${url.searchParams.get('redirect_uri')}#access_token=singly_token_canary`);
    const result = await singlet.completeSignIn();
    const connection = result?.status === 'confirm' ? await result.confirm() : undefined;
    expect(await singlet.disconnect(connection?.id ?? '')).toEqual({ revoked: 'not-supported', session: 'not-asked' });
  });

  test('after dispose nothing is sent', async () => {
    const tab = aTab(aServer().server);
    const singlet = await tab.open(config);
    await singlet.dispose();
    expect(await codeOf(singlet.fetch('https://api.acme.example/v1/me'))).toBe('disposed');
    expect(await codeOf(singlet.connect('acme'))).toBe('disposed');
    expect(tab.served).toEqual([]);
  });
});
