"""Every rule that a built site satisfies. Nothing is swapped in before all of them hold."""

import gzip
import json
import posixpath
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from urllib.parse import urlsplit

import brotli

from prontosim import hosting
from prontosim import offline
from prontosim import urls
from prontosim.errors import Problem
from prontosim.errors import Problems
from prontosim.locales import LOCALES
from prontosim.locales import Locale
from prontosim.pack import file_type
from prontosim.pack import unpack
from prontosim.parsed import RESOURCES
from prontosim.parsed import Parsed
from prontosim.security import policy
from prontosim.site import Site
from prontosim.views import Edition

KB = 1000
BUDGETS = {"page": 12 * KB, "css": 10 * KB, "js": 15 * KB, "sw.js": 12 * KB, "first visit": 30 * KB}
"""Bytes on the wire, brotli."""

LIBRARY_BUDGET = (1.2, 30 * KB)
"""A locale offline-ready: so many times its text in one brotli stream, and so much for everything else."""


def verify(built: Path, edition: Edition, release: str) -> None:
    """Check a frozen site in ``built``; raises ``BuildFailed`` with everything that is wrong."""
    problems = Problems()
    pages = {path: Parsed(path, offline.file_of(built, path).read_text(encoding="utf-8")) for path in html_paths(built)}
    wanted = {page.path(locale) for page in edition.site.pages for locale in LOCALES} | {urls.CHOICE, urls.NOT_FOUND}
    for path in sorted(wanted ^ set(pages)):
        problems.add(path, 0, "this page is " + ("missing" if path in wanted else "not wanted"), "look at freeze.py")
    problems.raise_if_any()
    rules = [
        languages(edition, pages), links(built, pages), counterparts(edition.site, pages), safety(pages),
        budgets(built, edition, pages), manifests(built, edition, release), compressed(built),
        headers(built),
    ]  # fmt: skip
    for rule in rules:
        problems.found.update(rule)
    problems.raise_if_any()


def html_paths(built: Path) -> list[str]:
    """Return the paths of all pages in a build."""
    files = (path.relative_to(built).as_posix() for path in sorted(built.rglob("*.html")))
    return ["/" + name.removesuffix("index.html") for name in files]


def wrong(path: str, message: str, mend: str, locale: str = "") -> Problem:
    """Make the problem of one built file."""
    return Problem(path, 0, locale, message, mend)


def languages(edition: Edition, pages: dict[str, Parsed]) -> Iterator[Problem]:
    """Each page is in the language of its path: the stack freezes wrong ones silently."""
    site = edition.site
    for locale in LOCALES:
        for page in site.pages:
            path = page.path(locale)
            found = pages[path]
            start = f'<!doctype html><html lang="{locale.html}" data-locale="{locale.id}" data-offline="none">'
            if not found.text.startswith(start):
                yield wrong(path, f"the page does not start with {start}", "look at base.html", locale.id)
            if found.main.get("data-page") != page.kind or found.main.get("data-id") != page.id:
                yield wrong(path, "<main> does not name its page", "set data-page and data-id", locale.id)
            known = [edition.footer[locale.id]]
            if page.kind == "guide":
                known.append(site.guides[page.id].texts[locale.id].title)
            for text in known:
                if f">{text}<" not in unescape(found.text):
                    yield wrong(path, f"“{text}” is not in the page", "refresh the locale before rendering", locale.id)


def links(built: Path, pages: dict[str, Parsed]) -> Iterator[Problem]:
    """Every link and fragment leads somewhere; links between pages are relative and end in ``/``."""
    for path, page in pages.items():
        for tag, name, target in page.links:
            parts = urlsplit(target)
            if parts.scheme in ("tel", "https", "http"):
                if (tag, name) in RESOURCES and parts.scheme != "tel":
                    yield wrong(path, f"“{target}” is another origin", "serve it from our own")
                continue
            if parts.scheme or parts.netloc or target.startswith("/"):
                yield wrong(path, f"“{target}” is not relative", "make links with view.link or view.to")
                continue
            whole = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            )
            whole += "/" if parts.path.endswith("/") and whole != "/" else ""
            file = offline.file_of(built, whole)
            if whole.endswith("index.html") or not file.is_file():
                yield wrong(path, f"“{target}” leads to nothing", "mend the link")
            elif parts.fragment and whole in pages and parts.fragment not in pages[whole].ids:
                yield wrong(path, f"“{target}” names a place that does not exist", "mend the fragment")


def counterparts(site: Site, pages: dict[str, Parsed]) -> Iterator[Problem]:
    """A page has the same headings in every locale and links to itself in each."""
    for page in site.pages:
        first = pages[page.path(LOCALES[0])]
        for locale in LOCALES:
            path = page.path(locale)
            found = pages[path]
            if found.headings != first.headings:
                yield wrong(path, "its headings differ from those in the first locale", "use the same ids", locale.id)
            for other in LOCALES:
                if ("a", "href", urls.relative(path, page.path(other))) not in found.links:
                    yield wrong(path, f"the link to itself in {other.id} is missing", "look at base.html", locale.id)


