// The one module of a first visit: saves this locale and says the truth about it. Everything else is loaded when used.

const html = document.documentElement;
const locale = html.dataset.locale;
const root = new URL("../../", import.meta.url);
const scope = root.pathname;
const main = document.querySelector("main");
const line = document.querySelector("#offline");
const isApp = matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;
const isInApp = /MicroMessenger|AlipayClient|Weibo|XiaoHongShu/i.test(navigator.userAgent);

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

const prefix = `prontosim:${scope}:`;
const cacheName = (release) => `${prefix}release:${release}`;

/** The release in use on this phone; a page that is opened now shows it. Empty when nothing was ever saved. */
async function releaseInUse() {
  const meta = `${prefix}meta`;
  if (!(await caches.has(meta))) return "";
  return (await (await (await caches.open(meta)).match(addressOf("/current")))?.text()) ?? "";
}

let held = "";
let letGo = () => {};

/** Holds a release while this page is open: the worker drops none that a page holds. */
function hold(release) {
  if (release === held) return;
  held = release;
  letGo();
  navigator.locks?.request(cacheName(release), { mode: "shared" }, () => new Promise((resolve) => (letGo = resolve)));
}

/**
 * The cache of the release that this page shows, or null. That is the one in use when it was opened, whatever other tabs do
 * since then. Never made here: an empty cache would look like a saved one.
 */
async function library() {
  const release = held && (await caches.has(cacheName(held))) ? held : await releaseInUse();
  if (!release || !(await caches.has(cacheName(release)))) return null;
  hold(release);
  return { release, cache: await caches.open(cacheName(release)) };
}

/** The address of a path of the site, such as `/en/fix/`. */
const addressOf = (path) => new URL(path.slice(1), root).href;

/** What the saved list names for a locale, and the cache where it should lie: `{release, released, cache, files}`. */
async function listed(wanted) {
  const { release, cache } = (await library()) ?? {};
  const stored = await cache?.match(addressOf(`/offline/lists/${wanted}.json`));
  const released = stored?.headers.get("x-released");
  return { release, released, cache, files: (await stored?.json())?.files ?? [] };
}

