// Reads saved files again: a file that has changed on the phone is dropped, so that it counts as missing and is fetched.

/** The hash as the worker's lists have it (`static/sw/verify.js`). */
async function shortHash(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return btoa(String.fromCharCode(...new Uint8Array(digest, 0, 6)));
}

/** Hashes every saved file of a locale; resolves to the number of files that were wrong. `progress` hears `{have, total}`. */
export async function check(app, locale, progress = () => {}) {
  const { cache, files } = await app.listed(locale);
  let wrong = 0;
  let have = 0;
  for (const entry of files) {
    const address = app.addressOf(entry.path);
    const saved = await cache.match(address);
    if (saved && (await shortHash(await saved.arrayBuffer())) === entry.hash) {
      have += 1;
    } else if (saved) {
      wrong += 1;
      await cache.delete(address);
    }
    progress({ have, total: files.length });
  }
  // Told to the reader and to nobody else; nothing depends on the phone's clock.
  if (files.length) app.remember(`checked-${locale}`, Date.now());
  return wrong;
}
