/** What holds for every reply, however odd: thrown together from the parts of real ones, and from noise. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSingletError } from '../../../src/core/base/errors.ts';
import { type CheckedResponse, checkResponse, type Expectation, tupleOf } from '../../../src/core/flow/check-response.ts';
import { parsePastedCode } from '../../../src/core/flow/pasted-code.ts';
import { parseResponse } from '../../../src/core/flow/response.ts';
import { type TokenReply, validateTokenResponse } from '../../../src/core/flow/token-response.ts';
import { aProvider } from '../../fixtures/provider.ts';
import { share } from '../share.ts';

const now = 1_760_000_000_000;
const issuer = 'https://id.acme.example';
const callback = 'https://app.example/callback/';
const provider = aProvider({ issuer, redirect_uri: callback });
const canary = 'canary_token_0123456789';

type Place = '?' | '#';
type Pair = readonly [place: Place, name: string, value: string];

interface Kind {
  readonly expected: Expectation;
  /** A reply that is accepted. */
  readonly good: readonly Pair[];
}

const common = { id: 'nonce-1', createdAt: now, tuple: tupleOf(provider), redirect_uri: callback };
const token: readonly Pair[] = [
  ['#', 'access_token', canary],
  ['#', 'token_type', 'Bearer'],
];
const kinds: readonly Kind[] = [
  {
    expected: { ...common, flow: 'code', binding: 'state', state: 's1', wantsIdToken: false },
    good: [
      ['?', 'code', canary],
      ['?', 'state', 's1'],
      ['?', 'iss', issuer],
    ],
  },
  {
    expected: { ...common, flow: 'token', binding: 'query', state: undefined, wantsIdToken: false },
    good: [['?', 'txn', 'nonce-1'], ...token],
  },
  { expected: { ...common, flow: 'token', binding: 'state', state: 's1', wantsIdToken: false }, good: [...token, ['#', 'state', 's1']] },
  {
    expected: { ...common, flow: 'token', binding: 'state', state: 's1', wantsIdToken: true },
    good: [...token, ['#', 'id_token', 'a.b.c'], ['#', 'state', 's1']],
  },
];

const names = [
  'access_token',
  'code',
  'state',
  'txn',
  'error',
  'iss',
  'id_token',
  'token_type',
  'expires_in',
  'scope',
  'p',
  'error_description',
];
const prototypes = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'];
const values = [
  '',
  's1',
  's2',
  'nonce-1',
  'nonce-2',
  canary,
  'access_denied',
  issuer,
  'https://evil.example',
  'bearer',
  'mac',
  '60',
  '-1',
  '1h',
  'toString',
  'a b',
  'é',
  'a\r\nb',
  '\u0000',
];

const pair = fc.tuple(fc.constantFrom<Place>('?', '#'), fc.constantFrom(...names, ...prototypes), fc.constantFrom(...values));
/** Takes one away, puts one in, says one twice, moves one, changes one. */
const change = fc.tuple(fc.constantFrom('drop', 'add', 'twice', 'move', 'value'), fc.nat(7), pair);

/** What a provider says in an error is passed on, so no token stands there. */
const spoken = ([place, name, value]: Pair): Pair => [place, name, name.startsWith('error') && value === canary ? 'denied' : value];

function changed(pairs: readonly Pair[], changes: readonly (readonly [string, number, Pair])[]): Pair[] {
  const list = [...pairs];
  for (const [what, at, [place, name, value]] of changes) {
    const index = at % Math.max(list.length, 1);
    const [oldPlace, oldName, oldValue] = list[index] ?? [place, name, value];
    if (what === 'drop') list.splice(index, 1);
    else if (what === 'add') list.splice(index, 0, [place, name, value]);
    else if (what === 'twice') list.push([place, oldName, at % 2 ? oldValue : value]);
    else if (what === 'move') list.splice(index, 1, [oldPlace === '?' ? '#' : '?', oldName, oldValue]);
    else list.splice(index, 1, [oldPlace, oldName, value]);
  }
  return list.map(spoken);
}

