// The page that reads an operator's message: what it is, what to do, what stands in it, in the reader's language.

import { CLUES, OPERATORS } from "./clues.js";
import { findings, recognise, wordsIn } from "./decode.js";

/** A message that comes from the search box. */
const PASTED = "prontosim:message";

/** An element with text or children. */
function make(name, ...content) {
  const element = document.createElement(name);
  element.append(...content);
  return element;
}

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
  form.hidden = false;
  const terms = await readTerms(app);

  /** What the page tells of a kind, without the id of its heading, which stands there once. */
  function told(kind) {
    const section = app.main.querySelector(`#${kind}`).parentElement.cloneNode(true);
    section.firstElementChild.removeAttribute("id");
    return section;
  }

  function rowsOf({ operators, amounts, volumes, dates, links }) {
    const names = operators.map((id) => app.main.querySelector(`[data-operator="${id}"]`)?.cloneNode(true)).filter(Boolean);
    const rows = [
      [words.operator, names],
      [words.amounts, amounts],
      [words.volumes, volumes],
      [words.dates, dates.map(dateOf)],
      [words.links, links.map(({ host }) => host)],
    ];
    const list = (values) => values.flatMap((value, at) => (at ? [" · ", value] : [value]));
    return rows.filter(([, values]) => values.length).map(([name, values]) => make("div", make("dt", name), make("dd", ...list(values))));
  }

  function decode() {
    const message = input.value.trim();
    if (!message) return answer.replaceChildren();
    const [best, second] = recognise(message, CLUES);
    const found = findings(message, OPERATORS);
    const parts = [];
    for (const { host } of found.links.filter(({ known }) => !known)) {
      const warning = make("p", words.foreign.replace("{site}", host));
      warning.className = "warning";
      parts.push(warning);
    }
    if (best) parts.push(told(best.kind));
    if (second?.weight === best?.weight && second) parts.push(told(second.kind));
    if (!best) parts.push(make("h2", words.unsure), make("p", words.unsureHelp));
    const rows = rowsOf(found);
    if (rows.length) parts.push(make("dl", ...rows));
    const known = wordsIn(message, terms).map(({ row }) => row.cloneNode(true));
    if (known.length) {
      const list = make("dl", ...known);
      list.className = "terms";
      parts.push(make("h3", words.words), list);
    }
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
