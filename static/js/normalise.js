// One form for what is written in many: width, case, accents, traditional and simplified characters.

import { FROM, TO } from "./variants.js";

const targets = [...TO];
const simplified = new Map(Array.from(FROM, (character, index) => [character, targets[index]]));
const simplifiedOf = (character) => simplified.get(character) ?? character;

/** The form in which texts are compared: `Ｃafé 儲值` and `cafe 储值` are the same. */
export function normalise(text) {
  const plain = text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/\p{Diacritic}/gu, "").normalize("NFC");
  return Array.from(plain, simplifiedOf).join("").replace(/[\s\p{P}]+/gu, " ").trim();
}
