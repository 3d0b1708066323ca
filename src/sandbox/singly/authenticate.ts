/**
 * The start of a sign-in: GET /oauth/authenticate and its older twin /oauth/authorize.
 * Three checks in a fixed order, each a plain 400; then two cookies, then off to the service.
 * Neither client_id nor redirect_uri is looked up here: both are examined only after the person came back.
 */
import type { Hono } from 'hono';
import type { SinglyContext } from './answer.ts';
import { answerRedirect, answerText } from './answer.ts';
import { serviceNamed } from './data/services.ts';
import { failSignIn } from './finish.ts';
import type { SinglyEnv, World } from './world.ts';

/** One value, or undefined where the parameter is absent or repeated. */
function single(c: SinglyContext, name: string): string | undefined {
  const values = c.req.queries(name) ?? [];
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
}

/** Where the service sends people back to; "strict" services allow no client_id in it. */
export function serviceCallback(world: World, service: string, client_id: string, strict: boolean): string {
  const path = `${world.mount}/auth/${encodeURIComponent(service)}/auth`;
  return strict ? path : `${path}/${encodeURIComponent(client_id)}`;
}

function start(world: World) {
  return (c: SinglyContext): Response => {
    const service = single(c, 'service');
    if (!service) return answerText('Missing or repeated parameter: service', 400);
    const client_id = single(c, 'client_id');
    if (!client_id) return answerText('Missing or repeated parameter: client_id', 400);
    const redirectUri = single(c, 'redirect_uri') ?? single(c, 'redirect_url');
    if (!redirectUri) return answerText('Missing or repeated parameter: redirect_uri', 400);

    const began = c.req.path + new URL(c.req.url).search;
    const known = serviceNamed(service);
    if (!known) return failSignIn(began, `No keys for the service ${service}`);
    const answer = answerRedirect(serviceCallback(world, service, client_id, known.strict));
    world.cookies.write(answer.headers, 'callback', began);
    world.cookies.write(answer.headers, `auth${service}`, client_id);
    return answer;
  };
}

export function addAuthenticate(app: Hono<SinglyEnv>, world: World): void {
  app.get('/oauth/authenticate', start(world));
  app.get('/oauth/authorize', start(world));
}
