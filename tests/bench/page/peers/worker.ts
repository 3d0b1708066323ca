/** A naive service worker that puts the token on every request to the API; the page itself sends plain ones. */
import type { Setup } from '../competitor.ts';

export const setup: Setup = async ({ api }) => {
  await navigator.serviceWorker.register(`./worker.js?api=${encodeURIComponent(api)}`);
  const taken = new Promise<void>((done) => {
    if (navigator.serviceWorker.controller) done();
    else navigator.serviceWorker.addEventListener('controllerchange', () => done(), { once: true });
  });
  await taken;
  return (input, init) => fetch(input, init);
};
