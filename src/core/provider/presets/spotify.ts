/** Spotify. No metadata document, so the endpoints stand here. A redirect URI on `localhost` is refused; 127.0.0.1 is not. */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'Sp';

export const preset: Preset = {
  name: 'Spotify',
  authorization_endpoint: 'https://accounts.spotify.com/authorize',
  token_endpoint: 'https://accounts.spotify.com/api/token',
  scope: 'user-read-private user-read-email',
  pkce: true,
  identity: { endpoint: 'https://api.spotify.com/v1/me', sub: 'id', name: 'display_name', email: 'email' },
  api: [{ origin: 'https://api.spotify.com', path: '/v1' }],
  samples: [
    { label: 'Own profile', url: 'https://api.spotify.com/v1/me' },
    { label: 'Own playlists', url: 'https://api.spotify.com/v1/me/playlists?limit=5' },
  ],
  docs: 'https://developer.spotify.com/documentation/web-api/tutorials/code-pkce-flow',
};

const pkceGuide = {
  source: 'https://developer.spotify.com/documentation/web-api/tutorials/code-pkce-flow',
  date: '2026-11-21',
  dated: 'read',
} as const;
const refreshGuide = {
  source: 'https://developer.spotify.com/documentation/web-api/tutorials/refreshing-tokens',
  date: '2026-11-21',
  dated: 'read',
} as const;

export const facts: ProviderFacts = {
  implicit: {
    value: 'no',
    note: 'Support ended on 27 November 2025.',
    source: 'https://developer.spotify.com/blog/2025-10-14-reminder-oauth-migration-27-nov-2025',
    date: '2025-10-14',
    dated: 'page',
  },
  pkce: { value: 'yes', note: 'Recommended for single-page web apps.', ...pkceGuide },
  secretNeeded: { value: 'no', note: 'PKCE is for apps that cannot store the client secret.', ...pkceGuide },
  corsToken: { value: 'yes', note: 'The guide refreshes a token from browser JavaScript.', ...refreshGuide },
  corsRevocation: { value: 'unknown' },
  corsApi: { value: 'unknown' },
  refresh: { value: 'yes', note: 'With the client_id alone where PKCE was used.', ...refreshGuide },
  queryInRedirectUri: {
    value: 'unknown',
    note: 'Exact match, no localhost; a query is not mentioned.',
    source: 'https://developer.spotify.com/documentation/web-api/concepts/redirect_uri',
    date: '2026-11-21',
    dated: 'read',
  },
  issParameter: { value: 'unknown' },
};
