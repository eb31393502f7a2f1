// The texts that search reads: the saved pages themselves, or, while they are not saved, the same pack from the network.

import { normalise } from "./normalise.js";

/** How good an answer each kind of page is: a fix before what explains it, before a step on the way and long lists. */
const WORTH = { outcome: 1, guide: 0.8, question: 0.5, operator: 0.5, compare: 0.5, myths: 0.5, sms: 0.5, glossary: 0.5 };

/** `[path, html]` of the pages of this locale that are saved, be it all or some. */
async function savedPages({ listed, addressOf, locale }) {
  const { cache, files } = await listed(locale);
  const paths = files.map(({ path }) => path).filter((path) => path.endsWith("/"));
  const read = async (path) => [path, await (await cache.match(addressOf(path)))?.text()];
  return (await Promise.all(paths.map(read))).filter(([, html]) => html);
}

async function pagesFromNetwork({ addressOf, locale }) {
  const response = await fetch(addressOf(`/offline/${locale}.ndjson`));
  if (!response.ok) throw new TypeError(`the pack was answered with ${response.status}`);
  const lines = (await response.text()).split("\n").filter(Boolean);
  // A page's head and text hold all that is searched; what it shares with others comes in lines without a path.
  return lines.map((line) => JSON.parse(line)).filter(({ path }) => path).map(({ path, head = "", text }) => [path, head + text]);
}

/** One page as a document to search; null for pages that answer nothing. */
function documentOf(app, path, html) {
  const page = new DOMParser().parseFromString(app.trusted.createHTML(html), "text/html");
  const main = page.querySelector("main");
  const worth = WORTH[main?.dataset.page];
  if (!worth) return null;
  const content = (name) => page.querySelector(`meta[name="${name}"]`)?.content ?? "";
  const title = main.querySelector("h1").textContent;
  const firstStep = main.querySelector(".need")?.closest("li");
  for (const part of main.querySelectorAll("h1, .facts, .answers, .links, form, aside, sup, .need")) part.remove();
  const step = firstStep?.textContent.replace(/\s+/g, " ").trim() ?? "";
  // Blocks that follow each other are words apart.
  for (const block of main.querySelectorAll("h2, h3, p, li, dt, dd, summary")) block.append(" ");
  const shown = main.textContent.replace(/\s+/g, " ").trim();
  return {
    href: app.addressOf(path),
    name: title,
    shown,
    firstStep: step,
    cause: main.dataset.cause ?? content("causes").split(" ")[0],
    // A branch that is not written says less than any other page.
    worth: main.dataset.page === "outcome" && !main.dataset.cause ? 0.5 : worth,
    title: normalise(title),
    wordings: content("wordings").split(" · ").filter(Boolean).map(normalise),
    text: normalise(shown),
  };
}

/**
 * Reads all documents. Unless all are on this phone the network is asked, and `fromNetwork` is called first; when it does
 * not answer, what is saved must do.
 */
export async function readDocuments(app, fromNetwork) {
  const canSave = "caches" in window;
  let pages = canSave ? await savedPages(app).catch(() => []) : [];
  const { have, total } = canSave ? await app.count(app.locale) : { have: 0, total: 0 };
  if (!total || have < total) {
    fromNetwork();
    pages = await pagesFromNetwork(app).catch((error) => {
      if (pages.length) return pages;
      throw error;
    });
  }
  return pages.map(([path, html]) => documentOf(app, path, html)).filter(Boolean);
}
