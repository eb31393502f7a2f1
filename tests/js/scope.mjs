// A worker's world made of fakes: caches that can fail, a network that is asked, clients that listen. No browser.

import { createHash, webcrypto } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import vm from "node:vm";

const SW = new URL("../../static/sw/", import.meta.url);
const SCOPE = "https://example.org/prontosim/";

const shortHash = (text) => createHash("sha256").update(text).digest().subarray(0, 6).toString("base64");

/** A release of `files` (path to text) as the network has it. */
export function makeRelease(release, files, { locale = "en" } = {}) {
  const entries = Object.entries(files).map(([path, text]) => ({
    path,
    hash: shortHash(text),
    bytes: Math.ceil(Buffer.byteLength(text) / 1000) * 1000,
  }));
  const type = (path) => (path.endsWith("/") ? "text/html; charset=utf-8" : "text/css; charset=utf-8");
  const lines = Object.entries(files).map(([path, text]) => `${JSON.stringify({ path, type: type(path), text })}\n`);
  const columns = {
    paths: entries.map(({ path }) => path),
    kilobytes: entries.map(({ bytes }) => bytes / 1000),
    hashes: entries.map(({ hash }) => hash).join(""),
  };
  const list = { release, locale, ...columns };
  // As measured: a pack weighs about half of its files.
  const packCost = entries.reduce((sum, { bytes }) => sum + bytes, 0) / 2;
  return { release, locale, files, entries, packCost, list, hash: shortHash(JSON.stringify(entries)), pack: lines.join(""), type };
}

const LOCALES = ["zh-hans", "zh-hant", "en", "it"];
const forEach = (make) => Object.fromEntries(LOCALES.map((locale) => [locale, make(locale)]));

class FakeCache {
  constructor(world) {
    this.world = world;
    this.stored = new Map();
  }

  async match(address) {
    const found = this.stored.get(String(address));
    return found && new Response(found.body, { headers: found.headers });
  }

  async put(address, response) {
    this.world.puts += 1;
    if (this.world.failPut?.(String(address), this.world.puts)) throw new DOMException("full", "QuotaExceededError");
    this.stored.set(String(address), { body: await response.arrayBuffer(), headers: [...response.headers] });
  }

  async delete(address) {
    return this.stored.delete(String(address));
  }

  async keys() {
    return [...this.stored.keys()].map((url) => ({ url }));
  }
}

/** The phone: what is stored survives workers; `network` answers paths of the site with a Response or throws. */
export class World {
  constructor(network = () => new Response("", { status: 404 })) {
    this.network = network;
    this.storage = new Map();
    this.asked = [];
    this.told = [];
    this.puts = 0;
    this.active = null;
    this.waiting = null;
    /** What the build knows of each release: the hash of each locale's list. */
    this.lists = {};
    this.packCost = 0;
    /** The pages that are open, each with the lock that it holds (or "" while it loads). */
    this.pages = [{ id: "first", lock: "" }];
    this.caches = {
      open: async (name) => {
        if (!this.storage.has(name)) this.storage.set(name, new FakeCache(this));
        return this.storage.get(name);
      },
      has: async (name) => this.storage.has(name),
      keys: async () => [...this.storage.keys()],
      delete: async (name) => this.storage.delete(name),
    };
  }

  /** Serves a release from the network; `change` may replace the answer for a path. */
  serve(site, change = () => undefined) {
    this.know(site);
    this.packCost = site.packCost;
    this.network = (path) => {
      const changed = change(path);
      if (changed) return changed;
      if (path === `/offline/lists/${site.locale}.json`) return Response.json(site.list);
      if (path === `/offline/${site.locale}.ndjson`) return new Response(site.pack);
      if (path in site.files) {
        return new Response(site.files[path], { headers: { "content-type": site.type(path) } });
      }
      return new Response("<h1>no such page</h1>", { status: 404, headers: { "content-type": "text/html" } });
    };
  }

  /** Lets workers of a release know its list, as if built into their scripts. */
  know(...sites) {
    for (const { release, locale, hash } of sites) (this.lists[release] ??= {})[locale] = hash;
  }

  /** Opens a page that shows a release. */
  open(release) {
    const page = { id: `page ${this.pages.length}`, lock: `prontosim:/prontosim/:release:${release}` };
    this.pages.push(page);
    return page;
  }

  close(page) {
    this.pages = this.pages.filter((one) => one !== page);
  }

