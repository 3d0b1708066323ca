/** GitLab.com, or a GitLab of one's own at the root of its host: {base} is its address. */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'Gl';

export const preset: Preset = {
  name: 'GitLab',
  base: 'https://gitlab.com',
  issuer: '{base}',
  scope: 'openid profile email read_user',
  pkce: true,
  api: [
    { origin: '{base}', path: '/api/v4' },
    { origin: '{base}', path: '/oauth/userinfo', methods: ['GET'] },
  ],
  samples: [
    { label: 'Own profile', url: '{base}/api/v4/user' },
    { label: 'Who signed in', url: '{base}/oauth/userinfo' },
  ],
  docs: 'https://docs.gitlab.com/integration/oauth_provider/',
};

const guide = { source: 'https://docs.gitlab.com/api/oauth2/', date: '2026-11-21', dated: 'read' } as const;

export const facts: ProviderFacts = {
  implicit: { value: 'no', note: 'Not among the supported flows.', ...guide },
  pkce: { value: 'yes', note: 'Named for single-page JavaScript apps.', ...guide },
  secretNeeded: { value: 'no', note: 'PKCE works without access to the client secret at all.', ...guide },
  corsToken: { value: 'yes', note: 'From 15.1; preflight allows simple headers and Authorization only.', ...guide },
  corsRevocation: { value: 'yes', note: 'From 15.1, /oauth/revoke.', ...guide },
  corsApi: { value: 'unknown' },
  refresh: { value: 'yes', note: 'Each use voids the old access and refresh token.', ...guide },
  queryInRedirectUri: { value: 'unknown', note: 'Only that both requests must name the same one.', ...guide },
  issParameter: { value: 'unknown' },
};
