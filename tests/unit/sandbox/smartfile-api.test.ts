/** SmartFile's API: how a token is sent, files and folders, errors, throttling, CORS, and the place where it is served. */
import { beforeAll, describe, expect, test } from 'vitest';
import { smartfileBends } from '../../../src/sandbox/smartfile/bends.ts';
import { app, corsOf } from './seed-bench.ts';
import { type Bench, createBench, exchange, site, tokens } from './smartfile-bench.ts';

let bench: Bench;
let token: string;

beforeAll(async () => {
  bench = createBench();
  token = (await tokens(bench)).access_token;
});

const call = (path: string) => bench.call(path, token);
const read = async (path: string) => (await call(path)).json();

describe('a token', () => {
  test('goes in the header, or as the parameter access_token', async () => {
    expect((await call('/api/2/whoami/')).status).toBe(200);
    expect((await bench.fetch(`/api/2/whoami/?access_token=${token}`)).status).toBe(200);
  });

  test.each([
    ['no token', '/api/2/whoami/', {}],
    ['a wrong one in the header', '/api/2/whoami/', { authorization: 'Bearer nothing' }],
    ['a wrong one in the query', '/api/2/path/info/?access_token=nothing', {}],
  ])('%s is 401 with detail', async (_name, path, headers) => {
    const reply = await bench.fetch(path, { headers });
    expect([reply.status, Object.keys(await reply.json())]).toEqual([401, ['detail']]);
    expect(reply.headers.get('www-authenticate')).toContain('Bearer');
  });

  test('is not needed for a ping', async () => {
    expect(await (await bench.fetch('/api/2/ping/')).json()).toEqual({ ping: 'pong' });
  });
});

describe('who and what', () => {
  test('whoami names the person and the site it was asked at', async () => {
    expect(await read('/api/2/whoami/')).toMatchObject({
      user: { username: 'imogen', email: 'imogen@brindleacoustics.example' },
      site: { name: 'Brindle Acoustics', domain: 'files.brindleacoustics.example' },
    });
  });

  test('rights are those of the person', async () => {
    const { access_token } = await tokens(bench, { login: { username: 'tomasz', password: 'foyer' } });
    const names = ({ results }: { results: { name: string }[] }) => results.map(({ name }) => name);
    expect(names(await read('/api/2/right/'))).toContain('user.manage');
    expect(names(await (await bench.call('/api/2/right/', access_token)).json())).not.toContain('user.manage');
  });
});

