"""Texts keep to our words; a wrong one is named with file, line, locale and the right one."""

import pytest

from prontosim import catalog
from prontosim import glossary
from prontosim.errors import Problems
from prontosim.locales import IT
from prontosim.locales import ZH_HANT

GLOSSARY = """\
top-up:
  use: {en: "top-up", it: "ricarica", zh-hans: "充值", zh-hant: "儲值"}
  not: {en: ["recharge"], it: ["top-up"], zh-hant: ["充值"]}
data:
  use: {en: "data", it: "dati", zh-hans: "流量", zh-hant: "數據"}
  not: {zh-hant: ["流量"], it: ["data", "data plan"]}
  except: {zh-hant: ["數據流量"]}
"""


@pytest.fixture
def told(demo):
    demo.write("glossary.yaml", GLOSSARY)

    def told(keywords=frozenset()):
        problems = Problems(demo.content.parent)
        glossary.check(demo.content.parent, set(keywords), problems)
        return [str(problem) for problem in sorted(problems.found)]

    return told


def test_the_demo_keeps_to_our_words(told):
    assert told() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "guides/topup/zh-hant.md", "See [", "先充值，再看 [",
            "content/guides/topup/zh-hant.md:15: [zh-hant] “充值” is not our word (top-up); write “儲值”.",
        ),
        (
            "outcomes/bars/it.md", "It loads.", "Il Data Plan parte.",
            "content/outcomes/bars/it.md:11: [it] “Data Plan” is not our word (data); write “dati”.",
        ),
        ("guides/topup/it.md", '"Top up"', '"Top-up"', "it.md:3: [it] “Top-up” is not our word (top-up)"),
        ("guides/topup/it.md", '"How to."', '"Fai un top-up"', "it.md:4: [it] “top-up” is not our word"),
        ("guides/topup/en.md", "See [", "Recharge, then see [", "en.md:15: [en] “Recharge” is not our word"),
        ("guides/topup/zh-hant.md", "## Shop", "## 買流量", "zh-hant.md:13: [zh-hant] “流量” is not our word"),
    ],
)  # fmt: skip
def test_a_wrong_word_is_told(demo, told, file, old, new, problem):
    demo.change(file, old, new)
    [found] = told()
    assert problem in found


@pytest.mark.parametrize(
    "right",
    [
        "數據流量（GB）", "> 我要充值。", "搜尋「流量」。", "看到 *充值* 就點。", "點 `充值`。", "點 “充值”。", '說 "充值"。',
        "- **ricarica:** 充值 / 儲值 / top-up", "[看](fix:bars#now)",
    ],
)  # fmt: skip
def test_other_peoples_words_may_stand(demo, told, right):
    demo.change("guides/topup/zh-hant.md", "See [the APN](fix:bars#now).", right)
    assert told() == []


@pytest.mark.parametrize("wrong", ["- **Vodafone：**可以充值", "**充值**之後", "1. {need:money} 充值。"])
def test_our_own_words_are_read_wherever_they_stand(demo, told, wrong):
    demo.change("guides/topup/zh-hant.md", "See [the APN](fix:bars#now).", wrong)
    assert len(told()) == 1


def test_latin_words_stand_alone(demo, told):
    demo.change("guides/topup/it.md", "See [", "Il database e {{tim.care.number}}. See [")
    assert told() == []


def test_people_look_things_up_in_their_own_words(demo, told):
    demo.change("guides/topup/zh-hant.md", 'keywords: ["ricarica"]', 'keywords: ["充值"]')
    assert told() == []


def test_short_translations_are_checked_but_not_lists_of_keywords(demo, told):
    root = demo.content.parent
    catalog.update(root)
    path = catalog.po_file(root, ZH_HANT)
    found = catalog.read_catalog(path, ZH_HANT)
    for message in found:
        if message.id in ("Customer care", "bars"):
            message.string = "充值專線"
        elif message.id == "After {n} wrong tries the SIM is dead.":
            message.string = "流量 {n}，{{tim.care.number}}"
    path.write_bytes(catalog.written(found))
    problems = told({"bars"})
    assert len(problems) == 2
    assert all("translations/zh_Hant/LC_MESSAGES/messages.po:" in problem for problem in problems)
    assert {"充值", "流量"} == {problem.split("“")[1].split("”")[0] for problem in problems}
    assert len(told()) == 3


def test_a_catalogue_that_is_missing_is_told_elsewhere(demo, told):
    assert not catalog.po_file(demo.content.parent, IT).exists()
    assert told() == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('it: "ricarica", ', "", "glossary.yaml:2: the key “it” is missing"),
        ('en: ["recharge"]', 'en: ["top-up"]', "glossary.yaml:3: “top-up” stands here twice; keep one of the two"),
        ('"data plan"', '"top-up"', "glossary.yaml:6: “top-up” stands here twice"),
        ("  not: {en:", "  never: {en:", "glossary.yaml:3: the key “never” is unknown here"),
        ('en: ["recharge"]', 'de: ["laden"]', "glossary.yaml:3: the key “de” is unknown here"),
    ],
)
def test_a_mistake_in_the_glossary_is_told(demo, told, old, new, problem):
    demo.change("glossary.yaml", old, new)
    assert any(problem in one for one in told()), told()


def test_the_site_knows_its_lists_of_keywords(site):
    assert site.keyword_lists() == {"bars", "else", "imsi", "compare"}
