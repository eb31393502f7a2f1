"""Nothing that was promised is missing: causes, operators, guides, and no branch that is not written."""

import re

import pytest

from prontosim.content import CAUSES
from prontosim.locales import LOCALES
from prontosim.offline import file_of

OPERATORS = {
    "tim", "vodafone", "windtre", "iliad", "ho-mobile", "very-mobile", "kena", "postemobile", "coopvoce",
    "fastweb-mobile", "lycamobile", "spusu", "cmlink-italy",
}  # fmt: skip
FEWEST_GUIDES = 28

each_locale = pytest.mark.parametrize("locale", LOCALES, ids=str)


@pytest.mark.parametrize("cause", CAUSES)
def test_the_tree_reaches_a_written_outcome_for_every_cause(edition, cause):
    tree = edition.site.tree
    reached = [tree.outcomes[step] for step in tree.steps() if step in tree.outcomes]
    written = [outcome for outcome in reached if outcome.cause == cause]
    assert written
    for outcome in written:
        assert outcome.bodies.keys() == {locale.id for locale in LOCALES}


def test_no_branch_waits_to_be_written(edition):
    assert [outcome.id for outcome in edition.site.tree.outcomes.values() if outcome.placeholder] == []


@each_locale
def test_every_operator_has_a_page_with_sourced_facts(built, edition, locale):
    assert edition.site.facts.operators.keys() >= OPERATORS
    for operator in OPERATORS:
        html = file_of(built, f"/{locale.id}/operators/{operator}/").read_text(encoding="utf-8")
        assert f'data-page="operator" data-id="{operator}"' in html
        rows = re.split(r"<dd\b", html)[1:]
        assert rows, operator
        assert all(re.search(r"/sources/[a-z0-9-]*/?#", row) for row in rows), operator


def test_there_are_enough_guides_in_every_language(edition):
    guides = edition.site.guides
    assert len(guides) >= FEWEST_GUIDES
    for guide in guides.values():
        titles = [guide.texts[locale.id].title for locale in LOCALES]
        assert len(set(titles)) == len(LOCALES), guide.id


@each_locale
def test_no_sign_is_escaped_twice(built, edition, locale):
    for page in edition.site.pages:
        html = file_of(built, page.path(locale)).read_text(encoding="utf-8")
        assert not re.search(r"&amp;#?\w+;", html), page.path(locale)
