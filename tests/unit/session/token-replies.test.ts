/** What a token endpoint answers in the wild, and what becomes of the sign-in or the connection. */
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test, vi } from 'vitest';
import { isSingletError, type SingletError } from '../../../src/core/base/errors.ts';
import type { SingletConfig } from '../../../src/core/provider/entry.ts';
import type { Ports } from '../../../src/core/session/ports.ts';
import { aTab, leave, type Server, type Tab } from '../../fixtures/browser-ports.ts';
import { aFaultyTab, hasten } from '../../fixtures/faulty.ts';

const config: SingletConfig = {
  providers: [
    {
      id: 'acme',
      client_id: 'spa',
      flow: 'code',
      scope: 'read write',
      authorization_endpoint: 'https://id.example/authorize',
      token_endpoint: 'https://id.example/token',
      userinfo_endpoint: 'https://id.example/me',
      revocation_endpoint: 'https://id.example/revoke',
      api: [{ origin: 'https://api.example', path: '/v1' }],
    },
  ],
};

type Answer = (form: URLSearchParams, init: RequestInit | undefined) => Response | Promise<Response>;
const good = { access_token: 'access_token_canary_1', refresh_token: 'refresh_token_canary_1', token_type: 'Bearer', expires_in: 3600 };
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), { status, headers });
const text = (body: string | null, status: number, headers: Record<string, string> = {}) => new Response(body, { status, headers });
const next = { ...good, access_token: 'access_token_canary_2', refresh_token: 'refresh_token_canary_2' };

/** A server whose token endpoint answers as it is told, and counts. */
function aServer() {
  const state = { answer: (() => json(good)) as Answer, forms: [] as URLSearchParams[], bearer: '', revoked: [] as string[] };
  const server: Server = (url, init) => {
    if (url.pathname === '/token' && init?.method === 'POST') {
      const form = new URLSearchParams(String(init?.body));
      state.forms.push(form);
      return state.answer(form, init);
    }
    if (url.pathname === '/me') return json({ sub: 'u1' });
    if (url.pathname === '/revoke') {
      state.revoked.push(new URLSearchParams(String(init?.body)).get('token') ?? '');
      return json({});
    }
    if (url.host !== 'api.example') return undefined;
    state.bearer = new Headers(init?.headers).get('authorization') ?? '';
    return json({});
  };
  return { state, server };
}

async function signIn(tab: Tab) {
  const singlet = await tab.open(config);
  const url = await leave(tab, singlet.connect('acme'));
  await tab.arrive(
    `https://app.example/singlet/callback/?code=code_canary&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}`,
  );
  return { singlet, ending: await singlet.completeSignIn().catch((error: unknown) => error as SingletError) };
}

/** A page with one connection, signed in while all was well. */
async function connected(server: Server, change: Partial<Ports> = {}, disk = new IDBFactory()) {
  const tab = aTab(server, disk, change);
  const { singlet } = await signIn(tab);
  const [connection] = await singlet.connections();
  return { tab, singlet, id: connection?.id ?? '', disk };
}

const failureOf = (act: Promise<unknown>) =>
  act.then(
    () => undefined,
    (error: unknown) => {
      if (!isSingletError(error)) throw error;
      return error;
    },
  );

