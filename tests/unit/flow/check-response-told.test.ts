import { describe, expect, test } from 'vitest';
import { SingletError } from '../../../src/core/base/errors.ts';
import type { TraceCheck } from '../../../src/core/base/trace-event.ts';
import { type CheckedResponse, checkResponse, type Expectation, tupleOf } from '../../../src/core/flow/check-response.ts';
import { parseResponse } from '../../../src/core/flow/response.ts';
import type { Provider } from '../../../src/core/provider/provider.ts';
import { aProvider } from '../../fixtures/provider.ts';

const issuer = 'https://id.acme.example';
const code = aProvider({ id: 'acme', issuer, flow: 'code' });
const token = aProvider({ id: 'acme', flow: 'token', redirectBinding: 'query', reply: { token_type: 'bearer' } });

interface Told {
  readonly result?: CheckedResponse;
  readonly error?: SingletError;
  readonly checks: readonly TraceCheck[];
}

/** `rest` follows https://app.example/ */
function check(rest: string, provider: Provider, expected: Partial<Expectation>, issPromised = false): Told {
  const whole: Expectation = {
    id: 'nonce-1',
    createdAt: 1000,
    flow: 'code',
    binding: 'state',
    state: undefined,
    tuple: tupleOf(provider),
    redirect_uri: undefined,
    wantsIdToken: false,
    ...expected,
  };
  const checks: TraceCheck[] = [];
  const context = { provider, issPromised, now: 2000, checked: (one: TraceCheck) => void checks.push(one) };
  try {
    return { result: checkResponse(parseResponse(`https://app.example/${rest}`), whole, context), checks };
  } catch (error) {
    if (!(error instanceof SingletError)) throw error;
    return { error, checks };
  }
}

const asCode = (rest: string, expected: Partial<Expectation> = {}, issPromised = false) =>
  check(rest, code, { state: 's1', ...expected }, issPromised);
const asToken = (rest: string, expected: Partial<Expectation> = {}) => check(rest, token, { flow: 'token', binding: 'query', ...expected });

describe('a reply that holds gives', () => {
  test('the code and the state that it came with', () => {
    const { result } = asCode('callback/?code=canary-code&state=s1');
    if (result?.kind !== 'code') throw new Error('no code');
    expect([result.code.reveal(), result.state]).toEqual(['canary-code', 's1']);
  });

  test('an empty state where none was sent', () => {
    expect(check('callback/?code=c', code, {}).result).toMatchObject({ state: '' });
  });

  test('all that stands beside a token', () => {
    const rest = 'callback/?txn=nonce-1#access_token=tok_abc&token_type=bearer&expires_in=60&scope=a+b&id_token=a.b.c';
    const { result } = asToken(rest, { wantsIdToken: true });
    if (result?.kind !== 'token') throw new Error('no token');
    expect(result.tokens.access_token.reveal()).toBe('tok_abc');
    expect(result.tokens.id_token?.reveal()).toBe('a.b.c');
    expect(result.tokens).toMatchObject({ expires_in: 60, scope: 'a b' });
  });

  test('a token, whatever state a provider adds to a sign-in that sent none', () => {
    expect(asToken('callback/?txn=nonce-1#access_token=tok_abc&state=theirs').result?.kind).toBe('token');
  });
});

