/**
 * Singly as it really behaved until 2013: token in the fragment, no state on that flow, no expiry,
 * and CORS that forbids the Authorization header, so the token has to travel in the query.
 * {base} is https://api.singly.com, or a compatible server.
 */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'Si';

export const preset: Preset = {
  name: 'Singly',
  base: 'https://api.singly.com',
  authorization_endpoint: '{base}/oauth/authenticate',
  token_endpoint: '{base}/oauth/access_token',
  flow: 'token',
  redirectBinding: 'query',
  link: { parameter: 'access_token' },
  reply: { token_type: 'bearer', maxTokenLength: 254 },
  identity: { endpoint: '{base}/profiles', sub: 'id', profiles: 'lists', detail: '{base}/profile', name: 'name', picture: 'thumbnail_url' },
  api: [{ origin: '{base}', path: '/', methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'], placement: 'query:access_token' }],
  inputs: [
    {
      name: 'service',
      label: 'Service',
      required: true,
      default: 'twitter',
      options: ['twitter', 'github', 'instagram', 'facebook', 'foursquare', 'tumblr', 'linkedin', 'google'],
      help: 'The account to bring into Singly first.',
    },
    { name: 'flag', label: 'Flag', options: ['', 'dm'], help: 'dm asks Twitter for direct messages too.' },
    { name: 'force_login', label: 'Ask for the password again', options: ['', 'true'], help: 'Twitter and Facebook only.' },
  ],
  samples: [
    { label: 'Profiles in this account', url: '{base}/profiles' },
    { label: 'Merged profile', url: '{base}/profile' },
    { label: 'Photos', url: '{base}/types/photos?limit=3' },
    { label: 'Counts by type', url: '{base}/types' },
  ],
  singleFlight: true,
};

/** Singly is gone; what its server did is read from a public copy of the source, whose last change is of this month. */
const server = { source: 'https://github.com/jerbob92/hallway-original', date: '2013-11', dated: 'page' } as const;

export const facts: ProviderFacts = {
  implicit: { value: 'yes', note: 'Token and account in the fragment; state is not echoed.', ...server },
  pkce: { value: 'no', note: 'Unknown parameters are ignored.', ...server },
  secretNeeded: { value: 'yes', note: 'The exchange of a code answers 400 without client_secret.', ...server },
  corsToken: { value: 'yes', note: 'Every response allows any origin.', ...server },
  corsRevocation: { value: 'unknown', note: 'No revocation endpoint was found.', ...server },
  corsApi: { value: 'partly', note: 'Any origin, but not the Authorization header: the token goes in the query.', ...server },
  refresh: { value: 'no', note: 'Tokens never expire.', ...server },
  queryInRedirectUri: { value: 'yes', note: 'Matched by prefix, and a query is kept.', ...server },
  issParameter: { value: 'no', note: 'The reply holds access_token and account, at times firebase.', ...server },
};
