// What an Italian message is and holds: its kind by clues, its operator, amounts, dates, links. Pure; nothing leaves the phone.

/** The form in which clues are looked for: lower case, no accents, each apostrophe and run of spaces one space. */
export function plain(message) {
  const bare = message.normalize("NFKD").replace(/\p{Diacritic}/gu, "").toLowerCase();
  return bare.replace(/[’‘'`´]/g, " ").replace(/\s+/g, " ").trim();
}

const MONTHS = ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"];
const NUMBER = "\\d{1,3}(?:\\.\\d{3})+(?:,\\d{2})?|\\d+(?:[.,]\\d{1,4})?";
const EURO = "€|[Ee][Uu][Rr][OoIi]?\\b";
const AMOUNT = new RegExp(`(?:^|[^\\d.,])((?:${EURO})\\s?(?:${NUMBER})|(?:${NUMBER})(?:\\s?(?:${EURO}|cent\\b)|E\\b))`, "g");
const VOLUME = /\d+(?:[.,]\d+)?\s?(?:gb|giga|mb)(?![a-z])/gi;
const DATE = new RegExp(`(?:^|[^\\d/.,])(\\d{1,2})(?:([/-])(\\d{1,2})\\2(\\d{4}|\\d{2})|/(\\d{1,2})|\\.(\\d{1,2})\\.(\\d{4})|[°º]?\\s(${MONTHS.join("|")})[a-z]*(?:\\s(\\d{4}))?)(?![\\d/€])`, "gi");
const LINK = /(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:\/[^\s,;]*)?/gi;

/** A kind must have so many clues: fewer are no more than a chance. */
const ENOUGH = 2;

/** Whether a host is one of the operators' own. `senders` are `{name, sites}` by operator: a pattern, and addresses. */
function isKnown(host, senders) {
  return Object.values(senders).some(({ sites }) => sites.some((site) => host === site || host.endsWith(`.${site}`)));
}

/**
 * The kinds of message that fit, as places in `clues`, the likeliest first: those with most clues, and of these the first.
 * `clues` holds `[all, none]` of each kind, lists of patterns: all of `all` are found, none of `none`. A link to an operator's
 * own site is no clue.
 */
export function recognise(message, clues, senders) {
  const text = plain(message).replace(LINK, (link, host) => (isKnown(host, senders) ? "" : link));
  const has = (pattern) => new RegExp(pattern).test(text);
  return clues
    .map(([all, none], kind) => ({ kind, weight: all.every(has) && !none.some(has) ? all.length : 0 }))
    .filter(({ weight }) => weight >= ENOUGH)
    .sort((one, other) => other.weight - one.weight);
}

const unique = (values) => [...new Set(values)];

/** The dates in a message, as `{day, month, year}`; no year where none is written. What is no day of a month is none. */
function datesIn(message) {
  return [...message.matchAll(DATE)]
    .map(([, day, , month, short, bare, dotted, dottedYear, name, year]) => ({
      day: Number(day),
      month: Number(month ?? bare ?? dotted) || MONTHS.indexOf(name?.toLowerCase()) + 1,
      year: Number(year ?? dottedYear ?? (short?.length === 2 ? `20${short}` : short)) || undefined,
    }))
    .filter(({ day, month }) => day >= 1 && day <= 31 && month >= 1 && month <= 12);
}

/**
 * What stands in a message: `{operators, amounts, volumes, dates, links}`. `links` are `{host, known}`, known where the address
 * is an operator's own.
 */
export function findings(message, senders) {
  const text = plain(message);
  const hosts = unique([...message.matchAll(LINK)].map(([, host]) => host.toLowerCase()));
  return {
    operators: Object.keys(senders).filter((id) => new RegExp(senders[id].name).test(text)),
    amounts: unique([...message.matchAll(AMOUNT)].map(([, amount]) => amount)),
    volumes: unique(message.match(VOLUME) ?? []),
    dates: datesIn(message),
    links: hosts.map((host) => ({ host, known: isKnown(host, senders) })),
  };
}

/** An Italian word without its endings: `ricarica`, `ricariche`, `ricaricato` are the same. */
export function stem(word) {
  for (let rest = word; ; word = rest) {
    rest = word.replace(/^(.{3,}?)[aeiouh]+$/, "$1").replace(/^(.{4,}?)(?:at|it|er|ar|ir|and|end|ment)$/, "$1");
    if (rest === word) return word;
  }
}

const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * The known words of a message, in its order, the longest first where they overlap, and of equals the one that stands there to
 * the letter. `terms` are `{forms, …}`.
 */
export function wordsIn(message, terms) {
  const words = wordsOf(message);
  const stems = words.map(stem);
  const found = [];
  for (const term of terms) {
    for (const form of term.forms.map(wordsOf)) {
      const at = stems.findIndex((_, place) => form.every((word, next) => stems[place + next] === stem(word)));
      if (at < 0) continue;
      const isExact = form.every((word, next) => words[at + next] === word);
      found.push({ term, at, end: at + form.length, weight: form.length + (isExact ? 0.5 : 0) });
    }
  }
  found.sort((one, other) => other.weight - one.weight);
  const kept = [];
  for (const one of found) {
    const isCovered = kept.some(({ at, end, term }) => term === one.term || (one.at < end && at < one.end));
    if (!isCovered) kept.push(one);
  }
  return kept.sort((one, other) => one.at - other.at).map(({ term }) => term);
}
