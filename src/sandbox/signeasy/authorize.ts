/**
 * /authorize of the auth host: code only, `audience` required, `state` echoed, denial as access_denied with a description.
 * An address that is not registered is never gone to. Side effect: files codes.
 */
import type { Hono } from 'hono';
import { faultPage } from '../sign-in/pages.ts';
import { addSteps } from '../sign-in/steps.ts';
import type { Asked, Person } from '../sign-in/terms.ts';
import { leave } from '../sign-in/way-back.ts';
import type { StandardEnv } from '../standard/world.ts';
import { audience, scopeMeanings } from './scopes.ts';
import type { World } from './terms.ts';

/** Not documented; Auth0's. */
const codeLifeMs = 600_000;

/** The first fault of a request whose way back is known. */
function faultOf(parameters: URLSearchParams, scope: readonly string[]): readonly [string, string] | undefined {
  if (parameters.get('response_type') !== 'code') return ['unsupported_response_type', 'Only response_type=code is offered.'];
  const asked = parameters.get('audience');
  if (!asked) return ['invalid_request', 'audience is missing.'];
  if (asked !== audience) return ['access_denied', `Service not found: ${asked}`];
  return scope.length === 0 ? ['invalid_scope', 'None of these scopes exists here.'] : undefined;
}

function readAsked(parameters: URLSearchParams, world: World): Asked | Response {
  const client = world.clients.find(({ client_id }) => client_id === parameters.get('client_id'));
  if (!client) return faultPage(world.house, { error: 'invalid_request', error_description: 'No application has this client_id.' });
  const redirect_uri = parameters.get('redirect_uri') ?? '';
  if (!world.redirectAllowed(redirect_uri))
    return faultPage(
      world.house,
      { error: 'invalid_request', error_description: `${redirect_uri || 'Nothing'} is not a callback of ${client.name}.` },
      403,
    );
  const state = parameters.get('state') ?? undefined;
  if (!client.grants.includes('authorization_code'))
    return leave({ redirect_uri, state }, { error: 'unauthorized_client', error_description: 'This application signs nobody in.' });
  const words = new Set((parameters.get('scope') ?? '').split(' '));
  const scope = [...words].filter((word) => Object.hasOwn(scopeMeanings, word));
  const fault = faultOf(parameters, scope);
  if (fault) return leave({ redirect_uri, state }, { error: fault[0], error_description: fault[1] });
  return { client, redirect_uri, state, scope, code_challenge: parameters.get('code_challenge') ?? undefined };
}

function allow(world: World, asked: Asked, person: Person): Response {
  const { client, redirect_uri, scope, code_challenge } = asked;
  const grant = { client, person, scope, ended: false };
  const code = world.ledger.codes.add({ grant, redirect_uri, code_challenge, endsAt: world.now() + codeLifeMs, used: false });
  return leave(asked, { code });
}

export function addAuthorize(app: Hono<StandardEnv>, world: World): void {
  const { begin } = addSteps(app, world, {
    allow: (asked, person) => allow(world, asked, person),
    deny: (asked) => leave(asked, { error: 'access_denied', error_description: 'The person did not authorize the request.' }),
  });
  app.get('/authorize', (c) => {
    const asked = readAsked(new URL(c.req.url).searchParams, world);
    return asked instanceof Response ? asked : begin(asked);
  });
}
