"""Guides, outcomes, shared parts and myths, as they stand in ``content/``."""

import re
from dataclasses import dataclass
from pathlib import Path

from prontosim.errors import Problems
from prontosim.facts import CONFIDENCES
from prontosim.facts import Value
from prontosim.facts import check_placeholders
from prontosim.facts import read_value
from prontosim.locales import LOCALES
from prontosim.marked import Items
from prontosim.marked import Record
from prontosim.marked import Text
from prontosim.marked import load
from prontosim.marked import load_front_matter

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SECTIONS = ("what", "now", "worked", "if-not")
SURENESS = ("sure", "likely", "possible")
VERDICTS = ("false", "unsupported", "outdated", "misleading", "bad-advice")
CAUSES = (
    "phone-switches", "apn", "no-registration", "activation-pending", "plan-ended", "topup-missing", "payment-refused",
    "selfcare-locked", "wifi-captive", "pin-puk", "sim-unread", "esim-unsupported", "esim-install", "esim-lost",
    "phone-lost", "sim-expired", "otp-missing", "voice-fail", "hotspot", "app-account",
)  # fmt: skip
"""The twenty root causes (troubleshooting facts, section 4)."""


@dataclass(frozen=True)
class Body:
    """Markdown of one locale, with the place where it starts."""

    file: Path
    locale: str
    text: str
    line: int


@dataclass(frozen=True)
class GuideText:
    """A guide in one locale."""

    title: Text
    summary: Text
    keywords: tuple[Text, ...]
    body: Body


@dataclass(frozen=True)
class Guide:
    """A Markdown page that explains. Dates are ISO texts."""

    id: str
    causes: tuple[Text, ...]
    reviewed: Text
    review_by: Text
    sources: tuple[Text, ...]
    texts: dict[str, GuideText]


@dataclass(frozen=True)
class Outcome:
    """The end of a path. A placeholder (not written yet) has no cause and no bodies."""

    id: str
    title: Text
    keywords: tuple[Text, ...]
    cause: Text
    sure: Text
    nearest: tuple[Text, ...]
    guides: tuple[Text, ...]
    sources: tuple[Text, ...]
    reviewed: Text
    bodies: dict[str, dict[str, Body]]
    file: Path

    @property
    def placeholder(self) -> bool:
        """Tell whether this branch is not written yet."""
        return not self.cause


@dataclass(frozen=True)
class Myth:
    """Something that travellers have read, and what is true. ``claim`` and ``truth`` are msgids."""

    id: Text
    claim: Text
    verdict: Text
    truth: Text
    values: dict[str, Value]
    keywords: tuple[Text, ...]
    sources: tuple[Text, ...]
    confidence: Text
    reviewed: Text
    file: Path


def folders(parent: Path, problems: Problems) -> list[Path]:
    """Return the folders of a kind of content, sorted; their names are ids."""
    found = sorted(path for path in parent.iterdir() if path.is_dir()) if parent.is_dir() else []
    for path in found:
        if not ID.fullmatch(path.name):
            problems.add(path, 0, f"“{path.name}” is no id", "use lower-case words joined by hyphens")
    return found


def locale_files(folder: Path, problems: Problems) -> dict[str, Path]:
    """Return the Markdown files of a folder by locale; each locale must have one."""
    files = {path.stem: path for path in sorted(folder.glob("*.md"))}
    for locale in LOCALES:
        if locale.id not in files:
            problems.add(folder, 0, "a translation is missing", f"add {locale.id}.md", locale.id)
    for stem in sorted(set(files) - {locale.id for locale in LOCALES}):
        problems.add(files.pop(stem), 0, f"“{stem}” is no locale", "name the file after a locale")
    return files


def load_parts(content: Path, problems: Problems) -> dict[str, dict[str, Body]]:
    """Read the shared Markdown: part id, then locale."""
    return {
        folder.name: {
            locale: Body(path, locale, path.read_text(encoding="utf-8").rstrip(), 1)
            for locale, path in locale_files(folder, problems).items()
        }
        for folder in folders(content / "parts", problems)
    }


