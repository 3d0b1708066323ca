/** SignEasy for one user: client credentials as JSON with an audience, thirty days a token, none to renew it with but the secret. */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'Sx';

export const preset: Preset = {
  name: 'SignEasy, one user',
  base: 'https://auth.signeasy.com',
  apiBase: 'https://api.signeasy.com',
  token_endpoint: '{base}/oauth/token',
  flow: 'client-credentials',
  extraTokenParams: { audience: 'https://api-ext.signeasy.com/' },
  tokenRequest: { client_authentication: 'client_secret_post', format: 'json' },
  reply: { errors: { access_denied: 'invalid_client' } },
  revocationRequests: [
    {
      url: '{base}/oauth/revoke',
      format: 'json',
      body: { client_id: '{client_id}', client_secret: '{client_secret}', token: '{token}' },
    },
    { url: '{apiBase}/oauth2/tokens/revoke/', method: 'DELETE', headers: { Authorization: 'Bearer {access_token}' } },
  ],
  identity: { endpoint: '{apiBase}/v3/me/', sub: 'id', name: 'first_name', email: 'email' },
  api: [{ origin: '{apiBase}', path: '/v3' }],
  samples: [
    { label: 'Who am I', url: '{apiBase}/v3/me/' },
    { label: 'Requests to sign', url: '{apiBase}/v3/rs/' },
  ],
  docs: 'https://docs.signeasy.com/docs/client-credentials-flow',
};

const page = { source: 'https://docs.signeasy.com/docs/authorization-code-flow', date: '2026-11-21', dated: 'read' } as const;

export const facts: ProviderFacts = {
  implicit: { value: 'no', note: 'No person signs in.', ...page },
  pkce: { value: 'no', note: 'No code, so nothing to prove.', ...page },
  secretNeeded: { value: 'yes', note: 'The secret is all there is.', ...page },
  corsToken: { value: 'unknown', ...page },
  corsRevocation: { value: 'unknown', ...page },
  corsApi: { value: 'unknown', ...page },
  refresh: { value: 'no', note: 'The token is asked for again, with the secret.', ...page },
  queryInRedirectUri: { value: 'no', note: 'There is no redirect.', ...page },
  issParameter: { value: 'no', note: 'There is no redirect.', ...page },
};
