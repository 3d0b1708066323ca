/**
 * Cases 56 to 68 in a browser: where a token goes, and the many places that look like it. A sink of another origin keeps all it
 * is sent; after every test it must not hold the token. Calls go through singlet.js on the bare door page, many at once.
 */
import type { BrowserContext, Page } from '@playwright/test';
import type { ApiRuleEntry } from '../../src/core/provider/entry.ts';
import type { Singlet } from '../../src/core/session/door.ts';
import { test as base, expect, type Stage } from './stage.ts';
import { doorSurface } from './surfaces.ts';
import { allowAtSingly, signInAtFernpost } from './visits.ts';

type Init = Omit<RequestInit, 'signal' | 'window' | 'headers'> & { readonly headers?: Record<string, string> | [string, string][] };

/** A call: a string or, with `request`, a `Request` made from it; `init` beside either. */
interface Ask {
  readonly url: string;
  readonly request?: Init;
  readonly init?: Init;
}

interface Visit {
  readonly api: string;
  readonly sink: string;
  /** Both, to hand to a page. */
  readonly urls: { readonly api: string; readonly sink: string };
  /** Port of the sink, for look-alikes that lead there. */
  readonly port: string;
  /** Makes the calls all at once; gives a status each, or the code or name of what was thrown. */
  ask(...asks: (Ask | string)[]): Promise<string[]>;
  /** Fernpost's rules from now on. */
  rules(...rules: ApiRuleEntry[]): Promise<void>;
  /** What reached an API with a token since the last look: server, method, address. */
  carried(): string[];
  /** Requests to the token endpoint since the last look. */
  renewals(): number;
}

const ask = (page: Page, asks: readonly Ask[]): Promise<string[]> =>
  page.evaluate(
    (all) =>
      Promise.all(
        all.map(async ({ url, request, init }) => {
          try {
            const { fetch } = (globalThis.door as unknown as { singlet: Singlet }).singlet;
            const response = await fetch(request ? new Request(url, request) : url, init);
            // Read to its end, or the browser holds it back from those who listen.
            await response.text();
            return String(response.status);
          } catch (error) {
            return (error as { code?: string }).code?.toString() ?? (error as Error).name;
          }
        }),
      ),
    asks,
  );

/** Has the config say other rules for a provider; the page has to be loaded again after it. */
async function setRules(context: BrowserContext, stage: Stage, provider: string, api: readonly ApiRuleEntry[]): Promise<void> {
  const config = stage.farm.config(stage.origin);
  const providers = config.providers.map((one) => (one.id === provider ? { ...one, api } : one));
  await context.unroute('**/singlet.config.json');
  await context.route('**/singlet.config.json', (route) => route.fulfill({ json: { ...config, providers } }));
}

