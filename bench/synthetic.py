"""A project of ours with as many guides as one likes: real guides' structure, facts and links, other words."""

import re
import shutil
from pathlib import Path
from random import Random

from prontosim.locales import LOCALES
from prontosim.locales import Locale

SOURCES = ("content", "templates", "static", "translations")
KEPT = re.compile(
    r"(\{\{.*?\}\}|\{[^}]*\}|\]\([^)]*\)|`[^`]*`|\*\*|^\d+\. |\d[\d.,]*\s*-?\s*[^\s，。、；：（）]*|^(?:#|///).*$)",
    re.MULTILINE,
)
"""Facts, ids, needs, links, headings, and whatever follows a figure: a changed word could make a typed fact of it."""

CURRENCY = re.compile(r"euros?|[欧歐]元", re.IGNORECASE)
"""Behind the number of a step these would read as a price."""

LATIN = re.compile(r"[A-Za-zÀ-ÿ]{4,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")


def letters(number: int) -> str:
    """Return a number in letters: figures in titles would have to be facts."""
    return chr(97 + number // 676 % 26) + chr(97 + number // 26 % 26) + chr(97 + number % 26)


class Vocabulary:
    """The words of all guides of a locale, to be drawn as often as they occur there."""

    def __init__(self, bodies: list[str]):
        texts = ["".join(KEPT.split(body)[::2]) for body in bodies]
        self.words = [word for text in texts for word in LATIN.findall(text) if not CURRENCY.search(word)]
        self.characters = "".join(run for text in texts for run in CHINESE.findall(CURRENCY.sub("", text)))

    def other(self, text: str, random: Random) -> str:
        """Return ``text`` with other words of the same kind; Chinese ones are drawn two characters at a time."""

        def run(match: re.Match[str]) -> str:
            size = len(match.group())
            starts = [random.randrange(len(self.characters) - 2) for _ in range(0, size, 2)]
            return "".join(self.characters[start : start + 2] for start in starts)[:size]

        def plain(part: str) -> str:
            part = LATIN.sub(lambda _: random.choice(self.words), part)
            return CHINESE.sub(run, part) if self.characters else part

        parts = KEPT.split(text)
        parts[::2] = [plain(part) for part in parts[::2]]
        return "".join(parts)


def write_guides(content: Path, locale: Locale, count: int) -> None:
    """Add ``count`` guides of one locale, the same each time."""
    files = sorted(content.glob(f"guides/*/{locale.id}.md"))
    fronts, bodies = zip(
        *(file.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1) for file in files), strict=True
    )
    vocabulary = Vocabulary(list(bodies))
    for number in range(count):
        front, body = fronts[number % len(files)], bodies[number % len(files)]
        id = f"synthetic-{letters(number)}"
        front = re.sub(r"^id: .*$", f"id: {id}", front, flags=re.MULTILINE)
        front = re.sub(r'^(title: ".*)"$', rf'\1 {letters(number)}"', front, flags=re.MULTILINE)
        folder = content / "guides" / id
        folder.mkdir(exist_ok=True)
        text = f"---\n{front}\n---\n{vocabulary.other(body, Random(f'{locale.id} {number}'))}"
        (folder / f"{locale.id}.md").write_text(text, encoding="utf-8")


def write_project(root: Path, into: Path, guides: int) -> None:
    """Copy what a project of ours consists of to the folder ``into``, and fill it up to ``guides`` guides."""
    for name in SOURCES:
        shutil.copytree(root / name, into / name)
    shutil.copy(root / "CHANGELOG.md", into)
    # Words drawn at random would break its rules.
    (into / "content" / "glossary.yaml").unlink()
    real = len(list((root / "content" / "guides").iterdir()))
    for locale in LOCALES:
        write_guides(into / "content", locale, guides - real)
