/** Singleview's two token requests: one signed over the text of Message as sent, one not; a life told as a string, and wrong. */
import { beforeEach, describe, expect, test } from 'vitest';
import { textOfMember } from '../../../src/sandbox/singleview/message.ts';
import {
  app,
  authRequest,
  type Bench,
  client,
  createBench,
  failureOf,
  key,
  signatureOf,
  signed,
  signedPath,
  signedText,
  unregistered,
  unsignedPath,
  usual,
  withClient,
} from './singleview-bench.ts';

let bench: Bench;

beforeEach(() => {
  bench = createBench();
});

const refused = (errorCode: string, status: number) => [status, 'FAILURE', errorCode, ['message']];
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('the signed dialect', () => {
  test.each(['/api/v1/oauth/token', '/api/v1/auth/token'])('answers at %s', async (path) => {
    const reply = await (await bench.ask(undefined, undefined, path)).json();
    expect(Object.keys(reply)).toEqual(['access_token', 'token_type', 'expires_in']);
    expect(reply.token_type).toBe('Bearer');
  });

  test('accepts Message exactly as it was sent, spaces and order and letters beyond ASCII included', async () => {
    const { client_id, client_secret, client_name } = client;
    const spaced = `{ "OSVAuthRequest" : {\n  "client_name": "${client_name}", "client_secret": "${client_secret}",\t"client_id": "${client_id}", "note": "نخيل \\u00e9 \\"}" } }`;
    expect((await bench.ask(signedText(spaced))).status).toBe(200);
    expect((await bench.ask(`{ "Signature": "${signatureOf(spaced)}" , "Message" :  ${spaced}  }`)).status).toBe(200);
  });

  test('accepts the compact text where Message was sent with spaces, and nothing else', async () => {
    const message = authRequest();
    const spaced = JSON.stringify(message, null, 2);
    expect((await bench.ask(signedText(spaced, signatureOf(JSON.stringify(message))))).status).toBe(200);
    const whole = JSON.stringify({ Message: message });
    const inner = JSON.stringify(message.OSVAuthRequest);
    for (const text of [whole, inner, `${JSON.stringify(message)}\n`])
      expect(await failureOf(await bench.ask(signedText(spaced, signatureOf(text))))).toEqual(refused('ER00406', 400));
  });

  test('refuses the signature of another key, another encoding, and none', async () => {
    const text = JSON.stringify(authRequest());
    const good = signatureOf(text);
    const url = good.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const hex = Buffer.from(good, 'base64').toString('hex');
    for (const signature of [signatureOf(text, key('other-test.pkcs8')), url, hex, '', good.slice(4), `${good}\\n`])
      expect(await failureOf(await bench.ask(signedText(text, signature)))).toEqual(refused('ER00406', 400));
    expect((await bench.ask(JSON.stringify({ Message: authRequest() }))).status).toBe(400);
  });

  test('refuses a client whose key is not registered', async () => {
    const body = signed(authRequest(unregistered));
    expect(await failureOf(await bench.ask(body, { ...withClient, clientid: unregistered.client_id }))).toEqual(refused('ER00406', 400));
  });

  test.each(['clientid', 'clientsecret', 'CompanyId', 'SVReferenceID', 'DateTimeStamp', 'Device'])('wants the header %s', async (name) => {
    expect(await failureOf(await bench.ask(undefined, { ...withClient, [name]: '' }))).toEqual(refused('ER00400', 400));
  });

  test('takes headers in any case, and BaseCurrency as SAR or not at all', async () => {
    const { clientid = '', clientsecret = '' } = withClient;
    const headers = { ...usual, ClientId: clientid, CLIENTSECRET: clientsecret };
    expect((await bench.ask(undefined, headers)).status).toBe(200);
    expect((await bench.ask(undefined, { ...headers, BaseCurrency: 'SAR' })).status).toBe(200);
    expect((await bench.ask(undefined, { ...headers, BaseCurrency: 'EUR' })).status).toBe(400);
  });

  test('wants DateTimeStamp without a zone', async () => {
    for (const DateTimeStamp of ['2026-11-19T12:00:00Z', '2026-11-19T12:00:00+03:00', '2026-11-19T12:00:00.000', '2026-11-19'])
      expect(await failureOf(await bench.ask(undefined, { ...withClient, DateTimeStamp }))).toEqual(refused('ER00400', 400));
  });

  test('wants the secret twice, the same in header and body', async () => {
    expect(await failureOf(await bench.ask(undefined, { ...withClient, clientsecret: 'guess' }))).toEqual(refused('ER00401', 401));
    expect(await failureOf(await bench.ask(signed(authRequest({ ...client, client_secret: 'guess' }))))).toEqual(refused('ER00401', 401));
    expect(await failureOf(await bench.ask(signed(authRequest({ ...client, client_name: 'SOMEBODY' }))))).toEqual(refused('ER00401', 401));
    expect(await failureOf(await bench.ask(undefined, { ...withClient, CompanyId: 'OTHER' }))).toEqual(refused('ER00401', 401));
    expect(await failureOf(await bench.ask(signed(authRequest({ ...client, client_name: '' }))))).toEqual(refused('ER03001', 400));
  });

  test('does not look at an Authorization header, which its sample carries', async () => {
    expect((await bench.ask(undefined, { ...withClient, authorization: 'Bearer <Enter-Token>' })).status).toBe(200);
  });

  test('wants JSON and POST', async () => {
    expect(await failureOf(await bench.ask('client_id=x'))).toEqual(refused('ER00400', 400));
    expect(await failureOf(await bench.singleview.fetch(new Request(`https://singleview.example${signedPath}`)))).toEqual(
      refused('ER00404', 404),
    );
  });
});

