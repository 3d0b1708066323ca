/** The inspector without a screen: what belongs together, what is shown of it, and what may leave the page. */
import { describe, expect, test } from 'vitest';
import { claimsOf, pkceOf } from '../../../src/app/state/inspector-claims.ts';
import { fileOf, format, NotATrace, readFile } from '../../../src/app/state/inspector-file.ts';
import { add, most, type Told } from '../../../src/app/state/inspector-log.ts';
import { firstLook, isBad, threadOf, transactionOf } from '../../../src/app/state/inspector-model.ts';
import { escaped, type PictureWords, pictureOf } from '../../../src/app/state/inspector-picture.ts';
import { scrubber } from '../../../src/app/state/inspector-redact.ts';
import { sourceOf, termOf } from '../../../src/app/text/inspector-terms.ts';
import { Secret, SingletError, type TraceEvent } from '../../../src/core/index.ts';

const verifier = 'canary-verifier-0123456789-0123456789-0123456';
const challenge = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))).toString('base64url');
const token = 'canary_access_token_abcd';
const secret = (text: string) => new Secret(text);

const base = { provider: 'kiln', transaction: 'one' } as const;
const signIn: readonly TraceEvent[] = [
  {
    ...base,
    step: 'left-for-provider',
    at: 9000,
    happened: 1000,
    from: 'app',
    to: 'provider',
    method: 'GET',
    url: 'https://id.example/authorize',
    parameters: { response_type: 'code', state: secret('canary-state-000001'), code_challenge: secret(challenge) },
  },
  {
    ...base,
    step: 'callback-received',
    at: 9000,
    happened: 5000,
    from: 'provider',
    to: 'app',
    parameters: { code: secret('canary-code-000001') },
  },
  { ...base, step: 'callback-checked', at: 9001, checks: [{ name: 'state', passed: true, source: 'RFC 6749 section 10.12' }] },
  {
    ...base,
    step: 'token-requested',
    at: 9002,
    from: 'app',
    to: 'token-endpoint',
    method: 'POST',
    url: 'https://id.example/token',
    parameters: { grant_type: 'authorization_code', code: secret('canary-code-000001'), code_verifier: secret(verifier) },
  },
  {
    ...base,
    step: 'token-received',
    at: 9300,
    from: 'token-endpoint',
    to: 'app',
    token: secret(token),
    parameters: { access_token: secret(token) },
  },
  {
    ...base,
    step: 'identity-requested',
    at: 9300,
    from: 'app',
    to: 'api',
    url: 'https://id.example/me',
    method: 'GET',
    token: secret(token),
  },
  { ...base, step: 'identified', at: 9400, from: 'api', to: 'app', url: 'https://id.example/me', method: 'GET' },
  { ...base, step: 'stored', at: 9410, connection: 'c1', token: secret(token) },
];
const failedWith = (error: SingletError): readonly TraceEvent[] => [
  ...signIn.slice(0, 2),
  { ...base, step: 'callback-checked', at: 9001, checks: [{ name: 'state', passed: false, source: 'RFC 6749 section 10.12' }] },
  { ...base, step: 'failed', at: 9002, code: error.code, error },
];
const collect = (events: readonly TraceEvent[]) => events.reduce(add, [] as readonly Told[]);
const call = (at: number): TraceEvent => ({
  step: 'answered',
  at,
  connection: 'c1',
  from: 'api',
  to: 'app',
  method: 'GET',
  url: 'https://api.example/v1/me',
  status: 200,
});

