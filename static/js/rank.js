// Which pages answer a query. A wording is as near to it as the pieces that both have: so typos, missing spaces, another
// order and words around it do not matter. The text of a page counts where its wordings say nothing.

import { FILLERS } from "./fillers.js";

/** How much what only the query has, and what only the wording has, takes away from their likeness. */
const [QUERY_ALONE, WORDING_ALONE] = [0.35, 0.4];
/** How much a page's title, its next wordings and its text add to its nearest wording. */
const [TITLE, NEXT, TEXT] = [0.1, 0.2, 0.3];
/** Less likeness than this is chance. */
const ENOUGH = 0.12;

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
 * Makes an index of documents (`title`, `text`: normalised strings, `wordings`: a list of them,
 * `worth`: how good an answer such a page is, up to 1). A piece weighs the more the
 * fewer documents have it.
 */
export function makeIndex(documents) {
  const common = new Map();
  const entries = documents.map((document) => {
    const wordings = [document.title, ...document.wordings].map((wording) => piecesOf(withoutFillers(wording)));
    const text = piecesOf(document.text);
    const all = new Set(text);
    for (const wording of wordings) for (const piece of wording) all.add(piece);
    for (const piece of all) common.set(piece, (common.get(piece) ?? 0) + 1);
    return { document, wordings, text };
  });
  const weigh = (piece) => worthOf(piece) * Math.log(1 + documents.length / (common.get(piece) ?? 0.5));
  for (const entry of entries) entry.wordings = entry.wordings.map((pieces) => ({ pieces, weight: sum(pieces, weigh) }));
  return { entries, weigh };
}

function sum(pieces, weigh) {
  let total = 0;
  for (const piece of pieces) total += weigh(piece);
  return total;
}

/** Ranks the documents of an index for a normalised query, the best first. */
export function rank(query, { entries, weigh }) {
  const pieces = [...piecesOf(withoutFillers(query))].map((piece) => ({ piece, weight: weigh(piece) }));
  const all = pieces.reduce((total, { weight }) => total + weight, 0);
  const shared = (set) => pieces.reduce((total, { piece, weight }) => total + (set.has(piece) ? weight : 0), 0);
  const likeness = (wording) => {
    const both = shared(wording.pieces);
    return both && both / (both + QUERY_ALONE * (all - both) + WORDING_ALONE * (wording.weight - both));
  };
  return entries
    .map(({ document, wordings, text }) => {
      const likenesses = wordings.map(likeness);
      const title = likenesses[0];
      const [nearest, second = 0, third = 0] = likenesses.sort((one, other) => other - one);
      const score = nearest + NEXT * (second + third) + TITLE * title + TEXT * (all && shared(text) / all);
      return { document, score: score * document.worth };
    })
    .filter(({ score }) => score > ENOUGH)
    .sort((one, other) => other.score - one.score);
}
