import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/core/base/secret.ts';
import { makeIntercept } from '../../../src/core/intercept/intercept.ts';
import { buildIndex } from '../../../src/core/intercept/match.ts';
import type { Placement } from '../../../src/core/provider/provider.ts';
import { aProvider } from '../../fixtures/provider.ts';

/** What reached the bare fetch, as the browser would read it. */
interface Sent {
  readonly url: string;
  readonly facts: Record<string, unknown>;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly signal: AbortSignal;
}

interface Call {
  readonly input: RequestInfo | URL;
  readonly init?: RequestInit | undefined;
}

/** Words that a `Request` has no property for; they can only be read where they were put. */
const unreadable = ['priority', 'window'] as const;

/** Made up by the platform for every form anew. */
const withoutBoundary = (text: string) => text.replaceAll(/-{4}formdata-\w+-\d+/g, '-boundary-');

async function read(input: RequestInfo | URL, init: RequestInit | undefined): Promise<Sent> {
  const request = new Request(input, init);
  const { method, mode, cache, credentials, redirect, referrerPolicy, integrity, keepalive, signal } = request;
  const said = Object.fromEntries(unreadable.map((name) => [name, (init as Record<string, unknown> | undefined)?.[name]]));
  // A network sends no blank at an end, and the forms differ in when they cut it off.
  const headers = Object.fromEntries([...request.headers].map(([name, value]) => [name, withoutBoundary(value).trim()]));
  const facts = { method, mode, cache, credentials, redirect, referrerPolicy, integrity, keepalive, ...said };
  return { url: request.url, facts, headers, body: withoutBoundary(await request.text()), signal };
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'REPORT'];

function stage(placement: Placement = { in: 'header' }) {
  const sent: Sent[] = [];
  const index = buildIndex(
    [{ id: 'c1', provider: 'acme' }],
    new Map([['acme', aProvider({ api: [{ origin: 'https://api.acme.example', path: '/v1', methods, placement }] })]]),
  );
  const current = { token: new Secret('canary-1'), generation: 1 };
  const intercept = makeIntercept({
    fetch: async (input, init) => {
      sent.push(await read(input, init));
      return new Response();
    },
    index: () => index,
    tokens: { peek: () => current, tokenFor: async () => current, renew: async () => undefined },
    base: () => 'https://app.example/page',
    inQuery: () => {},
    sign: async (_connection, _sign, parts) => parts,
  });
  /** What is sent for a call, or the name of what was thrown. */
  return async ({ input, init }: Call): Promise<Sent | string> => {
    sent.length = 0;
    const failure = await intercept(input, init).then(
      () => undefined,
      (error: Error & { code?: string }) => error.code ?? error.name,
    );
    return failure ?? (sent[0] as Sent);
  };
}

const encoder = new TextEncoder();

/** A body has to be made anew for each form of a call. */
const bodies: Readonly<Record<string, () => BodyInit | null>> = {
  none: () => null,
  text: () => 'a=1&\u00e9',
  empty: () => '',
  parameters: () => new URLSearchParams({ a: '1 2', b: '\u00e9' }),
  blob: () => new Blob(['{"a":1}'], { type: 'application/json' }),
  'blob without a type': () => new Blob(['a']),
  form: () => {
    const form = new FormData();
    form.set('item', 'paper');
    form.set('file', new Blob(['x'], { type: 'text/plain' }), 'a.txt');
    return form;
  },
  buffer: () => encoder.encode('abc').buffer,
  view: () => encoder.encode('xabcx').subarray(1, 4),
  stream: () => new Blob(['one', 'two']).stream(),
};

interface Draft {
  readonly url: string;
  readonly method: string | undefined;
  readonly body: string;
  readonly headers: 'none' | 'record' | 'pairs' | 'Headers';
  readonly pairs: [string, string][];
  readonly rest: RequestInit;
  readonly signal: boolean;
  /** Which of the names in `rest` stand in the `Request`, where a call has both. */
  readonly apart: number;
}

const value = fc.oneof(
  fc.constantFrom('1', '', ' x ', 'a, b', '\u00e9'),
  fc.string({ unit: fc.constantFrom('a', ' ', ',', ';', '"'), maxLength: 6 }),
);
const pair = fc.tuple(
  fc.constantFrom('X-Mine', 'x-mine', 'Accept', 'Content-Type', 'content-type', 'If-None-Match', 'Range', 'Cookie'),
  value,
) as fc.Arbitrary<[string, string]>;

