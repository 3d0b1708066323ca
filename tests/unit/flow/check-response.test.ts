import { describe, expect, test } from 'vitest';
import { isSingletError } from '../../../src/core/base/errors.ts';
import { checkResponse, type Expectation, tupleOf } from '../../../src/core/flow/check-response.ts';
import { parseResponse } from '../../../src/core/flow/response.ts';
import type { Provider } from '../../../src/core/provider/provider.ts';
import { aProvider } from '../../fixtures/provider.ts';

const now = 1_760_000_000_000;
const code = aProvider({ id: 'acme', issuer: 'https://id.acme.example', flow: 'code' });
const token = aProvider({ id: 'singly', flow: 'token', redirectBinding: 'query', reply: { token_type: 'bearer', maxTokenLength: 254 } });

function outcome(rest: string, provider: Provider, expected: Partial<Expectation>, { issPromised = false, later = 1000 } = {}): string {
  const whole: Expectation = {
    id: 'nonce-1',
    createdAt: now,
    flow: 'code',
    binding: 'state',
    state: undefined,
    tuple: tupleOf(provider),
    redirect_uri: undefined,
    wantsIdToken: false,
    ...expected,
  };
  try {
    return checkResponse(parseResponse(`https://app.example/callback/${rest}`), whole, { provider, issPromised, now: now + later }).kind;
  } catch (error) {
    return isSingletError(error) ? error.code : String(error);
  }
}
const asCode = (rest: string, extra: Partial<Expectation> = {}, context = {}) => outcome(rest, code, { state: 's1', ...extra }, context);
const asToken = (rest: string, extra: Partial<Expectation> = {}) => outcome(rest, token, { flow: 'token', binding: 'query', ...extra });