async function openDoor(page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.origin}/door.html`);
  await doorSurface.ready(page);
}

/** The token of the only connection. */
const tokenOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const { singlet } = globalThis.door as unknown as { singlet: Singlet };
    const [connection] = await singlet.connections();
    return singlet.unsafeAccessToken(connection?.id ?? '');
  });

function lookAtFarm({ farm }: Stage): Pick<Visit, 'carried' | 'renewals'> {
  let seen = farm.log.length;
  const isToken = ({ method, url }: { method: string; url: string }) => method === 'POST' && url.startsWith('/token');
  return {
    carried() {
      const fresh = farm.log.slice(seen).filter(({ token, method }) => token !== 'none' && method !== 'OPTIONS');
      seen = farm.log.length;
      return fresh.filter(({ server }) => server !== 'fernpost').map(({ server, method, url }) => `${server} ${method} ${url}`);
    },
    renewals() {
      const count = farm.log.slice(seen).filter(isToken).length;
      seen = farm.log.length;
      return count;
    },
  };
}

const test = base.extend<{ readonly visit: Visit; readonly tokens: string[] }>({
  /** Tokens that a test knows of, its first one for sure; others are found by the sweep of every test. */
  tokens: [
    async ({ stage }, use) => {
      const tokens: string[] = [];
      stage.farm.received.length = 0;
      await use(tokens);
      const received = JSON.stringify(stage.farm.received);
      for (const token of tokens) expect(received, 'what the sink was sent').not.toContain(token);
      expect(received, 'what the sink was sent').not.toMatch(/bearer|access_token=(?!mine)/i);
    },
    { auto: true },
  ],
  /** Signed in at Fernpost, on the door page. */
  visit: async ({ page, context, stage, tokens, watch }, use) => {
    await openDoor(page, stage);
    await doorSurface.connect(page, 'fernpost');
    await signInAtFernpost(page);
    await doorSurface.stands(page, 'connected');
    const token = await tokenOf(page);
    tokens.push(token);
    watch.know(token);
    const { api, sink } = stage.farm.urls;
    await use({
      api,
      sink,
      urls: { api, sink },
      port: new URL(sink).port,
      ask: (...asks) =>
        ask(
          page,
          asks.map((one) => (typeof one === 'string' ? { url: one } : one)),
        ),
      async rules(...rules) {
        await setRules(context, stage, 'fernpost', rules);
        await openDoor(page, stage);
      },
      ...lookAtFarm(stage),
    });
  },
});

test('[S56] hosts, ports, schemes and names that only look like the API get no token', async ({ visit, stage }) => {
  const { api, port } = visit;
  const own = new URL(api).port;
  const sinkbound = [
    `http://localhost:${port}/v1/me`,
    `http://localhost.evil.localhost:${port}/v1/me`,
    `http://xlocalhost.localhost:${port}/v1/me`,
    `http://localhost.:${port}/v1/me`,
    `http://127.0.0.1:${port}/v1/me`,
    `http://[::1]:${port}/v1/me`,
    `http://evil.localhost:${port}/${api}/v1/me`,
    `http://evil.localhost:${port}/v1/me?next=${api}/v1/me`,
    `http://evil.localhost:${port}/v1/me#@localhost:${own}/v1/me`,
    `http://evil.localhost:${port}\\@localhost:${own}/v1/me`,
    `http://evil.localhost:${port}/@localhost:${own}/v1/me`,
    `//evil.localhost:${port}/v1/me`,
    `http:\\\\evil.localhost:${port}\\v1\\me`,
    ` http://ev\til.localhost:${port}/v1/me\n`,
  ];
  expect(await visit.ask(...sinkbound)).toEqual(sinkbound.map(() => '200'));
  expect(stage.farm.received.filter(({ method }) => method === 'GET').length).toBe(sinkbound.length);
  // With a name in front a browser refuses the address itself.
  const named = [
    `http://localhost:${own}@evil.localhost:${port}/v1/me`,
    `http://u:p@localhost:${own}/v1/me`,
    `http://u@localhost:${own}/v1/me`,
  ];
  expect(await visit.ask(...named, 'javascript:void 0', `https://localhost:${own}/v1/me`)).toEqual(Array(5).fill('TypeError'));
  expect(await visit.ask(`data:text/plain,${api}/v1/me`)).toEqual(['200']);
  expect(visit.carried()).toEqual([]);
  // The API itself under other names says that it saw no token; under its own, however it is spelt, it saw one.
  const others = ['api.localhost', '127.0.0.1', '[::1]', 'localhost.'].map((host) => `http://${host}:${own}/v1/me`);
  expect(await visit.ask(...others)).toEqual(others.map(() => '401'));
  expect(visit.carried()).toEqual([]);
  expect(await visit.ask(`HTTP://LOCALHOST:${own}/v1/me`, `http://localhost:0${own}/v1/me`, `http://@localhost:${own}\\v1\\me`)).toEqual(
    Array(3).fill('200'),
  );
  expect(visit.carried()).toEqual(Array(3).fill('api GET /v1/me'));
});

