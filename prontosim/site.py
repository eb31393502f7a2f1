"""Everything that the site says, loaded and checked as one."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from prontosim.catalog import join_keywords
from prontosim.compare import Comparison
from prontosim.compare import load_comparison
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
from prontosim.freshness import Rules
from prontosim.freshness import load_rules
from prontosim.phones import Phones
from prontosim.phones import load_phones
from prontosim.shelves import Shelves
from prontosim.shelves import load_shelves
from prontosim.sms import Sms
from prontosim.sms import load_sms
from prontosim.terms import Term
from prontosim.terms import load_terms
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
    sms: Sms
    terms: dict[str, list[Term]]
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


def load_site(content: Path, problems: Problems) -> Site:
    """Read ``content/``, each file by itself; what belongs together is checked in ``checks.py``."""
    facts = load_facts(content, problems)
    outcomes = load_outcomes(content, problems)
    guides = load_guides(content, problems)
    return Site(
        facts,
        guides,
        load_parts(content, problems),
        load_tree(content, outcomes, problems),
        load_myths(content, problems),
        load_comparison(content, facts, problems),
        load_phones(content, facts.sources, problems),
        load_shelves(content, guides, problems),
        load_sms(content, facts.operators, problems),
        load_terms(content, problems),
        load_rules(content, problems),
        find_lag(content, problems),
    )