const draft: fc.Arbitrary<Draft> = fc.record({
  url: fc.constantFrom(
    'https://api.acme.example/v1/me',
    'https://API.acme.example:443/v1/a%20b?x=1#part',
    'https://api.acme.example/v1/?access_token=mine&access_token=two#x',
    'https://api.acme.example/other',
    'https://other.example/v1/me',
  ),
  method: fc.constantFrom(
    undefined,
    'GET',
    'get',
    'HEAD',
    'POST',
    'post',
    'PUT',
    'PATCH',
    'patch',
    'DELETE',
    'delete',
    'OPTIONS',
    'REPORT',
    'report',
  ),
  body: fc.oneof(fc.constant('none'), fc.constantFrom(...Object.keys(bodies))),
  headers: fc.constantFrom('none', 'record', 'pairs', 'Headers'),
  pairs: fc.array(pair, { maxLength: 4 }),
  rest: fc.record(
    {
      mode: fc.constantFrom('cors', 'same-origin', 'no-cors'),
      cache: fc.constantFrom('default', 'no-store', 'reload', 'no-cache', 'force-cache'),
      credentials: fc.constantFrom('omit', 'same-origin', 'include'),
      redirect: fc.constantFrom('follow', 'error', 'manual'),
      referrerPolicy: fc.constantFrom('', 'no-referrer', 'unsafe-url', 'origin'),
      referrer: fc.constantFrom('about:client', ''),
      integrity: fc.constantFrom('', 'sha256-abc='),
      keepalive: fc.boolean(),
      priority: fc.constantFrom('high', 'low', 'auto'),
      window: fc.constant(null),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<RequestInit>,
  signal: fc.boolean(),
  apart: fc.nat({ max: 2 ** 13 }),
});

function headersOf({ headers, pairs }: Draft): HeadersInit | undefined {
  if (headers === 'none') return undefined;
  if (headers === 'record') return Object.fromEntries(pairs);
  return headers === 'pairs' ? pairs : new Headers(pairs);
}

function initOf(from: Draft, signal: AbortSignal): RequestInit {
  const body = bodies[from.body]?.() ?? null;
  const headers = headersOf(from);
  return {
    ...from.rest,
    ...(from.method !== undefined && { method: from.method }),
    ...(headers && { headers }),
    ...(body !== null && { body }),
    ...(body instanceof ReadableStream && { duplex: 'half' as const }),
    ...(from.signal && { signal }),
  };
}

/** The same call in another form; undefined where the platform cannot say it so. */
type Form = (from: Draft, init: RequestInit & { readonly duplex?: 'half' }) => Call;

const asUrl: Form = ({ url }, init) => ({ input: new URL(url), init });
const asRequest: Form = ({ url }, init) => ({ input: new Request(url, init) });
/** Some of it in the `Request`, some beside it. Method and body stay together, and headers, which name the kind of the body. */
const asBoth: Form = ({ url, apart }, { method, body, duplex, headers, ...init }) => {
  const together = { method, body, duplex, headers };
  const own = Object.entries(init).filter((_, at) => (apart >> (at + 1)) & 1);
  const beside = Object.entries(init).filter((_, at) => !((apart >> (at + 1)) & 1));
  const clean = (entries: [string, unknown][]) => Object.fromEntries(entries.filter(([, one]) => one !== undefined)) as RequestInit;
  const inside = apart & 1;
  const input = new Request(url, clean([...own, ...(inside ? Object.entries(together) : [])]));
  return { input, init: clean([...beside, ...(inside ? [] : Object.entries(together))]) };
};

/** Without what cannot be compared: words that a `Request` does not show, and what a call without a token says of referrers. */
function comparable(sent: Sent, call: Call): Sent {
  const lost: string[] = unreadable.filter((name) => call.input instanceof Request && !(name in (call.init ?? {})));
  // An init beside a `Request` makes the platform forget the policy of the `Request`.
  if (!JSON.stringify(sent).includes('canary')) lost.push('referrerPolicy');
  return { ...sent, facts: Object.fromEntries(Object.entries(sent.facts).filter(([name]) => !lost.includes(name))) };
}

function attempt<T>(make: () => T): T | string {
  try {
    return make();
  } catch (error) {
    return (error as Error).name;
  }
}

function equalForms(form: Form, placement?: Placement) {
  const send = stage(placement);
  return fc.asyncProperty(draft, async (from) => {
    // What the platform itself cannot send straight needs no likeness.
    if (typeof attempt(() => new Request(from.url, initOf(from, new AbortController().signal))) === 'string') return;
    const straight = new AbortController();
    const bent = new AbortController();
    const first = await send({ input: from.url, init: initOf(from, straight.signal) });
    const call = attempt(() => form(from, initOf(from, bent.signal)));
    if (typeof call === 'string') throw new Error(`${call}: the platform can say it straight, but not so`);
    const second = await send(call);
    if (typeof first === 'string' || typeof second === 'string') {
      expect(second).toEqual(first);
      return;
    }
    const [one, other] = [first, second].map((sent) => ({ ...comparable(sent, call), signal: sent.signal.aborted }));
    expect(other).toEqual(one);
    if (!from.signal) return;
    straight.abort();
    bent.abort();
    expect([first.signal.aborted, second.signal.aborted]).toEqual([true, true]);
  });
}

describe('a string with a plain init is sent as the same call in another form', () => {
  const runs = { numRuns: 400 };

  test('[S61] as a URL', () => fc.assert(equalForms(asUrl), runs));
  test('[S61] as a Request', () => fc.assert(equalForms(asRequest), runs));
  test('[S61] as a Request with an init beside it', () => fc.assert(equalForms(asBoth), runs));
  test('[S61] [S66] as a Request, with the token in the query', () =>
    fc.assert(equalForms(asRequest, { in: 'query', name: 'access_token' }), runs));
  test('[S61] [S66] as a Request with an init, with the token in the query', () =>
    fc.assert(equalForms(asBoth, { in: 'query', name: 'access_token' }), runs));
});