function addressOf(pairs: readonly Pair[]): string {
  const part = (place: Place) => {
    const own = pairs
      .filter((one) => one[0] === place)
      .map(([, name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    return own.length > 0 ? place + own.join('&') : '';
  };
  return callback + part('?') + part('#');
}

/** What comes of an address: the code or tokens, or the code of the error. Anything else that is thrown fails the test. */
function outcome(href: string, { expected }: Kind): CheckedResponse | string {
  try {
    return checkResponse(parseResponse(href), expected, { provider, issPromised: expected.flow === 'code', now: now + 1000 });
  } catch (error) {
    if (!isSingletError(error)) throw error;
    if (JSON.stringify(error).includes(canary)) throw new Error('the error shows the token', { cause: error });
    return error.code;
  }
}

/** Whether a reply may be accepted, decided anew from the pairs alone. */
function mayPass(pairs: readonly Pair[], { expected }: Kind): boolean {
  const find = (name: string) => pairs.find((one) => one[1] === name);
  const value = (name: string) => find(name)?.[2];
  if (new Set(pairs.map(([, name]) => name)).size < pairs.length) return false;
  if (expected.state !== undefined && value('state') !== expected.state) return false;
  if (expected.binding === 'query' && value('txn') !== expected.id) return false;
  if (value('error') || value('p') !== undefined) return false;
  const iss = value('iss');
  if (iss === undefined ? expected.flow === 'code' : iss !== issuer) return false;
  if (expected.flow === 'code') return find('code')?.[0] === '?' && !find('access_token') && !find('id_token');
  if (find('code') || find('access_token')?.[0] !== '#') return false;
  return expected.wantsIdToken ? find('id_token')?.[0] === '#' : !find('id_token');
}

/** A plain `expect` and a stack for each of so many runs would take most of the time. */
function require(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
const frames = Error.stackTraceLimit;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = frames;
});

describe('every reply to callback/', () => {
  const replies = 80_000 / share;
  test(`[S5] [S6] [S8] [S9] ${replies} replies made of real parts: accepted only when all of it is right`, () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(change, { maxLength: 3 }), (kind, changes) => {
        const pairs = changed(kind.good, changes);
        const found = outcome(addressOf(pairs), kind);
        if (typeof found === 'string') return;
        accepted++;
        require(mayPass(pairs, kind), 'accepted against the rules');
        const [, , value] = pairs.find(([, name]) => name === (kind.expected.flow === 'code' ? 'code' : 'access_token')) ?? [];
        require((found.kind === 'code' ? found.code : found.tokens.access_token).reveal() === value, 'another value than was sent');
      }),
      { numRuns: replies },
    );
    // Otherwise the property would say nothing.
    expect(accepted).toBeGreaterThan(replies / 10);
  });

  test('[S10] 20,000 strings of noise: taken apart or refused, never an accident', () => {
    const noise = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: fc.constantFrom(...'#?&=%+;/\\.0aA') }));
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.constantFrom('?', '#', '?code=c&', '#access_token=t&'), noise, (kind, start, text) => {
        if (URL.canParse(callback + start + text)) require(typeof outcome(callback + start + text, kind) === 'string', 'accepted');
      }),
      { numRuns: 20_000 },
    );
  });

  test('[S9] parameters named like parts of objects change nothing', () => {
    for (const kind of kinds)
      for (const name of prototypes)
        for (const place of ['?', '#'] as const) {
          const found = outcome(addressOf([...kind.good, [place, name, 'toString']]), kind);
          expect(typeof found === 'string' ? found : found.kind).toBe(kind.expected.flow);
        }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

const field = fc.oneof(
  fc.constantFrom<unknown>(
    canary,
    '',
    ' ',
    null,
    undefined,
    0,
    -1,
    -0.5,
    3600,
    3600.5,
    1e12,
    1e308,
    '6000',
    '-1',
    '1h',
    'Bearer',
    'bearer',
    'mac',
  ),
  fc.constantFrom<unknown>({}, [], [canary], true, 'a b', 'a\r\nb', 'é', 'invalid_grant', 'invalid_client', { message: 'x' }),
  fc.string({ maxLength: 20 }),
);
const fieldNames = [
  'access_token',
  'token_type',
  'expires_in',
  'refresh_token',
  'id_token',
  'scope',
  'error',
  'error_description',
  'title',
  '__proto__',
];
const nearReply = fc
  .dictionary(fc.constantFrom(...fieldNames), field, { maxKeys: 3 })
  .map((odd) => JSON.stringify({ access_token: canary, token_type: 'Bearer', expires_in: 60, ...odd }));
const body = fc.oneof(
  { weight: 8, arbitrary: nearReply },
  { weight: 1, arbitrary: fc.tuple(nearReply, fc.nat(40)).map(([text, cut]) => text.slice(0, -cut)) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
const status = fc.constantFrom(200, 200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 429, 500, 503);
const types = fc.constantFrom('', 'application/json', 'text/html', 'application/problem+json', 'text/plain; charset=utf-8');
const retryAfter = fc.constantFrom('', '2', '-1', '1e9', 'Thu, 01 Jan 2026 12:00:45 GMT', 'soon');

function isSound({ access_token, refresh_token, id_token, scope, expires_in }: TokenReply): boolean {
  const printable = [access_token, refresh_token, id_token].every(
    (one) => one === undefined || /^[\x21-\x7e]{1,16384}$/.test(one.reveal()),
  );
  const finite = expires_in === undefined || (Number.isInteger(expires_in) && expires_in >= 0 && expires_in <= 31_536_000);
  return printable && finite && (scope === undefined || (typeof scope === 'string' && scope !== ''));
}

describe('every reply of a token endpoint', () => {
  test('[S33] [S35] [S36] 40,000 replies: refused by a code, or tokens that a request can carry for a time that a clock can count', () => {
    let accepted = 0;
    fc.assert(
      fc.property(status, types, retryAfter, body, (code, type, wait, text) => {
        const headers = new Headers({ 'content-type': type, 'retry-after': wait });
        try {
          const reply = validateTokenResponse({ status: code, text, headers, receivedAt: now }, provider);
          accepted++;
          require(code >= 200 && code < 300 && isSound(reply), 'accepted, and not sound');
        } catch (error) {
          if (!isSingletError(error)) throw error;
          const { retryAfterMs = 0 } = error.facts ?? {};
          require(retryAfterMs >= 0 && retryAfterMs <= 60_000, 'a wait without measure');
          require((error.detail ?? '').length < 600, 'a detail without measure');
        }
      }),
      { numRuns: 40_000 },
    );
    expect(accepted).toBeGreaterThan(4000);
  });
});

describe('what a person pastes', () => {
  const codes = fc.string({ unit: fc.constantFrom(...'abcXYZ019-._~/+=%!*'), minLength: 1, maxLength: 40 });
  const space = fc.constantFrom('', ' ', '\n', '\t ', '\r\n');

  test('[S19] a code in every form is that code, with the state that came along', () => {
    fc.assert(
      fc.property(
        codes,
        fc.option(codes, { nil: undefined }),
        fc.constantFrom('bare', '', '?', '#', callback, `${callback}#`),
        space,
        (code, state, form, gap) => {
          const query = new URLSearchParams({ code, ...(state !== undefined && { state }) }).toString();
          const sign = form === callback ? '?' : '';
          const pasted = parsePastedCode(gap + (form === 'bare' ? code : form + sign + query) + gap);
          expect(pasted.code.reveal()).toBe(code);
          expect(pasted.state).toBe(form === 'bare' ? undefined : state);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  test('[S19] anything else is a code as it stands, or refused, never an accident', () => {
    const part = fc.constantFrom(
      'code=',
      'code=c',
      '&',
      '?',
      '#',
      'state=s',
      'error=access_denied',
      'https://',
      'x.example/',
      'access_token=t',
      ' ',
      '%',
      '\u0000',
      'é',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (pasted) => {
        try {
          expect(parsePastedCode(pasted).code.reveal()).toMatch(/^[\x21-\x7e]+$/);
        } catch (error) {
          if (!isSingletError(error)) throw error;
          expect(['code_invalid', 'authorization_rejected']).toContain(error.code);
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
