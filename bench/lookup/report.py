"""Writes what was found about lookups down as Markdown."""

from collections.abc import Mapping
from pathlib import Path

from bench.lookup.measure import PAGES
from bench.lookup.measure import TYPED
from bench.lookup.measure import Found
from bench.report import table

HOW = Path(__file__).with_name("how.md")
"""What was measured how; names in braces are filled in."""

NAMES = {
    "ours": "ProntoSIM",
    "scan": "the scan we had",
    "minisearch": "MiniSearch",
    "pagefind": "Pagefind",
}

FIRST_SCORE = (0.402, 0.644)
"""On the queries held back, measured on 2026-11-21 before wordings were collected, with the scan."""

GOALS = (0.90, 0.98)
KEYSTROKE = 16
"""Milliseconds."""


def share(value: float) -> str:
    return f"{100 * value:.1f} %"


def verdict(met: bool) -> str:
    return "met" if met else "**missed**"


def engines(found: Found, real: int) -> str:
    rows = [
        [NAMES[engine], *(share(one) for held in (True, False) for one in right[held])]
        + [f"{found.slow[engine][size]:.1f} ms" for size in (real, PAGES)]
        for engine, right in found.right.items()
    ]
    rows.insert(2, ["the scan, first score", *map(share, FIRST_SCORE), "", "", "", ""])
    sizes = [f"a key, {real} pages", f"a key, {PAGES} pages"]
    return table(["", "held back: first", "among three", "tuned with: first", "among three", *sizes], rows)


def goals(found: Found) -> str:
    held = found.right["ours"][True]
    rows = [
        [f"right cause {where}, queries held back", share(value), f"≥ {share(goal)}", verdict(value >= goal)]
        for where, value, goal in zip(("first", "among three"), held, GOALS, strict=True)
    ]
    for size, value in found.drawn.items():
        said = [f"{value:.1f} ms", f"≤ {KEYSTROKE} ms", verdict(value <= KEYSTROKE)]
        rows.append([f"a key with drawing, {size} pages", *said])
    return table(["goal", "measured", "", ""], rows)


def render(found: Found, date: str, versions: Mapping[str, str], machine: str) -> str:
    """Return the whole page."""
    used = ", ".join(f"{name} {version}" for name, version in versions.items())
    counts = f"{found.queries[True]} queries held back, {found.queries[False]} tuned with"
    parts = [
        "# Lookup",
        f"Written by `make bench` on {date}. {used}. {machine}.",
        goals(found),
        f"{counts} (`tests/browser/queries.yaml`).",
        engines(found, min(found.drawn)),
        HOW.read_text(encoding="utf-8").format(typed=TYPED, pages=PAGES),
    ]
    return "\n\n".join(parts)
