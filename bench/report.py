"""Writes the figures down as Markdown: tables, goals, and what was measured how."""

from collections.abc import Iterable
from pathlib import Path
from statistics import median

from bench.figures import NAMES
from bench.figures import OURS
from bench.figures import Build
from bench.figures import Figures
from bench.figures import Passage
from bench.figures import Weight
from bench.goals import ROUND_TRIPS
from bench.goals import SCOPES
from bench.goals import Goal
from bench.goals import goals
from bench.goals import ideal

HOW = Path(__file__).with_name("how.md")
"""What was measured how; names in braces are filled in."""


def table(head: list[str], rows: Iterable[Iterable[str]]) -> str:
    rule = ["---", *(["---:"] * (len(head) - 1))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def weights(found: list[Weight], allowance: tuple[float, int]) -> str:
    times, more = allowance

    def row(one: Weight) -> list[str]:
        total, allowed = one.pack + one.others, one.floor * times + more
        verdict = "met" if total <= allowed else "missed"
        said = f"{total:,} of {allowed:,.0f}: {verdict}"
        return [one.locale, f"{one.floor:,}", f"{one.pack:,}", f"{one.others:,}", said]

    head = ["locale", "text of all pages, one stream", "pack", "other bytes of a first visit", "all of what is allowed"]
    return table(head, map(row, found))


def waited(one: Passage) -> str:
    return f"never (gave up after {one.gave_up_after:.0f} s)" if one.seconds is None else f"{one.seconds:.1f} s"


def passages(figures: Figures) -> str:
    """Return a row for each site and each thing that readers wait for; bytes and requests are the most of all lines."""
    kinds = {"first": "first visit", **{scope: f"{words} ready" for scope, words in SCOPES.items()}, "update": "update"}
    floors = {"one": [figures.weights[0].floor], "all": [one.floor for one in figures.weights]}
    rows = []
    for kind, name in kinds.items():
        for site, words in NAMES.items():
            measured = [sites[site][kind] for sites in figures.lines.values()]
            most = [max(getattr(one, what) for one in measured) for what in ("bytes", "bodies", "requests")]
            rows.append([f"{name}: {words}", *(f"{number:,}" for number in most), *map(waited, measured)])
        if kind in floors:
            size = sum(floors[kind])
            seconds = [f"{ideal(size, kilobits, figures.round_trip):.1f} s" for kilobits in figures.lines]
            rows.append([f"{name}: floor, computed", f"{size:,}", f"{size:,}", str(len(floors[kind])), *seconds])
    waits = [f"at {kilobits} kbit/s" for kilobits in figures.lines]
    return table(["", "bytes", "without headers", "requests", *waits], rows)


def cold_starts(figures: Figures) -> str:
    rows = [
        [NAMES[site], f"{median(times):.2f} s", f"{min(times):.2f} to {max(times):.2f} s"]
        for site, times in figures.cold.items()
    ]
    return table(["offline cold start", "median", "range"], rows)


def builds(figures: Figures) -> str:
    def row(guides: int, site: str, build: Build) -> list[str]:
        steps = ", ".join(f"{name} {seconds:.1f}" for name, seconds in build.steps.items() if seconds >= 0.05)
        return [
            f"{guides:,}",
            NAMES[site],
            f"{build.pages:,}",
            f"{build.seconds:.1f} s",
            f"{build.memory:,.0f} MB",
            steps,
        ]

    rows = [
        row(guides, site, build) for guides, sites in sorted(figures.builds.items()) for site, build in sites.items()
    ]
    return table(["guides", "site", "pages", "build", "processor", "peak memory", "steps, in seconds"], rows)


def amount(value: float, unit: str) -> str:
    if unit == "bytes":
        return f"{value:,.0f}"
    if unit == "s":
        return f"{value:.2f} s"
    return f"{value:.2f} ×" if unit == "×" else f"{value:,.0f}"


def verdicts(found: list[Goal]) -> str:
    rows = [
        [one.name, amount(one.measured, one.unit), amount(one.allowed, one.unit), "met" if one.met else "**missed**"]
        for one in found
    ]
    return table(["goal", "measured", "at most", ""], rows)


def render(figures: Figures) -> str:
    """Return the whole page."""
    found = goals(figures)
    versions = ", ".join(f"{name} {version}" for name, version in figures.versions.items())
    missed = sum(1 for one in found if not one.met)
    starts = len(figures.cold[OURS])
    lines = " and ".join(f"{kilobits} kbit/s" for kilobits in figures.lines)
    return "\n\n".join(
        [
            "# Benchmarks",
            f"Written by `make bench` on {figures.date}. {versions}. {figures.machine}.",
            f"## Goals\n\n{len(found) - missed} met, {missed} missed.",
            verdicts(found),
            "## Until it works offline",
            passages(figures),
            "Files of ours, brotli, without headers:",
            weights(figures.weights, figures.allowance),
            cold_starts(figures),
            "## Build",
            builds(figures),
            HOW.read_text(encoding="utf-8").format(
                round_trips=ROUND_TRIPS, lines=lines, latency=figures.round_trip * 1000, starts=starts
            ),
        ]
    )