test('[S56] a blob: address has the origin of its page, and gets no token', async ({ page, visit, stage, context }) => {
  await setRules(context, stage, 'fernpost', [{ origin: stage.origin }, { origin: visit.api }]);
  await openDoor(page, stage);
  const headers = await page.evaluate(async () => {
    const { singlet } = globalThis.door as unknown as { singlet: Singlet };
    const url = URL.createObjectURL(new Blob(['mine']));
    return [await (await singlet.fetch(url)).text(), (await singlet.explain(url)).outcome];
  });
  expect(headers).toEqual(['mine', 'refused']);
});

test('[S57] paths that only begin like the rule, and separators in disguise, get no token', async ({ visit }) => {
  const { api } = visit;
  const outside = [
    '/v1evil',
    '/v',
    '/V1/me',
    '/v1/../admin',
    '/v1/%2e%2e/admin',
    '/v1/.%2E/admin',
    '/v1/..%2fadmin',
    '/v1/..%5Cadmin',
    '/v1%2fme',
    '/v1/a%00b',
    '/v1;x=1/me',
    '/v1/me;jsessionid=1',
    '//v1/me',
    '/%76%31/me',
    '/\\v1/me',
    '/v2/../v1/../v1evil/me',
  ];
  expect(await visit.ask(...outside.map((path) => api + path))).toEqual(outside.map(() => '401'));
  expect(visit.carried()).toEqual([]);
  const inside = ['/v1/me', '/v1/../v1/me', '/%2e%2e/v1/./me', '\\v1\\me', '/v1\t/me', '/v1/me?a=%2f;%5c'];
  expect(await visit.ask(...inside.map((path) => api + path))).toEqual(inside.map(() => '200'));
  expect(visit.carried().length).toBe(inside.length);
  await visit.rules({ origin: api, path: '/v1', allowEncoded: true });
  visit.carried();
  expect(await visit.ask(`${api}/v1/a%2fb`, `${api}/v1evil`, `${api}/v1%2fme`)).toEqual(['404', '401', '401']);
  expect(visit.carried()).toEqual(['api GET /v1/a%2fb']);
});

test('[S57] the longest rule decides, also when it says no', async ({ visit }) => {
  const { api } = visit;
  await visit.rules(
    { origin: api, path: '/v1' },
    { origin: api, path: '/v1/orders', methods: ['GET'] },
    { origin: api, path: '/v1/me', methods: ['POST'] },
  );
  visit.carried();
  const post = { method: 'POST', body: '{}' } as const;
  expect(await visit.ask(`${api}/v1/orders`, { url: `${api}/v1/orders`, init: post }, `${api}/v1/me`, `${api}/v1/echo`)).toEqual([
    '200',
    '401',
    '401',
    '200',
  ]);
  expect(visit.carried().sort()).toEqual(['api GET /v1/echo', 'api GET /v1/orders']);
});

test('[S58] without a rule no request carries a token; a method that no rule names neither', async ({ visit }) => {
  const { api, sink } = visit;
  await visit.rules();
  visit.carried();
  expect(await visit.ask(`${api}/v1/me`, `${api}/v1/echo`, `${sink}/v1/me`)).toEqual(['401', '401', '200']);
  expect(visit.carried()).toEqual([]);
  await visit.rules({ origin: api, path: '/v1', methods: ['GET'] });
  visit.carried();
  const by = (method: string) => ({ url: `${api}/v1/echo`, init: { method } });
  expect(await visit.ask(by('get'), by('POST'), by('DELETE'), by('HEAD'))).toEqual(['200', '401', '401', '401']);
  expect(visit.carried()).toEqual(['api GET /v1/echo']);
});

