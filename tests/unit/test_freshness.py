"""Rules about dates are data; what is made of them is plain arithmetic."""

import pytest

from prontosim.freshness import State
from prontosim.freshness import later
from prontosim.freshness import together


@pytest.mark.parametrize(
    ("date", "months", "due"),
    [
        ("2026-11-20", 6, "2027-05-20"),
        ("2026-11-20", 1, "2026-12-20"),
        ("2026-12-20", 12, "2027-12-20"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
    ],
)
def test_a_date_some_months_later(date, months, due):
    assert later(date, months) == due


def test_a_page_is_as_old_as_its_oldest_part_and_due_with_the_first():
    parts = [State("2026-11-20", "2027-05-20"), State("2026-01-02", "2027-01-02"), State("2026-10-01", "2026-12-01")]
    assert together(parts) == State("2026-01-02", "2026-12-01")
    assert together([]) is None


def test_a_fact_is_due_with_the_first_of_its_kinds(site):
    rules, operators = site.rules, site.facts.operators
    assert rules.of_fact(site.facts.by_id["tim.care.number"], operators) == State("2026-11-20", "2027-05-20")
    assert rules.of_fact(site.facts.by_id["sim.tries"], operators) == State("2026-11-20", "2027-11-20")


def test_a_price_is_due_sooner_than_another_fact(demo):
    demo.change("facts/sim.yaml", '{count: "10"}', '{eur: "10"}')
    site, _ = demo.load()
    assert site.rules.of_fact(site.facts.by_id["sim.tries"], {}).due == "2027-05-20"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('menus: "12"', 'menus: "soon"', "freshness.yaml:1: “menus” is “soon”, no number of months; write it like"),
        ('menus: "12"', 'menus: "0"', "“menus” is “0”, no number of months"),
        (', myths: "3"', "", "freshness.yaml:1: the key “myths” is missing"),
        ('menus: "12"', 'menus: "12", moons: "1"', "the key “moons” is unknown here"),
        ('{menus: "2026-11-20"', '{menus: "2027-11-20"', "the date of menus 2027-11-20 lies ahead of today"),
    ],
)
def test_a_wrong_rule_is_told(demo, only_problem, old, new, told):
    demo.change("freshness.yaml", old, new)
    assert told in only_problem()


def test_rules_that_are_missing_are_told(demo, only_problem):
    (demo.content / "freshness.yaml").unlink()
    assert "freshness.yaml: the rules about dates are missing" in only_problem()
