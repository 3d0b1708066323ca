/** Transactions other than a sign-in by redirect: what belongs together, in which lanes it stands, and how its thread runs. */
import { describe, expect, test } from 'vitest';
import { add, idOf, type Told, told, unanswered } from '../../../src/app/state/inspector-log.ts';
import { firstLook, isBad, startOf, threadOf, transactionOf } from '../../../src/app/state/inspector-model.ts';
import { scrubber } from '../../../src/app/state/inspector-redact.ts';
import { ticksOf } from '../../../src/app/views/inspector/wording.ts';
import { Secret, SingletError, type TraceEvent } from '../../../src/core/index.ts';

const secret = (text: string) => new Secret(text);
const collect = (events: readonly TraceEvent[]) => events.reduce(add, [] as readonly Told[]);
const only = (events: readonly TraceEvent[]) => {
  const told = collect(events);
  expect(told).toHaveLength(1);
  return transactionOf(told[0] ?? []);
};
const ways = (events: readonly TraceEvent[]) => only(events).steps.map(({ name, from, to }) => `${name}: ${from} ${to}`);
const threads = (events: readonly TraceEvent[]) => threadOf(only(events)).map(({ state, dotted }) => state + (dotted ? ' dotted' : ''));

const c1 = { provider: 'kiln', connection: 'c1' } as const;
const at = (time: number) => ({ at: 1_000_000 + time });
const url = 'https://api.example/v1/me';
const call = (time: number, status: number, took = 40): TraceEvent => ({
  step: 'answered',
  ...at(time),
  connection: 'c1',
  method: 'GET',
  url,
  status,
  took,
});
const metadata = (time: number, about: Partial<TraceEvent>): TraceEvent => ({
  step: 'metadata-read',
  ...at(time),
  provider: 'kiln',
  method: 'GET',
  url: 'https://kiln.example/.well-known/openid-configuration',
  status: 200,
  took: 30,
  checks: [
    { name: 'issuer', passed: true, source: 'RFC 8414 section 3.3', expected: 'https://kiln.example', actual: 'https://kiln.example' },
  ],
  ...about,
});
const ask = (time: number): TraceEvent => ({
  step: 'token-requested',
  ...at(time),
  ...c1,
  method: 'POST',
  url: 'https://kiln.example/token',
  parameters: { grant_type: 'refresh_token', refresh_token: secret('canary_refresh_0001') },
});
const given = (time: number): TraceEvent => ({
  step: 'refreshed',
  ...at(time),
  ...c1,
  token: secret('canary_access_0002'),
  parameters: { access_token: secret('canary_access_0002'), refresh_token: secret('canary_refresh_0002') },
});
const failed = (time: number, error: SingletError, about: Partial<TraceEvent> = c1): TraceEvent => ({
  step: 'failed',
  ...at(time),
  ...about,
  code: error.code,
  error,
});

