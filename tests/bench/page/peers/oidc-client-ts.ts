/** oidc-client-ts: `getUser()` before every call, with each of its usual stores. */
import { InMemoryWebStorage, User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { type Setup, token, withBearer } from '../competitor.ts';

const stores = { memory: () => new InMemoryWebStorage(), session: () => sessionStorage, local: () => localStorage };

export const oidcClientWith =
  (store: keyof typeof stores): Setup =>
  async ({ auth }) => {
    const manager = new UserManager({
      authority: auth,
      client_id: 'bench',
      redirect_uri: `${location.origin}/callback/`,
      userStore: new WebStorageStateStore({ store: stores[store]() }),
    });
    const now = Math.floor(Date.now() / 1000);
    const profile = { sub: 'maya', iss: auth, aud: 'bench', iat: now, exp: now + 3600 };
    await manager.storeUser(new User({ access_token: token, token_type: 'Bearer', scope: 'openid', expires_at: now + 3600, profile }));
    return async (input, init) => fetch(input, withBearer(init, (await manager.getUser())?.access_token));
  };