describe('a sign-in ends with', () => {
  test.each<[string, string | number | null, Answer]>([
    ['[S33] expires_in as a string', 6000, () => json({ ...good, expires_in: '6000' })],
    ['[S33] none', null, () => json({ ...good, expires_in: undefined })],
    ['[S33] zero', 0, () => json({ ...good, expires_in: 0 })],
    ['[S33] a negative one', 0, () => json({ ...good, expires_in: -1 })],
    ['[S33] a huge one', 31_536_000, () => json({ ...good, expires_in: 1e12 })],
    ['[S33] a fraction', 3600, () => json({ ...good, expires_in: 3600.5 })],
    ['[S33] junk', 'token_response_invalid', () => json({ ...good, expires_in: '1h' })],
    ['[S32] token_type in another case', 3600, () => json({ ...good, token_type: 'BEARER' })],
    ['[S31] no token_type', 'token_type_unsupported', () => json({ ...good, token_type: undefined })],
    ['[S32] token_type mac', 'token_type_unsupported', () => json({ ...good, token_type: 'mac' })],
    ['[S35] an error with 200', 'token_rejected', () => json({ error: 'invalid_grant' })],
    ['[S35] an empty 400', 'token_rejected', () => text('', 400)],
    ['[S35] an empty 403', 'token_rejected', () => text('', 403)],
    ['[S35] a page with 400', 'token_rejected', () => text('<h1>Bad request</h1>', 400, { 'content-type': 'text/html' })],
    [
      '[S35] problem details',
      'token_rejected',
      () => json({ title: 'Bad', detail: 'No' }, 400, { 'content-type': 'application/problem+json' }),
    ],
    ['[S35] an error of another type', 'token_rejected', () => json({ error: 'invalid_grant' }, 400, { 'content-type': 'text/html' })],
    ['[S35] a token of another type', 3600, () => json(good, 200, { 'content-type': 'text/html' })],
    ['[S35] a byte order mark', 3600, () => text(`\uFEFF${JSON.stringify(good)}`, 200)],
    ['[S35] broken JSON', 'token_response_invalid', () => text(JSON.stringify(good).slice(0, 30), 200)],
    ['[S35] a 204', 'token_response_invalid', () => text(null, 204)],
    ['[S35] an empty 200', 'token_response_invalid', () => text('', 200)],
    ['[S35] five megabytes', 'reply_too_large', () => json({ ...good, padding: 'x'.repeat(5_000_000) })],
    ['[S36] a token that is no text', 'token_invalid', () => json({ ...good, access_token: { value: 'x' } })],
    ['[S36] a token with a line break', 'token_invalid', () => json({ ...good, access_token: 'a\r\nb' })],
    ['[S41] invalid_client', 'client_rejected', () => json({ error: 'invalid_client' }, 401)],
    ['[S41] unauthorized_client', 'client_rejected', () => json({ error: 'unauthorized_client' }, 400)],
    ['[S42] 429', 'rate_limited', () => text('', 429)],
    ['[S42] 503', 'server_failed', () => text('', 503)],
  ])('%s -> %s', async (_, expected, answer) => {
    const { state, server } = aServer();
    state.answer = answer;
    const tab = aTab(server);
    const { singlet, ending } = await signIn(tab);
    const [connection] = await singlet.connections();
    if (typeof expected === 'string') {
      expect(ending).toMatchObject({ code: expected });
      expect((ending as SingletError).hint).not.toBe('');
      expect(JSON.stringify(ending) + String((ending as Error).stack)).not.toContain('canary');
      expect(connection).toBeUndefined();
    } else {
      expect(ending).toMatchObject({ status: 'connected' });
      expect(connection?.expiresAt).toBe(expected === null ? null : tab.ports.now() + expected * 1000);
    }
    expect(state.forms.length).toBe(1);
  });

  test.each([
    ['as asked', 'read write', 'read write'],
    ['not stated', undefined, 'read write'],
    ['fewer', 'read', 'read'],
    ['more', 'read write admin', 'read write admin'],
  ])('[S37] scopes %s: what was granted stands beside what was asked', async (_, scope, granted) => {
    const { state, server } = aServer();
    state.answer = () => json({ ...good, scope });
    const { tab, singlet, id } = await connected(server);
    expect((await singlet.connections())[0]).toMatchObject({ scope: granted, requestedScope: 'read write' });
    state.answer = () => json({ ...next, scope: undefined });
    await singlet.refresh(id);
    expect((await (await tab.open(config)).connections())[0]).toMatchObject({ scope: granted, requestedScope: 'read write' });
    state.answer = () => json({ ...next, scope: 'read' });
    expect(await singlet.refresh(id)).toMatchObject({ scope: 'read', requestedScope: 'read write' });
  });
});

