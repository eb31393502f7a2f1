"""How long what we know counts as checked: the rules of ``content/freshness.yaml``, and dates made by them.

Nothing here reads a clock: today is passed in, or lies on the reader's phone.
"""

import calendar
import datetime
from dataclasses import dataclass
from pathlib import Path

from prontosim.errors import Problems
from prontosim.facts import Fact
from prontosim.facts import Operator
from prontosim.marked import Record
from prontosim.marked import Text
from prontosim.marked import load

KINDS = ("operators", "prices", "facts", "menus", "outcomes", "myths")
"""Kinds of knowledge, each with the months for which it holds."""

UNDATED = ("menus", "outcomes", "myths")
"""Those that carry no ``as_of``: their date stands in the rules."""


@dataclass(frozen=True)
class State:
    """Since when something is known, and when it is due for a check; ISO dates, and whole days."""

    as_of: str
    due: str


@dataclass(frozen=True)
class Rules:
    """Months by kind of knowledge, and the dates of what has none of its own."""

    months: dict[str, int]
    reviewed: dict[str, Text]
    file: Path

    def of_fact(self, fact: Fact, operators: dict[str, Operator]) -> State:
        """Return the state of a fact; one that is of several kinds is due with the first of them."""
        kinds = ["operators" if fact.owner in operators else "facts"]
        values = [fact.value, *fact.values.values()]
        kinds += ["prices"] if any(value and value.kind == "eur" for value in values) else []
        return self.made(fact.as_of, min(self.months[kind] for kind in kinds))

    def of_kind(self, kind: str, reviewed: str = "") -> State:
        """Return the state of a menu, an outcome or a myth, by its own date or else that of its kind."""
        return self.made(reviewed or self.reviewed[kind], self.months[kind])

    @staticmethod
    def made(as_of: str, months: int) -> State:
        """Return the state of what holds for so many months."""
        return State(as_of, later(as_of, months))


def later(iso: str, months: int) -> str:
    """Return the date so many months later; the last day of a month that is shorter."""
    date = datetime.date.fromisoformat(iso)
    years, month = divmod(date.month - 1 + months, 12)
    year = date.year + years
    return datetime.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1])).isoformat()


def together(states: list[State]) -> State | None:
    """Return the state of a page: known since the oldest, due with the first; None where it tells nothing."""
    if not states:
        return None
    return State(min(state.as_of for state in states), min(state.due for state in states))


def load_rules(content: Path, problems: Problems) -> Rules:
    """Read the rules; every kind has its months, every kind without dates its date."""
    path = content / "freshness.yaml"
    if not path.exists():
        problems.add(path, 0, "the rules about dates are missing", "add the file with “months:” and “reviewed:”")
        return Rules(dict.fromkeys(KINDS, 1), {}, path)
    record = Record(load(path, problems), path, problems)
    months, reviewed = record.inner(record.blocks("months")), record.inner(record.blocks("reviewed"))
    rules = Rules(
        {kind: read_months(months, kind) for kind in KINDS}, {kind: reviewed.date(kind) for kind in UNDATED}, path
    )
    for one in (months, reviewed, record):
        one.finish()
    return rules


def read_months(record: Record, kind: str) -> int:
    """Return a number of months; 1 where none is written, so that reading goes on."""
    written = record.text(kind)
    if written.isdecimal() and int(written) > 0:
        return int(written)
    if written:
        record.wrong(written.line, f"“{kind}” is “{written}”, no number of months", 'write it like "6"')
    return 1
