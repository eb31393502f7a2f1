"""The editor's list names what is old, weak, due or behind."""

import datetime

import pytest

from prontosim import translated
from prontosim.todo import todo

WIND = """\
name: WINDTRE
as_of: "2026-01-31"
facts:
  care.number:
    value: {phone: "159"}
    source: charter
    confidence: low
"""


@pytest.fixture
def shown(demo):
    translated.stamp(demo.content, [demo.content])

    def shown(today=datetime.date(2026, 11, 21)):
        site, problems = demo.load()
        assert problems == []
        tables = todo(site, demo.content.parent, today).split("\n\n")
        return [table.split("\n") for table in tables]

    return shown


def test_facts_are_counted_by_month_and_confidence(demo, shown):
    demo.write("operators/windtre.yaml", WIND)
    assert shown()[0] == [
        "Facts by age and confidence: 3",
        "  known since  high  medium  low",
        "  2026-01      0     0       1",
        "  2026-11      1     0       1",
    ]


def test_the_oldest_weak_facts_come_first_with_their_place(demo, shown):
    demo.write("operators/windtre.yaml", WIND)
    assert shown()[1] == [
        "Facts of low confidence, the oldest first: 2 of 2",
        "  2026-01-31  windtre.care.number  content/operators/windtre.yaml:4",
        "  2026-11-20  sim.tries            content/facts/sim.yaml:3",
    ]


def test_no_more_than_ten_weak_facts_are_listed(demo, shown):
    fact = "  fact-{0}:\n    value: {{count: '{0}'}}\n    source: charter\n    confidence: low\n"
    facts = "".join(fact.format(number) for number in range(20))
    demo.write("facts/many.yaml", f'as_of: "2026-11-20"\nfacts:\n{facts}')
    table = shown()[1]
    assert table[0] == "Facts of low confidence, the oldest first: 10 of 21"
    assert len(table) == 11


def test_the_next_days_are_listed_with_their_pages(shown):
    assert shown()[2] == [
        "Pages due: 0 of 8 overdue",
        "  2027-02-20  in 91 days   myths/",
        "  2027-05-20  in 180 days  fix/unsure/ guides/topup/ operators/ and 3 more",
        "  2027-08-20  in 272 days  fix/bars/",
    ]


def test_overdue_pages_are_all_listed(shown):
    table = shown(datetime.date(2027, 5, 21))[2]
    assert table[0] == "Pages due: 7 of 8 overdue"
    assert table[1].split() == ["2027-02-20", "90", "days", "overdue", "myths/"]
    assert [line.split()[-1] for line in table[2:8]] == [
        "fix/unsure/", "guides/topup/", "operators/", "operators/compare/", "operators/tim/", "search/",
    ]  # fmt: skip
    assert table[8].split()[:4] == ["2027-08-20", "in", "91", "days"]


def test_on_the_day_itself_a_page_is_not_overdue(shown):
    assert shown(datetime.date(2027, 2, 20))[2][0] == "Pages due: 0 of 8 overdue"


def test_translations_behind_are_listed(demo, shown):
    assert shown()[3] == ["Translations behind: 0", "  –"]
    demo.change("outcomes/bars/en.md", "It loads.", "It loads again.")
    translations = demo.content / "translated.yaml"
    lines = translations.read_text().splitlines(keepends=True)
    translations.write_text("".join(line for line in lines if "topup/it.md" not in line))
    assert shown()[3] == [
        "Translations behind: 4",
        "  content/outcomes/bars/it.md       the English text has changed",
        "  content/outcomes/bars/zh-hans.md  the English text has changed",
        "  content/outcomes/bars/zh-hant.md  the English text has changed",
        "  content/guides/topup/it.md        not stamped: run “make translated FILE=content/guides/topup/it.md”",
    ]
