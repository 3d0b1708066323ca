/**
 * Google. The metadata offers S256, but the guides exchange a code on a backend only; a page gets its token in the
 * fragment, which the guides still describe. So the flow is stated here, where `auto` would choose code.
 */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'Go';

export const preset: Preset = {
  name: 'Google',
  issuer: 'https://accounts.google.com',
  scope: 'openid email profile',
  flow: 'token',
  response_type: 'token',
  api: [
    { origin: 'https://openidconnect.googleapis.com', path: '/v1/userinfo', methods: ['GET'] },
    { origin: 'https://people.googleapis.com', path: '/v1' },
    { origin: 'https://www.googleapis.com', path: '/' },
  ],
  samples: [
    { label: 'Who signed in', url: 'https://openidconnect.googleapis.com/v1/userinfo' },
    { label: 'Own profile', url: 'https://people.googleapis.com/v1/people/me?personFields=names,emailAddresses' },
  ],
  docs: 'https://developers.google.com/identity/protocols/oauth2/javascript-implicit-flow',
};

const implicitGuide = {
  source: 'https://developers.google.com/identity/protocols/oauth2/javascript-implicit-flow',
  date: '2026-11-21',
  dated: 'read',
} as const;
const serverGuide = {
  source: 'https://developers.google.com/youtube/v3/guides/auth/server-side-web-apps',
  date: '2026-11-21',
  dated: 'read',
} as const;

export const facts: ProviderFacts = {
  implicit: { value: 'yes', note: 'Still described; its guide warns against it for browser apps.', ...implicitGuide },
  pkce: { value: 'partly', note: 'Recommended to browser apps, but the guide it names exchanges the code on a backend.', ...implicitGuide },
  secretNeeded: { value: 'unknown', note: 'client_secret is marked optional; only an exchange on a server is described.', ...serverGuide },
  corsToken: { value: 'unknown' },
  corsRevocation: {
    value: 'no',
    note: 'Stated as not supported; the guide submits a form instead.',
    source: 'https://developers.google.com/youtube/v3/guides/auth/client-side-web-apps',
    date: '2026-11-21',
    dated: 'read',
  },
  corsApi: {
    value: 'yes',
    note: 'Token in the Authorization header or as access_token in the query.',
    source: 'https://github.com/google/google-api-javascript-client/blob/master/docs/cors.md',
    date: '2026-11-21',
    dated: 'read',
  },
  refresh: { value: 'no', note: 'Not typically used in client-side (JavaScript) web applications.', ...serverGuide },
  queryInRedirectUri: { value: 'yes', note: 'Exact match; a query may hold no open redirect.', ...serverGuide },
  issParameter: {
    value: 'partly',
    note: 'The discovery document has a field that says so; it is read at sign-in.',
    source: 'https://developers.google.com/identity/openid-connect/reference',
    date: '2026-11-21',
    dated: 'read',
  },
};
