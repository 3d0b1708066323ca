// The naive service worker: a constant token on every request to one origin.
const api = new URL(location.href).searchParams.get('api');

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (new URL(request.url).origin !== api) return;
  const headers = new Headers(request.headers);
  headers.set('authorization', 'Bearer bench-token-0123456789abcdefghijklmnopqrstuvwxyz');
  event.respondWith(fetch(new Request(request, { headers })));
});
