// The search page: results as you type, from the pages on this phone.

import { readDocuments } from "./documents.js";
import { make } from "./make.js";
import { normalise } from "./normalise.js";
import { SURE, addDocument, newIndex, rank, weighed } from "./rank.js";
import { marksOf, snippetOf } from "./snippet.js";

const MOST = 7;
/** The characters of a snippet: two lines on a phone, and Chinese characters are twice as wide. */
const SNIPPET = document.documentElement.lang.startsWith("zh") ? 44 : 88;
/** From so many characters on, a query may be a message that was pasted. */
const MESSAGE = 60;
/** How many recent lookups are kept. */
const RECENT = 5;
/** How long a query must stand until the address holds it, and until it is kept as a lookup, in milliseconds. */
const [PAUSES, STANDS] = [300, 2000];

/**
 * A result is a link and an option of the box at once; its first step can be read without opening it. It is made once, so
 * that a keystroke lays out only what it changes.
 */
function resultOf({ href, name, cause, firstStep }) {
  const link = make("a", "", make("strong", "", name));
  if (firstStep) link.append(make("span", "first-step", firstStep));
  link.append(make("span", ""));
  link.href = href;
  link.dataset.result = "";
  if (cause) link.dataset.cause = cause;
  link.setAttribute("role", "option");
  link.setAttribute("aria-selected", "false");
  return link;
}

/** Shows a document's snippet in its result, with what was found marked. */
function showSnippet(link, { shown }, marks) {
  const place = link.lastChild;
  const snippet = snippetOf(shown, marks, SNIPPET).map(({ text, isMarked }) => (isMarked ? make("mark", "", text) : text));
  const fresh = make("span", "", ...snippet);
  if (!fresh.isEqualNode(place)) place.replaceWith(fresh);
}

export async function start(app) {
  const input = app.main.querySelector("#q");
  const results = app.main.querySelector("#results");
  const state = app.main.querySelector("#search-state");
  const nothing = app.main.querySelector("#nothing");
  const asMessage = app.main.querySelector("#as-message");
  const recent = app.main.querySelector("#recent");
  const links = new Map();
  let index = newIndex();
  let composing = false;
  let active = -1;
  let pausing;
  let standing;
  // Who was quicker than this script keeps what is typed.
  input.value ||= new URL(location.href).searchParams.get("q") ?? "";
  const box = { role: "combobox", "aria-controls": "results", "aria-autocomplete": "list", "aria-expanded": "false" };
  for (const [name, value] of Object.entries(box)) input.setAttribute(name, value);

  function activate(at) {
    const options = [...results.children];
    active = options.length ? (at + options.length + 1) % (options.length + 1) : -1;
    // One place more than there are results: back in the box itself.
    if (active === options.length) active = -1;
    results.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
    if (active >= 0) {
      options[active].setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function drawResults(documents, query) {
    const marks = marksOf(query);
    for (const [at, document] of documents.entries()) {
      if (!links.has(document)) links.set(document, resultOf(document));
      const link = links.get(document);
      showSnippet(link, document, marks);
      link.id = `result-${at}`;
      if (results.children[at] !== link) results.insertBefore(link, results.children[at] ?? null);
    }
    while (results.children.length > documents.length) results.lastChild.remove();
  }

  function draw() {
    const query = normalise(input.value);
    const found = query ? rank(query, index).slice(0, MOST) : [];
    activate(-1);
    drawResults(found.map(({ document }) => document), query);
    results.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    const isAnswered = !query || found[0]?.score >= SURE;
    // As long as there is nothing to search in, the line says why.
    if (index.documents.length) {
      state.textContent = isAnswered ? "" : found.length ? state.dataset.near : state.dataset.none;
      nothing.hidden = isAnswered;
    }
    app.main.querySelector("#by-symptom").hidden = found.length > 0;
    asMessage.hidden = input.value.length < MESSAGE;
    recent.hidden = Boolean(query) || !recent.querySelector("a");
  }

  const lookups = () => JSON.parse(app.recall("lookups") ?? "[]");

  function drawRecent() {
    const links = lookups().map((query) => {
      const link = make("a", "", query);
      link.href = `?q=${encodeURIComponent(query)}`;
      return make("li", "", link);
    });
    recent.querySelector("ul").replaceChildren(...links);
  }

  /** A lookup that stands for a while, or is opened, is kept on this phone; the newest comes first. */
  function keepLookup() {
    const query = input.value.trim();
    if (!query || query.length >= MESSAGE || !results.children.length) return;
    app.remember("lookups", JSON.stringify([query, ...lookups().filter((one) => one !== query)].slice(0, RECENT)));
    drawRecent();
  }

  /** The address holds the query, for Back and for another language; not at each key, that would slow the typing down. */
  function keepAddress() {
    const address = new URL(location.href);
    if (input.value) address.searchParams.set("q", input.value);
    else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(null, "", address);
  }

  function typed() {
    if (composing) return;
    draw();
    clearTimeout(pausing);
    clearTimeout(standing);
    pausing = setTimeout(keepAddress, PAUSES);
    standing = setTimeout(keepLookup, STANDS);
  }

  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => {
    composing = false;
    typed();
  });
  input.addEventListener("input", typed);
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (composing || !(event.key in steps)) return;
    event.preventDefault();
    activate(active + steps[event.key]);
  });
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = results.children[active];
    keepLookup();
    if (chosen) chosen.click();
    else typed();
  });
  results.addEventListener("click", keepLookup);
  // Before the link that is tapped leads away.
  addEventListener("click", keepAddress, { capture: true });
  recent.querySelector("button").addEventListener("click", () => {
    app.remember("lookups", "[]");
    drawRecent();
    draw();
  });
  asMessage.querySelector("a").addEventListener("click", () => {
    try {
      sessionStorage.setItem("prontosim:message", input.value);
    } catch {
      // Then it has to be pasted once more.
    }
  });
  state.textContent = state.dataset.loading;
  drawRecent();
  let note = "";
  const reading = newIndex();
  try {
    const documents = readDocuments(app, () => (note = state.textContent = state.dataset.network));
    for await (const document of documents) addDocument(document, reading);
  } catch {
    state.textContent = state.dataset.failed;
    return;
  }
  index = weighed(reading);
  draw();
  if (note && !state.textContent) state.textContent = note;
}
