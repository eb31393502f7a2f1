"""All addresses of the site. Paths count from the site's root; links between pages are relative and end in ``/``."""

import posixpath
from dataclasses import dataclass

from prontosim.content import Guide
from prontosim.facts import Operator
from prontosim.facts import Source
from prontosim.locales import Locale
from prontosim.tree import ROOT
from prontosim.tree import Tree

SINGLE_PAGES = {
    "home": "",
    "guides": "guides/",
    "operators": "operators/",
    "compare": "operators/compare/",
    "search": "search/",
    "sms": "sms/",
    "glossary": "glossary/",
    "myths": "myths/",
    "sources": "sources/",
    "status": "status/",
}
"""Pages that exist once in a locale: kind and path below the locale."""

SOURCE_LISTS = {"sources": "0–G", "h-p": "H–P", "q-z": "Q–Z"}
"""The pages among which the sources are divided by their titles, so that none grows too heavy: id and range."""

MENU_SOURCES = "menus"
"""The page that lists where the words of phones' menus were read, in whatever letter they begin."""

CHOICE = "/"
NOT_FOUND = "/404.html"


@dataclass(frozen=True)
class Page:
    """A page that every locale has. ``kind`` is its ``data-page``, ``id`` its ``data-id``."""

    kind: str
    id: str

    @property
    def below(self) -> str:
        """Return the path below the locale, for example ``fix/apn/``."""
        if self.kind in ("question", "outcome"):
            return "fix/" if self.id == ROOT else f"fix/{self.id}/"
        if self.kind in ("guide", "operator"):
            return f"{self.kind}s/{self.id}/"
        return SINGLE_PAGES[self.kind] + ("" if self.id == self.kind else f"{self.id}/")

    def path(self, locale: Locale) -> str:
        """Return the path from the site's root, for example ``/en/fix/apn/``."""
        return f"/{locale.id}/{self.below}"


def all_pages(tree: Tree, guides: dict[str, Guide], operators: dict[str, Operator]) -> list[Page]:
    """Return the pages of a locale, first what a phone without network needs first: home, the tree, then the rest."""
    single = [Page(kind, kind) for kind in SINGLE_PAGES]
    steps = [step_page(tree, step) for step in (ROOT, *tree.steps())]
    return [
        single[0], *steps,
        *(Page("guide", id) for id in guides),
        *(Page("operator", id) for id in operators),
        *single[1:],
        *(Page("sources", id) for id in (*SOURCE_LISTS, MENU_SOURCES) if id != "sources"),
    ]  # fmt: skip


def step_page(tree: Tree, step: str) -> Page:
    """Return the page of a step of the tree."""
    return Page("question" if step in tree.questions else "outcome", step)


def source_page(source: Source) -> Page:
    """Return the page on which a source is listed."""
    begins = source.title[0].casefold()
    later = [id for id, letters in SOURCE_LISTS.items() if begins >= letters[0].casefold()]
    return Page("sources", later[-1] if later else "sources")


def relative(origin: str, target: str) -> str:
    """Return the link from one path to another; a folder's link ends in ``/``.

    Within a locale it goes by the locale's home: pages of one depth then share their header and footer to the byte.
    """
    path, hash_sign, fragment = target.partition("#")
    home = origin[: origin.find("/", 1) + 1]
    if path != origin and len(home) > 1 and path.startswith(home):
        link = "../" * (origin.count("/") - 2) + path.removeprefix(home) or "./"
    else:
        link = posixpath.relpath(path, posixpath.dirname(origin) or "/") + ("/" if path.endswith("/") else "")
    return link + hash_sign + fragment
