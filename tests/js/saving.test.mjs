import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { FILES, PATHS, installed, makeRelease, noNetwork, one, saved, text } from "./scope.mjs";

describe("saving", () => {
  it("stores nothing during install", async () => {
    const { world } = await installed();
    assert.deepEqual(world.saved("one"), []);
    assert.ok(!world.asked.some((path) => path.startsWith("/")));
  });

  it("saves a whole locale from list and pack, in two requests", async () => {
    const { world, worker } = await installed();
    await worker.save();
    assert.deepEqual(world.saved("one"), PATHS);
    assert.deepEqual(world.asked.filter((path) => path.startsWith("/")), ["/offline/lists/en.json", "/offline/en.ndjson"]);
    assert.equal(world.lastReport().reason, "");
    assert.equal(world.lastReport().have, PATHS.length);
  });

  it("puts pages into the frames that they share", async () => {
    const page = (place, text) =>
      `<title>${text} · A</title><a href="../../it/${place}">IT</a></header><main><h1 id="x">${text}</h1></main><footer>`;
    const site = makeRelease("one", { "/en/fix/apn/": page("fix/apn/", "apn"), "/en/fix/puk/": page("fix/puk/", "puk"), "/": "<h1>" });
    const lines = [
      { frame: ["<title>", " · A</title>", '<a href="../../it/\x01">IT</a></header>', "<footer>"] },
      { path: "/en/fix/apn/", frame: 0, text: '<main><h1 id="x">apn</h1></main>' },
      { path: "/en/fix/puk/", frame: 0, text: '<main><h1 id="x">puk</h1></main>' },
      { path: "/", type: "text/html", text: "<h1>" },
    ];
    const pack = lines.map((line) => JSON.stringify(line) + "\n").join("");
    const { world, worker } = await installed(site, (path) => path.endsWith(".ndjson") && new Response(pack));
    await worker.save();
    assert.deepEqual(world.asked.filter((path) => path.startsWith("/")), ["/offline/lists/en.json", "/offline/en.ndjson"]);
    assert.equal(await text(worker.get("/en/fix/puk/")), site.files["/en/fix/puk/"]);
  });

  it("tells of every file as it is saved", async () => {
    const { world, worker } = await installed();
    await worker.save();
    const counts = world.told.filter(({ type }) => type === "saving").map(({ have }) => have);
    assert.deepEqual(counts, [1, 2, 3, 4, 5]);
  });

  it("refuses a line whose bytes are not those of the list, and fetches that file itself", async () => {
    const wrong = one.pack.replace("<h1>the apn</h1>", "<h1>the app</h1>");
    const { world, worker } = await installed(one, (path) => path.endsWith(".ndjson") && new Response(wrong));
    await worker.save();
    assert.equal(await text(worker.get("/en/fix/apn/")), "<h1>the apn</h1>");
    assert.ok(world.asked.includes("/en/fix/apn/"));
  });

  for (const tenth of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    const cut = Buffer.from(one.pack).subarray(0, Math.floor((one.pack.length * tenth) / 10));

    it(`keeps what arrived of a pack that is always cut at ${tenth * 10} %, and still ends whole`, async () => {
      const { world, worker } = await installed(one, (path) => path.endsWith(".ndjson") && new Response(cut));
      await worker.save();
      assert.deepEqual(world.saved("one"), PATHS);
      assert.ok(world.asked.filter((path) => path.endsWith(".ndjson")).length <= 2, "a pack that brings nothing is left");
      const files = world.asked.filter((path) => path in one.files);
      assert.equal(new Set(files).size, files.length, "no file is fetched twice");
    });

    it(`cut at ${tenth * 10} %, pays for the rest no more than the cheaper way`, async () => {
      const { world, worker } = await installed(one, (path) => {
        if (path.endsWith(".ndjson")) return new Response(cut);
        return path.endsWith(".json") ? undefined : noNetwork();
      });
      await worker.save();
      const had = world.saved("one");
      world.serve(one);
      world.asked = [];
      await worker.save();
      assert.deepEqual(world.saved("one"), PATHS);
      const missing = one.entries.filter(({ path }) => !had.includes(path));
      const oneByOne = missing.reduce((sum, { bytes }) => sum + bytes, 0);
      assert.ok(world.paidFor(one) <= Math.min(oneByOne, one.packCost));
      assert.ok(!world.asked.includes("/offline/lists/en.json"), "the list is on the phone");
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
    assert.ok(world.asked.includes("update"), "the site may have moved on");
  });

  it("leaves a network whose files are all wrong after a few of them", async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, number) => [`/en/${number}/`, `<h1>${number}</h1>`]));
    const site = makeRelease("one", many);
    const { world, worker } = await installed(site, (path) => (path.endsWith(".json") ? undefined : new Response("<h1>Log in</h1>")));
    await worker.save();
    assert.ok(world.asked.filter((path) => path in many).length < 10);
  });

  it("asks for a file that came wrong after all others", async () => {
    const wrong = ["/en/", "/en/fix/", "/en/fix/apn/"];
    const { world, worker } = await installed(one, (path) => {
      if (path.endsWith(".ndjson")) return new Response("");
      return wrong.includes(path) ? new Response("<h1>Log in</h1>") : undefined;
    });
    for (let turn = 0; turn < 3; turn += 1) await worker.save();
    assert.deepEqual(world.saved("one"), ["/", "/static/css/site.1.css"]);
  });

  it("stores no list but that of its own release", async () => {
    const wrong = JSON.stringify(one.list).replace(/"hashes":"./, '"hashes":"-');
    const { world, worker } = await installed(one, (path) => path.endsWith(".json") && new Response(wrong));
    await worker.save();
    assert.equal(world.lastReport().reason, "altered");
    assert.equal(world.storage.get("prontosim:/prontosim/:release:one"), undefined);
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

  for (let alive = 0; alive <= PATHS.length; alive += 1) {
    it(`killed after ${alive} puts, goes on there without putting a file again`, async () => {
      const { world, worker } = await installed();
      let puts = 0;
      world.failPut = () => {
        puts += 1;
        if (puts > alive) throw new Error("killed");
        return false;
      };
      await worker.save();
      world.failPut = undefined;
      const before = world.saved("one");
      assert.equal(before.length, Math.max(0, alive - 1), "the first put is the list");
      world.puts = 0;
      await world.start("one").save();
      assert.deepEqual(world.saved("one"), PATHS);
      assert.equal(world.puts, PATHS.length - before.length + 1, "the rest and the list");
    });
  }

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

describe("losing nothing", () => {
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
      if (path.endsWith(".css") && world.asked.filter((asked) => asked === path).length === 1) return new Response("half");
      return half(path);
    });
    await worker.save();
    assert.equal(world.lastReport().reason, "");
  });
});
