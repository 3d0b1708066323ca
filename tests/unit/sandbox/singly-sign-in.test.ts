/** Singly's sign-in as found: what is checked when, what comes back, and what never does. */
import { describe, expect, test } from 'vitest';
import { createVisitor, locationOf } from '../../fixtures/farm/visitor.ts';
import { callback, client, createBench, origin, otherClient, signIn, signInForToken, startUrl } from './singly-bench.ts';

const start = (query: string) => `/oauth/authenticate?${query}`;

describe('starting', () => {
  test.each([
    ['nothing at all', '', 'service'],
    ['no service', 'client_id=x&redirect_uri=y', 'service'],
    ['two services', 'service=a&service=b', 'service'],
    ['no client_id, no redirect_uri', 'service=twitter', 'client_id'],
    ['two client_ids', 'service=twitter&client_id=a&client_id=b', 'client_id'],
    ['no redirect_uri', 'service=twitter&client_id=x', 'redirect_uri'],
    ['two redirect_uris', 'service=twitter&client_id=x&redirect_uri=a&redirect_uri=b', 'redirect_uri'],
  ])('%s is a plain text 400 that names the first fault', async (_what, query, named) => {
    const response = await createBench().get(start(query));
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(response.headers.get('location')).toBeNull();
    expect((await response.text()).split(' ').at(-1)).toBe(named);
  });

  test('neither client nor redirect_uri is looked up: a stranger gets to the service', async () => {
    const response = await createBench().get(start('service=twitter&client_id=stranger&redirect_uri=https://evil.example'));
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/auth/twitter/auth/stranger');
  });

  test('two httpOnly session cookies hold the whole request and the client', async () => {
    const { get } = createBench();
    const cookies = (await get(`/v0${start(`service=twitter&client_id=${client.client_id}&redirect_uri=x`)}`)).headers.getSetCookie();
    expect(cookies.map((line) => line.split('=')[0])).toEqual(['callback', 'authtwitter']);
    for (const line of cookies) expect(line).toMatch(/; Path=\/; HttpOnly$/);
  });

  test('strict services come back without client_id in the path', async () => {
    const response = await createBench().get(start(`service=instagram&client_id=${client.client_id}&redirect_uri=x`));
    expect(response.headers.get('location')).toBe('/auth/instagram/auth');
  });

  test('a corrupt access_token is JSON 400 in the person’s window, never a redirect', async () => {
    const response = await createBench().get(start('service=twitter&client_id=a&redirect_uri=b&access_token=broken'));
    expect(response.status).toBe(400);
    expect(await response.json()).toHaveProperty('error');
  });
});

