/** Singly's API as found: CORS without Authorization, 400 and 401 that mean something else, substring removal. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Bench } from './singly-bench.ts';
import { createBench, origin, signIn, signInForToken } from './singly-bench.ts';

let bench: Bench;
let token: string;
let account: string;

beforeEach(async () => {
  bench = createBench();
  ({ token, account } = await signInForToken(bench.visit()));
});

const call = (path: string, init?: RequestInit) => bench.get(`${path}${path.includes('?') ? '&' : '?'}access_token=${token}`, init);
const json = async (path: string, init?: RequestInit) => (await call(path, init)).json();

describe('CORS', () => {
  test.each(['/services', '/profiles', '/profiles?access_token=broken', '/nowhere'])('stands on every reply: %s', async (path) => {
    const { headers } = await bench.get(path);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    for (const absent of ['allow-credentials', 'expose-headers', 'max-age']) expect(headers.get(`access-control-${absent}`)).toBeNull();
  });

  test('does not allow Authorization, so a page cannot send the header', async () => {
    const response = await bench.get('/profiles', { method: 'OPTIONS' });
    const allowed = response.headers.get('access-control-allow-headers')?.toLowerCase().split(', ') ?? [];
    expect(response.status).toBe(200);
    expect(response.headers.get('allow')).toBe('GET,HEAD,POST,DELETE');
    expect(allowed).toContain('content-type');
    expect(allowed).not.toContain('authorization');
  });

  test('a corrupt token turns the preflight into 400', async () => {
    expect((await bench.get('/profiles?access_token=broken', { method: 'OPTIONS' })).status).toBe(400);
  });

  test('a preflight to /proxy needs a token', async () => {
    expect((await bench.get('/proxy/twitter/x', { method: 'OPTIONS' })).status).toBe(401);
    expect((await call('/proxy/twitter/x', { method: 'OPTIONS' })).status).toBe(200);
  });
});

describe('the token', () => {
  test.each(['/services', '/types', '/profiles', '/oauth/access_token', '/nowhere'])('a bad one is 400 on %s', async (path) => {
    const response = await bench.get(`${path}?access_token=broken`);
    expect(response.status).toBe(400);
    expect(Object.keys(await response.json())).toEqual(['error']);
  });

  test('none is 401 on a private path, also on one that does not exist', async () => {
    expect((await bench.get('/profiles')).status).toBe(401);
    expect((await bench.get('/nowhere')).status).toBe(401);
    expect((await call('/nowhere')).status).toBe(404);
  });

  test('a query string alone makes a public address private', async () => {
    expect((await bench.get('/services')).status).toBe(200);
    expect((await bench.get('/services?x=1')).status).toBe(401);
    expect((await call('/services?x=1')).status).toBe(200);
  });

  test('is read from query, body, or header, the parameter first, the prefix by case', async () => {
    const header = (value: string) => bench.get('/profile', { headers: { authorization: value } });
    expect((await header(`Bearer ${token}`)).status).toBe(200);
    expect((await header(`bearer ${token}`)).status).toBe(401);
    expect((await header('Bearer broken')).status).toBe(400);
    expect((await call('/profile', { headers: { authorization: 'Bearer broken' } })).status).toBe(200);
    const body = new URLSearchParams({ access_token: token, delete: 'nothing' });
    expect((await bench.get('/profiles', { method: 'POST', body })).status).toBe(404);
  });

  test('of an account without profiles counts as none: 401, not 400', async () => {
    await call('/profiles', { method: 'DELETE' });
    expect((await call('/profiles')).status).toBe(401);
    expect((await bench.get('/types')).status).toBe(200);
  });

  test('/v0/ in front says nothing', async () => {
    expect(await json('/v0/profiles')).toEqual(await json('/profiles'));
  });
});

describe('profiles', () => {
  test('are ids by service', async () => {
    expect(await json('/profiles')).toEqual({ id: account, twitter: ['214367731'], github: ['884213'], instagram: ['30577113'] });
  });

  test('ids keep their percent-encoding', async () => {
    await signIn(bench.visit(), { service: 'flickr', username: 'maya okafor', parameters: { access_token: token } });
    expect((await json('/profiles')).flickr).toEqual(['61243308%40N01']);
  });

  test('data=true gives raw profiles, verify=true an id with its profile', async () => {
    expect((await json('/profiles?data=true')).twitter[0]).toMatchObject({ screen_name: 'mayaokafor', name: 'Maya Okafor' });
    expect((await json('/profiles?verify=true')).github[0]).toMatchObject({ id: '884213', profile: { login: 'mayaok' } });
  });

  test('/profile is merged, with names promoted and credentials only on request', async () => {
    const merged = await json('/profile');
    expect(merged).toMatchObject({
      id: account,
      name: 'Maya Okafor',
      handle: '@mayaokafor',
      services: { instagram: { handle: 'maya.prints' } },
    });
    expect(merged.thumbnail_url).toBe(`${origin}/resources/people/MO.svg`);
    expect(merged.services.twitter).not.toHaveProperty('auth');
    const { services } = await json('/profile?auth=true');
    expect(Object.keys(services.twitter.auth)).toEqual(['token', 'token_secret', 'at']);
    expect(Object.keys(services.github.auth)).toEqual(['token', 'at']);
    expect(Object.keys((await json('/profile?full=true')).full)).toEqual(['twitter', 'github', 'instagram']);
  });

  test('one profile by service, by id@service, or by any part of it', async () => {
    for (const name of ['github', '884213@github', '4213@git']) {
      expect(await json(`/profiles/${name}`)).toMatchObject({ idr: 'profile:884213@github/self#884213', data: { login: 'mayaok' } });
    }
    expect((await call('/profiles/tumblr')).status).toBe(404);
  });

  test('removal matches a SUBSTRING of id@service', async () => {
    expect(await json('/profiles/31', { method: 'DELETE' })).toEqual({ success: true });
    expect(Object.keys(await json('/profiles'))).toEqual(['id', 'github', 'instagram']);
    expect(await json('/profiles/1', { method: 'DELETE' })).toEqual({ success: true });
    expect((await call('/profiles')).status).toBe(401);
  });

  describe('the trap of two whose names contain each other', () => {
    const ines = () => signInForToken(bench.visit(), { service: 'github', username: 'inesm' });

    test('stands ready: one person with two accounts at one service', async () => {
      ({ token } = await ines());
      expect(await json('/profiles')).toMatchObject({ github: ['2071166', '12071166'], tumblr: ['pane-quotidiano'] });
      expect('12071166@github').toContain('2071166@github');
      expect(Object.keys((await json('/profile')).services)).toEqual(['github', 'tumblr']);
    });

    test.each(['DELETE', 'POST'])('%s of the shorter name takes the longer one along', async (method) => {
      ({ token } = await ines());
      if (method === 'DELETE') await call('/profiles/2071166@github', { method });
      else await call('/profiles', { method, body: new URLSearchParams({ delete: '2071166@github' }) });
      expect(Object.keys(await json('/profiles'))).toEqual(['id', 'tumblr']);
    });

    test('the longer name takes itself alone', async () => {
      ({ token } = await ines());
      await call('/profiles/12071166@github', { method: 'DELETE' });
      expect((await json('/profiles')).github).toEqual(['2071166']);
    });

    test('is walked into by linking a second account of the same service', async () => {
      await signIn(bench.visit(), { service: 'github', username: 'okaforprints', parameters: { access_token: token } });
      expect((await json('/profiles')).github).toEqual(['884213', '1884213']);
      await call('/profiles/884213@github', { method: 'DELETE' });
      expect(await json('/profiles')).not.toHaveProperty('github');
    });
  });

  test('removal of nothing is 404', async () => {
    expect((await call('/profiles/tumblr', { method: 'DELETE' })).status).toBe(404);
  });

  test('POST with delete answers a bare true, 400 with "see" without it, 404 for a stranger', async () => {
    const post = (fields: Record<string, string>) => call('/profiles', { method: 'POST', body: new URLSearchParams(fields) });
    expect(Object.keys(await (await post({})).json())).toEqual(['error', 'see']);
    expect((await post({})).status).toBe(400);
    expect((await post({ delete: 'x@tumblr' })).status).toBe(404);
    expect(await (await post({ delete: '884213@github' })).json()).toBe(true);
    expect(await json('/profiles')).not.toHaveProperty('github');
    expect(await (await post({ delete: account })).json()).toBe(true);
    expect((await call('/profiles')).status).toBe(401);
  });

  test('only "self" can be saved', async () => {
    const save = (name: string) => call(`/profiles/${name}`, { method: 'POST', body: new URLSearchParams({ mood: 'inky' }) });
    expect((await save('twitter')).status).toBe(500);
    expect((await save('self')).status).toBe(200);
    expect(await json('/profiles/self')).toMatchObject({ data: { mood: 'inky' } });
  });

  test('errors have &, < and > escaped', async () => {
    const { error } = await json('/profiles/%3Cb%3E&%22');
    expect(error).toBe('The profile &lt;b&gt;&amp;" is not connected.');
  });
});

describe('data', () => {
  test('/services describes without values', async () => {
    const services = await (await bench.get('/services')).json();
    expect(Object.keys(services).length).toBeGreaterThanOrEqual(12);
    expect(Object.keys(services.twitter)).toEqual(['name', 'desc', 'key', 'secret', 'icons', 'synclets', 'hasTestKeys']);
    expect(services.twitter.icons.map((icon: { width: number }) => icon.width)).toEqual([16, 24, 32, 48, 64, 128, 256, 512, 1024]);
  });

  test('/types is all zeros without a token, and counts with one', async () => {
    const zeros: Record<string, number> = await (await bench.get('/types')).json();
    expect(new Set(Object.values(zeros))).toEqual(new Set([0]));
    expect(Object.keys(zeros)).toHaveLength(11);
    expect(zeros).not.toHaveProperty('contacts_feed');
    const counts = await json('/types');
    expect(counts).toMatchObject({ photos: 6, statuses: 8, checkins: 0 });
    expect(counts.all).toBe(counts.photos + counts.statuses + counts.news + counts.contacts);
    expect((await json('/types?rich=true')).photos).toMatchObject({ total: 6 });
  });

  test('/types/:type is entries, newest first, 20 unless limited', async () => {
    const photos = await json('/types/photos?limit=3');
    expect(photos).toHaveLength(3);
    expect(photos[0].at).toBeGreaterThan(photos[1].at);
    expect(Object.keys(photos[0])).toEqual(['id', 'idr', 'at', 'data', 'types', 'oembed']);
    expect(photos[0].oembed.url).toBe(`${origin}/resources/prints/severn-bore.svg`);
    expect(await json(`/types/photos?since=${photos[1].at}`)).toHaveLength(2);
    expect(await json('/types/statuses?q=ink')).not.toHaveLength(8);
    expect((await json('/types/photos?limit=1&fields=data.likes.count'))[0]).toEqual({ 'data.likes.count': 231 });
  });

  test('nothing found: /types gives 404 with [], /services 404 with an error', async () => {
    const type = await call('/types/videos');
    expect([type.status, await type.json()]).toEqual([404, []]);
    const service = await call('/services/tumblr');
    expect(service.status).toBe(404);
    expect(await service.json()).toHaveProperty('error');
  });

  test('/services/:service counts its endpoints, and each endpoint lists', async () => {
    expect(await json('/services/github')).toMatchObject({ self: 1, repos: 4 });
    expect((await json('/services/twitter/tweets'))[0].data.text).toContain('Edition of 40');
  });

  test('an endpoint that the service has not, or one of a service that is not linked, is 404 with an error', async () => {
    for (const path of ['/services/github/nothing', '/services/tumblr/self', '/services/nowhere/self']) {
      const response = await call(path);
      expect([path, response.status, Object.keys(await response.json())]).toEqual([path, 404, ['error']]);
    }
    expect((await bench.get('/services/github/repos')).status).toBe(401);
  });

  test('drawings are served from its own address', async () => {
    const response = await bench.get('/resources/prints/severn-bore.svg');
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(await response.text()).toMatch(/^<svg /);
  });
});

describe('proxy', () => {
  test('passes through, without the token', async () => {
    expect(await json('/proxy/github/user')).toMatchObject({ login: 'mayaok' });
    const posted = await call('/proxy/github/gists?x=1', { method: 'POST', body: new URLSearchParams({ text: 'hi' }) });
    expect(posted.status).toBe(201);
    expect(await posted.json()).toMatchObject({ method: 'POST', query: { x: '1' }, received: { text: 'hi' } });
  });

  test('401 where the service took the credential back, which verify=true tells too', async () => {
    ({ token } = await signInForToken(bench.visit(), { service: 'github', username: 'inesm' }));
    expect((await call('/proxy/tumblr/v2/user/info')).status).toBe(401);
    expect((await json('/profiles?verify=true')).tumblr).toEqual([{ id: 'pane-quotidiano', error: expect.any(String) }]);
  });

  test('404 without profile, 501 without proxy, 500 for an error of Twitter', async () => {
    expect((await call('/proxy/tumblr/x')).status).toBe(404);
    await signIn(bench.visit(), { service: 'flickr', username: 'maya okafor', parameters: { access_token: token } });
    expect((await call('/proxy/flickr/x')).status).toBe(501);
    expect((await call('/proxy/github/x')).status).toBe(404);
    expect((await call('/proxy/twitter/x')).status).toBe(500);
  });
});