test('[S58] the token endpoint is no API, whatever a rule says', async ({ visit, stage }) => {
  const { fernpost } = stage.farm.urls;
  await visit.rules({ origin: visit.api, path: '/v1' }, { origin: fernpost });
  stage.farm.log.length = 0;
  const post = { method: 'POST', body: new URLSearchParams({ grant_type: 'none' }).toString() };
  await visit.ask(
    `${fernpost}/me`,
    { url: `${fernpost}/token`, init: post },
    { url: `${fernpost}/token?x=1#y`, init: post },
    `${fernpost}/auth`,
  );
  const carried = stage.farm.log.filter(({ server, token, method }) => server === 'fernpost' && token !== 'none' && method !== 'OPTIONS');
  expect(carried.map(({ url }) => url)).toEqual(['/me']);
});

test('[S59] a redirect is an error; followed by rule it never brings an answer from elsewhere', async ({ visit, stage }) => {
  const { api } = visit;
  const statuses = [301, 302, 303, 307, 308];
  const post = { method: 'POST', body: 'a=1', headers: { 'content-type': 'application/json', 'x-mine': '1' } };
  const all = statuses.flatMap((status) => {
    const url = `${api}/v1/redirect?status=${status}`;
    return [{ url }, { url, init: post }, { url, request: { redirect: 'follow' as const } }, { url: `${url}&to=here` }];
  });
  expect(await visit.ask(...all)).toEqual(all.map(() => 'TypeError'));
  expect(stage.farm.received).toEqual([]);
  await visit.rules({ origin: api, path: '/v1', redirect: 'follow' });
  visit.carried();
  expect(await visit.ask(`${api}/v1/redirect?to=here`, { url: `${api}/v1/redirect?to=here&status=307`, init: post })).toEqual([
    '200',
    '200',
  ]);
  expect(visit.carried().sort()).toEqual([
    'api GET /v1/echo',
    'api GET /v1/redirect?to=here',
    'api POST /v1/echo',
    'api POST /v1/redirect?to=here&status=307',
  ]);
  expect(await visit.ask(`${api}/v1/redirect`, { url: `${api}/v1/redirect?status=307`, init: post })).toEqual([
    'request_refused',
    'request_refused',
  ]);
  // The browser has followed; the token stayed behind.
  expect(stage.farm.received.filter(({ method }) => method !== 'OPTIONS').map(({ headers }) => headers.authorization)).toEqual([
    undefined,
    undefined,
  ]);
});

test("[S60] a caller's own Authorization is sent as it is, and renews nothing", async ({ visit, stage }) => {
  const { api, sink } = visit;
  const headers = { aUTHORIZATION: 'Basic bWluZTptaW5l' };
  const own = (url: string): Ask[] => [
    { url, init: { headers } },
    { url, request: { headers } },
    { url, request: { headers: { authorization: 'Bearer not-ours' } }, init: { headers } },
    { url, request: {}, init: { headers } },
  ];
  await stage.farm.expireAccessTokens();
  visit.renewals();
  expect(await visit.ask(...own(`${api}/v1/me`))).toEqual(Array(4).fill('401'));
  expect(visit.renewals()).toBe(0);
  expect(await visit.ask(...own(`${sink}/v1/me`))).toEqual(Array(4).fill('200'));
  const received = stage.farm.received.filter(({ method }) => method === 'GET');
  expect(received.map((one) => one.headers.authorization)).toEqual(Array(4).fill(headers.aUTHORIZATION));
  await visit.rules({ origin: api, path: '/v1', authorization: 'override' });
  expect(await visit.ask(...own(`${api}/v1/me`), ...own(`${sink}/v1/me`))).toEqual([...Array(4).fill('200'), ...Array(4).fill('200')]);
});