describe('a call', () => {
  test('has its time from when it was sent', () => {
    const { steps, took, startedAt } = only([call(100, 200)]);
    expect(steps).toMatchObject([
      { name: 'called', at: 0, took: null, carries: true },
      { name: 'answered', at: 40, took: 40, status: 200 },
    ]);
    expect([took, startedAt]).toEqual([40, 1_000_060]);
  });

  test('that is refused, renewed and sent again is one chain: the thread is cut and begins anew', () => {
    const events = [call(40, 401), metadata(80, { connection: 'c1' }), ask(85), given(200), call(260, 200)];
    expect(ways(events)).toEqual([
      'called: app api',
      'answered: api app',
      'metadata: app provider',
      'asked: app token-endpoint',
      'given: token-endpoint app',
      'called: app api',
      'answered: api app',
    ]);
    expect(threads(events)).toEqual(['held', 'cut', 'none', 'none', 'begins', 'held', 'held']);
    expect(only(events)).toMatchObject({ kind: 'call', outcome: 'ok' });
  });

  test('side by side: each is its own, one renewal serves both', () => {
    const other: TraceEvent = { ...call(41, 401), url: 'https://api.example/v1/items' };
    const told = collect([call(40, 401), other, ask(85), given(200), call(250, 200), { ...other, ...at(252), status: 200 }]);
    expect(told.map((one) => one.map(({ step, status }) => `${step} ${status ?? ''}`.trim()))).toEqual([
      ['answered 401', 'answered 200'],
      ['answered 401', 'token-requested', 'refreshed', 'answered 200'],
    ]);
  });

  test('without an answer failed with its code: after it left, or held back in the browser', () => {
    const call = { connection: 'c1', method: 'GET', url };
    const silent = (code: 'cors_blocked' | 'offline' | 'aborted', began: number) => {
      unanswered(call, { began, over: began + 30, code, facts: { certainty: 'likely', origin: 'https://api.example' } });
      return transactionOf(told().at(-1) ?? []);
    };
    const blocked = silent('cors_blocked', 1_000_000);
    expect(blocked).toMatchObject({ kind: 'call', outcome: 'bad', connection: 'c1', took: 30 });
    expect(blocked.steps).toMatchObject([
      { name: 'called', at: 0, carries: true, method: 'GET', url },
      { name: 'failed', at: 30, took: 30, failure: { code: 'cors_blocked', facts: { certainty: 'likely' } } },
    ]);
    expect(threadOf(blocked).map(({ state }) => state)).toEqual(['held', 'held']);
    expect(firstLook(blocked)).toBe(1);
    expect(silent('offline', 1_010_000).steps).toMatchObject([{ name: 'failed', from: 'app', to: 'app', url }]);
    expect(silent('aborted', 1_020_000)).toMatchObject({ outcome: 'none', steps: [{ name: 'called' }, { failure: { code: 'aborted' } }] });
  });

  test('that met a 401, was renewed and then got no answer is one chain', () => {
    const silence: TraceEvent = { step: 'answered', ...at(260), connection: 'c1', method: 'GET', url, took: 40, code: 'network_failed' };
    expect(ways([call(40, 401), ask(85), given(200), silence])).toEqual([
      'called: app api',
      'answered: api app',
      'asked: app token-endpoint',
      'given: token-endpoint app',
      'called: app api',
      'failed: app app',
    ]);
  });

  test('sent again by hand later is another one', () => {
    expect(collect([call(40, 401), call(30_000, 200)])).toHaveLength(2);
    expect(collect([call(40, 401), ask(30_000), given(30_100)])).toHaveLength(2);
    expect(collect([call(40, 200), call(90, 200)])).toHaveLength(2);
  });

  test('whose renewal fails ends there', () => {
    const over = only([
      call(40, 401),
      ask(85),
      failed(200, new SingletError('token_rejected', { provider: 'kiln', oauth: { error: 'invalid_grant' } })),
    ]);
    expect(over).toMatchObject({ kind: 'call', outcome: 'bad' });
    expect(over.steps[firstLook(over)]).toMatchObject({ name: 'refused', from: 'token-endpoint', to: 'app', took: 115 });
  });
});

describe('a renewal', () => {
  test('sends the refresh token on a dyed arrow, and holds the old token until the new one is there', () => {
    expect(ways([ask(0), given(90)])).toEqual(['asked: app token-endpoint', 'given: token-endpoint app']);
    expect(threads([ask(0), given(90)])).toEqual(['held', 'held']);
    expect(only([ask(0), given(90)]).steps[0]?.token).toBeInstanceOf(Secret);
  });

  test.each([
    ['token_rejected', 'refused', 'cut'],
    ['rate_limited', 'refused', 'held'],
    ['offline', 'failed', 'held'],
  ] as const)('that fails with %s stands at its arrow, and the token is %s %s', (code, name, thread) => {
    const events = [ask(0), failed(90, new SingletError(code, { provider: 'kiln' }))];
    expect(only(events).steps.at(-1)?.name).toBe(name);
    expect(threads(events).at(-1)).toBe(thread);
    expect(only(events)).toMatchObject({ kind: 'renewal', outcome: 'bad' });
  });
});

describe('a sign-out', () => {
  const begun: TraceEvent = { step: 'disconnected', ...at(0), ...c1 };
  const revoked = (outcome: string): TraceEvent => ({
    step: 'revoked',
    ...at(80),
    ...c1,
    method: 'POST',
    url: 'https://kiln.example/revoke',
    took: 60,
    parameters: { outcome },
  });
  const there: readonly TraceEvent[] = [
    {
      step: 'sign-out-requested',
      ...at(90),
      ...c1,
      transaction: undefined,
      method: 'GET',
      url: 'https://kiln.example/logout',
      parameters: {},
    },
    { step: 'session-ended', ...at(4090), ...c1, parameters: { outcome: 'ended' } },
  ];

  test('has both halves, each in its lane, and a person between', () => {
    expect(ways([begun, revoked('revoked'), ...there])).toEqual([
      'disconnected: person app',
      'revoked: app token-endpoint',
      'signing-out: app provider',
      'signed-out: provider app',
    ]);
    const { steps, outcome } = only([begun, revoked('revoked'), ...there]);
    expect(outcome).toBe('ok');
    expect(steps[1]).toMatchObject({ at: 20, took: 60 });
    expect(steps[3]).toMatchObject({ at: 4090, took: 4000, person: true });
    expect(threads([begun, revoked('revoked')])).toEqual(['cut', 'none']);
  });

  test.each(['unknown', 'not-supported'])('says of a half that is %s that only here all is forgotten', (outcome) => {
    expect(only([begun, revoked(outcome)]).outcome).toBe('none');
  });

  test('without an endpoint nothing goes anywhere', () => {
    const { url: _, method: __, ...nowhere } = revoked('not-supported');
    expect(ways([begun, nowhere])).toEqual(['disconnected: person app', 'revoked: app app']);
  });

  test('in this tab, told by the page that comes back', () => {
    const about = { provider: 'kiln', transaction: 'out' } as const;
    const [left, came] = there.map(({ connection: _, ...event }) => ({ ...event, ...about, happened: event.at }));
    expect(only([left, came].filter((one) => one !== undefined))).toMatchObject({ kind: 'sign-out', outcome: 'ok', retold: true });
  });
});

