import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { targetOf } from '../../../src/core/intercept/attach.ts';
import { buildIndex, matchRequest } from '../../../src/core/intercept/match.ts';
import { loadConfig } from '../../../src/core/provider/config.ts';
import { sandboxEntries } from '../../../src/sandbox/worker/entries.ts';
import { createKeep, type Keep } from '../../../src/sandbox/worker/keep.ts';
import { registered } from '../../../src/sandbox/worker/registered.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/worker/sandbox.ts';
import { systemNames } from '../../../src/sandbox/worker/systems.ts';

const base = new URL('https://host.example/tools/singlet/');
const at = (path: string) => `${base.href}sandbox/${path}`;

const openKeep = (factory = new IDBFactory()) => createKeep('singlet-sandbox:/tools/singlet/', factory);

/** A navigation, as far as a Request of Node can be one. */
const visit = (url: string, form?: Record<string, string>) =>
  new Request(url, form ? { method: 'POST', body: new URLSearchParams(form), mode: 'no-cors' } : { mode: 'no-cors' });

async function answer(sandbox: Sandbox, request: Request): Promise<Response> {
  const response = await sandbox.answer(request);
  if (!response) throw new Error(`${request.url} was left to the network`);
  return response;
}

const redirect = `${base.href}callback/`;
const authorize = at(
  `kiln/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: registered.kiln.client_id,
    redirect_uri: redirect,
    scope: 'openid classes:read',
    state: 's',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  })}`,
);
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

const follow = async (sandbox: Sandbox, request: Request) =>
  new URL((await answer(sandbox, request)).headers.get('location') ?? '', request.url).href;

/** The code that a sign-in at Kiln comes back with; `between` hands out the sandbox for each step. */
async function signIn(between: () => Sandbox): Promise<string> {
  const login = await follow(between(), visit(authorize));
  const consent = await follow(between(), visit(login, { username: 'maya', password: 'celadon', decision: 'login' }));
  const back = await follow(between(), visit(consent, { decision: 'allow' }));
  expect(back.startsWith(redirect)).toBe(true);
  return new URL(back).searchParams.get('code') ?? '';
}

const exchange = (code: string) =>
  new Request(at('kiln/token'), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirect,
      client_id: registered.kiln.client_id,
    }),
  });

