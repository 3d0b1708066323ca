/**
 * Two dialects of the token request. Signed: /api/v1/oauth/token as the vendor's table has it, /api/v1/auth/token as its sample has it.
 * Unsigned: /v1/api/svplatform/tokenOauth2. Both answer `expires_in` as a string that promises more than the token lives.
 * An Authorization header is not looked at, since the vendor's sample carries one before there can be a token.
 */
import type { Context, Hono } from 'hono';
import { answerFailure, answerJson } from './answer.ts';
import { clashes, faultOfHeaders } from './headers.ts';
import { isObject, isSigned, readSignedBody } from './message.ts';
import type { SingleviewClient } from './terms.ts';
import type { World } from './world.ts';

const credentialsFault = 'Invalid client credentials.';

/** 44 small letters and digits. */
function opaqueToken(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(44)), (byte) => (byte % 36).toString(36)).join('');
}

/** The reply says 5/3 of what a JWT lives by its own exp: "6000" against 3600. Letters that tell nothing live as long as is said. */
async function answerToken(world: World, client: SingleviewClient, kind: 'jwt' | 'opaque'): Promise<Response> {
  const lifeS = world.lifeS();
  const saidS = Math.round((lifeS * 5) / 3);
  const iat = Math.floor(world.clock() / 1000);
  const access_token = kind === 'jwt' ? await world.makeJwt(iat, iat + lifeS) : opaqueToken();
  world.tokens.set(access_token, { client, endsAt: world.clock() + (kind === 'jwt' ? lifeS : saidS) * 1000 });
  return answerJson({ access_token, token_type: 'Bearer', expires_in: String(saidS) });
}

function signed(world: World) {
  return async (c: Context): Promise<Response> => {
    const body = readSignedBody(await c.req.text());
    const asked = body?.message.OSVAuthRequest;
    if (!body || !isObject(asked))
      return answerFailure('request', 'The body has to be {"Message":{"OSVAuthRequest":{…}},"Signature":"…"}.');
    const missing = ['client_id', 'client_secret', 'client_name'].find((name) => typeof asked[name] !== 'string' || asked[name] === '');
    if (missing !== undefined) return answerFailure('field', `${missing} is mandatory.`);
    const fault = faultOfHeaders(c, 'signed');
    if (fault !== undefined) return answerFailure('request', fault);
    const client = world.clients.find((one) => one.client_id === asked.client_id);
    const known = client && client.client_secret === asked.client_secret && client.client_name === asked.client_name;
    if (!known || clashes(c, client) || c.req.header('CompanyId') !== client.companyId)
      return answerFailure('credentials', credentialsFault);
    const key = await world.publicKeyOf(client);
    if (!key || !(await isSigned(body, key))) return answerFailure('signature', 'The signature could not be verified.');
    return answerToken(world, client, world.signedToken);
  };
}

function unsigned(world: World) {
  return async (c: Context): Promise<Response> => {
    const asked: unknown = await c.req.json().catch(() => undefined);
    if (!isObject(asked)) return answerFailure('request', 'The body has to be JSON.');
    const fault = faultOfHeaders(c, 'other');
    if (fault !== undefined) return answerFailure('request', fault);
    if (asked.grant_type !== 'client_credentials') return answerFailure('field', 'grant_type has to be client_credentials.');
    const client = world.clients.find((one) => one.client_id === asked.clientId && one.clientCode === asked.clientCode);
    if (!client || clashes(c, client) || c.req.header('CompanyId') !== client.companyId)
      return answerFailure('credentials', credentialsFault);
    return answerToken(world, client, 'jwt');
  };
}

export const signedPaths = ['/api/v1/oauth/token', '/api/v1/auth/token'];
export const unsignedPath = '/v1/api/svplatform/tokenOauth2';

export function addToken(app: Hono, world: World): void {
  for (const path of signedPaths) app.post(path, signed(world));
  app.post(unsignedPath, unsigned(world));
}
