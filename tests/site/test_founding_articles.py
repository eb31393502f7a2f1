"""Every topic of the five founding articles has its pages, under the words that people search for."""

import re

import pytest

import app as application
from prontosim.locales import LOCALES
from prontosim.locales import ZH_HANS
from prontosim.offline import file_of

TABLE = (application.ROOT / "docs" / "founding-articles.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| (`[^|]+`) \|$", TABLE, re.MULTILINE)
DOORWAYS = {
    "意大利电话卡充值": "topup",
    "续费": "renew-plan",
    "保号": "keep-number",
    "充值失败": "topup-failed",
    "旅行eSIM续费": "travel-esim-renewal",
    "eSIM补卡": "replace-sim",
}

each_locale = pytest.mark.parametrize("locale", LOCALES, ids=str)


def page(built, locale, path):
    return file_of(built, f"/{locale.id}/{path}")


def pages(cell):
    return re.findall(r"`([^`]+)`", cell)


@each_locale
@pytest.mark.parametrize(("topic", "cell"), ROWS, ids=[topic for topic, _ in ROWS])
def test_every_page_of_a_topic_exists(built, locale, topic, cell):
    for target in pages(cell):
        path, _, fragment = target.partition("#")
        html = page(built, locale, path).read_text(encoding="utf-8")
        assert not fragment or f'id="{fragment}"' in html, target


def test_the_table_names_the_doorways_and_every_claim_of_the_articles():
    assert dict(ROWS).items() >= {words: f"`guides/{id}/`" for words, id in DOORWAYS.items()}.items()
    articles = re.findall(r"^## .*\((.+)\)$", TABLE, re.MULTILINE)
    assert articles == ["意大利电话卡充值", "续费、保号", "充值失败", "旅行eSIM续费", "eSIM补卡"]


@pytest.mark.parametrize(("words", "id"), DOORWAYS.items(), ids=DOORWAYS)
def test_a_doorway_stands_under_the_words_that_people_search_for(edition, words, id):
    text = edition.site.guides[id].texts[ZH_HANS.id]
    # Search ignores spaces too: rank.js joins what it compares.
    assert any(words in wording.replace(" ", "") for wording in (text.title, *text.keywords))


@each_locale
@pytest.mark.parametrize("id", DOORWAYS.values())
def test_a_doorway_leads_into_the_tree(built, locale, id):
    html = page(built, locale, f"guides/{id}/").read_text(encoding="utf-8")
    [main] = re.findall(r"<main.*</main>", html, re.DOTALL)
    assert re.search(r'href="[./]*/fix/[a-z0-9-]+/', main)
