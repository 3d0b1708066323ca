/** Acts at a provider that stand in config or preset as data: looked at, agreed to, sent once, and followed up. */
import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../../src/core/base/trace-event.ts';
import { tokensElsewhere } from '../../../src/sandbox/singly/data/tokens-elsewhere.ts';
import { aBench, bring, client, githubToken, json, singlyConfig, withAction } from './action-world.ts';
import { codeOf, failureOf } from './ways-world.ts';

const [github, twitter] = tokensElsewhere.map(({ service, token, token_secret = '' }) => ({ service, token, token_secret }));
if (!github || !twitter) throw new Error('nobody has a token elsewhere');
const ines = (id: string) => ({ service: 'github', token: githubToken(id) });

describe('a token that is brought in', () => {
  test('becomes a connection after the person saw whose account it is', async () => {
    const { singlet, tab, guarded } = await aBench(singlyConfig);
    const action = await singlet.action('singly', 'apply');
    expect(action).toMatchObject({
      connection: null,
      wantsSecret: true,
      request: { method: 'GET', url: 'https://api.singly.com/auth/{input.service}/apply', host: 'api.singly.com' },
      inAddress: ['client_secret', 'token', 'token_secret'],
    });
    expect(tab.served).toEqual([]);
    const { signIn, ended } = await action.submit({ inputs: github, client_secret: client.client_secret });
    expect(ended).toEqual([]);
    expect(await singlet.connections()).toEqual([]);
    if (signIn?.status !== 'confirm') throw new Error(`it is ${signIn?.status}`);
    expect(signIn.identity.profiles?.map(({ service }) => service)).toEqual(['github']);
    const connection = await signIn.confirm();
    expect(await singlet.connections()).toEqual([connection]);
    // What stays empty is not sent, and what is secret stays out of the page's timing list.
    const sent = new URL(tab.served[0]?.url ?? '');
    expect([...sent.searchParams.keys()]).toEqual(['client_id', 'client_secret', 'token']);
    expect(guarded).toEqual(expect.arrayContaining(['client_secret', 'token', 'token_secret']));
    expect(tab.served[0]?.init).toMatchObject({ redirect: 'error', credentials: 'omit', referrerPolicy: 'no-referrer' });
  });

  test('of OAuth 1 goes with its second half, into an account that is named', async () => {
    const { singlet } = await aBench(singlyConfig);
    const { identity } = await bring(singlet, github);
    const both = await bring(singlet, { ...twitter, account: identity.sub });
    expect(both.identity.sub).toBe(identity.sub);
    expect(both.identity.profiles?.map(({ service }) => service)).toEqual(['github', 'twitter']);
    expect(await singlet.connections()).toHaveLength(1);
  });

  test('[S41] a wrong secret is told apart, without its value, and may be typed again', async () => {
    const { singlet } = await aBench(singlyConfig);
    const action = await singlet.action('singly', 'apply');
    const failure = await failureOf(action.submit({ inputs: github, client_secret: 'CANARY-wrong' }));
    expect(failure).toMatchObject({ code: 'client_rejected', provider: 'singly', detail: 'status 401' });
    expect(JSON.stringify([failure, String(failure), failure?.stack])).not.toContain('CANARY');
    expect(await codeOf(action.submit({ inputs: github, client_secret: client.client_secret }))).toBe('resolved');
  });

  test('that the service does not know is a refusal, with what the server says', async () => {
    const { singlet } = await aBench(singlyConfig);
    const action = await singlet.action('singly', 'apply');
    const failure = await failureOf(
      action.submit({ inputs: { service: 'github', token: 'CANARY-nobody' }, client_secret: client.client_secret }),
    );
    expect(failure).toMatchObject({
      code: 'action_rejected',
      detail: 'status 500',
      oauth: { error: 'The service does not know this token.' },
    });
  });

  test.each([
    ['no secret', { inputs: github, client_secret: '' }, 'client_rejected'],
    ['no token', { inputs: { service: 'github' }, client_secret: 'x' }, 'request_refused'],
    ['a service of dots', { inputs: { ...github, service: '..' }, client_secret: 'x' }, 'request_refused'],
  ])('with %s nothing is sent', async (_, values, code) => {
    const { singlet, tab } = await aBench(singlyConfig);
    expect(await codeOf((await singlet.action('singly', 'apply')).submit(values))).toBe(code);
    expect(tab.served).toEqual([]);
  });
});

