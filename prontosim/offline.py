"""What a phone needs without a network: the offline manifests, the packs, and the worker that unpacks them."""

import base64
import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression

from flask import Flask
from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext

from prontosim import urls
from prontosim.compress import ENCODINGS
from prontosim.compress import compress
from prontosim.locales import LOCALES
from prontosim.locales import Locale
from prontosim.minify import minified
from prontosim.pack import compact
from prontosim.pack import pack
from prontosim.security import headers
from prontosim.security import policy
from prontosim.security import style_hash
from prontosim.views import Edition

LIBRARY_ASSETS = ("css/", "data/", "js/")
"""Assets that pages need without a network; icons belong to the system that installs the app."""

FIRST_ASSETS = ("css/site.css", "js/main.js")
"""What every page loads at once."""

CORE = ("home", "question", "outcome")
"""Kinds of pages that come first."""


@dataclass(frozen=True)
class SavedFile:
    """A file of a locale's library. ``path`` counts from the site's root and names a page with a trailing slash."""

    path: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Return the hash of the uncompressed bytes, in lower-case hex."""
        return hashlib.sha256(self.content).hexdigest()


def library(built: Path, edition: Edition, locale: Locale) -> list[SavedFile]:
    """Return all files of a locale, in the order in which a phone should get them: core and tree first."""
    assets = [path for name, path in sorted(edition.assets.paths.items()) if name.startswith(LIBRARY_ASSETS)]
    first = [edition.assets.paths[name] for name in FIRST_ASSETS]
    tree = [page.path(locale) for page in edition.site.pages if page.kind in CORE]
    others = [page.path(locale) for page in edition.site.pages if page.kind not in CORE]
    # What follows the wordings of the tree repeats them, and that packs well.
    wordings = edition.assets.paths["data/wordings.json"]
    order = [*first, *tree, wordings, *others, urls.CHOICE, *(one for one in assets if one not in (*first, wordings))]
    return [SavedFile(path, file_of(built, path).read_bytes()) for path in order]


def file_of(built: Path, path: str) -> Path:
    """Return the file in which a path's bytes lie."""
    return built / (path.removeprefix("/") + ("index.html" if path.endswith("/") else ""))


def release_of(libraries: Iterable[list[SavedFile]]) -> str:
    """Return the release of the libraries of all locales."""
    return release_of_pairs((file.path, file.sha256) for library in libraries for file in library)


