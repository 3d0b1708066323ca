/** auth0-spa-js with its cache in memory: `getTokenSilently()` before every call, or its own fetcher. */
import { Auth0Client, CacheKey, InMemoryCache } from '@auth0/auth0-spa-js';
import { type Call, type Setup, token, withBearer } from '../competitor.ts';

async function signedIn(): Promise<Auth0Client> {
  const { enclosedCache } = new InMemoryCache();
  const scope = 'openid profile email';
  const key = new CacheKey({ clientId: 'bench', audience: 'default', scope });
  await enclosedCache.set(key.toKey(), {
    body: { client_id: 'bench', access_token: token, audience: 'default', scope, expires_in: 3600, token_type: 'Bearer' },
    expiresAt: Math.floor(Date.now() / 1000) + 3600,
  });
  // It gives a token out only beside the ID token of the same person.
  const claims = { __raw: '', sub: 'maya' };
  await enclosedCache.set(new CacheKey({ clientId: 'bench' }, undefined, '@@user@@').toKey(), {
    id_token: 'id',
    decodedToken: { claims, user: { sub: 'maya' } },
  });
  return new Auth0Client({ domain: 'bench.auth0.example', clientId: 'bench', cache: enclosedCache });
}

export const auth0Token: Setup = async () => {
  const client = await signedIn();
  return async (input, init) => fetch(input, withBearer(init, await client.getTokenSilently()));
};

export const auth0Fetcher: Setup = async () => {
  const fetcher = (await signedIn()).createFetcher();
  return ((input, init) => fetcher.fetchWithAuth(input, init)) as Call;
};
