/** Singleview's newer token request, without a signature: client id and client code as JSON, headers and calls as before. */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';
import { preset as signed } from './singleview.ts';

export const glyph = 'Su';

export const preset: Preset = {
  name: 'Singleview, unsigned',
  base: 'https://sandboxapi.onesingleview.com',
  token_endpoint: '{base}/v1/api/svplatform/tokenOauth2',
  flow: 'client-credentials',
  tokenRequest: {
    format: 'json',
    headers: { CompanyId: '{input.CompanyId}', SVReferenceID: '{uuid}', DateTimeStamp: '{now}', Device: '{input.Device}' },
    body: { clientId: '{client_id}', clientCode: '{client_secret}', grant_type: 'client_credentials' },
  },
  reply: {
    token_type: 'bearer',
    error: 'status',
    error_description: 'message',
    errors: { FAILURE: 'invalid_client', TECHERROR: 'server_error' },
  },
  expires: { jwt: true },
  // The calls are signed all the same.
  ...(signed.api && { api: signed.api }),
  inputs: (signed.inputs ?? []).filter(({ name }) => name !== 'client_name'),
  ...(signed.samples && { samples: signed.samples }),
  docs: 'https://docs.onesingleview.com/docs/b2b-api-services-get-access-token-sid',
};

const page = {
  source: 'https://docs.onesingleview.com/docs/b2b-api-services-get-access-token-sid',
  date: '2026-11-21',
  dated: 'read',
} as const;

export const facts: ProviderFacts = {
  implicit: { value: 'no', note: 'No person signs in.', ...page },
  pkce: { value: 'no', note: 'No code, so nothing to prove.', ...page },
  secretNeeded: { value: 'yes', note: 'The client code takes the place of a secret.', ...page },
  corsToken: { value: 'unknown', ...page },
  corsRevocation: { value: 'unknown', ...page },
  corsApi: { value: 'unknown', ...page },
  refresh: { value: 'no', note: 'The token is asked for again.', ...page },
  queryInRedirectUri: { value: 'no', note: 'There is no redirect.', ...page },
  issParameter: { value: 'no', note: 'There is no redirect.', ...page },
};
