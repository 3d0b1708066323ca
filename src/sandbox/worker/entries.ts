/**
 * The sandbox's part of the config: one entry for each simulated system, as an operator would write it. Base address -> entries. Pure.
 * A rule's origin is an origin alone, so the folder of the system stands in its path: no token goes anywhere else on the app's origin.
 */
import { registered } from './registered.ts';

const get = (label: string, url: string) => ({ label, method: 'GET', url });
const readWrite = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** `base` is where the app is, with a trailing slash. */
export function sandboxEntries({ href, origin, pathname }: URL) {
  const at = (system: string) => `${href}sandbox/${system}`;
  const rule = (system: string, path: string, methods = readWrite) => ({ origin, path: `${pathname}sandbox/${system}${path}`, methods });
  const demo = true;
  const [wayfare, kiln] = [at('wayfare'), at('kiln')];
  const smartfile = {
    preset: 'smartfile',
    base: at('smartfile'),
    client_id: registered.smartfile.client_id,
    api: [rule('smartfile', '/api/2')],
  };
  const signeasy = { base: at('signeasy'), apiBase: at('signeasy'), api: [rule('signeasy', '/v3')] };
  return [
    {
      id: 'sandbox-singly',
      preset: 'singly',
      base: at('singly'),
      client_id: registered.singly.client_id,
      api: [{ ...rule('singly', '', ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']), placement: 'query:access_token' }],
      demo,
    },
    {
      id: 'sandbox-kiln',
      name: 'Kiln',
      issuer: kiln,
      client_id: registered.kiln.client_id,
      flow: 'code',
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
      flow: 'token',
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
      api: [rule('singlefile', '/external-api')],
      demo,
    },
  ];
}
