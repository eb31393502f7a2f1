import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { FILES, installed, noNetwork, saved, text } from "./scope.mjs";

describe("answering", () => {
  async function offline() {
    const { world, worker } = await saved();
    world.network = noNetwork;
    return { world, worker };
  }

  const html = (body, status = 200) => new Response(body, { status, headers: { "content-type": "text/html" } });

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
    assert.equal(await response.text(), '<html data-reason="not-saved">it /prontosim/ Not saved <a href="/prontosim/en/fix/apn/" lang="en">en</a>');
    assert.equal(response.headers.get("content-security-policy"), "style-src 'sha256-x'");
  });

  it("says what is not there", async () => {
    const { worker } = await installed();
    const response = await worker.get("/en/nothing/");
    assert.equal(response.status, 404);
    assert.match(await response.text(), /data-reason="not-found"/);
  });

  it("knows offline what was never there", async () => {
    const { worker } = await offline();
    const response = await worker.get("/en/nothing/");
    assert.equal(response.status, 404);
    assert.match(await response.text(), /data-reason="not-found"/);
  });

  it("says on a fresh phone that nothing is saved yet, not that it was deleted", async () => {
    const { world, worker } = await installed();
    world.network = noNetwork;
    assert.match(await text(worker.get("/en/")), /data-reason="not-saved"/);
  });

  it("leads to the same page in the languages that are saved, else to their home", async () => {
    const { worker } = await offline();
    assert.match(await text(worker.get("/it/fix/")), /<a href="\/prontosim\/en\/fix\/" lang="en">en<\/a>$/);
    assert.match(await text(worker.get("/it/guides/")), /<a href="\/prontosim\/en\/" lang="en">en<\/a>$/);
  });

  const OURS = '<!doctype html><html lang="it" data-locale="it" data-offline="none"><h1>ciao</h1>';
  const NOT_OURS = {
    "a portal's page": () => html("<html><h1>Log in</h1>"),
    "an error": () => html(OURS, 503),
    "an empty answer": () => new Response(null, { status: 204 }),
    "a redirect": () => Object.defineProperty(html(OURS), "redirected", { value: true }),
    "a body that is cut": () =>
      html(new ReadableStream({ start: (control) => control.error(new TypeError("cut")) })),
  };
  for (const [name, respond] of Object.entries(NOT_OURS)) {
    it(`shows its own page in place of ${name}`, async () => {
      const { world, worker } = await offline();
      world.network = respond;
      const response = await worker.get("/it/fix/");
      assert.equal(response.status, 503);
      assert.match(await response.text(), /data-reason="not-saved"/);
    });
  }

  it("passes on a page of ours that is not saved, with the policy", async () => {
    const { world, worker } = await offline();
    world.network = () => html(OURS);
    const response = await worker.get("/it/fix/");
    assert.equal(await response.text(), OURS);
    assert.equal(response.headers.get("content-security-policy"), "default-src 'none'");
  });

  it("does not wait for a body that never ends", async () => {
    const { world, worker } = await offline();
    world.network = () => html(new ReadableStream({}));
    world.late = undefined;
    const response = worker.get("/it/");
    while (!world.late) await new Promise(setImmediate);
    await new Promise(setImmediate);
    world.late();
    assert.match(await text(response), /data-reason="not-saved"/);
  });

  it("answers even when nothing can be written or read", async () => {
    const { world, worker } = await offline();
    world.caches.has = world.caches.open = world.caches.keys = async () => {
      throw new Error("broken");
    };
    assert.match(await text(worker.get("/en/")), /data-reason="emptied"/);
    assert.equal((await worker.get("/static/x.js", { mode: "cors" })).status, 504);
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
