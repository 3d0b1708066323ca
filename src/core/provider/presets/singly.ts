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
      optionsFrom: '{base}/services',
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
  actions: [
    {
      id: 'apply',
      label: 'Bring in a token of a service',
      help: 'Gives Singly a token that the service itself handed out, and gets an account of Singly for it.',
      on: 'provider',
      request: {
        method: 'GET',
        url: '{base}/auth/{input.service}/apply?client_id={client_id}&client_secret={client_secret}&token={input.token}&token_secret={input.token_secret}&account={input.account}',
      },
      inputs: [
        {
          name: 'service',
          label: 'Service',
          required: true,
          default: 'github',
          help: 'As Singly names it, for example github or twitter.',
        },
        { name: 'token', label: 'Token of the service', required: true, secret: true, help: 'As the service handed it out.' },
        { name: 'token_secret', label: 'Token secret', secret: true, help: 'Only of a service with OAuth 1, for example Twitter.' },
        { name: 'account', label: 'Account of Singly', help: 'To add it to this account. Empty: the account that has it, or a new one.' },
      ],
      warning: 'Whoever has both the secret and this address can make accounts of your application.',
      refusals: [500],
      effect: 'connects',
    },
    {
      id: 'merge',
      label: 'Merge another account into this one',
      help: 'Moves every profile of the other account into {account}.',
      other: 'Account that is emptied',
      request: { method: 'GET', url: '{base}/auth/merge?source={other.token}&dest={token}' },
      previews: [
        { label: 'Into', url: '{base}/profiles' },
        { label: 'From', url: '{base}/profiles', of: 'other' },
      ],
      warning: 'Singly asks nobody else: who holds both tokens can do this.',
      lost: ['{other} is empty afterwards, for every application that uses it.', 'Nothing keeps which profile came from where.'],
      word: 'merge',
      refusals: [500],
      effect: 'ends-other',
    },
    {
      id: 'remove-profile',
      label: 'Remove a profile',
      help: 'Takes one service out of {account}.',
      request: { method: 'DELETE', url: '{base}/profiles/{input.profile}?access_token={token}' },
      // Found so in the server: "id@service" is searched for the text, and all that hold it go.
      removes: { among: 'profiles', value: '{id}@{service}', match: 'contains', word: 'remove all' },
      lost: ['What Singly has collected from this service.', 'Its token. To get it back, sign in at the service again.'],
      word: 'remove',
      refusals: [500],
    },
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
