// Keeps the page for use without a network. scripts/build-web writes the version from the contents,
// so that a changed page is fetched anew.

const version = 'kdrun-@VERSION@';
const files = ['./', 'manifest.webmanifest', 'icons/icon.svg', 'icons/icon-192.png', 'icons/icon-512.png'];

self.addEventListener('install', (event) => {
  const fresh = files.map((file) => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(version).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  const isOld = (name) => name.startsWith('kdrun-') && name !== version;
  const removeOld = caches.keys()
    .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))));
  event.waitUntil(removeOld.then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  const wanted = url.pathname.endsWith('/index.html') ? './' : event.request;
  event.respondWith(caches.open(version)
    .then((cache) => cache.match(wanted, { ignoreSearch: true }))
    .then((kept) => kept ?? fetch(event.request)));
});
