// What comes from the network: nothing of it is believed before its hash is right, and silence is an answer too.

/** How long the network may say nothing before a download counts as cut, in milliseconds. */
const STALL = 20000;

/** The result of a promise, or a rejection when it takes longer than `milliseconds`. */
function inTime(promise, milliseconds) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new TypeError("nothing answered")), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** A response straight from the network; redirects, portals' statuses and errors are refused. */
async function fetchFresh(path, cache = "no-store") {
  const response = await inTime(fetch(addressOf(path), { cache, redirect: "error", credentials: "same-origin" }), STALL);
  if (response.status !== 200) throw new TypeError(`${path} was answered with ${response.status}`);
  return response;
}

/**
 * The list of a locale's files in this worker's release. Its hash stands in this script; a list that lies on the phone
 * already, even with another release, is not asked for again.
 */
async function listOf(locale) {
  for (const release of await otherReleases()) {
    const saved = await savedList(await cacheOf(release), locale);
    if (saved && (await isOurs(saved))) return { ...saved, release: BUILD.release };
  }
  const { release, paths, kilobytes, hashes, ...rest } = await (await fetchFresh(listPath(locale))).json();
  if (rest.locale !== locale || !Array.isArray(paths)) throw new TypeError("this is no list of ours");
  if (release !== BUILD.release) throw new DOMException("the site has another release by now", "VersionError");
  const width = hashes.length / paths.length;
  const hashOf = (at) => hashes.slice(at * width, (at + 1) * width);
  const files = paths.map((path, at) => ({ path, hash: hashOf(at), bytes: kilobytes[at] * 1000 }));
  const list = { release, locale, files };
  if (!(await isOurs(list))) throw new DOMException("the list is not that of this release", "DataError");
  return list;
}

async function isOurs({ locale, files }) {
  return (await shortHash(new TextEncoder().encode(JSON.stringify(files)))) === BUILD.lists[locale];
}

/** Tells whether all of a locale as one pack weighs less on the wire than the missing files one by one. */
function packIsCheaper({ locale, files }, missing, encoding) {
  const bytes = (entries) => entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const [pack, perFile, perByte] = BUILD.costs[locale][encoding] || [bytes(files), 0, 1];
  return pack < missing.length * perFile + bytes(missing) * perByte;
}

async function fetchFile(cache, entry, way) {
  const response = await fetchFresh(entry.path, way);
  const type = response.headers.get("content-type") || "application/octet-stream";
  return putVerified(cache, entry, await inTime(response.arrayBuffer(), STALL), type);
}
