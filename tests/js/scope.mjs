// A worker's world made of fakes: caches that can fail, a network that is asked, clients that listen. No browser.

import { createHash, webcrypto } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import vm from "node:vm";

const SW = new URL("../../static/sw/", import.meta.url);
const SCOPE = "https://example.org/prontosim/";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** A release of `files` (path to text) as the network has it. */
export function makeRelease(release, files, { locale = "en" } = {}) {
  const entries = Object.entries(files).map(([path, text]) => ({
    path,
    sha256: sha256(text),
    bytes: Buffer.byteLength(text),
  }));
  const type = (path) => (path.endsWith("/") ? "text/html; charset=utf-8" : "text/css; charset=utf-8");
  const lines = Object.entries(files).map(([path, text]) => `${JSON.stringify({ path, type: type(path), text })}\n`);
  return { release, locale, files, manifest: { release, locale, files: entries }, pack: lines.join(""), type };
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
    this.network = (path) => {
      const changed = change(path);
      if (changed) return changed;
      if (path === `/offline/${site.locale}.json`) return Response.json(site.manifest);
      if (path === `/offline/${site.locale}.ndjson`) return new Response(site.pack);
      if (path in site.files) {
        return new Response(site.files[path], { headers: { "content-type": site.type(path) } });
      }
      return new Response("<h1>no such page</h1>", { status: 404, headers: { "content-type": "text/html" } });
    };
  }

  /** Starts a worker of a release, as if the browser had just loaded `sw.js`. */
  start(release) {
    const listeners = {};
    const world = this;
    const build = {
      release,
      locales: LOCALES,
      headers: { "content-security-policy": "default-src 'none'", "referrer-policy": "no-referrer" },
      composedPolicy: "style-src 'sha256-x'",
      pages: forEach((locale) => `<html data-reason="{reason}">${locale} {scope} {title}`),
      words: forEach(() => ({ "not-saved": ["Not saved", ""], "not-found": ["No page", ""], emptied: ["Gone", ""] })),
    };
    const scope = {
      registration: {
        scope: SCOPE,
        update: () => world.asked.push("update"),
        get waiting() {
          return world.waiting;
        },
      },
      location: new URL(SCOPE),
      clients: { claim: async () => {}, matchAll: async () => [{ postMessage: (data) => world.told.push(data) }] },
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
      URL, Response, TextEncoder, TextDecoder, DOMException, Error, TypeError, JSON, Map, Set, Uint8Array, Array, String, Promise,
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
      keep: (locale = "en") => dispatch("message", { data: { type: "keep", locale } }),
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

  lastReport() {
    return this.told.findLast((message) => message.type === "saved");
  }
}
