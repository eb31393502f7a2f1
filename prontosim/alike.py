"""Translations name what the English text names: facts, parts, menus, links, and the headings of guides."""

from collections.abc import Iterator

from prontosim.content import Body
from prontosim.errors import Problems
from prontosim.lint import EXPLICIT_ID
from prontosim.lint import FACT
from prontosim.lint import LINK
from prontosim.locales import SOURCE

Place = tuple[str, str]
"""The section of an outcome, empty elsewhere, and the id of the heading in it, empty before the first."""


def walk(sections: dict[str, Body]) -> Iterator[tuple[Place, int, str]]:
    """Yield each line of a text with its place and its number in the file."""
    for section, body in sections.items():
        heading = ""
        for number, line in enumerate(body.text.split("\n"), body.line):
            if line.startswith("#") and (match := EXPLICIT_ID.search(line)):
                heading = match.group(1)
            yield (section, heading), number, line


def names(line: str) -> list[str]:
    """Return what a line names, in words: facts, parts and menus with their braces, links by their target."""
    return [f"“{{{{{name}}}}}”" for name in FACT.findall(line)] + [f"the link “{to}”" for to in LINK.findall(line)]


def check_names(texts: dict[str, dict[str, Body]], problems: Problems) -> None:
    """Compare what the translations of one text name with its English text; how often and in which order is free.

    ``texts`` holds a text by locale and section; a text without sections has one, named by nothing.
    """
    if SOURCE.id not in texts:
        return
    wanted: dict[str, Place] = {}
    for place, _, line in walk(texts[SOURCE.id]):
        for name in names(line):
            wanted.setdefault(name, place)
    for locale, sections in texts.items():
        if not sections:
            continue
        found: dict[str, int] = {}
        places: dict[Place, int] = {}
        for place, number, line in walk(sections):
            places.setdefault(place, number)
            for name in names(line):
                found.setdefault(name, number)
        file = next(iter(sections.values())).file
        for name in wanted.keys() - found.keys():
            # Where it should stand: below the same heading, if the translation has it.
            line_number = places.get(wanted[name], min(places.values()))
            told = f"{name} is missing, which {SOURCE.id}.md has"
            problems.add(file, line_number, told, "name it here too, or take it out of every language", locale)
        for name in found.keys() - wanted.keys():
            told = f"{name} is too many, {SOURCE.id}.md does not have it"
            problems.add(file, found[name], told, "take it out, or name it in every language", locale)


def check_headings(body: Body, ids: list[str], first: Body, wanted: list[str], problems: Problems) -> None:
    """Compare the ids of a guide's headings with those of the text that was read first."""
    if ids == wanted:
        return
    missing = [f"“{id}” is missing" for id in wanted if id not in ids]
    many = [f"“{id}” is too many" for id in ids if id not in wanted]
    told = ", ".join(missing + many) or f"their order there is {', '.join(wanted)}"
    problems.add(
        body.file, body.line, f"the heading ids differ from {first.file.name}: {told}",
        "use the same ids in the same order", body.locale,
    )  # fmt: skip
