"""The whole benchmark, in one run."""

import datetime
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import app as application
from bench import builds
from bench import cold
from bench import edit
from bench import machine
from bench import measure
from bench import naive
from bench import setup
from bench import zensical
from bench.figures import NAIVE
from bench.figures import OURS
from bench.figures import ZENSICAL
from bench.figures import Build
from bench.figures import Figures
from bench.figures import Passage
from bench.lookup.measure import measure as measure_lookups
from bench.lookup.report import render as lookup_page
from bench.weights import weigh
from prontosim import verify
from prontosim.views import Edition

BUILT = application.ROOT / "build"
SCRATCH = application.ROOT / "build.bench"
LINES = (128, 400)
"""kbit/s: what is left after the cap, and a bad cell."""

ROUND_TRIP = 0.4
LANES = 4
"""So many sites are measured at a time: nearly all of it is waiting."""

started = time.monotonic()


def say(words: str) -> None:
    print(f"[{time.monotonic() - started:4.0f} s] {words}", flush=True)


def sites(edition: Edition, scratch: Path) -> list[measure.Peer]:
    """Build the peers, and all three once more after the edit."""
    say("building the peers from our pages")
    naive.build(BUILT, scratch / NAIVE)
    zensical.build(BUILT, scratch / "zensical.project", scratch / ZENSICAL)
    say("building all three after an edit")
    after = scratch / "after"
    edit.ours(BUILT, edition, after / OURS)
    naive.build(after / OURS, after / NAIVE, (edit.LOCALE,))
    zensical.build(after / OURS, scratch / "zensical.after", after / ZENSICAL, (edit.LOCALE,))
    return [
        measure.Peer(name, BUILT if name == OURS else scratch / name, after / name) for name in (OURS, NAIVE, ZENSICAL)
    ]


def lines(peers: list[measure.Peer]) -> dict[int, dict[str, dict[str, Passage]]]:
    say(f"waiting behind lines of {' and '.join(map(str, LINES))} kbit/s; the slowest takes about seven minutes")
    with ProcessPoolExecutor(LANES, mp_context=get_context("spawn")) as pool:
        # The longest first, so that no lane waits for it at the end.
        under_way = {
            (kilobits, peer.name): pool.submit(measure.measure, peer, kilobits, ROUND_TRIP)
            for kilobits in LINES
            for peer in reversed(peers)
        }
        return {kilobits: {peer.name: under_way[kilobits, peer.name].result() for peer in peers} for kilobits in LINES}


def sizes(guides: list[int], scratch: Path) -> tuple[dict[int, dict[str, Build]], Passage]:
    """Build our own content and each synthetic size; count what a phone asks of the largest."""
    figures = {}
    for count in [builds.real_guides(), *guides]:
        say(f"building {count:,} guides with both")
        figures[count] = builds.measure(count, scratch)
        say(", ".join(f"{site} {build.seconds:.0f} s" for site, build in figures[count].items()))
    return figures, measure.ready_at_full_speed(builds.built(max(guides), scratch))


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder for what is built only to be measured."""
    if SCRATCH.exists():
        shutil.rmtree(SCRATCH)
    SCRATCH.mkdir()
    try:
        yield SCRATCH
    finally:
        shutil.rmtree(SCRATCH)


def run_lookup() -> str:
    """Measure lookups; return their page."""
    setup.install()
    say("looking things up, ours and others")
    with scratch() as folder:
        found = measure_lookups(BUILT, application.load_edition(application.ROOT), folder)
    versions = machine.versions(BUILT, {name: machine.of_package(name) for name in ("minisearch", "pagefind")})
    return lookup_page(found, datetime.date.today().isoformat(), versions, machine.machine())


def run(guides: list[int], starts: int) -> Figures:
    setup.install()
    with scratch() as folder:
        edition = application.load_edition(application.ROOT)
        peers = sites(edition, folder)
        passages = lines(peers)
        say("starting cold, offline")
        seconds = cold.measure(peers, folder / "profiles", starts)
        built, most = sizes(guides, folder)
    say("done")
    return Figures(
        date=datetime.date.today().isoformat(),
        versions=machine.versions(BUILT, machine.peers()),
        machine=machine.machine(),
        round_trip=ROUND_TRIP, allowance=verify.LIBRARY_BUDGET, weights=weigh(BUILT, edition), lines=passages,
        cold=seconds, builds=built, most_guides=most,
    )  # fmt: skip
