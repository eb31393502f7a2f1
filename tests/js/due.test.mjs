import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";

import { start } from "../../static/js/due.js";

const OVERDUE = "Due on {date}: check with the operator.";
const tomorrow = () => new Date(Date.now() + 86400000).toISOString().slice(0, 10);

/** A page's date line, and what comes to stand after it. */
function line() {
  const told = [];
  return { told, textContent: "May 20, 2027", parentElement: { after: (note) => told.push(note.textContent) } };
}

const phone = (released) => ({ locale: "en", listed: async () => ({ released }) });

describe("start", () => {
  beforeEach(() => {
    globalThis.document = { createElement: () => ({}), querySelector: () => ({ dataset: { overdue: OVERDUE } }) };
  });

  it("says when the page was due, once", async () => {
    const due = line();
    await start(phone("2026-11-21"), due);
    assert.deepEqual(due.told, ["Due on May 20, 2027: check with the operator."]);
  });

  it("says so where nothing is saved, and where nothing can be", async () => {
    for (const listed of [async () => ({}), async () => Promise.reject(new ReferenceError("caches"))]) {
      const due = line();
      await start({ locale: "en", listed }, due);
      assert.equal(due.told.length, 1);
    }
  });

  it("claims nothing by a clock that stands before the release", async () => {
    const due = line();
    await start(phone(tomorrow()), due);
    assert.deepEqual(due.told, []);
  });
});