describe('what was told is kept by transaction', () => {
  test('a sign-in by its id, whatever happens between', () => {
    const told = collect([...signIn.slice(0, 3), call(1), ...signIn.slice(3)]);
    expect(told.map((one) => one.length)).toEqual([8, 1]);
  });

  test('a renewal is what was asked and what came; calls stand alone', () => {
    const asked: TraceEvent = { step: 'token-requested', at: 1, provider: 'kiln', connection: 'c1', from: 'app', to: 'token-endpoint' };
    const came: TraceEvent = { step: 'refreshed', at: 2, provider: 'kiln', connection: 'c1', token: secret(token) };
    const told = collect([call(0), asked, call(1), came, call(3), call(4)]);
    expect(told.map((one) => one.map(({ step }) => step))).toEqual([
      ['answered'],
      ['token-requested', 'refreshed'],
      ['answered'],
      ['answered'],
      ['answered'],
    ]);
    expect(told.map((one) => transactionOf(one).kind)).toEqual(['call', 'renewal', 'call', 'call', 'call']);
  });

  test(`no more than ${most}, the oldest goes`, () => {
    const told = collect(Array.from({ length: most + 5 }, (_, at) => call(at)));
    expect([told.length, told[0]?.[0]?.at]).toEqual([most, 5]);
  });

  test('[S82] of a connection that was signed out the steps, and none of its secrets', () => {
    const other: TraceEvent = { ...base, transaction: 'two', step: 'stored', at: 1, connection: 'c2', token: secret('canary_other_token') };
    const told = collect([...signIn, other, { step: 'disconnected', at: 9900, provider: 'kiln', connection: 'c1' }]);
    const [first, second] = told;
    const held = (first ?? []).flatMap(({ token: one, parameters = {} }) => [one, ...Object.values(parameters)]);
    expect(held.filter((one) => one instanceof Secret && one.reveal() !== '')).toEqual([]);
    expect(first?.map(({ step }) => step)).toEqual(signIn.map(({ step }) => step));
    expect(second?.[0]?.token?.reveal()).toBe('canary_other_token');
  });

  test('nothing after everything was cleared', () => {
    expect(add(collect(signIn), { step: 'cleared', at: 1 })).toEqual([]);
  });
});

describe('a transaction in steps', () => {
  const transaction = transactionOf(signIn);

  test('goes between the five parties in their order, with the steps before the page left', () => {
    expect(transaction.steps.map(({ name, from, to }) => `${name}: ${from} ${to}`)).toEqual([
      'begun: person app',
      'left: app provider',
      'approved: provider person',
      'came: provider app',
      'checked: app app',
      'asked: app token-endpoint',
      'given: token-endpoint app',
      'identifying: app api',
      'identified: api app',
      'stored: app app',
    ]);
    expect(transaction).toMatchObject({ kind: 'sign-in', outcome: 'ok', connection: 'c1', startedAt: 1000, took: 8410, retold: true });
  });

  test('times count from its beginning, and a person’s time is told apart', () => {
    const step = (name: string) => transaction.steps.find((one) => one.name === name);
    expect(step('approved')).toMatchObject({ at: 0, took: 4000, person: true });
    expect(step('given')).toMatchObject({ at: 8300, took: 298, person: false });
    expect(step('identified')).toMatchObject({ at: 8400, took: 100 });
  });

  test('the thread begins where the token comes and is solid once it is kept', () => {
    const threads = threadOf(transaction).map(({ state, dotted }) => `${state}${dotted ? ' dotted' : ''}`);
    expect(threads.slice(5)).toEqual(['none dotted', 'begins dotted', 'held dotted', 'held dotted', 'held']);
  });

  test('of a failure the check that does not hold is looked at first', () => {
    const failed = transactionOf(failedWith(new SingletError('state_mismatch', { provider: 'kiln' })));
    expect(failed.outcome).toBe('bad');
    expect(failed.steps[firstLook(failed)]?.name).toBe('checked');
    expect(failed.steps.filter(isBad).map(({ name }) => name)).toEqual(['checked']);
    expect(failed.steps.at(-1)?.name).toBe('dropped');
  });

  test('a window that was closed is no fault', () => {
    expect(transactionOf(failedWith(new SingletError('popup_closed'))).outcome).toBe('none');
  });
});

describe('shown working', () => {
  test('the challenge is the hash of the verifier', async () => {
    expect(await pkceOf(transactionOf(signIn))).toMatchObject({ equal: true });
    const other = signIn.map((event) =>
      event.step === 'token-requested' ? { ...event, parameters: { code_verifier: secret(`${verifier}x`) } } : event,
    );
    expect(await pkceOf(transactionOf(other))).toMatchObject({ equal: false });
    expect(await pkceOf(transactionOf([call(1)]))).toBeUndefined();
  });

  test('claims are read, those about the person are masked, and a token that is none is told', () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = claimsOf(secret(`${part({})}.${part({ iss: 'https://id.example', exp: 1_760_000_000, email: 'canary@id.example' })}.x`));
    expect(claims?.map(([name]) => name)).toEqual(['iss', 'exp', 'email']);
    expect(claims?.[1]?.[1]).toBe('1760000000, 2025-10-09T08:53:20.000Z');
    expect(JSON.stringify(claims)).not.toContain('canary');
    expect(claimsOf(secret('opaque'))).toBeNull();
  });
});

