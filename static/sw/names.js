// What is ours on this origin, and where paths of the site lie below the worker's scope.

const SCOPE = new URL(self.registration.scope).pathname;
const PREFIX = `prontosim:${SCOPE}:`;
const META = `${PREFIX}meta`;

/** The cache that holds the files of one release, all locales together: they share their assets. */
function cacheName(release) {
  return `${PREFIX}release:${release}`;
}

/** A path of the site, such as `/en/fix/`, as an address. */
function addressOf(path) {
  return new URL(path.slice(1), self.registration.scope).href;
}

/** An address as a path of the site; queries and fragments do not count, nor does `index.html`. */
function pathOf(address) {
  const path = `/${new URL(address).pathname.slice(SCOPE.length)}`;
  return path.endsWith("/index.html") ? path.slice(0, -"index.html".length) : path;
}

function listPath(locale) {
  return `/offline/lists/${locale}.json`;
}
