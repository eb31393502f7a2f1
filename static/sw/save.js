// Saves a locale: what is equal is taken from the phone, the rest comes in the way that costs fewer bytes.

/** One stream of all pages weighs about half of what they weigh one by one (measured: 0.53). */
const PACK_SHARE = 0.53;
/** What a request of its own costs beside its body, in bytes before compression. */
const REQUEST_COST = 2000;

/** How long the network may say nothing before a download counts as cut, in milliseconds. */
const STALL = 20000;

const saving = new Map();

/** Saves a locale, once at a time; resolves to `{locale, have, total, reason}`, `reason` empty when all is saved. */
function save(locale) {
  if (!saving.has(locale)) saving.set(locale, saveNow(locale).finally(() => saving.delete(locale)));
  return saving.get(locale);
}

/**
 * Brings this worker's release to the phone: the reader's locale, and every other that was begun.
 * Says `whole` when all of them are there; for a waiting worker that is the moment to offer the update.
 */
async function keep(locale) {
  const begun = [...(await startedLocales(await currentRelease())), ...(await startedLocales(BUILD.release))];
  for (const one of new Set([locale, ...begun])) {
    if (await isComplete(BUILD.release, one)) continue;
    const report = await save(one);
    await tell(report);
    if (report.reason) return;
  }
  await settle();
  await tell({ type: "whole" });
}

async function saveNow(locale) {
  let have = 0;
  let total = 0;
  const report = (reason) => ({ type: "saved", locale, have, total, reason });
  try {
    const manifest = await fetchManifest(locale);
    const cache = await caches.open(cacheName(BUILD.release));
    await cache.put(addressOf(manifestPath(locale)), new Response(JSON.stringify(manifest)));
    let missing = await missingFiles(cache, manifest);
    total = manifest.files.length;
    have = total - missing.length;
    const saved = () => {
      have += 1;
      tell({ type: "saving", locale, have, total });
    };
    missing = await takeFromOlder(cache, missing, saved);
    if (missing.length && packIsCheaper(manifest.files, missing)) {
      await fetchPack(locale, cache, missing, saved).catch((error) => {
        // A cut is no failure: what has arrived stays, the rest comes file by file. A full phone is one.
        if (reasonOf(error) === "full") throw error;
      });
      missing = await missingFiles(cache, manifest);
    }
    await fetchFiles(cache, missing, saved);
    await settle();
    return report("");
  } catch (error) {
    return report(reasonOf(error));
  }
}

/** Asks the network for the manifest of this worker's release. */
async function fetchManifest(locale) {
  const manifest = await (await fetchFresh(manifestPath(locale))).json();
  if (manifest.locale !== locale || !Array.isArray(manifest.files)) throw new TypeError("this is no manifest of ours");
  if (manifest.release !== BUILD.release) {
    self.registration.update();
    throw new DOMException("the site has another release by now", "VersionError");
  }
  return manifest;
}

/** A response straight from the network; redirects, portals' statuses and errors are refused. */
async function fetchFresh(path, cache = "no-store") {
  const response = await inTime(fetch(addressOf(path), { cache, redirect: "error", credentials: "same-origin" }), STALL);
  if (response.status !== 200) throw new TypeError(`${path} was answered with ${response.status}`);
  return response;
}

function weightOf(entries) {
  return entries.reduce((sum, entry) => sum + entry.bytes + REQUEST_COST, 0);
}

function packIsCheaper(all, missing) {
  return weightOf(all) * PACK_SHARE < weightOf(missing);
}

async function fetchPack(locale, cache, wanted, saved) {
  const response = await fetchFresh(`/offline/${locale}.ndjson`);
  await unpack(response.body, cache, wanted, saved);
}

/** Fetches files one by one; one that is wrong does not keep the others away. */
async function fetchFiles(cache, entries, saved) {
  let altered;
  for (const entry of entries) {
    // The page has just loaded its own assets: the browser's cache has them, unless what it has is wrong.
    const ways = entry.path.startsWith("/static/") ? ["default", "reload"] : ["no-store"];
    let isSaved = false;
    for (const way of ways) isSaved ||= await fetchFile(cache, entry, way);
    if (isSaved) saved(entry);
    else altered = entry.path;
  }
  if (altered) throw new DOMException(`${altered} is not the file of this release`, "DataError");
}

async function fetchFile(cache, entry, way) {
  const response = await fetchFresh(entry.path, way);
  const type = response.headers.get("content-type") || "application/octet-stream";
  return putVerified(cache, entry, await inTime(response.arrayBuffer(), STALL), type);
}

/** Copies files that an older release of ours holds with the same bytes; returns what is still missing. */
async function takeFromOlder(cache, missing, saved) {
  let rest = missing;
  for (const name of await otherReleases(BUILD.release)) {
    const older = await caches.open(name);
    const left = [];
    for (const entry of rest) {
      const found = await older.match(addressOf(entry.path));
      const type = found && found.headers.get("content-type");
      if (found && (await putVerified(cache, entry, await found.arrayBuffer(), type))) saved(entry);
      else left.push(entry);
    }
    rest = left;
  }
  return rest;
}

/** Why saving stopped, as one of the words that pages know. */
function reasonOf(error) {
  const names = { QuotaExceededError: "full", VersionError: "other-release", DataError: "altered" };
  return names[error.name] || "network";
}
