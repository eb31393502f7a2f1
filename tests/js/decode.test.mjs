import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { findings, plain, recognise, stem, wordsIn } from "../../static/js/decode.js";

const SENDERS = { tim: { name: "\\btim\\b", sites: ["tim.it"] } };

describe("plain", () => {
  it("makes capitals, accents and apostrophes one", () => {
    assert.equal(plain("La tua SIM è ATTIVA,  l’offerta no"), "la tua sim e attiva, l offerta no");
  });
});

describe("recognise", () => {
  const clues = [
    [["rinnov", "credito"], []],
    [["rinnov", "offert"], ["sospes"]],
    [["link|https?"], []],
    [["https?", "dati"], []],
  ];
  const kinds = (message) => recognise(message, clues, SENDERS).map(({ kind }) => kind);

  it("needs all of a kind's clues and none of those against it", () => {
    assert.deepEqual(kinds("Rinnovo dell'offerta"), [1]);
    assert.deepEqual(kinds("Rinnovo dell'offerta sospeso: offerta sospesa"), []);
  });

  it("puts the first of the file first where two fit equally", () => {
    assert.deepEqual(kinds("Credito per il rinnovo dell'offerta"), [0, 1]);
  });

  it("takes a single clue for a chance", () => {
    assert.deepEqual(kinds("Il link"), []);
  });

  it("does not suspect an operator's own site", () => {
    assert.deepEqual(kinds("I tuoi dati: https://www.tim.it/dati"), []);
    assert.deepEqual(kinds("I tuoi dati: https://tim.it.example/dati"), [3]);
  });
});

describe("findings", () => {
  const found = (message) => findings(message, SENDERS);

  it("finds amounts as they are written", () => {
    assert.deepEqual(found("Costo 9,99€, poi 12.50 euro o EUR 10 e 1.234,00 €; 3,5 cent/min").amounts, [
      "9,99€",
      "12.50 euro",
      "EUR 10",
      "1.234,00 €",
      "3,5 cent",
    ]);
  });

  it("takes neither numbers to call nor data for amounts", () => {
    assert.deepEqual(found("Chiama il 119, hai 100 Giga fino al 26/11").amounts, []);
    assert.deepEqual(found("Chiama il 119, hai 100 Giga e 1,5 GB").volumes, ["100 Giga", "1,5 GB"]);
  });

  it("finds dates, with a year only where one is written", () => {
    assert.deepEqual(found("dal 26/11, il 3 dicembre 2026, entro 01-02-27 e 5.6.2027").dates, [
      { day: 26, month: 11, year: undefined },
      { day: 3, month: 12, year: 2026 },
      { day: 1, month: 2, year: 2027 },
      { day: 5, month: 6, year: 2027 },
    ]);
  });

  it("takes no other numbers for dates", () => {
    assert.deepEqual(found("H24, 2-3 giorni, 45/11, 3/13, il 12 giga").dates, []);
  });

  it("tells an operator's own address from a strange one", () => {
    assert.deepEqual(found("Vai su www.tim.it/x o su tim-it.example/y").links, [
      { host: "www.tim.it", known: true },
      { host: "tim-it.example", known: false },
    ]);
    assert.deepEqual(found("TIM informa").operators, ["tim"]);
  });
});

describe("words", () => {
  const TERMS = [{ forms: ["ricarica"] }, { forms: ["credito residuo", "credito"] }, { forms: ["dati"] }, { forms: ["data"] }];
  const first = (message) => wordsIn(message, TERMS).map(({ forms }) => forms[0]);

  it("looks past Italian endings", () => {
    assert.equal(new Set(["ricarica", "ricariche", "ricaricato", "ricaricare"].map(stem)).size, 1);
    assert.notEqual(stem("conto"), stem("costo"));
  });

  it("finds words in the message's order, the longest first where they overlap", () => {
    assert.deepEqual(first("Hai ricaricato: il credito residuo basta"), ["ricarica", "credito residuo"]);
  });

  it("prefers what stands there to the letter", () => {
    assert.deepEqual(first("in data odierna"), ["data"]);
    assert.deepEqual(first("senza dati"), ["dati"]);
  });
});
