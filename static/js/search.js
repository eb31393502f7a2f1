// The search page: results as you type, from the pages on this phone.

import { readDocuments } from "./documents.js";
import { normalise } from "./normalise.js";
import { rank } from "./rank.js";

const MOST = 12;
const SNIPPET = 70;

/** The part of a text around the first word that is found, for eyes that skim. */
function snippetOf(document, words) {
  const places = words.map((word) => document.shown.toLowerCase().indexOf(word)).filter((place) => place >= 0);
  const start = Math.max(0, Math.min(...places, document.shown.length) - SNIPPET / 3);
  const from = places.length ? Math.floor(start) : 0;
  return `${from ? "…" : ""}${document.shown.slice(from, from + SNIPPET)}…`;
}

function resultOf(document, words) {
  const item = window.document.createElement("li");
  const link = window.document.createElement("a");
  link.href = document.href;
  link.textContent = document.name;
  link.dataset.result = "";
  if (document.cause) link.dataset.cause = document.cause;
  const snippet = window.document.createElement("span");
  snippet.textContent = snippetOf(document, words);
  item.append(link, " ", snippet);
  return item;
}

export async function start(app) {
  const input = app.main.querySelector("#q");
  const results = app.main.querySelector("#results");
  const state = app.main.querySelector("#search-state");
  const bySymptom = app.main.querySelector("#by-symptom");
  let documents = [];
  let composing = false;
  // Who was quicker than this script keeps what is typed.
  input.value ||= new URL(location.href).searchParams.get("q") ?? "";

  const draw = () => {
    const query = normalise(input.value);
    const found = rank(query, documents).slice(0, MOST);
    results.replaceChildren(...found.map((document) => resultOf(document, query.split(" "))));
    state.textContent = query && documents.length && !found.length ? state.dataset.none : "";
    bySymptom.hidden = found.length > 0;
  };
  const typed = () => {
    if (composing) return;
    const address = new URL(location.href);
    if (input.value) address.searchParams.set("q", input.value);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    draw();
  };
  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => {
    composing = false;
    typed();
  });
  input.addEventListener("input", typed);
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    typed();
  });

  state.textContent = state.dataset.loading;
  try {
    let note = "";
    documents = await readDocuments(app, () => (note = state.textContent = state.dataset.network));
    draw();
    if (note && !state.textContent) state.textContent = note;
  } catch {
    state.textContent = state.dataset.failed;
  }
}
