import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";

import { rank } from "../../static/js/rank.js";

// The table is made by the build; here a few characters stand for it.
const folder = mkdtempSync(join(tmpdir(), "prontosim-"));
writeFileSync(join(folder, "package.json"), '{"type":"module"}');
writeFileSync(join(folder, "variants.js"), 'export const [FROM, TO] = ["儲值敗號網", "储值败号网"];');
writeFileSync(join(folder, "normalise.js"), readFileSync(new URL("../../static/js/normalise.js", import.meta.url)));
const { normalise } = await import(pathToFileURL(join(folder, "normalise.js")));

const page = (name, { title = "", keywords = [], headings = [], text = "", unwritten = false }) => ({
  name,
  unwritten,
  title: [title],
  keywords,
  headings,
  text: [text],
});
const names = (query, pages) => rank(query, pages).map(({ name }) => name);

describe("normalise", () => {
  it("makes width, case and accents one", () => {
    assert.equal(normalise("ＰＵＫ Perché"), "puk perche");
  });

  it("makes traditional and simplified one", () => {
    assert.equal(normalise("儲值失敗"), normalise("储值失败"));
  });

  it("takes punctuation and spaces as one space", () => {
    assert.equal(normalise("  No Service，SOS… "), "no service sos");
  });

  it("keeps the signs of codes that are no punctuation apart from their digits", () => {
    assert.equal(normalise("Wi-Fi"), "wi fi");
  });
});

describe("rank", () => {
  it("puts title before keyword before heading before text", () => {
    const pages = [
      page("text", { text: "the apn is here" }),
      page("heading", { headings: ["apn"] }),
      page("keyword", { keywords: ["apn"] }),
      page("title", { title: "set the apn now" }),
    ];
    assert.deepEqual(names("apn", pages), ["title", "keyword", "heading", "text"]);
  });

  it("finds Chinese inside longer words", () => {
    assert.deepEqual(names("充值失败", [page("a", { title: "意大利电话卡充值失败" }), page("b", { title: "充值" })]), ["a"]);
  });

  it("wants every word, and takes some only when no page has all", () => {
    const pages = [page("both", { text: "no service in rome" }), page("one", { title: "service" })];
    assert.deepEqual(names("service rome", pages), ["both"]);
    assert.deepEqual(names("service mars", pages), ["one", "both"]);
  });

  it("puts pages that are not written yet behind written ones", () => {
    const pages = [page("later", { keywords: ["calls"], unwritten: true }), page("now", { keywords: ["calls"] })];
    assert.deepEqual(names("calls", pages), ["now", "later"]);
  });

  it("takes words with and without their hyphen as one", () => {
    const pages = [page("wifi", { title: "wi fi login" }), page("far", { text: "wi is a syllable and fi another" })];
    assert.deepEqual(names("wi fi", pages), ["wifi"]);
    assert.deepEqual(names("wifi", pages), ["wifi"]);
  });

  it("finds a long Chinese sentence by its pieces, rare ones first", () => {
    const titles = { data: "没有流量", credit: "没有余额", metro: "地铁里没信号", none: "无关" };
    const pages = Object.entries(titles).map(([name, title]) => page(name, { title }));
    assert.deepEqual(names("出了地铁发现没有服务", pages), ["metro", "data", "credit"]);
  });

  it("finds nothing for nothing", () => {
    assert.deepEqual(names("", [page("a", { title: "a" })]), []);
    assert.deepEqual(names("zzz", [page("a", { title: "a" })]), []);
  });
});