describe('a renewal', () => {
  test.each<[string, string, ended: boolean, Answer]>([
    ['[S40] invalid_grant', 'needs_sign_in', true, () => json({ error: 'invalid_grant' }, 400)],
    ['[S40] invalid_grant with 200', 'needs_sign_in', true, () => json({ error: 'invalid_grant' })],
    ['[S40] invalid_grant with 403', 'needs_sign_in', true, () => json({ error: 'invalid_grant' }, 403)],
    ['invalid_code', 'needs_sign_in', true, () => json({ error: 'invalid_code' }, 400)],
    ['invalid_request', 'needs_sign_in', true, () => json({ error: 'invalid_request' }, 400)],
    ['[S41] invalid_client', 'client_rejected', false, () => json({ error: 'invalid_client' }, 401)],
    ['another OAuth error', 'server_failed', false, () => json({ error: 'temporarily_unavailable' }, 400)],
    ['[S35] an empty 400', 'token_rejected', false, () => text('', 400)],
    ['[S35] an empty 403', 'token_rejected', false, () => text('', 403)],
    ['[S35] a page with 400', 'token_rejected', false, () => text('<h1>Bad</h1>', 400)],
    ['[S35] a page with 404', 'token_rejected', false, () => text('<h1>Not here</h1>', 404)],
    ['[S35] problem details', 'token_rejected', false, () => json({ title: 'Bad', detail: 'No' }, 400)],
    ['[S35] a 204', 'token_response_invalid', false, () => text(null, 204)],
    ['[S35] broken JSON', 'token_response_invalid', false, () => text('{"access_token":', 200)],
    ['[S42] 429', 'rate_limited', false, () => text('', 429)],
    ['[S42] 503', 'server_failed', false, () => text('', 503)],
    ['a crash that calls itself an error', 'server_failed', false, () => json({ error: 'Internal Server Error' }, 500)],
    ['no reply', 'network', false, () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('%s -> %s', async (_, expected, ended, answer) => {
    const { state, server } = aServer();
    const { singlet, id } = await connected(server);
    state.answer = answer;
    const failure = await failureOf(singlet.refresh(id));
    if (expected === 'network') expect(failure?.facts?.spent).toBe('maybe');
    else expect(failure?.code).toBe(expected);
    expect(failure?.hint).not.toBe('');
    expect(state.forms.length).toBe(2);
    const [connection] = await singlet.connections();
    expect(connection?.status).toBe(ended ? 'needs-sign-in' : 'active');
    const call = await failureOf(singlet.fetch('https://api.example/v1/a'));
    expect(call?.code).toBe(ended ? 'needs_sign_in' : undefined);
    // Said once, not asked for in a loop.
    expect(state.forms.length).toBe(2);
    if (ended) return;
    expect(state.bearer).toBe('Bearer access_token_canary_1');
    state.answer = () => json(next);
    expect(await singlet.refresh(id)).toMatchObject({ status: 'active', generation: 2 });
    expect(state.forms.at(-1)?.get('refresh_token')).toBe('refresh_token_canary_1');
  });

  test('[S39] without a refresh token keeps the one there is, with one puts it in its place', async () => {
    const { state, server } = aServer();
    const { tab, singlet, id } = await connected(server);
    const used = async (answer: Partial<typeof good>) => {
      state.answer = () => json({ ...next, refresh_token: undefined, ...answer });
      await singlet.refresh(id);
      return state.forms.at(-1)?.get('refresh_token');
    };
    expect(await used({})).toBe('refresh_token_canary_1');
    expect(await used({ refresh_token: '' })).toBe('refresh_token_canary_1');
    expect(await used({ refresh_token: 'refresh_token_canary_3' })).toBe('refresh_token_canary_1');
    expect(await used({})).toBe('refresh_token_canary_3');
    const reopened = await tab.open(config);
    await reopened.refresh(id);
    expect(state.forms.at(-1)?.get('refresh_token')).toBe('refresh_token_canary_3');
    expect((await reopened.connections())[0]).toMatchObject({ refreshable: true });
  });

  test('[S40] a token that another tab replaced meanwhile is not the end: the newer one is read, once', async () => {
    const { state, server } = aServer();
    const one = await connected(server);
    const two = aTab(server, one.disk);
    const sibling = await two.open(config);
    state.answer = async (form) => {
      if (form.get('refresh_token') !== 'refresh_token_canary_1') return json({ error: 'invalid_grant' }, 400);
      state.answer = () => json(next);
      await sibling.refresh(one.id);
      return json({ error: 'invalid_grant' }, 400);
    };
    expect(await one.singlet.refresh(one.id)).toMatchObject({ status: 'active', generation: 2 });
    expect(state.forms.length).toBe(3);
    await one.singlet.fetch('https://api.example/v1/a');
    expect(state.bearer).toBe('Bearer access_token_canary_2');
  });

  test('[S33] a token that is used up at once is renewed for each call, not in a loop', async () => {
    const { state, server } = aServer();
    const { singlet } = await connected(server);
    state.answer = () => json({ ...next, expires_in: 0 });
    const [connection] = await singlet.connections();
    await singlet.refresh(connection?.id ?? '');
    state.forms.length = 0;
    expect((await singlet.fetch('https://api.example/v1/a')).status).toBe(200);
    expect(state.forms.length).toBe(1);
  });
});

describe('[S42] a provider that asks to wait', () => {
  const busy = (wait: string, status = 429) => text('', status, { 'retry-after': wait });

  test.each([
    [429, 'rate_limited'],
    [503, 'server_failed'],
  ])('%i: nobody asks again before the time, and everybody is told how long', async (status, code) => {
    const { state, server } = aServer();
    const { tab, singlet, id } = await connected(server);
    state.answer = () => busy('30', status);
    const failures = await Promise.all([1, 2, 3].map(() => failureOf(singlet.refresh(id))));
    expect(failures.map((one) => [one?.code, one?.facts?.retryAfterMs])).toEqual(Array(3).fill([code, 30_000]));
    expect(state.forms.length).toBe(2);
    tab.move(10_000);
    expect(await failureOf(singlet.refresh(id))).toMatchObject({ code, facts: { retryAfterMs: 20_000 } });
    tab.move(19_999);
    expect((await failureOf(singlet.refresh(id)))?.code).toBe(code);
    expect(state.forms.length).toBe(2);
    tab.move(1);
    state.answer = () => json(next);
    expect(await singlet.refresh(id)).toMatchObject({ status: 'active' });
    expect(state.forms.length).toBe(3);
  });

  test('a minute is the longest, and a clock that was set back holds nobody up', async () => {
    const { state, server } = aServer();
    const { tab, singlet, id } = await connected(server);
    state.answer = () => busy('86400');
    expect((await failureOf(singlet.refresh(id)))?.facts?.retryAfterMs).toBe(60_000);
    tab.move(-3_600_000);
    state.answer = () => json(next);
    await singlet.refresh(id);
    expect(state.forms.length).toBe(3);
  });

  test('a token that still serves is used meanwhile', async () => {
    const { state, server } = aServer();
    const { tab, singlet } = await connected(server);
    state.answer = () => busy('30');
    tab.move(3_570_000);
    expect((await singlet.fetch('https://api.example/v1/a')).status).toBe(200);
    expect((await singlet.fetch('https://api.example/v1/a')).status).toBe(200);
    expect([state.bearer, state.forms.length]).toEqual(['Bearer access_token_canary_1', 2]);
    tab.move(29_999);
    expect((await singlet.fetch('https://api.example/v1/a')).status).toBe(200);
    tab.move(31_000);
    expect((await failureOf(singlet.fetch('https://api.example/v1/a')))?.code).toBe('rate_limited');
  });

  test('a sign-in meanwhile ends the waiting', async () => {
    const { state, server } = aServer();
    const { tab, singlet, id } = await connected(server);
    state.answer = () => busy('30');
    await failureOf(singlet.refresh(id));
    state.answer = () => json(next);
    const again = await signIn(tab);
    expect(await again.singlet.refresh(id)).toMatchObject({ status: 'active' });
  });

  test('no reply for 15 s ends the renewal, and the lock is free for the next tab', async () => {
    const held: string[] = [];
    let queue: Promise<unknown> = Promise.resolve();
    const locks = {
      request: (name: string, _options: unknown, act: () => Promise<unknown>) => {
        const turn = queue.then(async () => {
          held.push(name);
          return act();
        });
        queue = turn.catch(() => {});
        return turn;
      },
    } as unknown as NonNullable<Ports['locks']>;
    const { state, server } = aServer();
    const { singlet, id, disk } = await connected(server, { locks });
    const sibling = await aTab(server, disk, { locks }).open(config);
    state.answer = (_, init) => new Promise((__, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    const undo = hasten();
    const stuck = failureOf(singlet.refresh(id));
    await vi.waitUntil(() => state.forms.length === 2).finally(undo);
    state.answer = () => json(next);
    const other = sibling.refresh(id);
    expect((await stuck)?.code).toBe('timed_out');
    expect(await other).toMatchObject({ status: 'active', generation: 2 });
    expect(held.length).toBe(2);
  });
});

describe('[S48] a renewed token that cannot be stored', () => {
  /** From here on nothing can be written, until it is mended. */
  async function full() {
    const { state, server } = aServer();
    let broken = false;
    const disk = new IDBFactory();
    const channel = (name: string) => new BroadcastChannel(name);
    const tab = aFaultyTab(server, disk, { channel });
    const next = tab.faults.next;
    tab.faults.next = (medium, what) => (broken && /put|transaction readwrite/.test(what) ? 'late' : next(medium, what));
    const { singlet } = await signIn(tab);
    const [connection] = await singlet.connections();
    const reasons: SingletError[] = [];
    singlet.on('vault:memory-only', ({ reason }) => void reasons.push(reason));
    const setBroken = (value: boolean) => {
      broken = value;
    };
    return { state, tab, singlet, id: connection?.id ?? '', reasons, setBroken, disk, channel, server };
  }

  test('is used while the page lives, the person is told, and the next renewal goes on from it', async () => {
    const { state, singlet, id, reasons, setBroken } = await full();
    state.answer = () => json(next);
    setBroken(true);
    expect(await singlet.refresh(id)).toMatchObject({ tail: 'ry_2' });
    expect(reasons.length).toBe(1);
    await singlet.fetch('https://api.example/v1/a');
    expect(state.bearer).toBe('Bearer access_token_canary_2');
    setBroken(false);
    await singlet.refresh(id);
    expect(state.forms.at(-1)?.get('refresh_token')).toBe('refresh_token_canary_2');
    await singlet.dispose();
  });

  test('is not lost when another tab says that something changed', async () => {
    const { state, singlet, id, setBroken, disk, channel, server } = await full();
    const sibling = await aTab(server, disk, { channel }).open(config);
    state.answer = () => json(next);
    setBroken(true);
    await singlet.refresh(id);
    const heard = new Promise((resolve) => singlet.on('connection:updated', resolve));
    await sibling.rename(id, 'Mine');
    await heard;
    await singlet.fetch('https://api.example/v1/a');
    expect(state.bearer).toBe('Bearer access_token_canary_2');
    await Promise.all([singlet.dispose(), sibling.dispose()]);
  });

  test('is the one that is revoked', async () => {
    const { state, singlet, id, setBroken } = await full();
    state.answer = () => json(next);
    setBroken(true);
    await singlet.refresh(id);
    setBroken(false);
    await singlet.disconnect(id);
    expect(state.revoked).toEqual(['refresh_token_canary_2', 'access_token_canary_2']);
    await singlet.dispose();
  });

  test('what another tab stored since is newer than what this one holds, and is revoked instead', async () => {
    const { state, server } = aServer();
    const { singlet, id, disk } = await connected(server);
    await singlet.fetch('https://api.example/v1/a');
    const other = aTab(server, disk);
    other.move(1000);
    state.answer = () => json(next);
    await (await other.open(config)).refresh(id);
    await singlet.disconnect(id);
    expect(state.revoked).toEqual(['refresh_token_canary_2', 'access_token_canary_2']);
  });

  test('is stored after all once that is possible', async () => {
    const { state, tab, singlet, id, setBroken } = await full();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      state.answer = () => json(next);
      setBroken(true);
      await singlet.refresh(id);
      setBroken(false);
      const stored = new Promise((resolve) => singlet.on('connection:updated', resolve));
      await vi.advanceTimersByTimeAsync(2_000);
      await stored;
      const reopened = await tab.open(config);
      await reopened.fetch('https://api.example/v1/a');
      expect(state.bearer).toBe('Bearer access_token_canary_2');
      await Promise.all([singlet.dispose(), reopened.dispose()]);
    } finally {
      vi.useRealTimers();
    }
  });
});
