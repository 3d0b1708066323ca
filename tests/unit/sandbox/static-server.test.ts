/** The bare file server: as little as a static host does, and nothing outside of its folder. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, PortTaken } from '../../fixtures/farm/loopback.ts';
import { loopbackFetch } from '../../fixtures/farm/loopback-fetch.ts';
import { type Override, type StaticServer, serveStatic } from '../../fixtures/static-server.ts';

let folder: string;
let server: StaticServer;
const overrides: Record<string, Override> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'singlet-static-'));
  await mkdir(join(folder, 'site/callback'), { recursive: true });
  await writeFile(join(folder, 'site/index.html'), 'top');
  await writeFile(join(folder, 'site/callback/index.html'), 'callback');
  await writeFile(join(folder, 'site/singlet.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'outside');
  server = await serveStatic({ root: join(folder, 'site'), port: 0, mount: '/tools/singlet', overrides, headers: { 'x-mine': 'yes' } });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const get = (path: string) => loopbackFetch(`http://127.0.0.1:${server.port}${path}`);

/** A path as it is, which `Request` would tidy up. */
function statusOfRawPath(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path, agent: false }, (message) => resolve(message.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

test('serves files and directory indexes under its mount, with their types', async () => {
  const index = await get('/tools/singlet/callback/?code=x');
  expect([await index.text(), index.headers.get('content-type'), index.headers.get('x-mine')]).toEqual([
    'callback',
    'text/html; charset=utf-8',
    'yes',
  ]);
  expect((await get('/tools/singlet/singlet.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(await (await loopbackFetch(server.url)).text()).toBe('top');
});

test('has no fallback: anything else is 404', async () => {
  for (const path of ['/', '/singlet.js', '/tools/singlet/nothing', '/tools/singlet/callback', '/tools/singletx/'])
    expect((await get(path)).status).toBe(404);
});

test('gives nothing from outside its folder', async () => {
  for (const path of [
    '/tools/singlet/%2e%2e/secret.txt',
    '/tools/singlet/..%2fsecret.txt',
    '/tools/singlet/../../secret.txt',
    '/tools/singlet/%00',
  ]) {
    expect(await statusOfRawPath(path)).toBe(404);
  }
});

test('takes an override instead of a file, also one set later', async () => {
  overrides['/singlet.config.json'] = { body: '{}', type: 'application/json' };
  expect(await (await get('/tools/singlet/singlet.config.json')).json()).toEqual({});
});

test('a taken port is named', async () => {
  await expect(listen(() => undefined, server.port)).rejects.toMatchObject({ name: 'PortTaken', port: server.port });
  await expect(listen(() => undefined, server.port)).rejects.toBeInstanceOf(PortTaken);
});
