"""A goal that is missed is printed as missed."""

import pytest

from bench import report
from bench.figures import NAIVE
from bench.figures import OURS
from bench.figures import ZENSICAL
from bench.figures import Build
from bench.figures import Figures
from bench.figures import Passage
from bench.figures import Weight
from bench.goals import goals


def passages(size: int, seconds: float, requests: int = 6) -> dict[str, Passage]:
    passage = Passage(size, size - 500, requests, seconds)
    return dict.fromkeys(("first", "one", "all"), passage) | {"update": Passage(5_000, 4_500, 3, 2.0)}


@pytest.fixture
def figures() -> Figures:
    """A run in which every goal is met: 50 kB of text a locale, 80 kB in 7 s, peers at 40 s and 70 s."""
    return Figures(
        date="2026-11-21", versions={"Chromium": "156"}, machine="2 cores", round_trip=0.4, allowance=(1.2, 30_000),
        weights=[Weight(locale, 50_000, 60_000, 20_000) for locale in ("zh-hans", "en")],
        lines={128: {
            OURS: passages(80_000, 7.0), NAIVE: passages(200_000, 40.0, 100), ZENSICAL: passages(500_000, 70.0, 110),
        }},
        cold={OURS: [0.3, 0.2, 0.9], NAIVE: [0.6, 0.7, 0.6], ZENSICAL: [0.8, 0.9, 0.7]},
        builds={
            300: {OURS: Build({"freeze": 30.0}, 9.0, 300, 1_500), ZENSICAL: Build({"Zensical": 80.0}, 9.0, 400, 1_500)},
            1000: {OURS: Build({"freeze": 80.0}, 9.0, 500, 4_300), ZENSICAL: Build({"Zensical": 300.0}, 9.0, 700, 4_300)},
        },
        most_guides=Passage(900_000, 899_000, 6, 3.0),
    )  # fmt: skip


def missed(figures: Figures) -> list[str]:
    """Return the goals that the page calls missed."""
    return [
        line.split(" | ")[0].removeprefix("| ") for line in report.render(figures).splitlines() if "**missed**" in line
    ]


def test_a_run_that_meets_everything_says_so(figures):
    assert missed(figures) == []
    assert f"{len(goals(figures))} met, 0 missed." in report.render(figures)


@pytest.mark.parametrize(
    ("ours", "name"),
    [
        (passages(91_000, 7.0), "with HTTP headers"),
        (passages(80_000, 9.3), "of 1.4 × the line's"),
        (passages(80_000, 8.8), "of 1/8 of zensical"),
        (passages(80_000, 7.0, requests=9), "requests until one locale"),
        (passages(80_000, 7.0) | {"update": Passage(8_001, 7_000, 4, 2.0)}, "bytes of an update"),
    ],
)
def test_what_is_missed_on_the_line_stands_there_as_missed(figures, ours, name):
    figures.lines[128][OURS] = ours
    assert any(name in goal for goal in missed(figures))


def test_a_slow_start_and_a_slow_build_stand_there_as_missed(figures):
    figures.cold[OURS] = [0.4, 0.3, 0.5]
    figures.builds[1000][OURS] = Build({"freeze": 151.0}, 9.0, 500, 4_300)
    assert [goal.partition(",")[0].partition(" with")[0] for goal in missed(figures)] == [
        "seconds of an offline cold start", "seconds of a build", "seconds of a build", "a page's time",
    ]  # fmt: skip


def test_a_peer_that_never_finished_counts_with_the_time_it_tried(figures):
    figures.lines[128][ZENSICAL]["all"] = Passage(900_000, 800_000, 300, None, 300.0)
    assert "never (gave up after 300 s)" in report.render(figures)
    assert missed(figures) == []


def test_the_weights_are_judged_one_by_one():
    rows = report.weights([Weight("it", 50_000, 70_000, 19_000), Weight("en", 50_000, 71_001, 19_000)], (1.2, 30_000))
    assert "| it | 50,000 | 70,000 | 19,000 | 89,000 of 90,000: met |" in rows
    assert "90,001 of 90,000: missed" in rows
