"""Holds texts to the words of ``content/glossary.yaml``; the mistake names file, line, locale and the right word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from prontosim.catalog import po_file
from prontosim.catalog import read_catalog
from prontosim.errors import Problems
from prontosim.facts import PLACEHOLDER
from prontosim.lint import EXPLICIT_ID
from prontosim.lint import FACT
from prontosim.lint import NEED
from prontosim.locales import LOCALES
from prontosim.locales import TRANSLATIONS
from prontosim.locales import Locale
from prontosim.marked import Block
from prontosim.marked import Record
from prontosim.marked import load
from prontosim.translated import FOLDERS
from prontosim.translated import READ

NOT_OURS = re.compile(
    r"^\s*(?:>.*|- \*\*[^*]+[:：]\*\*.* / .*)"  # a quote, or a word in several languages
    r"|(?<!\*)\*(?!\*)[^*]+\*(?!\*)|`[^`]*`"
    r"|“[^”]*”|「[^」]*」|«[^»]*»"
    r"|\]\([^)]*\)|%\(\w+\)s"
)
"""What stands in a line in other people's words, or as a name."""

QUOTED = re.compile(r'"[^"]*"')
"""Straight quotation marks: in front matter they enclose our own text."""


@dataclass(frozen=True)
class Rule:
    """What a wrong word was meant to say, and the word for it."""

    concept: str
    use: str


@dataclass(frozen=True)
class Words:
    """The words of one locale: wrong ones with their rules, and phrases in which they are right."""

    wrong: dict[str, Rule]
    phrases: list[str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Find phrases and wrong words, the longer first."""
        known = sorted([*self.phrases, *self.wrong], key=len, reverse=True)
        return re.compile("|".join(map(whole, known)) or r"(?!)", re.IGNORECASE)

    def find(self, text: str) -> Iterator[tuple[str, Rule]]:
        """Yield every wrong word of a text with its rule."""
        for match in self.pattern.finditer(text):
            if rule := self.wrong.get(match.group().lower()):
                yield match.group(), rule


def whole(word: str) -> str:
    """Return the pattern of a word: a Latin one stands alone, a Chinese one anywhere."""
    return rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)


def load_glossary(content: Path, problems: Problems) -> dict[str, Words]:
    """Read the glossary, by locale; every concept has its word in each."""
    path = content / "glossary.yaml"
    glossary = {locale.id: Words({}, []) for locale in LOCALES}
    for concept, block in (load(path, problems) if path.exists() else Block()).items():
        record = Record(block, path, problems)
        use, wrong, right = (record.inner(record.blocks(name, name != "use")) for name in ("use", "not", "except"))
        for locale, words in glossary.items():
            word = use.text(locale)
            words.phrases.extend(phrase.lower() for phrase in right.texts(locale, optional=True))
            for other in wrong.texts(locale, optional=True):
                if other == word or other.lower() in words.wrong:
                    record.wrong(other.line, f"“{other}” stands here twice", "keep one of the two")
                words.wrong[other.lower()] = Rule(str(concept), word)
        for one in (use, wrong, right, record):
            one.finish()
    return glossary


def check(root: Path, keywords: set[str], problems: Problems) -> None:
    """Check all long texts, and translated short ones but ``keywords`` (msgids): those are people's own wordings."""
    content = root / "content"
    glossary = load_glossary(content, problems)
    for locale in LOCALES:
        for folder in FOLDERS:
            for path in sorted((content / folder).glob(f"*/{locale.id}.md")):
                for line, text in lines_of(path.read_text(encoding="utf-8")):
                    tell(glossary[locale.id], path, line, text, locale, problems)
    for locale in TRANSLATIONS:
        path = po_file(root, locale)
        for message in read_catalog(path, locale) if path.exists() else ():
            if message.id and str(message.id) not in keywords:
                ours = QUOTED.sub(" ", NOT_OURS.sub(" ", str(message.string)))
                tell(
                    glossary[locale.id],
                    path,
                    message.lineno or 0,
                    PLACEHOLDER.sub(" ", FACT.sub(" ", ours)),
                    locale,
                    problems,
                )


def tell(words: Words, path: Path, line: int, text: str, locale: Locale, problems: Problems) -> None:
    """Note the wrong words of a line."""
    for word, rule in words.find(text):
        problems.add(path, line, f"“{word}” is not our word ({rule.concept})", f"write “{rule.use}”", locale.id)


def lines_of(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield what is our own wording in a Markdown file, with its line; of the front matter, what readers read."""
    lines = markdown.split("\n")
    end = lines.index("---", 1) if lines[0] == "---" and "---" in lines[1:] else -1
    for number, line in enumerate(lines):
        if number > end:
            line = NOT_OURS.sub(" ", EXPLICIT_ID.sub("", NEED.sub(" ", FACT.sub(" ", line))))
            yield number + 1, QUOTED.sub(" ", line)
        elif line.startswith(READ):
            yield number + 1, FACT.sub(" ", line)
