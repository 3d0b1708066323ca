/**
 * POST /oauth/access_token: a code for a token. Parameters from the body, then from the query.
 * Errors are 400 {"error": text}, never the codes of RFC 6749. Codes can be used again and never expire, as found.
 */
import type { Hono } from 'hono';
import type { SinglyContext } from './answer.ts';
import { answerError, answerJson, isTrue } from './answer.ts';
import type { Grant } from './ledger.ts';
import { mergeProfiles } from './merged-profile.ts';
import { profileEntry } from './profile-entry.ts';
import type { SinglyEnv, World } from './world.ts';

function read(c: SinglyContext, name: string): string | undefined {
  const value = c.get('fields')[name] ?? c.req.query(name);
  return value === undefined || value === '' ? undefined : String(value);
}

/** "last" is the profile of this grant; any other value means all of them. */
function askedProfile(c: SinglyContext, world: World, grant: Grant): object | undefined {
  const asked = read(c, 'profile');
  if (asked === undefined) return undefined;
  const auth = isTrue(read(c, 'auth'));
  if (asked === 'last') return profileEntry(world, grant.profile, { auth, map: false });
  return mergeProfiles(grant.account, { auth, full: isTrue(read(c, 'full')) });
}

function checkGrant(c: SinglyContext, world: World): Grant | string {
  const client_id = read(c, 'client_id');
  if (!client_id) return 'Missing client_id';
  const client_secret = read(c, 'client_secret');
  if (!client_secret) return 'Missing client_secret';
  const code = read(c, 'code');
  if (!code) return 'Missing code';
  const app = world.apps.find((one) => one.client_id === client_id);
  if (!app) return 'No application has this client_id';
  if (app.client_secret !== client_secret) return 'The client_secret is not the right one';
  const grant = world.ledger.grant(code);
  if (!grant) return 'The code is not known; it can be used only once';
  if (grant.client_id !== client_id) return 'The code was given to another application';
  return grant;
}

export function addExchange(app: Hono<SinglyEnv>, world: World): void {
  app.post('/oauth/access_token', (c) => {
    const grant = checkGrant(c, world);
    if (typeof grant === 'string') return answerError(grant, 400);
    const profile = askedProfile(c, world, grant);
    const access_token = world.ledger.createToken(grant.account, grant.client_id);
    return answerJson(c, world, { ...(profile ? { profile } : {}), access_token, account: grant.account.id });
  });
}
