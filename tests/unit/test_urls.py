"""Links are relative and end in a slash, so that the site works below any path."""

from dataclasses import replace

import pytest

from prontosim.locales import EN
from prontosim.urls import MENU_SOURCES
from prontosim.urls import SOURCE_LISTS
from prontosim.urls import Page
from prontosim.urls import relative
from prontosim.urls import source_page


@pytest.mark.parametrize(
    ("origin", "target", "link"),
    [
        ("/en/", "/en/", "./"),
        ("/en/fix/apn/", "/it/fix/apn/", "../../../it/fix/apn/"),
        ("/en/fix/apn/", "/en/fix/apn/", "./"),
        ("/en/", "/static/css/site.css", "../static/css/site.css"),
        ("/", "/en/", "en/"),
        ("/en/fix/", "/en/guides/topup/#shop", "../guides/topup/#shop"),
        ("/en/manifest.webmanifest", "/en/fix/", "fix/"),
        ("/en/manifest.webmanifest", "/en/", "./"),
        ("/en/fix/apn/", "/en/fix/", "../../fix/"),
        ("/en/fix/apn/", "/en/", "../../"),
    ],
)
def test_relative_links(origin, target, link):
    assert relative(origin, target) == link


def test_a_page_keeps_its_path_in_every_locale():
    assert Page("question", "start").path(EN) == "/en/fix/"
    assert Page("outcome", "apn").path(EN) == "/en/fix/apn/"
    assert Page("guide", "topup").path(EN) == "/en/guides/topup/"
    assert Page("home", "home").path(EN) == "/en/"


@pytest.mark.parametrize(
    ("title", "path"),
    [("3G", ""), ("(a list)", ""), ("Gedix", ""), ("iliad", "h-p/"), ("TIM", "q-z/"), ("香港", "q-z/")],
)
def test_a_source_is_listed_by_its_title(site, title, path):
    source = replace(site.facts.sources["charter"], title=title)
    assert source_page(source).path(EN) == f"/en/sources/{path}"


def test_every_list_of_sources_is_a_page(site):
    assert {page.id for page in site.pages if page.kind == "sources"} == {*SOURCE_LISTS, MENU_SOURCES}


def test_core_and_tree_come_before_the_rest(site):
    kinds = [page.kind for page in site.pages]
    assert kinds[:4] == ["home", "question", "outcome", "outcome"]
    assert kinds.index("guide") > kinds.index("outcome")
