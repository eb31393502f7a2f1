// When things happen. `install` stores nothing: it would have to be quick, and a kill would leave an orphan.

self.addEventListener("install", (event) => {
  // The first worker takes over at once; a later one waits until a reader taps “update” or no tab is open.
  event.waitUntil(currentRelease().then((release) => (release ? undefined : self.skipWaiting())));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(settle().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  const { type, locale } = event.data || {};
  if (type === "keep" && BUILD.locales.includes(locale)) event.waitUntil(keep(locale));
  if (type === "save" && BUILD.locales.includes(locale)) event.waitUntil(save(locale).then(tell));
  if (type === "update") event.waitUntil(self.skipWaiting());
});

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin || !pathname.startsWith(SCOPE)) return;
  // The engine's own traffic goes to the network as it is.
  if (pathOf(url) === "/sw.js" || pathOf(url).startsWith("/offline/")) return;
  event.respondWith(answer(event.request).catch(() => compose("emptied", pathOf(url))));
});

/** Tells every open page of ours. */
async function tell(message) {
  for (const client of await self.clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    client.postMessage({ ...message, release: BUILD.release });
  }
}
