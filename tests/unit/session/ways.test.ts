/** The ways to sign in that the main path does not take. */
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import type { SingletConfig } from '../../../src/core/provider/entry.ts';
import type { Singlet } from '../../../src/core/session/door.ts';
import { aTab, leave, type Tab } from '../../fixtures/browser-ports.ts';
import { anIdToken, aServer, callback, codeOf, comeBack, failureOf, implicit, issuer, one } from './ways-world.ts';

describe('a typed secret', () => {
  const secretly = (client_authentication: 'client_secret_post' | 'client_secret_basic') =>
    one({ flow: 'code', scope: 'read', tokenRequest: { client_authentication } });

  async function ask(tab: Tab, config: SingletConfig) {
    const singlet = await tab.open(config);
    const url = await leave(tab, singlet.connect('acme'));
    await tab.arrive(`${callback}?code=canary_code&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}`);
    const result = await singlet.completeSignIn();
    if (result?.status !== 'secret-needed') throw new Error(`it is ${result?.status}`);
    return { singlet, result };
  }

  test.each(['client_secret_post', 'client_secret_basic'] as const)(
    'goes to the named host by %s, with PKCE, and is kept nowhere',
    async (way) => {
      const { state, server } = aServer();
      state.secret = 'canary secret:% ü';
      const tab = aTab(server);
      const { singlet, result } = await ask(tab, secretly(way));
      expect(result).toMatchObject({ tokenHost: 'id.acme.example', fields: [{ name: 'client_secret' }] });
      const settled = await result.submit({ client_secret: 'canary secret:% ü' }).catch((error: unknown) => error);
      const [posted] = state.posted;
      expect(posted?.body.get('code_verifier')).toMatch(/^[\w~.-]{43,}$/);
      expect(posted?.body.has('client_secret')).toBe(way === 'client_secret_post');
      expect(posted?.authorization === null).toBe(way === 'client_secret_post');
      expect(settled).toMatchObject({ status: 'connected' });
      expect(tab.session.dump()).not.toContain('canary secret');
      const [connection] = await singlet.connections();
      // The secret is held in the memory of this page, so a renewal can use it.
      expect(connection?.refreshable).toBe(true);
    },
  );

  test('[S41] a wrong one is told without its value, and may be typed again', async () => {
    const { state, server } = aServer();
    const { result } = await ask(aTab(server), secretly('client_secret_post'));
    const failure = await failureOf(result.submit({ client_secret: 'CANARY-wrong' }));
    expect(failure?.code).toBe('client_rejected');
    expect(JSON.stringify([failure, failure?.message, String(failure?.cause)])).not.toContain('CANARY');
    expect(await codeOf(result.submit({ client_secret: '' }))).toBe('client_rejected');
    expect(await result.submit({ client_secret: 'right' })).toMatchObject({ status: 'connected' });
    expect(await codeOf(result.submit({ client_secret: 'right' }))).toBe('no_transaction');
    expect(state.posted).toHaveLength(2);
  });

  test('given up, it cannot be sent any more', async () => {
    const { state, server } = aServer();
    const { result } = await ask(aTab(server), secretly('client_secret_post'));
    await result.discard();
    expect(await codeOf(result.submit({ client_secret: 'right' }))).toBe('no_transaction');
    expect(state.posted).toEqual([]);
  });
});

describe('a code by hand', () => {
  const manual = one({ flow: 'manual-code', scope: 'read' });

  async function begin(tab: Tab) {
    const singlet = await tab.open(manual);
    const result = await singlet.connect('acme');
    if (result.status !== 'code-needed') throw new Error(`it is ${result.status}`);
    return { singlet, result, url: new URL(result.url) };
  }

  test('[S19] asks for no redirect, keeps its own verifier, and survives a reload', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const { result, url } = await begin(tab);
    expect(url.searchParams.has('redirect_uri')).toBe(false);
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    const reopened = await tab.open(manual);
    expect(await reopened.submitCode(result.transactionId, ' canary_code\n')).toMatchObject({ status: 'connected' });
    expect(state.posted[0]?.body.has('redirect_uri')).toBe(false);
    expect(state.posted[0]?.body.get('code')).toBe('canary_code');
    expect(await codeOf(reopened.submitCode(result.transactionId, 'canary_code'))).toBe('no_transaction');
  });

  test('[S19] text without a code leaves it waiting; the state of another sign-in is refused', async () => {
    const { state, server } = aServer();
    const { singlet, result, url } = await begin(aTab(server));
    for (const pasted of ['', '   ', 'https://acme.example/done', 'code=', '#access_token=x'])
      expect(await codeOf(singlet.submitCode(result.transactionId, pasted))).toBe('code_invalid');
    expect(await codeOf(singlet.submitCode(result.transactionId, 'code=c&state=forged'))).toBe('state_mismatch');
    expect(state.posted).toEqual([]);
    const whole = `https://anywhere.example/?code=canary_code&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}`;
    expect(await singlet.submitCode(result.transactionId, whole)).toMatchObject({ status: 'connected' });
  });

  test('after ten minutes it is over', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const { singlet, result } = await begin(tab);
    tab.move(600_001);
    expect(['transaction_expired', 'no_transaction']).toContain(await codeOf(singlet.submitCode(result.transactionId, 'canary_code')));
  });
});

