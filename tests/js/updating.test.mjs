import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { FILES, PATHS, installed, makeRelease, noNetwork, one, saved, text, two } from "./scope.mjs";

/** A phone with release one whole, and the worker of release two just installed. */
async function updated() {
  const { world, worker } = await saved();
  world.serve(two);
  world.asked = [];
  const next = world.start("two");
  await next.install();
  return { world, worker, next };
}

const asksForUpdate = (world) => world.told.filter(({ type }) => type === "asks").length;

describe("waiting", () => {
  it("the first worker takes over at once, a later one does not", async () => {
    const { world } = await installed();
    assert.ok(world.asked.includes("skipWaiting"));
    const { world: later } = await updated();
    assert.ok(!later.asked.includes("skipWaiting"));
  });

  it("a worker takes over at once where nothing is saved whole", async () => {
    const { world, worker } = await installed();
    world.failPut = (address) => address.endsWith("/en/fix/apn/");
    await worker.save();
    world.failPut = undefined;
    world.serve(two);
    world.asked = [];
    const next = world.start("two");
    await next.install();
    assert.ok(world.asked.includes("skipWaiting"));
    await next.activate();
    assert.equal(world.current(), "one", "what is saved in part is not lost");
    await next.keep();
    assert.equal(world.current(), "two");
    assert.equal(await text(next.get("/en/fix/apn/")), "<h1>the new apn</h1>");
  });

  it("the old release stays in use, however whole the new one is", async () => {
    const { world, worker, next } = await updated();
    await next.keep();
    assert.equal(world.told.at(-1).type, "whole");
    assert.equal(world.told.at(-1).release, "two");
    assert.equal(world.current(), "one");
    assert.equal(await text(worker.get("/en/fix/apn/")), "<h1>the apn</h1>");
  });

  it("a tap takes the new release, and every page hears of it", async () => {
    const { world, next } = await updated();
    await next.keep();
    await next.update();
    assert.ok(world.asked.includes("skipWaiting"));
    assert.equal(world.told.at(-1).type, "updated");
    await next.activate();
    assert.equal(world.current(), "two");
    assert.equal(await text(next.get("/en/fix/apn/")), "<h1>the new apn</h1>");
  });

  it("a tap takes nothing that is not whole", async () => {
    const { world, next } = await updated();
    world.network = noNetwork;
    await next.keep();
    await next.update();
    assert.equal(world.current(), "one");
    assert.ok(!world.asked.includes("skipWaiting"));
    assert.notEqual(world.told.at(-1).type, "updated");
  });

  it("a worker that came up while no page was open serves the old release until its own is whole and a page agrees", async () => {
    const { world, next } = await updated();
    await next.activate();
    assert.equal(world.current(), "one");
    await next.keep();
    assert.equal(world.current(), "one", "a page is open and nobody has tapped");
    assert.equal(await text(next.get("/en/fix/apn/")), "<h1>the apn</h1>");
    await next.update();
    assert.equal(await text(next.get("/en/fix/apn/")), "<h1>the new apn</h1>");
  });

  it("the first page after all were closed opens with the new release", async () => {
    const { world, next } = await updated();
    await next.activate();
    await next.keep();
    world.pages = [];
    assert.equal(await text(next.get("/en/fix/apn/")), "<h1>the new apn</h1>");
    assert.equal(world.current(), "two");
  });
});

describe("what an update costs", () => {
  it("only what changed is fetched; the rest is taken from the phone", async () => {
    const { world, next } = await updated();
    await next.keep();
    assert.deepEqual(world.asked, ["/offline/lists/en.json", "/en/fix/apn/"]);
    assert.deepEqual(world.saved("two"), PATHS);
  });

  it("a language in which nothing changed costs nothing", async () => {
    const { world } = await saved();
    const italian = makeRelease("one", { "/it/": "<h1>ciao</h1>" }, { locale: "it" });
    world.serve(italian);
    await world.start("one").save("it");
    world.serve(two);
    world.know({ ...italian, release: "two" });
    world.asked = [];
    const next = world.start("two");
    await next.install();
    await next.keep();
    assert.deepEqual(world.asked, ["/offline/lists/en.json", "/en/fix/apn/"]);
    assert.deepEqual(world.saved("two"), [...PATHS, "/it/"].sort());
    assert.equal(world.told.at(-1).type, "whole");
  });

  it("a reader who saves data is asked first", async () => {
    const { world, next } = await updated();
    await next.keep("en", true);
    assert.equal(asksForUpdate(world), 1);
    assert.deepEqual(world.asked, []);
    await next.keep("en", false);
    assert.deepEqual(world.saved("two"), PATHS);
  });

  it("nobody is asked before the first saving", async () => {
    const { world, worker } = await installed();
    await worker.keep("en", true);
    assert.equal(asksForUpdate(world), 0);
    assert.deepEqual(world.saved("one"), PATHS);
  });
});

