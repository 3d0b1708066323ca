/**
 * POST /oauth/token with JSON: client credentials for thirty days and without a refresh token; a code for an hour, with one only where
 * offline_access was asked; renewal with a new pair that voids the old one. Access tokens are JWTs. Side effects: the ledger.
 */
import type { Context, Hono } from 'hono';
import { randomText } from '../drawer.ts';
import type { Grant } from '../sign-in/ledger.ts';
import type { Twist } from '../standard/terms.ts';
import { fitsChallenge } from '../standard/token.ts';
import type { StandardEnv } from '../standard/world.ts';
import { answerError, answerJson } from './answer.ts';
import { type ClientBody, readClientBody } from './body.ts';
import { members } from './company.ts';
import { apiScopes, audience } from './scopes.ts';
import type { World } from './terms.ts';

const signInLifeS = 3600;
const machineLifeS = 2_592_000;

interface Given {
  readonly grant: Grant;
  readonly lifeS: number;
  /** Whether a refresh token comes along. */
  readonly refresh: boolean;
  readonly machine: boolean;
}

async function give(c: Context<StandardEnv>, world: World, { grant, lifeS, refresh, machine }: Given): Promise<Response> {
  const expires_in = world.lifeS(lifeS);
  const iat = Math.floor(world.now() / 1000);
  const scope = grant.scope.join(' ');
  const { client_id } = grant.client;
  const claims = {
    iss: `${new URL(c.req.url).origin}${world.house.mount}/`,
    sub: machine ? `${client_id}@clients` : `auth0|${grant.person.id}`,
    aud: audience,
    iat,
    exp: iat + expires_in,
    azp: client_id,
    scope,
    ...(machine && { gty: 'client-credentials' }),
    // Two tokens of one second would be the same text without it.
    jti: randomText(16),
  };
  const access_token = await world.jwts.sign(claims, c.env.twist);
  world.ledger.accessTokens.put(access_token, { grant, endsAt: world.now() + expires_in * 1000 });
  const refresh_token = refresh ? world.ledger.refreshTokens.add({ grant, access_token, used: false }) : undefined;
  return answerJson({ access_token, refresh_token, scope, expires_in, token_type: 'Bearer' });
}

function giveToMachine(c: Context<StandardEnv>, world: World, { client, fields }: ClientBody): Response | Promise<Response> {
  if (!client.grants.includes('client_credentials'))
    return answerError('unauthorized_client', 'client_credentials is not allowed for this application.');
  const asked = fields.get('audience');
  if (asked === undefined) return answerError('access_denied', 'No audience was given, and there is none by default.');
  if (asked !== audience) return answerError('access_denied', `Service not enabled within domain: ${asked}`);
  const scope = client.scope?.split(' ') ?? apiScopes;
  const grant = { client, person: members[0], scope, ended: false };
  return give(c, world, { grant, lifeS: machineLifeS, refresh: false, machine: true });
}

async function redeem(c: Context<StandardEnv>, world: World, { client, fields }: ClientBody): Promise<Response> {
  const code = world.ledger.codes.get(fields.get('code'));
  if (!code || code.used || code.grant.client !== client || code.endsAt <= world.now())
    return answerError('invalid_grant', 'Invalid authorization code');
  if (code.redirect_uri !== fields.get('redirect_uri')) return answerError('invalid_grant', 'redirect_uri is not the one of the sign-in.');
  if (world.pkce === 'checked' && !(await fitsChallenge(fields.get('code_verifier'), code.code_challenge)))
    return answerError('invalid_grant', 'code_verifier does not fit the sign-in.');
  code.used = true;
  const { grant } = code;
  return give(c, world, { grant, lifeS: signInLifeS, refresh: grant.scope.includes('offline_access'), machine: false });
}

function renew(c: Context<StandardEnv>, world: World, { client, fields }: ClientBody, twist: Twist): Response | Promise<Response> {
  const known = world.ledger.refreshTokens.get(fields.get('refresh_token'));
  if (!known || known.used || known.grant.client !== client || known.grant.ended)
    return answerError('invalid_grant', 'Unknown or invalid refresh token.');
  const given = { grant: known.grant, lifeS: signInLifeS, machine: false };
  if (twist.keepRefreshToken) return give(c, world, { ...given, refresh: false });
  known.used = true;
  world.ledger.accessTokens.remove(known.access_token);
  return give(c, world, { ...given, refresh: true });
}

export function addToken(app: Hono<StandardEnv>, world: World): void {
  app.post('/oauth/token', async (c) => {
    const body = await readClientBody(c, world);
    if (body instanceof Response) return body;
    switch (body.fields.get('grant_type')) {
      case 'client_credentials':
        return giveToMachine(c, world, body);
      case 'authorization_code':
        return redeem(c, world, body);
      case 'refresh_token':
        return renew(c, world, body, c.env.twist);
      case undefined:
        return answerError('invalid_request', 'grant_type is missing.', 400);
      default:
        return answerError('unsupported_grant_type', 'This grant_type is not offered.');
    }
  });
}