/** Counts what lies on this phone of a locale, from the files: `{release, have, total, bytes}`; total 0 when it was never saved. */
async function count(wanted) {
  const { release, cache, files } = await listed(wanted);
  const saved = new Set(files.length ? (await cache.keys()).map(({ url }) => url) : []);
  const there = files.filter(({ path }) => saved.has(addressOf(path)));
  return { release, have: there.length, total: files.length, bytes: there.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** The locales that the reader has removed from this phone; they are saved again only when asked for. */
const removed = () => (recall("removed") ?? "").split(" ");

const app = { locale, main, isApp, isInApp, trusted, scope, remember, recall, addressOf, listed, count, save, refresh, keep, removed };

/** What the line says of a state. */
function wordsFor(state) {
  if (state === "unsupported" && isInApp) return line.dataset.inApp;
  // A home-screen app has a storage of its own: at its first start it saves again, and says so.
  const own = isApp && !recall("own") && line.dataset[`${state}Own`];
  if (own && state === "ready") addEventListener("pagehide", () => remember("own", "saved"));
  return own || line.dataset[state] || "";
}

function show(state, have = 0, total = 0) {
  html.dataset.offline = state;
  if (!line) return;
  const [link, progress] = line.children;
  const text = wordsFor(state);
  if (link.textContent !== text) link.textContent = text;
  link.hidden = !text;
  progress.hidden = state !== "saving";
  progress.value = total ? have / total : 0;
}

/** Counts, shows, and tells whether this page's locale is ready. */
async function refresh() {
  let { release, have, total } = await count(locale);
  let ready = total > 0 && have === total;
  if (!ready && held && held !== (await releaseInUse())) {
    // The release that this page shows is not whole: nothing is lost by going on to the one in use.
    held = "";
    ({ release, have, total } = await count(locale));
    ready = total > 0 && have === total;
  }
  if (release) html.dataset.release = release;
  const state = removed().includes(locale) ? "none" : total || release ? "incomplete" : "none";
  show(ready ? "ready" : state, have, total);
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
/** A tombstone has come: the worker that controls this page is to save nothing any more. */
let isRetired = false;

/** Asks again later, each time more seldom: browsers kill workers, and a failing network must not be worn out. */
function askLater() {
  clearTimeout(asking);
  asking = setTimeout(keep, patience);
  patience = Math.min(patience * 2, MOST_PATIENCE);
}

/** Lines are paid by the byte, or the reader has said that bytes count. */
const isFrugal = () => navigator.connection?.saveData || navigator.connection?.type === "cellular";

/** Asks the worker to bring and keep this locale, until it has said that all is there or that asking is of no use. */
async function keep({ agreed = false } = {}) {
  if (isRetired) return;
  askLater();
  registered ??= register().catch(() => undefined);
  const registration = await registered;
  if (!registration?.installing && !registration?.waiting && !registration?.active) {
    // The script did not arrive, or its installation failed: the next time starts anew.
    registered = undefined;
    return refresh();
  }
  const { active, waiting } = await navigator.serviceWorker.ready;
  const message = { type: "keep", locale: removed().includes(locale) ? "" : locale, frugal: isFrugal() && !agreed };
  for (const worker of [active, waiting]) worker?.postMessage(message);
}

/** The language of the counter follows by itself, unless the reader saves data. */
async function saveCounterLanguage() {
  const counter = line?.dataset.counter;
  if (!counter || counter === locale || isFrugal() || removed().includes(counter)) return;
  const { have, total } = await count(counter);
  if (!total || have < total) await save(counter);
}

/** Offers what a tap does, with one of the line's words; no word takes the offer back. */
function offer(word, onTap) {
  const button = line?.querySelector("button");
  if (!button) return;
  button.textContent = word ? line.dataset[word] : "";
  button.hidden = !word;
  button.onclick = onTap;
}

let tapped = false;

/** A new release has saved itself beside the old one; only a tap takes it. */
async function update() {
  tapped = true;
  const { active, waiting } = await navigator.serviceWorker.ready;
  (waiting ?? active).postMessage({ type: "update" });
}

let registered;

const script = trusted.createScriptURL(new URL("sw.js", root).href);

/**
 * Asks for the worker's script, and once more when that failed. A script that was cut can lie in the browser's own cache, and
 * “not modified” would confirm it for ever: then it is fetched past that cache.
 */
async function ask(how) {
  try {
    return await how();
  } catch {
    const text = await (await fetch(String(script), { cache: "no-cache" })).text();
    if (!text.endsWith("})()")) await fetch(String(script), { cache: "reload" });
    return how();
  }
}

async function register() {
  const registration = await ask(() => navigator.serviceWorker.register(script, { scope, updateViaCache: "none" }));
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    // Whatever was offered before, this one replaces it.
    offer();
    worker.addEventListener("statechange", () => worker.state === "installed" && keep());
  });
  return registration;
}

/** Looks for a new release; browsers tell nobody that they failed when they look by themselves. */
async function look() {
  const registration = await registered;
  if (registration?.active) await ask(() => registration.update()).catch(() => undefined);
}

/** What a worker tells: how far it is, that it stopped, that all is there, that it asks first, that a tap was heard. */
async function hear({ data }) {
  main.dispatchEvent(new CustomEvent("library", { detail: data }));
  if (data.type === "saving") patience = PATIENCE;
  if (!["saving", "saved"].includes(data.type) || ["full", "other-release"].includes(data.reason)) clearTimeout(asking);
  isRetired ||= data.type === "retired";
  if (isRetired) {
    // Whatever is told later is the last of a worker that was still saving.
    for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
    return show("none");
  }
  if (data.type === "asks") return offer("asks", () => (offer(), keep({ agreed: true })));
  if (data.type === "updated" && tapped) return location.reload();
  if (data.type === "whole" || data.type === "updated") {
    const ready = await refresh();
    if (ready && data.release !== held) return offer("update", update);
    if (ready) await saveCounterLanguage();
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

/** Asks once, after a tap, that the system keeps what is saved; a home-screen app asks again at each start. */
function askToPersist() {
  if (recall("persist") && !isApp) return;
  addEventListener("click", () => (remember("persist", "asked"), navigator.storage?.persist?.()), { once: true });
}

async function startOffline() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return show("unsupported");
  navigator.serviceWorker.addEventListener("message", hear);
  addEventListener("online", () => keep().then(look));
  document.addEventListener("visibilitychange", () => document.hidden || html.dataset.offline === "ready" || keep());
  askToPersist();
  if (await refresh()) whenIdle(checkAgain);
  else if (!removed().includes(locale)) show("saving");
  await keep();
  return look();
}

/** A tap on a language is remembered, and the place is kept: the step, what was searched, the heading. */
for (const link of document.querySelectorAll("a[hreflang]")) {
  link.addEventListener("click", () => {
    remember("locale", link.hreflang.toLowerCase());
    link.search = location.search;
    link.hash = location.hash;
  });
}

addEventListener("beforeinstallprompt", async (event) => {
  event.preventDefault();
  (await import("./install.js")).offerButton(app, event);
});
if (document.querySelector("#install") && (isInApp || /iPhone|iPad/.test(navigator.userAgent))) {
  import("./install.js").then((module) => module.offerWords(app));
}
if (main.querySelector("details[data-phone]")) import("./phone.js").then((module) => module.start(main));
if (main.dataset.page === "search") import("./search.js").then((module) => module.start(app));
if (main.dataset.page === "sms") import("./sms.js").then((module) => module.start(app));
if (main.dataset.page === "status") import("./status.js").then((module) => module.start(app));
const due = main.querySelector("time");
if (due && new Date() > new Date(`${due.dateTime}T23:59`)) import("./due.js").then((module) => module.start(app, due));
startOffline().catch(() => refresh().catch(() => show("unsupported")));