describe('a sign-in without a page', () => {
  const about = { provider: 'signeasy', transaction: 'm1', flow: 'client-credentials' } as const;
  const typed: TraceEvent = {
    step: 'secret-given',
    ...at(0),
    ...about,
    from: 'person',
    to: 'app',
    parameters: { client_secret: secret('') },
  };
  const asked: TraceEvent = { ...ask(5), ...about, connection: undefined, parameters: { grant_type: 'client_credentials' } };

  test('goes from the person to the token endpoint', () => {
    const came: TraceEvent = { ...given(90), step: 'token-received', ...about, connection: undefined };
    const kept: TraceEvent = { step: 'stored', ...at(95), ...about, connection: 'c2', token: secret('canary_access_0002') };
    expect(ways([typed, asked, came, kept])).toEqual([
      'gave: person app',
      'asked: app token-endpoint',
      'given: token-endpoint app',
      'stored: app app',
    ]);
    expect(only([typed, asked, came, kept])).toMatchObject({ kind: 'sign-in', flow: 'client-credentials', outcome: 'ok' });
  });

  test('a secret that is refused, then typed again', () => {
    const refused = failed(90, new SingletError('client_rejected', { provider: 'signeasy' }), about);
    const again = [typed, asked, refused, { ...typed, ...at(9000) }, { ...asked, ...at(9005) }];
    expect(only(again).steps.map(({ name }) => name)).toEqual(['gave', 'asked', 'refused', 'gave', 'asked']);
    expect(only(again).outcome).toBe('open');
  });

  test('a token that is pasted is held apart like any that nothing proves', () => {
    const paste = { ...about, flow: 'paste' };
    const token = secret('canary_pasted_0001');
    const events: readonly TraceEvent[] = [
      { step: 'secret-given', ...at(0), ...paste, token, parameters: { access_token: token } },
      { step: 'quarantined', ...at(1), ...paste, token },
      { step: 'discarded', ...at(500), ...paste },
    ];
    expect(threads(events)).toEqual(['begins dotted', 'held dotted', 'cut dotted']);
    expect(only(events).outcome).toBe('none');
  });
});

describe('what a provider says of itself', () => {
  test('is read on the way to something else, or stands alone', () => {
    expect(only([metadata(30, { transaction: 's1' })])).toMatchObject({ kind: 'sign-in', outcome: 'open' });
    expect(only([metadata(30, {})])).toMatchObject({ kind: 'discovery', outcome: 'ok' });
    expect(only([metadata(30, {})]).steps.map((step) => [step.at, step.took, startOf(step)])).toEqual([[0, 30, 0]]);
  });

  test('at two addresses, the second asked because the first has nothing', () => {
    const { checks: _, ...nothing } = metadata(30, { status: 404 });
    expect(only([nothing, metadata(70, {})])).toMatchObject({ kind: 'discovery', outcome: 'ok' });
    expect(collect([metadata(30, {}), metadata(60_000, {})])).toHaveLength(2);
  });

  test('is not believed where it names another', () => {
    const wrong = metadata(30, { checks: [{ name: 'issuer', passed: false, source: 'RFC 8414 section 3.3' }] });
    const transaction = only([wrong]);
    expect(transaction.outcome).toBe('bad');
    expect(transaction.steps.filter(isBad)).toHaveLength(1);
  });

  test('of the page that comes back stands after the steps of the page that left', () => {
    const about = { provider: 'kiln', transaction: 's1' } as const;
    const left: TraceEvent = {
      step: 'left-for-provider',
      ...at(9000),
      happened: 1_000_000,
      ...about,
      flow: 'code',
      mode: 'redirect',
      parameters: {},
    };
    const came: TraceEvent = { step: 'callback-received', ...at(9000), happened: 1_005_000, ...about, from: 'provider', parameters: {} };
    expect(ways([metadata(8990, about), left, came])).toEqual([
      'begun: person app',
      'left: app provider',
      'approved: provider person',
      'came: provider app',
      'metadata: app provider',
    ]);
    expect(only([metadata(8990, about), left, came])).toMatchObject({ flow: 'code', mode: 'redirect', retold: true, took: 8990 });
  });
});