def release_of_pairs(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the release: the hash of the sorted path and hash pairs of all locales."""
    return hashlib.sha256("".join(f"{path} {sha256}\n" for path, sha256 in sorted(set(pairs))).encode()).hexdigest()


def listed(files: list[SavedFile]) -> list[dict[str, object]]:
    """Return the entries of a manifest."""
    return [{"path": file.path, "sha256": file.sha256, "bytes": len(file.content)} for file in files]


def manifest(locale: Locale, release: str, files: list[SavedFile]) -> bytes:
    """Return the offline manifest of a locale."""
    return compact({"release": release, "locale": locale.id, "files": listed(files)})


def short_hash(sha256: str) -> str:
    """Return the first 48 bits of a hash in hex as 8 letters of base64.

    Hashes cannot be compressed, and a phone pays for one a file. These bits tell every accident of a network; whoever
    could forge a file on the way could forge ``sw.js`` as well, and HTTPS stands against both.
    """
    return base64.b64encode(bytes.fromhex(sha256)[:6]).decode()


def kilobytes(size: int) -> int:
    """Return a file's bytes in kilobytes: enough to tell how much is saved and which way is shorter."""
    return math.ceil(size / 1000)


def file_list(release: str, locale: str, files: Iterable[tuple[str, str, int]]) -> bytes:
    """Return what a manifest says in the form in which it travels to the phone: a column for each of its keys.

    ``files`` are path, hash in hex, and bytes.
    """
    paths, hashes, sizes = zip(*files, strict=True)
    columns = {"paths": paths, "kilobytes": list(map(kilobytes, sizes)), "hashes": "".join(map(short_hash, hashes))}
    return compact({"release": release, "locale": locale, **columns})


def list_hash(files: list[SavedFile]) -> str:
    """Return the hash by which the worker knows a list of files; it is the same when only the release is another."""
    rows = [
        {"path": file.path, "hash": short_hash(file.sha256), "bytes": kilobytes(len(file.content)) * 1000}
        for file in files
    ]
    return short_hash(hashlib.sha256(compact(rows)).hexdigest())


def list_of(locale: Locale, release: str, files: list[SavedFile]) -> bytes:
    """Return the list of a locale's files."""
    return file_list(release, locale.id, ((file.path, file.sha256, len(file.content)) for file in files))


def packed(files: list[SavedFile], edition: Edition) -> list[SavedFile]:
    """Return the files that travel in the pack: all but those that the page itself has just loaded.

    They bear hashes in their names, so the worker gets them from the browser's own cache.
    """
    loaded = {edition.assets.paths[name] for name in FIRST_ASSETS}
    return [file for file in files if file.path not in loaded]


def composed_words() -> dict[str, tuple[str, str]]:
    """Return title and text of the pages that the worker composes, by reason, in the current locale."""
    return {
        "not-saved": (
            gettext("This page is not saved on this phone"),
            gettext(
                "The network does not answer. On Wi-Fi with a login page, log in first. What is saved opens from here."
            ),
        ),
        "not-found": (gettext("There is no such page"), gettext("Start from the home page.")),
        "emptied": (
            gettext("This phone has deleted what was saved"),
            gettext("Open the home page when the network is back; it saves itself again."),
        ),
    }


def costs(built: Path, edition: Edition, locale: Locale) -> dict[str, list[float]]:
    """Return what a phone pays for a locale by content encoding: bytes of the pack, and of a file by itself.

    The second is a line through the files' sizes, bytes for each file and for each of its bytes: enough to tell which
    way is cheaper, and shorter than a table.
    """
    measured = {}
    for encoding, suffix in ENCODINGS.items():
        packed_size = (built / f"offline/{locale.id}.ndjson{suffix}").stat().st_size
        files = [file_of(built, page.path(locale)) for page in edition.site.pages]
        sizes = [(file.stat().st_size, file.with_name(file.name + suffix).stat().st_size) for file in files]
        line = linear_regression(*zip(*sizes, strict=True))
        measured[encoding] = [packed_size, round(line.intercept), round(line.slope, 4)]
    return measured


def worker(app: Flask, edition: Edition, static: Path, known: dict[str, object]) -> bytes:
    """Join ``static/sw/*.js`` behind what only the build knows: ``known``, texts, headers."""
    style = minified((static / "sw" / "page.css").read_text(encoding="utf-8"), "css")
    facts = edition.site.facts
    pages, words = {}, {}
    for locale in LOCALES:
        with app.test_request_context(), force_locale(locale.babel):
            words[locale.id] = composed_words()
            pages[locale.id] = render_template(
                "worker/page.html",
                locale=locale,
                style=style,
                emergency=facts.by_id["italy.emergency"].value.raw,  # type: ignore[union-attr]
                care=facts.of_topic("care.number"),
                names={operator.id: operator.name for operator in facts.operators.values()},
            ).strip()
    known |= {
        "released": edition.released,
        "locales": [locale.id for locale in LOCALES],
        "names": {locale.id: [locale.html, locale.name] for locale in LOCALES},
        "headers": {name.lower(): value for name, value in headers().items()},
        "composedPolicy": policy(style_hash=style_hash(style)),
        "pages": pages,
        "words": words,
    }
    scripts = [path.read_text(encoding="utf-8") for path in sorted((static / "sw").glob("*.js"))]
    # Inside a function the minifier may shorten names, a tenth of the script's weight.
    return b"const BUILD=" + compact(known) + b";\n" + minified("(()=>{" + "\n".join(scripts) + "})()", "js").encode()


def write_tombstone(static: Path, built: Path) -> None:
    """Put a worker that retires installations in place of ``sw.js``."""
    parts = [static / "sw" / "names.js", static / "tombstone" / "tombstone.js"]
    (built / "sw.js").write_text(minified("\n".join(path.read_text(encoding="utf-8") for path in parts), "js"))
    compress(built)


def write_offline(app: Flask, edition: Edition, static: Path, built: Path) -> str:
    """Add manifests, packs and worker to a frozen site, all of it compressed; return its release."""
    libraries = {locale: library(built, edition, locale) for locale in LOCALES}
    release = release_of(libraries.values())
    folder = built / "offline"
    (folder / "lists").mkdir(parents=True)
    for locale, files in libraries.items():
        (folder / f"{locale.id}.json").write_bytes(manifest(locale, release, files))
        (folder / f"lists/{locale.id}.json").write_bytes(list_of(locale, release, files))
        (folder / f"{locale.id}.ndjson").write_bytes(pack((file.path, file.content) for file in packed(files, edition)))
    compress(built)
    known: dict[str, object] = {
        "release": release,
        "lists": {locale.id: list_hash(files) for locale, files in libraries.items()},
        "costs": {locale.id: costs(built, edition, locale) for locale in LOCALES},
    }
    (built / "sw.js").write_bytes(worker(app, edition, static, known))
    compress(built)
    return release
