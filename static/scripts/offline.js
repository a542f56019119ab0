// The service worker: the site without a network. `version` and `files` are put before this by scripts/offline.mjs, from
// what was built. One version is kept whole or not at all; a new one waits until somebody asks for it, so that no page
// runs with files of two versions.
const prefix = `scaleground ${registration.scope} `;
const name = prefix + version;

addEventListener('install', (event) => {
  const fresh = files.map((file) => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(fresh)));
});

addEventListener('activate', (event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== name);
    await Promise.all(old.map((key) => caches.delete(key)));
    await clients.claim();
  };
  event.waitUntil(tidy());
});

addEventListener('message', ({ data }) => {
  if (data === 'take') skipWaiting();
});

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(registration.scope)) return;
  const path = new URL(request.url).pathname.slice(new URL(registration.scope).pathname.length);
  const file = path === '' ? 'index.html' : path;
  if (files.includes(file)) event.respondWith(answer(request, file));
});

/** What was kept; from the network where the browser has thrown it away. */
async function answer(request, file) {
  const kept = await (await caches.open(name)).match(new URL(file, registration.scope).href);
  return kept ?? fetch(request);
}