describe('the page of the service', () => {
  test('says that it is simulated, has the person filled in, and loads nothing', async () => {
    const bench = createBench();
    const visitor = bench.visit();
    await visitor.go(startUrl());
    const response = await visitor.go(`${origin}/auth/twitter/auth/${client.client_id}`);
    const page = await response.text();
    expect(page).toContain('simulated');
    expect(page).toContain('value="@mayaokafor"');
    expect(page).not.toMatch(/<script|https?:|\ssrc=| on\w+=/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('a name that nobody has comes back escaped, with the sign-in still open', async () => {
    const bench = createBench();
    const response = await signIn(bench.visit(), { username: '<b>"who"' });
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('&lt;b&gt;&quot;who&quot;');
    expect(page).not.toContain('<b>"who"');
  });
});

describe('coming back with response_type=token', () => {
  test('is redirect_uri + "#" with access_token and account, and nothing else', async () => {
    const response = await signIn(createBench().visit(), { parameters: { state: 'kept?', scope: 'x', code_challenge: 'ignored' } });
    const location = response.headers.get('location') ?? '';
    expect(response.status).toBe(302);
    expect(location.startsWith(`${callback}#access_token=`)).toBe(true);
    expect([...new URLSearchParams(location.split('#')[1]).keys()]).toEqual(['access_token', 'account']);
  });

  test('a token is about 160 letters, digits, "-", "_" and ".", an account 32 hex characters', async () => {
    const { token, account } = await signInForToken(createBench().visit());
    expect(token).toMatch(/^[A-Za-z0-9\-_.]{160}$/);
    expect(token).toContain('.');
    expect(account).toMatch(/^[0-9a-f]{32}$/);
  });

  test('joins as plain text: query kept, host not normalised, a fragment doubled', async () => {
    const back = async (redirect_uri: string) =>
      (await signIn(createBench().visit(), { parameters: { redirect_uri } })).headers.get('location');
    expect(await back('https://app.example/cb?n=1')).toMatch(/^https:\/\/app\.example\/cb\?n=1#access_token=/);
    expect(await back('https://app.example')).toMatch(/^https:\/\/app\.example#access_token=/);
    expect(await back('https://app.example/#old')).toMatch(/^https:\/\/app\.example\/#old#access_token=/);
  });

  test('redirect_url is an alias', async () => {
    const bench = createBench();
    const visitor = bench.visit();
    await visitor.go(
      `${origin}/oauth/authenticate?service=twitter&client_id=${client.client_id}&redirect_url=${callback}&response_type=token`,
    );
    const response = await visitor.submit(`${origin}/auth/twitter/auth/${client.client_id}`, {
      username: '@mayaokafor',
      decision: 'allow',
    });
    expect(response.headers.get('location')).toMatch(/^https:\/\/app\.example\/callback\/#access_token=/);
  });
});

describe('coming back with response_type=code, the default', () => {
  test('puts code and state into the query, keeps query and fragment, and normalises', async () => {
    const parameters = { response_type: 'code', state: 's t', redirect_uri: 'https://app.example?n=1#part' };
    const location = (await signIn(createBench().visit(), { parameters })).headers.get('location') ?? '';
    expect(location).toMatch(/^https:\/\/app\.example\/\?n=1&code=[0-9a-f]{32}&state=s\+t#part$/);
  });

  test('no response_type means code, and no state means none', async () => {
    const bench = createBench();
    const visitor = bench.visit();
    await visitor.go(`${origin}/oauth/authenticate?service=twitter&client_id=${client.client_id}&redirect_uri=${callback}`);
    const response = await visitor.submit(`${origin}/auth/twitter/auth/${client.client_id}`, {
      username: '@mayaokafor',
      decision: 'allow',
    });
    expect(response.headers.get('location')).toMatch(/^https:\/\/app\.example\/callback\/\?code=[0-9a-f]{32}$/);
  });
});

describe('what is refused only at the end, without a redirect', () => {
  test('an unknown response_type: 200, plain text', async () => {
    const response = await signIn(createBench().visit(), { parameters: { response_type: 'id_token' } });
    expect([response.status, response.headers.get('location')]).toEqual([200, null]);
    expect(response.headers.get('content-type')).toContain('text/plain');
  });

  test('an unknown client_id: 400, plain text', async () => {
    const response = await signIn(createBench().visit(), { parameters: { client_id: 'stranger' } });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(response.headers.get('content-type')).toContain('text/plain');
  });

  test('without cookies: 500, plain text', async () => {
    const { singly } = createBench();
    const forgetful = () => createVisitor((request) => singly.fetch(request));
    const page = locationOf(await forgetful().go(startUrl()), origin) ?? '';
    const response = await forgetful().submit(page, { username: '@mayaokafor', decision: 'allow' });
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toContain('text/plain');
  });
});

describe('redirect_uri', () => {
  const strange = { parameters: { redirect_uri: 'https://elsewhere.example/' } };

  test('a mismatch is only logged', async () => {
    const bench = createBench();
    const location = (await signIn(bench.visit(), strange)).headers.get('location');
    expect(location).toMatch(/^https:\/\/elsewhere\.example\/#access_token=/);
    expect(bench.lines).toEqual([`redirect_uri of ${client.client_id} is not registered`]);
  });

  test('or refused with a page and status 200, where that is switched on', async () => {
    const response = await signIn(createBench({ redirectCheck: 'refuse' }).visit(), strange);
    expect([response.status, response.headers.get('location')]).toEqual([200, null]);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  test('the check is a prefix without regard to case, so a host suffix passes too', async () => {
    const bench = createBench({ redirectCheck: 'refuse' });
    for (const redirect_uri of ['HTTPS://APP.example/a', 'https://app.example.evil.test/']) {
      expect((await signIn(bench.visit(), { parameters: { redirect_uri } })).status).toBe(302);
    }
  });

  test('an app in the sandbox is exempt', async () => {
    const bench = createBench({ redirectCheck: 'refuse' });
    const parameters = { client_id: otherClient.client_id, redirect_uri: 'https://anywhere.example/' };
    expect((await signIn(bench.visit(), { parameters })).status).toBe(302);
  });
});

describe('errors back to the application', () => {
  test('token flow: error alone in the fragment, wrapped in single quotes', async () => {
    const response = await signIn(createBench().visit(), { decision: 'deny', parameters: { state: 's' } });
    const fragment = new URLSearchParams((response.headers.get('location') ?? '').split('#')[1]);
    expect([...fragment.keys()]).toEqual(['error']);
    expect(fragment.get('error')).toMatch(/^'.*access_denied.*'$/);
  });

  test.each([
    ['no query', callback, `${callback}?error=`],
    ['a query', `${callback}?n=1`, `${callback}?n=1&error=`],
    ['a "?" in the fragment', `${callback}#a?b`, `${callback}#a?b&error=`],
  ])('code flow with %s', async (_what, redirect_uri, begins) => {
    const response = await signIn(createBench().visit(), { decision: 'deny', parameters: { response_type: 'code', redirect_uri } });
    expect(response.headers.get('location')?.startsWith(begins)).toBe(true);
  });

  test('with the alias redirect_url an error cannot be returned: plain 500', async () => {
    const visitor = createBench().visit();
    await visitor.go(`${origin}/oauth/authenticate?service=twitter&client_id=${client.client_id}&redirect_url=${callback}`);
    const response = await visitor.submit(`${origin}/auth/twitter/auth/${client.client_id}`, { decision: 'deny' });
    expect([response.status, response.headers.get('location')]).toEqual([500, null]);
  });
});

describe('one pending sign-in per browser', () => {
  test('the first tab returns to where the second one asked for, and as the second one asked', async () => {
    const visitor = createBench().visit();
    await visitor.go(startUrl({ parameters: { redirect_uri: 'https://app.example/first' } }));
    await visitor.go(startUrl({ parameters: { redirect_uri: 'https://app.example/second', response_type: 'code' } }));
    const first = await visitor.submit(`${origin}/auth/twitter/auth/${client.client_id}`, { username: '@mayaokafor', decision: 'allow' });
    expect(first.headers.get('location')).toMatch(/^https:\/\/app\.example\/second\?code=/);
  });
});

describe('accounts', () => {
  const tobias = { username: '@tobiaslind' };

  test('the same identity gets the same account again, and a new token', async () => {
    const bench = createBench();
    const [one, two] = [await signInForToken(bench.visit(), tobias), await signInForToken(bench.visit(), tobias)];
    expect(two.account).toBe(one.account);
    expect(two.token).not.toBe(one.token);
    expect((await bench.get(`/profiles?access_token=${one.token}`)).status).toBe(200);
  });

  test('the same identity has another account in another app', async () => {
    const bench = createBench();
    const one = await signInForToken(bench.visit(), tobias);
    const other = await signInForToken(bench.visit(), { ...tobias, parameters: { client_id: otherClient.client_id } });
    expect(other.account).not.toBe(one.account);
  });

  test('access_token links a second service to the account', async () => {
    const bench = createBench();
    const one = await signInForToken(bench.visit(), tobias);
    const two = await signInForToken(bench.visit(), { service: 'github', username: 'tlind', parameters: { access_token: one.token } });
    expect(two.account).toBe(one.account);
    const profiles = await (await bench.get(`/profiles?access_token=${two.token}`)).json();
    expect(profiles).toEqual({ id: one.account, twitter: ['77120945'], github: ['120577'] });
  });

  test('without access_token a second service is an account of its own', async () => {
    const bench = createBench();
    const one = await signInForToken(bench.visit(), tobias);
    const two = await signInForToken(bench.visit(), { service: 'github', username: 'tlind' });
    expect(two.account).not.toBe(one.account);
  });

  test('a token of another app is an error redirect at the end', async () => {
    const bench = createBench();
    const { token } = await signInForToken(bench.visit(), tobias);
    const response = await signIn(bench.visit(), { parameters: { client_id: otherClient.client_id, access_token: token } });
    expect(response.headers.get('location')).toMatch(/#error=/);
  });

  test('a token of an emptied account passes, and linking brings the account back to life', async () => {
    const bench = createBench();
    const one = await signInForToken(bench.visit(), tobias);
    await bench.get(`/profiles?access_token=${one.token}`, { method: 'DELETE' });
    expect((await bench.get(`/profiles?access_token=${one.token}`)).status).toBe(401);
    const two = await signInForToken(bench.visit(), { ...tobias, parameters: { access_token: one.token } });
    expect(two.account).toBe(one.account);
    expect((await bench.get(`/profiles?access_token=${one.token}`)).status).toBe(200);
  });

  test('/oauth/authorize keeps the account in a cookie, /oauth/authenticate does not', async () => {
    const sticky = createBench().visit();
    const first = await signInForToken(sticky, { ...tobias, path: '/oauth/authorize' });
    expect((await signInForToken(sticky, { service: 'github', username: 'tlind', path: '/oauth/authorize' })).account).toBe(first.account);
    expect((await signInForToken(sticky, { service: 'instagram', username: 'lindcykel' })).account).not.toBe(first.account);
  });
});
