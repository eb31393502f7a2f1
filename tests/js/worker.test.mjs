import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { World, makeRelease } from "./scope.mjs";

const FILES = {
  "/en/": "<h1>home</h1>",
  "/en/fix/": "<h1>what do you see</h1>",
  "/en/fix/apn/": "<h1>the apn</h1>",
  "/": "<h1>languages</h1>",
  "/static/css/site.1.css": "body{}",
};
const PATHS = Object.keys(FILES).sort();
const one = makeRelease("one", FILES);

async function installed(site = one, change) {
  const world = new World();
  world.serve(site, change);
  const worker = world.start(site.release);
  await worker.install();
  await worker.activate();
  return { world, worker };
}

async function text(response) {
  return (await response).text();
}

describe("saving", () => {
  it("stores nothing during install", async () => {
    const { world } = await installed();
    assert.deepEqual(world.saved("one"), []);
    assert.ok(!world.asked.some((path) => path.startsWith("/")));
  });

  it("saves a whole locale from manifest and pack, in two requests", async () => {
    const { world, worker } = await installed();
    await worker.save();
    assert.deepEqual(world.saved("one"), PATHS);
    assert.deepEqual(world.asked.filter((path) => path.startsWith("/")), ["/offline/en.json", "/offline/en.ndjson"]);
    assert.equal(world.lastReport().reason, "");
    assert.equal(world.lastReport().have, PATHS.length);
  });

  it("tells of every file as it is saved", async () => {
    const { world, worker } = await installed();
    await worker.save();
    const counts = world.told.filter(({ type }) => type === "saving").map(({ have }) => have);
    assert.deepEqual(counts, [1, 2, 3, 4, 5]);
  });

  it("refuses a line whose bytes are not those of the manifest, and fetches that file itself", async () => {
    const wrong = one.pack.replace("<h1>the apn</h1>", "<h1>the app</h1>");
    const { world, worker } = await installed(one, (path) => path.endsWith(".ndjson") && new Response(wrong));
    await worker.save();
    assert.equal(await text(worker.get("/en/fix/apn/")), "<h1>the apn</h1>");
    assert.ok(world.asked.includes("/en/fix/apn/"));
  });

  for (const tenth of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    it(`keeps what arrived of a pack cut at ${tenth * 10} %, and still ends whole`, async () => {
      const cut = Buffer.from(one.pack).subarray(0, Math.floor((one.pack.length * tenth) / 10));
      const { world, worker } = await installed(one, (path) => path.endsWith(".ndjson") && new Response(cut));
      await worker.save();
      assert.deepEqual(world.saved("one"), PATHS);
      assert.equal(new Set(world.asked).size, world.asked.length, "nothing is fetched twice");
    });
  }

  it("stores nothing of a portal that answers 200 to everything", async () => {
    const portal = () => new Response("<h1>Log in</h1>", { headers: { "content-type": "text/html" } });
    const { world, worker } = await installed(one, portal);
    await worker.save();
    assert.deepEqual(world.saved("one"), []);
    assert.equal(world.lastReport().reason, "network");
    world.serve(one);
    await worker.save();
    assert.deepEqual(world.saved("one"), PATHS);
  });

  it("stores nothing when single files are a portal's", async () => {
    const portal = (path) => (path.endsWith(".json") ? undefined : new Response("<h1>Log in</h1>"));
    const { world, worker } = await installed(one, portal);
    await worker.save();
    assert.deepEqual(world.saved("one"), []);
    assert.equal(world.lastReport().reason, "altered");
  });

  it("names a full phone and keeps what fitted", async () => {
    const { world, worker } = await installed();
    world.failPut = (address) => address.endsWith("/en/fix/apn/");
    await worker.save();
    assert.equal(world.lastReport().reason, "full");
    assert.ok(world.saved("one").length >= 2);
    world.failPut = undefined;
    await worker.save();
    assert.deepEqual(world.saved("one"), PATHS);
  });

  it("goes on where a killed worker stopped, without putting anything again", async () => {
    for (let alive = 0; alive < PATHS.length; alive += 1) {
      const { world, worker } = await installed();
      const dead = new Error("killed");
      let puts = 0;
      world.failPut = (address) => {
        if (!address.includes("/offline/") && (puts += 1) > alive) throw dead;
        return false;
      };
      await worker.save();
      world.failPut = undefined;
      const before = world.saved("one");
      assert.equal(before.length, alive);
      world.puts = 0;
      await world.start("one").save();
      assert.deepEqual(world.saved("one"), PATHS);
      assert.equal(world.puts, PATHS.length - alive + 1, "the rest and the manifest");
    }
  });

  it("looks for a new worker when the site has moved on", async () => {
    const { world, worker } = await installed();
    world.serve(makeRelease("two", FILES));
    await worker.save();
    assert.ok(world.asked.includes("update"));
    assert.equal(world.lastReport().reason, "other-release");
  });

  it("saves a locale once when asked twice", async () => {
    const { world, worker } = await installed();
    await Promise.all([worker.save(), worker.save()]);
    assert.equal(world.asked.filter((path) => path === "/offline/en.ndjson").length, 1);
  });
});

