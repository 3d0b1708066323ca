/**
 * /oauth2/authorize/ : asks, and comes back with a code, or shows it as a "verifier" where there is no address to go to.
 * The vendor documents client_id, response_type and redirect_uri; `state` is echoed as RFC 6749 section 4.1.2 has it. Side effect: files codes.
 */
import type { Hono } from 'hono';
import { codePage, deniedPage, faultPage } from '../sign-in/pages.ts';
import { addSteps } from '../sign-in/steps.ts';
import type { Asked, Person } from '../sign-in/terms.ts';
import { leave } from '../sign-in/way-back.ts';
import { outOfBand } from '../standard/asked.ts';
import type { StandardEnv } from '../standard/world.ts';
import type { World } from './terms.ts';

const codeLifeMs = 60_000;
/** A person copies it by hand. */
const shownCodeLifeMs = 600_000;

/** Scope is not documented: what is asked for is not looked at, and this is what tokens say. */
const scope = ['read', 'write'];

function readAsked(parameters: URLSearchParams, world: World): Asked | Response {
  const client = world.clients.find(({ client_id }) => client_id === parameters.get('client_id'));
  if (!client) return faultPage(world.house, { error: 'invalid_client_id', error_description: 'No application has this client_id.' });
  const given = parameters.get('redirect_uri') || undefined;
  const redirect_uri = given === outOfBand ? undefined : given;
  if (redirect_uri !== undefined && !world.redirectAllowed(redirect_uri))
    return faultPage(world.house, {
      error: 'mismatching_redirect_uri',
      error_description: `${redirect_uri} is not registered for ${client.name}.`,
    });
  const state = parameters.get('state') ?? undefined;
  if (parameters.get('response_type') !== 'code') {
    const error = 'unsupported_response_type';
    if (redirect_uri !== undefined) return leave({ redirect_uri, state }, { error });
    return faultPage(world.house, { error, error_description: 'Only response_type=code is offered.' });
  }
  return { client, redirect_uri, state, scope, code_challenge: parameters.get('code_challenge') ?? undefined };
}

function allow(world: World, asked: Asked, person: Person): Response {
  const { client, redirect_uri, code_challenge } = asked;
  const shown = redirect_uri === undefined;
  const endsAt = world.now() + (shown ? shownCodeLifeMs : codeLifeMs);
  const grant = { client, person, scope: asked.scope, ended: false };
  const code = world.ledger.codes.add({ grant, redirect_uri, code_challenge, endsAt, used: false });
  return shown ? codePage(world.house, client, code) : leave(asked, { code });
}

export function addAuthorize(app: Hono<StandardEnv>, world: World): void {
  const { begin } = addSteps(app, world, {
    allow: (asked, person) => allow(world, asked, person),
    deny: (asked) => (asked.redirect_uri === undefined ? deniedPage(world.house, asked.client) : leave(asked, { error: 'access_denied' })),
    // Every customer has a domain of their own, so the page says which one this is.
    placeOf: (request) => new URL(request.url).host,
  });
  app.get('/oauth2/authorize/', (c) => {
    const asked = readAsked(new URL(c.req.url).searchParams, world);
    return asked instanceof Response ? asked : begin(asked);
  });
}
