/** keycloak-js: `updateToken()` before every call, as its guide has it. */
import Keycloak from 'keycloak-js';
import { type Setup, withBearer } from '../competitor.ts';

export const setup: Setup = async ({ auth }) => {
  const tokens = (await (await fetch(`${auth}/realms/bench`)).json()) as { access_token: string; refresh_token: string };
  const keycloak = new Keycloak({ url: auth, realm: 'bench', clientId: 'bench' });
  await keycloak.init({ token: tokens.access_token, refreshToken: tokens.refresh_token, checkLoginIframe: false, timeSkew: 0 });
  return async (input, init) => {
    await keycloak.updateToken(30);
    return fetch(input, withBearer(init, keycloak.token));
  };
};
