// The search that this site had before its ranking: substrings, title before wordings before text. Kept to be compared with.

const WEIGHTS = { title: 8, wordings: 4, text: 1 };

/** Texts also match when only their spaces differ: `Wi-Fi`, `wifi` and `wi fi` are one. */
const joined = (text) => text.replaceAll(" ", "");

/** How well a word is found in a document: the best place counts, a whole title or wording half as much again. */
function scoreOf(word, document) {
  const places = Object.entries(WEIGHTS).map(([place, weight]) => {
    const found = document[place].map(joined).filter((text) => text.includes(word));
    return found.length ? weight * (found.includes(word) ? 1.5 : 1) : 0;
  });
  return Math.max(...places);
}

/** Chinese has no spaces: pairs of neighbouring characters stand for its words. */
function piecesOf(query) {
  const runs = joined(query).match(/\p{Script=Han}{2,}|[^\p{Script=Han}]+/gu) ?? [];
  const pairs = (run) => Array.from({ length: run.length - 1 }, (_, start) => run.slice(start, start + 2));
  return runs.flatMap((run) => (/\p{Script=Han}/u.test(run) ? pairs(run) : [run]));
}

function ranked(parts, enough, documents) {
  const scored = documents.map((document) => ({ document, scores: parts.map((part) => scoreOf(part, document)) }));
  const common = parts.map((_, index) => scored.filter(({ scores }) => scores[index]).length);
  const sum = ({ scores }) => scores.reduce((total, score, index) => total + (score && score / common[index]), 0);
  const found = scored.filter(({ scores }) => enough(scores));
  return found.sort((one, other) => sum(other) - sum(one)).map(({ document }) => document);
}

/** First those with the whole phrase; when there are none, those with every word, then with some, at last with pieces. */
export function scan(query, documents) {
  const words = query.split(" ").filter(Boolean);
  const all = (scores) => scores.length > 0 && scores.every(Boolean);
  const some = (scores) => scores.some(Boolean);
  for (const [parts, enough] of [[[joined(query)].filter(Boolean), all], [words, all], [words, some], [piecesOf(query), some]]) {
    const found = ranked(parts, enough, documents);
    if (found.length) return found;
  }
  return [];
}
