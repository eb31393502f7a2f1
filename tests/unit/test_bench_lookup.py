"""The page on lookups says what was measured, and what is missed stands there as missed."""

from bench.lookup.measure import PAGES
from bench.lookup.measure import Found
from bench.lookup.measure import late
from bench.lookup.measure import more
from bench.lookup.report import render


def found(first: float, drawn: float) -> Found:
    return Found(
        right={"ours": {True: (first, 0.99), False: (0.97, 1.0)}, "scan": {True: (0.4, 0.6), False: (0.4, 0.6)}},
        slow={"ours": {138: 2.0, PAGES: 4.0}, "scan": {138: 30.0, PAGES: 90.0}},
        drawn={138: 8.0, PAGES: drawn},
        queries={True: 87, False: 291},
    )


def test_goals_are_met_or_missed():
    page = render(found(0.92, 12.0), "2026-11-21", {"Chromium": "1"}, "a machine")
    assert "| right cause first, queries held back | 92.0 % | ≥ 90.0 % | met |" in page
    assert "| a key with drawing, 400 pages | 12.0 ms | ≤ 16 ms | met |" in page
    page = render(found(0.89, 17.0), "2026-11-21", {"Chromium": "1"}, "a machine")
    assert "| 89.0 % | ≥ 90.0 % | **missed** |" in page
    assert "| 17.0 ms | ≤ 16 ms | **missed** |" in page


def test_the_first_score_stays_beside_the_present_one():
    page = render(found(0.92, 12.0), "2026-11-21", {}, "")
    assert "| the scan, first score | 40.2 % | 64.4 % |" in page
    assert "| ProntoSIM | 92.0 % | 99.0 % | 97.0 % | 100.0 % | 2.0 ms | 4.0 ms |" in page


def test_a_larger_site_keeps_our_pages_and_repeats_itself():
    document = {"href": "/a/", "title": "a", "name": "A", "wordings": ["one", "two"], "shown": "x。y", "text": "x。y"}
    documents = more([document], 5)
    assert documents[0] == document
    assert [one["href"] for one in documents[1:]] == ["/0/", "/1/", "/2/", "/3/"]
    assert more([document], 5) == documents


def test_the_95th_percentile_leaves_out_the_slowest_twentieth():
    assert 94 <= late([float(one) for one in range(1, 101)]) <= 96
