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
