"""Short texts and their translations. The English text is the msgid, so a changed text loses its translation."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.messages.pofile import write_po

from prontosim.errors import Problems
from prontosim.facts import PLACEHOLDER
from prontosim.facts import Translate
from prontosim.figures import typed_figure
from prontosim.lint import FACT
from prontosim.locales import TRANSLATIONS
from prontosim.locales import Locale
from prontosim.marked import Block
from prontosim.marked import Text
from prontosim.marked import load

TRANSLATED_KEYS = {"title", "help", "label", "text", "note", "claim", "truth", "means", "do"}
NOT_TRANSLATED = ("content/sources/",)
METHODS = [
    ("prontosim/**.py", "python"),
    ("app.py", "python"),
    ("templates/**.html", "jinja2"),
    ("content/**.yaml", "prontosim.catalog:extract_yaml"),
]
WORD_LIST = "; "
"""Joins a list of keywords into one message; translators write as many of their own as they like."""

PO_LINE = re.compile(r'(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?) \s*)?"([^"\\]|\\.)*")?')
"""A line of a .po file, without the blanks around it; Babel cuts one letter off each end of what has no quotes."""


def join_keywords(keywords: tuple[Text, ...]) -> str:
    """Return the message that stands for a list of keywords."""
    return WORD_LIST.join(keywords)


def split_keywords(translated: str) -> list[str]:
    """Return the keywords of a translated list."""
    return [word.strip() for word in re.split("[;；]", translated) if word.strip()]


def extract_yaml(
    fileobj: io.BufferedReader, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield the translatable texts of a content file, as Babel's extractors do."""
    path = Path(fileobj.name)

    def walk(node: Any, key: str) -> Iterator[Text]:
        if isinstance(node, Block):
            for name, value in node.items():
                if name == "keywords":
                    yield Text(join_keywords(tuple(value)), value.line)
                elif isinstance(value, Text) and (name in TRANSLATED_KEYS or key == "labels"):
                    yield value
                else:
                    yield from walk(value, name)
        elif isinstance(node, list):
            for item in node:
                yield from walk(item, key)

    for text in walk(load(path, Problems()), ""):
        yield text.line, "gettext", str(text), []


def collect(root: Path) -> Catalog:
    """Return the template: every message of content, templates and code with the files where it stands."""
    template = Catalog(project="ProntoSIM", copyright_holder="the ProntoSIM authors")
    for file, line, message, comments, context in extract_from_dir(root, METHODS, comment_tags=("i18n:",)):
        if not file.startswith(NOT_TRANSLATED):
            template.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return template


def po_file(root: Path, locale: Locale) -> Path:
    """Return the catalogue's file."""
    return root / "translations" / locale.babel / "LC_MESSAGES" / "messages.po"


def read_catalog(path: Path, locale: Locale | None = None) -> Catalog:
    """Read a .po or .pot file."""
    with path.open("rb") as file:
        return read_po(file, locale=locale.babel if locale else None)


def translator(root: Path, locale: Locale) -> Translate:
    """Return what translates messages straight from a locale's catalogue; the msgid itself where it has none."""
    path = po_file(root, locale)
    catalog = read_catalog(path, locale) if path.exists() else Catalog()

    def translate(msgid: str) -> str:
        found = catalog.get(msgid)
        return str(found.string) if found and found.string else msgid

    return translate


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as bytes that only its texts decide: no dates, no line numbers, sorted."""
    buffer = io.BytesIO()
    catalog.header_comment = "# ProntoSIM's short texts; `make messages` collects them."
    catalog.fuzzy = False
    write_po(buffer, catalog, width=0, include_lineno=False, sort_output=True, ignore_obsolete=True)
    return re.sub(rb'"(?!Language:|Plural-Forms|MIME|Content)[A-Z][A-Za-z-]+: [^\n]*\\n"\n', b"", buffer.getvalue())


def update(root: Path) -> None:
    """Write ``messages.pot`` and bring every catalogue up to it; existing translations stay.

    Raises ``BuildFailed`` and writes nothing where a line of a catalogue would lose letters, or where a content file
    cannot be read: its texts would seem to be gone, and their translations would go.
    """
    problems = Problems(root)
    for content_file in (root / "content").rglob("*.yaml"):
        load(content_file, problems)
    for locale in TRANSLATIONS:
        check_lines(po_file(root, locale), locale, problems)
    problems.raise_if_any()
    template = collect(root)
    (root / "translations").mkdir(exist_ok=True)
    (root / "translations" / "messages.pot").write_bytes(written(template))
    for locale in TRANSLATIONS:
        path = po_file(root, locale)
        catalog = read_catalog(path, locale) if path.exists() else Catalog(locale=locale.babel)
        catalog.update(template, no_fuzzy_matching=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalog))


def compile_all(root: Path) -> None:
    """Write the .mo files that gettext reads."""
    for locale in TRANSLATIONS:
        path = po_file(root, locale)
        if path.exists():
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, read_catalog(path, locale))


def check(root: Path, problems: Problems) -> None:
    """Every message is translated in every locale, with the same placeholders and without typed figures."""
    template = collect(root)
    for message in template:
        if message.id and (figure := typed_figure(str(message.id))):
            file, line = message.locations[0]
            problems.add(file, int(line or 0), f"the figure “{figure}” is typed into text", "make it a fact or a value")
    for locale in TRANSLATIONS:
        path = po_file(root, locale)
        if not path.exists():
            problems.add(path, 0, "the catalogue is missing", "run “make messages”", locale.id)
            continue
        check_lines(path, locale, problems)
        catalog = read_catalog(path, locale)
        for message in template:
            if message.id:
                check_message(message, catalog.get(message.id), path, locale, problems)


def check_lines(path: Path, locale: Locale, problems: Problems) -> None:
    """Every line of a catalogue, if there is one, has its quotation marks."""
    # Not splitlines(): it also cuts at separators that may stand inside a text.
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n") if path.exists() else (), 1):
        if not PO_LINE.fullmatch(line.strip()):
            problems.add(
                path, number, "a quotation mark is missing in this line, or one is too many",
                'write msgstr "…", and \\" for one inside', locale.id,
            )  # fmt: skip


def check_message(message: Message, found: Message | None, path: Path, locale: Locale, problems: Problems) -> None:
    """Check one translation."""
    file, line = message.locations[0]
    if found is None or not found.string or found.fuzzy:
        problems.add(
            file, int(line or 0), f"“{message.id}” has no translation",
            f"run “make messages” and translate it in translations/{locale.babel}/LC_MESSAGES/messages.po", locale.id,
        )  # fmt: skip
        return
    translation = str(found.string)
    wanted, used = marks(str(message.id)), marks(translation)
    if wanted != used:
        has, english = (", ".join(some) or "none" for some in (used, wanted))
        told = f"“{translation}” has the placeholders {has}, English has {english}"
        problems.add(path, found.lineno or 0, told, "use the same, each as often", locale.id)
    if figure := typed_figure(translation):
        problems.add(path, found.lineno or 0, f"the figure “{figure}” is typed into text", "use the fact", locale.id)


def marks(text: str) -> list[str]:
    """Return the placeholders of a message as they are written: ``{name}``, ``{{fact}}`` and ``%(name)s``; sorted."""
    names = [f"{{{name}}}" for name in PLACEHOLDER.findall(text)]
    facts = [f"{{{{{name}}}}}" for name in FACT.findall(text)]
    return sorted(names + facts + re.findall(r"%\(\w+\)s", text))
