"""Every page knows which facts it tells, since when they hold and when it is due."""

import pytest

from prontosim import knowledge
from prontosim.freshness import State
from prontosim.locales import LOCALES
from prontosim.urls import Page

BARS = Page("outcome", "bars")


def state(demo, page):
    site, problems = demo.load()
    assert problems == []
    return knowledge.state(site, page)


def test_a_page_without_knowledge_has_no_state(demo):
    assert state(demo, Page("question", "start")) is None
    assert state(demo, Page("sms", "sms")) is None


def test_an_operator_is_as_old_as_its_oldest_fact(demo):
    demo.change("operators/tim.yaml", "    source: charter\n", '    source: charter\n    as_of: "2026-01-31"\n')
    assert state(demo, Page("operator", "tim")) == State("2026-01-31", "2026-07-31")


def test_lists_of_operators_count_for_the_pages_that_show_them(demo):
    demo.change("operators/tim.yaml", "    source: charter\n", '    source: charter\n    as_of: "2026-01-31"\n')
    for page in (Page("operators", "operators"), Page("compare", "compare"), Page("outcome", "unsure")):
        assert state(demo, page) == State("2026-01-31", "2026-07-31")


def test_a_guide_keeps_its_own_dates_unless_a_fact_is_due_before(demo):
    assert state(demo, Page("guide", "topup")) == State("2026-11-20", "2027-05-20")
    demo.change("operators/tim.yaml", "    source: charter\n", '    source: charter\n    as_of: "2026-02-01"\n')
    assert state(demo, Page("guide", "topup")) == State("2026-02-01", "2026-08-01")


def test_an_outcome_has_the_date_of_its_kind_or_its_own(demo):
    assert state(demo, BARS) == State("2026-11-20", "2027-08-20")
    demo.change("outcomes/bars/outcome.yaml", "cause: apn", 'cause: apn\nreviewed: "2026-11-21"')
    assert state(demo, BARS) == State("2026-11-21", "2027-08-21")


def test_what_a_part_tells_counts_for_the_page_that_holds_it(demo):
    for locale in ("en", "it", "zh-hans", "zh-hant"):
        demo.write(f"parts/tries/{locale}.md", "{{sim.tries}}\n")
        demo.write(f"parts/outer/{locale}.md", "Stop.\n\n{{part:tries}}\n")
    demo.change("outcomes/bars/en.md", "Restart.", "{{part:outer}}")
    site, _ = demo.load()
    assert list(knowledge.facts_on(site, BARS)) == ["sim.tries"]


def test_menus_count(demo):
    demo.change("freshness.yaml", '{menus: "2026-11-20"', '{menus: "2025-11-20"')
    assert state(demo, BARS) == State("2026-11-20", "2027-08-20")
    blocks = "".join(
        f"/// phones | {kinds}\n1. {{need:nothing}} Open {{{{menu:apn}}}}.\n///\n\n"
        for kinds in ("iphone", "pixel samsung xiaomi huawei oppo")
    )
    for locale in LOCALES:
        demo.change(f"outcomes/bars/{locale}.md", "Restart.", blocks)
    assert state(demo, BARS) == State("2025-11-20", "2026-11-20")


def test_a_claim_may_be_checked_by_itself(demo):
    page = Page("myths", "myths")
    assert state(demo, page) == State("2026-11-20", "2027-02-20")
    demo.change("myths.yaml", "confidence: high", 'confidence: high\n  reviewed: "2026-10-01"')
    assert state(demo, page) == State("2026-10-01", "2027-01-01")


@pytest.mark.parametrize(
    ("file", "old"), [("myths.yaml", "  confidence: high"), ("outcomes/bars/outcome.yaml", "cause: apn")]
)
def test_no_date_lies_ahead(demo, only_problem, file, old):
    indent = old[: len(old) - len(old.lstrip())]
    demo.change(file, old, f'{old}\n{indent}reviewed: "2026-12-01"')
    assert "reviewed 2026-12-01 lies ahead of today" in only_problem()


def test_a_short_text_names_no_weak_fact(demo, only_problem):
    demo.change("tree/start.yaml", '"Bars"', '"Bars {{sim.tries}}"')
    assert "“sim.tries” is of low confidence, and a short text cannot say so; tell it in Markdown" in only_problem()
