// Keeps the offline page for when there is no connection. Pages of members are never kept.
const SHELF = "talkoot-{% static 'dist/talkoot.css' %}";
const KEPT = ["{{ offline }}", "{% static 'dist/talkoot.css' %}", "{% static 'icons.svg' %}"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(KEPT)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== SHELF).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match("{{ offline }}")));
  else if (KEPT.includes(new URL(request.url).pathname)) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});

// What a push says was written for this member on the server; of private spaces it says little.
self.addEventListener("push", (event) => {
  const said = event.data?.json() ?? {};
  if (!said.title) return;
  const { title, body, tag, url, less, less_url } = said;
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url, less_url }, actions: [{ action: "less", title: less }] }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url, less_url } = event.notification.data;
  const to = new URL(event.action === "less" ? less_url : url, location.origin).href;
  const open = (pages) => pages.find((page) => page.url === to)?.focus() ?? self.clients.openWindow(to);
  event.waitUntil(self.clients.matchAll({ type: "window" }).then(open));
});
