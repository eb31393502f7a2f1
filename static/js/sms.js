// The page that reads an operator's message: what it is, what to do, what stands in it, in the reader's language.

import { findings, recognise, wordsIn } from "./decode.js";
import { make } from "./make.js";

/** So many kinds are told where they fit equally well. */
const MOST = 2;
/** A message that comes from the search box. */
const PASTED = "prontosim:message";

/** A date in the reader's words; a year only where the message has one. */
function dateOf({ day, month, year }) {
  const form = { day: "numeric", month: "long", ...(year && { year: "numeric" }) };
  return new Date(year ?? 2024, month - 1, day).toLocaleDateString(document.documentElement.lang, form);
}

/** The words of the glossary as `{forms, row}`, from its saved page. */
async function readTerms(app) {
  const response = await fetch(new URL("../glossary/", location.href)).catch(() => undefined);
  const html = (await response?.text()) ?? "";
  const page = new DOMParser().parseFromString(app.trusted.createHTML(html), "text/html");
  return [...page.querySelectorAll(".terms div")].map((row) => ({
    forms: [...row.querySelectorAll("dt, dt i")].map((one) => one.firstChild.textContent),
    row,
  }));
}

export async function start(app) {
  const form = app.main.querySelector("#decoder");
  const input = form.querySelector("textarea");
  const answer = app.main.querySelector("#decoded");
  const words = answer.dataset;
  const { clues, senders } = await (await fetch(form.dataset.clues)).json();
  const terms = await readTerms(app);
  form.hidden = false;

  // The page tells of the kinds in the order of their clues.
  const kinds = app.main.querySelectorAll(".kinds > div");

  function rowsOf({ operators, amounts, volumes, dates, links }) {
    const names = operators.map((id) => app.main.querySelector(`[data-operator="${id}"]`)?.cloneNode(true)).filter(Boolean);
    const rows = [
      [words.operator, names],
      [words.amounts, amounts],
      [words.volumes, volumes],
      [words.dates, dates.map(dateOf)],
      [words.links, links.map(({ host }) => host)],
    ];
    const joined = (values) => values.flatMap((value, at) => (at ? [" · ", value] : [value]));
    return rows.filter(([, values]) => values.length).map(([name, values]) => make("div", "", make("dt", "", name), make("dd", "", ...joined(values))));
  }

  function decode() {
    const message = input.value.trim();
    if (!message) return answer.replaceChildren();
    const found = findings(message, senders);
    const parts = [];
    for (const { host } of found.links.filter(({ known }) => !known)) {
      parts.push(make("p", "", make("strong", "", words.foreign.replace("{site}", host))));
    }
    const fitting = recognise(message, clues, senders);
    const likeliest = fitting.filter(({ weight }) => weight === fitting[0].weight).slice(0, MOST);
    if (likeliest.length) parts.push(make("dl", "kinds", ...likeliest.map(({ kind }) => kinds[kind].cloneNode(true))));
    else parts.push(make("h2", "", words.unsure), make("p", "", words.unsureHelp));
    const rows = rowsOf(found);
    if (rows.length) parts.push(make("dl", "found", ...rows));
    const known = wordsIn(message, terms).map(({ row }) => row.cloneNode(true));
    if (known.length) parts.push(make("h3", "", words.words), make("dl", "terms", ...known));
    answer.replaceChildren(...parts);
  }

  input.addEventListener("input", decode);
  form.addEventListener("submit", (event) => event.preventDefault());
  try {
    input.value ||= sessionStorage.getItem(PASTED) ?? "";
    sessionStorage.removeItem(PASTED);
  } catch {
    // Nothing was brought along.
  }
  decode();
}
