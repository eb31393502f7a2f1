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
    const response = await (isPage ? inTime(fetch(request)) : fetch(request));
    return isPage && response.status === 404 ? compose("not-found", path) : response;
  } catch {
    return isPage ? compose(await reasonForNothing(), path) : new Response("", { status: 504 });
  }
}

/** The saved file for a path: of the release in use, or, for assets of another tab's release, of any of ours. */
async function findSaved(path) {
  const current = (await currentRelease()) || BUILD.release;
  const saved = await (await caches.open(cacheName(current))).match(addressOf(path));
  if (saved || !path.startsWith("/static/")) return saved;
  for (const name of await otherReleases(current)) {
    const older = await (await caches.open(name)).match(addressOf(path));
    if (older) return older;
  }
  return undefined;
}

function inTime(promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("nothing answered")), PATIENCE));
  return Promise.race([promise, late]);
}

async function reasonForNothing() {
  const current = (await currentRelease()) || BUILD.release;
  return (await (await caches.open(cacheName(current))).keys()).length ? "not-saved" : "emptied";
}

/** The page that lives in this script, in the language of the path. */
function compose(reason, path) {
  const locale = BUILD.locales.find((one) => path.startsWith(`/${one}/`)) || BUILD.locales[0];
  const [title, text] = BUILD.words[locale][reason];
  const filled = { scope: SCOPE, reason, title, text };
  const html = BUILD.pages[locale].replaceAll(/\{(\w+)\}/g, (_, name) => filled[name]);
  return new Response(html, {
    status: reason === "not-found" ? 404 : 503,
    headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": BUILD.composedPolicy },
  });
}
