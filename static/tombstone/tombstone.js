// Retires an installation: what we saved goes, then this worker itself. Pages go on from the network.

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener("activate", (event) => event.waitUntil(retire()));

async function retire() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(ours.map((name) => caches.delete(name)));
  for (const page of await self.clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    page.postMessage({ type: "retired" });
  }
  await self.registration.unregister();
}
