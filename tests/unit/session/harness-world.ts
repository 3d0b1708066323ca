/**
 * The world in which acts are made to fail: a server for five providers that hands out single-use codes and rotating refresh
 * tokens and accepts nothing else, a person who says yes, and a browser with two connections in it. Every secret is noted.
 */
import { encodeBase64Url } from '../../../src/core/base/base64url.ts';
import type { ConfigEntry, SingletConfig } from '../../../src/core/provider/entry.ts';
import type { Server } from '../../fixtures/browser-ports.ts';

export const typedSecret = 'typed_client_secret_canary';
const lifeS = 3600;
const nowS = 1_760_000_000;

/** What the server remembers; plain, so that it can be copied. */
export interface Memory {
  count: number;
  /** Everything that must not be seen. */
  secrets: Set<string>;
  /** Code -> nonce of the request. */
  codes: Map<string, string>;
  access: Set<string>;
  refresh: Set<string>;
  /** A refresh token may be used once more after it was replaced, for clients that lost the reply. */
  lenient: boolean;
}

export const aMemory = (): Memory => ({
  count: 0,
  secrets: new Set([typedSecret]),
  codes: new Map(),
  access: new Set(),
  refresh: new Set(),
  lenient: false,
});

const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
const jwk = { ...(await crypto.subtle.exportKey('jwk', pair.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
const bytes = (text: string) => new TextEncoder().encode(text);
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

async function idToken(issuer: string, nonce: string | undefined, accessToken: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes(accessToken)));
  const claims = { iss: issuer, aud: 'spa', sub: 'u1', iat: nowS, exp: nowS + 999_999, nonce, at_hash: encodeBase64Url(hash.slice(0, 16)) };
  const head = [{ alg: 'ES256', kid: 'one' }, claims].map((part) => encodeBase64Url(bytes(JSON.stringify(part)))).join('.');
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes(head));
  return `${head}.${encodeBase64Url(new Uint8Array(signature))}`;
}

const issuerOf = (id: string) => `https://${id}.example`;
const api = (id: string): ConfigEntry['api'] => [{ origin: `https://api.${id}.example`, path: '/v1' }];
const stated = (id: string): ConfigEntry => ({
  id,
  client_id: 'spa',
  authorization_endpoint: `${issuerOf(id)}/authorize`,
  token_endpoint: `${issuerOf(id)}/token`,
  userinfo_endpoint: `${issuerOf(id)}/me`,
  revocation_endpoint: `${issuerOf(id)}/revoke`,
  flow: 'code',
  api: api(id),
});

export const config: SingletConfig = {
  providers: [
    stated('keeper'),
    { id: 'acme', issuer: issuerOf('acme'), client_id: 'spa', scope: 'openid offline_access', api: api('acme') },
    { id: 'singly', preset: 'singly', client_id: 'app1' },
    {
      id: 'wayfare',
      issuer: issuerOf('wayfare'),
      client_id: 'spa',
      scope: 'openid',
      flow: 'token',
      response_type: 'id_token token',
      redirectBinding: 'state',
      api: api('wayfare'),
    },
    { ...stated('manual'), flow: 'manual-code', pkce: true, tokenRequest: { client_authentication: 'client_secret_post' } },
  ],
};

const metadataOf = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/me`,
  revocation_endpoint: `${issuer}/revoke`,
  end_session_endpoint: `${issuer}/logout`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ['code', 'token', 'id_token token'],
  code_challenge_methods_supported: ['S256'],
  id_token_signing_alg_values_supported: ['ES256'],
});

function issue(memory: Memory, kind: 'access' | 'refresh', id: string): string {
  const token = `${kind}_token_${id}_${++memory.count}_canary`;
  memory.secrets.add(token);
  memory[kind].add(token);
  return token;
}

async function grant(memory: Memory, url: URL, form: URLSearchParams): Promise<Response> {
  const id = url.hostname.split('.')[0] ?? '';
  const used = form.get('code') ?? form.get('refresh_token') ?? '';
  if (id === 'manual' && form.get('client_secret') !== typedSecret) return json({ error: 'invalid_client' }, 401);
  const nonce = memory.codes.get(used);
  const renewal = form.get('grant_type') === 'refresh_token';
  const good = renewal ? memory.refresh.has(used) : memory.codes.delete(used);
  if (renewal && !memory.lenient) memory.refresh.delete(used);
  if (!good) return json({ error: 'invalid_grant' }, 400);
  const access_token = issue(memory, 'access', id);
  const tokens = { access_token, refresh_token: issue(memory, 'refresh', id), token_type: 'Bearer', expires_in: lifeS };
  return json(id === 'acme' ? { ...tokens, id_token: await idToken(url.origin, nonce, access_token) } : tokens);
}

const bearer = (init: RequestInit | undefined) => new Headers(init?.headers).get('authorization')?.replace('Bearer ', '') ?? '';

/** An API takes a token that is good, and nothing else. */
function callApi({ access }: Memory, url: URL, init: RequestInit | undefined): Response {
  const token = url.searchParams.get('access_token') ?? bearer(init);
  if (!access.has(token)) return json({ error: 'no' }, 401);
  return json(url.hostname === 'api.singly.com' ? { id: '36b6', twitter: ['1234'] } : { fine: true });
}

function revoke({ access, refresh }: Memory, token: string): Response {
  access.delete(token);
  refresh.delete(token);
  return json({});
}

export function serverOf(memory: Memory): Server {
  return (url, init) => {
    if (url.hostname.startsWith('api.')) return callApi(memory, url, init);
    const form = new URLSearchParams(String(init?.body ?? ''));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(metadataOf(url.origin));
      case '/keys':
        return json({ keys: [jwk] });
      case '/token':
        return grant(memory, url, form);
      case '/me':
        return memory.access.has(bearer(init)) ? json({ sub: 'u1', name: 'Maya Okafor' }) : json({}, 401);
      case '/revoke':
        return revoke(memory, form.get('token') ?? '');
      default:
        return undefined;
    }
  };
}

/** What the provider does with a person who says yes: the address it sends the browser to. */
export async function consent(memory: Memory, url: URL): Promise<string> {
  const asked = (name: string) => url.searchParams.get(name) ?? '';
  if (url.pathname === '/logout') return `${asked('post_logout_redirect_uri')}?state=${encodeURIComponent(asked('state'))}`;
  const back = new URL(asked('redirect_uri'));
  if (url.pathname.endsWith('/authenticate')) {
    back.hash = `access_token=${issue(memory, 'access', 'singly')}&account=36b6`;
    return back.href;
  }
  if (asked('response_type') === 'id_token token') {
    const access_token = issue(memory, 'access', 'wayfare');
    const id_token = await idToken(url.origin, asked('nonce'), access_token);
    memory.secrets.add(id_token);
    const reply = { access_token, id_token, token_type: 'bearer', expires_in: String(lifeS), state: asked('state') };
    back.hash = new URLSearchParams(reply).toString();
    return back.href;
  }
  back.searchParams.set('code', codeFor(memory, asked('nonce')));
  back.searchParams.set('state', asked('state'));
  return back.href;
}

/** A code for the person to copy. */
export function codeFor(memory: Memory, nonce: string): string {
  const code = `code_${++memory.count}_canary`;
  memory.secrets.add(code);
  memory.codes.set(code, nonce);
  return code;
}

export interface World {
  readonly memory: Memory;
  readonly disk: IDBFactory;
}
