// Takes one language off this phone; what another saved language needs stays.

/** Deletes a locale's files and list from every release of ours, and remembers that the reader wanted it so. */
export async function remove(app, locale) {
  app.remember("removed", [...app.removed().filter(Boolean), locale].join(" "));
  const lists = /\/offline\/lists\/[\w-]+\.json$/;
  for (const name of await caches.keys()) {
    if (!name.startsWith(`prontosim:${app.scope}:release:`)) continue;
    const cache = await caches.open(name);
    const saved = (await cache.keys()).map(({ url }) => url);
    const own = app.addressOf(`/offline/lists/${locale}.json`);
    const needed = new Set();
    for (const address of saved.filter((url) => lists.test(url) && url !== own)) {
      for (const { path } of (await (await cache.match(address)).json()).files) needed.add(app.addressOf(path));
    }
    // The list goes first: a language without one counts as not saved, be the rest cut off here.
    await cache.delete(own);
    for (const url of saved) if (!lists.test(url) && !needed.has(url)) await cache.delete(url);
  }
}
