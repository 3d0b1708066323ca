/**
 * A static host as people rent them: files compressed (Brotli, else gzip) and ready in memory, an ETag each and 304 where it is
 * still the same, and the caching that `_headers` of the build asks for. Folder -> listening host. Side effects: opens a port, reads files.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { listen } from '../fixtures/farm/loopback.ts';

export interface Host {
  readonly url: string;
  close(): Promise<void>;
}

interface Ready {
  readonly headers: Readonly<Record<string, string>>;
  /** By name of the encoding. */
  readonly bodies: ReadonlyMap<string, Buffer>;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** What hosts compress with when they are asked, not before: neither is at its best. */
const levels = { br: 5, gzip: 6 };

const brotli = (file: Buffer) => brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: levels.br } });

/** `/assets/*` -> its Cache-Control, as `_headers` says; the first rule is for every path. */
async function cachingOf(folder: string): Promise<(path: string) => string> {
  const rules: { path: string; value: string }[] = [];
  let path = '';
  for (const line of (await readFile(join(folder, '_headers'), 'utf8')).split('\n')) {
    if (line.startsWith('/')) path = line.trim();
    const value = /^\s+Cache-Control:\s*(.+)$/i.exec(line)?.[1];
    if (value) rules.push({ path, value });
  }
  if (rules.length === 0) throw new Error('_headers says nothing about caching');
  const fits = (rule: string, asked: string) => (rule.endsWith('*') ? asked.startsWith(rule.slice(0, -1)) : asked === rule);
  return (asked) => rules.findLast((rule) => fits(rule.path, asked))?.value ?? 'no-cache';
}

function prepare(file: Buffer, type: string, caching: string): Ready {
  const etag = `W/"${createHash('sha256').update(file).digest('base64url').slice(0, 16)}"`;
  const headers = { 'content-type': type, 'cache-control': caching, etag, vary: 'Accept-Encoding' };
  // What is compressed in itself does not get smaller.
  if (type.startsWith('font/')) return { headers, bodies: new Map([['identity', file]]) };
  return {
    headers,
    bodies: new Map([
      ['br', brotli(file)],
      ['gzip', gzipSync(file, { level: levels.gzip })],
      ['identity', file],
    ]),
  };
}

async function readAll(folder: string): Promise<ReadonlyMap<string, Ready>> {
  const caching = await cachingOf(folder);
  const all = new Map<string, Ready>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || !type) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    all.set(path, prepare(await readFile(file), type, caching(path)));
  }
  return all;
}

function answer(all: ReadonlyMap<string, Ready>, request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://host.invalid');
  const found = all.get(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  if (!found) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
  if (request.headers['if-none-match'] === found.headers.etag) return void response.writeHead(304, found.headers).end();
  const accepted = new Set(String(request.headers['accept-encoding'] ?? '').split(/\s*,\s*/));
  const [encoding, body] = [...found.bodies].find(([name]) => name === 'identity' || accepted.has(name)) ?? [];
  if (!encoding || !body) throw new Error(`${pathname} has no body`);
  response.writeHead(200, {
    ...found.headers,
    'content-length': body.length,
    ...(encoding !== 'identity' && { 'content-encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

export async function openHost(folder: string): Promise<Host> {
  const all = await readAll(folder);
  const { port, close } = await listen((request, response) => answer(all, request, response), 0);
  return { url: `http://localhost:${port}/`, close };
}
