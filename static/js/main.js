// The one module of a first visit: saves this locale and says the truth about it. Everything else is loaded when used.

const html = document.documentElement;
const locale = html.dataset.locale;
const root = new URL("../../", import.meta.url);
const scope = root.pathname;
const main = document.querySelector("main");
const line = document.querySelector("#offline");

/** The one policy under which this site makes scripts and documents from strings. */
const trusted = globalThis.trustedTypes?.createPolicy("prontosim", {
  createScriptURL: (url) => url,
  createHTML: (text) => text,
}) ?? { createScriptURL: (url) => url, createHTML: (text) => text };

/** Remembers a word on this phone; private windows may refuse. */
function remember(key, value) {
  try {
    localStorage.setItem(`prontosim:${key}`, value);
  } catch {
    // Then it is not remembered, and asked again.
  }
}

function recall(key) {
  try {
    return localStorage.getItem(`prontosim:${key}`);
  } catch {
    return null;
  }
}

/** The cache of the release in use, or null. Never made here: an empty cache would look like a saved one. */
async function library() {
  const meta = `prontosim:${scope}:meta`;
  if (!(await caches.has(meta))) return null;
  const release = await (await (await caches.open(meta)).match(new URL("current", root).href))?.text();
  const name = `prontosim:${scope}:release:${release}`;
  return release && (await caches.has(name)) ? { release, cache: await caches.open(name) } : null;
}

/** Counts what lies on this phone of a locale, from the files: `{release, have, total}`; total 0 when it was never saved. */
async function count(wanted) {
  const found = await library();
  const manifest = await (await found?.cache.match(new URL(`offline/${wanted}.json`, root).href))?.json();
  if (!manifest) return { release: found?.release, have: 0, total: 0 };
  const saved = new Set((await found.cache.keys()).map((request) => new URL(request.url).pathname));
  const have = manifest.files.filter((entry) => saved.has(scope + entry.path.slice(1))).length;
  return { release: found.release, have, total: manifest.files.length };
}

const app = { root, locale, main, trusted, remember, recall, library, count, save };

function show(state, have = 0, total = 0) {
  html.dataset.offline = state;
  if (!line) return;
  const [link, progress] = line.children;
  const text = line.dataset[state] ?? "";
  if (link.textContent !== text) link.textContent = text;
  link.hidden = !text;
  progress.hidden = state !== "saving";
  progress.value = total ? have / total : 0;
}

/** Counts, shows, and tells whether this page's locale is ready. */
async function refresh() {
  const { release, have, total } = await count(locale);
  if (release) html.dataset.release = release;
  const ready = total > 0 && have === total;
  show(ready ? "ready" : total || release ? "incomplete" : "none", have, total);
  return ready;
}

async function save(wanted) {
  const registration = await navigator.serviceWorker.ready;
  registration.active.postMessage({ type: "save", locale: wanted });
}

/** How long to wait for word from the worker before asking it again, in milliseconds; browsers kill workers. */
const PATIENCE = 15000;
let asking;

/** Asks the worker to bring and keep this locale, and asks again until it has said that all is there. */
async function keep() {
  const registration = await navigator.serviceWorker.ready;
  clearTimeout(asking);
  asking = setTimeout(keep, PATIENCE);
  for (const worker of [registration.active, registration.waiting]) worker?.postMessage({ type: "keep", locale });
}

/** Italian is the language of the counter: it follows by itself, unless the reader saves data. */
async function saveCounterLanguage() {
  if (locale === "it" || navigator.connection?.saveData) return;
  const { have, total } = await count("it");
  if (!total || have < total) await save("it");
}

/** A new release saves itself beside the old one; when it is whole, a line offers it, and only a tap takes it. */
function offerUpdate(worker) {
  const button = line?.querySelector("button");
  if (!button || !worker) return;
  button.textContent = line.dataset.update;
  button.hidden = false;
  button.onclick = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage({ type: "update" });
  };
}

function followUpdates(registration) {
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker.addEventListener("statechange", () => worker.state === "installed" && keep());
  });
}

/** What a worker tells: how far it is, that it stopped, that all is there. */
async function hear({ data }) {
  main.dispatchEvent(new CustomEvent("library", { detail: data }));
  const registration = await navigator.serviceWorker.ready;
  if (data.type === "whole") {
    clearTimeout(asking);
    const inUse = (await library())?.release;
    if (data.release !== inUse) offerUpdate(registration.waiting);
    else if (await refresh()) await saveCounterLanguage();
  } else if (data.locale === locale && html.dataset.offline !== "ready") {
    if (data.type === "saving") show("saving", data.have, data.total);
    else await refresh();
  }
}

const whenIdle = (work) => (window.requestIdleCallback ? requestIdleCallback(work) : setTimeout(work, 3000));

/** Files can change on the phone: their hashes are read again, and what is wrong is fetched again. */
async function checkAgain() {
  const { check } = await import("./check.js");
  if ((await check(app, locale)) === 0) return;
  await refresh();
  await keep();
}

async function startOffline() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return show("unsupported");
  navigator.serviceWorker.addEventListener("message", hear);
  if (await refresh()) whenIdle(checkAgain);
  else show("saving");
  const registration = await navigator.serviceWorker.register(
    trusted.createScriptURL(new URL("sw.js", root).href),
    { scope, updateViaCache: "none" },
  );
  followUpdates(registration);
  addEventListener("online", keep);
  return keep();
}

/** A tap on a language is remembered, and the place is kept: the step, what was searched, the heading. */
for (const link of document.querySelectorAll("a[data-to-locale]")) {
  link.addEventListener("click", () => {
    remember("locale", link.dataset.toLocale);
    link.search = location.search;
    link.hash = location.hash;
  });
}

addEventListener("beforeinstallprompt", async (event) => {
  event.preventDefault();
  (await import("./install.js")).offerButton(app, event);
});
if (document.querySelector("#install") && /iPhone|iPad|MicroMessenger|AlipayClient|Weibo/.test(navigator.userAgent)) {
  import("./install.js").then((module) => module.offerWords(app));
}
if (main.dataset.page === "search") import("./search.js").then((module) => module.start(app));
if (main.dataset.page === "status") import("./status.js").then((module) => module.start(app));
startOffline().catch(() => refresh().catch(() => show("unsupported")));
