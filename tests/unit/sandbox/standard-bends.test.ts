/** The catalogue of faults: each does what its name says, on its leg, and leaves the others alone. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type BendName, bends } from '../../../src/sandbox/standard/bends.ts';
import {
  app,
  type Bench,
  client_id,
  createBench,
  exchange,
  goThrough,
  readJwt,
  redirect_uri,
  renew,
  startUrl,
  tokens,
} from './standard-bench.ts';

afterEach(() => void vi.useRealTimers());

const implicit = { response_type: 'id_token token', code_challenge: undefined, code_challenge_method: undefined };

type Check = (bench: Bench, name: BendName) => Promise<void>;

/** A good sign-in, and then the exchange with the fault in front of it. */
async function bentExchange(bench: Bench, name: BendName): Promise<Response> {
  const { back, verifier } = await goThrough(bench, bench.visit());
  bench.setBend(bends[name]);
  const code = back?.searchParams.get('code') ?? '';
  return bench.post('/token', { grant_type: 'authorization_code', client_id, redirect_uri, code, code_verifier: verifier });
}

/** The way back of a sign-in that is bent from its start: where it leads, its parameters, and the place they came in. */
async function bentWayBack(bench: Bench, name: BendName, more = {}, decision = 'allow') {
  bench.setBend(bends[name]);
  const { back } = await goThrough(bench, bench.visit(), more, decision);
  const place = back?.hash ? 'fragment' : 'query';
  return { place, reply: place === 'fragment' ? new URLSearchParams(back?.hash.slice(1)) : (back?.searchParams ?? new URLSearchParams()) };
}

const corsOf = (response: Response) => response.headers.get('access-control-allow-origin');

/** The token reply has these fields. */
const field =
  (name: string, expected: unknown): Check =>
  async (bench, bend) => {
    const reply = await bentExchange(bench, bend);
    expect([reply.status, corsOf(reply)]).toEqual([200, app]);
    expect((await reply.json())[name]).toEqual(expected);
    // A token in the fragment has the same fault, as text.
    const { reply: fragment } = await bentWayBack(bench, bend, implicit);
    if (expected === undefined) expect(fragment.has(name)).toBe(false);
    else if (typeof expected !== 'object') expect(fragment.get(name)).toBe(String(expected));
  };

/** The token endpoint answers so, readable, and a good try afterwards still succeeds: nothing was used up. */
const refusal =
  (status: number, type: string | null, holds: string): Check =>
  async (bench, bend) => {
    const { back, verifier } = await goThrough(bench, bench.visit());
    const code = back?.searchParams.get('code') ?? '';
    const fields = { grant_type: 'authorization_code', client_id, redirect_uri, code, code_verifier: verifier };
    bench.setBend(bends[bend]);
    const reply = await bench.post('/token', fields);
    expect([reply.status, corsOf(reply), reply.headers.get('content-type')?.split(';')[0] ?? null]).toEqual([status, app, type]);
    const text = await reply.text();
    expect(holds === '' ? text : text.includes(holds)).toBe(holds === '' ? '' : true);
    bench.setBend(undefined);
    expect((await bench.post('/token', fields)).status).toBe(200);
  };

/** ID tokens of both legs. */
const idToken =
  (check: (jwt: Awaited<ReturnType<typeof readJwt>>) => void): Check =>
  async (bench, bend) => {
    const body = await (await bentExchange(bench, bend)).json();
    check(await readJwt(bench, body.id_token));
    const { reply } = await bentWayBack(bench, bend, implicit);
    check(await readJwt(bench, reply.get('id_token') ?? ''));
  };

const claim = (name: string, expected: unknown) =>
  idToken(({ claims, signed }) => {
    expect([claims[name], signed]).toEqual([expected, true]);
  });

/** The address that leads back has these values under this name, whatever was asked. */
const wayBack =
  (name: string, expected: readonly string[]): Check =>
  async (bench, bend) => {
    for (const [more, decision] of [
      [{}, 'allow'],
      [implicit, 'allow'],
      [{}, 'deny'],
    ] as const) {
      const { reply } = await bentWayBack(bench, bend, more, decision);
      expect(reply.getAll(name)).toEqual(expected);
    }
  };

const neverReturns =
  (status: number, type: string, holds: string): Check =>
  async (bench, bend) => {
    bench.setBend(bends[bend]);
    const response = await bench.visit().go(startUrl(bench).url);
    expect([response.status, response.headers.get('location'), response.headers.get('content-type')]).toEqual([status, null, type]);
    expect(await response.text()).toContain(holds);
  };

