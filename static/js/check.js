// Reads saved files again: a file that has changed on the phone is dropped, so that it counts as missing and is fetched.

async function sha256(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Hashes every saved file of a locale; resolves to the number of files that were wrong. `progress` hears `{have, total}`. */
export async function check(app, locale, progress = () => {}) {
  const found = await app.library();
  const manifest = await (await found?.cache.match(new URL(`offline/${locale}.json`, app.root).href))?.json();
  let wrong = 0;
  let have = 0;
  for (const entry of manifest?.files ?? []) {
    const address = new URL(entry.path.slice(1), app.root).href;
    const saved = await found.cache.match(address);
    if (saved && (await sha256(await saved.arrayBuffer())) === entry.sha256) {
      have += 1;
    } else if (saved) {
      wrong += 1;
      await found.cache.delete(address);
    }
    progress({ have, total: manifest.files.length });
  }
  return wrong;
}