describe("updating", () => {
  const two = makeRelease("two", { ...FILES, "/en/fix/apn/": "<h1>the new apn</h1>" });

  async function updated() {
    const { world, worker } = await installed();
    await worker.save();
    world.serve(two);
    world.asked = [];
    const next = world.start("two");
    await next.install();
    return { world, worker, next };
  }

  it("waits: the first worker takes over at once, a later one does not", async () => {
    const { world } = await installed();
    assert.ok(world.asked.includes("skipWaiting"));
    const { world: later } = await updated();
    assert.ok(!later.asked.includes("skipWaiting"));
  });

  it("leaves the old release in use while it waits, however whole it is", async () => {
    const { world, worker, next } = await updated();
    await next.keep();
    assert.equal(world.told.at(-1).type, "whole");
    assert.equal(world.told.at(-1).release, "two");
    assert.equal(world.current(), "one");
    assert.equal(await text(worker.get("/en/fix/apn/")), "<h1>the apn</h1>");
    await next.activate();
    assert.equal(world.current(), "two");
    assert.equal(await text(next.get("/en/fix/apn/")), "<h1>the new apn</h1>");
  });

  it("keeps every language that the phone holds", async () => {
    const { world, worker } = await installed();
    await worker.keep();
    const italian = makeRelease("one", { "/it/": "<h1>ciao</h1>" }, { locale: "it" });
    world.serve(italian);
    await worker.save("it");
    const both = (path) => path.includes("/it") && new Response(path.endsWith("json") ? italianNow : italian.pack);
    const italianNow = JSON.stringify({ ...italian.manifest, release: "two" });
    world.serve(two, both);
    const next = world.start("two");
    await next.install();
    await next.keep();
    assert.deepEqual(world.saved("two"), [...PATHS, "/it/"].sort());
  });

  it("does not call itself whole when the network fails", async () => {
    const { world, next } = await updated();
    world.network = () => {
      throw new TypeError("no network");
    };
    await next.keep();
    assert.equal(world.told.at(-1).reason, "network");
    await next.activate();
    assert.equal(world.current(), "one");
  });

  it("fetches only what changed and takes the rest from the phone", async () => {
    const { world, next } = await updated();
    await next.save();
    assert.deepEqual(world.asked, ["/offline/en.json", "/en/fix/apn/"]);
    assert.deepEqual(world.saved("two"), PATHS);
  });

  it("serves the old release until the new one is whole", async () => {
    const { world, next } = await updated();
    await next.activate();
    assert.equal(world.current(), "one");
    assert.equal(await text(next.get("/en/fix/apn/")), "<h1>the apn</h1>");
    await next.save();
    assert.equal(world.current(), "two");
    assert.equal(await text(next.get("/en/fix/apn/")), "<h1>the new apn</h1>");
  });

  it("keeps the old release for tabs that still show it", async () => {
    const { world, next } = await updated();
    await next.save();
    await next.activate();
    assert.deepEqual(world.saved("one"), PATHS);
  });

  it("goes back to an older release like to any other", async () => {
    const { world, next } = await updated();
    await next.save();
    await next.activate();
    world.serve(one);
    const back = world.start("one");
    await back.install();
    await back.save();
    await back.activate();
    assert.equal(world.current(), "one");
    assert.equal(await text(back.get("/en/fix/apn/")), "<h1>the apn</h1>");
  });
});

