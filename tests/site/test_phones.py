"""Steps that differ by phone, as the built pages tell them."""

import re

import pytest

from prontosim.locales import BY_ID
from prontosim.locales import LOCALES
from prontosim.offline import file_of
from prontosim.phones import KINDS

BLOCK = re.compile(r'<details data-phone="?(\w+)"?( open)?><summary>(.*?)</summary>(.*?)</details>', re.DOTALL)
XIAOMI_APN = ["接入点名称 (APN)", "存取點名稱", "Access Point Names", "Nomi punti di accesso"]


def html(built, locale, id="no-internet-apn"):
    return file_of(built, f"/{locale}/fix/{id}/").read_text(encoding="utf-8")


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_every_page_that_differs_by_phone_tells_it_for_all_and_opens_none(built, edition, locale):
    told = 0
    for step in edition.site.tree.steps():
        found = BLOCK.findall(html(built, locale, step))
        kinds = [kind for kind, _, _, _ in found]
        assert kinds == list(KINDS) * (len(kinds) // len(KINDS)), step
        assert not any(opened for _, opened, _, _ in found)
        told += bool(found)
    assert told > 30


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_the_words_of_all_four_languages_stand_where_they_are_known(built, locale):
    [xiaomi] = [text for kind, _, _, text in BLOCK.findall(html(built, locale)) if kind == "xiaomi" and "APN" in text]
    assert all(words in xiaomi for words in XIAOMI_APN)
    assert any(f"{words}</b>" in xiaomi for words in XIAOMI_APN)


def test_words_that_are_not_confirmed_are_only_something_to_look_for(built):
    page = html(built, BY_ID["it"])
    huawei = next(text for kind, _, _, text in BLOCK.findall(page) if kind == "huawei")
    assert "cerca parole come «Nomi punti di accesso», o cerca «APN» nelle impostazioni" in huawei
    iphone = next(text for kind, _, _, text in BLOCK.findall(page) if kind == "iphone")
    assert "cerca «APN» nelle impostazioni" in iphone


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_pages_with_menus_lead_to_where_their_words_were_read(built, edition, locale):
    listed = file_of(built, f"/{locale}/sources/menus/").read_text(encoding="utf-8")
    cells = [cell for menu in edition.site.phones.menus.values() for cell in menu.cells.values()]
    assert all(f"id={edition.site.facts.sources[cell.source].anchor}" in listed.replace('"', "") for cell in cells)
    assert 'href="../../sources/menus/"' in html(built, locale)
    assert 'sources/menus/">' not in html(built, locale, "puk-asked")
