"""Facts: values with their source, date and confidence. Each lives once and goes into pages by name."""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from prontosim.errors import Problems
from prontosim.marked import Block
from prontosim.marked import Record
from prontosim.marked import Text
from prontosim.marked import load

CONFIDENCES = ("high", "medium", "low")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*){0,2}")
PLACEHOLDER = re.compile(r"(?<!\{)\{([a-z][a-z0-9_]*)\}(?!\})")

VALUE_SHAPES = {
    "phone": (r"\+?\d{3,15}", "119"),
    "code": (r"[*#\d]{2,20}", "*#06#"),
    "word": (r".+", "STOP"),
    "apn": (r"[a-z0-9.-]+", "ibox.tim.it"),
    "address": (r"(http://)?[a-z0-9.-]+(/\S*)?", "www.tim.it"),
    "name": (r".+", "TIM"),
    "eur": (r"\d+(\.\d{2})?", "0.99"),
    "data": (r"\d+ (KB|MB|GB)", "5 GB"),
    "minutes": (r"\d+", "30"),
    "hours": (r"\d+", "48"),
    "days": (r"\d+", "30"),
    "months": (r"\d+", "12"),
    "years": (r"\d+", "2"),
    "count": (r"\d+", "10"),
    "date": (r"\d{4}(-\d\d(-\d\d)?)?", "2026-11"),
}
"""The kinds of values: the pattern of each, and one that is written right."""


@dataclass(frozen=True)
class Source:
    """Where a fact was read. ``date`` is the source's own: ISO, possibly partial, or ``undated``."""

    id: str
    title: str
    url: str
    date: Text
    file: Path
    line: int

    @property
    def anchor(self) -> str:
        """Return the fragment that names it in the lists of sources.

        Four characters made from the id: hundreds of links carry it. Two sources that share one stop the build.
        """
        return base64.b32encode(hashlib.sha256(self.id.encode()).digest())[:4].decode().lower()


@dataclass(frozen=True)
class Value:
    """One atomic value, for example ``Value("eur", "0.99")``; the kinds are those of ``VALUE_SHAPES``."""

    kind: str
    raw: str


@dataclass(frozen=True)
class Fact:
    """One thing known about an operator, or about Italy.

    Either ``value`` (atomic), or ``text``: an English sentence (a msgid) whose ``{placeholders}`` are ``values``.
    ``as_of`` is the date of our state of knowledge, not of a check.
    """

    id: str
    owner: str
    topic: str
    value: Value | None
    text: Text
    values: dict[str, Value]
    note: Text
    source: Source
    as_of: Text
    confidence: str
    file: Path
    line: int


@dataclass(frozen=True)
class Operator:
    """A mobile operator: its facts in the order of its file."""

    id: str
    name: str
    as_of: Text
    facts: dict[str, Fact]

    @property
    def marks(self) -> list[str]:
        """Return what is looked up to find it: the numbers to call, codes and access points of its facts."""
        values = [value for fact in self.facts.values() for value in (fact.value, *fact.values.values()) if value]
        return list(dict.fromkeys(value.raw for value in values if value.kind in ("phone", "code", "apn")))


@dataclass(frozen=True)
class Facts:
    """Everything known: ``by_id`` finds ``tim.care.number``."""

    operators: dict[str, Operator]
    by_id: dict[str, Fact]
    sources: dict[str, Source]
    topics: dict[str, dict[str, Text]] = field(default_factory=dict)
    topic_titles: dict[str, Text] = field(default_factory=dict)

    def of_topic(self, topic: str) -> list[Fact]:
        """Return the facts of every operator that has ``topic``, in the operators' order."""
        return [operator.facts[topic] for operator in self.operators.values() if topic in operator.facts]

    def grouped(self, operator: Operator) -> list[tuple[Text, list[tuple[Text, Fact]]]]:
        """Return an operator's facts as its page shows them: title of the group, then label and fact.

        The facts of a group without labels (``beware``) have none.
        """
        groups = []
        for group, title in self.topic_titles.items():
            labels = self.topics[group]
            topics = list(labels) or [topic for topic in operator.facts if topic.startswith(f"{group}.")]
            rows = [(labels.get(topic, Text("")), operator.facts[topic]) for topic in topics if topic in operator.facts]
            if rows:
                groups.append((title, rows))
        return groups


def load_facts(content: Path, problems: Problems) -> Facts:
    """Read ``sources/``, ``operators/`` and ``facts/``."""
    sources = load_sources(content / "sources", problems)
    titles, topics = load_topics(content / "topics.yaml", problems)
    labels = {name for group in topics.values() for name in group}
    operators: dict[str, Operator] = {}
    by_id: dict[str, Fact] = {}
    for path in sorted((content / "operators").glob("*.yaml"), key=operator_order):
        record = Record(load(path, problems), path, problems)
        name = record.text("name")
        facts = read_facts(record, path.stem, sources, problems)
        for topic, fact in facts.items():
            if topic not in labels and not topic.startswith("beware."):
                problems.add(path, fact.line, f"the topic “{topic}” has no label", "use a topic of content/topics.yaml")
        operators[path.stem] = Operator(path.stem, name, record.date("as_of"), facts)
        by_id.update({fact.id: fact for fact in facts.values()})
    for path in sorted((content / "facts").glob("*.yaml")):
        record = Record(load(path, problems), path, problems)
        facts = read_facts(record, path.stem, sources, problems)
        for fact in facts.values():
            if fact.note:
                problems.add(path, fact.note.line, "a note is shown on operators' pages only", "make it a # comment")
        by_id.update({fact.id: fact for fact in facts.values()})
    return Facts(operators, by_id, sources, topics, titles)