const words: PictureWords = {
  title: 'Sign-in',
  subtitle: '<b>',
  lanes: ['a', 'b', 'c', 'd', 'e'],
  label: ({ name }) => name,
  time: (ms) => `${ms} ms`,
};
const secrets = [verifier, challenge, token, 'canary-state-000001', 'canary-code-000001'];

describe('what leaves the page', () => {
  const echo = new SingletError('authorization_rejected', {
    provider: 'kiln',
    detail: `"canary-code-000001" and ${encodeURIComponent(token)}`,
  });
  const transaction = transactionOf(failedWith(echo));
  const scrub = scrubber([signIn]);

  test('[S7] holds placeholders, and no secret that a server wrote back', () => {
    for (const one of [transactionOf(signIn), transaction]) {
      const text = fileOf(one, 'Kiln', scrub) + pictureOf(one, { ...words, label: (step) => scrub(step.failure?.detail ?? step.name) });
      for (const value of secrets) expect(text).not.toContain(value);
    }
    expect(fileOf(transactionOf(signIn), 'Kiln', scrub)).toContain('$CODE_VERIFIER');
  });

  test('[S81] the picture is text: no element, script or reference of a stranger', () => {
    const evil = '</text><script>alert(1)</script><image href="https://evil.example/x"/>';
    const picture = pictureOf(transactionOf(signIn), { ...words, title: evil, label: () => `${evil}\u0000\ufffe` });
    expect(picture).not.toMatch(/<script|<image|\0|\ufffe/);
    expect(escaped(`<a b='c' d="e">&`)).toBe('&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;');
  });
});

describe('a file of somebody else', () => {
  const codes = ['state_mismatch', 'unexpected'];
  const good = () => JSON.parse(fileOf(transactionOf(failedWith(new SingletError('state_mismatch'))), 'Kiln', (text) => text));

  test('shows what was saved', () => {
    const { name, transaction } = readFile(JSON.stringify(good()), codes);
    expect(name).toBe('Kiln');
    expect(transaction.steps.map((step) => step.name)).toEqual(
      transactionOf(failedWith(new SingletError('state_mismatch'))).steps.map((step) => step.name),
    );
    expect(transaction.steps.at(-2)?.failure?.code).toBe('state_mismatch');
    expect(transaction.steps[1]?.parameters).toContainEqual(['state', '$STATE']);
  });

  test.each([
    ['no JSON', () => '<html>'],
    ['another format', () => ({ ...good(), format: 'har' })],
    ['a list', () => []],
    ['a step that is none', () => ({ ...good(), steps: [{ ...good().steps[0], name: '__proto__' }] })],
    ['a party that is none', () => ({ ...good(), steps: [{ ...good().steps[0], from: 'constructor' }] })],
    ['a code without words', () => ({ ...good(), steps: [{ ...good().steps[0], failure: { code: 'toString' } }] })],
    ['more steps than anybody can read', () => ({ ...good(), steps: Array(101).fill(good().steps[0]) })],
    ['a time that is none', () => ({ ...good(), startedAt: 1e300 })],
    ['a value that is no text', () => ({ ...good(), steps: [{ ...good().steps[0], parameters: [['a', { toString: 1 }]] }] })],
    ['a megabyte', () => ({ ...good(), provider: 'x'.repeat(1_000_000) })],
  ])('[S81] [S82] is refused whole: %s', (_what, make) => {
    const made = make();
    expect(() => readFile(typeof made === 'string' ? made : JSON.stringify(made), codes)).toThrow(NotATrace);
  });

  test('[S81] a long name is cut, and a hostile one stays text', () => {
    const file = { ...good(), format, provider: `<img src=x onerror=alert(1)>${'x'.repeat(500)}` };
    expect(readFile(JSON.stringify(file), codes).name).toHaveLength(80);
  });
});

describe('what a parameter is for', () => {
  test('names of every object are no terms', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) expect(termOf(name)).toEqual(termOf('unheard-of'));
  });

  test.each([
    ['RFC 7636 section 4.2', 'https://www.rfc-editor.org/rfc/rfc7636#section-4.2'],
    ['OpenID Connect Core section 3.1.3.7 (9)', 'https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation'],
    ['javascript:alert(1)', undefined],
    ['RFC 1234 section 1"><img>', undefined],
  ])('[S81] %s leads to %s', (source, href) => {
    expect(sourceOf(source)?.href).toBe(href);
  });
});