describe("losing nothing", () => {
  it("never lets an empty new release take over from one that is saved in part", async () => {
    const { world, worker } = await installed();
    await worker.save();
    world.storage.get("prontosim:/prontosim/:release:one").stored.delete("https://example.org/prontosim/");
    world.network = () => {
      throw new TypeError("no network");
    };
    const next = world.start("two");
    await next.install();
    await next.activate();
    assert.equal(world.current(), "one");
    assert.equal(await text(next.get("/en/fix/")), FILES["/en/fix/"]);
  });

  it("asks for the pack once when the phone is full", async () => {
    const { world, worker } = await installed();
    world.failPut = (address) => address.endsWith("/en/fix/");
    await worker.keep();
    assert.equal(world.lastReport().reason, "full");
    assert.equal(world.asked.filter((path) => path.startsWith("/en/")).length, 0);
  });

  it("saves the others when one file is not that of the release", async () => {
    const cut = one.pack.split("\n").slice(0, 1).join("\n");
    const { world, worker } = await installed(one, (path) => {
      if (path.endsWith(".ndjson")) return new Response(cut);
      return path === "/en/fix/" ? new Response("<h1>Log in</h1>") : undefined;
    });
    await worker.save();
    assert.equal(world.lastReport().reason, "altered");
    assert.deepEqual(world.saved("one"), PATHS.filter((path) => path !== "/en/fix/"));
  });

  it("counts a network that falls silent as cut", async () => {
    const { world, worker } = await installed(one, (path) => path.endsWith(".ndjson") && new Promise(() => {}));
    world.late = undefined;
    const done = worker.save();
    while (!world.asked.includes("/offline/en.ndjson")) await new Promise(setImmediate);
    world.late();
    await done;
    assert.deepEqual(world.saved("one"), PATHS);
  });

  it("asks the network itself when the browser's cache holds a wrong asset", async () => {
    const half = (path) => path.endsWith(".ndjson") && new Response("");
    const { world, worker } = await installed(one, (path) => {
      if (path.endsWith(".css") && !world.asked.slice(0, -1).includes(path)) return new Response("half");
      return half(path);
    });
    await worker.save();
    assert.equal(world.lastReport().reason, "");
  });
});

describe("answering", () => {
  async function offline() {
    const { world, worker } = await installed();
    await worker.save();
    world.network = () => {
      throw new TypeError("no network");
    };
    return { world, worker };
  }

  it("answers from the cache and never asks the network for it", async () => {
    const { world, worker } = await offline();
    world.asked = [];
    assert.equal(await text(worker.get("/en/fix/apn/")), "<h1>the apn</h1>");
    assert.deepEqual(world.asked, []);
  });

  it("ignores queries and index.html", async () => {
    const { worker } = await offline();
    assert.equal(await text(worker.get("/en/fix/?from=wechat&utm_source=x")), FILES["/en/fix/"]);
    assert.equal(await text(worker.get("/en/fix/index.html")), FILES["/en/fix/"]);
  });

  it("adds the slash that was forgotten", async () => {
    const { worker } = await offline();
    const response = await worker.get("/en/fix?from=x");
    assert.equal(response.status, 302);
    assert.equal(response.headers.get("location"), "https://example.org/prontosim/en/fix/?from=x");
  });

  it("sends the policy with every page", async () => {
    const { worker } = await offline();
    const response = await worker.get("/en/");
    assert.equal(response.headers.get("content-security-policy"), "default-src 'none'");
    assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
  });

  it("says in the reader's language what is not saved", async () => {
    const { worker } = await offline();
    const response = await worker.get("/it/fix/apn/");
    assert.equal(response.status, 503);
    assert.equal(await response.text(), '<html data-reason="not-saved">it /prontosim/ Not saved');
    assert.equal(response.headers.get("content-security-policy"), "style-src 'sha256-x'");
  });

  it("says what is not there", async () => {
    const { worker } = await installed();
    const response = await worker.get("/en/nothing/");
    assert.equal(response.status, 404);
    assert.match(await response.text(), /data-reason="not-found"/);
  });

  it("has a page when everything was deleted", async () => {
    const { world, worker } = await offline();
    world.storage.clear();
    assert.match(await text(worker.get("/en/")), /data-reason="emptied"/);
  });

  it("does not wait for a network that never answers", async () => {
    const { world, worker } = await offline();
    world.network = () => new Promise(() => {});
    world.late = undefined;
    const response = worker.get("/it/");
    while (!world.late) await new Promise(setImmediate);
    world.late();
    assert.match(await text(response), /data-reason="not-saved"/);
  });

  it("ends requests for files in a response too", async () => {
    const { worker } = await offline();
    assert.equal((await worker.get("/static/icons/x.png", { mode: "no-cors" })).status, 504);
  });

  it("leaves other origins and its own traffic alone", async () => {
    const { worker } = await offline();
    assert.equal(await worker.get("/en/", { origin: "https://other.org" }), undefined);
    assert.equal(await worker.get("/sw.js"), undefined);
    assert.equal(await worker.get("/offline/en.ndjson"), undefined);
  });

  it("touches no cache of another app", async () => {
    const { world, worker } = await installed();
    await (await world.caches.open("other-app")).put("https://example.org/x", new Response("theirs"));
    await worker.save();
    await worker.activate();
    assert.ok(world.storage.has("other-app"));
  });
});
