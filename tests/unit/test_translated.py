"""Each translation carries the hash of the English text that it translates."""

from pathlib import Path

import pytest

from prontosim import knowledge
from prontosim import translated
from prontosim.errors import BuildFailed
from prontosim.locales import EN
from prontosim.locales import IT
from prontosim.locales import ZH_HANS
from prontosim.urls import Page

TOPUP = Page("guide", "topup")
BARS = Page("outcome", "bars")


@pytest.fixture
def stamped(demo):
    translated.stamp(demo.content, [demo.content])
    return demo


def lag(demo):
    site, problems = demo.load()
    assert problems == []
    return [
        sorted(path.relative_to(demo.content).as_posix() for path in some)
        for some in (site.lag.behind, site.lag.unstamped)
    ]


def test_what_was_stamped_is_up_to_date(stamped):
    assert lag(stamped) == [[], []]


def test_what_nobody_stamped_is_neither_behind_nor_up_to_date(demo):
    behind, unstamped = lag(demo)
    assert behind == []
    assert len(unstamped) == 6


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("guides/topup/en.md", "See [the APN]", "Now see [the APN]"),
        ("guides/topup/en.md", 'title: "Top up"', 'title: "Top it up"'),
        ("guides/topup/en.md", 'summary: "How to."', 'summary: "How to do it."'),
        ("outcomes/bars/en.md", "It loads.", "It loads again."),
    ],
)
def test_a_changed_english_text_leaves_its_translations_behind(stamped, file, old, new):
    stamped.change(file, old, new)
    folder = file.rpartition("/")[0]
    assert lag(stamped) == [[f"{folder}/{locale}.md" for locale in ("it", "zh-hans", "zh-hant")], []]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('reviewed: "2026-11-20"', 'reviewed: "2026-11-21"'),
        ('review_by: "2027-05-20"', 'review_by: "2027-06-20"'),
        ("sources: [charter]", "sources: []"),
        ('keywords: ["ricarica"]', 'keywords: ["top up"]'),
    ],
)
def test_what_is_not_read_may_change(stamped, old, new):
    for locale in ("en", "it", "zh-hans", "zh-hant"):
        stamped.change(f"guides/topup/{locale}.md", old, new)
    assert lag(stamped) == [[], []]


def test_blanks_at_the_ends_of_lines_do_not_count():
    assert translated.text_hash("One. \n\nTwo.\n\n") == translated.text_hash("One.\n\nTwo.")
    assert translated.text_hash("One.") != translated.text_hash("One!")


def test_one_file_is_stamped_alone(stamped):
    stamped.change("guides/topup/en.md", "See", "Now see")
    assert translated.stamp(stamped.content, [stamped.content / "guides/topup/it.md"]) == 1
    assert lag(stamped)[0] == ["guides/topup/zh-hans.md", "guides/topup/zh-hant.md"]
    assert translated.stamp(stamped.content, [stamped.content / "guides/topup"]) == 2
    assert lag(stamped) == [[], []]


def test_stamping_again_changes_nothing(stamped):
    before = (stamped.content / "translated.yaml").read_bytes()
    assert translated.stamp(stamped.content, [stamped.content / "guides"]) == 0
    assert (stamped.content / "translated.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["guides/topup/en.md", "guides/nothing/it.md", "outcomes/bars/outcome.yaml"])
def test_only_translations_are_stamped(stamped, name):
    with pytest.raises(BuildFailed, match=f"^content/{name}: this is no translation; name a file such as "):
        translated.stamp(stamped.content, [stamped.content / name])


def test_a_file_outside_the_project_is_named_whole(stamped):
    with pytest.raises(BuildFailed, match=r"^/nowhere/it\.md: this is no translation"):
        translated.stamp(stamped.content, [Path("/nowhere/it.md")])


def test_a_line_for_a_file_that_is_gone_is_told_until_the_next_stamp(stamped):
    with (stamped.content / "translated.yaml").open("a") as file:
        file.write('guides/old/it.md: "00000000"\n')
    [problem] = stamped.problems()
    assert "“guides/old/it.md” does not exist; remove the line" in problem
    translated.stamp(stamped.content, [stamped.content])
    assert stamped.problems() == []


def test_a_page_knows_that_its_text_lags(stamped):
    stamped.change("outcomes/bars/en.md", "It loads.", "It loads again.")
    translated.stamp(stamped.content, [stamped.content / "outcomes/bars/it.md"])
    site, _ = stamped.load()
    assert [knowledge.is_behind(site, BARS, locale) for locale in (ZH_HANS, IT, EN)] == [True, False, False]
    assert not knowledge.is_behind(site, TOPUP, ZH_HANS)
    assert not knowledge.is_behind(site, Page("search", "search"), ZH_HANS)


def test_a_page_lags_with_a_part_in_it(stamped):
    for locale in ("en", "it", "zh-hans", "zh-hant"):
        stamped.write(f"parts/inner/{locale}.md", "Stop.\n")
        stamped.write(f"parts/outer/{locale}.md", "First:\n\n{{part:inner}}\n")
        stamped.change(f"guides/topup/{locale}.md", "See", "{{part:outer}}\n\nSee")
    stamped.change("tree/start.yaml", "options:", "part: inner\noptions:")
    translated.stamp(stamped.content, [stamped.content])
    stamped.write("parts/inner/en.md", "Stop here.\n")
    site, problems = stamped.load()
    assert problems == []
    assert knowledge.is_behind(site, TOPUP, IT)
    assert knowledge.is_behind(site, Page("question", "start"), IT)
    assert not knowledge.is_behind(site, BARS, IT)
