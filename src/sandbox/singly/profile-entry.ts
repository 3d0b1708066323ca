/** One service profile as an entry: {id, idr, at, data, types, (map), (auth)}. profile -> JSON. Pure. */
import { rawProfile } from './data/raw-profile.ts';
import { entryId } from './entry-id.ts';
import type { Profile } from './ledger.ts';
import { authOf, profileName } from './ledger.ts';
import type { World } from './world.ts';

export interface ProfileEntryOptions {
  readonly auth: boolean;
  readonly map: boolean;
}

export function profileEntry(world: World, profile: Profile, { auth, map }: ProfileEntryOptions): Record<string, unknown> {
  const idr = `profile:${profileName(profile)}/self#${profile.identity.id}`;
  return {
    id: entryId(idr),
    idr,
    at: profile.at || world.startedAt,
    data: rawProfile(profile),
    types: { profile: true },
    ...(map ? { map: { profile: { name: profile.person.name, handle: profile.identity.username } } } : {}),
    ...(auth ? { auth: authOf(profile) } : {}),
  };
}
