"""Where guides are offered: on the home page, and in the list of guides by the moment at which they are read."""

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from prontosim.content import ID
from prontosim.errors import Problems
from prontosim.marked import Record
from prontosim.marked import Text
from prontosim.marked import load


@dataclass(frozen=True)
class Shelf:
    """Some guides under a heading; ``title`` is a msgid."""

    id: Text
    title: Text
    guides: tuple[Text, ...]


@dataclass(frozen=True)
class Shelves:
    """What ``content/shelves.yaml`` says."""

    home: tuple[Text, ...]
    shelves: tuple[Shelf, ...]

    def left(self, guides: list[str]) -> list[str]:
        """Return the guides that stand on no shelf; they are listed behind the others."""
        shelved = {id for shelf in self.shelves for id in shelf.guides}
        return [id for id in guides if id not in shelved]


def load_shelves(content: Path, guides: Container[str], problems: Problems) -> Shelves:
    """Read the shelves; each names guides that exist, and none stands on two."""
    path = content / "shelves.yaml"
    record = Record(load(path, problems), path, problems)
    shelves: list[Shelf] = []
    seen: set[str] = set()
    for one in record.records("shelves"):
        shelf = Shelf(one.text("id"), one.text("title"), one.texts("guides"))
        one.finish()
        if not ID.fullmatch(shelf.id) or any(shelf.id == other.id for other in shelves):
            one.wrong(shelf.id.line, f"“{shelf.id}” is no id of its own", "use words joined by hyphens, once")
        for id in shelf.guides:
            if id in seen:
                one.wrong(id.line, f"the guide “{id}” stands on two shelves", "keep one of them")
            seen.add(id)
        shelves.append(shelf)
    home = record.texts("home")
    record.finish()
    for id in (*home, *(id for shelf in shelves for id in shelf.guides)):
        if id not in guides:
            problems.add(path, id.line, f"the guide “{id}” does not exist", "mend the id or add it")
    return Shelves(home, tuple(shelves))
