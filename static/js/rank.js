// Which pages answer a query: substrings, so that Chinese works; title before keyword before heading before text.

const WEIGHTS = { title: 8, keywords: 4, headings: 2, text: 1 };

/** Texts also match when only their spaces differ: `Wi-Fi`, `wifi` and `wi fi` are one. */
const joined = (text) => text.replaceAll(" ", "");

/**
 * How well one normalised word is found in a document. The best place counts; a whole title or keyword counts half as
 * much again, so that it leads its own kind and never overtakes the kind above.
 */
function scoreOf(word, document) {
  const places = Object.entries(WEIGHTS).map(([place, weight]) => {
    const found = document[place].map(joined).filter((text) => text.includes(word));
    return found.length ? weight * (found.includes(word) ? 1.5 : 1) : 0;
  });
  return Math.max(...places);
}

/**
 * Ranks documents (`title`, `keywords`, `headings`, `text`: lists of normalised strings) for a normalised query.
 * First those with the whole phrase; when there are none, those with every word, and at last those with some.
 */
export function rank(query, documents) {
  const phrase = ranked([joined(query)].filter(Boolean), documents);
  return phrase.length ? phrase : ranked(query.split(" ").filter(Boolean), documents);
}

function ranked(words, documents) {
  const scored = documents.map((document) => ({ document, scores: words.map((word) => scoreOf(word, document)) }));
  const whole = scored.filter(({ scores }) => scores.length && scores.every(Boolean));
  const found = whole.length ? whole : scored.filter(({ scores }) => scores.some(Boolean));
  const sum = ({ scores, document }) => scores.reduce((total, score) => total + score, 0) - (document.unwritten ? 3 : 0);
  return found.sort((one, other) => sum(other) - sum(one)).map(({ document }) => document);
}
