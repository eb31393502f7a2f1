"""How good the lookup is: queries with their causes, asked in a browser of the pages as they were built."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Browser

from prontosim.assets import Assets
from prontosim.locales import LOCALES
from tests.browser.axe import open_plain

QUERIES = Path(__file__).with_name("queries.yaml")
SHARE_HELD = 5
"""One query in so many is held: never looked at while wordings and ranking were tuned."""

DOCUMENTS = """async ([module, locale]) => {
  const { readDocuments } = await import(module);
  return Array.fromAsync(readDocuments({
    locale,
    addressOf: (path) => path,
    listed: async () => ({ files: [] }),
    count: async () => ({ have: 0, total: 0 }),
    trusted: { createHTML: (text) => text },
  }, () => {}));
}"""
"""Reads the pages as our search does, from the network."""

ANSWER = """async ([names, documents, queries]) => {
  const [{ normalise }, { makeIndex, rank }] = await Promise.all(names.map((name) => import(name)));
  const index = makeIndex(documents);
  return queries.map((query) => rank(normalise(query), index).slice(0, 3).map(({ document }) => document.cause));
}"""


@dataclass(frozen=True)
class Query:
    """What is typed, which causes may stand first, how it is typed, and in which locale of the interface."""

    text: str
    causes: tuple[str, ...]
    kind: str
    app: str

    @property
    def is_held(self) -> bool:
        """Tell whether the query was held back; its hash decides."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % SHARE_HELD == 0


def read_queries() -> list[Query]:
    """Return all queries."""
    rows = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    return [Query(row["q"], tuple(row["cause"]), row["kind"], row["app"]) for row in rows]


def answers(browser: Browser, address: str, assets: Assets, queries: Iterable[Query]) -> dict[Query, list[str]]:
    """Return the causes of the first three results of each query."""
    page = open_plain(browser)
    reader, *names = [f"{address}{assets.paths[f'js/{name}.js']}" for name in ("documents", "normalise", "rank")]
    found: dict[Query, list[str]] = {}
    for locale in LOCALES:
        asked = [query for query in queries if query.app == locale.id]
        page.goto(f"{address}/{locale.id}/status/")
        documents = page.evaluate(DOCUMENTS, [reader, locale.id])
        causes = page.evaluate(ANSWER, [names, documents, [one.text for one in asked]])
        found |= dict(zip(asked, causes, strict=True))
    page.context.close()
    return found


def recall(found: dict[Query, list[str]], at: int) -> float:
    """Return the share of queries of which a right cause is among the first ``at``."""
    right = sum(any(cause in query.causes for cause in causes[:at]) for query, causes in found.items())
    return right / len(found)
