// Which release is in use, when it changes, and when one may go.

/**
 * Makes this worker's release the one in use, if it covers the one before; tells whether it is.
 * A reader who has a language of that one whole must have agreed: by a tap, or by having no page open.
 */
async function settle(agreed) {
  const current = await currentRelease();
  if (current === BUILD.release) return true;
  if (current && !(await covers(BUILD.release, current))) return false;
  if (!agreed && (await holdsWhole(current))) return false;
  await setCurrentRelease(BUILD.release);
  return true;
}

/** A reader has tapped “update”. */
async function takeOver() {
  if (!(await settle(true))) return;
  await self.skipWaiting();
  await tell({ type: "updated" });
}

/** When the first page opens there is no other that could be surprised. */
async function settleWhenAlone() {
  if ((await currentRelease()) !== BUILD.release && !(await openPages()).length) await settle(true);
}

/** Drops the releases that no page shows any more and that the one in use covers. */
async function dropUnused() {
  // A worker on its way up may be filling its cache.
  if (self.registration.waiting || self.registration.installing) return;
  const current = await currentRelease();
  for (const release of await otherReleases(current, BUILD.release)) {
    if ((await covers(current, release)) && !(await isShown(release))) await caches.delete(cacheName(release));
  }
}

/** Tells whether a page may still need a release: each page holds a lock that bears the name of its release's cache. */
async function isShown(release) {
  const pages = await openPages();
  if (!pages.length) return false;
  if (!navigator.locks) return true;
  const held = (await navigator.locks.query()).held.filter(({ name }) => name.startsWith(PREFIX));
  // A page that is just loading holds none yet.
  return held.some(({ name }) => name === cacheName(release)) || new Set(held.map((lock) => lock.clientId)).size < pages.length;
}

function openPages() {
  return self.clients.matchAll({ includeUncontrolled: true, type: "window" });
}
