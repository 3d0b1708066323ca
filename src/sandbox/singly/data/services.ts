/** The services that this Singly knows: words, permissions and endpoints. Data. */

export interface Service {
  readonly id: string;
  readonly name: string;
  /** Two letters for the mark. */
  readonly glyph: string;
  readonly desc: string;
  /** Labels of the two fields of a settings form. */
  readonly key: string;
  readonly secret: string;
  /** Allows no client_id in its callback, so Singly recovers it from a cookie. */
  readonly strict: boolean;
  readonly sandbox: boolean;
  /** Speaks OAuth 1 still, so a token has a token_secret beside it. */
  readonly oauth1: boolean;
  readonly permissions: readonly string[];
  readonly endpoints: readonly string[];
  /** Path of the own profile at the service, where Singly could proxy it. */
  readonly proxySelf: string | undefined;
}

type Facts = Pick<Service, 'id' | 'name' | 'glyph' | 'desc'> & Partial<Service>;

function service(facts: Facts): Service {
  return {
    key: 'Client ID',
    secret: 'Client Secret',
    strict: false,
    sandbox: false,
    oauth1: false,
    permissions: ['Read your name, picture and profile'],
    endpoints: ['self'],
    proxySelf: undefined,
    ...facts,
  };
}

export const services: readonly Service[] = [
  service({
    id: 'twitter',
    oauth1: true,
    name: 'Twitter',
    glyph: 'Tw',
    desc: 'Short messages, followers and mentions',
    key: 'Consumer Key',
    secret: 'Consumer Secret',
    permissions: ['Read your name, picture and profile', 'Read your tweets and timeline', 'See who you follow'],
    endpoints: ['self', 'friends', 'followers', 'timeline', 'mentions', 'favorites', 'tweets', 'direct_messages'],
    proxySelf: '1.1/account/verify_credentials.json',
  }),
  service({
    id: 'github',
    name: 'GitHub',
    glyph: 'Gh',
    desc: 'Repositories, events and the people behind them',
    permissions: ['Read your name, picture and profile', 'Read your repositories and events'],
    endpoints: ['self', 'events', 'received', 'repos', 'following', 'followers'],
    proxySelf: 'user',
  }),
  service({
    id: 'instagram',
    name: 'Instagram',
    glyph: 'Ig',
    desc: 'Photographs and where they were taken',
    strict: true,
    permissions: ['Read your name, picture and profile', 'Read your photos', 'See who you follow'],
    endpoints: ['self', 'follows', 'feed', 'media'],
    proxySelf: 'v1/users/self',
  }),
  service({
    id: 'facebook',
    name: 'Facebook',
    glyph: 'Fb',
    desc: 'Profile, friends and photographs',
    key: 'App ID',
    secret: 'App Secret',
    permissions: ['Read your name, picture and e-mail address'],
    proxySelf: 'me',
  }),
  service({
    id: 'foursquare',
    name: 'Foursquare',
    glyph: 'Fs',
    desc: 'Places you were at',
    permissions: ['Read your name, picture and profile', 'Read your check-ins'],
    endpoints: ['self', 'checkins'],
    proxySelf: 'v2/users/self',
  }),
  service({
    id: 'google',
    name: 'Google',
    glyph: 'Go',
    desc: 'Name and e-mail address',
    strict: true,
    permissions: ['Read your name, picture and e-mail address'],
    proxySelf: 'oauth2/v1/userinfo',
  }),
  service({
    id: 'linkedin',
    oauth1: true,
    name: 'LinkedIn',
    glyph: 'Li',
    desc: 'Working life',
    key: 'API Key',
    secret: 'Secret Key',
    proxySelf: 'v1/people/~',
  }),
  service({
    id: 'tumblr',
    oauth1: true,
    name: 'Tumblr',
    glyph: 'Tu',
    desc: 'Blogs and posts',
    key: 'OAuth Consumer Key',
    proxySelf: 'v2/user/info',
  }),
  service({ id: 'flickr', oauth1: true, name: 'Flickr', glyph: 'Fl', desc: 'Photographs and sets', key: 'Key', secret: 'Secret' }),
  service({ id: 'soundcloud', name: 'SoundCloud', glyph: 'Sc', desc: 'Sounds and playlists', proxySelf: 'me.json' }),
  service({
    id: 'dropbox',
    oauth1: true,
    name: 'Dropbox',
    glyph: 'Db',
    desc: 'Files',
    key: 'App key',
    secret: 'App secret',
    sandbox: true,
  }),
  service({ id: 'runkeeper', name: 'RunKeeper', glyph: 'Rk', desc: 'Runs and rides', proxySelf: 'user' }),
  service({
    id: 'fitbit',
    oauth1: true,
    name: 'Fitbit',
    glyph: 'Fi',
    desc: 'Steps and sleep',
    key: 'Consumer Key',
    secret: 'Consumer Secret',
  }),
  service({
    id: 'meetup',
    name: 'Meetup',
    glyph: 'Me',
    desc: 'Groups and evenings',
    key: 'Key',
    secret: 'Secret',
    proxySelf: '2/member/self',
  }),
];

export function serviceNamed(id: string): Service | undefined {
  return services.find((one) => one.id === id);
}
