"""The comparison page as it is built: who is listed, with which source, and what is weak says so."""

import re

import pytest

from prontosim.locales import LOCALES
from prontosim.offline import file_of
from prontosim.urls import source_page

CHECK = '<span class="check">'
QUESTIONS = ["number-life", "credit-short", "balance", "cash"]
each_locale = pytest.mark.parametrize("locale", LOCALES, ids=str)


def page(built, path):
    return file_of(built, path).read_text(encoding="utf-8")


def blocks(built, locale):
    """Return the HTML of each question by its id."""
    html = page(built, f"/{locale.id}/operators/compare/")
    return dict(re.findall(r'<section><h2 id="([^"]+)">(.*?)</section>', html))


def rows(block):
    """Return the HTML of each operator's answers by its id."""
    return dict(re.findall(r'<dt><a href="\.\./\.\./operators/([^"]+)/".*?(<dd.*?)</div>', block))


@each_locale
def test_the_four_questions_that_decide_are_asked_in_order(built, edition, locale):
    assert [question.id for question in edition.site.comparison.questions] == QUESTIONS
    found = blocks(built, locale)
    assert [id for id in found if id in QUESTIONS] == QUESTIONS


@each_locale
def test_every_operator_with_an_answer_is_listed_and_no_other(built, edition, locale):
    for question in edition.site.comparison.questions:
        known = [
            operator.id
            for operator in edition.site.facts.operators.values()
            if set(question.topics) & set(operator.facts)
        ]
        assert list(rows(blocks(built, locale)[question.id])) == known


@each_locale
def test_every_answer_leads_to_its_source_and_weak_ones_say_check(built, edition, locale):
    entries = dict(re.findall(r'<li id="(s\d+)">(.*?)(?=<li|</ol>)', page(built, f"/{locale.id}/operators/compare/")))
    weak = 0
    for question in edition.site.comparison.questions:
        known = {one.id: [fact for _, fact in answers] for one, answers in question.answers(edition.site.facts)}
        for operator, html in rows(blocks(built, locale)[question.id]).items():
            facts = known[operator]
            answers = html.split("<dd")[1:]
            assert len(answers) == len(facts)
            for fact, answer in zip(facts, answers, strict=True):
                [mark] = re.findall(r'<a href="#(s\d+)">', answer)
                link = source_page(fact.source).path(locale).removeprefix(f"/{locale.id}/")
                assert f'href="../../{link}#{fact.source.anchor}"' in entries[mark]
                assert (CHECK in answer) == (fact.confidence == "low")
                weak += fact.confidence == "low"
    assert weak


@each_locale
def test_operators_and_the_guide_lead_to_the_comparison(built, edition, locale):
    assert 'href="../operators/compare/"' in page(built, f"/{locale.id}/operators/")
    for id in edition.site.facts.operators:
        assert 'href="../../operators/compare/"' in page(built, f"/{locale.id}/operators/{id}/")
    assert 'href="../../operators/compare/#number-life"' in page(built, f"/{locale.id}/guides/keep-number/")


@each_locale
def test_the_newest_changes_stand_where_they_bite(built, edition, locale):
    def shows(path, *facts):
        html = page(built, f"/{locale.id}/{path}/")
        for name in facts:
            fact = edition.site.facts.by_id[name]
            # In a list of operators the name leads to the fact on the operator's page.
            there = f'operators/{fact.owner}/#{fact.topic.partition(".")[0]}"'
            assert f'#{fact.source.anchor}"' in html or there in html, (path, name)

    shows("operators/vodafone", "vodafone.beware.closed-sims", "vodafone.network.3g")
    shows("fix/no-service-expired", "vodafone.beware.closed-sims")
    shows("guides/keep-number", "vodafone.beware.closed-sims")
    shows("fix/no-internet-apn", "coopvoce.beware.moved", "coopvoce.network.apn")
    shows("guides/before-you-leave", "italy.3g-off")
    moved = [f"{brand}.network.own" for brand in ("coopvoce", "fastweb-mobile", "postemobile")]
    shows("fix/no-service-stopped", "italy.3g-off", *moved)
    for name in moved:
        brand = name.partition(".")[0]
        shows(f"operators/{brand}", name, f"{brand}.beware.moved", f"{brand}.network.3g")
