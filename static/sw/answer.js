// Every request of the app's own ends in an answer: saved, from the network, or a page that says what is the matter.

/** How long a page may keep a reader waiting for the network, in milliseconds. */
const PATIENCE = 4000;

async function answer(request) {
  const path = pathOf(request.url);
  const isPage = request.mode === "navigate";
  if (isPage) await settleWhenAlone().catch(() => {});
  const saved = await findSaved(path);
  if (saved) return saved;
  if (isPage && /\/[^/.]+$/.test(path)) return withSlash(request.url);
  try {
    return await inTime(isPage ? fetchPage(request, path) : fetch(request), PATIENCE);
  } catch {
    const older = await findOlder(path);
    if (older) return older;
    return isPage ? compose(await reasonForNothing(path), path) : new Response("", { status: 504 });
  }
}

/** Leads to the page whose last slash was forgotten. */
function withSlash(address) {
  const url = new URL(address);
  url.pathname += "/";
  return Response.redirect(url.href, 302);
}

/** A page from the network. A portal's page, an empty answer and an error are none of ours. */
async function fetchPage(request, path) {
  const response = await fetch(request);
  if (response.status === 404) return compose(await reasonForNothing(path, "not-found"), path);
  if (response.status !== 200 || response.redirected) throw new TypeError(`${path} was answered with ${response.status}`);
  const type = response.headers.get("content-type") || "";
  if (!type.startsWith("text/html")) return response;
  const text = await response.text();
  if (!text.includes("<html") || !text.includes("data-locale=")) throw new TypeError(`${path} is no page of ours`);
  return new Response(text, { headers: { ...BUILD.headers, "content-type": type } });
}

/** The saved file for a path: of the release in use, or, for assets of another tab's release, of any of ours. */
async function findSaved(path) {
  const saved = await (await cacheOf(await currentRelease()))?.match(addressOf(path));
  return saved || (path.startsWith("/static/") ? findOlder(path) : undefined);
}

/** The file as any other release of ours has it: better than no answer. */
async function findOlder(path) {
  for (const release of await otherReleases(await currentRelease())) {
    const older = await (await cacheOf(release)).match(addressOf(path));
    if (older) return older;
  }
  return undefined;
}
