// Which pages answer a query: substrings, so that Chinese works; title before keyword before heading before text.

const WEIGHTS = { title: 8, keywords: 4, headings: 2, text: 1 };

/**
 * How well one normalised word is found in a document. The best place counts; a whole title or keyword counts half as
 * much again, so that it leads its own kind and never overtakes the kind above.
 */
function scoreOf(word, document) {
  const places = Object.entries(WEIGHTS).map(([place, weight]) => {
    const found = document[place].filter((text) => text.includes(word));
    return found.length ? weight * (found.includes(word) ? 1.5 : 1) : 0;
  });
  return Math.max(...places);
}

/**
 * Ranks documents (`title`, `keywords`, `headings`, `text`: lists of normalised strings) for a normalised query.
 * Documents with every word come alone; only when there are none, those with some.
 */
export function rank(query, documents) {
  const words = query.split(" ").filter(Boolean);
  const scored = documents.map((document) => ({ document, scores: words.map((word) => scoreOf(word, document)) }));
  const whole = scored.filter(({ scores }) => scores.length && scores.every(Boolean));
  const found = whole.length ? whole : scored.filter(({ scores }) => scores.some(Boolean));
  const sum = ({ scores, document }) => scores.reduce((total, score) => total + score, 0) - (document.unwritten ? 3 : 0);
  return found.sort((one, other) => sum(other) - sum(one)).map(({ document }) => document);
}
