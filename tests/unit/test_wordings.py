"""The file of wordings holds what people of every language look for, by outcome."""

import json

from prontosim.locales import LOCALES
from prontosim.wordings import wordings_file


def test_an_outcome_has_its_titles_and_keywords_in_every_language(site):
    def translated(locale):
        return lambda msgid: msgid if locale.id == "en" else f"{msgid} ({locale.id})"

    found = json.loads(wordings_file(site, {locale: translated(locale) for locale in LOCALES}))
    assert set(found) == set(site.tree.outcomes)
    words = found["bars"].split(" · ")
    assert words[:2] == ["The APN (zh-hans)", "bars (zh-hans)"]
    assert {"The APN", "bars", "The APN (it)", "bars (it)"} <= set(words)


def test_what_is_the_same_in_two_languages_stands_once(site):
    found = json.loads(wordings_file(site, {locale: lambda msgid: msgid for locale in LOCALES}))
    assert found["bars"] == "The APN · bars"
