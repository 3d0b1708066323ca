import { describe, expect, test } from 'vitest';
import { headersToAskFor, mayHaveActed } from '../../../src/app/state/call.ts';
import { send } from '../../../src/app/state/send.ts';
import { SingletError } from '../../../src/core/base/errors.ts';
import type { Singlet } from '../../../src/core/index.ts';

const draft = { method: 'GET', url: ' https://api.example/v1?x=1 ', headers: [], body: '' };
type Caller = Parameters<typeof send>[0];
type Found = Awaited<ReturnType<Singlet['diagnose']>>;
const blocked: Found = { code: 'cors_blocked', certainty: 'likely', origin: 'https://api.example' };

function singlet(fetch: () => Promise<Response>, diagnose: () => Promise<Found> = async () => blocked) {
  const asked: (string | URL)[] = [];
  const caller: Caller = {
    fetch,
    for: () => ({ fetch }),
    diagnose(address) {
      asked.push(address);
      return diagnose();
    },
  };
  return { asked, send: (signal = new AbortController().signal) => send(caller, draft, undefined, signal) };
}
const rejected = (error: unknown) => () => Promise.reject(error);

describe('a call of the console that failed', () => {
  test('is told by evidence, with its certainty', async () => {
    const { asked, send } = singlet(rejected(new TypeError('Failed to fetch')));
    const { code, certainty, origin } = blocked;
    expect(await send()).toEqual({
      kind: 'failure',
      failure: { code, detail: undefined, said: undefined, provider: undefined, facts: { certainty, origin } },
      over: expect.any(Number),
    });
    expect(asked).toEqual(['https://api.example/v1?x=1']);
  });

  test('keeps the code of the core, and asks nothing more', async () => {
    const { asked, send } = singlet(rejected(new SingletError('no_rule', { detail: 'GET' })));
    expect(await send()).toEqual({
      kind: 'failure',
      failure: { code: 'no_rule', detail: 'GET', said: undefined, provider: undefined },
    });
    expect(asked).toEqual([]);
  });

  test('was cancelled: before, and while the evidence is looked for', async () => {
    const done = singlet(rejected(new DOMException('', 'AbortError')));
    expect(await done.send(AbortSignal.abort())).toMatchObject({ failure: { code: 'aborted' } });
    expect(done.asked).toEqual([]);
    const asking = new AbortController();
    const { send } = singlet(rejected(new TypeError('Load failed')), () => {
      setTimeout(() => asking.abort());
      return new Promise(() => {});
    });
    expect(await send(asking.signal)).toMatchObject({ failure: { code: 'aborted' } });
  });

  test('stays untold where the evidence cannot be had', async () => {
    const { send } = singlet(rejected(new TypeError('Load failed')), rejected(new SingletError('disposed')));
    expect(await send()).toMatchObject({ failure: { code: 'network_failed' } });
  });

  test('broke off in its body: nothing is asked, since the head was read', async () => {
    const body = new ReadableStream({ start: (stream) => stream.error(new TypeError('network error')) });
    const { asked, send } = singlet(async () => new Response(body));
    expect(await send()).toMatchObject({
      failure: { code: 'network_failed', facts: { certainty: 'certain', origin: 'https://api.example' } },
    });
    expect(asked).toEqual([]);
  });
});

describe('what to ask an API for', () => {
  const sentWith = { id: 'c1', thread: 1, tail: 'a1b2', name: 'Acme', inHeader: true, scope: '', refreshable: true, endless: false };
  const page = 'https://app.example';
  const allow = `Access-Control-Allow-Origin: ${page}`;

  test('the origin; and the method and headers that a browser asks about first', () => {
    expect(headersToAskFor({ draft, sentWith: null }, page)).toEqual([allow]);
    expect(headersToAskFor({ draft, sentWith: { ...sentWith, inHeader: false } }, page)).toEqual([allow]);
    expect(headersToAskFor({ draft, sentWith }, page)).toEqual([allow, 'Access-Control-Allow-Headers: authorization']);
    const headers = [
      { name: 'Accept', value: 'text/csv' },
      { name: 'Content-Type', value: 'application/json' },
      { name: 'X-Trace', value: '1' },
      { name: ' ', value: '' },
    ];
    expect(headersToAskFor({ draft: { ...draft, method: 'PATCH', headers }, sentWith: null }, page)).toEqual([
      allow,
      'Access-Control-Allow-Methods: PATCH',
      'Access-Control-Allow-Headers: content-type, x-trace',
    ]);
    const form = [{ name: 'content-type', value: 'text/plain; charset=utf-8' }];
    expect(headersToAskFor({ draft: { ...draft, method: 'POST', headers: form }, sentWith: null }, page)).toEqual([allow]);
  });

  const failure = (code: Found['code'] | 'no_rule', certainty?: 'likely') => ({
    code,
    detail: undefined,
    said: undefined,
    provider: undefined,
    ...(certainty && { facts: { certainty } }),
  });

  test.each([
    ['POST', null, 'cors_blocked', true],
    ['POST', null, 'unreachable', true],
    ['POST', sentWith, 'cors_blocked', false],
    ['POST', sentWith, 'network_failed', true],
    ['PUT', null, 'cors_blocked', false],
    ['DELETE', null, 'network_failed', true],
    ['POST', null, 'policy_blocked', false],
    ['POST', null, 'offline', false],
    ['GET', null, 'network_failed', false],
  ] as const)('%s with %j and %s: may have acted is %s', (method, carrier, code, may) => {
    expect(mayHaveActed({ draft: { ...draft, method }, sentWith: carrier }, failure(code, 'likely'))).toBe(may);
  });

  test('a call that was never made has not acted', () => {
    expect(mayHaveActed({ draft: { ...draft, method: 'POST' }, sentWith: null }, failure('no_rule'))).toBe(false);
  });
});
