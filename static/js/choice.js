// The page of all languages opens the remembered one, else the browser's. A language page never redirects by itself.

function remembered() {
  try {
    return localStorage.getItem("prontosim:locale");
  } catch {
    return null;
  }
}

/** Chinese is chosen by its script, which the likely subtags of zh-CN, zh-TW, zh-HK decide. */
function written(tag) {
  const { language, script } = new Intl.Locale(tag).maximize();
  return `${language}-${script}`;
}

const links = [...document.querySelectorAll("a[hreflang]")];
const languageOf = new Map(links.map((link) => [written(link.hreflang), link]));
const wanted = navigator.languages.map((tag) => languageOf.get(written(tag)));
const found = [links.find((link) => link.hreflang.toLowerCase() === remembered()), ...wanted].find(Boolean);
if (found) location.replace(found.href);
