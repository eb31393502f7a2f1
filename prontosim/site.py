"""Everything that the site says, loaded and checked as one."""

import datetime
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prontosim.alike import check_headings
from prontosim.alike import check_names
from prontosim.catalog import join_keywords
from prontosim.compare import Comparison
from prontosim.compare import load_comparison
from prontosim.content import SECTIONS
from prontosim.content import Body
from prontosim.content import Guide
from prontosim.content import Myth
from prontosim.content import load_guides
from prontosim.content import load_myths
from prontosim.content import load_outcomes
from prontosim.content import load_parts
from prontosim.errors import Problems
from prontosim.facts import Facts
from prontosim.facts import Source
from prontosim.facts import load_facts
from prontosim.figures import typed_figure
from prontosim.freshness import Rules
from prontosim.freshness import load_rules
from prontosim.lint import FACT
from prontosim.lint import Linter
from prontosim.lint import Names
from prontosim.marked import Text
from prontosim.phones import KINDS
from prontosim.phones import Phones
from prontosim.phones import load_phones
from prontosim.shelves import Shelves
from prontosim.shelves import load_shelves
from prontosim.translated import Lag
from prontosim.translated import find_lag
from prontosim.tree import Tree
from prontosim.tree import load_tree
from prontosim.urls import SINGLE_PAGES
from prontosim.urls import Page
from prontosim.urls import all_pages
from prontosim.urls import step_page


@dataclass(frozen=True)
class Site:
    """The content of all locales; no Flask, no rendering."""

    facts: Facts
    guides: dict[str, Guide]
    parts: dict[str, dict[str, Body]]
    tree: Tree
    myths: list[Myth]
    comparison: Comparison
    phones: Phones
    shelves: Shelves
    rules: Rules
    lag: Lag

    @property
    def pages(self) -> list[Page]:
        """Return the pages that every locale has."""
        return all_pages(self.tree, self.guides, self.facts.operators)

    def find_page(self, target: str) -> Page | None:
        """Return the page that a link such as ``guide:topup`` means; None when there is none."""
        scheme, _, id = target.partition("#")[0].partition(":")
        known = {
            "fix": self.tree.questions.keys() | self.tree.outcomes.keys(),
            "guide": self.guides.keys(),
            "operator": self.facts.operators.keys(),
            "page": SINGLE_PAGES.keys() | {"fix"},
        }
        if id not in known.get(scheme, ()):
            return None
        if scheme == "fix":
            return step_page(self.tree, id)
        if scheme == "page":
            return Page("question", "start") if id == "fix" else Page(id, id)
        return Page(scheme, id)

    def keyword_lists(self) -> set[str]:
        """Return the messages that are lists of keywords."""
        lists = [outcome.keywords for outcome in self.tree.outcomes.values()]
        lists += [myth.keywords for myth in self.myths]
        return {join_keywords(words) for words in (*lists, self.comparison.keywords)}

    def used_sources(self) -> list[Source]:
        """Return the sources that something else on the site rests on, by title."""
        ids = {fact.source.id for fact in self.facts.by_id.values()}
        for things in (self.guides.values(), self.tree.outcomes.values(), self.myths):
            ids.update(str(source) for thing in things for source in thing.sources)
        return self.by_title(ids)

    def by_title(self, ids: Iterable[str]) -> list[Source]:
        """Return sources in the order of their titles."""
        return sorted((self.facts.sources[id] for id in ids), key=lambda source: (source.title.casefold(), source.id))


def load_site(content: Path, problems: Problems, today: datetime.date) -> Site:
    """Read ``content/`` and check all of it; ``today`` only serves to refuse dates that lie ahead."""
    facts = load_facts(content, problems)
    outcomes = load_outcomes(content, problems)
    guides = load_guides(content, problems)
    site = Site(
        facts,
        guides,
        load_parts(content, problems),
        load_tree(content, outcomes, problems),
        load_myths(content, problems),
        load_comparison(content, facts, problems),
        load_phones(content, facts.sources, problems),
        load_shelves(content, guides, problems),
        load_rules(content, problems),
        find_lag(content, problems),
    )
    check_references(site, problems)
    check_parts(site, problems)
    check_bodies(site, problems)
    check_short_texts(site, problems)
    check_dates(site, problems, today.isoformat())
    return site


def check_references(site: Site, problems: Problems) -> None:
    """Ids in front matter and outcomes name things that exist."""

    def each(file: Path, ids: tuple[Text, ...], known: object, kind: str) -> None:
        for id in ids:
            if id not in known:  # type: ignore[operator]
                problems.add(file, id.line, f"the {kind} “{id}” does not exist", "mend the id or add it")

    steps = site.tree.questions.keys() | site.tree.outcomes.keys()
    for guide in site.guides.values():
        # They are those of the file that was read first; where another differs, that was told.
        each(next(iter(guide.texts.values())).body.file, guide.sources, site.facts.sources, "source")
    for myth in site.myths:
        each(myth.file, myth.sources, site.facts.sources, "source")
    for outcome in site.tree.outcomes.values():
        each(outcome.file, outcome.sources, site.facts.sources, "source")
        each(outcome.file, outcome.guides, site.guides, "guide")
        each(outcome.file, outcome.nearest, steps, "step")
        if not outcome.nearest:
            problems.add(outcome.file, 0, "the path ends here with nothing under “if not”", "name a step in “nearest:”")
    for question in site.tree.questions.values():
        if question.part:
            each(question.file, (question.part,), site.parts, "part")


