"""The questions that decide between operators, as they stand in ``content/compare.yaml``."""

from dataclasses import dataclass
from pathlib import Path

from prontosim.content import ID
from prontosim.errors import Problems
from prontosim.facts import Fact
from prontosim.facts import Facts
from prontosim.facts import Operator
from prontosim.marked import Record
from prontosim.marked import Text
from prontosim.marked import load

PAGE = "compare"
"""The page lies among the operators' pages, so no operator can have this id."""


@dataclass(frozen=True)
class DecidingQuestion:
    """One question that decides. ``title`` and ``help`` are msgids; ``topics`` are those of the facts that answer."""

    id: Text
    title: Text
    help: Text
    topics: tuple[Text, ...]

    def answers(self, facts: Facts) -> list[tuple[Operator, list[tuple[Text, Fact]]]]:
        """Return each operator of which an answer is known, with label and fact; the others are left out."""
        labels = {topic: label for group in facts.topics.values() for topic, label in group.items()}
        found = []
        for operator in facts.operators.values():
            rows = [(labels[topic], operator.facts[topic]) for topic in self.topics if topic in operator.facts]
            if rows:
                found.append((operator, rows))
        return found


@dataclass(frozen=True)
class Comparison:
    """What the comparison page asks, in its order, and the words under which it is looked for."""

    keywords: tuple[Text, ...]
    questions: tuple[DecidingQuestion, ...]
    file: Path


def load_comparison(content: Path, facts: Facts, problems: Problems) -> Comparison:
    """Read the comparison; every topic has a label, every question at least one answer."""
    path = content / "compare.yaml"
    record = Record(load(path, problems), path, problems)
    known = {topic for group in facts.topics.values() for topic in group}
    questions: list[DecidingQuestion] = []
    for one in record.records("questions"):
        question = DecidingQuestion(one.text("id"), one.text("title"), one.text("help"), one.texts("topics"))
        one.finish()
        if not ID.fullmatch(question.id) or any(question.id == other.id for other in questions):
            one.wrong(question.id.line, f"“{question.id}” is no id of its own", "use words joined by hyphens, once")
        for topic in question.topics:
            if topic not in known:
                one.wrong(topic.line, f"the topic “{topic}” has no label", "use a topic of content/topics.yaml")
            elif not facts.of_topic(topic):
                one.wrong(topic.line, f"no operator has the topic “{topic}”", "remove it, or add a fact")
        questions.append(question)
    keywords = record.texts("keywords")
    record.finish()
    if PAGE in facts.operators:
        problems.add(content / "operators" / f"{PAGE}.yaml", 1, f"the id “{PAGE}” is the page that compares", "rename")
    return Comparison(keywords, tuple(questions), path)
