/**
 * An Auth0 tenant. {base} is https://TENANT.REGION.auth0.com or a custom domain, and has no default. A token for an API of
 * one's own needs its `audience` in extraQueryParams and an api rule.
 */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'Au';

export const preset: Preset = {
  name: 'Auth0',
  // The issuer of a tenant ends in a slash.
  issuer: '{base}/',
  scope: 'openid profile email offline_access',
  pkce: true,
  api: [{ origin: '{base}', path: '/userinfo', methods: ['GET'] }],
  samples: [
    { label: 'Who signed in', url: '{base}/userinfo' },
    { label: 'What the tenant offers', url: '{base}/.well-known/openid-configuration' },
  ],
  docs: 'https://auth0.com/docs/get-started/authentication-and-authorization-flow/authorization-code-flow-with-pkce',
};

const read = { date: '2026-11-21', dated: 'read' } as const;
const grants = { source: 'https://auth0.com/docs/get-started/applications/application-grant-types', ...read } as const;
const revocation = { source: 'https://auth0.com/docs/secure/tokens/refresh-tokens/revoke-refresh-tokens', ...read } as const;

export const facts: ProviderFacts = {
  implicit: { value: 'yes', note: 'On by default for public applications.', ...grants },
  pkce: {
    value: 'yes',
    note: 'For apps that cannot store a client secret, such as single-page apps.',
    source: 'https://auth0.com/docs/get-started/authentication-and-authorization-flow/authorization-code-flow-with-pkce',
    ...read,
  },
  secretNeeded: { value: 'no', note: 'A single-page app has token_endpoint_auth_method none.', ...grants },
  corsToken: {
    value: 'partly',
    note: 'Auth0 takes calls from the origins that the application lists; the token endpoint is not named.',
    source: 'https://auth0.com/docs/get-started/applications/wildcards-for-subdomains',
    ...read,
  },
  corsRevocation: { value: 'unknown', note: 'Works without a secret for public clients; CORS is not mentioned.', ...revocation },
  corsApi: { value: 'unknown', note: 'The APIs are your own.' },
  refresh: {
    value: 'yes',
    note: 'A browser gets one only where rotation is enabled for the application.',
    source: 'https://auth0.com/docs/secure/tokens/refresh-tokens/use-refresh-token-rotation',
    ...read,
  },
  queryInRedirectUri: {
    value: 'unknown',
    note: 'A query is mentioned for logout addresses only.',
    source: 'https://auth0.com/docs/get-started/applications/application-settings',
    ...read,
  },
  issParameter: {
    value: 'unknown',
    note: 'Not in the sample of the discovery document.',
    source: 'https://auth0.com/docs/get-started/applications/configure-applications-with-oidc-discovery',
    ...read,
  },
};
