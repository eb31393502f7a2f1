// What is compared, each as a function from a query to the addresses of its first results. Runs in the browser.

import { normalise } from "./js/normalise.js";
import { makeIndex, rank } from "./js/rank.js";
import MiniSearch from "./minisearch.js";
import { scan } from "./scan.js";

const MOST = 7;
const segmenter = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });
const words = (text) => [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);

export const engines = {
  ours(documents) {
    const index = makeIndex(documents);
    return (query) => rank(normalise(query), index).slice(0, MOST).map(({ document }) => document.href);
  },
  scan(documents) {
    const lists = documents.map(({ href, title, wordings, text }) => ({ href, title: [title], wordings, text: [text] }));
    return (query) => scan(normalise(query), lists).slice(0, MOST).map(({ href }) => href);
  },
  /** As its documentation advises for typing: prefixes, fuzzy, title and wordings boosted; Chinese cut by the platform. */
  minisearch(documents) {
    const search = new MiniSearch({ idField: "href", fields: ["title", "wordings", "text"], tokenize: words });
    search.addAll(documents.map(({ href, title, wordings, text }) => ({ href, title, wordings: wordings.join(". "), text })));
    const options = { prefix: true, fuzzy: 0.2, boost: { title: 3, wordings: 2 } };
    return (query) => search.search(query, options).slice(0, MOST).map(({ id }) => id);
  },
  /** Its own index, read piece by piece over the network as always; results tell the numbers of the documents. */
  async pagefind(documents, folder) {
    const pagefind = await import(`${folder}/pagefind/pagefind.js`);
    await pagefind.options({ excerptLength: 12 });
    return async (query) => {
      const { results } = await pagefind.search(query);
      const pages = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
      return pages.map(({ url }) => documents[Number(url.match(/(\d+)\/$/)[1])].href);
    };
  },
};

/** Asks an engine everything that is typed on the way to each query; resolves to the milliseconds of each keystroke. */
export async function type(answer, queries) {
  const times = [];
  for (const query of queries) {
    for (let end = 1; end <= query.length; end += 1) {
      const before = performance.now();
      await answer(query.slice(0, end));
      times.push(performance.now() - before);
    }
  }
  return times;
}
