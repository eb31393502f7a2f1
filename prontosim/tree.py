"""The decision tree: questions, options, and the outcomes at their ends. A strict tree, one parent per step."""

from dataclasses import dataclass
from pathlib import Path

from prontosim.content import ID
from prontosim.content import Outcome
from prontosim.errors import Problems
from prontosim.marked import Record
from prontosim.marked import Text
from prontosim.marked import load

ROOT = "start"
"""The first question; its page is ``/<locale>/fix/`` itself."""

MOST_TAPS = 5
"""At most so many answers lead to an outcome."""


@dataclass(frozen=True)
class Option:
    """One answer. ``to`` is the id of the next step; ``picture`` names a drawing of what the screen shows."""

    label: Text
    to: Text
    picture: str
    unsure: bool


@dataclass(frozen=True)
class Question:
    """A step that asks what the reader can see. ``title`` and ``help`` are msgids.

    ``part`` names Markdown that stands before the options: what must be done, or left undone, before going on.
    """

    id: str
    title: Text
    help: Text
    part: Text
    options: tuple[Option, ...]
    file: Path


@dataclass(frozen=True)
class Answer:
    """A question on the way to a step, and the option taken there."""

    question: Question
    option: Option


@dataclass(frozen=True)
class Tree:
    """All steps. ``parents`` maps a step to the answer that leads to it."""

    questions: dict[str, Question]
    outcomes: dict[str, Outcome]
    parents: dict[str, Answer]

    @property
    def root(self) -> Question:
        """Return the first question."""
        return self.questions[ROOT]

    def steps(self, first: str = ROOT) -> list[str]:
        """Return the ids of all steps below ``first``, in the order of a walk: neighbours stay neighbours."""
        order: list[str] = []

        def walk(step: str) -> None:
            if step in self.questions:
                for option in self.questions[step].options:
                    # A second way to a step, or a loop, was reported already and is not followed.
                    one_way = option.to in self.parents and self.parents[option.to].option is option
                    if one_way and option.to != first:
                        order.append(option.to)
                        walk(option.to)

        walk(first)
        return order

    def answers(self, step: str) -> list[Answer]:
        """Return the reader's answers from the first question to ``step``."""
        path: list[Answer] = []
        while step in self.parents:
            path.insert(0, self.parents[step])
            step = self.parents[step].question.id
        return path


def load_tree(content: Path, outcomes: dict[str, Outcome], problems: Problems) -> Tree:
    """Read ``tree/*.yaml`` and check that it is a tree in which every path ends."""
    questions: dict[str, Question] = {}
    for path in sorted((content / "tree").glob("*.yaml")):
        record = Record(load(path, problems), path, problems)
        title, help_text = record.text("title"), record.text("help", optional=True)
        part = record.text("part", optional=True)
        options = tuple(read_option(inner) for inner in record.records("options"))
        record.finish()
        if not ID.fullmatch(path.stem):
            record.wrong(0, f"“{path.stem}” is no id", "name the file with lower-case words joined by hyphens")
        if not any(option.unsure for option in options):
            record.wrong(1, "nobody may answer “I'm not sure”", 'add an option with unsure: "true"')
        questions[path.stem] = Question(path.stem, title, help_text, part, options, path)
    return check_tree(content, questions, outcomes, problems)


def read_option(record: Record) -> Option:
    """Read one option of a question."""
    option = Option(
        record.text("label"),
        record.text("to"),
        record.text("picture", optional=True),
        record.one_of("unsure", ("true",), optional=True) == "true",
    )
    record.finish()
    return option


def check_tree(content: Path, questions: dict[str, Question], outcomes: dict[str, Outcome], problems: Problems) -> Tree:
    """Every step but the first has exactly one parent, can be reached, and is at most five taps away."""
    parents: dict[str, Answer] = {}
    for question in questions.values():
        if question.id in outcomes:
            problems.add(question.file, 0, f"“{question.id}” is a question and an outcome", "rename one of them")
        for option in question.options:
            if option.to not in questions and option.to not in outcomes:
                problems.add(
                    question.file, option.to.line, f"the option leads to “{option.to}”, which does not exist",
                    "add the question or outcome, or mend the id",
                )  # fmt: skip
            elif option.to == ROOT:
                told = f"the option leads back to “{ROOT}”, the first question"
                problems.add(question.file, option.to.line, told, "lead it to another step")
            elif option.to in parents:
                other = parents[option.to]
                told = f"the option leads to “{option.to}”, as one in {other.question.file.name}:{other.option.to.line}"
                problems.add(question.file, option.to.line, told, "give one of the two a variant of the step")
            else:
                parents[option.to] = Answer(question, option)
    tree = Tree(questions, outcomes, parents)
    if ROOT not in questions:
        problems.add(content / "tree" / f"{ROOT}.yaml", 0, "the first question is missing", "write it")
        return tree
    # A loop of questions has parents all round and is still cut off from the start: walk from there.
    reached = {ROOT, *tree.steps()}
    below: set[str] = set()
    # Steps without a parent first: with the topmost one, all below it can be reached.
    for step in sorted(set(questions) | set(outcomes), key=lambda step: (step in parents, step)):
        file = questions[step].file if step in questions else outcomes[step].file
        if step in reached and len(tree.answers(step)) > MOST_TAPS:
            problems.add(file, 0, f"the step “{step}” is more than {MOST_TAPS} taps away", "shorten its path")
        elif step not in reached | below:
            problems.add(file, 0, f"the step “{step}” cannot be reached", "lead an option to it or remove it")
            below |= set(tree.steps(step))
    return tree
