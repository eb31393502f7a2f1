"""What pages say about their age, checked against what they show."""

from dataclasses import replace

import pytest
from flask import template_rendered

import app as application
from prontosim import knowledge
from prontosim.locales import EN
from prontosim.locales import LOCALES
from prontosim.offline import file_of
from prontosim.translated import Lag


@pytest.fixture(scope="module")
def shown():
    """Every English page with the facts that rendering it has shown."""
    app = application.create_app()
    views = []
    template_rendered.connect(lambda sender, template, context: views.append(context.get("view")), app, weak=False)
    with app.app_context():
        site = app.extensions["prontosim"]().site
    client = app.test_client()
    found = {}
    for page in site.pages:
        views.clear()
        assert client.get(page.path(EN)).status_code == 200
        writer = next(view.writer for view in views if view)
        found[page] = writer.shown | writer.compared
    return site, found


def test_every_fact_on_a_page_counts_for_its_age(shown):
    site, found = shown
    for page, facts in found.items():
        assert facts.keys() <= knowledge.facts_on(site, page).keys(), page


def test_no_other_fact_counts(shown):
    site, found = shown
    for page, facts in found.items():
        if page.kind != "operator":
            assert facts.keys() == knowledge.facts_on(site, page).keys(), page


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_every_page_that_tells_something_says_when_it_is_due(built, edition, locale):
    for page in edition.site.pages:
        html = file_of(built, page.path(locale)).read_text(encoding="utf-8")
        state = knowledge.state(edition.site, page)
        assert html.count("<time ") == bool(state), page
        assert not state or f'<time datetime="{state.due}">' in html


def test_the_kinds_of_pages_that_grow_old(edition):
    aged = {page.kind for page in edition.site.pages if knowledge.state(edition.site, page)}
    assert {"guide", "outcome", "operator", "operators", "compare", "myths", "question", "search"} <= aged
    assert not aged & {"sms", "glossary", "sources", "status", "guides"}


def test_a_translation_that_lags_says_so_and_leads_to_the_english_page(edition, monkeypatch):
    guide = edition.site.guides["topup"]
    lag = Lag(frozenset({guide.texts["it"].body.file}), frozenset())
    lagging = replace(edition, site=replace(edition.site, lag=lag))
    monkeypatch.setattr(application, "load_edition", lambda root: lagging)
    client = application.create_app().test_client()
    line = '<p class="check">Il testo inglese è più recente: <a href="../../../en/guides/topup/" lang="en">English</a>'
    assert line in client.get("/it/guides/topup/").text
    for path in ("/it/guides/topup-failed/", "/en/guides/topup/", "/zh-hans/guides/topup/"):
        assert "English</a>" not in client.get(path).text.partition("<main")[2]