test('[S61] a Request and the init beside it are merged as fetch does it', async ({ page, visit }) => {
  const said = await page.evaluate(async ({ api, sink }) => {
    const { fetch } = (globalThis.door as unknown as { singlet: Singlet }).singlet;
    const url = `${api}/v1/echo`;
    const form = () => {
      const data = new FormData();
      data.set('item', 'Hosho paper');
      return data;
    };
    const stream = () => new Blob(['a stream']).stream();
    const calls: [Request, RequestInit?][] = [
      [new Request(url, { headers: { 'x-mine': 'request' } })],
      [new Request(url, { headers: { 'x-mine': 'request' } }), { headers: { 'idempotency-key': 'init' } }],
      [new Request(url, { headers: { 'x-mine': 'request' } }), { method: 'POST', body: 'text' }],
      [new Request(url, { method: 'POST', body: form() })],
      [new Request(url, { method: 'PUT', body: 'replaced' }), { body: form() }],
      [new Request(url, { method: 'POST' }), { body: stream(), duplex: 'half' } as RequestInit],
      [new Request(url, { method: 'POST', body: stream(), duplex: 'half' } as RequestInit)],
      [new Request(url, { method: 'POST', body: JSON.stringify({ a: 1 }), headers: { 'content-type': 'application/json' } }), {}],
    ];
    const outcomes = await Promise.all(
      calls.map(async (call) => {
        const answer = (await (await fetch(...call)).json()) as { method: string; headers: Record<string, string>; body: string };
        const { method, headers, body } = answer;
        return [
          method,
          headers['x-mine'],
          headers['idempotency-key'],
          headers['content-type']?.replace(/boundary=.*/, 'boundary'),
          body.includes('Hosho') ? 'form' : body,
        ];
      }),
    );
    const aborted = new AbortController();
    const slow = fetch(new Request(`${api}/v1/slow?ms=9000`, { signal: aborted.signal }));
    setTimeout(() => aborted.abort(), 50);
    const ended = await slow.then(String, (error: Error) => error.name);
    // The same shapes to the sink: its own log is looked through after the test.
    await Promise.all(calls.map(([{ method }]) => fetch(new Request(`${sink}/v1/echo`, { method }))));
    return { outcomes, ended };
  }, visit.urls);
  expect(said.outcomes).toEqual([
    ['GET', 'request', undefined, undefined, ''],
    ['GET', undefined, 'init', undefined, ''],
    ['POST', 'request', undefined, 'text/plain;charset=UTF-8', 'text'],
    ['POST', undefined, undefined, 'multipart/form-data; boundary', 'form'],
    // As the platform does it: the Request had a kind of body already.
    ['PUT', undefined, undefined, 'text/plain;charset=UTF-8', 'form'],
    ['POST', undefined, undefined, undefined, 'a stream'],
    ['POST', undefined, undefined, undefined, 'a stream'],
    ['POST', undefined, undefined, 'application/json', '{"a":1}'],
  ]);
  expect(said.ended).toBe('AbortError');
});

test('[S62] no-cors to the API is refused with a reason; elsewhere it is as ever', async ({ page, visit }) => {
  const { api, sink } = visit;
  const mode = 'no-cors' as const;
  const all = (url: string): Ask[] => [
    { url, init: { mode } },
    { url, request: { mode } },
    { url, request: {}, init: { mode } },
  ];
  expect(await visit.ask(...all(`${api}/v1/me`))).toEqual(Array(3).fill('request_refused'));
  expect(visit.carried()).toEqual([]);
  expect(await visit.ask(...all(`${sink}/v1/me`))).toEqual(Array(3).fill('0'));
  const reason = await page.evaluate(async (url) => {
    const { fetch } = (globalThis.door as unknown as { singlet: Singlet }).singlet;
    return fetch(url, { mode: 'no-cors' }).then(String, (error: { hint: string; detail: string }) => `${error.detail}: ${error.hint}`);
  }, `${api}/v1/me`);
  expect(reason).toMatch(/no-cors.*: .{10,}/);
});