def load_guides(content: Path, problems: Problems) -> dict[str, Guide]:
    """Read every guide; what is not text must be the same in each locale."""
    guides: dict[str, Guide] = {}
    for folder in folders(content / "guides", problems):
        texts: dict[str, GuideText] = {}
        common: dict[str, tuple[object, ...]] = {}
        for locale, path in locale_files(folder, problems).items():
            block, body, line = load_front_matter(path, problems, locale)
            record = Record(block, path, problems, locale)
            if (written := record.text("id")) != folder.name and written:
                record.wrong(written.line, f"the id is “{written}”", f"write “{folder.name}”, the folder's name")
            texts[locale] = GuideText(
                record.text("title"), record.text("summary"), record.texts("keywords"), Body(path, locale, body, line)
            )
            common[locale] = (
                read_causes(record), record.date("reviewed"), record.date("review_by"), record.texts("sources")
            )  # fmt: skip
            record.finish()
            if common[locale] != (first := next(iter(common.values()))):
                differing = ("causes", "reviewed", "review_by", "sources")
                names = [name for name, a, b in zip(differing, common[locale], first, strict=True) if a != b]
                record.wrong(2, f"{', '.join(names)} differ from {next(iter(common))}.md", "write the same in each")
        if common:
            causes, reviewed, review_by, sources = next(iter(common.values()))
            guides[folder.name] = Guide(folder.name, causes, reviewed, review_by, sources, texts)  # type: ignore[arg-type]
    return guides


def read_causes(record: Record) -> tuple[Text, ...]:
    """Read ``causes:``; each is one of the twenty."""
    causes = record.texts("causes")
    for cause in causes:
        if cause not in CAUSES:
            record.wrong(cause.line, f"the cause “{cause}” is unknown", f"use one of {', '.join(CAUSES)}")
    return causes


def read_reviewed(record: Record) -> Text:
    """Read ``reviewed:`` where it stands: a date of its own, in place of that of its kind (``freshness.yaml``)."""
    return record.date("reviewed") if Text("reviewed") in record.block else Text("")


def load_outcomes(content: Path, problems: Problems) -> dict[str, Outcome]:
    """Read every outcome with its four written parts (the fifth, its needs, is counted from the steps)."""
    outcomes: dict[str, Outcome] = {}
    for folder in folders(content / "outcomes", problems):
        path = folder / "outcome.yaml"
        if not path.exists():
            problems.add(folder, 0, "outcome.yaml is missing", "copy one from another outcome")
            continue
        record = Record(load(path, problems), path, problems)
        placeholder = record.one_of("placeholder", ("true",), optional=True) == "true"
        bodies: dict[str, dict[str, Body]] = {}
        if not placeholder:
            for locale, file in locale_files(folder, problems).items():
                bodies[locale] = split_sections(file, locale, problems)
        outcomes[folder.name] = Outcome(
            folder.name,
            record.text("title"),
            record.texts("keywords"),
            Text("") if placeholder else record.one_of("cause", CAUSES),
            Text("") if placeholder else record.one_of("sure", SURENESS),
            record.texts("nearest"),
            record.texts("guides", optional=True),
            record.texts("sources", optional=placeholder),
            read_reviewed(record),
            bodies,
            path,
        )
        record.finish()
    return outcomes


def split_sections(file: Path, locale: str, problems: Problems) -> dict[str, Body]:
    """Cut an outcome's Markdown at its four headings ``## what``, ``## now``, ``## worked``, ``## if-not``."""
    sections: dict[str, Body] = {}
    lines = file.read_text(encoding="utf-8").split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("## ")]
    names = [lines[number].removeprefix("## ").strip() for number in starts]
    if tuple(names) != SECTIONS:
        wanted = ", ".join(f"“## {name}”" for name in SECTIONS)
        problems.add(file, 1, f"the sections are {', '.join(names) or 'missing'}", f"write {wanted}", locale)
    for name, start, end in zip(names, starts, [*starts[1:], len(lines)], strict=True):
        text = "\n".join(lines[start + 1 : end]).rstrip()
        if not text.strip():
            problems.add(file, start + 1, f"the section “{name}” is empty", "write it", locale)
        sections[name] = Body(file, locale, text, start + 2)
    return sections


def load_myths(content: Path, problems: Problems) -> list[Myth]:
    """Read the claims that circulate, in the order of the file."""
    path = content / "myths.yaml"
    myths: list[Myth] = []
    for block in load(path, problems) or Items():
        record = Record(block, path, problems)
        values = {str(name): read_value(record, one) for name, one in record.blocks("values", optional=True).items()}
        myth = Myth(
            record.text("id"), record.text("claim"), record.one_of("verdict", VERDICTS), record.text("truth"), values,
            record.texts("keywords"), record.texts("sources"), record.one_of("confidence", CONFIDENCES),
            read_reviewed(record), path,
        )  # fmt: skip
        check_placeholders(record, Text(f"{myth.claim} {myth.truth}", myth.truth.line), values)
        record.finish()
        line = myth.id.line
        if any(myth.id == other.id for other in myths):
            record.wrong(line, f"the id “{myth.id}” stands twice", "give each its own")
        if not myth.sources:
            record.wrong(line, f"the claim “{myth.id}” has no source", "add “sources:”")
        myths.append(myth)
    return myths
