"""From content to ``build/``: frozen, packed, compressed, verified, and only then swapped in whole."""

import gzip
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
from flask import Flask

from prontosim import verify
from prontosim.errors import BuildFailed
from prontosim.freeze import freeze
from prontosim.offline import write_offline
from prontosim.views import Edition

COMPRESSED = {".html", ".css", ".js", ".svg", ".json", ".ndjson", ".webmanifest"}


def build(app: Flask, edition: Edition, static: Path, into: Path) -> str:
    """Build the site into ``into`` and return one line about it; a failed build leaves the last one untouched."""
    refuse_foreign(into)
    fresh = into.with_name(f"{into.name}.new")
    if fresh.exists():
        shutil.rmtree(fresh)
    try:
        freeze(app, edition, fresh)
        release = write_offline(app, edition, static, fresh)
        compress(fresh)
        verify.verify(fresh, edition, release)
        swap(fresh, into)
    finally:
        if fresh.exists():
            shutil.rmtree(fresh)
    files = sum(1 for path in into.rglob("*") if path.is_file())
    return f"Built {into}: release {release[:12]}, {len(edition.site.pages)} pages in each locale, {files} files."


def refuse_foreign(into: Path) -> None:
    """Never replace a folder that we did not make."""
    if into.exists() and any(into.iterdir()) and not (into / "offline").is_dir():
        raise BuildFailed.because(into, "this folder was not made by a build", "name another or empty it yourself")


def compress(folder: Path) -> None:
    """Put ``.br`` and ``.gz`` beside every text file, the same bytes each time."""

    def one(path: Path) -> None:
        content = path.read_bytes()
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(content, quality=11))
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, compresslevel=9, mtime=0))

    paths = [path for path in folder.rglob("*") if path.suffix in COMPRESSED]
    # The largest first: a pack that starts last would keep one core busy and the others waiting.
    paths.sort(key=lambda path: path.stat().st_size, reverse=True)
    with ThreadPoolExecutor() as pool:
        list(pool.map(one, paths))


def swap(fresh: Path, into: Path) -> None:
    """Move the old build aside and the fresh one in; when that fails, the old one comes back.

    ``os.replace`` cannot replace a folder that is not empty, hence two steps.
    """
    old = into.with_name(f"{into.name}.old")
    if old.exists():
        shutil.rmtree(old)
    if into.exists():
        into.rename(old)
    try:
        fresh.rename(into)
    except OSError:
        if old.exists():
            old.rename(into)
        raise
    if old.exists():
        shutil.rmtree(old)
