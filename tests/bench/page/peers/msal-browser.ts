/** msal-browser: `acquireTokenSilent()` before every call, with each of its stores. */
import { loadExternalTokens, PublicClientApplication } from '@azure/msal-browser';
import { type Setup, token, withBearer } from '../competitor.ts';

const tenant = '11111111-1111-4111-8111-111111111111';
const person = '22222222-2222-4222-8222-222222222222';
const encoded = (value: unknown) => btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

export const msalWith =
  (cacheLocation: 'localStorage' | 'sessionStorage'): Setup =>
  async () => {
    const authority = `https://login.microsoftonline.com/${tenant}`;
    const scopes = ['api://bench/items.read'];
    const config = { auth: { clientId: '33333333-3333-4333-8333-333333333333', authority }, cache: { cacheLocation } };
    const now = Math.floor(Date.now() / 1000);
    const claims = { tid: tenant, oid: person, sub: person, iss: `${authority}/v2.0`, preferred_username: 'maya@example.com', iat: now };
    const { account } = await loadExternalTokens(
      config,
      { scopes, authority },
      {
        access_token: token,
        token_type: 'Bearer',
        expires_in: 3600,
        scope: scopes.join(' '),
        id_token: `${encoded({ alg: 'RS256' })}.${encoded({ ...claims, exp: now + 3600 })}.${'s'.repeat(342)}`,
        client_info: encoded({ uid: person, utid: tenant }),
      },
      {},
    );
    const client = new PublicClientApplication(config);
    await client.initialize();
    return async (input, init) => fetch(input, withBearer(init, (await client.acquireTokenSilent({ scopes, account })).accessToken));
  };
