"""Files beside files: what a host sends to browsers that know a compression."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

COMPRESSED = {".html", ".css", ".js", ".svg", ".json", ".ndjson", ".webmanifest"}
ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""Content encodings, and the ends of the names of the files that bear them."""


def compress(folder: Path) -> None:
    """Put ``.br`` and ``.gz`` beside every text file that has none or has changed since, the same bytes each time."""

    def one(path: Path) -> None:
        content = path.read_bytes()
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(content, quality=11))
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, compresslevel=9, mtime=0))

    def is_stale(path: Path) -> bool:
        beside = path.with_name(f"{path.name}.gz")
        return not beside.exists() or beside.stat().st_mtime_ns < path.stat().st_mtime_ns

    with ThreadPoolExecutor() as pool:
        paths = [path for path in folder.rglob("*") if path.suffix in COMPRESSED and is_stale(path)]
        # The largest first: a pack that starts last would keep one core busy and the others waiting.
        list(pool.map(one, sorted(paths, key=lambda path: path.stat().st_size, reverse=True)))
