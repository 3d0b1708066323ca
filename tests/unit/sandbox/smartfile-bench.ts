/** A SmartFile of its own with a clock that stands. */
import { createSmartfile, type SmartfileOptions } from '../../../src/sandbox/smartfile/smartfile.ts';
import type { Bend } from '../../../src/sandbox/standard/terms.ts';
import { app, type Choice, goThrough, type Parameters, queryOf, redirect_uri } from './seed-bench.ts';

export const site = 'https://files.brindleacoustics.example';
export const client = { client_id: 'sfc', client_secret: 's:cret ö+', name: 'Singlet' };

export type Bench = ReturnType<typeof createBench>;

export function createBench(more: Partial<SmartfileOptions> = {}, origin = site) {
  const clock = { ms: Date.UTC(2026, 10, 20, 9) };
  let bend: Bend | undefined;
  const smartfile = createSmartfile({
    clients: [client, { client_id: 'other', client_secret: 'other-secret', name: 'Another app' }],
    redirectAllowed: (uri) => uri === redirect_uri || uri === `${redirect_uri}?p=smartfile`,
    cors: true,
    bend: (leg, request, answer) => bend?.(leg, request, answer) ?? answer(),
    now: () => clock.ms,
    ...more,
  });
  const at = origin + (more.mount ?? '');
  const fetch = (path: string, init: RequestInit = {}) =>
    smartfile.fetch(new Request(at + path, { redirect: 'manual', ...init, headers: { origin: app, ...init.headers } }));
  const start = (parameters: Parameters = {}) =>
    `${at}/oauth2/authorize/?${queryOf({ client_id: client.client_id, response_type: 'code', redirect_uri, ...parameters })}`;
  return {
    smartfile,
    clock,
    fetch,
    start,
    setBend: (next: Bend | undefined) => {
      bend = next;
    },
    post: (path: string, fields: Parameters, headers: Record<string, string> = {}) =>
      fetch(path, { method: 'POST', body: queryOf(fields), headers }),
    go: (parameters: Parameters = {}, choice: Choice = {}) => goThrough(smartfile, start(parameters), choice),
    call: (path: string, token: string) => fetch(path, { headers: { authorization: `Bearer ${token}` } }),
  };
}

/** A token request by code, with the fields changed. */
export async function exchange(bench: Bench, fields: Parameters = {}, asked: Parameters = {}, choice: Choice = {}): Promise<Response> {
  const { back } = await bench.go(asked, choice);
  const { client_id, client_secret } = client;
  const code = back?.searchParams.get('code') ?? '';
  return bench.post('/oauth2/token/', { grant_type: 'authorization_code', client_id, client_secret, redirect_uri, code, ...fields });
}

export interface Reply {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly token_type: string;
}

export async function tokens(bench: Bench, choice: Choice = {}): Promise<Reply> {
  return (await exchange(bench, {}, {}, choice)).json();
}

export const renew = (bench: Bench, refresh_token: string) =>
  bench.post('/oauth2/token/', {
    grant_type: 'refresh_token',
    client_id: client.client_id,
    client_secret: client.client_secret,
    refresh_token,
  });

/** The verifier that a page shows. */
export const shownCode = (page: string) => /<p class="copy"><code>([^<]+)/.exec(page)?.[1];
