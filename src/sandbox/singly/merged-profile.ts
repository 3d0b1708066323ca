/**
 * The one profile that Singly made out of all services of an account: GET /profile.
 * Each name is promoted to the top from the first service that has it. account -> JSON. Pure.
 */
import { rawProfile } from './data/raw-profile.ts';
import type { Account, Profile } from './ledger.ts';
import { authOf, profileName } from './ledger.ts';

export interface MergeOptions {
  /** Adds Singly's own credentials at the services. */
  readonly auth: boolean;
  /** Adds the raw profiles, keyed by service. */
  readonly full: boolean;
}

const promoted = ['name', 'handle', 'url', 'thumbnail_url', 'description', 'location', 'email'] as const;

function serviceEntry(profile: Profile, auth: boolean): Record<string, unknown> {
  const { person, identity, service } = profile;
  return {
    id: identity.id,
    entry: `${profileName(profile)}/self`,
    name: person.name,
    handle: identity.username,
    url: `https://${service}.example/${encodeURIComponent(identity.username)}`,
    thumbnail_url: `resource:/people/${person.initials}.svg`,
    description: person.bio,
    location: person.location,
    ...(service === 'google' || service === 'facebook' ? { email: person.email } : {}),
    ...(auth ? { auth: authOf(profile) } : {}),
  };
}

export function mergeProfiles(account: Account, { auth, full }: MergeOptions): Record<string, unknown> {
  const services = Object.fromEntries(account.profiles.map((profile) => [profile.service, serviceEntry(profile, auth)]));
  const top: Record<string, unknown> = { id: account.id, services };
  for (const key of promoted) {
    const found = Object.values(services).find((entry) => entry[key] !== undefined)?.[key];
    if (found !== undefined) top[key] = found;
  }
  if (full) top.full = Object.fromEntries(account.profiles.map((profile) => [profile.service, rawProfile(profile)]));
  return account.self ? { ...top, ...account.self, id: account.id } : top;
}
