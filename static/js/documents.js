// The texts that search reads: the saved pages themselves, or, while they are not saved, the same pack from the network.

import { normalise } from "./normalise.js";

const SEARCHED = new Set(["question", "outcome", "guide", "operator", "myths"]);

/** Yields `[path, html]` of the saved pages of this locale; nothing unless all are there. */
async function savedPages({ library, count, locale, root }) {
  const { have, total } = await count(locale);
  if (!total || have < total) return [];
  const { cache } = await library();
  const { files } = await (await cache.match(new URL(`offline/${locale}.json`, root).href)).json();
  const pages = files.map(({ path }) => path).filter((path) => path.endsWith("/"));
  const read = async (path) => [path, await (await cache.match(new URL(path.slice(1), root).href)).text()];
  return Promise.all(pages.map(read));
}

async function pagesFromNetwork({ locale, root }) {
  const response = await fetch(new URL(`offline/${locale}.ndjson`, root));
  if (!response.ok) throw new TypeError(`the pack was answered with ${response.status}`);
  const lines = (await response.text()).split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line)).map(({ path, text }) => [path, text]);
}

/** One page as a document to search; null for pages that answer nothing. */
function documentOf(app, path, html) {
  const page = new DOMParser().parseFromString(app.trusted.createHTML(html), "text/html");
  const main = page.querySelector("main");
  if (!SEARCHED.has(main?.dataset.page)) return null;
  const content = (name) => page.querySelector(`meta[name="${name}"]`)?.content ?? "";
  const headings = [...main.querySelectorAll("h2, h3")].map((heading) => heading.textContent);
  const title = main.querySelector("h1").textContent;
  for (const part of main.querySelectorAll("h1, .facts, .answers, .links, form, aside")) part.remove();
  const shown = main.textContent.replace(/\s+/g, " ").trim();
  return {
    href: new URL(path.slice(1), app.root).href,
    name: title,
    shown,
    cause: main.dataset.cause ?? content("causes").split(" ")[0],
    unwritten: main.dataset.page === "outcome" && !main.dataset.cause,
    title: [normalise(title)],
    keywords: content("keywords").split(", ").filter(Boolean).map(normalise),
    headings: headings.map(normalise),
    text: [normalise(shown)],
  };
}

/** Reads all documents; `fromNetwork` is called first when they are not on this phone. */
export async function readDocuments(app, fromNetwork) {
  let pages = "caches" in window ? await savedPages(app).catch(() => []) : [];
  if (!pages.length) {
    fromNetwork();
    pages = await pagesFromNetwork(app);
  }
  return pages.map(([path, html]) => documentOf(app, path, html)).filter(Boolean);
}