describe('by way of the provider’s pages', () => {
  test('a renewal without a question is one, and has nobody waiting there', () => {
    const about = { provider: 'kiln', transaction: 's2' } as const;
    const events: readonly TraceEvent[] = [
      { step: 'left-for-provider', ...at(0), ...about, parameters: { prompt: 'none' } },
      { step: 'callback-received', ...at(300), ...about, from: 'provider', parameters: { error: 'login_required' } },
    ];
    expect(ways(events)).toEqual(['renewing: person app', 'left: app provider', 'came: provider app']);
    expect(only(events).kind).toBe('renewal');
    expect(only(events).steps.at(-1)).toMatchObject({ took: 300, person: false });
  });

  test('a further service: the token goes along to the provider', () => {
    const left: TraceEvent = {
      step: 'left-for-provider',
      ...at(0),
      provider: 'singly',
      transaction: 's3',
      parameters: { access_token: secret('') },
    };
    expect(only([left]).steps.at(-1)).toMatchObject({ name: 'left', carries: true });
  });
});

describe('a failed check', () => {
  const about = { provider: 'kiln', transaction: 's4' } as const;
  const token = secret('canary_access_0009');
  const events: readonly TraceEvent[] = [
    { ...ask(0), ...about, connection: undefined, parameters: { grant_type: 'authorization_code' } },
    {
      step: 'token-received',
      ...at(300),
      ...about,
      token,
      parameters: { access_token: token },
      checks: [{ name: 'nonce', passed: false, source: 'OpenID Connect Core section 3.1.3.7 (11)' }],
    },
    failed(302, new SingletError('id_token_invalid', { provider: 'kiln', detail: 'claim nonce' }), about),
  ];

  test('stands where it failed, with its reason; the thread of the token that had come is cut there', () => {
    const transaction = only(events);
    expect(transaction.steps.map(({ name }) => name)).toEqual(['asked', 'given', 'proved', 'dropped']);
    expect(transaction.steps[firstLook(transaction)]).toMatchObject({ name: 'proved', failure: { code: 'id_token_invalid' } });
    expect(transaction.steps[1]?.token).toBe(token);
    expect(threads(events)).toEqual(['none dotted', 'begins dotted', 'cut dotted', 'none dotted']);
  });
});

describe('in memory', () => {
  test('a transaction keeps its name while it goes on and when its secrets are forgotten', () => {
    const [before] = collect([ask(0)]);
    const [during] = collect([ask(0), given(90)]);
    expect(idOf(before ?? [])).toMatch(/^\w{8,}$/);
    expect(idOf(before ?? [])).toBe(idOf(before ?? []));
    expect(idOf(during ?? [])).not.toBe(idOf(before ?? []));
    const all = collect([ask(0), given(90)]);
    const name = idOf(all[0] ?? []);
    const after = add(all, { step: 'disconnected', ...at(900), ...c1 });
    expect(idOf(after[0] ?? [])).toBe(name);
  });

  test('many secrets, found in a text however they stand', () => {
    const values = Array.from({ length: 500 }, (_, index) => `canary-${index}-${'x'.repeat(index % 7)}/+end`);
    const scrub = scrubber([values.map((value) => ({ step: 'stored', at: 1, token: secret(value) }) as const)]);
    for (const value of values) {
      expect(scrub(`a ${value} b ${encodeURIComponent(value)}`)).toBe('a •••• b ••••');
    }
    expect(scrub('nothing of that is here')).toBe('nothing of that is here');
    expect(scrub(`${values[3]}${values[10]}`)).toBe('••••••••');
  });
});

describe('the waterfall', () => {
  test('has at most three round times, the last of them near its end', () => {
    expect([0, 1, 40, 100, 300, 5270, 61_000].map(ticksOf)).toEqual([
      [],
      [1],
      [20, 40],
      [50, 100],
      [100, 200, 300],
      [2000, 4000],
      [50_000],
    ]);
  });
});
