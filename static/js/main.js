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
  const release = await (await (await caches.open(meta)).match(addressOf("/current")))?.text();
  const name = `prontosim:${scope}:release:${release}`;
  return release && (await caches.has(name)) ? { release, cache: await caches.open(name) } : null;
}

/** The address of a path of the site, such as `/en/fix/`. */
const addressOf = (path) => new URL(path.slice(1), root).href;

/** What the saved manifest names for a locale, and the cache where it should lie: `{release, cache, files}`. */
async function listed(wanted) {
  const { release, cache } = (await library()) ?? {};
  const manifest = await (await cache?.match(addressOf(`/offline/${wanted}.json`)))?.json();
  return { release, cache, files: manifest?.files ?? [] };
}

/** Counts what lies on this phone of a locale, from the files: `{release, have, total}`; total 0 when it was never saved. */
async function count(wanted) {
  const { release, cache, files } = await listed(wanted);
  const saved = new Set(files.length ? (await cache.keys()).map(({ url }) => url) : []);
  return { release, have: files.filter(({ path }) => saved.has(addressOf(path))).length, total: files.length };
}

const app = { locale, main, trusted, remember, recall, addressOf, listed, count, save, refresh, keep };

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

/** How long to wait for word from the worker before asking it again, in milliseconds: at first, and at most. */
const [PATIENCE, MOST_PATIENCE] = [30000, 600000];
let patience = PATIENCE;
let asking;

/** Asks again later, each time more seldom: browsers kill workers, and a failing network must not be worn out. */
function askLater() {
  clearTimeout(asking);
  asking = setTimeout(keep, patience);
  patience = Math.min(patience * 2, MOST_PATIENCE);
}

/** Asks the worker to bring and keep this locale, until it has said that all is there or that asking is of no use. */
async function keep() {
  askLater();
  registered ??= register().catch(() => undefined);
  const registration = await registered;
  if (!registration?.installing && !registration?.waiting && !registration?.active) {
    // The script did not arrive, or its installation failed: the next time starts anew.
    registered = undefined;
    return refresh();
  }
  const { active, waiting } = await navigator.serviceWorker.ready;
  for (const worker of [active, waiting]) worker?.postMessage({ type: "keep", locale });
}

/** The language of the counter follows by itself, unless the reader saves data. */
async function saveCounterLanguage() {
  const counter = line?.dataset.counter;
  if (!counter || counter === locale || navigator.connection?.saveData) return;
  const { have, total } = await count(counter);
  if (!total || have < total) await save(counter);
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

let registered;

async function register() {
  const url = trusted.createScriptURL(new URL("sw.js", root).href);
  const registration = await navigator.serviceWorker.register(url, { scope, updateViaCache: "none" });
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker.addEventListener("statechange", () => worker.state === "installed" && keep());
  });
  return registration;
}

/** What a worker tells: how far it is, that it stopped, that all is there. */
async function hear({ data }) {
  main.dispatchEvent(new CustomEvent("library", { detail: data }));
  const registration = await navigator.serviceWorker.ready;
  if (data.type === "saving") patience = PATIENCE;
  if (data.type === "whole" || ["full", "other-release"].includes(data.reason)) clearTimeout(asking);
  if (data.type === "whole") {
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
  addEventListener("online", keep);
  document.addEventListener("visibilitychange", () => document.hidden || html.dataset.offline === "ready" || keep());
  if (await refresh()) whenIdle(checkAgain);
  else show("saving");
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
if (main.querySelector("details[data-phone]")) import("./phone.js").then((module) => module.start(main));
if (main.dataset.page === "search") import("./search.js").then((module) => module.start(app));
if (main.dataset.page === "status") import("./status.js").then((module) => module.start(app));
startOffline().catch(() => refresh().catch(() => show("unsupported")));