describe('a merge', () => {
  async function two() {
    const bench = await aBench(singlyConfig);
    const into = await bring(bench.singlet, ines('2071166'));
    const from = await bring(bench.singlet, github as never);
    return { ...bench, into, from, action: await bench.singlet.action('singly', 'merge', into.id) };
  }

  test('shows both accounts, wants the word, and ends the emptied connection', async () => {
    const { singlet, action, into, from, paths } = await two();
    expect(action.others.map(({ id }) => id)).toEqual([from.id]);
    const { shown } = await action.preview(from.id);
    expect(shown.map(({ label, of }) => [label, of.id])).toEqual([
      ['Into', into.id],
      ['From', from.id],
    ]);
    expect(shown[1]?.body).toMatchObject({ id: from.identity.sub, github: from.identity.profiles?.map(({ id }) => id) });
    expect(await codeOf(action.submit({ word: 'murge' }))).toBe('consent_needed');
    expect(paths()).not.toContain('GET /auth/merge');
    expect(await action.submit({ word: ' Merge ' })).toEqual({ signIn: null, ended: [from.id] });
    const [left, ...more] = await singlet.connections();
    expect(more).toEqual([]);
    expect(left).toMatchObject({ id: into.id, identity: { sub: into.identity.sub } });
    expect(left?.identity.profiles).toHaveLength(4);
    // What was seen before is no consent to do it again.
    expect(await codeOf(action.submit({ word: 'merge' }))).toBe('consent_needed');
  });

  test('without a look is not sent', async () => {
    const { action, paths } = await two();
    expect(await codeOf(action.submit({ word: 'merge' }))).toBe('consent_needed');
    expect(paths()).not.toContain('GET /auth/merge');
  });

  test('of an account into itself is refused before anything is sent', async () => {
    const entry = { preset: 'singly', client_id: client.client_id };
    const { singlet, paths } = await aBench([
      { id: 'singly', ...entry },
      { id: 'second', ...entry },
    ]);
    const one = await bring(singlet, ines('2071166'));
    const again = await (await singlet.action('second', 'apply')).submit({ inputs: ines('12071166'), client_secret: client.client_secret });
    if (again.signIn?.status !== 'confirm') throw new Error('nothing to confirm');
    const twin = await again.signIn.confirm();
    expect(twin.identity.sub).toBe(one.identity.sub);
    const action = await singlet.action('singly', 'merge', one.id);
    expect(action.others).toEqual([]);
    for (const other of [one.id, twin.id, undefined, 'nobody']) expect(await codeOf(action.preview(other))).toBe('request_refused');
    expect(await codeOf(action.submit({ word: 'merge' }))).toBe('consent_needed');
    expect(paths()).not.toContain('GET /auth/merge');
  });

  test('is refused where the accounts turn out to be one by now', async () => {
    let merged = '';
    const { singlet, paths } = await aBench(singlyConfig, (url) => {
      if (url.pathname === '/profiles' && merged !== '') return json({ id: merged, github: ['2071166'] });
      return undefined;
    });
    const into = await bring(singlet, ines('2071166'));
    const from = await bring(singlet, github as never);
    const action = await singlet.action('singly', 'merge', into.id);
    merged = into.identity.sub;
    expect(await codeOf(action.preview(from.id))).toBe('request_refused');
    expect(await codeOf(action.submit({ word: 'merge' }))).toBe('consent_needed');
    expect(paths()).not.toContain('GET /auth/merge');
  });
});

