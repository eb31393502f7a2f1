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

/** Our releases on this phone other than those named. */
async function otherReleases(...kept) {
  const prefix = cacheName("");
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  return names.map((name) => name.slice(prefix.length)).filter((release) => !kept.includes(release));
}

/** The locales of which a release holds something: their manifests were saved. */
async function startedLocales(release) {
  const cache = await cacheOf(release);
  if (!cache) return [];
  const manifests = await Promise.all(BUILD.locales.map((locale) => savedManifest(cache, locale)));
  return manifests.filter(Boolean).map(({ locale }) => locale);
}

/** Those of some locales of which not every file is saved in a release. */
async function incompleteLocales(release, locales) {
  const cache = await cacheOf(release);
  const left = [];
  for (const locale of locales) {
    const manifest = cache && (await savedManifest(cache, locale));
    if (!manifest || (await missingFiles(cache, manifest)).length) left.push(locale);
  }
  return left;
}

/** Tells whether a release holds at least one language whole. */
async function holdsWhole(release) {
  const started = await startedLocales(release);
  return (await incompleteLocales(release, started)).length < started.length;
}

/** Tells whether a release holds whole every language of which another holds something. */
async function covers(release, other) {
  return (await incompleteLocales(release, await startedLocales(other))).length === 0;
}
