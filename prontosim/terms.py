"""Italian words that travellers meet, with their meaning, as the page of words and the decoder tell them."""

from dataclasses import dataclass
from pathlib import Path

from prontosim.errors import Problems
from prontosim.marked import Items
from prontosim.marked import Record
from prontosim.marked import Text
from prontosim.marked import load

TOPICS = (
    "money", "plan", "data", "sim", "number", "network", "payment", "shop", "papers", "phone", "time", "scam",
)  # fmt: skip
"""What words are about, in the order of the page."""


@dataclass(frozen=True)
class Term:
    """A word or phrase. ``forms`` are others that mean the same; ``means`` is a msgid."""

    it: Text
    forms: tuple[Text, ...]
    means: Text
    topic: Text


def load_terms(content: Path, problems: Problems) -> dict[str, list[Term]]:
    """Read the terms, by topic; none stands twice, in whatever form."""
    path = content / "terms.yaml"
    terms: dict[str, list[Term]] = {topic: [] for topic in TOPICS}
    seen: set[str] = set()
    for block in load(path, problems) or Items():
        record = Record(block, path, problems)
        term = Term(
            record.text("it"), record.texts("forms", optional=True), record.text("means"),
            record.one_of("topic", TOPICS),
        )  # fmt: skip
        record.finish()
        for form in (term.it, *term.forms):
            if form.lower() in seen:
                record.wrong(form.line, f"“{form}” stands twice", "keep it with one of the two")
            seen.add(form.lower())
        terms.setdefault(term.topic, []).append(term)
    return terms