  /** Starts a worker of a release, as if the browser had just loaded `sw.js`. */
  start(release) {
    const listeners = {};
    const world = this;
    const build = {
      release,
      released: "2026-11-21",
      lists: this.lists[release] ?? {},
      // Round figures: a pack costs half of its files, a file nothing but its bytes.
      costs: forEach(() => ({ br: [this.packCost, 0, 1] })),
      names: forEach((locale) => [locale, locale]),
      locales: LOCALES,
      headers: { "content-security-policy": "default-src 'none'", "referrer-policy": "no-referrer" },
      composedPolicy: "style-src 'sha256-x'",
      pages: forEach((locale) => `<html data-reason="{reason}">${locale} {scope} {title} {languages}`),
      words: forEach(() => ({ "not-saved": ["Not saved", ""], "not-found": ["No page", ""], emptied: ["Gone", ""] })),
    };
    const scope = {
      registration: {
        scope: SCOPE,
        update: async () => world.asked.push("update"),
        get waiting() {
          return world.waiting;
        },
      },
      navigator: {
        locks: {
          query: async () => ({
            held: world.pages.filter(({ lock }) => lock).map(({ id, lock }) => ({ name: lock, clientId: id })),
          }),
        },
      },
      location: new URL(SCOPE),
      clients: {
        claim: async () => {},
        matchAll: async () => world.pages.map(({ id }) => ({ id, postMessage: (data) => id === "first" && world.told.push(data) })),
      },
      addEventListener: (type, listener) => (listeners[type] = listener),
      skipWaiting: async () => world.asked.push("skipWaiting"),
      caches: this.caches,
      crypto: webcrypto,
      fetch: async (request) => {
        const url = new URL(typeof request === "string" ? request : request.url);
        const path = `/${url.pathname.slice("/prontosim/".length)}`;
        world.asked.push(path);
        return world.network(path);
      },
      setTimeout: (work) => (world.late = work),
      clearTimeout: () => {},
      // The phone's clock may be wrong by years: nothing here may read it.
      Date: undefined,
      URL, Response, TextEncoder, TextDecoder, btoa, DOMException, Error, TypeError, JSON, Map, Set, Uint8Array, Array, String, Promise,
    };
    scope.self = scope;
    const files = readdirSync(SW).filter((name) => name.endsWith(".js")).sort();
    const source = files.map((name) => readFileSync(new URL(name, SW), "utf8")).join("\n");
    vm.runInNewContext(`const BUILD = ${JSON.stringify(build)};\n${source}`, scope);
    const dispatch = async (type, event = {}) => {
      const waits = [];
      let response;
      listeners[type]({ ...event, waitUntil: (one) => waits.push(one), respondWith: (one) => (response = one) });
      await Promise.all(waits);
      return response;
    };
    return {
      install: async () => {
        await dispatch("install");
        this.waiting = this.active ? scope : null;
      },
      activate: async () => {
        [this.active, this.waiting] = [scope, null];
        await dispatch("activate");
      },
      keep: (locale = "en", frugal = false) => dispatch("message", { data: { type: "keep", locale, frugal } }),
      save: (locale = "en") => dispatch("message", { data: { type: "save", locale } }),
      update: () => dispatch("message", { data: { type: "update" } }),
      get: (path, { mode = "navigate", origin = "https://example.org" } = {}) =>
        dispatch("fetch", { request: { method: "GET", url: `${origin}/prontosim${path}`, mode } }),
    };
  }

  /** The paths that a release holds on this phone. */
  saved(release) {
    const cache = this.storage.get(`prontosim:/prontosim/:release:${release}`);
    return [...(cache?.stored.keys() ?? [])]
      .map((url) => `/${url.slice(SCOPE.length)}`)
      .filter((path) => !path.startsWith("/offline/"))
      .sort();
  }

  current() {
    const stored = this.storage.get("prontosim:/prontosim/:meta")?.stored.get(`${SCOPE}current`);
    return stored ? Buffer.from(stored.body).toString() : "";
  }

  /** What was asked of a site weighs so many bytes on the wire, without its list. */
  paidFor(site) {
    const weights = new Map(site.entries.map(({ path, bytes }) => [path, bytes]));
    weights.set(`/offline/${site.locale}.ndjson`, site.packCost);
    return this.asked.reduce((sum, path) => sum + (weights.get(path) ?? 0), 0);
  }

  lastReport() {
    return this.told.findLast((message) => message.type === "saved");
  }
}

export const FILES = {
  "/en/": "<h1>home</h1>",
  "/en/fix/": "<h1>what do you see</h1>",
  "/en/fix/apn/": "<h1>the apn</h1>",
  "/": "<h1>languages</h1>",
  "/static/css/site.1.css": "body{}",
};
export const PATHS = Object.keys(FILES).sort();
export const one = makeRelease("one", FILES);
export const two = makeRelease("two", { ...FILES, "/en/fix/apn/": "<h1>the new apn</h1>" });

export function noNetwork() {
  throw new TypeError("no network");
}

/** A phone with an active worker of a release and nothing saved. */
export async function installed(site = one, change) {
  const world = new World();
  world.serve(site, change);
  const worker = world.start(site.release);
  await worker.install();
  await worker.activate();
  return { world, worker };
}

/** A phone with a release saved whole. */
export async function saved(site = one) {
  const { world, worker } = await installed(site);
  await worker.keep();
  [world.asked, world.told] = [[], []];
  return { world, worker };
}

export async function text(response) {
  return (await response).text();
}
