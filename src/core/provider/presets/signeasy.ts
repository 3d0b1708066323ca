/**
 * SignEasy for many users: the code flow with a secret, JSON bodies and an audience, an hour a token; ask for offline_access to renew.
 * Two hosts: {base} signs in, {apiBase} answers calls. Tokens are ended at the one or, as earlier releases did, at the other.
 */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'Se';

export const preset: Preset = {
  name: 'SignEasy',
  base: 'https://auth.signeasy.com',
  apiBase: 'https://api.signeasy.com',
  authorization_endpoint: '{base}/authorize',
  token_endpoint: '{base}/oauth/token',
  flow: 'code',
  scope: 'user:read rs:read files:read template:manage offline_access',
  extraQueryParams: { audience: 'https://api-ext.signeasy.com/' },
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
    { label: 'Templates', url: '{apiBase}/v3/template' },
    { label: 'Requests to sign', url: '{apiBase}/v3/rs/' },
    { label: 'Documents', url: '{apiBase}/v3/original/' },
  ],
  docs: 'https://docs.signeasy.com/docs/authorization-code-flow',
};

const page = { source: 'https://docs.signeasy.com/docs/authorization-code-flow', date: '2026-11-21', dated: 'read' } as const;

export const facts: ProviderFacts = {
  implicit: { value: 'no', note: 'response_type is always code.', ...page },
  pkce: { value: 'unknown', note: 'Not mentioned.', ...page },
  secretNeeded: { value: 'yes', note: 'The exchange of a code takes client_secret.', ...page },
  corsToken: { value: 'unknown', ...page },
  corsRevocation: { value: 'unknown', ...page },
  corsApi: { value: 'unknown', note: 'Its own sample of 2018 called the API from a page; nothing is stated.', ...page },
  refresh: { value: 'yes', note: 'With the scope offline_access; the secret is needed again.', ...page },
  queryInRedirectUri: { value: 'unknown', note: 'It has to match one of at most five.', ...page },
  issParameter: { value: 'unknown', ...page },
};
