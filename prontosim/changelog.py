"""The date of a release: that of the newest entry in ``CHANGELOG.md``, the same on every machine that builds it."""

import re
from pathlib import Path

from prontosim.errors import Problems

HEADING = re.compile(r"^## (\d{4}-\d\d-\d\d)$", re.MULTILINE)


def released(changelog: Path, problems: Problems) -> str:
    """Return the date of the newest entry, as ISO text; a changelog without one is a problem."""
    found = HEADING.search(changelog.read_text(encoding="utf-8"))
    if not found:
        problems.add(changelog, 0, "no entry has a date", "head the newest one with “## 2026-11-21”")
    return found.group(1) if found else ""
