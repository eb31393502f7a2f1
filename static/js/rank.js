// Which pages answer a query. Three things count: how near the query is to one of a page's wordings, how much of it the
// wordings know together, and how much of it stands in the text. All are compared piece by piece, so typos, missing spaces,
// another order and words around it do not matter.

import { FILLERS } from "./fillers.js";

/** How much what only the query has, and what only the wording has, takes away from their likeness. */
const [QUERY_ALONE, WORDING_ALONE] = [0.35, 0.4];
/** How much it counts that the wordings of a page know the query, and its text. The nearest wording counts 1. */
const [KNOWN, TEXT] = [1.5, 0.15];
/** How much more a page counts whose name is the query. */
const NAMED = 2;
/** So many wordings with a piece make a page know half of it. */
const HALF_KNOWN = 4;
/** Less than this is chance. */
const ENOUGH = 0.07;
/** From this score on a page is an answer; less is only near. */
export const SURE = 0.35;

const HAN = /\p{Script=Han}/u;

/** A normalised query without words that ask, beg or greet; all of it, when it has no others. */
export function withoutFillers(query) {
  let rest = ` ${query} `;
  for (const filler of FILLERS) rest = HAN.test(filler) ? rest.replaceAll(filler, " ") : rest.replaceAll(` ${filler} `, " ");
  return rest.replace(/ +/g, " ").trim() || query;
}

/**
 * The pieces of a normalised text: single Chinese characters and pairs of them, threes of other characters across spaces, and
 * whole words, which begin with a space.
 */
export function piecesOf(text) {
  const pieces = new Set();
  for (const run of text.replaceAll(" ", "").match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []) {
    const characters = [...run];
    for (const size of HAN.test(run) ? [1, 2] : [Math.min(3, characters.length)]) {
      for (let at = 0; at + size <= characters.length; at += 1) pieces.add(characters.slice(at, at + size).join(""));
    }
  }
  for (const word of text.match(/[^\p{Script=Han}\s]+/gu) ?? []) pieces.add(` ${word}`);
  return pieces;
}

/** A whole word says more than a part of one, a single Chinese character less than two. */
function worthOf(piece) {
  if (piece.startsWith(" ")) return 1.5;
  return piece.length === 1 && HAN.test(piece) ? 0.5 : 1;
}

/**
 * Makes an index of documents (`title`, `text`: normalised strings, `wordings`: a list of them, `worth`: how good an answer
 * such a page is, up to 1). A piece weighs the more the fewer documents have it in their wordings.
 */
export function makeIndex(documents) {
  const wordings = [];
  const holders = new Map();
  const common = new Map();
  const entries = documents.map((document, owner) => {
    const known = new Map();
    for (const wording of [document.title, ...document.wordings]) {
      const pieces = piecesOf(withoutFillers(wording));
      for (const piece of pieces) {
        known.set(piece, (known.get(piece) ?? 0) + 1);
        if (!holders.has(piece)) holders.set(piece, []);
        holders.get(piece).push(wordings.length);
      }
      wordings.push({ owner, pieces });
    }
    for (const piece of known.keys()) common.set(piece, (common.get(piece) ?? 0) + 1);
    return { document, known, text: piecesOf(document.text) };
  });
  const weigh = (piece) => worthOf(piece) * Math.log(1 + documents.length / (common.get(piece) ?? 0.5));
  for (const wording of wordings) {
    wording.weight = 0;
    for (const piece of wording.pieces) wording.weight += weigh(piece);
  }
  return { entries, wordings, holders, weigh };
}

/** The likeness of a query to the nearest wording of each document. `pieces` are `{piece, weight}`. Runs at each keystroke. */
function nearest(pieces, total, { entries, wordings, holders }) {
  const both = new Float64Array(wordings.length);
  for (const { piece, weight } of pieces) for (const at of holders.get(piece) ?? []) both[at] += weight;
  const likenesses = new Float64Array(entries.length);
  for (let at = 0; at < both.length; at += 1) {
    const shared = both[at];
    if (!shared) continue;
    const { owner, weight } = wordings[at];
    const likeness = shared / (shared + QUERY_ALONE * (total - shared) + WORDING_ALONE * (weight - shared));
    if (likeness > likenesses[owner]) likenesses[owner] = likeness;
  }
  return likenesses;
}

/** Ranks the documents of an index for a normalised query, the best first: `[{document, score}]`. */
export function rank(query, index) {
  const asked = withoutFillers(query);
  const pieces = [...piecesOf(asked)].map((piece) => ({ piece, weight: index.weigh(piece) }));
  const total = pieces.reduce((sum, { weight }) => sum + weight, 0);
  const likenesses = nearest(pieces, total, index);
  return index.entries
    .map(({ document, known, text }, owner) => {
      let score = likenesses[owner] * total;
      for (const { piece, weight } of pieces) {
        const times = known.get(piece) ?? 0;
        score += weight * ((KNOWN * times) / (times + HALF_KNOWN) + (text.has(piece) ? TEXT : 0));
      }
      const named = document.title === asked ? NAMED : 0;
      return { document, score: total && (score / total) * document.worth + named };
    })
    .filter(({ score }) => score > ENOUGH)
    .sort((one, other) => other.score - one.score);
}
