/** A simulated Singleview of its own with a clock that stands, and requests signed with the test key. */
import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSingleview, type SingleviewOptions } from '../../../src/sandbox/singleview/singleview.ts';
import type { Bend } from '../../../src/sandbox/standard/terms.ts';

export const key = (name: string) => readFileSync(new URL(`../../fixtures/keys/${name}.pem`, import.meta.url), 'utf8');

export const app = 'https://app.example';
export const signedPath = '/api/v1/oauth/token';
export const unsignedPath = '/v1/api/svplatform/tokenOauth2';

export const client = {
  client_id: 'of-the-treasury',
  client_secret: 'sv-secret',
  client_name: 'TREASURY',
  clientCode: 'sv-code',
  companyId: 'NAKHEEL',
  publicKey: key('singleview-test.spki'),
};
const { publicKey: _none, ...withoutKey } = client;
export const unregistered = { ...withoutKey, client_id: 'without-a-key', clientCode: 'other-code' };

/** An empty value leaves a header out. */
export type Headers = Readonly<Record<string, string>>;

export const usual: Headers = {
  'content-type': 'application/json',
  CompanyId: client.companyId,
  SVReferenceID: 'SV150619940615',
  DateTimeStamp: '2026-11-19T12:00:00',
  Device: 'Web',
};
export const withClient: Headers = { ...usual, clientid: client.client_id, clientsecret: client.client_secret };

export const signatureOf = (text: string, pem = key('singleview-test.pkcs8')) =>
  createSign('RSA-SHA256').update(text, 'utf8').sign(pem, 'base64');

/** A body with Message as the given text. */
export const signedText = (text: string, signature = signatureOf(text)) => `{"Message":${text},"Signature":"${signature}"}`;
export const signed = (message: object) => signedText(JSON.stringify(message));

type Asking = Pick<typeof client, 'client_id' | 'client_secret' | 'client_name'>;

export const authRequest = ({ client_id, client_secret, client_name }: Asking = client) => ({
  OSVAuthRequest: { client_id, client_secret, client_name },
});

export const account = { BankCode: 'RIYADH', CompanyCode: 'NAKHEEL01', AccNumber: '2418803350119' };

export const payment = ({ BankCode, CompanyCode, AccNumber } = account) => [
  { OSVPaymentInfoRequest: { BankCode, CompanyCode, AccountNumbers: { AccountNumber: [{ AccNumber }] } } },
];

export type Bench = ReturnType<typeof createBench>;

export function createBench(more: Partial<SingleviewOptions> = {}) {
  // A Thursday at noon in Riyadh.
  const clock = { ms: Date.UTC(2026, 10, 19, 9) };
  let bend: Bend | undefined;
  const singleview = createSingleview({
    clients: [client, unregistered],
    originAllowed: (origin) => origin === app,
    clock: () => clock.ms,
    bend: (leg, request, answer) => bend?.(leg, request, answer) ?? answer(),
    ...more,
  });
  const post = (path: string, body: string, headers: Headers = usual) => {
    const present = Object.entries({ origin: app, ...headers }).filter(([, value]) => value !== '');
    return singleview.fetch(new Request(`https://singleview.example${path}`, { method: 'POST', headers: present, body }));
  };
  const ask = (body = signed(authRequest()), headers = withClient, path = signedPath) => post(path, body, headers);
  return {
    singleview,
    clock,
    post,
    ask,
    askUnsigned: (fields: object = {}, headers = usual) =>
      post(
        unsignedPath,
        JSON.stringify({ clientId: client.client_id, clientCode: client.clientCode, grant_type: 'client_credentials', ...fields }),
        headers,
      ),
    token: async (): Promise<string> => (await (await ask()).json()).access_token,
    call: (path: string, token: string, body: string, headers: Headers = {}) =>
      post(`/api/v1${path}`, body, { ...usual, authorization: `Bearer ${token}`, ...headers }),
    setBend: (next: Bend | undefined) => {
      bend = next;
    },
  };
}

export const failureOf = async (response: Response) => {
  const { status, errorCode, ...rest } = await response.json();
  return [response.status, status, errorCode, Object.keys(rest)];
};
