/**
 * What a profile has at each endpoint of its service, as Singly's entries: {id, idr, at, data, types, oembed?, map?}.
 * A feed is made of what the other people in the simulation posted. profile + endpoint -> entries. Pure.
 */
import { entryId } from '../entry-id.ts';
import type { Profile } from '../ledger.ts';
import { profileName } from '../ledger.ts';
import type { Person, Photo, Post } from '../terms.ts';
import type { World } from '../world.ts';
import { rawProfile } from './raw-profile.ts';
import { serviceNamed } from './services.ts';

export interface Entry {
  readonly id: string;
  readonly idr: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly types: Readonly<Record<string, true>>;
  readonly oembed?: Readonly<Record<string, unknown>>;
  readonly map?: Readonly<Record<string, unknown>>;
}

/** One thing at a service, before it is an entry. */
interface Item {
  readonly kind: string;
  readonly key: string;
  readonly hoursAgo: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly types: readonly string[];
  readonly oembed?: Readonly<Record<string, unknown>>;
}

interface Source {
  readonly person: Person;
  readonly others: readonly Person[];
  readonly profile: Profile;
}

const usernameAt = (person: Person, service: string) => (person.identities[service]?.username ?? person.name).replace(/^@/, '');

function tweet(person: Person, post: Post, index: number, type: string): Item {
  const id_str = String(3_981_000_000 + Number(person.identities.twitter?.id ?? 0) * 10 + index);
  const user = { name: person.name, screen_name: usernameAt(person, 'twitter') };
  const data = { id_str, text: post.text, user, retweet_count: Math.floor(post.likes / 9), favorite_count: post.likes, lang: 'en' };
  return { kind: 'tweet', key: id_str, hoursAgo: post.hoursAgo, data, types: [type] };
}

function media(person: Person, photo: Photo, type: string): Item {
  const url = `resource:/prints/${photo.name}.svg`;
  const data = {
    id: `${photo.name}_${person.identities.instagram?.id ?? ''}`,
    type: 'image',
    caption: { text: photo.text },
    user: { username: usernameAt(person, 'instagram'), full_name: person.name },
    images: { standard_resolution: { url, width: 612, height: 612 }, thumbnail: { url, width: 150, height: 150 } },
    likes: { count: photo.likes },
    location: photo.place === undefined ? null : { name: photo.place },
  };
  const oembed = { type: 'photo', title: photo.text, url, width: 612, height: 612, author_name: person.name, provider_name: 'instagram' };
  return { kind: 'photo', key: data.id, hoursAgo: photo.hoursAgo, data, types: [type], oembed };
}

function contact(service: string) {
  return (person: Person): Item => ({
    kind: 'contact',
    key: person.identities[service]?.id ?? usernameAt(person, service),
    hoursAgo: 24,
    data: { name: person.name, username: usernameAt(person, service), location: person.location, description: person.bio },
    types: ['contacts'],
  });
}

const itemsAt: Readonly<Record<string, (source: Source) => readonly Item[]>> = {
  'twitter/tweets': ({ person }) => person.posts.map((post, index) => tweet(person, post, index, 'statuses')),
  'twitter/timeline': ({ others }) => others.flatMap((one) => one.posts.map((post, index) => tweet(one, post, index, 'statuses_feed'))),
  'twitter/friends': ({ others }) => others.map(contact('twitter')),
  'twitter/followers': ({ others }) => others.map(contact('twitter')),
  'github/repos': ({ person, profile }) =>
    person.repositories.map(({ hoursAgo, stars, ...rest }) => {
      const full_name = `${profile.identity.username}/${rest.name}`;
      return { kind: 'repo', key: rest.name, hoursAgo, data: { full_name, ...rest, stargazers_count: stars, private: false }, types: [] };
    }),
  'github/events': ({ person, profile }) =>
    person.repositories.map(({ name, hoursAgo }) => {
      const repo = { name: `${profile.identity.username}/${name}` };
      return { kind: 'event', key: `${name}-push`, hoursAgo, data: { type: 'PushEvent', repo, payload: { size: 1 } }, types: ['news'] };
    }),
  'github/following': ({ others }) => others.map(contact('github')),
  'github/followers': ({ others }) => others.map(contact('github')),
  'instagram/media': ({ person }) => person.photos.map((photo) => media(person, photo, 'photos')),
  'instagram/feed': ({ others }) => others.flatMap((one) => one.photos.map((photo) => media(one, photo, 'photos_feed'))),
  'instagram/follows': ({ others }) => others.map(contact('instagram')),
  'foursquare/checkins': ({ person }) =>
    person.visits.map(({ hoursAgo, place, city, lat, lng, shout }) => {
      const venue = { name: place, location: { city, lat, lng } };
      return { kind: 'checkin', key: `${place}-${hoursAgo}`, hoursAgo, data: { venue, ...(shout ? { shout } : {}) }, types: ['checkins'] };
    }),
};

/** The endpoints of a service, or none for a service that is not known. */
export function endpointsOf(service: string): readonly string[] {
  return serviceNamed(service)?.endpoints ?? [];
}

function itemsOf(world: World, profile: Profile, endpoint: string): readonly Item[] {
  if (endpoint === 'self') return [{ kind: 'profile', key: profile.identity.id, hoursAgo: 0, data: rawProfile(profile), types: [] }];
  const others = world.people.filter((person) => person !== profile.person && person.identities[profile.service]);
  return itemsAt[`${profile.service}/${endpoint}`]?.({ person: profile.person, others, profile }) ?? [];
}

export function entriesOf(world: World, profile: Profile, endpoint: string): readonly Entry[] {
  return itemsOf(world, profile, endpoint).map((item) => {
    const idr = `${item.kind}:${profileName(profile)}/${endpoint}#${encodeURIComponent(item.key)}`;
    const types = Object.fromEntries(item.types.map((type) => [type, true as const]));
    const map = { oembed: item.oembed !== undefined };
    const entry = { id: entryId(idr), idr, at: world.startedAt - item.hoursAgo * 3_600_000, data: item.data, types, map };
    return item.oembed ? { ...entry, oembed: item.oembed } : entry;
  });
}
