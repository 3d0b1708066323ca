/** hello.js: `getAuthResponse()` before every call. */
import hello from 'hellojs/dist/hello.js';
import { type Setup, token, withBearer } from '../competitor.ts';

export const setup: Setup = async () => {
  hello.init({ bench: { id: 'bench' } });
  hello.utils.store('bench', { access_token: token, token_type: 'Bearer', expires: Date.now() / 1000 + 3600, network: 'bench' });
  return async (input, init) => fetch(input, withBearer(init, hello('bench').getAuthResponse()?.access_token));
};
