"""Menus of phones: printed as the phone says them where that is known, never as if it were."""

import pytest

from prontosim.locales import LOCALES
from prontosim.phones import KINDS

BLOCK = "## what\n\nx\n\n## now\n\n/// phones | {kinds}\n1. {{need:nothing}} Open {{{{menu:apn}}}}.\n///\n\n## worked\n\nx\n\n## if-not\n\nx\n"


def words(site, kind, locale):
    found = site.phones.menus["apn"].words(kind, locale)
    return (found.words, found.confirmed) if found else None


def test_a_phone_has_its_own_words(site):
    assert words(site, "samsung", "zh-hans") == ("设置 › 接入点名称", True)


def test_words_of_low_confidence_are_not_confirmed(site):
    assert words(site, "iphone", "it") == ("Cellulare", False)


def test_a_pixel_says_what_android_says_and_other_makers_only_something_like_it(site):
    assert words(site, "pixel", "en") == ("Access Point Names", True)
    assert words(site, "oppo", "en") == ("Access Point Names", False)


def test_an_iphone_never_says_what_android_says(site):
    assert words(site, "iphone", "zh-hans") is None


def test_only_a_whole_path_that_is_surely_known_needs_no_search(site):
    menu = site.phones.menus["apn"]
    assert menu.words("iphone", "en").certain
    assert not menu.words("pixel", "en").certain
    assert not menu.words("samsung", "zh-hans").certain


def test_an_iphone_may_have_a_word_of_its_own_to_search_for(site):
    menu = site.phones.menus["apn"]
    assert menu.word_to_search("iphone", "it") == "Cellulare"
    assert menu.word_to_search("oppo", "it") == "APN"


def test_a_block_for_every_phone_is_whole(demo):
    for locale in LOCALES:
        demo.write(f"outcomes/bars/{locale}.md", BLOCK.format(kinds=" ".join(KINDS)))
    assert demo.problems() == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (" oppo", "", "the steps are told for iphone pixel samsung xiaomi huawei; tell them for iphone pixel samsung"),
        ("oppo", "nokia", "[it] the steps are told for iphone pixel samsung xiaomi huawei nokia"),
        ("iphone pixel", "pixel iphone", "[it] the steps are told for pixel iphone samsung"),
        ("menu:apn", "menu:apm", "it.md:8: [it] “menu:apm” does not exist; add the menu to content/phones.yaml"),
        ("{need:nothing} Open", "Open\n///\n\nOr", "“menu:apn” stands outside a block of phones"),
        ("/// phones |", "/// telephones |", "this block is not understood"),
    ],
)
def test_a_mistake_in_a_block_is_told(demo, old, new, told):
    text = BLOCK.format(kinds=" ".join(KINDS))
    assert old in text
    demo.write("outcomes/bars/it.md", text.replace(old, new))
    assert any(told in problem for problem in demo.problems()), demo.problems()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  oppo:", "  nokia:", "phones.yaml:7: the key “nokia” is unknown here"),
        ("  oppo:", "  nokia:", "phones.yaml:2: the key “oppo” is missing"),
        ("it: APN, ", "", "the key “it” is missing; add “it:” with its value"),
        ("    samsung:", "    nokia:", "the key “nokia” is unknown here"),
        ("      it:", "      de:", "the key “de” is unknown here"),
        ("source: charter, confidence: low", "source: gossip, confidence: low", "the source “gossip” is unknown"),
        ("confidence: medium", "confidence: sure", "“confidence” is “sure”; choose one of high, low, medium"),
    ],
)
def test_a_mistake_in_the_menus_is_told(demo, old, new, told):
    demo.change("phones.yaml", old, new)
    assert any(told in problem for problem in demo.problems()), demo.problems()


def test_missing_menus_are_told(demo):
    (demo.content / "phones.yaml").unlink()
    assert any("phones.yaml: the menus of phones are missing" in problem for problem in demo.problems())