test('[S63] cookies of the API stay at home unless its rule asks for them', async ({ visit, context }) => {
  const { api } = visit;
  await context.addCookies([{ name: 'session', value: 'canary-cookie-5f2', url: api, sameSite: 'Lax' }]);
  const url = `${api}/v1/cookies`;
  const asks = [{ url }, { url, init: { credentials: 'include' as const } }, { url, request: { credentials: 'include' as const } }];
  const told: Promise<{ cookie: string | null }>[] = [];
  context.on('response', (response) => {
    if (response.url() === url && response.request().method() === 'GET') told.push(response.json());
  });
  const sent = async () => {
    told.length = 0;
    expect(await visit.ask(...asks)).toEqual(['200', '200', '200']);
    return (await Promise.all(told)).map(({ cookie }) => cookie);
  };
  expect(await sent()).toEqual([null, null, null]);
  await visit.rules({ origin: api, path: '/v1', credentials: 'include' });
  const cookies = await sent();
  expect(cookies.length).toBe(3);
  for (const cookie of cookies) expect(cookie).toContain('canary-cookie-5f2');
});

test('[S64] a 401 of somebody else renews nothing and is asked once', async ({ visit, stage }) => {
  await stage.farm.expireAccessTokens();
  const foreign = `http://api.localhost:${new URL(visit.api).port}/v1/me`;
  stage.farm.log.length = 0;
  expect(await visit.ask(foreign, { url: foreign, request: {} }, `${visit.api}/v2`)).toEqual(['401', '401', '401']);
  const asked = stage.farm.log.filter(({ method }) => method !== 'OPTIONS');
  expect(asked.map(({ server, token }) => [server, token])).toEqual(Array(3).fill(['api', 'none']));
});

test('[S65] 64 refused calls make one renewal and one more try each', async ({ visit, stage }) => {
  await stage.farm.expireAccessTokens();
  stage.farm.log.length = 0;
  const all = Array.from({ length: 64 }, (_, at) => ({
    url: `${visit.api}/v1/echo?at=${at}`,
    init: { method: at % 2 ? 'POST' : 'GET', ...(at % 2 && { body: 'x' }) },
  }));
  expect(await visit.ask(...all)).toEqual(Array(64).fill('200'));
  const asked = stage.farm.log.filter(({ method }) => method !== 'OPTIONS');
  expect(asked.filter(({ server, url }) => server === 'fernpost' && url.startsWith('/token')).length).toBe(1);
  const tries = new Map<string, number>();
  for (const { url } of asked.filter(({ server }) => server === 'api')) tries.set(url, (tries.get(url) ?? 0) + 1);
  expect(tries.size).toBe(64);
  for (const [url, count] of tries) expect(count, url).toBeLessThanOrEqual(2);
});

test('[S65] a body that can be read once is not sent again, and a missing scope is no reason to renew', async ({ page, visit, stage }) => {
  stage.farm.log.length = 0;
  expect(await visit.ask(`${visit.api}/v1/ledger`, `${visit.api}/v1/archive`)).toEqual(['403', '401']);
  await stage.farm.expireAccessTokens();
  const status = await page.evaluate(async (url) => {
    const { fetch } = (globalThis.door as unknown as { singlet: Singlet }).singlet;
    // A browser streams only over HTTP/2, which the farm does not speak: such a call fails before it is sent.
    const init = { method: 'POST', body: new Blob(['once']).stream(), duplex: 'half' } as RequestInit;
    return fetch(url, init).then(
      ({ status: number }) => String(number),
      (error: Error) => error.name,
    );
  }, `${visit.api}/v1/echo`);
  expect(['401', 'TypeError']).toContain(status);
  const asked = stage.farm.log.filter(({ method }) => method !== 'OPTIONS');
  expect(asked.filter(({ url }) => url.startsWith('/token'))).toEqual([]);
  expect(asked.filter(({ url }) => url.startsWith('/v1/echo')).length).toBeLessThanOrEqual(1);
});

