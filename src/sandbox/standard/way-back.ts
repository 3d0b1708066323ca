/**
 * The answers of /authorize: a redirect with its parameters in the query or the fragment, with `state` and `iss`
 * (RFC 6749 sections 4.1.2 and 4.2.2, RFC 9207), or a page where there is no address to go to. Side effect: files what was granted.
 */
import type { Asked, Refusal, WayBack } from './asked.ts';
import { hashToken } from './id-token.ts';
import type { Grant } from './ledger.ts';
import { codePage, errorPage, refusedPage } from './pages.ts';
import type { Claims, StandardPerson, Twist } from './terms.ts';
import type { World } from './world.ts';

const codeLifeMs = 60_000;
/** A person copies it by hand. */
const shownCodeLifeMs = 600_000;
const idTokenLifeS = 3600;

type Fields = Readonly<Record<string, string | undefined>>;

function leave(world: World, back: WayBack, mode: 'query' | 'fragment', fields: Fields): Response {
  const named = Object.entries({ ...fields, state: back.state, iss: world.issuer });
  const parameters = new URLSearchParams(named.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const url = back.redirect_uri ?? '';
  const sign = mode === 'fragment' ? '#' : url.includes('?') ? '&' : '?';
  return new Response(null, { status: 303, headers: { location: `${url}${sign}${parameters}`, 'cache-control': 'no-store' } });
}

/** An error: back to the application, or on a page. */
export function refuse(world: World, { error, error_description, back }: Refusal): Response {
  if (!back) return errorPage(world, { error, error_description });
  if (back.mode === 'page') return refusedPage(world, { client: back.client, error, error_description });
  return leave(world, back, world.errorsInQuery ? 'query' : back.mode, { error, error_description });
}

/** Claims of an ID token; `access_token` binds it by at_hash. */
export async function claimsOf(world: World, grant: Grant, access_token: string): Promise<Claims> {
  const now = Math.floor(world.now() / 1000);
  return {
    iss: world.issuer,
    sub: grant.person.sub,
    aud: grant.client_id,
    exp: now + idTokenLifeS,
    iat: now,
    auth_time: Math.floor(grant.since / 1000),
    ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }),
    at_hash: await hashToken(access_token),
  };
}

/** Gives what was asked, after the person allowed it. */
export async function give(world: World, asked: Asked, person: StandardPerson, since: number, twist: Twist): Promise<Response> {
  const { client, scope, nonce, redirect_uri, code_challenge, mode } = asked;
  const { client_id } = client;
  world.ledger.consent(person.sub, client_id, scope);
  const grant: Grant = { person, client_id, scope, since, nonce, ended: false };
  if (asked.response_type === 'code') {
    const endsAt = world.now() + (mode === 'page' ? shownCodeLifeMs : codeLifeMs);
    const code = world.ledger.codes.add({ grant, redirect_uri, code_challenge, endsAt, used: false });
    return mode === 'page' ? codePage(world, { client, code }) : leave(world, asked, mode, { code });
  }
  const life = world.accessTokenLifeS();
  const access_token = world.ledger.accessTokens.add({ grant, scope, endsAt: world.now() + life * 1000 });
  const id_token =
    asked.response_type === 'token' ? undefined : await world.idTokens.sign(await claimsOf(world, grant, access_token), twist);
  return leave(world, asked, 'fragment', {
    access_token,
    token_type: 'Bearer',
    expires_in: String(life),
    scope: scope.join(' '),
    id_token,
  });
}
