/** A standard provider of its own with a clock that stands, and the way through its pages. */
import { createHash, randomBytes, verify } from 'node:crypto';
import { createSigningKeys } from '../../../src/sandbox/standard/id-token.ts';
import { kiln } from '../../../src/sandbox/standard/kiln.ts';
import { createStandard } from '../../../src/sandbox/standard/standard.ts';
import type { Bend, StandardOptions } from '../../../src/sandbox/standard/terms.ts';
import { createVisitor, locationOf, type Visitor } from '../../fixtures/farm/visitor.ts';

export const issuer = 'https://kiln.example';
export const app = 'https://app.example';
export const redirect_uri = `${app}/callback/`;
export const client_id = 'studio';
export const desk = { client_id: 'desk', client_secret: 'p:ss wörd+' };
export const everything = 'openid profile email offline_access classes:read bookings:read bookings:write';

/** Made once for all benches, since it takes a while. */
const keys = createSigningKeys();

export type Bench = ReturnType<typeof createBench>;

export function createBench(more: Partial<StandardOptions> = {}) {
  const clock = { ms: Date.UTC(2026, 10, 20, 9) };
  let bend: Bend | undefined;
  const standard = createStandard({
    ...kiln,
    issuer,
    clients: [
      { client_id, name: 'Singlet' },
      { ...desk, name: 'Singlet' },
    ],
    redirectAllowed: (uri) => uri === redirect_uri || uri === `${redirect_uri}?p=kiln`,
    postLogoutAllowed: (uri) => uri.startsWith(`${app}/`),
    originAllowed: (origin) => origin === app,
    accessTokenLifeS: () => 3600,
    bend: (leg, request, answer) => bend?.(leg, request, answer) ?? answer(),
    createKeys: () => keys,
    now: () => clock.ms,
    ...more,
  });
  const at = more.issuer ?? issuer;
  const fetch = (path: string, init: RequestInit = {}) =>
    standard.fetch(new Request(at + path, { ...init, headers: { origin: app, ...init.headers } }));
  return {
    standard,
    clock,
    issuer: at,
    fetch,
    setBend: (next: Bend | undefined) => {
      bend = next;
    },
    visit: () => createVisitor((request) => standard.fetch(request)),
    post: (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
    call: (path: string, token: string, init: RequestInit = {}) =>
      fetch(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }),
  };
}

export type Parameters = Readonly<Record<string, string | undefined>>;

/** Address that starts a sign-in, and the verifier that belongs to it. */
export function startUrl(bench: Bench, more: Parameters = {}) {
  const verifier = randomBytes(32).toString('base64url');
  const all: Parameters = {
    client_id,
    redirect_uri,
    response_type: 'code',
    scope: everything,
    state: 'st',
    nonce: 'no',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  };
  const present = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return { verifier, url: `${bench.issuer}/authorize?${new URLSearchParams(present)}` };
}

export interface Way {
  /** The page or redirect that pressing the last button brought. */
  readonly response: Response;
  /** Where it leads, if it leaves. */
  readonly back: URL | undefined;
}

async function press(bench: Bench, visitor: Visitor, at: string, fields: Record<string, string>): Promise<Way & { at: string }> {
  const response = await visitor.submit(at, fields);
  const next = locationOf(response, at);
  if (next === undefined) return { response, back: undefined, at };
  return next.startsWith(`${bench.issuer}/`) ? { response, back: undefined, at: next } : { response, back: new URL(next), at };
}

/** From the start to the page that asks for consent. */
export async function signIn(
  bench: Bench,
  visitor: Visitor,
  url: string,
  who = { username: 'maya', password: 'celadon' },
): Promise<string> {
  const { url: at } = await visitor.follow(url, (one) => one.startsWith(`${bench.issuer}/`));
  const page = await (await visitor.go(at)).text();
  return page.includes('name="password"') ? (await press(bench, visitor, at, { ...who, decision: 'login' })).at : at;
}

/** The whole way: sign in, then the decision. */
export async function goThrough(
  bench: Bench,
  visitor: Visitor,
  more: Parameters = {},
  decision = 'allow',
): Promise<Way & { verifier: string }> {
  const { url, verifier } = startUrl(bench, more);
  const consent = await signIn(bench, visitor, url);
  return { ...(await press(bench, visitor, consent, { decision })), verifier };
}

/** A token reply by code and PKCE. */
export async function exchange(bench: Bench, more: Parameters = {}): Promise<Response> {
  const { back, verifier } = await goThrough(bench, bench.visit(), more);
  const code = back?.searchParams.get('code') ?? '';
  return bench.post('/token', {
    grant_type: 'authorization_code',
    client_id: more.client_id ?? client_id,
    redirect_uri: more.redirect_uri ?? redirect_uri,
    code,
    code_verifier: verifier,
  });
}

export async function tokens(bench: Bench, more: Parameters = {}): Promise<Record<string, string>> {
  return (await exchange(bench, more)).json();
}

export const renew = (bench: Bench, refresh_token = '') => bench.post('/token', { grant_type: 'refresh_token', client_id, refresh_token });

export interface Jwt {
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
  readonly signed: boolean;
}

const part = (text = '') => JSON.parse(Buffer.from(text, 'base64url').toString());

/** Reads an ID token and checks its signature against the keys that the provider publishes. */
export async function readJwt(bench: Bench, token: string): Promise<Jwt> {
  const [head, body, signature = ''] = token.split('.');
  const header = part(head);
  const { keys } = await (await bench.fetch('/jwks')).json();
  const key = keys.find(({ kid }: { kid: string }) => kid === header.kid);
  const signed = verify('RSA-SHA256', Buffer.from(`${head}.${body}`), { key, format: 'jwk' }, Buffer.from(signature, 'base64url'));
  return { header, claims: part(body), signed };
}

export const atHash = (token: string) => createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');
