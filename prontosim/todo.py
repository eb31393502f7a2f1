"""The editor's to-do list: facts by age and confidence, pages that are due, translations that lag behind."""

import datetime
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from itertools import islice
from operator import itemgetter
from pathlib import Path

from prontosim import knowledge
from prontosim.facts import CONFIDENCES
from prontosim.site import Site

MOST = 10
"""How many lines of what is not urgent are listed."""

SHOWN = 3
"""How many pages of a day are named."""

Row = tuple[str, ...]


def todo(site: Site, root: Path, today: datetime.date) -> str:
    """Return the list as tables of plain text; files are shown relative to ``root``."""
    tables = (facts_by_age(site), oldest_weak(site, root), pages_due(site, today), translations_behind(site, root))
    return "\n\n".join("\n".join((title, *table(rows))) for title, rows in tables)


def table(rows: list[Row]) -> Iterator[str]:
    """Lay rows out in columns; a dash where there are none."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    if not rows:
        yield "  –"


def facts_by_age(site: Site) -> tuple[str, list[Row]]:
    """Count the facts of each month by confidence, the oldest first."""
    facts = site.facts.by_id.values()
    counts = Counter((fact.as_of[:7], fact.confidence) for fact in facts)
    months = sorted({month for month, _ in counts})
    rows: list[Row] = [(month, *(str(counts[month, one]) for one in CONFIDENCES)) for month in months]
    return f"Facts by age and confidence: {len(facts)}", [("known since", *CONFIDENCES), *rows]


def oldest_weak(site: Site, root: Path) -> tuple[str, list[Row]]:
    """List the oldest facts of low confidence."""
    weak = sorted((fact.as_of, fact.id) for fact in site.facts.by_id.values() if fact.confidence == "low")
    rows: list[Row] = []
    for as_of, id in weak[:MOST]:
        fact = site.facts.by_id[id]
        rows.append((as_of, id, f"{below(fact.file, root)}:{fact.line}"))
    return f"Facts of low confidence, the oldest first: {len(rows)} of {len(weak)}", rows


def pages_due(site: Site, today: datetime.date) -> tuple[str, list[Row]]:
    """List every page that is overdue, then the days on which the next ones are due with some of their pages."""
    states = ((page, knowledge.state(site, page)) for page in site.pages)
    due = sorted((state.due, page.below) for page, state in states if state)
    overdue = [(day, name) for day, name in due if day < today.isoformat()]
    rows: list[Row] = [(day, f"{days_between(day, today)} days overdue", name) for day, name in overdue]
    for day, some in islice(groupby(due[len(overdue) :], key=itemgetter(0)), MOST):
        names = [name for _, name in some]
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        rows.append((day, f"in {-days_between(day, today)} days", " ".join(names[:SHOWN]) + more))
    return f"Pages due: {len(overdue)} of {len(due)} overdue", rows


def days_between(day: str, today: datetime.date) -> int:
    """Return how many days a day lies before today."""
    return (today - datetime.date.fromisoformat(day)).days


def translations_behind(site: Site, root: Path) -> tuple[str, list[Row]]:
    """List every translation whose English text has changed, and those of which nobody has said what they translate."""
    rows: list[Row] = [(below(path, root), "the English text has changed") for path in sorted(site.lag.behind)]
    for name in (below(path, root) for path in sorted(site.lag.unstamped)):
        rows.append((name, f"not stamped: run “make translated FILE={name}”"))
    return f"Translations behind: {len(rows)}", rows


def below(path: Path, root: Path) -> str:
    """Return a path as seen from the project's folder."""
    return path.relative_to(root).as_posix()