def operator_order(path: Path) -> tuple[int, str]:
    """Put the four network owners first, the others by name."""
    first = ["tim", "vodafone", "windtre", "iliad"]
    return (first.index(path.stem) if path.stem in first else len(first), path.stem)


def load_sources(folder: Path, problems: Problems) -> dict[str, Source]:
    """Read every source file; an id stands once."""
    sources: dict[str, Source] = {}
    for path in sorted(folder.glob("*.yaml")):
        for key, block in (load(path, problems) or Block()).items():
            record = Record(block, path, problems)
            source = Source(
                key, record.text("title"), record.text("url", True), record.date("date", True), path, key.line
            )
            record.finish()
            if key in sources:
                problems.add(path, key.line, f"the source “{key}” exists already", "rename it or remove one")
            if source.url and not re.match(r"https?://", source.url):
                problems.add(path, source.line, "the address does not start with https://", "write it whole")
            sources[str(key)] = source
    return sources


def load_topics(path: Path, problems: Problems) -> tuple[dict[str, Text], dict[str, dict[str, Text]]]:
    """Read the labels of facts about operators, grouped as the operator page shows them."""
    titles: dict[str, Text] = {}
    topics: dict[str, dict[str, Text]] = {}
    for group, block in (load(path, problems) or Block()).items():
        record = Record(block, path, problems)
        titles[group] = record.text("title")
        labels = record.blocks("labels", optional=True)
        topics[group] = {f"{group}.{name}": label for name, label in labels.items()}
        record.finish()
    return titles, topics


def read_facts(record: Record, owner: str, sources: dict[str, Source], problems: Problems) -> dict[str, Fact]:
    """Read the ``facts:`` of a file; each must have a source that exists."""
    file_as_of = record.date("as_of")
    facts: dict[str, Fact] = {}
    for topic, block in record.blocks("facts").items():
        inner = record.inner(block)
        source_id = inner.text("source")
        if not NAME.fullmatch(topic):
            inner.wrong(topic.line, f"“{topic}” is no name of a fact", "use words like care.number")
        if source_id and source_id not in sources:
            inner.wrong(source_id.line, f"the source “{source_id}” is unknown", "add it under content/sources/")
        atomic = inner.blocks("value", optional=True)
        text = inner.text("text", optional=True)
        if atomic and text:
            inner.wrong(topic.line, f"“{topic}” has both a value and a text", "keep one of the two")
        elif not atomic and not text:
            inner.wrong(topic.line, f"“{topic}” has neither a value nor a text", "write one of the two")
        values = {str(name): read_value(inner, one) for name, one in inner.blocks("values", optional=True).items()}
        check_placeholders(inner, text, values)
        as_of = inner.date("as_of") if Text("as_of") in inner.block else file_as_of
        confidence, note = inner.one_of("confidence", CONFIDENCES), inner.text("note", optional=True)
        value = read_value(inner, atomic) if atomic else None
        inner.finish()
        if source_id in sources:
            facts[str(topic)] = Fact(
                f"{owner}.{topic}", owner, str(topic), value, text, values, note,
                sources[source_id], as_of, confidence, record.file, topic.line,
            )  # fmt: skip
    record.finish()
    return facts


def read_value(record: Record, block: Block) -> Value:
    """Read ``{eur: "0.99"}``: one kind, one value of its shape."""
    if not isinstance(block, Block) or len(block) != 1:
        record.wrong(getattr(block, "line", record.block.line), "a value has exactly one kind", 'write {eur: "0.99"}')
        return Value("name", "")
    [(kind, raw)] = block.items()
    if kind not in VALUE_SHAPES:
        record.wrong(kind.line, f"the kind “{kind}” is unknown", f"use one of {', '.join(VALUE_SHAPES)}")
        return Value(str(kind), str(raw))
    shape, example = VALUE_SHAPES[kind]
    if not isinstance(raw, Text) or not re.fullmatch(shape, raw):
        record.wrong(kind.line, f"“{raw}” is no {kind}", f'write it like {{{kind}: "{example}"}}')
    return Value(str(kind), str(raw))


def check_placeholders(record: Record, text: Text, values: dict[str, Value]) -> None:
    """Every placeholder has a value, every value is used."""
    used = set(PLACEHOLDER.findall(text))
    for name in sorted(used - set(values)):
        record.wrong(text.line, f"“{{{name}}}” has no value", f"add {name} under “values:”")
    for name in sorted(set(values) - used):
        record.wrong(text.line, f"the value “{name}” is not used", f"write {{{name}}} in the text or remove it")


Translate = Callable[[str], str]
