/**
 * The sandbox as a service worker of the app: answers below `<base>sandbox/` and leaves every other request, navigations to
 * callback/ and the other pages among them, as it is. Registered only while the sandbox is on. Side effects: those of its parts.
 */
import type { FaultRequest } from './fault-names.ts';
import { createKeep } from './keep.ts';
import { createSandbox } from './sandbox.ts';
import type { WorkerScope } from './surroundings.ts';

const scope = globalThis as unknown as WorkerScope;
const base = new URL(scope.registration.scope);
const sandbox = createSandbox(base, createKeep(`singlet-sandbox:${base.pathname}`, indexedDB));

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('fetch', (event) => {
  const answer = sandbox.answer(event.request);
  if (answer) event.respondWith(answer);
});
scope.addEventListener('message', (event) => {
  const done = sandbox.hear(event.data as FaultRequest).then((known) => event.ports[0]?.postMessage(known));
  event.waitUntil(done);
});
