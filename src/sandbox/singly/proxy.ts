/**
 * /proxy/:service/<path>: Singly called the service with its own credential and passed status and body through.
 * Here the service is simulated too: it knows the profile and, where it makes sense, a post.
 */
import type { Hono } from 'hono';
import type { SinglyContext } from './answer.ts';
import { answerError, answerJson, answerText } from './answer.ts';
import { rawProfile } from './data/raw-profile.ts';
import { serviceNamed } from './data/services.ts';
import { entryId } from './entry-id.ts';
import type { Profile } from './ledger.ts';
import { callerOf } from './profiles.ts';
import type { SinglyEnv, World } from './world.ts';

/** What the simulated service answers. access_token is stripped before it gets there. */
function upstream(c: SinglyContext, profile: Profile, path: string, selfPath: string): { readonly status: number; readonly body: unknown } {
  const { access_token: _body, ...fields } = c.get('fields');
  const { access_token: _query, ...query } = c.req.query();
  if (c.req.method === 'OPTIONS') return { status: 200, body: {} };
  if (c.req.method === 'GET' && path === selfPath) return { status: 200, body: rawProfile(profile) };
  if (c.req.method === 'GET') return { status: 404, body: { message: 'Not Found', path, query } };
  const id = entryId(`${path}${JSON.stringify(fields)}`);
  return { status: c.req.method === 'POST' ? 201 : 200, body: { id, method: c.req.method, path, query, received: fields } };
}

export function addProxy(app: Hono<SinglyEnv>, world: World): void {
  app.all('/proxy/:service/*', (c) => {
    const { account } = callerOf(c);
    const service = c.req.param('service');
    const profile = account.profiles.find((one) => one.service === service);
    if (!profile) return answerError('No profile of this service is connected.', 404);
    if (profile.credential === undefined) return answerError('No credential for this service is stored.', 401);
    const selfPath = serviceNamed(service)?.proxySelf;
    if (selfPath === undefined) return answerError('This service cannot be proxied.', 501);
    const path = c.req.path.slice(`/proxy/${service}/`.length);
    const { status, body } = upstream(c, profile, path, selfPath);
    // As found: an error of Twitter arrives as a plain 500.
    if (service === 'twitter' && status >= 400) return answerText('The service answered with an error.', 500);
    return answerJson(c, world, body, status);
  });
}