/** Preflight and answer go without CORS, and the answer is the good one. */
const mute =
  (path: string, ask: (bench: Bench) => Promise<Response>): Check =>
  async (bench, bend) => {
    const good = await ask(bench);
    bench.setBend(bends[bend]);
    const reply = await ask(bench);
    expect([reply.status, corsOf(good) !== null, corsOf(reply)]).toEqual([good.status, true, null]);
    expect(corsOf(await bench.fetch(path, { method: 'OPTIONS' }))).toBeNull();
    expect(reply.headers.get('access-control-expose-headers')).toBeNull();
  };

const instead =
  (path: string, init: RequestInit, status: number, holds: string): Check =>
  async (bench, bend) => {
    bench.setBend(bends[bend]);
    const reply = await bench.fetch(path, init);
    expect([reply.status, corsOf(reply), (await reply.text()).includes(holds)]).toEqual([status, app, true]);
  };

const text = async (bench: Bench, bend: BendName) => {
  const reply = await bentExchange(bench, bend);
  return { reply, bytes: new Uint8Array(await reply.arrayBuffer()) };
};

/** The answer is late by so much, and then the usual one. */
const late =
  (ms: number, ask: (bench: Bench) => Promise<Response>, status: number): Check =>
  async (bench, bend) => {
    bench.setBend(bends[bend]);
    vi.useFakeTimers();
    let done = false;
    const reply = ask(bench).finally(() => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(ms - 1);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect((await reply).status).toBe(status);
  };

const asksToken = (bench: Bench) => bench.post('/token', { client_id, grant_type: 'refresh_token', refresh_token: 'none' });
const all = 'openid profile email offline_access classes:read bookings:read bookings:write';

const checks: Readonly<Record<BendName, Check>> = {
  'expires-string': field('expires_in', '3600'),
  'expires-missing': field('expires_in', undefined),
  'expires-zero': field('expires_in', 0),
  'expires-huge': field('expires_in', 1e12),
  'expires-fraction': field('expires_in', 3600.5),
  'expires-junk': field('expires_in', 'soon'),
  'type-missing': field('token_type', undefined),
  'type-upper': field('token_type', 'BEARER'),
  'type-lower': field('token_type', 'bearer'),
  'type-mac': field('token_type', 'mac'),
  'no-scope': field('scope', undefined),
  'fewer-scopes': field('scope', all.replace(' bookings:write', '')),
  'more-scopes': field('scope', `${all} members:admin`),
  'access-token-object': field('access_token', { value: expect.stringMatching(/^kl_at_/) }),
  'access-token-crlf': field('access_token', expect.stringMatching(/^kl_at_[\w-]+\r\nx-injected: 1$/)),
  'no-refresh-token': async (bench, bend) => {
    const { refresh_token = '' } = await tokens(bench);
    bench.setBend(bends[bend]);
    for (const _again of [1, 2]) {
      const reply = await renew(bench, refresh_token);
      expect([reply.status, 'refresh_token' in (await reply.json())]).toEqual([200, false]);
    }
    expect(await (await exchange(bench)).json()).toHaveProperty('refresh_token');
  },
  'error-in-200': refusal(200, 'application/json', '"error":"invalid_grant"'),
  'invalid-grant': refusal(400, 'application/json', '"error":"invalid_grant"'),
  'invalid-code': refusal(400, 'application/json', '"error":"invalid_code"'),
  'invalid-request': refusal(400, 'application/json', '"error":"invalid_request"'),
  'empty-400': refusal(400, null, ''),
  'empty-403': refusal(403, null, ''),
  'html-400': refusal(400, 'text/html', '<h1>400 Bad Request'),
  'problem-json-400': refusal(400, 'application/problem+json', '"status":400'),
  'unavailable-503': refusal(503, 'text/plain', 'Unavailable'),
  'empty-204': refusal(204, null, ''),
  'rate-limited': async (bench, bend) => {
    await refusal(429, 'application/json', 'slow_down')(bench, bend);
    bench.setBend(bends[bend]);
    const { headers } = await asksToken(bench);
    expect([headers.get('retry-after'), headers.get('access-control-expose-headers')]).toEqual([
      '2',
      expect.stringContaining('Retry-After'),
    ]);
  },
  'wrong-content-type': async (bench, bend) => {
    const reply = await bentExchange(bench, bend);
    expect([reply.headers.get('content-type'), await reply.json()]).toEqual([
      'text/html; charset=utf-8',
      expect.objectContaining({ token_type: 'Bearer' }),
    ]);
  },
  truncated: async (bench, bend) => {
    const { reply, bytes } = await text(bench, bend);
    const got = new TextDecoder().decode(bytes);
    expect([reply.status, got.startsWith('{"access_token":')]).toEqual([200, true]);
    expect(() => JSON.parse(got)).toThrow(SyntaxError);
  },
  'five-megabytes': async (bench, bend) => {
    const { reply, bytes } = await text(bench, bend);
    expect([reply.status, bytes.length > 5 * 1024 * 1024]).toEqual([200, true]);
    expect(JSON.parse(new TextDecoder().decode(bytes)).token_type).toBe('Bearer');
  },
  bom: async (bench, bend) => {
    const { reply, bytes } = await text(bench, bend);
    expect([reply.status, ...bytes.slice(0, 4)]).toEqual([200, 0xef, 0xbb, 0xbf, 0x7b]);
  },
  'lost-reply': async (bench, bend) => {
    const { reply, bytes } = await text(bench, bend);
    expect(Number(reply.headers.get('content-length'))).toBeGreaterThan(bytes.length);
    expect(reply.status).toBe(200);
  },
  hang: late(60_000, asksToken, 400),
  'no-cors': mute('/token', asksToken),
  'slash-redirect': async (bench, bend) => {
    const reply = await bentExchange(bench, bend);
    expect([reply.status, reply.headers.get('location'), corsOf(reply)]).toEqual([307, `${bench.issuer}/token/`, app]);
    expect((await bench.post('/token/', { client_id })).status).toBe(400);
    expect(await (await bench.post('/token/', { client_id })).json()).toMatchObject({ error: 'invalid_request' });
  },
  'slash-redirect-no-cors': async (bench, bend) => {
    const reply = await bentExchange(bench, bend);
    expect([reply.status, reply.headers.get('location'), corsOf(reply)]).toEqual([307, `${bench.issuer}/token/`, null]);
  },
  'id-token-wrong-nonce': claim('nonce', 'of-another-sign-in'),
  'id-token-no-nonce': claim('nonce', undefined),
  'id-token-wrong-aud': claim('aud', 'another-client'),
  'id-token-wrong-iss': claim('iss', 'https://elsewhere.example'),
  'id-token-expired': idToken(({ claims, signed }) => {
    expect([Number(claims.exp) < Number(claims.iat), signed]).toEqual([true, true]);
  }),
  'id-token-wrong-at-hash': claim('at_hash', 'AAAAAAAAAAAAAAAAAAAAAA'),
  'id-token-no-at-hash': claim('at_hash', undefined),
  'id-token-bad-signature': idToken(({ header, claims, signed }) => {
    expect([header.alg, claims.nonce, signed]).toEqual(['RS256', 'no', false]);
  }),
  'id-token-alg-none': idToken(({ header, signed }) => {
    expect([header.alg, signed]).toEqual(['none', false]);
  }),
  'plain-page': neverReturns(400, 'text/html; charset=utf-8', 'Something went wrong'),
  'plain-text-500': neverReturns(500, 'text/plain; charset=utf-8', 'Internal Server Error'),
  coop: async (bench, bend) => {
    bench.setBend(bends[bend]);
    const { response } = await bench.visit().follow(startUrl(bench).url, (url) => url.startsWith(bench.issuer));
    expect(response?.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(await response?.text()).toContain('Sign in');
  },
  'deny-in-query': async (bench, bend) => {
    const denied = await bentWayBack(bench, bend, implicit, 'deny');
    expect([denied.place, denied.reply.get('error'), denied.reply.get('state')]).toEqual(['query', 'access_denied', 'st']);
    expect((await bentWayBack(bench, bend, implicit)).place).toBe('fragment');
  },
  'wrong-state': wayBack('state', ['of-another-sign-in']),
  'no-state': wayBack('state', []),
  'wrong-iss': wayBack('iss', ['https://elsewhere.example']),
  'no-iss': wayBack('iss', []),
  'iss-twice': wayBack('iss', ['https://kiln.example', 'https://kiln.example']),
  'duplicate-parameter': async (bench, bend) => {
    expect((await bentWayBack(bench, bend)).reply.getAll('code').length).toBe(2);
    expect((await bentWayBack(bench, bend, implicit)).reply.getAll('access_token').length).toBe(2);
    expect((await bentWayBack(bench, bend, {}, 'deny')).reply.getAll('error').length).toBe(2);
  },
  'token-and-error': async (bench, bend) => {
    const { place, reply } = await bentWayBack(bench, bend, implicit);
    expect([place, reply.has('access_token'), reply.get('error')]).toEqual(['fragment', true, 'server_error']);
  },
  slow: late(3000, (bench) => bench.visit().go(startUrl(bench).url), 303),
  'revoke-refused': instead('/revoke', { method: 'POST', body: new URLSearchParams({ client_id }) }, 400, 'unsupported_token_type'),
  'revoke-no-cors': mute('/revoke', (bench) => bench.post('/revoke', { client_id, token: 'x' })),
  'userinfo-other-sub': async (bench, bend) => {
    const { access_token = '' } = await tokens(bench);
    bench.setBend(bends[bend]);
    const claims = await (await bench.call('/userinfo', access_token)).json();
    expect(claims).toMatchObject({ sub: 'somebody-else', name: 'Maya Okafor' });
    expect((await bench.call('/userinfo', 'broken')).status).toBe(401);
  },
  'userinfo-500': instead('/userinfo', {}, 500, 'Internal Server Error'),
  'userinfo-no-cors': mute('/userinfo', (bench) => bench.fetch('/userinfo')),
  'discovery-wrong-issuer': async (bench, bend) => {
    bench.setBend(bends[bend]);
    const said = await (await bench.fetch('/.well-known/openid-configuration')).json();
    expect([said.issuer, said.token_endpoint]).toEqual(['https://elsewhere.example', `${bench.issuer}/token`]);
  },
  'discovery-404': async (bench, bend) => {
    for (const name of ['openid-configuration', 'oauth-authorization-server'])
      await instead(`/.well-known/${name}`, {}, 404, 'Not Found')(bench, bend);
  },
  'discovery-no-cors': mute('/.well-known/openid-configuration', (bench) => bench.fetch('/.well-known/openid-configuration')),
  'jwks-no-cors': mute('/jwks', (bench) => bench.fetch('/jwks')),
  'api-no-cors': mute('/v1/me', (bench) => bench.fetch('/v1/me')),
};

test.each(Object.entries(checks) as [BendName, Check][])('%s', async (name, check) => {
  await check(createBench(), name);
});

test('every fault of the catalogue is looked at', () => {
  expect(Object.keys(checks).sort()).toEqual(Object.keys(bends).sort());
});

describe('a fault leaves other legs alone', () => {
  const quiet = (Object.keys(bends) as BendName[]).filter((name) => /^(revoke|userinfo|discovery|jwks|api)-/.test(name));

  test.each(quiet)('%s does not touch a sign-in', async (name) => {
    const bench = createBench();
    bench.setBend(bends[name]);
    expect((await exchange(bench)).status).toBe(200);
  });

  const ofToken = (Object.keys(bends) as BendName[]).filter((name) => !quiet.includes(name) && !/^(plain|slow|coop)/.test(name));

  test.each(ofToken)('%s does not touch metadata, userinfo, revocation and the API', async (name) => {
    const bench = createBench();
    const { access_token = '' } = await tokens(bench);
    const ask = async () => [
      await (await bench.fetch('/.well-known/openid-configuration')).json(),
      await (await bench.call('/userinfo', access_token)).json(),
      (await bench.post('/revoke', { client_id, token: 'x' })).status,
      await (await bench.call('/v1/classes', access_token)).json(),
    ];
    const before = await ask();
    bench.setBend(bends[name]);
    expect(await ask()).toEqual(before);
  });

  test('preflights pass, but for those without CORS', async () => {
    const bench = createBench();
    for (const [name, bend] of Object.entries(bends).filter(([one]) => !one.endsWith('no-cors'))) {
      bench.setBend(bend);
      const { status, headers } = await bench.fetch('/token', { method: 'OPTIONS' });
      expect([name, status, headers.get('access-control-allow-origin')]).toEqual([name, 204, app]);
    }
  });
});

test('hang does nothing for whoever gives up', async () => {
  const bench = createBench();
  const { refresh_token = '' } = await tokens(bench);
  bench.setBend(bends.hang);
  const giveUp = new AbortController();
  const body = new URLSearchParams({ grant_type: 'refresh_token', client_id, refresh_token });
  const reply = bench.fetch('/token', { method: 'POST', body, signal: giveUp.signal });
  giveUp.abort();
  expect((await reply).status).toBe(408);
  bench.setBend(undefined);
  expect((await renew(bench, refresh_token)).status).toBe(200);
});

test('lost-reply has used the refresh token up', async () => {
  const bench = createBench();
  const { refresh_token = '' } = await tokens(bench);
  bench.setBend(bends['lost-reply']);
  await renew(bench, refresh_token);
  bench.setBend(undefined);
  expect((await renew(bench, refresh_token)).status).toBe(400);
});