describe('what it answers', () => {
  const sandbox = createSandbox(base, openKeep());

  test.each([
    base.href,
    `${base.href}callback/?code=1`,
    `${base.href}frame.html`,
    `${base.href}connect.html`,
    `${base.href}sandboxes/singly/`,
    `${base.href}sandbox`,
    'https://host.example/sandbox/singly/',
    'https://other.example/tools/singlet/sandbox/singly/',
  ])('%s is left to the network', (url) => {
    expect(sandbox.answer(visit(url))).toBeUndefined();
  });

  test.each([...systemNames.map((name) => `${name}/`), '', 'nothing/', 'kiln/nothing'])(
    'sandbox/%s is answered without the network',
    async (path) => {
      expect((await answer(sandbox, visit(at(path)))).status).toBeLessThan(500);
    },
  );

  test('every page is shut off from the origin it lies on, and says that it is simulated', async () => {
    const pages = ['', 'nothing/', 'kiln/', 'wayfare/', 'smartfile/', 'signeasy/', 'singly/resources/simulated'];
    const asked = await follow(sandbox, visit(authorize));
    for (const url of [...pages.map(at), asked]) {
      const response = await answer(sandbox, visit(url));
      expect(response.headers.get('content-security-policy'), url).toMatch(/; sandbox allow-forms allow-scripts$/);
      expect(await response.text(), url).toContain('simulated');
    }
  });

  test('a drawing is shut off too, since it can be opened by itself', async () => {
    const response = await answer(sandbox, visit(at('singly/resources/prints/tide.svg')));
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  });

  test('a page reads only what the system lets another origin read', async () => {
    const own = createSandbox(base, openKeep());
    expect((await answer(own, exchange('x'))).status).toBe(400);
    expect(await own.hear({ ask: 'fault', system: 'kiln', fault: 'token-no-cors' })).toEqual({ kiln: 'token-no-cors' });
    expect((await answer(own, exchange('x'))).type).toBe('error');
    await own.hear({ ask: 'straighten' });
    expect((await answer(own, exchange('x'))).status).toBe(400);
  });

  test.each([
    ['kiln', 'toString'],
    ['singly', 'token-429'],
    ['nobody', 'slow'],
    ['constructor', 'slow'],
  ])('%s has no fault %s', async (system, fault) => {
    expect(await sandbox.hear({ ask: 'fault', system, fault } as never)).toEqual({});
  });

  test('every fault that is offered changes what its system does, and can be taken away', async () => {
    const own = createSandbox(base, openKeep());
    const singly = at(`singly/oauth/authenticate?client_id=${registered.singly.client_id}&service=github&redirect_uri=${redirect}`);
    const usual = await (await answer(own, visit(singly))).text();
    await own.hear({ ask: 'fault', system: 'singly', fault: 'plain-text' });
    expect((await answer(own, visit(singly))).status).toBe(500);
    await own.hear({ ask: 'fault', system: 'singly', fault: null });
    expect(await (await answer(own, visit(singly))).text()).toBe(usual);
    await own.hear({ ask: 'fault', system: 'kiln', fault: 'deny' });
    expect(await follow(own, visit(authorize))).toBe(
      `${redirect}?${new URLSearchParams({ error: 'access_denied', state: 's', iss: at('kiln') })}`,
    );
    await own.hear({ ask: 'fault', system: 'kiln', fault: 'token-429' });
    const limited = await answer(own, exchange('x'));
    expect([limited.type, limited.status, limited.headers.get('retry-after')]).toEqual(['default', 429, '2']);
    await own.hear({ ask: 'fault', system: 'kiln', fault: 'lost-reply' });
    await expect((await answer(own, exchange('x'))).text()).rejects.toThrow();
  });

  test('tokens that have expired are refused, and the next ones are good', async () => {
    const own = createSandbox(base, openKeep());
    const tokens = async () => (await (await answer(own, exchange(await signIn(() => own)))).json()) as Record<string, string>;
    const call = async ({ access_token }: Record<string, string>) =>
      (await answer(own, new Request(at('kiln/v1/classes'), { headers: { authorization: `Bearer ${access_token}` } }))).status;
    const first = await tokens();
    expect(await call(first)).toBe(200);
    await own.hear({ ask: 'fault', system: 'kiln', fault: 'expired' });
    expect(await call(first)).toBe(401);
    await own.hear({ ask: 'straighten' });
    expect(await call(await tokens())).toBe(200);
  });

  test('a fault outlives the worker', async () => {
    const factory = new IDBFactory();
    await createSandbox(base, openKeep(factory)).hear({ ask: 'fault', system: 'wayfare', fault: 'plain-text' });
    const next = createSandbox(base, openKeep(factory));
    expect(await next.hear({ ask: 'faults' })).toEqual({ wayfare: 'plain-text' });
    expect((await answer(next, visit(at('wayfare/authorize')))).status).toBe(500);
    expect(await createSandbox(base, openKeep(factory)).hear({ ask: 'straighten' })).toEqual({});
  });
});

