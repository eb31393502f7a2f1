// Saves a locale: what is equal is taken from the phone, the rest comes in the way that costs fewer bytes.

/** How many files are asked for at a time. */
const AT_ONCE = 4;
/** After so many wrong files in a row the network is not ours. */
const WRONG_IN_A_ROW = 3;

const saving = new Map();
/** Files that came wrong; they are asked for last, so that they do not keep the others away. */
const refused = new Set();

/** Saves a locale, once at a time; resolves to `{locale, have, total, reason}`, `reason` empty when all is saved. */
function save(locale) {
  if (!saving.has(locale)) saving.set(locale, saveNow(locale).finally(() => saving.delete(locale)));
  return saving.get(locale);
}

/**
 * Brings this worker's release to the phone: the reader's locale, if any, and every other that was begun.
 * Says `whole` when all of them are there; for an update that is the moment to offer it. A `frugal` reader is asked before
 * an update is fetched.
 */
async function keep(locale, frugal) {
  const current = await currentRelease();
  const begun = [...(await startedLocales(current)), ...(await startedLocales(BUILD.release))];
  const left = await incompleteLocales(BUILD.release, new Set(locale ? [locale, ...begun] : begun));
  if (left.length && frugal && current !== BUILD.release && (await holdsWhole(current))) return tell({ type: "asks" });
  for (const one of left) {
    const report = await save(one);
    await tell(report);
    if (report.reason) return;
  }
  await settle(false);
  await dropUnused();
  await tell({ type: "whole" });
}

async function saveNow(locale) {
  let have = 0;
  let total = 0;
  const report = (reason) => ({ type: "saved", locale, have, total, reason });
  try {
    const list = await listOf(locale);
    const cache = await caches.open(cacheName(BUILD.release));
    const headers = { "content-type": "application/json", "x-released": BUILD.released };
    await cache.put(addressOf(listPath(locale)), new Response(JSON.stringify(list), { headers }));
    let missing = await missingFiles(cache, list);
    total = list.files.length;
    have = total - missing.length;
    const saved = () => {
      have += 1;
      tell({ type: "saving", locale, have, total });
    };
    missing = await takeFromOlder(cache, missing, saved);
    missing = await fetchPacks(cache, list, missing, saved);
    await fetchFiles(cache, missing, saved);
    await settle(false);
    return report("");
  } catch (error) {
    const reason = reasonOf(error);
    // The site may have moved on: then its own new worker knows the right files.
    if (reason === "other-release" || reason === "altered") self.registration.update().catch(() => {});
    return report(reason);
  }
}

/** Copies files that an older release of ours holds with the same bytes; returns what is still missing. */
async function takeFromOlder(cache, missing, saved) {
  let rest = missing;
  for (const release of await otherReleases(BUILD.release)) {
    const older = await cacheOf(release);
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

/** Saves from the pack as long as that is cheaper and each try brings something; returns what is still missing. */
async function fetchPacks(cache, list, missing, saved) {
  let left = missing;
  let before = Infinity;
  let encoding = "br";
  while (left.length < before && packIsCheaper(list, left, encoding)) {
    before = left.length;
    try {
      const response = await fetchFresh(`/offline/${list.locale}.ndjson`);
      encoding = response.headers.get("content-encoding") || "identity";
      await unpack(response.body, cache, left, saved);
    } catch (error) {
      // A cut is no failure: what has arrived stays. A full phone is one.
      if (reasonOf(error) === "full") throw error;
    }
    left = await missingFiles(cache, list);
  }
  return left;
}

/** Fetches files one by one, a few at a time; one that is wrong does not keep the others away. */
async function fetchFiles(cache, entries, saved) {
  const waiting = [...entries].sort((one, other) => refused.has(one.path) - refused.has(other.path));
  let inARow = 0;
  let altered;
  const work = async () => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      // The page has just loaded its own assets: the browser's cache has them, unless what it has is wrong.
      const ways = entry.path.startsWith("/static/") ? ["default", "reload"] : ["no-store"];
      let isSaved = false;
      for (const way of ways) isSaved ||= await fetchFile(cache, entry, way);
      if (isSaved) {
        inARow = 0;
        refused.delete(entry.path);
        saved(entry);
      } else {
        refused.add((altered = entry.path));
        if ((inARow += 1) === WRONG_IN_A_ROW) waiting.length = 0;
      }
    }
  };
  const stop = (error) => {
    waiting.length = 0;
    throw error;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => work().catch(stop)));
  if (altered) throw new DOMException(`${altered} is not the file of this release`, "DataError");
}

/** Why saving stopped, as one of the words that pages know. */
function reasonOf(error) {
  const names = { QuotaExceededError: "full", VersionError: "other-release", DataError: "altered" };
  return names[error.name] || "network";
}
