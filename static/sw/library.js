// What lies on this phone, counted from the files themselves.

/** The release in use. It is data, not this script's own release: a new worker serves the old one until its own is whole. */
async function currentRelease() {
  const stored = await (await caches.open(META)).match(addressOf("/current"));
  return stored ? stored.text() : "";
}

async function setCurrentRelease(release) {
  await (await caches.open(META)).put(addressOf("/current"), new Response(release));
}

/** The saved list of a locale's files, `{release, locale, files}`, or null. */
async function savedList(cache, locale) {
  const stored = await cache.match(addressOf(listPath(locale)));
  return stored ? stored.json() : null;
}

/** The entries of a list whose files are not in the cache. */
async function missingFiles(cache, list) {
  const saved = new Set((await cache.keys()).map((request) => pathOf(request.url)));
  return list.files.filter((entry) => !saved.has(entry.path));
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

/** The locales of which a release holds something: their lists were saved. */
async function startedLocales(release) {
  const cache = await cacheOf(release);
  if (!cache) return [];
  const lists = await Promise.all(BUILD.locales.map((locale) => savedList(cache, locale)));
  return lists.filter(Boolean).map(({ locale }) => locale);
}

/** Those of some locales of which not every file is saved in a release. */
async function incompleteLocales(release, locales) {
  const cache = await cacheOf(release);
  const left = [];
  for (const locale of locales) {
    const list = cache && (await savedList(cache, locale));
    if (!list || (await missingFiles(cache, list)).length) left.push(locale);
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
