/**
 * An Okta organisation and its authorization server `default`. {base} is https://DOMAIN.okta.com, and has no default.
 * Another authorization server: state its issuer and api rules in the entry.
 */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'Ok';

export const preset: Preset = {
  name: 'Okta',
  issuer: '{base}/oauth2/default',
  scope: 'openid profile email offline_access',
  pkce: true,
  api: [{ origin: '{base}', path: '/oauth2/default/v1/userinfo', methods: ['GET'] }],
  samples: [
    { label: 'Who signed in', url: '{base}/oauth2/default/v1/userinfo' },
    { label: 'What the server offers', url: '{base}/oauth2/default/.well-known/openid-configuration' },
  ],
  docs: 'https://developer.okta.com/docs/guides/implement-grant-type/authcodepkce/main/',
};

const read = { date: '2026-11-21', dated: 'read' } as const;
const pkceGuide = { source: 'https://developer.okta.com/docs/guides/implement-grant-type/authcodepkce/main/', ...read } as const;
const corsGuide = { source: 'https://developer.okta.com/docs/guides/enable-cors/main/', ...read } as const;

export const facts: ProviderFacts = {
  implicit: {
    value: 'yes',
    note: 'For browsers that lack Web Crypto; PKCE is recommended instead.',
    source: 'https://developer.okta.com/docs/guides/implement-grant-type/implicit/main/',
    ...read,
  },
  pkce: { value: 'yes', note: 'Single-page application; the method is always S256.', ...pkceGuide },
  secretNeeded: { value: 'no', note: 'The exchange needs no header with client id and secret.', ...pkceGuide },
  corsToken: { value: 'unknown', note: 'CORS is stated operation by operation; /token is not named.', ...corsGuide },
  corsRevocation: { value: 'unknown', note: 'CORS is stated operation by operation; /revoke is not named.', ...corsGuide },
  corsApi: { value: 'partly', note: 'API by API; calls with OAuth tokens need no trusted origin.', ...corsGuide },
  refresh: {
    value: 'yes',
    note: 'With offline_access; rotated by default for single-page apps, 30 seconds of grace.',
    source: 'https://developer.okta.com/docs/guides/refresh-tokens/main/',
    ...read,
  },
  queryInRedirectUri: { value: 'unknown', note: 'Must match a registered one; a query is not mentioned.', ...pkceGuide },
  issParameter: { value: 'unknown' },
};