describe('every comparison is told, with what it rests on', () => {
  const state = { name: 'state', source: 'RFC 6749 section 10.12' };
  const iss = { name: 'iss', source: 'RFC 9207 section 2.4' };
  const landing = { name: 'redirect_uri', source: 'RFC 9700 section 4.4.2' };
  const type = { name: 'response type', source: 'RFC 6749 section 3.1.1', passed: true };
  const redirect_uri = 'https://app.example/callback/?p=acme';

  test('[S3] [S21] [S22] in their order, when all pass', () => {
    const { checks } = asCode(`callback/?p=acme&code=c&state=s1&iss=${encodeURIComponent(issuer)}`, { redirect_uri });
    expect(checks).toMatchObject([{ ...state, passed: true }, { ...landing, passed: true }, { ...iss, passed: true }, type]);
    expect(checks[2]).toMatchObject({ expected: issuer, actual: issuer });
  });

  test('of a token flow bound by its nonce', () => {
    const { checks } = asToken('callback/?txn=nonce-1#access_token=tok_abc');
    expect(checks).toMatchObject([{ name: 'txn', source: 'RFC 6749 section 3.1.2', passed: true }, type]);
    expect(JSON.stringify(checks)).not.toContain('nonce-1');
  });

  test('[S3] up to the one that fails', () => {
    expect(asCode('callback/?p=acme&code=c&state=s2', { redirect_uri }).checks).toMatchObject([{ ...state, passed: false }]);
    expect(asCode('callback/?code=c&state=s1', { redirect_uri }).checks).toMatchObject([
      { ...state, passed: true },
      { ...landing, passed: false },
    ]);
    expect(asCode('callback/?code=c&state=s1', {}, true).checks).toMatchObject([
      { ...state, passed: true },
      { ...iss, passed: false },
    ]);
    expect(asCode('callback/?code=c&state=s1&iss=x', {}, true).checks).toMatchObject([
      { ...state, passed: true },
      { ...iss, passed: false },
    ]);
  });

  test('[S22] a promised iss that is missing fails where no issuer is known either', () => {
    const { error, checks } = check('callback/?code=c&state=s1', aProvider({ id: 'acme' }), { state: 's1' }, true);
    expect(error?.code).toBe('iss_missing');
    expect(checks.at(-1)).toMatchObject({ ...iss, passed: false });
  });

  test('nobody has to listen', () => {
    const provider = aProvider({ id: 'acme', issuer });
    const expected = {
      id: 'n',
      createdAt: 0,
      flow: 'code',
      binding: 'query',
      state: 's1',
      tuple: tupleOf(provider),
      redirect_uri,
      wantsIdToken: false,
    } as const;
    const response = parseResponse(`https://app.example/callback/?p=acme&txn=n&code=c&state=s1&iss=${encodeURIComponent(issuer)}`);
    expect(checkResponse(response, expected, { provider, issPromised: true, now: 0 }).kind).toBe('code');
  });
});

describe('[S22] where iss stands', () => {
  test('beside a code it counts in the query alone', () => {
    const said = `iss=${encodeURIComponent(issuer)}`;
    expect(asCode(`callback/?code=c&state=s1#${said}`, {}, true).error?.code).toBe('iss_mismatch');
    expect(asCode(`callback/?code=c&state=s1&${said}`, {}, true).result?.kind).toBe('code');
  });

  test('in a token flow it may stand in either', () => {
    const provider = aProvider({ ...token, issuer });
    const said = `iss=${encodeURIComponent(issuer)}`;
    const flow = { flow: 'token', binding: 'query' } as const;
    expect(check(`callback/?txn=nonce-1#access_token=tok_abc&${said}`, provider, flow, true).result?.kind).toBe('token');
    expect(check(`callback/?txn=nonce-1&error=access_denied&${said}`, provider, flow, true).error?.code).toBe('authorization_rejected');
    expect(check('callback/?txn=nonce-1#access_token=tok_abc&iss=x', provider, flow).error?.code).toBe('iss_mismatch');
  });

  test('without a known issuer any will do', () => {
    expect(check('callback/?code=c&state=s1&iss=x', aProvider({ id: 'acme' }), { state: 's1' }).result?.kind).toBe('code');
  });
});