describe('the unsigned dialect', () => {
  test('takes clientId, clientCode and grant_type, and no client in headers', async () => {
    expect(await (await bench.askUnsigned()).json()).toMatchObject({ token_type: 'Bearer', expires_in: '6000' });
    expect((await bench.askUnsigned({}, withClient)).status).toBe(200);
    expect((await bench.askUnsigned({}, { ...withClient, clientid: 'another' })).status).toBe(401);
  });

  test('refuses another code, another grant, a missing header and a form', async () => {
    expect(await failureOf(await bench.askUnsigned({ clientCode: client.client_secret }))).toEqual(refused('ER00401', 401));
    expect(await failureOf(await bench.askUnsigned({ grant_type: 'password' }))).toEqual(refused('ER03001', 400));
    expect(await failureOf(await bench.askUnsigned({}, { ...usual, Device: '' }))).toEqual(refused('ER00400', 400));
    expect(await failureOf(await bench.post(unsignedPath, 'clientId=x'))).toEqual(refused('ER00400', 400));
  });
});

describe('the life of a token', () => {
  test.each(['signed', 'unsigned'])('%s: "6000" as a string, and 3600 by the exp of the JWT', async (dialect) => {
    const { access_token, expires_in } = await (await (dialect === 'signed' ? bench.ask() : bench.askUnsigned())).json();
    const claims = claimsOf(access_token);
    expect(expires_in).toBe('6000');
    expect(JSON.parse(Buffer.from(access_token.split('.')[0], 'base64url').toString())).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(Object.keys(claims)).toEqual(['data', 'iat', 'exp']);
    expect(claims.exp - claims.iat).toBe(3600);
    const body = signed({ OSVBeneficiaryBankDetailsRequest: {} });
    bench.clock.ms += 3_599_000;
    expect((await bench.call('/getbeneficary/bankdetails', access_token, body)).status).toBe(200);
    bench.clock.ms += 1000;
    expect((await bench.call('/getbeneficary/bankdetails', access_token, body)).status).toBe(401);
  });

  test('can be letters that tell nothing, which live as long as is said', async () => {
    const opaque = createBench({ signedToken: 'opaque' });
    const token = await opaque.token();
    expect(token).toMatch(/^[a-z\d]{44}$/);
    opaque.clock.ms += 5_999_000;
    const body = signed({ OSVBeneficiaryBankDetailsRequest: {} });
    expect((await opaque.call('/getbeneficary/bankdetails', token, body)).status).toBe(200);
    opaque.clock.ms += 1000;
    expect((await opaque.call('/getbeneficary/bankdetails', token, body)).status).toBe(401);
  });

  test('can be set, and the reply promises too much all the same', async () => {
    const short = createBench({ accessTokenLifeS: () => 30 });
    const { access_token, expires_in } = await (await short.ask()).json();
    const { iat, exp } = claimsOf(access_token);
    expect([expires_in, exp - iat]).toEqual(['50', 30]);
  });
});

describe('pages', () => {
  const preflight = (bench: Bench, origin = app) =>
    bench.singleview.fetch(
      new Request(`https://singleview.example${signedPath}`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      }),
    );

  test('of the app may send every header and read the answer; a switch turns it off', async () => {
    const { headers } = await preflight(bench);
    expect(headers.get('access-control-allow-origin')).toBe(app);
    expect(headers.get('access-control-allow-headers')?.split(', ')).toEqual(
      expect.arrayContaining([
        'Authorization',
        'Content-Type',
        'ClientId',
        'ClientSecret',
        'CompanyId',
        'SVReferenceID',
        'DateTimeStamp',
        'Device',
      ]),
    );
    expect((await bench.ask()).headers.get('access-control-allow-origin')).toBe(app);
    expect((await preflight(bench, 'https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect((await preflight(createBench({ originAllowed: () => false }))).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('below a mount get the same', async () => {
    const mounted = createBench({ mount: '/sandbox/singleview' });
    expect((await mounted.ask(undefined, undefined, `/sandbox/singleview${signedPath}`)).status).toBe(200);
  });
});

test('the text of a member is found among others, and the last one counts', () => {
  const json = '{"a":[{"Message":1}],"Message":"x","b":"\\"Message\\":{}","Message" : {"c":[1,{"d":"}"}]} }';
  expect(textOfMember(json, 'Message')).toBe('{"c":[1,{"d":"}"}]}');
  expect(textOfMember(json, 'a')).toBe('[{"Message":1}]');
  expect(textOfMember('{"n":-1.5e3,"t":true}', 'n')).toBe('-1.5e3');
  expect(textOfMember('{}', 'n')).toBeUndefined();
});
