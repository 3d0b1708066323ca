/** A SignEasy of its own, on two hosts, with a clock that stands. */
import { createSigneasy, type SigneasyOptions } from '../../../src/sandbox/signeasy/signeasy.ts';
import { createSigningKeys } from '../../../src/sandbox/standard/id-token.ts';
import type { Bend } from '../../../src/sandbox/standard/terms.ts';
import { app, type Choice, goThrough, type Parameters, queryOf, redirect_uri } from './seed-bench.ts';

export const authHost = 'https://auth.signeasy.example';
export const apiHost = 'https://api.signeasy.example';
export const audience = 'https://api-ext.signeasy.com/';
export const client = { client_id: 'sec', client_secret: 'se-secret' };
export const machine = { client_id: 'sem', client_secret: 'sem-secret' };
/** As in the sample of the vendor's page: nothing but requests to sign. */
export const narrow = { client_id: 'narrow', client_secret: 'narrow-secret' };
export const everything = 'user:read original:read original:create rs:read rs:create template:manage offline_access';

/** Made once for all benches, since it takes a while. */
const keys = createSigningKeys();

export type Bench = ReturnType<typeof createBench>;

export function createBench(more: Partial<SigneasyOptions> = {}) {
  const clock = { ms: Date.UTC(2026, 10, 20, 9) };
  let bend: Bend | undefined;
  const signeasy = createSigneasy({
    clients: [
      { ...client, name: 'Singlet', grants: ['authorization_code'] },
      { client_id: 'other', client_secret: 'other-secret', name: 'Another app', grants: ['authorization_code'] },
      { ...machine, name: 'Singlet for one user', grants: ['client_credentials'] },
      { ...narrow, name: 'Reminders', grants: ['client_credentials'], scope: 'rs:read rs:update' },
    ],
    redirectAllowed: (uri) => uri === redirect_uri,
    tokenCors: true,
    bend: (leg, request, answer) => bend?.(leg, request, answer) ?? answer(),
    createKeys: () => keys,
    now: () => clock.ms,
    ...more,
  });
  const at = (host: string) => host + (more.mount ?? '');
  const headersOf = (init: RequestInit) => ({ redirect: 'manual' as const, ...init, headers: { origin: app, ...init.headers } });
  const auth = (path: string, init: RequestInit = {}) => signeasy.auth.fetch(new Request(at(authHost) + path, headersOf(init)));
  const api = (path: string, init: RequestInit = {}) => signeasy.api.fetch(new Request(at(apiHost) + path, headersOf(init)));
  const start = (parameters: Parameters = {}) => {
    const asked = {
      client_id: client.client_id,
      redirect_uri,
      response_type: 'code',
      scope: everything,
      audience,
      state: 'st',
      ...parameters,
    };
    return `${at(authHost)}/authorize?${queryOf(asked)}`;
  };
  return {
    signeasy,
    clock,
    auth,
    api,
    start,
    setBend: (next: Bend | undefined) => {
      bend = next;
    },
    /** Fields that are undefined are left out. */
    post: (path: string, fields: Parameters) =>
      auth(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) }),
    go: (parameters: Parameters = {}, choice: Choice = {}) => goThrough(signeasy.auth, start(parameters), choice),
    call: (path: string, token: string, init: RequestInit = {}) =>
      api(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }),
  };
}

export async function exchange(bench: Bench, fields: Parameters = {}, asked: Parameters = {}, choice: Choice = {}): Promise<Response> {
  const { back } = await bench.go(asked, choice);
  const code = back?.searchParams.get('code') ?? '';
  return bench.post('/oauth/token', { grant_type: 'authorization_code', ...client, redirect_uri, code, ...fields });
}

export interface Reply {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly scope: string;
}

export async function tokens(bench: Bench, asked: Parameters = {}, choice: Choice = {}): Promise<Reply> {
  return (await exchange(bench, {}, asked, choice)).json();
}

export const askMachine = (bench: Bench, fields: Parameters = {}) =>
  bench.post('/oauth/token', { ...machine, audience, grant_type: 'client_credentials', ...fields });

export const renew = (bench: Bench, refresh_token: string) =>
  bench.post('/oauth/token', { grant_type: 'refresh_token', ...client, refresh_token });

/** Status and error. */
export async function errorOf(reply: Response): Promise<readonly [number, string]> {
  const { error } = await reply.json();
  return [reply.status, error];
}

export const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