/** A confirmed Singly account. */
async function withSingly(tab: Tab): Promise<{ singlet: Singlet; id: string }> {
  const singlet = await tab.open(implicit);
  const url = await leave(tab, singlet.connect('singly'));
  await tab.arrive(`${url.searchParams.get('redirect_uri')}#access_token=canary_first_token&account=36b6`);
  const held = await singlet.completeSignIn();
  if (held?.status !== 'confirm') throw new Error(`it is ${held?.status}`);
  return { singlet, id: (await held.confirm()).id };
}

describe('adding to an account', () => {
  test('[S30] the token leaves only after consent, and to that provider alone', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const { singlet, id } = await withSingly(tab);
    const unasked = { connection: id, consented: false as unknown as true };
    expect(await codeOf(singlet.connect('singly', { link: unasked }))).toBe('consent_needed');
    expect(await codeOf(singlet.connect('acme', { link: { connection: id, consented: true } }))).toBe('connection_unknown');
    const traced: string[] = [];
    singlet.trace((event) => traced.push(JSON.stringify(event)));
    const url = await leave(tab, singlet.connect('singly', { link: { connection: id, consented: true }, inputs: { service: 'github' } }));
    expect(url.origin).toBe('https://api.singly.com');
    expect(url.searchParams.get('access_token')).toBe('canary_first_token');
    expect(traced.join()).not.toContain('canary');
    expect(tab.session.dump()).not.toContain('canary');
  });

  test('[S29] a token of another account is thrown away, and both accounts are named', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const { singlet, id } = await withSingly(tab);
    state.account = 'ffff';
    const url = await leave(tab, singlet.connect('singly', { link: { connection: id, consented: true } }));
    await tab.arrive(`${url.searchParams.get('redirect_uri')}#access_token=canary_second_token`);
    const failure = await failureOf(singlet.completeSignIn());
    expect(failure).toMatchObject({
      code: 'identity_mismatch',
      facts: { accounts: { expected: { sub: '36b6' }, found: { sub: 'ffff' } } },
    });
    expect((await singlet.connections()).map(({ tail }) => tail)).toEqual(['oken']);
  });

  test('the same account stays one connection, with its new token', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const { singlet, id } = await withSingly(tab);
    const url = await leave(tab, singlet.connect('singly', { link: { connection: id, consented: true } }));
    await tab.arrive(`${url.searchParams.get('redirect_uri')}#access_token=canary_linked_9876`);
    expect(await singlet.completeSignIn()).toMatchObject({ status: 'connected', connection: { id, tail: '9876' } });
  });
});

describe('one sign-in at a time', () => {
  test('a second tab is told, may take over, and the first may begin again', async () => {
    const { server } = aServer();
    const browser = new IDBFactory();
    const [first, second] = [aTab(server, browser), aTab(server, browser)];
    const singlet = await first.open(implicit);
    await leave(first, singlet.connect('singly'));
    // Came back without a reply: the same tab is not its own rival.
    await leave(first, (await first.open(implicit)).connect('singly'));
    const other = await second.open(implicit);
    expect(await codeOf(other.connect('singly'))).toBe('sign_in_elsewhere');
    expect(second.left).toEqual([]);
    await leave(second, other.connect('singly', { takeOver: true }));
    expect(await codeOf((await first.open(implicit)).connect('singly'))).toBe('sign_in_elsewhere');
    second.move(600_001);
    first.move(600_001);
    await leave(first, (await first.open(implicit)).connect('singly'));
  });

  test('a sign-in that ended lets the next one in', async () => {
    const { server } = aServer();
    const browser = new IDBFactory();
    const [first, second] = [aTab(server, browser), aTab(server, browser)];
    const singlet = await first.open(implicit);
    const url = await leave(first, singlet.connect('singly'));
    await first.arrive(`${url.searchParams.get('redirect_uri')}#error=denied`);
    expect(await codeOf(singlet.completeSignIn())).toBe('authorization_rejected');
    await leave(second, (await second.open(implicit)).connect('singly'));
  });
});

