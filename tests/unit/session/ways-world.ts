/** A provider that signs its ID tokens and knows every way to sign in, and Singly beside it. For the tests of this folder. */
import { encodeBase64Url } from '../../../src/core/base/base64url.ts';
import { isSingletError, type SingletError } from '../../../src/core/base/errors.ts';
import type { ConfigEntry, SingletConfig } from '../../../src/core/provider/entry.ts';
import type { Singlet } from '../../../src/core/session/door.ts';
import { leave, type Server, type Tab } from '../../fixtures/browser-ports.ts';

export const issuer = 'https://id.acme.example';
export const callback = 'https://app.example/singlet/callback/';
export const nowS = 1_760_000_000;
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const text = (value: string) => new TextEncoder().encode(value);

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
const makeKeys = async () => (await crypto.subtle.generateKey(rsa, true, ['sign', 'verify'])) as CryptoKeyPair;
const keys = await makeKeys();
/** Of somebody else. */
export const otherKeys = await makeKeys();

export interface Forging {
  readonly key?: CryptoKey;
  readonly alg?: string;
  readonly claims?: Record<string, unknown>;
}

export async function anIdToken(nonce: string, accessToken: string, { key = keys.privateKey, alg = 'RS256', claims = {} }: Forging = {}) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text(accessToken)));
  const body = {
    iss: issuer,
    aud: 'spa',
    sub: 'u1',
    iat: nowS,
    exp: nowS + 999_999,
    nonce,
    at_hash: encodeBase64Url(digest.slice(0, 16)),
    ...claims,
  };
  const head = encodeBase64Url(text(JSON.stringify({ alg, kid: 'k1' })));
  const signed = `${head}.${encodeBase64Url(text(JSON.stringify(body)))}`;
  const signature = new Uint8Array(await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key, text(signed)));
  return `${signed}.${alg === 'none' ? '' : encodeBase64Url(signature)}`;
}

interface State {
  account: string;
  secret: string;
  /** What the token endpoint was sent. */
  posted: { body: URLSearchParams; authorization: string | null }[];
}

export function aServer(): { state: State; server: Server } {
  const state: State = { account: '36b6', secret: 'right', posted: [] };
  const server: Server = async (url, init) => {
    if (url.pathname.startsWith('/.well-known'))
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        end_session_endpoint: `${issuer}/logout`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code', 'token', 'id_token token'],
        code_challenge_methods_supported: ['S256'],
      });
    if (url.pathname === '/jwks')
      return json({ keys: [{ ...(await crypto.subtle.exportKey('jwk', keys.publicKey)), kid: 'k1', use: 'sig' }] });
    if (url.pathname === '/token') {
      const body = new URLSearchParams(String(init?.body ?? ''));
      const authorization = new Headers(init?.headers).get('authorization');
      state.posted.push({ body, authorization });
      const basic = authorization && new URLSearchParams(`secret=${atob(authorization.slice(6)).split(':')[1]}`).get('secret');
      const given = basic ?? body.get('client_secret');
      if (given !== null && given !== state.secret) return json({ error: 'invalid_client' }, 401);
      return json({ access_token: 'canary_access_token', token_type: 'Bearer', refresh_token: 'canary_refresh_token' });
    }
    if (url.host === 'api.singly.com') return json({ id: state.account, twitter: ['1234'] });
    return undefined;
  };
  return { state, server };
}

export const failureOf = (act: Promise<unknown>): Promise<SingletError | undefined> =>
  act.then(
    () => undefined,
    (error: unknown) => (isSingletError(error) ? error : Promise.reject(error)),
  );
export const codeOf = async (act: Promise<unknown>) => (await failureOf(act))?.code ?? 'resolved';

export const one = (entry: Partial<ConfigEntry>): SingletConfig => ({
  providers: [
    { id: 'acme', issuer, client_id: 'spa', scope: 'openid', ...entry },
    { id: 'singly', preset: 'singly', client_id: 'app1' },
  ],
});
export const implicit = one({ flow: 'token' });

/** Goes to the provider and comes back with a fragment. */
export async function comeBack(tab: Tab, singlet: Singlet, forge: (nonce: string) => Promise<Record<string, string>>) {
  const url = await leave(tab, singlet.connect('acme'));
  const fields = await forge(url.searchParams.get('nonce') ?? '');
  await tab.arrive(`${callback}#${new URLSearchParams({ state: url.searchParams.get('state') ?? '', ...fields })}`);
  return url;
}
