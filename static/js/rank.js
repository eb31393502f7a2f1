// Which pages answer a query. Three things count: how near the query is to one of a page's wordings, how much of it the
// wordings know together, and how much of it stands in the text. All are compared piece by piece, so typos, missing spaces,
// another order and words around it do not matter.

/** How much what only the query has, and what only the wording has, takes away from their likeness. */
const [QUERY_ALONE, WORDING_ALONE] = [0.35, 0.4];
/** How much it counts that the wordings of a page know the query, and its text. The nearest wording counts 1. */
const [KNOWN, TEXT] = [1.5, 0.15];
/** How much more a page counts whose name is the query. */
const NAMED = 2;
/** So many wordings with a piece make a page know half of it. */
const HALF_KNOWN = 4;
/** A piece that no page knows weighs as if half a page did. */
const NOBODY = 0.5;
/** Less than this is chance. */
const ENOUGH = 0.07;
/** From this score on a page is an answer; less is only near. */
export const SURE = 0.35;

const HAN = /\p{Script=Han}/u;
/** Words that ask, beg, greet or fill decide nothing: Chinese ones anywhere, the longest first, others between spaces. */
const CHINESE =
  "怎么办|为什么|是不是|有没有|能不能|请问|怎么|如何|点解|什么|一下|谢谢|唔该|救命|帮我|突然|现在|今天|还是|我的|我|了|吗|呢|啊|的|咗|就|也|都";
const OTHERS =
  "please|help|hi|thanks|sorry|what|why|how|can|could|i|my|me|the|a|is|to|do|it|and|still|now|ciao|scusate|aiuto|grazie|per|favore|come|faccio|perche|cosa|mi|ho|il|la|un|del|e";
const FILLERS = new RegExp(`${CHINESE}| (?:${OTHERS})(?= )`, "g");
/** What an index holds of a piece that no page has. */
const NOWHERE = { wordings: [], known: new Map(), texts: [] };

/** A normalised query without words that ask, beg or greet; all of it, when it has no others. */
export function withoutFillers(query) {
  return ` ${query} `.replace(FILLERS, " ").replace(/ +/g, " ").trim() || query;
}

/**
 * The pieces of a normalised text: single Chinese characters and pairs of them, threes of other characters across spaces, and
 * whole words, which begin with a space.
 */
export function piecesOf(text) {
  const pieces = new Set();
  for (const run of text.replaceAll(" ", "").match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []) {
    for (const size of HAN.test(run) ? [1, 2] : [Math.min(3, run.length)]) {
      for (let at = 0; at + size <= run.length; at += 1) pieces.add(run.slice(at, at + size));
    }
  }
  for (const word of text.match(/[^\p{Script=Han}\s]+/gu) ?? []) pieces.add(` ${word}`);
  return pieces;
}

/** A whole word says more than a part of one, a single Chinese character less than two; all the more the fewer pages know it. */
function weigh(piece, share) {
  const worth = piece.startsWith(" ") ? 1.5 : piece.length === 1 && HAN.test(piece) ? 0.5 : 1;
  return worth * Math.log(1 + 1 / share);
}

/**
 * An index of nothing yet. Of each piece it will hold the `weight`, the `wordings` with it, the documents that know it from so
 * many of their wordings (`known`), and those that have it in their `texts`; documents and wordings are numbers.
 */
export const newIndex = () => ({ documents: [], pieces: new Map(), owners: [], weights: [] });

/**
 * Adds a document: `title`, `text`: normalised strings, `wordings`: a list of them, `worth`: how good an answer such a page
 * is, up to 1.
 */
export function addDocument(document, { documents, pieces, owners }) {
  const entryOf = (piece) => {
    if (!pieces.has(piece)) pieces.set(piece, { wordings: [], known: new Map(), texts: [] });
    return pieces.get(piece);
  };
  const owner = documents.push(document) - 1;
  for (const wording of [document.title, ...document.wordings]) {
    const at = owners.push(owner) - 1;
    for (const piece of piecesOf(withoutFillers(wording))) {
      const { wordings, known } = entryOf(piece);
      wordings.push(at);
      known.set(owner, (known.get(owner) ?? 0) + 1);
    }
  }
  for (const piece of piecesOf(document.text)) entryOf(piece).texts.push(owner);
}

/** Weighs the pieces and wordings of an index to which all documents were added; returns it. */
export function weighed(index) {
  const { documents, pieces, owners } = index;
  index.weights = new Float64Array(owners.length);
  for (const [piece, entry] of pieces) {
    entry.weight = weigh(piece, (entry.known.size || NOBODY) / documents.length);
    for (const at of entry.wordings) index.weights[at] += entry.weight;
  }
  return index;
}

/** An index of all these documents. */
export function makeIndex(all) {
  const index = newIndex();
  for (const document of all) addDocument(document, index);
  return weighed(index);
}

/** Ranks the documents of an index for a normalised query, the best first: `[{document, score}]`. Runs at each keystroke. */
export function rank(query, { documents, pieces, owners, weights }) {
  const asked = withoutFillers(query);
  const shared = new Float64Array(owners.length);
  const scores = new Float64Array(documents.length);
  let total = 0;
  for (const piece of piecesOf(asked)) {
    const { weight = weigh(piece, NOBODY / documents.length), wordings, known, texts } = pieces.get(piece) ?? NOWHERE;
    total += weight;
    for (const at of wordings) shared[at] += weight;
    for (const [owner, times] of known) scores[owner] += (weight * KNOWN * times) / (times + HALF_KNOWN);
    for (const owner of texts) scores[owner] += weight * TEXT;
  }
  const nearest = new Float64Array(documents.length);
  for (let at = 0; at < shared.length; at += 1) {
    const both = shared[at];
    if (!both) continue;
    const likeness = both / (both + QUERY_ALONE * (total - both) + WORDING_ALONE * (weights[at] - both));
    nearest[owners[at]] = Math.max(nearest[owners[at]], likeness);
  }
  return documents
    .map((document, owner) => {
      const named = document.title === asked ? NAMED : 0;
      return { document, score: (nearest[owner] + scores[owner] / (total || 1)) * document.worth + named };
    })
    .filter(({ score }) => score > ENOUGH)
    .sort((one, other) => other.score - one.score);
}
