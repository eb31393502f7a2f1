// When things happen. `install` stores nothing: it would have to be quick, and a kill would leave an orphan.

self.addEventListener("install", (event) => {
  // Where a language is saved whole, a new worker waits until a reader taps “update” or no page is open.
  event.waitUntil(currentRelease().then(holdsWhole).then((whole) => (whole ? undefined : self.skipWaiting())));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(settle(true).then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  const { type, locale, frugal } = event.data || {};
  const known = BUILD.locales.includes(locale);
  if (type === "keep") event.waitUntil(keep(known && locale, frugal));
  if (type === "save" && known) event.waitUntil(save(locale).then(tell));
  if (type === "update") event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin || !pathname.startsWith(SCOPE)) return;
  // The engine's own traffic goes to the network as it is.
  if (pathOf(url) === "/sw.js" || pathOf(url).startsWith("/offline/")) return;
  const failed = () => (mode === "navigate" ? compose("emptied", pathOf(url)) : new Response("", { status: 504 }));
  event.respondWith(answer(event.request).catch(failed));
});

/** Tells every open page of ours. */
async function tell(message) {
  for (const page of await openPages()) page.postMessage({ ...message, release: BUILD.release });
}
