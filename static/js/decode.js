// What an Italian message is and holds: its kind by clues, its operator, amounts, dates, links. Pure; nothing leaves the phone.

/** The form in which clues are looked for: lower case, no accents, each apostrophe and run of spaces one space. */
export function plain(message) {
  const bare = message.normalize("NFKD").replace(/\p{Diacritic}/gu, "").toLowerCase();
  return bare.replace(/[’‘'`´]/g, " ").replace(/\s+/g, " ").trim();
}

/** A kind must have this weight: less is no more than a chance. */
const ENOUGH = 4;

/**
 * The kinds of message that fit, the likeliest first: `[{kind, weight}]`. `clues` holds `[all, any, none]` by kind, lists of
 * patterns; a kind weighs two for each of `all`, all of which are found, and one for each of `any` that is.
 */
export function recognise(message, clues) {
  const text = plain(message);
  const has = (pattern) => new RegExp(pattern).test(text);
  const weigh = ([all, any, none]) => (all.every(has) && !none.some(has) ? 2 * all.length + any.filter(has).length : 0);
  return Object.entries(clues)
    .map(([kind, of]) => ({ kind, weight: weigh(of) }))
    .filter(({ weight }) => weight >= ENOUGH)
    .sort((one, other) => other.weight - one.weight);
}

const MONTHS = ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"];
const NUMBER = "\\d{1,3}(?:\\.\\d{3})+(?:,\\d{2})?|\\d+(?:[.,]\\d{1,4})?";
const EURO = "€|[Ee][Uu][Rr][OoIi]?\\b";
const AMOUNT = new RegExp(`(?<![\\d.,])(?:(?:${EURO})\\s?(?:${NUMBER})|(?:${NUMBER})(?:\\s?(?:${EURO}|cent\\b)|E\\b))`, "g");
const VOLUME = /\d+(?:[.,]\d+)?\s?(?:gb|giga|mb)(?![a-z])/gi;
const DATE = new RegExp(`(?<![\\d/.,])(\\d{1,2})(?:([/-])(\\d{1,2})(?:\\2(\\d{4}|\\d{2}))?|\\.(\\d{1,2})\\.(\\d{4})|[°º]?\\s(${MONTHS.join("|")})[a-z]*(?:\\s(\\d{4}))?)(?![\\d/€])`, "gi");
const LINK = /(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:\/[^\s,;]*)?/gi;

const unique = (values) => [...new Set(values)];

/** The dates in a message, as `{day, month, year}`; no year where none is written. What is no day of a month is none. */
function datesIn(message) {
  return [...message.matchAll(DATE)]
    .map(([, day, , month, short, dotted, dottedYear, name, year]) => ({
      day: Number(day),
      month: Number(month ?? dotted) || MONTHS.indexOf(name?.toLowerCase()) + 1,
      year: Number(year ?? dottedYear ?? (short?.length === 2 ? `20${short}` : short)) || undefined,
    }))
    .filter(({ day, month }) => day >= 1 && day <= 31 && month >= 1 && month <= 12);
}

/**
 * What stands in a message: `{operators, amounts, volumes, dates, links}`. `operators` holds `{name, sites}` by id: a pattern
 * and addresses; `links` are `{host, known}`, known where the address is one of theirs.
 */
export function findings(message, operators) {
  const text = plain(message);
  const sites = Object.values(operators).flatMap(({ sites }) => sites);
  const isKnown = (host) => sites.some((site) => host === site || host.endsWith(`.${site}`));
  const hosts = unique([...message.matchAll(LINK)].map(([, host]) => host.toLowerCase()));
  return {
    operators: Object.keys(operators).filter((id) => new RegExp(operators[id].name).test(text)),
    amounts: unique(message.match(AMOUNT) ?? []),
    volumes: unique(message.match(VOLUME) ?? []),
    dates: datesIn(message),
    links: hosts.map((host) => ({ host, known: isKnown(host) })),
  };
}

/** The known words of a message, in its order, the longest first where they overlap. `terms` are `{forms, …}`. */
export function wordsIn(message, terms) {
  const text = plain(message);
  const found = [];
  for (const term of terms) {
    for (const form of term.forms.map(plain)) {
      const at = ` ${text.replace(/[^\p{L}\p{N}]/gu, " ")} `.indexOf(` ${form.replace(/[^\p{L}\p{N}]/gu, " ")} `);
      if (at >= 0) found.push({ term, at, end: at + form.length });
    }
  }
  found.sort((one, other) => other.end - other.at - (one.end - one.at));
  const kept = [];
  for (const one of found) {
    const isCovered = kept.some(({ at, end, term }) => term === one.term || (one.at < end && at < one.end));
    if (!isCovered) kept.push(one);
  }
  return kept.sort((one, other) => one.at - other.at).map(({ term }) => term);
}
