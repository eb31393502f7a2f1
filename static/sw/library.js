// What lies on this phone, counted from the files themselves.

/** The release in use. It is data, not this script's own release: a new worker serves the old one until its own is whole. */
async function currentRelease() {
  const stored = await (await caches.open(META)).match(addressOf("/current"));
  return stored ? stored.text() : "";
}

async function setCurrentRelease(release) {
  await (await caches.open(META)).put(addressOf("/current"), new Response(release));
}

/** The saved manifest of a locale, or null. */
async function savedManifest(cache, locale) {
  const stored = await cache.match(addressOf(manifestPath(locale)));
  return stored ? stored.json() : null;
}

/** The entries of a manifest whose files are not in the cache. */
async function missingFiles(cache, manifest) {
  const saved = new Set((await cache.keys()).map((request) => pathOf(request.url)));
  return manifest.files.filter((entry) => !saved.has(entry.path));
}

/** The cache of a release, or null: an empty one is never made by looking. */
async function cacheOf(release) {
  return (await caches.has(cacheName(release))) ? caches.open(cacheName(release)) : null;
}

/** Tells whether every file of a locale is saved in a release. */
async function isComplete(release, locale) {
  const cache = await cacheOf(release);
  const manifest = cache && (await savedManifest(cache, locale));
  return Boolean(manifest) && (await missingFiles(cache, manifest)).length === 0;
}

/** Our caches of releases other than those named. */
async function otherReleases(...kept) {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(cacheName("")) && !kept.map(cacheName).includes(name));
}

/** The locales of which a release holds something: their manifests were saved. */
async function startedLocales(release) {
  const cache = await cacheOf(release);
  if (!cache) return [];
  const manifests = await Promise.all(BUILD.locales.map((locale) => savedManifest(cache, locale)));
  return manifests.filter(Boolean).map(({ locale }) => locale);
}

/**
 * Makes this worker's release the one in use, once it holds whole what the release in use holds, be that in part.
 * The release before stays for the tabs that still show it.
 */
async function settle() {
  const current = await currentRelease();
  // A worker that waits has no say yet: the release changes with a tap, or when no tab is open.
  if (current === BUILD.release || self.registration.waiting) return;
  if (current) {
    for (const locale of await startedLocales(current)) {
      if (!(await isComplete(BUILD.release, locale))) return;
    }
  }
  await setCurrentRelease(BUILD.release);
  for (const name of await otherReleases(BUILD.release, current)) await caches.delete(name);
}
