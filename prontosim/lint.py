"""What Markdown of ours may contain, checked line by line so that every mistake has its line."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from prontosim.errors import Problems
from prontosim.figures import ADDRESS
from prontosim.figures import typed_figure

FACT = re.compile(r"\{\{\s*([^}]*?)\s*\}\}")
NEED = re.compile(r"\{need:([^}]*)\}")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]*)[^)]*\)")
HEADING = re.compile(r"(#{1,6})\s+(.*)")
EXPLICIT_ID = re.compile(r"\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}\s*$")
ANY_ID = re.compile(r"\{#\s*([^{}]*?)\s*\}?\s*$")
BRACES = re.compile(r"[{}]")
RAW_HTML = re.compile(r"<[A-Za-z/!?]")
REFERENCE = re.compile(r"\s*\[[^\]]+\]:\s")
BLOCK = re.compile(r"///(?:\s+details\s*\|\s*\S.*)?$")
PHONES = re.compile(r"///\s+phones\s*\|\s*(\S.*)$")

IN_BRACES = (
    "write a fact as {{its.name}}, two braces on each side and no spaces, a need as {need:wifi}, a heading's id "
    "as {#lower-case-words} at the end of its line, or remove it"
)

NEEDS = ("nothing", "signal", "wifi", "data", "person", "money", "shop", "id")
"""What a step can require, the cheapest first; ``person`` is another person's phone, ``id`` an identity document."""


@dataclass(frozen=True)
class Names:
    """What texts may refer to; each function tells whether a name exists."""

    fact: Callable[[str], bool]
    part: Callable[[str], bool]
    link: Callable[[str], str]
    """Return what is wrong with an internal link target such as ``fix:apn#now``, or nothing."""
    menu: Callable[[str], bool] = lambda name: False
    phones: tuple[str, ...] = ()
    """The kinds of phones for which a step must be told, in their order."""


@dataclass
class Linter:
    """Checks the Markdown files of one locale."""

    names: Names
    problems: Problems

    def check(self, file: Path, body: str, first_line: int, locale: str, headings: bool) -> list[str]:
        """Check ``body``; return the ids of its headings. ``headings`` False: section headings carry no ids."""
        ids: list[str] = []
        opened = 0
        phones: list[str] = []
        in_phones = False
        for line, text in enumerate(body.split("\n"), first_line):

            def wrong(message: str, mend: str, line: int = line) -> None:
                self.problems.add(file, line, message, mend, locale)

            if RAW_HTML.search(text):
                wrong("raw HTML stands in the text", "write Markdown")
            if REFERENCE.match(text):
                wrong("a reference-style link stands here", "write [text](target)")
            heading = HEADING.match(text)
            # What should be a heading's id and is none is told there.
            rest = (ANY_ID if heading and headings else EXPLICIT_ID).sub("", text)
            if BRACES.search(FACT.sub("", NEED.sub("", rest))):
                wrong("something in braces is neither a fact nor a need nor a heading's id", IN_BRACES)
            if "![" in text:
                wrong("an image stands in the text", "remove it")
            if figure := typed_figure(text):
                mend = "an address of the web is a fact too, " if ADDRESS.fullmatch(figure) else "make it a fact and "
                wrong(f"the figure “{figure}” is typed into text", f"{mend}write {{{{its.name}}}}")
            if heading:
                self._heading(heading, ids, headings, wrong)
            if text.startswith("///"):
                block = PHONES.match(text)
                phones += block.group(1).split() if block else []
                if not block and not BLOCK.match(text):
                    wrong("this block is not understood", "write “/// details | Title”, “/// phones | kinds” or “///”")
                in_phones = bool(block)
                opened += -1 if text.strip() == "///" else 1
            self._references(text, in_phones, wrong)
        if opened:
            self.problems.add(file, first_line, "a /// block is not closed", "end it with a line “///”", locale)
        if phones and tuple(phones) != self.names.phones:
            told, wanted = " ".join(phones), " ".join(self.names.phones)
            self.problems.add(
                file, first_line, f"the steps are told for {told}", f"tell them for {wanted}, in this order", locale
            )
        return ids

    def _heading(self, match: re.Match[str], ids: list[str], headings: bool, wrong: Callable[[str, str], None]) -> None:
        if not headings:
            return
        explicit = EXPLICIT_ID.search(match.group(2))
        if len(match.group(1)) not in (2, 3):
            wrong("a heading is neither ## nor ###", "use these two levels")
        if not explicit and (other := ANY_ID.search(match.group(2))):
            wrong(f"“{other.group(1)}” is no id", "write lower-case words joined by hyphens, {#in-a-shop}")
        elif not explicit:
            wrong("a heading has no id", "end it with {#its-id}, the same in every locale")
        elif explicit.group(1) in ids:
            wrong(f"the heading id “{explicit.group(1)}” stands twice", "give each its own")
        else:
            ids.append(explicit.group(1))

    def _references(self, text: str, in_phones: bool, wrong: Callable[[str, str], None]) -> None:
        for name in FACT.findall(text):
            if name.startswith("menu:"):
                if not self.names.menu(name.removeprefix("menu:")):
                    wrong(f"“{name}” does not exist", "add the menu to content/phones.yaml or mend the name")
                elif not in_phones:
                    wrong(f"“{name}” stands outside a block of phones", "put it between “/// phones | …” and “///”")
            elif name.startswith("part:"):
                part = name.removeprefix("part:")
                if not self.names.part(part):
                    wrong(f"the part “{part}” does not exist", "add it under content/parts/ or mend the name")
                elif FACT.sub("", text).strip():
                    wrong("a part stands inside a line", "give it a line of its own")
            elif not self.names.fact(name):
                wrong(f"the fact “{name}” does not exist", "mend the name or add the fact with its source")
            elif name.startswith("*.") and FACT.sub("", text).strip():
                wrong(f"the list “{name}” stands inside a line", "give it a paragraph of its own")
        for needs in NEED.findall(text):
            for need in needs.split(","):
                if need.strip() not in NEEDS:
                    wrong(f"the need “{need}” is unknown", f"use one of {', '.join(NEEDS)}")
        for target in LINK.findall(text):
            if wrong_link := self.names.link(target):
                wrong(f"the link “{target}” {wrong_link}", "mend the target")