test('[S66] a token in the query: one parameter, no fragment, no referrer, no cache, no redirect, no trace', async ({
  page,
  stage,
  watch,
}) => {
  await openDoor(page, stage);
  await doorSurface.connect(page, 'singly');
  await allowAtSingly(page);
  await doorSurface.stands(page, 'confirm');
  await doorSurface.confirm(page);
  await doorSurface.stands(page, 'connected');
  const { singly, sink } = stage.farm.urls;
  const { port } = new URL(singly);
  stage.farm.log.length = 0;
  const served = ['/profiles?access_token=mine&limit=1&access_token=mine2#access_token=mine3', '/profiles#/?access_token=mine', '/types?'];
  expect(
    await ask(
      page,
      served.map((path) => ({ url: singly + path, init: { referrerPolicy: 'unsafe-url' as const, cache: 'default' as const } })),
    ),
  ).toEqual(['200', '200', '200']);
  const asked = stage.farm.log.filter(({ method, server }) => method === 'GET' && server === 'singly');
  expect(asked.map(({ url, token }) => [url, token]).sort()).toEqual([
    ['/profiles?access_token=-', 'query'],
    ['/profiles?limit=1&access_token=-', 'query'],
    ['/types?access_token=-', 'query'],
  ]);
  for (const { headers } of asked) {
    expect(headers).not.toContain('referer');
    expect(headers).not.toContain('authorization');
  }
  // Other names of the same server, other methods, the sink, an image and a window get none.
  stage.farm.log.length = 0;
  await ask(page, [
    { url: `http://localhost:${port}/profiles` },
    { url: `http://singly.localhost:${port}/profiles` },
    { url: `${singly}/profiles`, init: { method: 'PATCH' } },
    { url: `${sink}/profiles?access_token=mine` },
  ]);
  await page.evaluate(
    (url) =>
      new Promise((done) => {
        const image = Object.assign(new Image(), { src: url, onerror: done, onload: done });
        document.body.append(image);
      }),
    `${singly}/profiles`,
  );
  expect(stage.farm.log.filter(({ server, token }) => server === 'singly' && token !== 'none')).toEqual([]);
  // A redirect would take the address along.
  await page.route(`${singly}/types/**`, (route) =>
    route.fulfill({ status: 302, headers: { location: `${sink}/landed`, 'access-control-allow-origin': '*' } }),
  );
  stage.farm.received.length = 0;
  expect(await ask(page, [{ url: `${singly}/types/photos` }])).toEqual(['TypeError']);
  expect(stage.farm.received).toEqual([]);
  await expect
    .poll(() => page.evaluate(() => performance.getEntries().filter(({ name }) => name.includes('access_token=')).length))
    .toBe(0);
  expect(await page.evaluate(() => history.length + document.referrer)).not.toContain('access_token');
  expect(await watch.leaks()).toEqual([]);
});

test('[S67] a token that is over is not sent, in no form', async ({ page, stage }) => {
  // Long enough for a first call on a busy machine.
  stage.farm.setAccessTokenLife(8);
  try {
    await openDoor(page, stage);
    await doorSurface.connect(page, 'wayfare');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await doorSurface.stands(page, 'connected');
    const url = `${stage.farm.urls.wayfare}/v1/me`;
    expect(await ask(page, [{ url }])).toEqual(['200']);
    await expect.poll(() => ask(page, [{ url }]), { timeout: 20_000 }).toEqual(['needs_sign_in']);
    stage.farm.log.length = 0;
    expect(await ask(page, [{ url }, { url, request: {} }, { url, init: { method: 'POST', body: 'x' } }])).toEqual(
      Array(3).fill('needs_sign_in'),
    );
    expect(stage.farm.log).toEqual([]);
  } finally {
    stage.farm.setAccessTokenLife(3600);
  }
});

test('[S67] a renewal that is refused sends nothing either', async ({ page, visit, stage }) => {
  await page.route(`${stage.farm.urls.fernpost}/token`, (route) =>
    route.fulfill({ status: 400, headers: { 'access-control-allow-origin': '*' }, json: { error: 'invalid_grant' } }),
  );
  await stage.farm.expireAccessTokens();
  // The last token is tried once, is refused, and is not asked for again.
  expect(await visit.ask(`${visit.api}/v1/me`)).toEqual(['401']);
  stage.farm.log.length = 0;
  expect(await visit.ask(`${visit.api}/v1/me`, { url: `${visit.api}/v1/me`, request: {} })).toEqual(['needs_sign_in', 'needs_sign_in']);
  expect(stage.farm.log).toEqual([]);
});

