"""What phones call their settings: the words of each maker in each language, as ``content/phones.yaml`` holds them."""

from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from prontosim.errors import Problems
from prontosim.facts import CONFIDENCES
from prontosim.facts import Source
from prontosim.locales import LOCALES
from prontosim.marked import Record
from prontosim.marked import Text
from prontosim.marked import load

KINDS = ("iphone", "pixel", "samsung", "xiaomi", "huawei", "oppo")
"""The kinds of phones, in the order in which pages show them. Every step that differs by phone has a block for each."""

STOCK = "android"
"""The words of Android itself: those of a Pixel, and what to look for on the others."""

PATH = "›"
"""Joins the words of a path through menus; a single word has none."""


@dataclass(frozen=True)
class Words:
    """What one menu is called on one kind of phone in one language."""

    words: Text
    source: Text
    confidence: Text

    @property
    def confirmed(self) -> bool:
        """Tell whether the phone is known to say just that; else it says something like it."""
        return self.confidence != "low"

    @property
    def certain(self) -> bool:
        """Tell whether the words lead there by themselves: a whole path, surely known."""
        return self.confidence == "high" and PATH in self.words


@dataclass(frozen=True)
class Menu:
    """A place in the settings. ``search`` holds the words to search the settings for, by kind (or none) and locale."""

    id: str
    search: dict[tuple[str, str], Text]
    cells: dict[tuple[str, str], Words]

    def word_to_search(self, kind: str, locale: str) -> Text:
        """Return what to type into the search of a phone's settings."""
        return self.search.get((kind, locale)) or self.search["", locale]

    def words(self, kind: str, locale: str) -> Words | None:
        """Return the words of a kind in a locale: its own, else Android's, which other makers only resemble."""
        if own := self.cells.get((kind, locale)):
            return own
        stock = self.cells.get((STOCK, locale)) if kind != "iphone" else None
        return replace(stock, confidence=Text("low")) if stock and kind != "pixel" else stock


@dataclass(frozen=True)
class Phones:
    """All kinds with their titles (msgids), and all menus."""

    titles: dict[str, Text]
    menus: dict[str, Menu]

    @property
    def sources(self) -> set[Text]:
        """Return the ids of the sources in which the words were read."""
        return {words.source for menu in self.menus.values() for words in menu.cells.values()}


def load_phones(content: Path, sources: dict[str, Source], problems: Problems) -> Phones:
    """Read ``phones.yaml``: the titles of all kinds, and the menus that texts name."""
    path = content / "phones.yaml"
    if not path.exists():
        problems.add(path, 0, "the menus of phones are missing", "add the file with “labels:” and “menus:”")
        return Phones({}, {})
    record = Record(load(path, problems), path, problems)
    kinds = record.inner(record.blocks("labels"))
    titles = {kind: kinds.text(kind) for kind in KINDS}
    kinds.finish()
    menus = {str(id): read_menu(id, record.inner(block), sources) for id, block in record.blocks("menus").items()}
    record.finish()
    return Phones(titles, menus)


def read_menu(id: Text, record: Record, sources: dict[str, Source]) -> Menu:
    """Read one menu: what to search for in every locale, and the words that are known."""
    search = read_search(record, "")
    cells: dict[tuple[str, str], Words] = {}
    for kind in (STOCK, *KINDS):
        by_locale = record.inner(record.blocks(kind, optional=True))
        for locale in LOCALES:
            if Text(locale.id) in by_locale.block:
                one = by_locale.inner(by_locale.blocks(locale.id))
                words = Words(one.text("words"), one.text("source"), one.one_of("confidence", CONFIDENCES))
                if words.source and words.source not in sources:
                    one.wrong(
                        words.source.line, f"the source “{words.source}” is unknown", "add it under content/sources/"
                    )
                one.finish()
                cells[kind, locale.id] = words
        if Text("search") in by_locale.block:
            search |= read_search(by_locale, kind)
        by_locale.asked.update(locale.id for locale in LOCALES)
        by_locale.finish()
    record.finish()
    return Menu(str(id), search, cells)


def read_search(record: Record, kind: str) -> dict[tuple[str, str], Text]:
    """Read ``search:``, which names a word in every locale."""
    search = record.inner(record.blocks("search"))
    words = {(kind, locale.id): search.text(locale.id) for locale in LOCALES}
    search.finish()
    return words
