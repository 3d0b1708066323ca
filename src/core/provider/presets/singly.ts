/**
 * Singly as it really behaved until 2013: token in the fragment, no state on that flow, no expiry,
 * and CORS that forbids the Authorization header, so the token has to travel in the query.
 * {base} is https://api.singly.com, or a compatible server.
 */
import type { Preset } from '../entry.ts';

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