describe('a reply of the code flow', () => {
  test.each([
    ['?code=c&state=s1', 'code'],
    ['[S2] state absent: ?code=c', 'state_missing'],
    ['[S3] state wrong: ?code=c&state=s2', 'state_mismatch'],
    ['[S9] state from the prototype: ?code=c&state=toString', 'state_mismatch'],
    ['[S6] token in the query: ?code=c&state=s1&access_token=t', 'response_invalid'],
    ['[S6] code in the fragment: #code=c&state=s1', 'response_invalid'],
    ['[S6] nothing asked for: ?state=s1', 'response_invalid'],
    ['[S8] error wins over a code: ?error=access_denied&code=c&state=s1', 'authorization_rejected'],
    ['[S8] an error with the wrong state is not ours: ?error=access_denied&state=s2', 'state_mismatch'],
  ])('%s', (title, expected) => {
    expect(asCode(title.slice(title.search(/[?#](code|state|error)/)))).toBe(expected);
  });

  test.each([
    ['right', '&iss=https%3A%2F%2Fid.acme.example', true, 'code'],
    ['wrong', '&iss=https%3A%2F%2Fevil.example', true, 'iss_mismatch'],
    ['wrong although not promised', '&iss=https%3A%2F%2Fevil.example', false, 'iss_mismatch'],
    ['right but for a trailing slash', '&iss=https%3A%2F%2Fid.acme.example%2F', true, 'iss_mismatch'],
    ['missing although promised', '', true, 'iss_missing'],
    ['missing and not promised', '', false, 'code'],
  ])('[S22] iss %s', (_, iss, issPromised, expected) => {
    expect(asCode(`?code=c&state=s1${iss}`, {}, { issPromised })).toBe(expected);
  });

  test('[S22] iss twice spoils the reply', () => {
    expect(() => parseResponse('https://app.example/callback/?code=c&state=s1&iss=a&iss=a')).toThrow();
  });

  test('[S12] after ten minutes it is too late, at ten minutes it is not', () => {
    expect(asCode('?code=c&state=s1', {}, { later: 600_000 })).toBe('code');
    expect(asCode('?code=c&state=s1', {}, { later: 600_001 })).toBe('transaction_expired');
  });

  test('[S23] a provider whose endpoints changed meanwhile does not get the code', () => {
    const moved = aProvider({ ...code, token_endpoint: 'https://evil.example/token' });
    expect(asCode('?code=c&state=s1', { tuple: tupleOf(moved) })).toBe('transaction_changed');
  });
});

describe('a reply of the token flow', () => {
  test.each([
    ['?txn=nonce-1#access_token=tok_abc&account=36b6', 'token'],
    ['[S2] nonce absent: #access_token=tok_abc', 'state_missing'],
    ['[S3] nonce wrong: ?txn=nonce-2#access_token=tok_abc', 'state_mismatch'],
    ['[S6] token in the query: ?txn=nonce-1&access_token=tok_abc', 'response_invalid'],
    ['[S6] a code beside it: ?txn=nonce-1&code=c#access_token=tok_abc', 'response_invalid'],
    ['[S8] error wins, the token is dropped: ?txn=nonce-1#error=%27no%27&access_token=tok_abc', 'authorization_rejected'],
    ['[S11] 255 characters: ?txn=nonce-1#access_token=LONG', 'token_invalid'],
    ['[S11] control characters: ?txn=nonce-1#access_token=a%09b', 'token_invalid'],
    ['[S36] empty: ?txn=nonce-1#access_token=', 'token_invalid'],
  ])('%s', (title, expected) => {
    const rest = title.slice(title.search(/[?#](txn|access_token)/)).replace('LONG', 'a'.repeat(255));
    expect(asToken(rest)).toBe(expected);
  });
});

describe('a reply of the standard implicit flow', () => {
  const standard = aProvider({ id: 'acme', flow: 'token', redirectBinding: 'state' });
  const asImplicit = (rest: string, extra: Partial<Expectation> = {}) => outcome(rest, standard, { flow: 'token', state: 's1', ...extra });

  test.each([
    ['#access_token=tok_abc&token_type=bearer&state=s1', false, 'token'],
    ['[S2] state absent: #access_token=tok_abc&token_type=bearer', false, 'state_missing'],
    ['[S3] state wrong: #access_token=tok_abc&token_type=bearer&state=s2', false, 'state_mismatch'],
    ['an error in the query: ?error=access_denied&state=s1', false, 'authorization_rejected'],
    ['an error in the query of somebody else: ?error=access_denied&state=s2', false, 'state_mismatch'],
    ['[S8] an error in the query beside a token: ?error=access_denied&state=s1#access_token=tok_abc', false, 'authorization_rejected'],
    ['[S6] a code in the fragment: #access_token=tok_abc&token_type=bearer&state=s1&code=c', false, 'response_invalid'],
    ['[S6] an ID token not asked for: #access_token=tok_abc&token_type=bearer&state=s1&id_token=a.b.c', false, 'response_invalid'],
    ['an ID token as asked: #access_token=tok_abc&token_type=bearer&state=s1&id_token=a.b.c', true, 'token'],
    ['[S6] an ID token in the query: ?id_token=a.b.c#access_token=tok_abc&token_type=bearer&state=s1', true, 'response_invalid'],
    ['[S6] an ID token alone: #id_token=a.b.c&state=s1', true, 'response_invalid'],
    ['[S31] token_type absent: #access_token=tok_abc&state=s1', false, 'token_type_unsupported'],
  ])('%s (ID token asked: %s)', (title, wantsIdToken, expected) => {
    expect(asImplicit(title.slice(title.search(/[?#](access_token|id_token|error)/)), { wantsIdToken })).toBe(expected);
  });
});

describe('where a reply lands', () => {
  const own = { redirect_uri: 'https://app.example/callback/?p=acme' };

  test.each([
    ['its own address', '?p=acme&code=c&state=s1', 'code'],
    ["another provider's", '?p=evil&code=c&state=s1', 'redirect_mismatch'],
    ['the shared one', '?code=c&state=s1', 'redirect_mismatch'],
    ['a page that a host serves for it', 'index.html?p=acme&code=c&state=s1', 'code'],
    ['a page below it', 'deep/?p=acme&code=c&state=s1', 'redirect_mismatch'],
    ['a wrong state is told first', '?p=evil&code=c&state=s2', 'state_mismatch'],
  ])('[S21] %s', (_, rest, expected) => {
    expect(asCode(rest, own)).toBe(expected);
  });

  test("[S21] another provider's address, where our own is the shared one", () => {
    expect(asCode('?p=evil&code=c&state=s1', { redirect_uri: 'https://app.example/callback/' })).toBe('redirect_mismatch');
  });
});

test.each(['login_required', 'interaction_required', 'consent_required', 'account_selection_required'])(
  'prompt=none answered by %s asks for the person',
  (error) => {
    expect(asCode(`?error=${error}&state=s1`)).toBe('interaction_required');
  },
);