/** Replaces what a token passes through, keeps what it saw, and tells the sink. Runs in the page. */
function spy(): void {
  const seen: string[] = [];
  const note = (...values: unknown[]) =>
    seen.push(
      values.map((value) => (value instanceof Headers ? JSON.stringify([...value]) : (JSON.stringify(value) ?? String(value)))).join(' '),
    );
  const wrap = (owner: object, name: string) => {
    const original = Reflect.get(owner, name) as (...given: unknown[]) => unknown;
    Reflect.set(owner, name, function replaced(this: unknown, ...given: unknown[]) {
      note(name, ...given, ...given.map((one) => (one as RequestInit | undefined)?.headers));
      return Reflect.apply(original, this, given);
    });
  };
  wrap(globalThis, 'fetch');
  for (const name of ['set', 'append', 'get', 'has', 'forEach', 'entries', Symbol.iterator as unknown as string])
    wrap(Headers.prototype, name);
  for (const name of ['set', 'append']) wrap(URLSearchParams.prototype, name);
  wrap(XMLHttpRequest.prototype, 'setRequestHeader');
  const NativeRequest = Request;
  Reflect.set(
    globalThis,
    'Request',
    class extends NativeRequest {
      constructor(...given: ConstructorParameters<typeof Request>) {
        note('Request', ...given);
        super(...given);
      }
    },
  );
  Reflect.set(globalThis, 'spied', seen);
}

test('[S68] a page that replaces fetch and Headers afterwards sees no token', async ({ page, visit, tokens }) => {
  await page.evaluate(spy);
  expect(
    await visit.ask(`${visit.api}/v1/me`, { url: `${visit.api}/v1/echo`, init: { method: 'POST', body: 'x', headers: [['x-mine', '1']] } }),
  ).toEqual(['200', '200']);
  expect(visit.carried().length).toBe(2);
  const seen = await page.evaluate(() => (globalThis as unknown as { spied: string[] }).spied.join('\n'));
  expect(seen.length).toBeGreaterThan(0);
  expect(seen).not.toContain(tokens[0]);
  expect(seen).not.toMatch(/bearer/i);
});

test('[S68] in a page that replaced fetch before, everything still works; the order of patches is kept', async ({ page, visit }) => {
  await page.addInitScript(spy);
  await page.reload();
  await doorSurface.ready(page);
  visit.carried();
  expect(await visit.ask(`${visit.api}/v1/me`, `${visit.sink}/v1/me`)).toEqual(['200', '200']);
  expect(visit.carried()).toEqual(['api GET /v1/me']);
  const calls = await page.evaluate(async ({ api, sink }) => {
    const { singlet } = globalThis.door as unknown as { singlet: Singlet };
    const before = globalThis.fetch;
    const statuses: (number | boolean)[] = [];
    const both = async () => {
      for (const url of [`${api}/v1/me`, `${sink}/v1/me`]) statuses.push((await fetch(url)).status);
    };
    const undo = singlet.installFetch(globalThis);
    await both();
    const ours = globalThis.fetch;
    let passed = 0;
    const over: typeof fetch = (...request) => {
      passed += 1;
      return ours(...request);
    };
    globalThis.fetch = over;
    const again = singlet.installFetch(globalThis);
    await both();
    // Taken away from below first: what lies above goes on.
    undo();
    await both();
    again();
    await both();
    statuses.push(globalThis.fetch === over, passed > 0);
    globalThis.fetch = before;
    return statuses;
  }, visit.urls);
  expect(calls).toEqual([200, 200, 200, 200, 200, 200, 401, 200, true, true]);
});