describe('a worker is stopped and started', () => {
  test('between any two steps of a sign-in: nothing is lost', async () => {
    const factory = new IDBFactory();
    const anew = () => createSandbox(base, openKeep(factory));
    const code = await signIn(anew);
    const tokens = (await (await answer(anew(), exchange(code))).json()) as Record<string, string>;
    expect(tokens).toMatchObject({ token_type: 'Bearer', scope: 'openid classes:read' });
    const call = () => new Request(at('kiln/v1/classes'), { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect((await answer(anew(), call())).status).toBe(200);
    const twice = await answer(anew(), exchange(code));
    expect(await twice.json()).toMatchObject({ error: 'invalid_grant' });
    expect((await answer(anew(), call())).status, 'the grant ended with the second use of its code').toBe(401);
  });

  test('whoever is signed in stays so, and another browser is not', async () => {
    const factory = new IDBFactory();
    await signIn(() => createSandbox(base, openKeep(factory)));
    const consent = async (of: IDBFactory) => {
      const sandbox = createSandbox(base, openKeep(of));
      return (await answer(sandbox, visit(await follow(sandbox, visit(authorize))))).text();
    };
    expect(await consent(factory)).toContain('Signed in as <strong>Maya Okafor');
    expect(await consent(new IDBFactory())).toContain('Sign in to go on');
  });

  test('Singly keeps its accounts, its tokens and the dates of its posts', async () => {
    const factory = new IDBFactory();
    const anew = () => createSandbox(base, openKeep(factory));
    const query = new URLSearchParams({
      client_id: registered.singly.client_id,
      service: 'twitter',
      response_type: 'token',
      redirect_uri: redirect,
    });
    const login = await follow(anew(), visit(at(`singly/oauth/authenticate?${query}`)));
    const back = await follow(anew(), visit(login, { username: 'mayaokafor', decision: 'allow' }));
    const token = new URLSearchParams(new URL(back).hash.slice(1)).get('access_token') ?? '';
    const photos = async () => (await answer(anew(), new Request(at(`singly/types/photos?access_token=${token}`)))).text();
    const first = await photos();
    expect(JSON.parse(first).length).toBeGreaterThan(0);
    expect(await photos()).toBe(first);
  });

  test('keys of tokens stay the same', async () => {
    const factory = new IDBFactory();
    const keys = async () => {
      const {
        keys: [key],
      } = await (await answer(createSandbox(base, openKeep(factory)), new Request(at('kiln/jwks')))).json();
      return key.n;
    };
    expect(await keys()).toBe(await keys());
  });

  test('after its database was deleted it leaves everything to the network', async () => {
    const factory = new IDBFactory();
    const keep: Keep = openKeep(factory);
    const sandbox = createSandbox(base, keep);
    await answer(sandbox, visit(at('kiln/')));
    await new Promise((done) => {
      factory.deleteDatabase('singlet-sandbox:/tools/singlet/').onsuccess = done;
    });
    expect(sandbox.answer(visit(at('kiln/')))).toBeUndefined();
    await expect(keep.write('kiln', new Map())).rejects.toThrow();
    expect(await factory.databases()).toEqual([]);
    // Switched on again, while another tab keeps the worker alive.
    expect(await sandbox.hear({ ask: 'faults' })).toEqual({});
    expect((await answer(sandbox, visit(at('kiln/')))).status).toBe(200);
  });
});

describe('the part of the config', () => {
  const load = () => loadConfig({ providers: sandboxEntries(base) }, { fetch, callback: redirect });

  test('is in order, every entry marked as simulated', async () => {
    const { providers, problems } = await load();
    expect(problems.filter((one) => !('warning' in one && one.warning))).toEqual([]);
    expect(providers.map(({ id }) => id)).toEqual(sandboxEntries(base).map(({ id }) => id));
    expect(providers.every(({ demo, id }) => demo && id.startsWith('sandbox-'))).toBe(true);
  });

  test('no token of it goes anywhere but below the folder of its own system', async () => {
    const { providers } = await load();
    for (const provider of providers) {
      const index = buildIndex([{ id: 'c', provider: provider.id }], new Map([[provider.id, provider]]));
      const count = (url: string, method = 'GET') => matchRequest(index, targetOf(url, { method }, base.href)).count;
      const own = new URL(provider.samples[0]?.url ?? '');
      const method = provider.samples[0]?.method ?? 'GET';
      expect(count(own.href, method), provider.id).toBe(1);
      const folder = `${base.href}sandbox/`;
      const system = own.href.slice(folder.length).split('/')[0];
      const elsewhere = systemNames
        .filter((name) => name !== system)
        .map((name) => own.href.replace(`/sandbox/${system}/`, `/sandbox/${name}/`));
      for (const url of [base.href, `${base.href}singlet.config.json`, folder, own.href.replace('host.', 'other.'), ...elsewhere])
        expect(count(url, method), `${provider.id} ${url}`).toBe(0);
    }
  });
});
