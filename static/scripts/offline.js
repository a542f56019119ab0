// The service worker: the site without a network. `version` and `files` are put before this by scripts/offline.mjs, from
// what was built. One version is kept whole or not at all; a new one waits until somebody asks for it, so that no page
// runs with files of two versions. The version before stays: another tab may still show it, and has to find its files.
const prefix = `scaleground ${registration.scope} `;
const name = prefix + version;

addEventListener('install', (event) => {
  const fresh = files.map((file) => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(fresh)));
});

addEventListener('activate', (event) => {
  const tidy = async () => {
    // In the order in which they were made.
    const others = (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== name);
    await Promise.all(others.slice(0, -1).map((key) => caches.delete(key)));
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
  event.respondWith(answer(request, new URL(file, registration.scope).href, files.includes(file)));
});

/** What was kept of this version, or, if it has no such file, of the one before; else from the network. */
async function answer(request, address, isOwn) {
  const own = isOwn && (await (await caches.open(name)).match(address));
  if (own) return own;
  for (const key of isOwn ? [] : (await caches.keys()).filter((key) => key.startsWith(prefix))) {
    const former = await (await caches.open(key)).match(address);
    if (former) return former;
  }
  return fetch(request);
}
