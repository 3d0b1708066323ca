/** What an answer says of the token: the challenge, the journey, the verdict. */
import { describe, expect, test } from 'vitest';
import type { Call, SentWith } from '../../../src/app/state/call.ts';
import { bearerChallenge } from '../../../src/app/state/challenge.ts';
import { journeyOf, watchTrace } from '../../../src/app/state/journey.ts';
import { scopeStands, verdictOf, widerScope } from '../../../src/app/state/verdict.ts';
import { Secret, type TraceEvent, type TraceListener } from '../../../src/core/index.ts';

describe('a challenge', () => {
  test.each([
    [undefined, null],
    ['', null],
    ['Basic realm="a"', null],
    ['Bearer', { error: undefined, description: undefined, scopes: [] }],
    ['Bearer realm="acme"', { error: undefined, description: undefined, scopes: [] }],
    [
      'Bearer realm="acme", error="insufficient_scope", error_description="Not \\"this\\", no.", scope="a:read  b"',
      { error: 'insufficient_scope', description: 'Not "this", no.', scopes: ['a:read', 'b'] },
    ],
    ['Basic realm="Bearer, error=x", bearer error=invalid_token', { error: 'invalid_token', description: undefined, scopes: [] }],
    ['Bearer error="invalid_token", DPoP error="use_dpop_nonce"', { error: 'invalid_token', description: undefined, scopes: [] }],
    ['DPoP error="other", Bearer scope=one', { error: undefined, description: undefined, scopes: ['one'] }],
  ])('%j', (header, told) => {
    expect(bearerChallenge(header)).toEqual(told);
  });
});

describe('the journey of a token', () => {
  const url = new URL('https://api.example/v1?a=b');
  const answered = (status: number, more = {}) =>
    ({ step: 'answered', connection: 'c1', method: 'GET', url: 'https://api.example/v1', status, ...more }) as const;
  const renewal = [
    { step: 'token-requested', connection: 'c1' },
    { step: 'refreshed', connection: 'c1' },
  ] as const;

  test.each([
    ['plain', [answered(200)]],
    ['plain', [answered(401)]],
    ['plain', []],
    ['renewed-first', [...renewal, answered(200)]],
    ['resent', [answered(401), ...renewal, answered(200)]],
    ['resent', [answered(401), answered(401)]],
    ['renewal-failed', [answered(401), renewal[0]]],
    ['plain', [answered(401, { connection: 'c2' }), ...renewal.map((one) => ({ ...one, connection: 'c2' })), answered(200)]],
    ['plain', [answered(401, { url: 'https://api.example/other' }), answered(200)]],
    ['plain', [answered(401, { method: 'POST' }), answered(200)]],
    ['plain', [answered(200), ...renewal]],
  ] as const)('%s: %j', (journey, events) => {
    expect(journeyOf(events, { connection: 'c1', method: 'GET', url })).toBe(journey);
  });

  test('notes nothing of a token, and stops', () => {
    const listeners = new Set<TraceListener>();
    const seen = watchTrace({
      trace(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    });
    const event: TraceEvent = { step: 'refreshed', at: 1, connection: 'c1', token: new Secret('canary-token-value') };
    for (const listener of listeners) listener(event);
    expect(seen()).toEqual([{ step: 'refreshed', connection: 'c1' }]);
    expect(listeners.size).toBe(0);
  });
});

const acme: SentWith = {
  id: 'c1',
  thread: 1,
  tail: 'a1b2',
  name: 'Acme',
  inHeader: true,
  scope: 'openid orders:read',
  refreshable: true,
  endless: false,
};

function call(status: number, change: Partial<Call> = {}, challenge?: string): Call {
  return {
    id: 1,
    draft: { method: 'GET', url: 'https://api.example/v1', headers: [], body: '' },
    sentWith: acme,
    journey: 'plain',
    provider: 'Acme',
    at: 0,
    ms: 0,
    answer: { kind: 'response', status, statusText: '', type: '', headers: challenge ? [['www-authenticate', challenge]] : [], body: null },
    ...change,
  };
}

const kind = (one: Call) => verdictOf(one)?.kind ?? null;
const endless: SentWith = { ...acme, refreshable: false, endless: true };
const own = { method: 'GET', url: 'https://api.example/v1', headers: [{ name: 'Authorization', value: 'x' }], body: '' };

describe('the verdict on an answer', () => {
  const lacks = 'Bearer error="insufficient_scope", scope="orders:read orders:write"';

  test('[S65] a missing scope is told apart from an end, with what is wanted and what was granted', () => {
    for (const status of [401, 403])
      expect(verdictOf(call(status, {}, lacks))).toEqual({
        kind: 'scope',
        wanted: ['orders:read', 'orders:write'],
        missing: ['orders:write'],
        granted: ['openid', 'orders:read'],
        said: undefined,
      });
    expect(kind(call(200, {}, lacks))).toBeNull();
    expect(kind(call(403, {}, 'Bearer error="invalid_token"'))).toBeNull();
  });

  test.each([
    ['resent', call(401, { journey: 'resent' })],
    ['renewal-failed', call(401, { journey: 'renewal-failed' })],
    ['endless', call(401, { sentWith: endless })],
    ['endless', call(400, { sentWith: endless })],
    ['ended', call(401, { sentWith: { ...acme, refreshable: false } })],
    ['no-token', call(401, { sentWith: null })],
    ['own-header', call(401, { sentWith: null, draft: own })],
    [null, call(400)],
    [null, call(200, { journey: 'resent' })],
    ['down', call(500, { sentWith: endless })],
    ['down', call(503, { sentWith: null })],
    ['busy', call(429)],
    [
      null,
      call(401, { answer: { kind: 'failure', failure: { code: 'offline', detail: undefined, said: undefined, provider: undefined } } }),
    ],
  ] as const)('%s', (told, one) => {
    expect(kind(one)).toBe(told);
  });

  test('how long an API asks to wait: seconds, and no date', () => {
    const busy = (value: string): Call => {
      const one = call(429);
      return one.answer.kind === 'response' ? { ...one, answer: { ...one.answer, headers: [['Retry-After', value]] } } : one;
    };
    const waits = ['2', ' 30 ', 'Fri, 31 Dec 1999 23:59:59 GMT', '-1', '1e9', ''].map((value) => verdictOf(busy(value)));
    expect(waits.map((one) => (one && 'retryAfterMs' in one ? one.retryAfterMs : null))).toEqual([
      2000,
      30_000,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('how a missing scope stands after a further sign-in', () => {
    const missing = ['orders:write'];
    expect(scopeStands({ missing }, undefined)).toBe('lacking');
    expect(scopeStands({ missing }, { scope: 'openid', requestedScope: 'openid' })).toBe('lacking');
    expect(scopeStands({ missing }, { scope: 'openid orders:write', requestedScope: 'openid' })).toBe('granted');
    expect(scopeStands({ missing }, { scope: 'openid', requestedScope: 'openid orders:write' })).toBe('withheld');
    expect(scopeStands({ missing: [] }, { scope: '', requestedScope: '' })).toBe('lacking');
  });

  test('what is asked for then is what was asked for before, and the missing ones', () => {
    expect(widerScope(['b', 'a'], { requestedScope: 'openid a', scope: 'openid' })).toBe('openid a b');
    expect(widerScope(['b'], { requestedScope: '', scope: 'a' })).toBe('a b');
  });
});