describe("what an update must not lose", () => {
  it("the old release answers while the network fails", async () => {
    const { world, next } = await updated();
    world.network = noNetwork;
    await next.keep();
    assert.equal(world.told.at(-1).reason, "network");
    await next.activate();
    assert.equal(world.current(), "one");
    assert.equal(await text(next.get("/en/fix/apn/")), "<h1>the apn</h1>");
  });

  for (let alive = 0; alive <= PATHS.length + 1; alive += 1) {
    it(`a worker killed after ${alive} puts of an update leaves the old release whole`, async () => {
      const { world, next } = await updated();
      let puts = 0;
      world.failPut = () => {
        puts += 1;
        if (puts > alive) throw new Error("killed");
        return false;
      };
      await next.keep();
      world.failPut = undefined;
      assert.equal(world.current(), "one");
      assert.deepEqual(world.saved("one"), PATHS);
      const again = world.start("two");
      await again.keep();
      await again.update();
      assert.equal(world.current(), "two");
      assert.deepEqual(world.saved("two"), PATHS);
    });
  }

  it("a release that a page shows stays, and goes when the page is closed", async () => {
    const { world, worker, next } = await updated();
    world.pages[0].lock = "prontosim:/prontosim/:release:two";
    const tab = world.open("one");
    await next.keep();
    await next.update();
    await next.activate();
    await next.keep();
    assert.deepEqual(world.saved("one"), PATHS);
    assert.equal(await text(worker.get("/static/css/site.1.css", { mode: "no-cors" })), "body{}");
    world.close(tab);
    await next.keep();
    assert.deepEqual(world.saved("one"), []);
    assert.deepEqual(world.saved("two"), PATHS);
  });

  it("a page that is just loading keeps every release", async () => {
    const { world, next } = await updated();
    world.pages[0].lock = "";
    await next.keep();
    await next.update();
    await next.activate();
    await next.keep();
    assert.deepEqual(world.saved("one"), PATHS);
  });

  it("a lazy file of the release before answers from the phone, with no network", async () => {
    const old = makeRelease("one", { ...FILES, "/static/js/search.1.js": "export {}" });
    const { world, worker } = await saved(old);
    const changed = makeRelease("two", { ...FILES, "/static/js/search.2.js": "export { }" });
    world.open("one");
    world.serve(changed);
    const next = world.start("two");
    await next.install();
    await next.keep();
    await next.update();
    await next.activate();
    world.network = noNetwork;
    assert.equal(await text(next.get("/static/js/search.1.js", { mode: "cors" })), "export {}");
    assert.ok(worker);
  });

  it("goes back to an older release like to any other", async () => {
    const { world, next } = await updated();
    await next.keep();
    await next.update();
    await next.activate();
    world.serve(one);
    world.asked = [];
    const back = world.start("one");
    await back.install();
    await back.keep();
    await back.update();
    await back.activate();
    assert.equal(world.current(), "one");
    assert.equal(await text(back.get("/en/fix/apn/")), "<h1>the apn</h1>");
    assert.deepEqual(world.asked.filter((path) => path.startsWith("/")), [], "it was still on the phone");
  });

  it("never lets an empty new release take over from one that is saved in part", async () => {
    const { world } = await saved();
    world.storage.get("prontosim:/prontosim/:release:one").stored.delete("https://example.org/prontosim/");
    world.network = noNetwork;
    const next = world.start("two");
    await next.install();
    await next.activate();
    await next.keep();
    assert.equal(world.current(), "one");
    assert.equal(await text(next.get("/en/fix/")), FILES["/en/fix/"]);
    assert.deepEqual(world.saved("one"), PATHS.slice(1));
  });
});
