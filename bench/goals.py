"""The goals, each with what was measured beside it. Nothing here knows how to measure or how to print."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from bench.figures import NAIVE
from bench.figures import OURS
from bench.figures import ZENSICAL
from bench.figures import Figures
from bench.figures import Passage

ROUND_TRIPS = 4
"""What the floor needs: a connection, the page, the worker's script, the stream."""

TIMES_IDEAL = 1.4
MOST_REQUESTS = 8
SHARE_OF = {ZENSICAL: 1 / 8, NAIVE: 1 / 4}
SHARE_OF_COLD = 0.6
UPDATE = 8_000
SHARE_OF_BUILD = 1 / 2
LINEAR = 1.15
"""A page may take so many times as long in the largest build as in the one before, before growth is not linear."""

SCOPES = {"one": "one locale", "all": "four locales"}


@dataclass(frozen=True)
class Goal:
    """``measured`` must not be more than ``allowed``; ``unit`` is bytes, s, × or nothing."""

    name: str
    measured: float
    allowed: float
    unit: str

    @property
    def met(self) -> bool:
        return self.measured <= self.allowed


def goals(figures: Figures) -> list[Goal]:
    return [*weight(figures), *waiting(figures), *cold(figures), *builds(figures)]


def ideal(size: int, kilobits: int, round_trip: float) -> float:
    """Return the seconds that so many bytes and the floor's round trips need."""
    return size * 8 / (kilobits * 1000) + ROUND_TRIPS * round_trip


def weight(figures: Figures) -> Iterator[Goal]:
    """Bytes and requests; where lines differ, the worst counts."""
    times, more = figures.allowance
    first = figures.weights[0]
    everything = sum(one.floor for one in figures.weights)
    allowed = {"one": times * first.floor + more, "all": times * everything + more * len(figures.weights)}
    for scope, words in SCOPES.items():
        passages = [sites[OURS][scope] for sites in figures.lines.values()]
        told = f"until {words} offline-ready, of {times} × floor + {more // 1000} kB" + " each" * (scope == "all")
        yield Goal(f"bytes {told}: files", max(one.bodies for one in passages), allowed[scope], "bytes")
        yield Goal(f"bytes {told}: with HTTP headers", max(one.bytes for one in passages), allowed[scope], "bytes")
    most = max(sites[OURS]["one"].requests for sites in figures.lines.values())
    yield Goal("requests until one locale is offline-ready", most, MOST_REQUESTS, "")
    guides = max(figures.builds)
    yield Goal(f"the same with {guides:,} guides", figures.most_guides.requests, MOST_REQUESTS, "")
    heaviest = max(sites[OURS]["update"].bytes for sites in figures.lines.values())
    yield Goal("bytes of an update after one edit", heaviest, UPDATE, "bytes")


def waiting(figures: Figures) -> Iterator[Goal]:
    """Seconds until offline-ready, beside what the line needs and beside the peers."""
    for kilobits, sites in figures.lines.items():
        for scope, words in SCOPES.items():
            ours = sites[OURS][scope]
            told = f"{words} offline-ready at {kilobits} kbit/s"
            needed = ideal(ours.bytes, kilobits, figures.round_trip)
            yield Goal(f"seconds, {told}, of {TIMES_IDEAL} × the line's", at_least(ours), TIMES_IDEAL * needed, "s")
            for peer, share in SHARE_OF.items():
                allowed = share * at_least(sites[peer][scope])
                yield Goal(f"seconds, {told}, of 1/{1 / share:.0f} of {peer}", at_least(ours), allowed, "s")


def at_least(passage: Passage) -> float:
    """Return how long it took; where the browser gave up, how long it had tried."""
    return passage.gave_up_after if passage.seconds is None else passage.seconds


def cold(figures: Figures) -> Iterator[Goal]:
    best = min(median(figures.cold[peer]) for peer in figures.cold if peer != OURS)
    told = f"seconds of an offline cold start, of {SHARE_OF_COLD} × the best peer's"
    yield Goal(told, median(figures.cold[OURS]), SHARE_OF_COLD * best, "s")


def builds(figures: Figures) -> Iterator[Goal]:
    *_, before, most = sorted(figures.builds)
    ours, theirs = figures.builds[most][OURS], figures.builds[most][ZENSICAL]
    told = f"seconds of a build with {most:,} guides, of half of zensical's"
    yield Goal(told, ours.seconds, SHARE_OF_BUILD * theirs.seconds, "s")
    yield Goal(f"{told}: both before compression", ours.uncompressed, SHARE_OF_BUILD * theirs.uncompressed, "s")
    smaller = figures.builds[before][OURS]
    growth = (ours.seconds / ours.pages) / (smaller.seconds / smaller.pages)
    yield Goal(f"a page's time with {most:,} guides beside that with {before:,}: linear", growth, LINEAR, "×")
