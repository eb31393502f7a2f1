// Opens the steps for this kind of phone where it can be told; the others stay one tap away, and nothing moves.

/** What the names and models of each kind look like; the first that fits counts. */
const KINDS = [
  ["iphone", /iPhone|iPod/],
  ["samsung", /Samsung|\bSM-[A-Z]/i],
  ["huawei", /Huawei|Honor|HarmonyOS/i],
  ["xiaomi", /Xiaomi|Redmi|\bPOCO\b/i],
  ["oppo", /\bOPPO\b|OnePlus|realme|\bvivo\b|\bCPH\d|\bRMX\d/i],
  ["pixel", /\bPixel\b|Motorola|\bmoto\b|\bNokia\b/i],
];

/** The kind that a text names, or undefined. */
export function kindOf(text) {
  return KINDS.find(([, names]) => names.test(text))?.[0];
}

/** All that the browser tells about the phone. Newer ones keep the model out of the user agent and give it when asked. */
async function told({ userAgent, userAgentData }) {
  const { model = "" } = (await userAgentData?.getHighEntropyValues?.(["model"]).catch(() => undefined)) ?? {};
  return `${model} ${userAgent}`;
}

export async function start(main, browser = navigator) {
  const kind = kindOf(await told(browser));
  for (const block of main.querySelectorAll("details[data-phone]")) {
    if (block.dataset.phone === kind) block.open = true;
  }
}