def safety(pages: dict[str, Parsed]) -> Iterator[Problem]:
    """No inline script or style, the policy in place, ids once, headings below the first with ids."""
    for path, page in pages.items():
        if "" in page.headings:
            yield wrong(path, "a heading has no id", "give it one, the same in every locale")
        for inline in page.inline:
            yield wrong(path, f"{inline} stands inline", "move it to static/")
        if page.policy != policy(meta=True):
            yield wrong(path, "the Content-Security-Policy is missing", "look at base.html")
        for id in sorted({id for id in page.ids if page.ids.count(id) > 1}):
            yield wrong(path, f"the id “{id}” stands twice", "give each its own")


def wire(built: Path, path: str) -> int:
    """Return what a path weighs on the wire, in bytes."""
    file = offline.file_of(built, path)
    compressed = file.with_name(file.name + ".br")
    return (compressed if compressed.exists() else file).stat().st_size


def library_weight(built: Path, edition: Edition, locale: Locale, pages: dict[str, Parsed]) -> tuple[int, int, int]:
    """Return the text of a locale in one brotli stream, its pack, and all else that a first visit loads, in bytes.

    Text is what is read on its pages, by eye or aloud, what scripts show there, and the wordings under which they are
    looked up.
    """
    texts = [text for page in edition.site.pages for text in pages[page.path(locale)].words]
    texts += json.loads(edition.assets.files[edition.assets.paths["data/wordings.json"]]).values()
    floor = len(brotli.compress("\n".join(texts).encode(), quality=11))
    first = [edition.assets.paths[name] for name in offline.FIRST_ASSETS]
    others = [f"/{locale.id}/", *first, "/sw.js", f"/offline/lists/{locale.id}.json"]
    return floor, wire(built, f"/offline/{locale.id}.ndjson"), sum(wire(built, path) for path in others)


def budgets(built: Path, edition: Edition, pages: dict[str, Parsed]) -> Iterator[Problem]:
    """Nothing is heavier on the wire than the design allows."""

    def within(path: str, what: str, size: int) -> Iterator[Problem]:
        if size > BUDGETS[what]:
            yield wrong(path, f"{what} weighs {size} bytes, more than {BUDGETS[what]}", "make it lighter")

    assets = edition.assets.paths
    css = sum(wire(built, path) for name, path in assets.items() if name.startswith("css/"))
    js = sum(wire(built, path) for name, path in assets.items() if name.startswith("js/"))
    yield from within("/static/css/", "css", css)
    yield from within("/static/js/", "js", js)
    yield from within("/sw.js", "sw.js", wire(built, "/sw.js"))
    # Brotli lets other threads work, and the text of a large site takes it long.
    with ThreadPoolExecutor() as pool:
        weights = list(pool.map(lambda locale: library_weight(built, edition, locale, pages), LOCALES))
    for locale, (floor, pack, others) in zip(LOCALES, weights, strict=True):
        for page in edition.site.pages:
            yield from within(page.path(locale), "page", wire(built, page.path(locale)))
        home = f"/{locale.id}/"
        yield from within(home, "first visit", wire(built, home) + css + wire(built, assets["js/main.js"]))
        times, more = LIBRARY_BUDGET
        if pack + others > (allowed := int(floor * times + more)):
            told = f"a locale offline-ready weighs {pack + others} bytes, more than {allowed}"
            yield wrong(f"/offline/{locale.id}.ndjson", told, "make pages or scripts lighter", locale.id)


def manifests(built: Path, edition: Edition, release: str) -> Iterator[Problem]:
    """Manifest, pack and files agree to the byte."""
    for locale in LOCALES:
        name = f"/offline/{locale.id}"
        manifest = json.loads((built / f"offline/{locale.id}.json").read_text(encoding="utf-8"))
        files = offline.library(built, edition, locale)
        entries = [{"path": file.path, "sha256": file.sha256, "bytes": len(file.content)} for file in files]
        if manifest != {"release": release, "locale": locale.id, "files": entries}:
            yield wrong(f"{name}.json", "the manifest differs from the files", "look at offline.py", locale.id)
        if (built / f"offline/lists/{locale.id}.json").read_bytes() != offline.list_of(locale, release, files):
            listed = f"/offline/lists/{locale.id}.json"
            yield wrong(listed, "the list differs from the files", "look at offline.py", locale.id)
        wanted = [(file.path, file_type(file.path), file.content) for file in offline.packed(files, edition)]
        if list(unpack((built / f"offline/{locale.id}.ndjson").read_bytes())) != wanted:
            yield wrong(f"{name}.ndjson", "the pack differs from the files", "look at offline.py", locale.id)
        for file in files:
            if not file.content:
                yield wrong(file.path, "the file is empty", "an empty answer cannot be told from a fault", locale.id)
            if file.path.endswith("/") and re.search(rb"data-release|" + release.encode(), file.content):
                yield wrong(file.path, "the page depends on the release", "leave that to scripts", locale.id)


def compressed(built: Path) -> Iterator[Problem]:
    """What lies beside a file in compressed form is that file."""
    for path in sorted(built.rglob("*.br")):
        content = path.with_suffix("").read_bytes()
        if (
            brotli.decompress(path.read_bytes()) != content
            or gzip.decompress(path.with_suffix(".gz").read_bytes()) != content
        ):
            yield wrong(str(path.relative_to(built)), "it does not unpack to its file", "build again")


def headers(built: Path) -> Iterator[Problem]:
    """Hosts that read headers from a file get ours."""
    file = built / hosting.HEADERS_FILE
    if not file.is_file() or file.read_text(encoding="utf-8") != hosting.headers_file():
        yield wrong(f"/{file.name}", "it does not hold our headers", "look at hosting.py")
