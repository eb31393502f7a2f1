import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { kindOf, start } from "../../static/js/phone.js";

const ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";
const KINDS = ["iphone", "pixel", "samsung", "xiaomi", "huawei", "oppo"];

/** A page with a block for each kind, all closed. */
function page() {
  const blocks = KINDS.map((phone) => ({ dataset: { phone }, open: false }));
  return { blocks, querySelectorAll: () => blocks };
}

async function opened(browser) {
  const main = page();
  await start(main, browser);
  return main.blocks.filter(({ open }) => open).map(({ dataset }) => dataset.phone);
}

const chrome = (model) => ({
  userAgent: ANDROID,
  userAgentData: { getHighEntropyValues: async (hints) => (hints.includes("model") ? { model } : {}) },
});

describe("kindOf", () => {
  const told = {
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0": "iphone",
    "Mozilla/5.0 (Linux; Android 15; SM-S928B) AppleWebKit/537.36 Chrome/139.0 Mobile Safari/537.36": "samsung",
    "Mozilla/5.0 (Linux; U; Android 14; zh-cn; Redmi Note 13) AppleWebKit/537.36 XiaoMi/MiuiBrowser/18.1": "xiaomi",
    "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 ArkWeb/4.1 Mobile HuaweiBrowser/5.0": "huawei",
    "Mozilla/5.0 (Linux; Android 10; HarmonyOS; NOH-AN00; HMSCore 6.14) AppleWebKit/537.36 Mobile": "huawei",
    "Mozilla/5.0 (Linux; Android 13; V2227A; wv) AppleWebKit/537.36 VivoBrowser/20.1 vivo": "oppo",
    "Mozilla/5.0 (Linux; Android 14; CPH2609) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36": "oppo",
    "Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0": undefined,
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15": undefined,
  };
  for (const [text, kind] of Object.entries(told)) it(`reads ${kind} from ${text}`, () => assert.equal(kindOf(text), kind));
});

describe("start", () => {
  it("opens the block of the phone and no other", async () => {
    assert.deepEqual(await opened({ userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)" }), ["iphone"]);
  });

  it("asks for the model where the user agent hides it", async () => {
    assert.deepEqual(await opened(chrome("Pixel 9")), ["pixel"]);
    assert.deepEqual(await opened(chrome("SM-A556B")), ["samsung"]);
  });

  it("opens nothing when the phone cannot be told", async () => {
    assert.deepEqual(await opened(chrome("")), []);
    assert.deepEqual(await opened({ userAgent: ANDROID }), []);
  });

  it("opens nothing when the browser refuses to tell", async () => {
    const userAgentData = { getHighEntropyValues: () => Promise.reject(new DOMException("no", "NotAllowedError")) };
    assert.deepEqual(await opened({ userAgent: ANDROID, userAgentData }), []);
  });
});
