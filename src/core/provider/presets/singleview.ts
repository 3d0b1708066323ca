/**
 * Singleview's business API: the token request and every call carry a signature over their `Message`, made with the key of the
 * company. `expires_in` is text and promises more than the token says of itself, so the earlier end counts. A refusal names
 * itself in `status`. The real service answers listed addresses only, which a page of a visitor never has.
 */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

export const glyph = 'Sv';

const headers = {
  CompanyId: '{input.CompanyId}',
  SVReferenceID: '{uuid}',
  DateTimeStamp: '{now}',
  Device: '{input.Device}',
};

const companyInputs = [
  { name: 'CompanyId', label: 'Company id', required: true, to: 'template' as const, help: 'As Singleview registered it.' },
  { name: 'Device', label: 'Device', required: true, default: 'WEB', to: 'template' as const },
];

/** The account of the vendor's own samples stands here as it does there: to be replaced. */
const account = {
  OSVPaymentInfoMessage: [
    {
      OSVPaymentInfoRequest: {
        BankCode: '{input.BankCode}',
        CompanyCode: '{input.CompanyCode}',
        AccountNumbers: { AccountNumber: [{ AccNumber: '{input.AccNumber}' }] },
      },
    },
  ],
};

const sign = { algorithm: 'RS256', of: 'Message', as: 'Signature' } as const;
const sent = { ...headers, 'content-type': 'application/json' };

export const preset: Preset = {
  name: 'Singleview',
  base: 'https://sandboxapi.onesingleview.com',
  token_endpoint: '{base}/api/v1/oauth/token',
  flow: 'signed-request',
  tokenRequest: {
    format: 'json',
    headers: { ...headers, ClientId: '{client_id}', ClientSecret: '{client_secret}' },
    body: {
      Message: { OSVAuthRequest: { client_id: '{client_id}', client_secret: '{client_secret}', client_name: '{input.client_name}' } },
    },
    sign,
  },
  reply: {
    token_type: 'bearer',
    error: 'status',
    error_description: 'message',
    errors: { FAILURE: 'invalid_client', TECHERROR: 'server_error' },
  },
  expires: { jwt: true },
  api: [{ origin: '{base}', path: '/api/v1', methods: ['POST'], sign }],
  inputs: [
    { name: 'client_name', label: 'Client name', required: true, to: 'template' },
    ...companyInputs,
    {
      name: 'BankCode',
      label: 'Bank of the sample calls',
      to: 'template',
      help: 'Bank, company code and account number are for the sample calls alone.',
    },
    { name: 'CompanyCode', label: 'Company code at the bank', to: 'template' },
    { name: 'AccNumber', label: 'Account number', to: 'template' },
  ],
  samples: [
    {
      label: 'Balance',
      method: 'POST',
      url: '{base}/api/v1/account/balance',
      headers: sent,
      body: JSON.stringify({ Message: { OSVBalanceEnquiryRequest: account } }, null, 2),
    },
    {
      label: 'Statement of yesterday',
      method: 'POST',
      url: '{base}/api/v1/account/statement/940',
      headers: sent,
      body: JSON.stringify(
        {
          Message: {
            OSVAccountStatementRequest: { ...account, FromDate: '{yesterday}T00:00:00', ToDate: '{yesterday}T23:59:59' },
          },
        },
        null,
        2,
      ),
    },
    {
      label: 'Bank details of beneficiaries',
      method: 'POST',
      url: '{base}/api/v1/getbeneficary/bankdetails',
      headers: sent,
      body: JSON.stringify({ Message: { OSVBeneficiaryBankDetailsRequest: {} } }, null, 2),
    },
  ],
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
  secretNeeded: { value: 'yes', note: 'A secret and a private key.', ...page },
  corsToken: { value: 'unknown', note: 'Only listed addresses are answered at all.', ...page },
  corsRevocation: { value: 'unknown', note: 'No revocation is documented.', ...page },
  corsApi: { value: 'unknown', note: 'Only listed addresses are answered at all.', ...page },
  refresh: { value: 'no', note: 'The token is asked for again, with secret and key.', ...page },
  queryInRedirectUri: { value: 'no', note: 'There is no redirect.', ...page },
  issParameter: { value: 'no', note: 'There is no redirect.', ...page },
};
