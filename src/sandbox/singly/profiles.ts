/**
 * The account and its profiles: /profiles, /profile, /profiles/:service, their removal, and /logout.
 * Profiles are matched by SUBSTRING of "id@service", for reading and for removal alike, as found:
 * removing "1" removes every profile with a 1 in its id.
 */
import type { Hono } from 'hono';
import type { SinglyContext } from './answer.ts';
import { answerError, answerJson, answerRedirect, isTrue } from './answer.ts';
import { rawProfile } from './data/raw-profile.ts';
import type { Account, Profile } from './ledger.ts';
import { profileName } from './ledger.ts';
import { mergeProfiles } from './merged-profile.ts';
import { profileEntry } from './profile-entry.ts';
import type { Caller, SinglyEnv, World } from './world.ts';

/** {"id": account, "<service>": [...]}; ids keep their percent-encoding. */
export function listProfiles(account: Account, show: (profile: Profile) => unknown = (profile) => profile.identity.id) {
  const listed: Record<string, unknown> = { id: account.id };
  for (const profile of account.profiles) {
    const others = listed[profile.service];
    listed[profile.service] = [...(Array.isArray(others) ? others : []), show(profile)];
  }
  return listed;
}

/** The gate lets nobody through without; this only says so to the compiler. */
export function callerOf(c: SinglyContext): Caller {
  const caller = c.get('caller');
  if (!caller) throw new Error('This needs an access_token.');
  return caller;
}

function showAll(world: World) {
  return (c: SinglyContext): Response => {
    const { account } = callerOf(c);
    if (isTrue(c.req.query('data'))) return answerJson(c, world, listProfiles(account, rawProfile));
    if (isTrue(c.req.query('verify'))) {
      const verified = (profile: Profile) =>
        profile.credential === undefined
          ? { id: profile.identity.id, error: 'No credential for this service is stored.' }
          : { id: profile.identity.id, profile: rawProfile(profile) };
      return answerJson(c, world, listProfiles(account, verified));
    }
    return answerJson(c, world, listProfiles(account));
  };
}

/** Drops what matches; false when nothing did. */
function removeMatching(account: Account, part: string): boolean {
  const kept = account.profiles.filter((profile) => !profileName(profile).includes(part));
  const removed = kept.length < account.profiles.length;
  account.profiles = kept;
  return removed;
}

function empty(account: Account): void {
  account.profiles = [];
  account.self = undefined;
}

function removeByField(world: World) {
  return (c: SinglyContext): Response => {
    const { account } = callerOf(c);
    const name = c.get('fields').delete ?? c.req.query('delete');
    if (name === undefined || name === '') return answerError('Say what to delete.', 400, { see: '/profiles' });
    if (name === account.id) empty(account);
    else if (!removeMatching(account, String(name))) return answerError('This profile is not connected.', 404);
    return answerJson(c, world, true);
  };
}

function showOne(world: World) {
  return (c: SinglyContext): Response => {
    const { account } = callerOf(c);
    const name = c.req.param('service') ?? '';
    const options = { auth: isTrue(c.req.query('auth')), map: isTrue(c.req.query('map')) };
    if (name === 'self' && account.self) return answerJson(c, world, { id: account.id, data: account.self, types: {} });
    const profile = account.profiles.find((one) => profileName(one).includes(name));
    return profile
      ? answerJson(c, world, profileEntry(world, profile, options))
      : answerError(`The profile ${name} is not connected.`, 404);
  };
}

export function addProfiles(app: Hono<SinglyEnv>, world: World): void {
  app.get('/profile', (c) => {
    const options = { auth: isTrue(c.req.query('auth')), full: isTrue(c.req.query('full')) };
    return answerJson(c, world, mergeProfiles(callerOf(c).account, options));
  });
  app.get('/profiles', showAll(world));
  app.post('/profiles', removeByField(world));
  app.delete('/profiles', (c) => {
    empty(callerOf(c).account);
    return answerJson(c, world, { success: true });
  });
  app.get('/profiles/:service', showOne(world));
  app.post('/profiles/:service', (c) => {
    if (c.req.param('service') !== 'self') return answerError('Only the profile "self" can be saved.');
    const { account } = callerOf(c);
    const { access_token: _token, ...rest } = c.get('fields');
    account.self = rest;
    return answerJson(c, world, account.self);
  });
  app.delete('/profiles/:service', (c) => {
    const removed = removeMatching(callerOf(c).account, c.req.param('service'));
    return removed ? answerJson(c, world, { success: true }) : answerError('This profile is not connected.', 404);
  });
  app.get('/logout', (c) => {
    const { client_id } = callerOf(c);
    const back =
      c.req.query('redirect_uri') ??
      new URL(world.apps.find((one) => one.client_id === client_id)?.callbackUrls[0] ?? '/', c.req.url).origin;
    const answer = answerRedirect(back);
    world.cookies.write(answer.headers, `account-${client_id}`, undefined);
    return answer;
  });
}
