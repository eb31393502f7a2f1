import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";

import { makeIndex, piecesOf, rank, withoutFillers } from "../../static/js/rank.js";

// The table is made by the build; here a few characters stand for it.
const folder = mkdtempSync(join(tmpdir(), "prontosim-"));
writeFileSync(join(folder, "package.json"), '{"type":"module"}');
writeFileSync(join(folder, "variants.js"), 'export const [FROM, TO] = ["儲值敗號網", "储值败号网"];');
writeFileSync(join(folder, "normalise.js"), readFileSync(new URL("../../static/js/normalise.js", import.meta.url)));
for (const name of ["snippet.js", "rank.js"]) {
  writeFileSync(join(folder, name), readFileSync(new URL(`../../static/js/${name}`, import.meta.url)));
}
const { normalise } = await import(pathToFileURL(join(folder, "normalise.js")));
const { marksOf, snippetOf } = await import(pathToFileURL(join(folder, "snippet.js")));

const page = (name, { title = "", wordings = [], text = "", worth = 1 }) => ({ name, title, wordings, text, worth });
const names = (query, pages) => rank(query, makeIndex(pages)).map(({ document }) => document.name);

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
  const pages = [
    page("puk", { title: "the sim asks for the puk", wordings: ["enter puk", "输入 puk"], text: "the phone is fine" }),
    page("credit", { title: "the top up is missing", wordings: ["top up not arrived", "充值没到账"], text: "credit" }),
    page("signal", { title: "no service", wordings: ["no bars", "没有信号", "nessun servizio"], text: "puk" }),
    page("list", { title: "what you may have read", wordings: ["充值没到账", "no service"], text: "", worth: 0.5 }),
  ];
  const first = (query) => names(query, pages)[0];

  it("puts the nearest wording first, before the text of a page", () => {
    assert.deepEqual(names("puk", pages).slice(0, 2), ["puk", "signal"]);
  });

  it("bears typos, missing spaces and another order", () => {
    assert.equal(first("no servise"), "signal");
    assert.equal(first("noservice"), "signal");
    assert.equal(first("arrived not top up"), "credit");
    assert.equal(first("冲值没到账"), "credit");
  });

  it("finds any language from any other, and several in one query", () => {
    assert.equal(first("nessun servizio"), "signal");
    assert.equal(first("puk 输入"), "puk");
  });

  it("leaves out what asks and begs, unless there is nothing else", () => {
    assert.equal(withoutFillers("请问充值没到账怎么办"), "充值没到账");
    assert.equal(withoutFillers("please help no service"), "no service");
    assert.equal(withoutFillers("help"), "help");
    assert.equal(first("大家好 请问一下 我的充值没到账怎么办"), "credit");
  });

  it("finds the symptom in a long sentence", () => {
    assert.equal(first("出了地铁以后手机上一直没有信号朋友的都正常"), "signal");
  });

  it("puts long lists behind the page that helps", () => {
    assert.deepEqual(names("充值没到账", pages).slice(0, 2), ["credit", "list"]);
  });

  it("finds nothing for nothing, and nothing by chance", () => {
    assert.deepEqual(names("", pages), []);
    assert.deepEqual(names("zzz", pages), []);
  });

  it("takes text apart into pairs of characters, threes of letters, and words", () => {
    assert.deepEqual([...piecesOf("sim卡号")], ["sim", "卡", "号", "卡号", " sim"]);
  });
});

describe("snippet", () => {
  const marks = (text, query, size) =>
    snippetOf(text, marksOf(normalise(query)), size)
      .map(({ text, isMarked }) => (isMarked ? `[${text}]` : text))
      .join("");

  it("marks what was found, whatever its width, case, accent or script", () => {
    assert.equal(marks("Perché la SIM chiede il PUK", "puk perche", 60), "Perché la SIM chiede il [PUK]");
    assert.equal(marks("您的儲值沒到", "储值", 60), "您的[儲值]沒到");
  });

  it("shows the stretch with most of it", () => {
    const text = `${"a ".repeat(60)}the card is refused${" b".repeat(60)}`;
    assert.match(marks(text, "card refused", 40), /^….*\[card\] is \[refused\].*…$/);
  });

  it("marks words where they begin, short ones whole, and Chinese in pairs", () => {
    assert.equal(marks("signal, no-signal, nosignal, signals", "signal", 60), "[signal], no-[signal], nosignal, [signal]s");
    assert.equal(marks("sim, simple, esim", "sim", 60), "[sim], simple, esim");
    assert.equal(marks("充值了，没到账", "充值没到账", 60), "[充值]了，[没到账]");
  });

  it("begins with a sentence, or with a word, and ends with one", () => {
    const text = "The bars come back after a minute. Ask the shop to send the new card by post, it takes a week or more.";
    assert.equal(marks(text, "shop", 40), "…Ask the [shop] to send the new card by…");
    assert.equal(marks("one two three four five six seven eight nine ten eleven twelve", "nine", 24), "…eight [nine] ten eleven…");
    assert.equal(marks("等几分钟。第一笔多半只是还没到账。运营商明确说没收到，才可以重新付。", "没收到", 16), "…运营商明确说[没收到]，才可以重新付…");
  });

  it("shows the beginning when nothing of it is there", () => {
    assert.equal(marks("abc def", "zzz", 3), "abc…");
  });
});