describe('path/info', () => {
  const keys = 'acl attributes extension id isdir isfile items mime name owner path size tags time url'.split(' ');

  test('has the known keys, and a time without a zone', async () => {
    const item = await read('/api/2/path/info/Loan%20list%20of%20microphones.csv/');
    expect(Object.keys(item)).toEqual(keys);
    expect(item).toMatchObject({
      isdir: false,
      isfile: true,
      extension: '.csv',
      mime: 'text/csv',
      size: 6318,
      time: '2026-11-16T07:49:03',
    });
    expect(item.acl).toEqual({ list: true, read: true, remove: false, write: true });
  });

  test('lists children only where asked, page by page', async () => {
    expect(Object.keys(await read('/api/2/path/info/'))).toEqual(keys);
    const folder = '/api/2/path/info/Projects/2026-014%20Harrogate%20Royal%20Hall/Measurements%20October/';
    const second = await read(`${folder}?children=true&limit=5&page=2`);
    expect([second.page, second.pages, second.children.length]).toEqual([2, 3, 5]);
    expect((await read(`${folder}?children=true&limit=5&page=3`)).children.map(({ name }: { name: string }) => name)).toEqual([
      'IR_P09_omni.wav',
      'IR_P27_omni.wav',
    ]);
    expect((await read(`${folder}?children=true`)).children).toHaveLength(12);
  });

  test('gives every child an address that leads to it, whatever its name holds', async () => {
    const { children } = await read('/api/2/path/info/?children=true&limit=100');
    expect(children).toHaveLength(5);
    for (const { url, name } of children) {
      if (name !== 'Accounts') expect((await read(url.slice(site.length))).name).toBe(name);
    }
    expect(children.map(({ name }: { name: string }) => name)).toContain('Équipement prêté à l’école.txt');
  });

  test('a page that is not there is 404, a limit that is none 400 with field_errors', async () => {
    expect((await call('/api/2/path/info/?children=true&page=9')).status).toBe(404);
    const reply = await call('/api/2/path/info/?children=true&limit=0');
    expect([reply.status, Object.keys((await reply.json()).field_errors)]).toEqual([400, ['limit']]);
  });

  test('a path that is not there is 404 with detail; an address that is none is a page', async () => {
    const missing = await call('/api/2/path/info/Projects/Nothing/');
    expect([missing.status, Object.keys(await missing.json())]).toEqual([404, ['detail']]);
    const nowhere = await call('/api/2/pathh/');
    expect([nowhere.status, nowhere.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect((await call('/api/2/path/info/%E0%A4%A/')).status).toBe(404);
  });

  test('a folder of others is 403, with an acl that says so', async () => {
    const { access_token } = await tokens(bench, { login: { username: 'tomasz', password: 'foyer' } });
    expect((await bench.call('/api/2/path/info/Accounts/', access_token)).status).toBe(403);
    expect((await bench.call('/api/2/path/info/Accounts/VAT%20return%20Q3.pdf/', access_token)).status).toBe(403);
    expect((await call('/api/2/path/info/Accounts/')).status).toBe(200);
  });

  test('without its final slash is sent to the one with it', async () => {
    const reply = await call('/api/2/path/info/Projects?children=true');
    expect([reply.status, reply.headers.get('location'), corsOf(reply)]).toEqual([301, '/api/2/path/info/Projects/?children=true', app]);
  });
});

describe('throttling', () => {
  test('of today: 429 with Retry-After, which a page may read', async () => {
    const bent = createBench();
    bent.setBend(smartfileBends.throttled);
    const reply = await bent.call('/api/2/whoami/', 'any');
    expect([reply.status, reply.headers.get('retry-after'), corsOf(reply)]).toEqual([429, '3', app]);
    expect(reply.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect((await exchange(bent)).status).toBe(200);
  });

  test('of before: 503 with X-Throttle', async () => {
    const bent = createBench();
    bent.setBend(smartfileBends['throttled-as-before']);
    const reply = await bent.call('/api/2/whoami/', 'any');
    expect([reply.status, reply.headers.get('x-throttle')]).toEqual([503, 'throttled; next=3 sec']);
  });
});

describe('CORS', () => {
  const preflight = (from: Bench, path: string) =>
    from.fetch(path, {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
    });

  test('where switched on: token endpoint and API, errors too, for the origins that are known', async () => {
    const strict = createBench({ originAllowed: (origin) => origin === app });
    for (const path of ['/oauth2/token/', '/api/2/whoami/']) {
      const reply = await preflight(strict, path);
      expect([path, reply.status, corsOf(reply)]).toEqual([path, 204, app]);
      expect(reply.headers.get('access-control-allow-headers')).toContain('Authorization');
    }
    expect(corsOf(await strict.fetch('/api/2/whoami/'))).toBe(app);
    expect(corsOf(await strict.fetch('/api/2/ping/', { headers: { origin: 'https://else.example' } }))).toBe(null);
  });

  test('by itself there is none', async () => {
    const plain = createBench({ cors: false });
    expect(corsOf(await plain.fetch('/api/2/ping/'))).toBe(null);
    expect(corsOf(await preflight(plain, '/api/2/whoami/'))).toBe(null);
    expect(corsOf(await exchange(plain))).toBe(null);
  });

  test('one bend takes it from every leg', async () => {
    const bent = createBench();
    bent.setBend(smartfileBends['without-cors']);
    expect((await preflight(bent, '/oauth2/token/')).status).toBe(405);
    const replies = [await exchange(bent), await bent.fetch('/api/2/ping/')];
    expect(replies.map((reply) => [reply.status, corsOf(reply)])).toEqual([
      [200, null],
      [200, null],
    ]);
  });
});

describe('where it is served', () => {
  test('any host is a customer’s own domain', async () => {
    const other = createBench({}, 'https://share.kendalstrings.example');
    const { access_token } = await tokens(other);
    const { site: where } = await (await other.call('/api/2/whoami/', access_token)).json();
    expect(where.domain).toBe('share.kendalstrings.example');
    const { url } = await (await other.call('/api/2/path/info/Projects/', access_token)).json();
    expect(url).toBe('https://share.kendalstrings.example/api/2/path/info/Projects/');
  });

  test('a path prefix stands before every address', async () => {
    const mount = '/tools/sandbox/smartfile';
    const mounted = createBench({ mount });
    const { access_token } = await tokens(mounted);
    const { children } = await (await mounted.call('/api/2/path/info/?children=true', access_token)).json();
    const { pathname } = new URL(children[1].url);
    expect(pathname).toBe(`${mount}/api/2/path/info/Projects/`);
    expect((await (await mounted.call(pathname.slice(mount.length), access_token)).json()).name).toBe('Projects');
    expect((await mounted.fetch('/api/2/ping')).headers.get('location')).toBe(`${mount}/api/2/ping/`);
    expect((await mounted.smartfile.fetch(new Request(`${site}/api/2/ping/`))).status).toBe(404);
  });
});
