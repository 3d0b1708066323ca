/**
 * SingleFile: client credentials by form, an hour a token. The vendor's pages name two hosts, so {base} is to be looked at; the final
 * slash of the token endpoint counts. Lists and single things come in different envelopes; a wait is told in the body.
 */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'Sf';

export const preset: Preset = {
  name: 'SingleFile',
  base: 'https://api.demo.singlefile.ai',
  token_endpoint: '{base}/o/token/',
  flow: 'client-credentials',
  tokenRequest: { client_authentication: 'client_secret_post' },
  reply: { retry_after: 'error.retry_after' },
  api: [{ origin: '{base}', path: '/external-api/v1' }],
  samples: [
    { label: 'Entities', url: '{base}/external-api/v1/entities/list?page_size=5' },
    { label: 'Organizations', url: '{base}/external-api/v1/organizations/list?page_size=5' },
    { label: 'Tasks', url: '{base}/external-api/v1/tasks/list?page_size=5' },
  ],
  docs: 'https://docs.singlefile.ai/docs/authentication',
};

const page = { source: 'https://docs.singlefile.ai/docs/authentication', date: '2026-11-21', dated: 'read' } as const;

export const facts: ProviderFacts = {
  implicit: { value: 'no', note: 'Client credentials alone.', ...page },
  pkce: { value: 'no', note: 'No code, so nothing to prove.', ...page },
  secretNeeded: { value: 'yes', note: 'The vendor forbids to put it into client-side code.', ...page },
  corsToken: { value: 'unknown', ...page },
  corsRevocation: { value: 'unknown', note: 'No revocation is documented.', ...page },
  corsApi: { value: 'unknown', ...page },
  refresh: { value: 'no', note: 'The token is asked for again, with the secret.', ...page },
  queryInRedirectUri: { value: 'no', note: 'There is no redirect.', ...page },
  issParameter: { value: 'no', note: 'There is no redirect.', ...page },
};
