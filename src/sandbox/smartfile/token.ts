/**
 * POST /oauth2/token/ : a form with the secret in it, or in a Basic header. 400 {"error":"invalid_grant"} is documented;
 * renewal is not, and stands here as RFC 6749 section 6 has it, with a new refresh token each time. Side effects: the ledger.
 */
import type { Hono } from 'hono';
import { randomLetters } from '../drawer.ts';
import type { Grant } from '../sign-in/ledger.ts';
import type { Client } from '../sign-in/terms.ts';
import { outOfBand } from '../standard/asked.ts';
import { readBasic } from '../standard/client.ts';
import type { Twist } from '../standard/terms.ts';
import { fitsChallenge } from '../standard/token.ts';
import type { StandardEnv } from '../standard/world.ts';
import { answerError, answerJson } from './answer.ts';
import type { World } from './terms.ts';

function findClient(world: World, form: URLSearchParams, authorization: string | undefined): Client | undefined {
  const basic = authorization === undefined ? undefined : readBasic(authorization);
  const [id, secret] = basic ?? [form.get('client_id'), form.get('client_secret')];
  return world.clients.find(({ client_id, client_secret }) => client_id === id && client_secret === secret);
}

/** `refresh`: whether a new refresh token comes along. */
function give(world: World, grant: Grant, refresh: boolean): Response {
  const expires_in = world.accessTokenLifeS();
  const access_token = world.ledger.accessTokens.add({ grant, endsAt: world.now() + expires_in * 1000 });
  const refresh_token = refresh ? world.ledger.refreshTokens.add({ grant, access_token, used: false }) : undefined;
  return answerJson({ access_token, expires_in, refresh_token, scope: grant.scope.join(' '), token_type: 'Bearer' });
}

const addressOf = (form: URLSearchParams) => {
  const given = form.get('redirect_uri') || undefined;
  return given === outOfBand ? undefined : given;
};

async function redeem(world: World, client: Client, form: URLSearchParams): Promise<Response> {
  const code = world.ledger.codes.get(form.get('code') ?? undefined);
  if (!code || code.used || code.grant.client !== client || code.endsAt <= world.now()) return answerError('invalid_grant');
  if (code.redirect_uri !== addressOf(form)) return answerError('invalid_grant');
  if (world.pkce === 'checked' && !(await fitsChallenge(form.get('code_verifier') ?? undefined, code.code_challenge)))
    return answerError('invalid_grant');
  code.used = true;
  return give(world, code.grant, true);
}

function renew(world: World, client: Client, form: URLSearchParams, twist: Twist): Response {
  const known = world.ledger.refreshTokens.get(form.get('refresh_token') ?? undefined);
  if (!known || known.used || known.grant.client !== client || known.grant.ended) return answerError('invalid_grant');
  if (twist.keepRefreshToken) return give(world, known.grant, false);
  known.used = true;
  return give(world, known.grant, true);
}

export function addToken(app: Hono<StandardEnv>, world: World): void {
  app.post('/oauth2/token/', async (c) => {
    // Django reads no other body as a form, so its fields are missing then.
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '');
    const form = new URLSearchParams(isForm ? await c.req.text() : '');
    const client = findClient(world, form, c.req.header('authorization'));
    if (!client) return answerError('invalid_client', 401);
    const type = form.get('grant_type');
    if (type === 'authorization_code') return redeem(world, client, form);
    if (type === 'refresh_token') return renew(world, client, form, c.env.twist);
    return answerError('unsupported_grant_type');
  });
  app.all('/oauth2/token/', () => answerJson({ detail: 'Only POST is taken here.' }, 405, { allow: 'POST' }));
}

/** Thirty letters and digits, as Django OAuth Toolkit makes them. */
export const tokenName = () => randomLetters(30);
