/**
 * A Keycloak realm. {base} is its address, https://HOST/realms/REALM, and has no default. The APIs are one's own: an entry
 * adds the rules for them, and one for the realm's host where its userinfo shall be called.
 */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'Kc';

export const preset: Preset = {
  name: 'Keycloak',
  issuer: '{base}',
  scope: 'openid profile email',
  pkce: true,
  samples: [
    { label: 'What the realm offers', url: '{base}/.well-known/openid-configuration' },
    { label: 'Keys of the realm', url: '{base}/protocol/openid-connect/certs' },
  ],
  docs: 'https://www.keycloak.org/securing-apps/oidc-layers',
};

const read = { date: '2026-11-21', dated: 'read' } as const;
const adminGuide = { source: 'https://www.keycloak.org/docs/latest/server_admin/index.html', ...read } as const;
const adapter = { source: 'https://www.keycloak.org/securing-apps/javascript-adapter', ...read } as const;
const specifications = { source: 'https://www.keycloak.org/securing-apps/specifications', ...read } as const;

export const facts: ProviderFacts = {
  implicit: { value: 'yes', note: 'Where the client enables Implicit Flow; advised against.', ...adminGuide },
  pkce: { value: 'yes', note: 'S256 can also be made compulsory for a client.', ...adminGuide },
  secretNeeded: { value: 'no', note: 'With Client authentication off, as JavaScript clients have to be.', ...adminGuide },
  corsToken: { value: 'yes', note: 'For the Web Origins of the client; the JavaScript adapter exchanges codes.', ...adapter },
  corsRevocation: {
    value: 'unknown',
    note: 'There is a revocation endpoint; CORS is not mentioned.',
    source: 'https://www.keycloak.org/securing-apps/oidc-layers',
    ...read,
  },
  corsApi: { value: 'unknown', note: 'The APIs are your own.' },
  refresh: { value: 'yes', note: 'By default; rotated where Revoke Refresh Token is on.', ...adminGuide },
  queryInRedirectUri: { value: 'unknown', note: 'Exact match, or a wildcard at the end; a query is not mentioned.', ...adminGuide },
  issParameter: { value: 'yes', note: 'RFC 9207 is listed as supported.', ...specifications },
};
