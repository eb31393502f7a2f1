// Retires an installation: what we saved goes, then the registration. Pages go on from the network.

// All of it in `install`: in `activate`, a page that opens at that moment waits for a worker that leaves, in Chromium for ever.
self.addEventListener("install", (event) => {
  const forgotten = forget();
  event.waitUntil(forgotten);
  // Leaving is a job of its own, which the browser begins when the installation is over.
  forgotten.then(() => self.registration.unregister());
});

async function forget() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(ours.map((name) => caches.delete(name)));
  for (const page of await self.clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    page.postMessage({ type: "retired" });
  }
}