describe('the removal of a profile', () => {
  async function three() {
    const bench = await aBench(singlyConfig);
    const connection = await bring(bench.singlet, ines('2071166'));
    const action = await bench.singlet.action('singly', 'remove-profile', connection.id);
    return { ...bench, connection, action };
  }

  test('tells what would go along, and wants a wider word for that', async () => {
    const { singlet, action, paths } = await three();
    const { choices } = await action.preview();
    expect(choices.map(({ value, takes, word }) => [value, takes, word])).toEqual([
      ['2071166@github', ['2071166@github', '12071166@github'], 'remove all'],
      ['12071166@github', ['12071166@github'], 'remove'],
      ['pane-quotidiano@tumblr', ['pane-quotidiano@tumblr'], 'remove'],
    ]);
    expect(await codeOf(action.submit({ choice: '2071166@github', word: 'remove' }))).toBe('consent_needed');
    expect(paths().some((path) => path.startsWith('DELETE'))).toBe(false);
    await action.submit({ choice: '2071166@github', word: 'remove all' });
    expect((await singlet.connections())[0]?.identity.profiles?.map(({ service }) => service)).toEqual(['tumblr']);
  });

  test('of one that is in no other takes that one alone', async () => {
    const { singlet, action, paths } = await three();
    await action.preview();
    expect(await action.submit({ choice: '12071166@github', word: 'remove' })).toEqual({ signIn: null, ended: [] });
    expect(paths()).toContain('DELETE /profiles/12071166%40github');
    expect((await singlet.connections())[0]?.identity.profiles?.map(({ id }) => id)).toEqual(['2071166', 'pane-quotidiano']);
  });

  test('is not sent where more or less would go by now than was shown', async () => {
    let others: readonly string[] = [];
    const { singlet, paths } = await aBench(singlyConfig, (url, init) =>
      others.length > 0 && url.pathname === '/profiles' && (init?.method ?? 'GET') === 'GET'
        ? json({ id: 'x', github: others })
        : undefined,
    );
    const { id } = await bring(singlet, ines('2071166'));
    const action = await singlet.action('singly', 'remove-profile', id);
    others = ['71'];
    await action.preview();
    others = ['71', '710', '471'];
    expect(await codeOf(action.submit({ choice: '71@github', word: 'remove' }))).toBe('preview_stale');
    expect(paths().some((path) => path.startsWith('DELETE'))).toBe(false);
  });

  test('wants one that was shown', async () => {
    const { action } = await three();
    expect(await codeOf(action.submit({ choice: '12071166@github', word: 'remove' }))).toBe('consent_needed');
    await action.preview();
    expect(await codeOf(action.submit({ choice: '1', word: 'remove' }))).toBe('request_refused');
  });
});