describe('where a reply comes from', () => {
  test('[S20] a page that another site holds a handle to starts no sign-in that nothing ties to its reply', async () => {
    const { server } = aServer();
    const watched = { acts: { watched: () => true } };
    const tab = aTab(server, undefined, watched);
    const singlet = await tab.open(one({ flow: 'code' }));
    expect(await codeOf(singlet.connect('singly'))).toBe('opener_unsafe');
    expect(tab.left).toEqual([]);
    await leave(tab, singlet.connect('acme'));
  });

  test.each([
    ['another path of its own', `${callback}?p=other&`],
    ['no path of its own', `${callback}?`],
  ])('[S21] a reply that lands on %s is refused', async (_what, landing) => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(one({ flow: 'code', scope: 'read', redirect_uri: 'callback/?p=acme' }));
    const url = await leave(tab, singlet.connect('acme'));
    await tab.arrive(`${landing}code=canary_code&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}`);
    expect(await codeOf(singlet.completeSignIn())).toBe('redirect_mismatch');
    expect(state.posted).toEqual([]);
  });

  test('[S23] a provider whose token endpoint changed meanwhile gets no code', async () => {
    const { state, server } = aServer();
    const tab = aTab(server);
    const honest = one({ flow: 'code', scope: 'read' });
    const url = await leave(tab, (await tab.open(honest)).connect('acme'));
    await tab.arrive(`${callback}?code=canary_code&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}`);
    const changed = await tab.open(one({ flow: 'code', scope: 'read', token_endpoint: 'https://evil.example/token' }));
    expect(await codeOf(changed.completeSignIn())).toBe('transaction_changed');
    expect(state.posted).toEqual([]);
    expect(changed.providers()[0]?.hosts).toEqual(['id.acme.example', 'evil.example']);
  });
});

describe('signing out at the provider', () => {
  test('by the tab: forgets here, goes there without the ID token in the address, and says so on return', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(implicit);
    await comeBack(tab, singlet, async (nonce) => ({
      access_token: 'canary_access_token',
      token_type: 'Bearer',
      id_token: await anIdToken(nonce, 'canary_access_token'),
    }));
    const result = await singlet.completeSignIn();
    const id = result?.status === 'connected' ? result.connection.id : '';
    const url = await leave(tab, singlet.disconnect(id, { endSession: true }));
    expect(url.origin + url.pathname).toBe(`${issuer}/logout`);
    expect([...url.searchParams.keys()]).toEqual(['client_id', 'post_logout_redirect_uri', 'state']);
    expect(await singlet.connections()).toEqual([]);
    await tab.arrive(`${callback}?state=${url.searchParams.get('state')}`);
    const back = await tab.open(implicit);
    const gone: string[] = [];
    back.on('signout:completed', ({ provider }) => gone.push(provider));
    expect(await back.completeSignIn()).toBeNull();
    expect(gone).toEqual(['acme']);
  });

  test('where the provider knows no sign-out page, it says that and stays', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const { singlet, id } = await withSingly(tab);
    const before = tab.left.length;
    expect(await singlet.disconnect(id, { endSession: true })).toEqual({ revoked: 'not-supported', session: 'not-supported' });
    expect(tab.left.length).toBe(before);
  });
});

describe('what a provider offers for its inputs', () => {
  const offered = async (services: (url: URL) => Response | undefined) => {
    const asked: string[] = [];
    const tab = aTab((url) => {
      asked.push(url.href);
      return url.pathname === '/services' ? services(url) : undefined;
    });
    const singlet = await tab.open({ providers: [{ id: 'singly', preset: 'singly', client_id: 'x' }] });
    return { asked, options: (await singlet.preflight('singly')).inputOptions };
  };

  test('is asked without a query, since that would make it private there', async () => {
    const { asked, options } = await offered(() => new Response(JSON.stringify({ zeo: {}, github: {}, 'a b': {} })));
    expect(asked).toContain('https://api.singly.com/services');
    expect(options).toEqual({ service: ['github', 'zeo'] });
  });

  test('is left to the preset where it cannot be had', async () => {
    for (const answer of [() => undefined, () => new Response('[]'), () => new Response('no', { status: 500 })])
      expect((await offered(answer)).options).toEqual({});
  });
});
