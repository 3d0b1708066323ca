/** A person's profile in the shape that each service gave it. profile -> JSON. Pure. */
import type { Profile } from '../ledger.ts';
import type { Person } from '../terms.ts';

type Shape = (person: Person, id: string, username: string) => Readonly<Record<string, unknown>>;

const picture = (person: Person) => `resource:/people/${person.initials}.svg`;

const shapes: Readonly<Record<string, Shape>> = {
  twitter: (person, id, username) => ({
    id: Number(id),
    id_str: id,
    name: person.name,
    screen_name: username.replace(/^@/, ''),
    description: person.bio,
    location: person.location,
    url: person.url,
    statuses_count: person.posts.length * 214,
    followers_count: 1871,
    friends_count: 402,
    profile_image_url: picture(person),
    verified: false,
  }),
  github: (person, id, username) => ({
    id: Number(id),
    login: username,
    name: person.name,
    bio: person.bio,
    location: person.location,
    blog: person.url,
    public_repos: person.repositories.length,
    avatar_url: picture(person),
    html_url: `https://github.example/${username}`,
    type: 'User',
  }),
  instagram: (person, id, username) => ({
    id,
    username,
    full_name: person.name,
    bio: person.bio,
    website: person.url,
    profile_picture: picture(person),
    counts: { media: person.photos.length, follows: 233, followed_by: 1490 },
  }),
  facebook: (person, id, username) => ({ id, name: person.name, username, email: person.email, location: { name: person.location } }),
  foursquare: (person, id) => {
    const [firstName, ...rest] = person.name.split(' ');
    return { id, firstName, lastName: rest.join(' '), homeCity: person.location, photo: picture(person) };
  },
  google: (person, id) => ({ id, email: person.email, verified_email: true, name: person.name, picture: picture(person) }),
};

const plain: Shape = (person, id, username) => ({ id, username, name: person.name, url: person.url, picture: picture(person) });

export function rawProfile(profile: Profile): Readonly<Record<string, unknown>> {
  const shape = shapes[profile.service] ?? plain;
  return shape(profile.person, profile.identity.id, profile.identity.username);
}
