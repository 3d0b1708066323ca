/**
 * GitHub, an OAuth app. Its token endpoint answers no preflight and wants the client secret, so a page can start this
 * sign-in and not finish it; the facts say so. The API itself is open to pages.
 */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'Gh';

export const preset: Preset = {
  name: 'GitHub',
  authorization_endpoint: 'https://github.com/login/oauth/authorize',
  token_endpoint: 'https://github.com/login/oauth/access_token',
  flow: 'code',
  scope: 'read:user',
  tokenRequest: { client_authentication: 'client_secret_post' },
  identity: { endpoint: 'https://api.github.com/user', sub: 'id', name: 'login', email: 'email', picture: 'avatar_url' },
  api: [{ origin: 'https://api.github.com', path: '/' }],
  samples: [
    { label: 'Own profile', url: 'https://api.github.com/user' },
    { label: 'Own repositories', url: 'https://api.github.com/user/repos?per_page=5' },
    { label: 'Rate limit', url: 'https://api.github.com/rate_limit' },
  ],
  docs: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
};

const guide = {
  source: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
  date: '2026-11-21',
  dated: 'read',
} as const;

export const facts: ProviderFacts = {
  implicit: { value: 'no', note: 'Stated as not supported.', ...guide },
  pkce: {
    value: 'yes',
    note: 'S256 only, and beside the client secret, not instead of it.',
    source: 'https://github.blog/changelog/2025-07-14-pkce-support-for-oauth-and-github-app-authentication/',
    date: '2025-07-14',
    dated: 'page',
  },
  secretNeeded: { value: 'yes', note: 'client_secret is required in the web application flow.', ...guide },
  corsToken: { value: 'no', note: 'Preflight requests (OPTIONS) are not supported.', ...guide },
  corsRevocation: { value: 'unknown' },
  corsApi: {
    value: 'yes',
    note: 'From any origin, with the Authorization header.',
    source: 'https://docs.github.com/en/rest/using-the-rest-api/using-cors-and-jsonp-to-make-cross-origin-requests',
    date: '2026-11-21',
    dated: 'read',
  },
  refresh: { value: 'partly', note: 'Where the app uses expiring tokens; rotated; the secret is needed again.', ...guide },
  queryInRedirectUri: { value: 'unknown', note: 'Exact match unless wildcard matching is on; a query is not mentioned.', ...guide },
  issParameter: { value: 'unknown' },
};
