/**
 * Microsoft Entra, one tenant, calling Microsoft Graph. {base} is https://login.microsoftonline.com/TENANT-ID, and has no
 * default: the metadata of `common` and `organizations` names no issuer that a reply could be checked against.
 */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'En';

export const preset: Preset = {
  name: 'Microsoft Entra',
  issuer: '{base}/v2.0',
  scope: 'openid profile email offline_access https://graph.microsoft.com/User.Read',
  // Documented, and not among what the documented metadata shows.
  pkce: true,
  api: [
    { origin: 'https://graph.microsoft.com', path: '/v1.0' },
    { origin: 'https://graph.microsoft.com', path: '/oidc/userinfo', methods: ['GET'] },
  ],
  samples: [
    { label: 'Own profile', url: 'https://graph.microsoft.com/v1.0/me' },
    { label: 'Who signed in', url: 'https://graph.microsoft.com/oidc/userinfo' },
  ],
  docs: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow',
};

const codeFlow = {
  source: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow',
  date: '2025-05-12',
  dated: 'page',
} as const;

export const facts: ProviderFacts = {
  implicit: {
    value: 'yes',
    note: 'Off until the registration enables it; Microsoft recommends against it.',
    source: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-implicit-grant-flow',
    date: '2024-10-01',
    dated: 'page',
  },
  pkce: { value: 'yes', note: 'Required of single-page apps.', ...codeFlow },
  secretNeeded: { value: 'no', note: 'Refused where the request has an Origin header.', ...codeFlow },
  corsToken: { value: 'yes', note: 'Only for redirect URIs registered with the type spa.', ...codeFlow },
  corsRevocation: { value: 'unknown' },
  corsApi: {
    value: 'partly',
    note: 'Stated for the files (OneDrive) of Microsoft Graph.',
    source: 'https://learn.microsoft.com/onedrive/developer/rest-api/concepts/working-with-cors',
    date: '2017-09-10',
    dated: 'page',
  },
  refresh: {
    value: 'yes',
    note: 'With offline_access; ends 24 hours after the sign-in, new ones keep that end.',
    // This part was read in an older edition of the page.
    ...codeFlow,
    date: '2024-04-08',
  },
  queryInRedirectUri: {
    value: 'partly',
    note: 'Not where the app also signs in personal Microsoft accounts; exact match.',
    source: 'https://learn.microsoft.com/entra/identity-platform/reply-url',
    date: '2024-06-25',
    dated: 'page',
  },
  issParameter: { value: 'unknown' },
};
