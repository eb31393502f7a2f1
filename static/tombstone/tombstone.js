// Retires an installation: what we saved goes, then the registration. Pages go on from the network.

// All of it in `install`: in `activate`, a page that opens at that moment waits for a worker that leaves, in Chromium for ever.
self.addEventListener("install", (event) => event.waitUntil(retire()));

// A page that opened at that moment can have brought back what was leaving; it asks to be saved, and is answered.
self.addEventListener("message", (event) => event.waitUntil(retire()));

async function retire() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(ours.map((name) => caches.delete(name)));
  for (const page of await self.clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    page.postMessage({ type: "retired" });
  }
  // A job of its own, which the browser begins when an installation is over: not to be waited for.
  self.registration.unregister();
}
