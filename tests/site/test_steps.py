"""Steps as the tree promises them: what they need, the cheapest first, the verb first, one action each."""

import re

import pytest

from prontosim.lint import NEEDS
from prontosim.locales import LOCALES
from prontosim.locales import SOURCE

WORDS = """accept add allow answer ask block buy call check choose close compare confirm connect copy count delete enter
    find finish follow forget freeze get go have hold install join keep lay leave look move note open pay photograph pick
    push put read recall report reset restart ring save say scan search select send set show stop store switch take tap tell top
    try turn type use wait walk wipe work write"""
VERBS = set(re.findall(r"\w+", WORDS))
STEP = re.compile(r"\d+\. (?:\{need:([^}]*)\} )?(.*)")


def lists(edition, locale):
    """Yield the steps of every list of the outcomes and of the parts, with the file where they stand."""
    outcomes = [outcome.bodies[locale.id]["now"] for outcome in edition.site.tree.outcomes.values()]
    for body in (*outcomes, *(part[locale.id] for part in edition.site.parts.values())):
        for block in re.split(r"\n\n|///", body.text):
            if found := [STEP.match(line).groups() for line in block.split("\n") if STEP.match(line)]:
                yield body.file, found


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_steps_say_what_they_need_and_the_cheapest_come_first(edition, locale):
    for file, steps in lists(edition, locale):
        assert all(needs for needs, _ in steps), file
        dearest = [max(NEEDS.index(need) for need in needs.split(",")) for needs, _ in steps]
        assert dearest == sorted(dearest), f"{file}: {dearest}"


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_steps_are_the_same_in_every_language(edition, locale):
    for (file, steps), (_, english) in zip(lists(edition, locale), lists(edition, SOURCE), strict=True):
        assert [needs for needs, _ in steps] == [needs for needs, _ in english], file


def test_every_step_starts_with_the_verb_and_has_one_action(edition):
    for file, steps in lists(edition, SOURCE):
        for _, text in steps:
            first, *others = re.findall(r"(?:^|[.:] )\W*(\w+)", text)
            assert first.lower() in VERBS, f"{file}: {text}"
            joined = re.findall(r"(?:\band|, then) (\w+)", text)
            assert not VERBS & {word.lower() for word in (*others, *joined)}, f"{file}: {text}"
