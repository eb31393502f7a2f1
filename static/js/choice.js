// The page of four languages opens the remembered one, else the browser's. A language page never redirects by itself.

function remembered() {
  try {
    return localStorage.getItem("prontosim:locale");
  } catch {
    return null;
  }
}

/** Chinese is chosen by its script, which the likely subtags of zh-CN, zh-TW, zh-HK decide. */
function localeOf(tag) {
  const { language, script } = new Intl.Locale(tag).maximize();
  return { zhHans: "zh-hans", zhHant: "zh-hant", enLatn: "en", itLatn: "it" }[language + script];
}

const links = new Map([...document.querySelectorAll("a[hreflang]")].map((link) => [link.hreflang.toLowerCase(), link]));
const wanted = [remembered(), ...navigator.languages.map(localeOf)].find((locale) => links.has(locale));
if (wanted) location.replace(links.get(wanted).href);
