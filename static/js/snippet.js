// The part of a text that shows why it was found. Pure: `normalise` decides what counts as the same.

import { normalise } from "./normalise.js";
import { withoutFillers } from "./rank.js";

const HAN = /\p{Script=Han}/u;
const LETTER = /[\p{L}\p{N}]/u;
/** Shorter words are marked only where they stand alone. */
const ALONE = 4;
/** All up to the end of a sentence. */
const SENTENCES = /^.*(?:[。？：；]|[.?:;] )/s;
/** The edge of a snippet gives way by so many characters to a word. */
const GIVES = 15;

/** What is marked of a normalised query: words, and pairs of Chinese characters. */
export function marksOf(query) {
  const words = withoutFillers(query).match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];
  const pairs = (word) => Array.from(word.slice(1), (_, at) => word.slice(at, at + 2));
  return [...new Set(words.flatMap((word) => (HAN.test(word) && word.length > 1 ? pairs(word) : [word])))];
}

/** The normalised form of single characters, each made once. */
const forms = new Map();

function formOf(character) {
  if (!forms.has(character)) forms.set(character, normalise(character) || " ");
  return forms.get(character);
}

/** Texts as they are searched, made once: `plain`, and of each of its letters the `places` it comes from. */
const read = new Map();

function readOnce(text) {
  if (!read.has(text)) {
    const places = [];
    let plain = "";
    let at = 0;
    for (const character of text) {
      const form = formOf(character);
      plain += form;
      for (let size = form.length; size > 0; size -= 1) places.push(at);
      at += character.length;
    }
    read.set(text, { plain, places: [...places, at] });
  }
  return read.get(text);
}

/** Whether a mark at this place of a plain text counts: Chinese anywhere, words where words begin, short ones whole. */
function counts(plain, mark, place) {
  if (HAN.test(mark)) return true;
  const isLetter = (at) => LETTER.test(plain[at] ?? " ") && !HAN.test(plain[at]);
  return !isLetter(place - 1) && !(mark.length < ALONE && isLetter(place + mark.length));
}

/** The stretches of a text that are marked, as `{from, to}`, in order and apart. */
function spansOf(text, marks) {
  const { plain, places } = readOnce(text);
  const spans = [];
  for (const mark of marks) {
    for (let place = plain.indexOf(mark); place >= 0; place = plain.indexOf(mark, place + 1)) {
      if (counts(plain, mark, place)) spans.push({ from: places[place], to: places[place + mark.length] });
    }
  }
  const apart = [];
  for (const span of spans.sort((one, other) => one.from - other.from)) {
    const last = apart.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else apart.push(span);
  }
  return apart;
}

/** The span with which the stretch of `size` characters begins that has most of them in it. */
function best(spans, size) {
  let [found, most, inside, next] = [spans[0], 0, 0, 0];
  for (const span of spans) {
    for (; spans[next]?.from < span.from + size; next += 1) inside += spans[next].to - spans[next].from;
    if (inside > most) [found, most] = [span, inside];
    inside -= span.to - span.from;
  }
  return found;
}

/** Where a stretch of `size` characters around a place begins and ends: with a sentence or a word, if one is near. */
function edges(text, place, size) {
  const quarter = Math.floor(size / 4);
  const rough = Math.max(0, Math.min(place - quarter, text.length - size));
  const from = Math.max(0, rough - quarter);
  const [sentences = ""] = text.slice(from, place).match(SENTENCES) ?? [];
  const word = text.lastIndexOf(" ", rough) + 1;
  const start = sentences || !from ? from + sentences.length : rough - word < GIVES ? word : rough;
  const end = Math.min(text.length, start + size);
  const space = text.lastIndexOf(" ", end);
  return [start, end < text.length && space > Math.max(place, end - GIVES) ? space : end];
}

/** The stretch of about `size` characters with most of the marks in it, as `[{text, isMarked}]`. */
export function snippetOf(text, marks, size) {
  const spans = spansOf(text, marks);
  const [start, end] = edges(text, best(spans, size)?.from ?? 0, size);
  const pieces = [];
  const add = (from, to, isMarked) => from < to && pieces.push({ text: text.slice(from, to), isMarked });
  let told = start;
  for (const { from, to } of spans) {
    if (to <= start || from >= end) continue;
    add(told, Math.max(from, start), false);
    told = Math.min(to, end);
    add(Math.max(from, start), told, true);
  }
  add(told, end, false);
  if (start) pieces.unshift({ text: "…", isMarked: false });
  if (end < text.length && !/[。？.?]$/.test(text.slice(start, end))) pieces.push({ text: "…", isMarked: false });
  return pieces;
}
