"""Which English text each translation translates: ``content/translated.yaml`` holds its hash, beside no text itself.

What readers read is hashed: title, summary and body of a guide, the whole of any other file. The rest of the front
matter is not: dates, causes and sources are compared already, keywords are each locale's own.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prontosim.errors import BuildFailed
from prontosim.errors import Problems
from prontosim.locales import SOURCE
from prontosim.locales import TRANSLATIONS
from prontosim.marked import Block
from prontosim.marked import load

FOLDERS = ("guides", "outcomes", "parts")
FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
READ = ("title:", "summary:")
"""What readers read of the front matter."""

HEAD = """\
# Which English text each translation translates: the first characters of the hash of what en.md said then.
# “make translated FILE=content/guides/topup/it.md” writes a line after the translation was brought up to date.
"""


@dataclass(frozen=True)
class Lag:
    """Translations that are not known to be up to date.

    ``behind``: the English text has changed since. ``unstamped``: nobody has said which one they translate.
    """

    behind: frozenset[Path]
    unstamped: frozenset[Path]


def text_hash(markdown: str) -> str:
    """Return the first eight characters of the hash of what is read in a Markdown file."""
    front = FRONT_MATTER.match(markdown)
    read = [line for line in front.group(1).split("\n") if line.startswith(READ)] if front else []
    body = markdown[front.end() :] if front else markdown
    lines = [line.rstrip() for line in (*read, *body.strip().split("\n"))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]


def english(path: Path) -> Path:
    """Return the English file of a translation."""
    return path.with_name(f"{SOURCE.id}.md")


def translations(content: Path) -> Iterator[Path]:
    """Yield every translated Markdown file that has an English one, in a fixed order."""
    for folder in FOLDERS:
        for source in sorted((content / folder).glob(f"*/{SOURCE.id}.md")):
            paths = (source.with_name(f"{locale.id}.md") for locale in TRANSLATIONS)
            yield from (path for path in paths if path.exists())


def read_stamps(content: Path, problems: Problems) -> dict[str, str]:
    """Return the hashes by path below ``content/``; a line for a file that is gone is told."""
    path = content / "translated.yaml"
    block = load(path, problems) if path.exists() else None
    stamps = block if isinstance(block, Block) else Block()
    for name in stamps:
        if not (content / name).exists():
            problems.add(path, name.line, f"“{name}” does not exist", "remove the line")
    return {str(name): str(stamp) for name, stamp in stamps.items()}


def find_lag(content: Path, problems: Problems) -> Lag:
    """Compare every translation's hash with that of today's English text."""
    stamps = read_stamps(content, problems)
    behind, unstamped = set(), set()
    for path in translations(content):
        stamp = stamps.get(path.relative_to(content).as_posix())
        if stamp is None:
            unstamped.add(path)
        elif stamp != text_hash(english(path).read_text(encoding="utf-8")):
            behind.add(path)
    return Lag(frozenset(behind), frozenset(unstamped))


def stamp(content: Path, wanted: list[Path]) -> int:
    """Note that translations, files or folders of them, translate today's English; return how many lines changed."""
    known = list(translations(content))
    chosen: set[Path] = set()
    for path in wanted:
        found = {one for one in known if one == path or path in one.parents}
        if not found:
            shown = path.relative_to(content.parent) if path.is_relative_to(content.parent) else path
            raise BuildFailed.because(shown, "this is no translation", "name a file such as content/guides/topup/it.md")
        chosen |= found
    before = read_stamps(content, Problems())
    after: dict[str, str] = {}
    for path in known:
        name = path.relative_to(content).as_posix()
        if path in chosen:
            after[name] = text_hash(english(path).read_text(encoding="utf-8"))
        elif name in before:
            after[name] = before[name]
    lines = [f'{name}: "{one}"\n' for name, one in after.items()]
    (content / "translated.yaml").write_text(HEAD + "".join(lines), encoding="utf-8")
    return sum(after.get(name) != before.get(name) for name in after.keys() | before.keys())
