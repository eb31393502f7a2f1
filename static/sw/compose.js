// The page that lives in this script, for what is not saved, not there, or lost; in the language of the path.

/** Why there is nothing to show: `emptied`, `not-found` when a saved list does not name the path, else `unknown`. */
async function reasonForNothing(path, unknown = "not-saved") {
  const release = await currentRelease();
  if (!release && unknown === "not-saved") return "emptied";
  const cache = await cacheOf(release);
  const list = cache && (await savedList(cache, localeOf(path)));
  if (!list) return unknown;
  return list.files.some((entry) => entry.path === path) ? "not-saved" : "not-found";
}

function localeOf(path) {
  return BUILD.locales.find((one) => path.startsWith(`/${one}/`)) || BUILD.locales[0];
}

async function compose(reason, path) {
  const locale = localeOf(path);
  const [title, text] = BUILD.words[locale][reason];
  const languages = await languageLinks(path).catch(() => "");
  const filled = { scope: SCOPE, reason, title, text, languages };
  const html = BUILD.pages[locale].replaceAll(/\{(\w+)\}/g, (_, name) => filled[name]);
  return new Response(html, {
    status: reason === "not-found" ? 404 : 503,
    headers: { ...BUILD.headers, "content-type": "text/html; charset=utf-8", "content-security-policy": BUILD.composedPolicy },
  });
}

/** Links to what is saved: the same page in other languages where it is, else their home pages; all when nothing is. */
async function languageLinks(path) {
  const place = path.slice(localeOf(path).length + 2);
  const links = [];
  for (const [locale, [tag, name]] of Object.entries(BUILD.names)) {
    const home = `/${locale}/`;
    const target = (await findSaved(home + place)) ? home + place : (await findSaved(home)) && home;
    links.push([target || home, Boolean(target), `lang="${tag}">${name}</a>`]);
  }
  const saved = links.filter(([, isSaved]) => isSaved);
  return (saved.length ? saved : links).map(([to, , rest]) => `<a href="${SCOPE}${to.slice(1)}" ${rest}`).join(" ");
}
