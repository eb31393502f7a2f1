// The texts that search reads: the saved pages themselves, or, while they are not saved, the same pack from the network.

import { normalise } from "./normalise.js";

/** How good an answer each kind of page is: a fix before what explains it, before a step on the way and long lists. */
const WORTH = { outcome: 1, guide: 0.8, question: 0.5, operator: 0.5, compare: 0.5, myths: 0.5, sms: 0.5, glossary: 0.5 };

/** What is no text of a page: its frame, its lists of links, and what stands on every fix alike. */
const APART = "h1, .facts, .answers, .links, form, aside, sup, .need, [data-page=outcome] h2, .sure, .needs";

/** How long the phone is kept from all else, in milliseconds. */
const FRAME = 30;

/** The wordings of outcomes in all languages, one file for every locale (`prontosim/wordings.py`). */
const WORDINGS = /\/data\/wordings\./;

/** `[path, text]` of the pages and wordings that are saved, be it all or some. */
async function saved({ listed, addressOf, locale }) {
  const { cache, files } = await listed(locale);
  const paths = files.map(({ path }) => path).filter((path) => path.endsWith("/") || WORDINGS.test(path));
  const read = async (path) => [path, await (await cache.match(addressOf(path)))?.text()];
  return (await Promise.all(paths.map(read))).filter(([, text]) => text);
}

async function fromPack({ addressOf, locale }) {
  const response = await fetch(addressOf(`/offline/${locale}.ndjson`));
  if (!response.ok) throw new TypeError(`the pack was answered with ${response.status}`);
  const lines = (await response.text()).split("\n").filter(Boolean);
  // A page's head and text hold all that is searched of it; what it shares with others comes in lines without a path.
  return lines.map((line) => JSON.parse(line)).filter(({ path }) => path).map(({ path, head = "", text }) => [path, head + text]);
}

/** What is read in an element, without the place of a link "(how)" that cannot be tapped in a result. */
const textIn = (element) => element?.textContent.replace(/\s+/g, " ").replace(/ ?(\(\)|（）)/g, "").trim() ?? "";

/** One page as a document to search; null for pages that answer nothing. `wordings` are those of outcomes by id. */
function documentOf(app, path, html, wordings) {
  const page = new DOMParser().parseFromString(app.trusted.createHTML(html), "text/html");
  const main = page.querySelector("main");
  const worth = WORTH[main?.dataset.page];
  if (!worth) return null;
  const content = (name) => page.querySelector(`meta[name="${name}"]`)?.content ?? "";
  const title = main.querySelector("h1").textContent;
  const firstStep = main.querySelector(".need")?.closest("li");
  for (const link of firstStep?.querySelectorAll("a") ?? []) if (/[(（]$/.test(link.previousSibling?.textContent)) link.remove();
  for (const part of main.querySelectorAll(APART)) part.remove();
  const step = textIn(firstStep);
  // Blocks that follow each other are words apart.
  for (const block of main.querySelectorAll("h2, h3, p, li, dt, dd, summary")) block.append(" ");
  const shown = textIn(main);
  const known = (main.dataset.page === "outcome" ? wordings[main.dataset.id] : content("wordings")) ?? "";
  return {
    href: app.addressOf(path),
    name: title,
    shown,
    firstStep: step,
    cause: main.dataset.cause ?? content("causes").split(" ")[0],
    // A branch that is not written says less than any other page.
    worth: main.dataset.page === "outcome" && !main.dataset.cause ? 0.5 : worth,
    title: normalise(title),
    wordings: known.split(" · ").filter((words) => words && words !== title).map(normalise),
    text: normalise(shown),
  };
}

/** `[path, text]` of what is saved or, unless all is, of the network; what is saved must do when that is silent. */
async function textsOf(app, fromNetwork) {
  const canSave = "caches" in window;
  const texts = canSave ? await saved(app).catch(() => []) : [];
  const { have, total } = canSave ? await app.count(app.locale) : { have: 0, total: 0 };
  if (total && have === total) return texts;
  fromNetwork();
  return fromPack(app).catch((error) => {
    if (texts.length) return texts;
    throw error;
  });
}

/**
 * Reads all documents, one after the other. Unless all are on this phone the network is asked, and `fromNetwork` is called
 * first. A slow phone takes seconds: it can draw and take keys in between.
 */
export async function* readDocuments(app, fromNetwork) {
  const texts = await textsOf(app, fromNetwork);
  const wordings = JSON.parse(texts.find(([path]) => WORDINGS.test(path))?.[1] ?? "{}");
  let since = performance.now();
  for (const [path, html] of texts.filter(([path]) => path.endsWith("/"))) {
    if (performance.now() - since > FRAME) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
    const document = documentOf(app, path, html, wordings);
    if (document) yield document;
  }
}
