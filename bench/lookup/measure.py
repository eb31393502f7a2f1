"""Asks every engine every query in a real browser, and types some of them on a slow processor."""

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from html import escape
from pathlib import Path
from statistics import quantiles
from typing import Any

from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright

from bench.cold import SLOWER
from bench.serving import Server
from prontosim.locales import LOCALES
from prontosim.locales import ZH_HANS
from prontosim.locales import Locale
from prontosim.views import Edition
from tests.browser import lookup
from tests.browser.axe import open_plain
from tests.browser.chromium import launch

HERE = Path(__file__).parent
MODULES = HERE.parent / "node_modules"
ENGINES = ("ours", "scan", "minisearch", "pagefind")
PAGES = 400
"""The larger size: our pages, and others made of halves of their wordings and of their sentences."""

TYPED = 25
"""Every so many queries are typed, key by key."""

ASK = """async ([engine, documents, folder, queries]) => {
  const { engines } = await import(`${location.origin}/engines.js`);
  const answer = await engines[engine](documents, folder);
  const found = [];
  for (const query of queries) found.push((await answer(query)).slice(0, 3));
  return found;
}"""

TYPE = """async ([engine, documents, folder, queries]) => {
  const { engines, type } = await import(`${location.origin}/engines.js`);
  return type(await engines[engine](documents, folder), queries);
}"""

DRAW = """async (queries) => {
  const input = document.querySelector("#q");
  const times = [];
  for (const query of queries) {
    for (let end = 1; end <= query.length; end += 1) {
      input.value = query.slice(0, end);
      const before = performance.now();
      input.dispatchEvent(new Event("input"));
      document.body.offsetHeight;
      times.push(performance.now() - before);
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    }
  }
  return times;
}"""
"""The whole of a keystroke on our page: ranking, results with their marks, layout; the next comes when it is drawn."""


@dataclass
class Found:
    """What was measured. ``right`` is engine, held back or not: shares of right causes first and among three;
    ``slow`` is engine, pages: milliseconds of a keystroke, 95th percentile; ``drawn`` that of ours with drawing.
    """

    right: dict[str, dict[bool, tuple[float, float]]] = field(default_factory=dict)
    slow: dict[str, dict[int, float]] = field(default_factory=dict)
    drawn: dict[int, float] = field(default_factory=dict)
    queries: dict[bool, int] = field(default_factory=dict)


