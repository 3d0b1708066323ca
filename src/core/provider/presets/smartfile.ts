/**
 * SmartFile: the code flow with a secret, on the site of each customer ({base}). Every path ends in a slash. The code can also be
 * shown on its page for copying: state `"flow": "manual-code"` for that.
 */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'Sm';

export const preset: Preset = {
  name: 'SmartFile',
  base: 'https://app.smartfile.com',
  authorization_endpoint: '{base}/oauth2/authorize/',
  token_endpoint: '{base}/oauth2/token/',
  flow: 'code',
  tokenRequest: { client_authentication: 'client_secret_post' },
  reply: { token_type: 'bearer' },
  identity: { endpoint: '{base}/api/2/whoami/', sub: 'user.username', name: 'user.name', email: 'user.email' },
  api: [{ origin: '{base}', path: '/api/2' }],
  samples: [
    { label: 'Ping', url: '{base}/api/2/ping/' },
    { label: 'Who am I', url: '{base}/api/2/whoami/' },
    { label: 'Files at the top', url: '{base}/api/2/path/info/?children=true&limit=20' },
  ],
  docs: 'https://app.smartfile.com/oauth/oauth2_workflow/',
};

const page = { source: 'https://app.smartfile.com/oauth/oauth2_workflow/', date: '2026-11-21', dated: 'read' } as const;

export const facts: ProviderFacts = {
  implicit: { value: 'unknown', note: 'The page knows response_type=code alone.', ...page },
  pkce: { value: 'unknown', note: 'Not mentioned.', ...page },
  secretNeeded: { value: 'yes', note: 'The exchange of a code takes client_secret.', ...page },
  corsToken: { value: 'unknown', ...page },
  corsRevocation: { value: 'unknown', note: 'No revocation is documented.', ...page },
  corsApi: { value: 'unknown', ...page },
  refresh: { value: 'partly', note: 'A refresh_token is returned; how to use it is not documented.', ...page },
  queryInRedirectUri: { value: 'unknown', ...page },
  issParameter: { value: 'unknown', ...page },
};