def check_parts(site: Site, problems: Problems) -> None:
    """No part contains itself, not even through another."""

    def check(id: str, inside: tuple[str, ...]) -> None:
        for body in site.parts[id].values():
            for name in FACT.findall(body.text):
                inner = name.removeprefix("part:")
                if name.startswith("part:") and inner in (*inside, id):
                    told = f"the part “{inner}” contains itself"
                    problems.add(body.file, body.line, told, "take one of the two out of the other", body.locale)
                elif name.startswith("part:") and inner in site.parts:
                    check(inner, (*inside, id))

    for id in site.parts:
        check(id, ())


def bodies(site: Site) -> Iterator[tuple[str, Body, bool]]:
    """Yield every Markdown text with the id of its page, and whether its headings carry ids."""
    for guide in site.guides.values():
        for text in guide.texts.values():
            yield guide.id, text.body, True
    for id, part in site.parts.items():
        for body in part.values():
            yield id, body, False
    for outcome in site.tree.outcomes.values():
        for sections in outcome.bodies.values():
            for body in sections.values():
                yield outcome.id, body, False


def check_bodies(site: Site, problems: Problems) -> None:
    """Lint every Markdown text; what it names, and a guide's headings, are the same in every locale."""

    def fact_exists(name: str) -> bool:
        if name.startswith("*."):
            return bool(site.facts.of_topic(name.removeprefix("*.")))
        return name in site.facts.by_id

    def wrong_link(target: str) -> str:
        page = site.find_page(target)
        fragment = target.partition("#")[2]
        if page and page.kind == "guide" and fragment:
            texts = [text.body.text for text in site.guides[page.id].texts.values()]
            return "" if all(f"{{#{fragment}}}" in text for text in texts) else f"names no heading of {page.id}"
        if page and page.kind == "outcome" and fragment and fragment not in (*SECTIONS, "needs"):
            return f"names no part of an outcome ({', '.join(SECTIONS)})"
        if target.startswith("#") or page:
            return ""
        scheme = target.partition(":")[0]
        if scheme in ("fix", "guide", "operator", "page"):
            return "leads to nothing"
        return "has an unknown scheme (known are fix:, guide:, operator:, page:; an address of the web is a fact)"

    linter = Linter(
        Names(fact_exists, site.parts.__contains__, wrong_link, site.phones.menus.__contains__, KINDS), problems
    )
    heading_ids: dict[str, tuple[Body, list[str]]] = {}
    for id, body, headings in bodies(site):
        found = linter.check(body.file, body.text, body.line, body.locale, headings)
        if headings:
            first_body, first = heading_ids.setdefault(id, (body, found))
            check_headings(body, found, first_body, first, problems)
    for guide in site.guides.values():
        check_names({locale: {"": text.body} for locale, text in guide.texts.items()}, problems)
    for part in site.parts.values():
        check_names({locale: {"": body} for locale, body in part.items()}, problems)
    for outcome in site.tree.outcomes.values():
        check_names(outcome.bodies, problems)


def check_short_texts(site: Site, problems: Problems) -> None:
    """Titles, summaries and short texts of the tree name only facts that exist; front matter carries no typed figures.

    Figures in msgids are found where all of them are, in the catalogue.
    """

    def check(file: Path, text: Text, locale: str = "") -> None:
        for name in FACT.findall(text):
            if name not in site.facts.by_id:
                problems.add(file, text.line, f"the fact “{name}” does not exist", "mend the name or add it", locale)
            elif site.facts.by_id[name].confidence == "low":
                told = f"“{name}” is of low confidence, and a short text cannot say so"
                problems.add(file, text.line, told, "tell it in Markdown", locale)

    for guide in site.guides.values():
        for locale, text in guide.texts.items():
            for one in (text.title, text.summary, *text.keywords):
                check(text.body.file, one, locale)
                if figure := typed_figure(one):
                    told = f"the figure “{figure}” is typed into text"
                    problems.add(text.body.file, one.line, told, "make it a fact", locale)
    for outcome in site.tree.outcomes.values():
        check(outcome.file, outcome.title)
    for question in site.tree.questions.values():
        for one in (question.title, question.help, *(option.label for option in question.options)):
            check(question.file, one)
    for deciding in site.comparison.questions:
        check(site.comparison.file, deciding.title)
        check(site.comparison.file, deciding.help)


def check_dates(site: Site, problems: Problems, today: str) -> None:
    """No date lies ahead of today, and a review is due after the last one."""

    def not_ahead(file: Path, date: Text, what: str) -> None:
        if date and date != "undated" and date > today[: len(date)]:
            problems.add(file, date.line, f"{what} {date} lies ahead of today", "write the date on which it was")

    for source in site.facts.sources.values():
        not_ahead(source.file, source.date, f"the date of the source “{source.id}”")
    for fact in site.facts.by_id.values():
        not_ahead(fact.file, fact.as_of, "as_of")
    for kind, date in site.rules.reviewed.items():
        not_ahead(site.rules.file, date, f"the date of {kind}")
    for outcome in site.tree.outcomes.values():
        not_ahead(outcome.file, outcome.reviewed, "reviewed")
    for myth in site.myths:
        not_ahead(myth.file, myth.reviewed, "reviewed")
    for guide in site.guides.values():
        for text in guide.texts.values():
            not_ahead(text.body.file, guide.reviewed, "reviewed")
            # A date that is none is empty here, and was told.
            if guide.reviewed and guide.review_by and guide.review_by < guide.reviewed:
                problems.add(
                    text.body.file, guide.review_by.line, "review_by lies before reviewed", "write a later date",
                    text.body.locale,
                )  # fmt: skip
