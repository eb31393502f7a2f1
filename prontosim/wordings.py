"""The words under which outcomes are looked for, of all languages in one file: a phone needs it once."""

from collections.abc import Iterator

from prontosim.catalog import join_keywords
from prontosim.catalog import split_keywords
from prontosim.facts import Translate
from prontosim.lint import FACT
from prontosim.locales import Locale
from prontosim.pack import compact
from prontosim.site import Site
from prontosim.values import fact_text

BETWEEN = " · "
"""Stands between wordings."""


def wordings_of(site: Site, id: str, locale: Locale, translate: Translate) -> Iterator[str]:
    """Yield an outcome's title and keywords in a locale."""
    outcome = site.tree.outcomes[id]

    def fact(name: str) -> str:
        return fact_text(site.facts.by_id[name], locale, translate)

    yield FACT.sub(lambda match: fact(match.group(1)), translate(outcome.title))
    yield from split_keywords(translate(join_keywords(outcome.keywords)))


def wordings_file(site: Site, translations: dict[Locale, Translate]) -> bytes:
    """Return the wordings of all outcomes, by id, as JSON: queries come in any language, whatever the interface's."""
    found = {
        id: dict.fromkeys(
            word for locale, translate in translations.items() for word in wordings_of(site, id, locale, translate)
        )
        for id in site.tree.outcomes
    }
    return compact({id: BETWEEN.join(words) for id, words in found.items()})
