/**
 * /token and /revoke: codes with PKCE, refresh tokens that rotate and notice a second use
 * (RFC 6749 sections 4.1.3 and 6, RFC 7636 section 4.6, RFC 9700 section 4.14.2, RFC 7009). Side effects: the ledger.
 */
import type { Hono } from 'hono';
import { encodeBase64Url } from './base64url.ts';
import { answerError, answerJson, type ClientRequest, readClientRequest } from './client.ts';
import type { Grant } from './ledger.ts';
import type { Twist } from './terms.ts';
import { claimsOf } from './way-back.ts';
import type { StandardContext, StandardEnv, World } from './world.ts';

interface Given {
  readonly grant: Grant;
  readonly scope: readonly string[];
  readonly refresh_token: string | undefined;
}

async function answerTokens(world: World, { grant, scope, refresh_token }: Given, twist: Twist): Promise<Response> {
  const expires_in = world.accessTokenLifeS();
  const access_token = world.ledger.accessTokens.add({ grant, scope, endsAt: world.now() + expires_in * 1000 });
  const id_token = scope.includes('openid') ? await world.idTokens.sign(await claimsOf(world, grant, access_token), twist) : undefined;
  return answerJson({ access_token, token_type: 'Bearer', expires_in, scope: scope.join(' '), refresh_token, id_token });
}

/** RFC 7636 section 4.6; a verifier without a challenge is wrong too. */
export async function fitsChallenge(verifier: string | undefined, challenge: string | undefined): Promise<boolean> {
  if (challenge === undefined) return verifier === undefined;
  if (!/^[\w.~-]{43,128}$/.test(verifier ?? '')) return false;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return encodeBase64Url(new Uint8Array(digest)) === challenge;
}

const invalidGrant = (description: string) => answerError('invalid_grant', description);

async function redeemCode(world: World, { client, fields }: ClientRequest, twist: Twist): Promise<Response> {
  const code = world.ledger.codes.get(fields.get('code'));
  if (!code || code.grant.client_id !== client.client_id) return invalidGrant('The code is not known.');
  if (code.used) {
    code.grant.ended = true;
    return invalidGrant('The code was used before; what came of it has ended.');
  }
  code.used = true;
  if (code.endsAt <= world.now()) return invalidGrant('The code is too old.');
  if (code.redirect_uri !== undefined && fields.get('redirect_uri') !== code.redirect_uri)
    return invalidGrant('redirect_uri is not the one of the sign-in.');
  if (!(await fitsChallenge(fields.get('code_verifier'), code.code_challenge)))
    return invalidGrant('code_verifier does not fit the sign-in.');
  const { grant } = code;
  const lasting = grant.scope.includes('offline_access');
  const refresh_token = lasting ? world.ledger.refreshTokens.add({ grant, used: false }) : undefined;
  return answerTokens(world, { grant, scope: grant.scope, refresh_token }, twist);
}

async function refresh(world: World, { client, fields }: ClientRequest, twist: Twist): Promise<Response> {
  const { refreshTokens } = world.ledger;
  const known = refreshTokens.get(fields.get('refresh_token'));
  if (!known || known.grant.client_id !== client.client_id) return invalidGrant('The refresh token is not known.');
  const { grant } = known;
  if (known.used) {
    grant.ended = true;
    return invalidGrant('The refresh token was used before; the whole grant has ended.');
  }
  if (grant.ended) return invalidGrant('The grant has ended.');
  const asks = fields.get('scope')?.split(' ').filter(Boolean);
  if (asks?.some((scope) => !grant.scope.includes(scope))) return answerError('invalid_scope', 'More was asked than once allowed.');
  const scope = asks ?? grant.scope;
  if (twist.keepRefreshToken) return answerTokens(world, { grant, scope, refresh_token: undefined }, twist);
  known.used = true;
  return answerTokens(world, { grant, scope, refresh_token: refreshTokens.add({ grant, used: false }) }, twist);
}

function handleToken(world: World) {
  return async (c: StandardContext): Promise<Response> => {
    const request = await readClientRequest(c, world);
    if (request instanceof Response) return request;
    const type = request.fields.get('grant_type');
    if (type === 'authorization_code') return redeemCode(world, request, c.env.twist);
    if (type === 'refresh_token') return refresh(world, request, c.env.twist);
    if (type === undefined) return answerError('invalid_request', 'grant_type is missing.');
    return answerError('unsupported_grant_type', 'Only authorization_code and refresh_token are offered.');
  };
}

/** A refresh token takes its whole grant along; an access token goes alone. Unknown ones are gone already. */
function handleRevoke(world: World) {
  return async (c: StandardContext): Promise<Response> => {
    const request = await readClientRequest(c, world);
    if (request instanceof Response) return request;
    const token = request.fields.get('token');
    if (token === undefined) return answerError('invalid_request', 'token is missing.');
    const { client_id } = request.client;
    const lasting = world.ledger.refreshTokens.get(token);
    const passing = world.ledger.accessTokens.get(token);
    if (lasting?.grant.client_id === client_id) lasting.grant.ended = true;
    if (passing?.grant.client_id === client_id) world.ledger.accessTokens.remove(token);
    return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } });
  };
}

export function addToken(app: Hono<StandardEnv>, world: World): void {
  const onlyPost = () => answerError('invalid_request', 'Only POST is taken here.', 405);
  app.post('/token', handleToken(world));
  app.post('/revoke', handleRevoke(world));
  app.all('/token', onlyPost);
  app.all('/revoke', onlyPost);
}