def more(documents: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """Return the documents and, up to ``count``, others of the same words."""
    chance = random.Random(0)
    wordings = [wording for one in documents for wording in one["wordings"]]
    sentences = [part for one in documents for part in one["shown"].split("。") if part]

    def mixed() -> str:
        first, second = chance.choice(wordings), chance.choice(wordings)
        return first[: len(first) // 2] + second[len(second) // 2 :]

    made = []
    for number in range(count - len(documents)):
        model = chance.choice(documents)
        shown = "。".join(chance.choice(sentences) for _ in range(model["shown"].count("。") + 1))
        made.append(
            {**model, "href": f"/{number}/", "title": mixed(), "name": mixed(), "shown": shown, "text": shown}
            | {"wordings": [mixed() for _ in model["wordings"]]}
        )
    return documents + made


def page_of(document: dict[str, Any]) -> str:
    """Return a document as the page that other tools index: its wordings stand in its text."""
    words = " · ".join(document["wordings"])
    return f"<h1>{escape(document['name'])}</h1><p>{escape(words)}</p><p>{escape(document['shown'])}</p>"


def write_site(documents: list[dict[str, Any]], locale: Locale, folder: Path) -> None:
    """Write the documents as pages and let Pagefind index them."""
    for number, document in enumerate(documents):
        page = folder / str(number) / "index.html"
        page.parent.mkdir(parents=True)
        html = f'<!doctype html><html lang="{locale.html}"><title>{escape(document["name"])}</title><body>'
        page.write_text(f"{html}<main data-pagefind-body>{page_of(document)}</main>", encoding="utf-8")
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="{locale.html}"><title>All</title>', encoding="utf-8"
    )
    program = next((MODULES / "@pagefind").glob("*/bin/pagefind_extended"))
    subprocess.run([program, "--site", str(folder), "--silent"], check=True)


@contextmanager
def slowed(page: Page) -> Iterator[None]:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def late(times: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(times, n=20)[-1]


def drawn(browser: Browser, address: str, documents: list[dict[str, Any]], typed: list[str]) -> float:
    """Type on our own search page on a phone's screen; the page's pack holds these documents."""
    page = open_plain(browser)
    page.set_viewport_size({"width": 390, "height": 844})

    def line(document: dict[str, Any]) -> dict[str, str]:
        words = (" · ".join(document["wordings"]), document["name"], document["shown"])
        wordings, name, shown = map(escape, words)
        head = f'<meta name="wordings" content="{wordings}">'
        text = f'<main data-page="guide"><h1>{name}</h1><p>{shown}</p></main>'
        return {"path": document["href"], "head": head, "text": text}

    body = "\n".join(json.dumps(line(one), ensure_ascii=False) for one in documents)
    page.route("**/offline/*.ndjson", lambda route: route.fulfill(body=body, content_type="text/plain; charset=utf-8"))
    page.goto(f"{address}/{ZH_HANS.id}/search/?q=PUK")
    page.wait_for_selector("a[data-result]")
    with slowed(page):
        times = page.evaluate(DRAW, typed)
    page.context.close()
    return late(times)


def read_sites(browser: Browser, address: str, edition: Edition) -> dict[Locale, dict[int, list[dict[str, Any]]]]:
    """Return each locale's documents as our search reads them, by their number; the first audience's in both sizes."""
    sites = {}
    page = open_plain(browser)
    for locale in LOCALES:
        page.goto(f"{address}/{locale.id}/status/")
        documents = page.evaluate(lookup.DOCUMENTS, [f"{address}{edition.assets.paths['js/documents.js']}", locale.id])
        sites[locale] = {len(documents): documents}
        if locale == ZH_HANS:
            sites[locale][PAGES] = more(documents, PAGES)
    page.context.close()
    return sites


def measure(built: Path, edition: Edition, scratch: Path) -> Found:
    """Measure all of it; ``scratch`` is filled with what the engines need."""
    queries = lookup.read_queries()
    found = Found(queries={held: sum(one.is_held == held for one in queries) for held in (True, False)})
    shutil.copytree(built / "static" / "js", scratch / "js")
    for name in ("normalise", "rank"):
        # Under its plain name as well: what it imports has hashes.
        shutil.copyfile(built / edition.assets.paths[f"js/{name}.js"].lstrip("/"), scratch / "js" / f"{name}.js")
    for name in ("engines.js", "scan.js"):
        shutil.copyfile(HERE / name, scratch / name)
    shutil.copyfile(MODULES / "minisearch" / "dist" / "es" / "index.js", scratch / "minisearch.js")
    answers: dict[str, list[tuple[lookup.Query, list[str]]]] = {engine: [] for engine in ENGINES}
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        with Server(built, ours=True) as ours:
            sites = read_sites(browser, f"http://127.0.0.1:{ours.port}", edition)
            typed = [query.text for query in queries if query.app == ZH_HANS.id][::TYPED]
            for count, documents in sites[ZH_HANS].items():
                found.drawn[count] = drawn(browser, f"http://127.0.0.1:{ours.port}", documents, typed)
        for locale, sizes in sites.items():
            for count, documents in sizes.items():
                write_site(documents, locale, scratch / locale.id / str(count))
        # It knows the files that are there when it starts.
        with Server(scratch, ours=False) as peers:
            page = open_plain(browser)
            for locale, sizes in sites.items():
                asked = [query for query in queries if query.app == locale.id]
                for count, documents in sizes.items():
                    folder = f"http://127.0.0.1:{peers.port}/{locale.id}/{count}"
                    page.goto(f"{folder}/")
                    for engine in ENGINES:
                        if count == min(sizes):
                            told = page.evaluate(ASK, [engine, documents, folder, [query.text for query in asked]])
                            causes = {document["href"]: document["cause"] for document in documents}
                            answers[engine] += zip(
                                asked, ([causes[href] for href in hrefs] for hrefs in told), strict=True
                            )
                        if locale == ZH_HANS:
                            with slowed(page):
                                times = page.evaluate(TYPE, [engine, documents, folder, typed])
                            found.slow.setdefault(engine, {})[count] = late(times)
        browser.close()
    for engine, told in answers.items():
        found.right[engine] = {
            held: tuple(lookup.recall({q: causes for q, causes in told if q.is_held == held}, at) for at in (1, 3))  # type: ignore[misc]
            for held in (True, False)
        }
    return found
