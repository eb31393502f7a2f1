// Every request of the app's own ends in an answer: saved, from the network, or a page that says what is the matter.

/** How long a page may keep a reader waiting for the network, in milliseconds. */
const PATIENCE = 4000;

async function answer(request) {
  const path = pathOf(request.url);
  const isPage = request.mode === "navigate";
  const saved = await findSaved(path);
  if (saved) return saved;
  if (isPage && !path.endsWith("/") && (await findSaved(`${path}/`))) {
    return Response.redirect(addressOf(`${path}/`) + new URL(request.url).search, 302);
  }
  try {
    const response = await (isPage ? inTime(fetch(request), PATIENCE) : fetch(request));
    return isPage && response.status === 404 ? compose("not-found", path) : response;
  } catch {
    const older = await findOlder(path);
    if (older) return older;
    return isPage ? compose(await reasonForNothing(), path) : new Response("", { status: 504 });
  }
}

/** The saved file for a path: of the release in use, or, for assets of another tab's release, of any of ours. */
async function findSaved(path) {
  const saved = await (await cacheOf(await currentRelease()))?.match(addressOf(path));
  return saved || (path.startsWith("/static/") ? findOlder(path) : undefined);
}

/** The file as any other release of ours has it: better than no answer. */
async function findOlder(path) {
  for (const name of await otherReleases(await currentRelease())) {
    const older = await (await caches.open(name)).match(addressOf(path));
    if (older) return older;
  }
  return undefined;
}

/** The result of a promise, or a rejection when it takes longer than `milliseconds`. */
function inTime(promise, milliseconds) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new TypeError("nothing answered")), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function reasonForNothing() {
  const names = await caches.keys();
  return names.some((name) => name.startsWith(cacheName(""))) ? "not-saved" : "emptied";
}

/** The page that lives in this script, in the language of the path. */
function compose(reason, path) {
  const locale = BUILD.locales.find((one) => path.startsWith(`/${one}/`)) || BUILD.locales[0];
  const [title, text] = BUILD.words[locale][reason];
  const filled = { scope: SCOPE, reason, title, text };
  const html = BUILD.pages[locale].replaceAll(/\{(\w+)\}/g, (_, name) => filled[name]);
  return new Response(html, {
    status: reason === "not-found" ? 404 : 503,
    headers: { ...BUILD.headers, "content-type": "text/html; charset=utf-8", "content-security-policy": BUILD.composedPolicy },
  });
}