describe('what goes where', () => {
  const nothing = () => json({ done: true });

  test.each([
    ['a token', { request: { url: 'https://evil.example/act?t={token}' } }],
    [
      'a token, in a header, to a look-alike',
      { request: { url: 'https://api.acme.example.evil.example/', headers: { authorization: 'Bearer {token}' } } },
    ],
    ['a token, over another scheme or port', { request: { url: 'https://api.acme.example:8443/act', body: { token: '{token}' } } }],
    [
      'a client secret, to an API that tokens do not come from',
      { request: { url: 'https://api.acme.example/act', body: { s: '{client_secret}' } } },
    ],
    [
      'a typed secret, to an API that tokens do not come from',
      {
        request: { url: 'https://api.acme.example/act', body: { s: '{input.pin}' } },
        inputs: [{ name: 'pin', label: 'PIN', secret: true }],
      },
    ],
  ])('[S29] %s is refused before anything is sent', async (_, action) => {
    const { prepare, tab } = await withAction(action, nothing);
    const before = tab.served.length;
    expect(await codeOf(prepare())).toBe('endpoint_refused');
    expect(tab.served).toHaveLength(before);
  });

  test('values are encoded into an address, and cannot change its path or add a parameter', async () => {
    const { prepare, tab } = await withAction(
      {
        request: { method: 'GET', url: 'https://api.acme.example/act/{input.name}?q={input.name}' },
        inputs: [{ name: 'name', label: 'Name' }],
      },
      nothing,
    );
    await (await prepare()).submit({ inputs: { name: 'a/b?c=d&e#f%2f' } });
    const sent = tab.served.find(({ url }) => url.includes('/act/'));
    expect(sent?.url).toBe('https://api.acme.example/act/a%2Fb%3Fc%3Dd%26e%23f%252f?q=a%2Fb%3Fc%3Dd%26e%23f%252f');
    for (const name of ['', '.', '..', ' ']) expect(await codeOf((await prepare()).submit({ inputs: { name } }))).toBe('request_refused');
  });

  test('no secret of a request is in errors, traces and what is shown', async () => {
    const { prepare, singlet } = await withAction(
      {
        request: { url: 'https://id.acme.example/act', body: { token: '{token}', client_secret: '{client_secret}', pin: '{input.pin}' } },
        inputs: [{ name: 'pin', label: 'PIN', secret: true }],
        previews: [{ label: 'Now', url: 'https://api.acme.example/now' }],
      },
      (url, init) =>
        url.pathname === '/now'
          ? json({ you: new Headers(init?.headers).get('authorization') })
          : json({ error: `no ${String(init?.body)}` }, 400),
    );
    const traced: TraceEvent[] = [];
    singlet.trace((event) => traced.push(event));
    const action = await prepare();
    const looked = await action.preview();
    expect(looked.shown[0]?.body).toEqual({ you: 'Bearer ••••' });
    const failure = await failureOf(action.submit({ inputs: { pin: 'CANARY-pin' }, client_secret: 'CANARY-secret' }));
    expect(failure?.code).toBe('action_rejected');
    expect(traced.map(({ step }) => step)).toEqual(['acted', 'answered', 'failed']);
    expect(JSON.stringify([failure, String(failure), failure?.oauth, traced, looked])).not.toContain('CANARY');
  });

  test('a request whose answer did not come may have been done, a GET as well', async () => {
    const stop = new AbortController();
    const { prepare } = await withAction({ request: { method: 'GET', url: 'https://api.acme.example/act?t={token}' } }, () => {
      stop.abort();
      throw new DOMException('stopped', 'AbortError');
    });
    const failure = await failureOf((await prepare()).submit({ signal: stop.signal }));
    expect(failure).toMatchObject({ code: 'aborted', facts: { spent: 'maybe' } });
  });

  test.each([
    [429, 'rate_limited'],
    [500, 'server_failed'],
    [404, 'action_rejected'],
    [401, 'action_rejected'],
  ])('an answer of %i is %s', async (status, code) => {
    const { prepare, singlet } = await withAction({ effect: 'ends' }, () => json({ fine: true }, status));
    expect(await codeOf((await prepare()).submit({}))).toBe(code);
    expect(await singlet.connections()).toHaveLength(1);
  });

  test('an act that ends its connection leaves none here, and asks nobody to revoke', async () => {
    const { prepare, singlet, tab } = await withAction({ effect: 'ends' }, nothing, {
      revocation_endpoint: 'https://id.acme.example/revoke',
    });
    const removed: string[] = [];
    singlet.on('connection:removed', ({ id }) => removed.push(id));
    const { ended } = await (await prepare()).submit({});
    expect(await singlet.connections()).toEqual([]);
    expect(removed).toEqual(ended);
    expect(tab.served.some(({ url }) => url.includes('revoke'))).toBe(false);
  });
});

test('an action that is not there, or whose connection is of another provider, is refused', async () => {
  const { singlet, connection } = await withAction({}, () => json({}));
  expect(await codeOf(singlet.action('acme', 'nothing', connection.id))).toBe('request_refused');
  expect(await codeOf(singlet.action('acme', 'act'))).toBe('request_refused');
  expect(await codeOf(singlet.action('acme', 'act', 'nobody'))).toBe('connection_unknown');
  expect(await codeOf(singlet.action('nobody', 'act'))).toBe('provider_unknown');
});