describe('[S21] where a reply lands', () => {
  test.each([
    ['callback/', 'callback/'],
    ['callback/', 'callback'],
    ['callback/', 'callback.html'],
    ['callback/', 'callback/index.html'],
    ['callback.html', 'callback/'],
    ['callback/index.html', 'callback.html'],
  ])('%s is reached by way of %s', (wanted, landed) => {
    const told = asCode(`${landed}?code=c&state=s1`, { redirect_uri: `https://app.example/${wanted}` });
    expect(told.result?.kind).toBe('code');
  });

  test.each(['', 'callbacks/', 'callback/other.html', 'index.html/callback/', 'callback/index.html/x', 'mutant', 'callback.htmlmutant'])(
    'callback/ is not reached by way of %j',
    (landed) => {
      const told = asCode(`${landed}?code=c&state=s1`, { redirect_uri: 'https://app.example/callback/' });
      expect(told.error?.code).toBe('redirect_mismatch');
    },
  );

  test('not on another origin', () => {
    expect(asCode('callback/?code=c&state=s1', { redirect_uri: 'https://app2.example/callback/' }).error?.code).toBe('redirect_mismatch');
  });

  test('a name in the fragment is nobody', () => {
    const redirect_uri = 'https://app.example/callback/?p=acme';
    expect(asCode('callback/?code=c&state=s1#p=acme', { redirect_uri }).error?.code).toBe('redirect_mismatch');
    expect(asCode('callback/?p=acme&code=c&state=s1', { redirect_uri }).result?.kind).toBe('code');
  });

  test('without a name no name may be there', () => {
    const redirect_uri = 'https://app.example/callback/';
    expect(asCode('callback/?code=c&state=s1', { redirect_uri }).result?.kind).toBe('code');
    expect(asCode('callback/?p=&code=c&state=s1', { redirect_uri }).error?.code).toBe('redirect_mismatch');
  });
});

describe('a failure names the provider and what is wrong, never a value', () => {
  const redirect_uri = 'https://app.example/callback/?p=acme';
  const failures: Readonly<Record<string, [Told, object]>> = {
    'the wrong state': [asCode('callback/?code=c&state=canary'), { code: 'state_mismatch', detail: 'state' }],
    'no nonce': [asToken('callback/#access_token=canary'), { code: 'state_missing', detail: 'txn' }],
    'the wrong place': [asCode('callback/?code=canary&state=s1', { redirect_uri }), { code: 'redirect_mismatch' }],
    'the wrong iss': [asCode('callback/?code=canary&state=s1&iss=canary'), { code: 'iss_mismatch' }],
    'no iss': [asCode('callback/?code=canary&state=s1', {}, true), { code: 'iss_missing' }],
    'a token not asked for': [
      asCode('callback/?code=c&state=s1&access_token=canary'),
      { code: 'response_invalid', detail: '"access_token" was not asked for' },
    ],
    'an ID token not asked for': [
      asCode('callback/?code=c&state=s1&id_token=canary'),
      { code: 'response_invalid', detail: '"id_token" was not asked for' },
    ],
    'a code not asked for': [
      asToken('callback/?txn=nonce-1#access_token=t&id_token=a.b.c&code=canary', { wantsIdToken: true }),
      { code: 'response_invalid', detail: '"code" was not asked for' },
    ],
    'no code': [asCode('callback/?state=s1#code=canary'), { code: 'response_invalid', detail: 'no code in the query' }],
    'no token': [
      asToken('callback/?txn=nonce-1&access_token=canary'),
      { code: 'response_invalid', detail: 'no access_token in the fragment' },
    ],
    'no ID token': [
      asToken('callback/?txn=nonce-1#access_token=canary', { wantsIdToken: true }),
      { code: 'response_invalid', detail: 'no id_token in the fragment' },
    ],
    'too late': [asCode('callback/?code=canary&state=s1', { createdAt: -600_000 }), { code: 'transaction_expired' }],
    'another provider': [asCode('callback/?code=canary&state=s1', { tuple: '[]' }), { code: 'transaction_changed' }],
    'a refusal': [
      asCode('callback/?error=access_denied&error_description=No&state=s1'),
      { code: 'authorization_rejected', oauth: { error: 'access_denied', error_description: 'No' } },
    ],
    'a question to the person': [
      asCode('callback/?error=login_required&state=s1'),
      { code: 'interaction_required', oauth: { error: 'login_required' } },
    ],
  };

  test.each(Object.entries(failures))('%s', (_, [{ error }, said]) => {
    expect(error).toMatchObject({ provider: 'acme', ...said });
    expect(JSON.stringify(error)).not.toContain('canary');
  });
});

test('[S23] issuer, both endpoints and the client make the tuple', () => {
  const all = aProvider({ issuer, authorization_endpoint: 'https://a.example/a', token_endpoint: 'https://a.example/t', client_id: 'spa' });
  expect(JSON.parse(tupleOf(all))).toEqual([issuer, 'https://a.example/a', 'https://a.example/t', 'spa']);
});
