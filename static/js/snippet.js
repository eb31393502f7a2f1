// The part of a text that shows why it was found. Pure: `normalise` decides what counts as the same.

import { normalise } from "./normalise.js";
import { withoutFillers } from "./rank.js";

const HAN = /\p{Script=Han}/u;

/** Patterns of what is marked of a normalised query: words where words begin, short ones whole, and pairs of Chinese characters. */
function marksOf(query) {
  const words = withoutFillers(query).match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];
  return words.flatMap((word) => {
    if (!HAN.test(word)) return [`(^|[^a-z\\d])${word}${word.length < 4 ? "(?![a-z\\d])" : ""}`];
    const characters = [...word];
    const pairs = characters.slice(1).map((character, at) => `()${characters[at]}${character}`);
    return pairs.length ? pairs : [`()${word}`];
  });
}

/** Texts as they are searched, made once: `characters`, `plain`, and of each of its letters the `places` it comes from. */
const read = new Map();

function readOnce(text) {
  if (!read.has(text)) {
    const characters = [...text];
    const places = [];
    let plain = "";
    for (const [at, character] of characters.entries()) {
      const form = normalise(character) || " ";
      plain += form;
      for (let size = form.length; size > 0; size -= 1) places.push(at);
    }
    read.set(text, { characters, plain, places });
  }
  return read.get(text);
}

/** Whether each of a text's characters belongs to something that the query has: 1 or 0. */
function marked({ characters, plain, places }, query) {
  const found = new Uint8Array(characters.length);
  for (const mark of marksOf(query)) {
    for (const { index, 0: whole, 1: before } of plain.matchAll(new RegExp(mark, "g"))) {
      for (let place = index + before.length; place < index + whole.length; place += 1) found[places[place]] = 1;
    }
  }
  return found;
}

/** The stretch of `size` characters with most of the query in it, as `[{text, isMarked}]`. */
export function snippetOf(text, query, size) {
  const whole = readOnce(text);
  const { characters } = whole;
  const found = marked(whole, query);
  let best = 0;
  let most = 0;
  let inside = 0;
  for (let end = 0; end < characters.length; end += 1) {
    inside += found[end] - (end >= size ? found[end - size] : 0);
    if (inside > most) [most, best] = [inside, Math.max(0, end - size + 1)];
  }
  // What is found stands a little inside, so that its sentence can be read.
  const first = found.indexOf(1, best);
  const start = first < 0 ? 0 : Math.max(0, Math.min(first - Math.floor(size / 4), characters.length - size));
  const pieces = [];
  for (let at = start; at < Math.min(start + size, characters.length); at += 1) {
    if (pieces.at(-1)?.isMarked === Boolean(found[at])) pieces.at(-1).text += characters[at];
    else pieces.push({ text: characters[at], isMarked: Boolean(found[at]) });
  }
  if (start) pieces.unshift({ text: "…", isMarked: false });
  if (start + size < characters.length) pieces.push({ text: "…", isMarked: false });
  return pieces;
}
