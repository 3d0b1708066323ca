/**
 * /logout: OpenID Connect RP-Initiated Logout 1.0. The application is named by client_id or id_token_hint; the person is asked;
 * the session ends here and nothing else. Both buttons lead back, since who stays should not be stranded. Side effects: session, cookie.
 */
import type { Hono } from 'hono';
import { readClaims } from './base64url.ts';
import { errorPage, logoutPage, signedOutPage } from './pages.ts';
import { goOn, type StandardContext, type StandardEnv, sessionOf, type World, writeSession } from './world.ts';

/** Where to go afterwards, undefined for nowhere, or why not. */
function readBack(parameters: URLSearchParams, world: World): { readonly back: string | undefined } | { readonly fault: string } {
  const hint = parameters.get('id_token_hint');
  const aud = hint ? readClaims(hint)?.aud : undefined;
  const named = parameters.get('client_id') ?? (typeof aud === 'string' ? aud : undefined);
  if (hint && aud !== named) return { fault: 'The ID token belongs to another application.' };
  if (named !== undefined && !world.clients.some(({ client_id }) => client_id === named))
    return { fault: 'No application has this client_id.' };
  const to = parameters.get('post_logout_redirect_uri');
  if (!to) return { back: undefined };
  if (named === undefined) return { fault: 'post_logout_redirect_uri needs client_id or id_token_hint.' };
  if (!world.postLogoutAllowed(to)) return { fault: `${to} is not registered as a post_logout_redirect_uri.` };
  const state = parameters.get('state');
  const sign = to.includes('?') ? '&' : '?';
  return { back: state === null ? to : `${to}${sign}${new URLSearchParams({ state })}` };
}

function leaveTo(world: World, back: string | undefined): Response {
  return back === undefined ? goOn(world, '/signed-out') : new Response(null, { status: 303, headers: { location: back } });
}

function start(world: World) {
  return async (c: StandardContext): Promise<Response> => {
    const parameters = c.req.method === 'POST' ? new URLSearchParams(await c.req.text()) : new URL(c.req.url).searchParams;
    const read = readBack(parameters, world);
    if ('fault' in read) return errorPage(world, { error: 'invalid_request', error_description: read.fault });
    if (!sessionOf(c, world)) return leaveTo(world, read.back);
    return goOn(world, `/sign-out/${world.ledger.logouts.add(read)}`);
  };
}

export function addLogout(app: Hono<StandardEnv>, world: World): void {
  const { logouts, sessions } = world.ledger;
  app.get('/logout', start(world));
  app.post('/logout', start(world));
  app.get('/sign-out/:step', (c) => {
    const session = sessionOf(c, world);
    return logouts.get(c.req.param('step')) && session ? logoutPage(world, session.person) : goOn(world, '/signed-out');
  });
  app.post('/sign-out/:step', async (c) => {
    const step = logouts.get(c.req.param('step'));
    if (!step) return goOn(world, '/signed-out');
    logouts.remove(c.req.param('step'));
    const answer = leaveTo(world, step.back);
    if (new URLSearchParams(await c.req.text()).get('decision') !== 'sign-out') return answer;
    sessions.remove(sessionOf(c, world)?.id);
    return writeSession(answer, world, undefined);
  });
  app.get('/signed-out', (c) => signedOutPage(world, sessionOf(c, world)?.person));
}
