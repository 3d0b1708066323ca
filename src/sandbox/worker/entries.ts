/**
 * The sandbox's part of the config: one entry for each simulated system, as an operator would write it. Base address -> entries. Pure.
 * A rule's origin is an origin alone, so the folder of the system stands in its path: no token goes anywhere else on the app's origin.
 */
import { registered } from './registered.ts';

const get = (label: string, url: string) => ({ label, method: 'GET', url });
const readWrite = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What a company types at Singleview; here it is filled in already. */
const companyInputs = [
  { name: 'CompanyId', label: 'Company id', required: true, default: registered.singleview.companyId, to: 'template' as const },
  { name: 'Device', label: 'Device', required: true, default: 'WEB', to: 'template' as const },
  { name: 'BankCode', label: 'Bank of the sample calls', default: 'RIYADH', to: 'template' as const },
  { name: 'CompanyCode', label: 'Company code at the bank', default: 'NAKHEEL01', to: 'template' as const },
  { name: 'AccNumber', label: 'Account number', default: '2418803350119', to: 'template' as const },
];
const clientName = {
  name: 'client_name',
  label: 'Client name',
  required: true,
  default: registered.singleview.client_name,
  to: 'template' as const,
};

/** `base` is where the app is, with a trailing slash. */
export function sandboxEntries({ href, origin, pathname }: URL) {
  const at = (system: string) => `${href}sandbox/${system}`;
  const rule = (system: string, path: string, methods = readWrite) => ({ origin, path: `${pathname}sandbox/${system}${path}`, methods });
  const demo = true;
  /** What they stand for has documentation elsewhere; what to type here stands here. */
  const docs = `${href}sandbox/`;
  const [wayfare, kiln] = [at('wayfare'), at('kiln')];
  const smartfile = {
    preset: 'smartfile',
    base: at('smartfile'),
    client_id: registered.smartfile.client_id,
    docs,
    api: [rule('smartfile', '/api/2')],
  };
  const signeasy = { base: at('signeasy'), apiBase: at('signeasy'), api: [rule('signeasy', '/v3')], docs };
  const singleview = {
    base: at('singleview'),
    client_id: registered.singleview.client_id,
    docs,
    api: [{ ...rule('singleview', '/api/v1', ['POST']), sign: { algorithm: 'RS256' as const, of: 'Message', as: 'Signature' } }],
  };
  return [
    {
      id: 'sandbox-singly',
      preset: 'singly',
      base: at('singly'),
      client_id: registered.singly.client_id,
      docs,
      api: [{ ...rule('singly', '', ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']), placement: 'query:access_token' }],
      demo,
    },
    {
      id: 'sandbox-kiln',
      name: 'Kiln',
      issuer: kiln,
      client_id: registered.kiln.client_id,
      flow: 'code' as const,
      scope: 'openid profile email offline_access classes:read bookings:read bookings:write',
      api: [rule('kiln', '/v1', ['GET', 'HEAD', 'POST'])],
      samples: [
        get('Classes', `${kiln}/v1/classes`),
        get('My bookings', `${kiln}/v1/bookings`),
        {
          label: 'Book a class',
          method: 'POST',
          url: `${kiln}/v1/bookings`,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ class: 'kl-c-33' }),
        },
        get('Who am I', `${kiln}/v1/me`),
      ],
      demo,
    },
    {
      id: 'sandbox-wayfare',
      name: 'Wayfare',
      issuer: wayfare,
      client_id: registered.wayfare.client_id,
      flow: 'token' as const,
      scope: 'openid profile email routes:read walks:read',
      api: [rule('wayfare', '/v1', ['GET', 'HEAD', 'POST'])],
      samples: [get('Routes', `${wayfare}/v1/routes`), get('My walks', `${wayfare}/v1/walks`), get('Who am I', `${wayfare}/v1/me`)],
      demo,
    },
    { ...smartfile, id: 'sandbox-smartfile', redirect_uri: 'callback/?p=sandbox-smartfile', demo },
    {
      ...signeasy,
      id: 'sandbox-signeasy',
      preset: 'signeasy',
      client_id: registered.signeasy.client_id,
      redirect_uri: 'callback/?p=sandbox-signeasy',
      demo,
    },
    { ...signeasy, id: 'sandbox-signeasy-machine', preset: 'signeasy-machine', client_id: registered['signeasy-machine'].client_id, demo },
    {
      id: 'sandbox-singlefile',
      preset: 'singlefile',
      base: at('singlefile'),
      client_id: registered.singlefile.client_id,
      docs,
      api: [rule('singlefile', '/external-api/v1')],
      demo,
    },
    { ...singleview, id: 'sandbox-singleview', preset: 'singleview', inputs: [clientName, ...companyInputs], demo },
    { ...singleview, id: 'sandbox-singleview-unsigned', preset: 'singleview-unsigned', inputs: companyInputs, demo },
  ];
}
