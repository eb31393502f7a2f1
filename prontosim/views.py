"""What a page shows: Flask at the edge, everything it shows comes from the site."""

from dataclasses import dataclass
from functools import cached_property

from flask import render_template
from flask_babel import gettext
from markupsafe import Markup

from prontosim import knowledge
from prontosim import urls
from prontosim.assets import Assets
from prontosim.catalog import join_keywords
from prontosim.catalog import split_keywords
from prontosim.facts import Fact
from prontosim.facts import Source
from prontosim.facts import Value
from prontosim.freshness import State
from prontosim.locales import COUNTER
from prontosim.locales import LOCALES
from prontosim.locales import SOURCE
from prontosim.locales import Locale
from prontosim.markup import Writer
from prontosim.needs import need_html
from prontosim.phones import Menu
from prontosim.security import policy
from prontosim.site import Site
from prontosim.urls import Page
from prontosim.urls import relative
from prontosim.values import fact_text
from prontosim.values import fill
from prontosim.values import show_date
from prontosim.values import show_value


@dataclass(frozen=True)
class Edition:
    """The site and its assets, as they are served together.

    ``footer`` is a text of every page's footer in each locale: by it a page frozen in the wrong language is known.
    ``released`` is the date of the release, ISO; no page shows it, or each release would change every page.
    """

    site: Site
    assets: Assets
    footer: dict[str, str]
    released: str


class View:
    """What the templates know about the page that they render."""

    def __init__(self, edition: Edition, locale: Locale, page: Page | None, path: str):
        self.edition, self.site, self.assets = edition, edition.site, edition.assets
        self.locale, self.page, self.path = locale, page, path
        self.locales, self.counter, self.source_locale = LOCALES, COUNTER, SOURCE
        self.policy = policy(meta=True)
        self.emergency = self.plain(self.site.facts.by_id["italy.emergency"])
        self.writer = Writer(
            self.site.facts, self.site.parts, locale, gettext, self.link, need_html, self.site.phones, self.menu_html
        )

    def link(self, target: str) -> str:
        """Return the relative URL of ``guide:topup``, in this page's locale."""
        page = self.site.find_page(target)
        if page is None:
            raise LookupError(f"{self.path} links to {target}, which does not exist")
        _, hash_sign, fragment = target.partition("#")
        return relative(self.path, page.path(self.locale) + hash_sign + fragment)

    def source(self, source: Source) -> str:
        """Return the relative URL of a source in the lists of sources."""
        return relative(self.path, f"{urls.source_page(source).path(self.locale)}#{source.anchor}")

    def menu_html(self, menu: Menu, kind: str) -> Markup:
        """Show the words of a menu on a kind of phone: in the reader's language, then in the others."""
        own = menu.words(kind, self.locale.id)
        known = [(other, menu.words(kind, other.id)) for other in LOCALES if other != self.locale]
        others = [(other, words) for other, words in known if words and not (own and words.words == own.words)]
        return Markup(
            render_template(
                "parts/menu.html", own=own, others=others, search=menu.word_to_search(kind, self.locale.id)
            ).strip()
        )

    def part(self, id: str) -> Markup:
        """Return a part as HTML."""
        return self.writer.markdown(f"{{{{part:{id}}}}}")

    def asset(self, name: str) -> str:
        """Return the relative URL of a file under ``static/``."""
        return relative(self.path, self.assets.paths[name])

    def to(self, path: str) -> str:
        """Return the relative URL of a path that counts from the site's root."""
        return relative(self.path, path)

    def counterpart(self, locale: Locale) -> str:
        """Return the relative URL of this page in another locale."""
        return relative(self.path, self.page.path(locale) if self.page else f"/{locale.id}/")

    def date(self, iso: str) -> str:
        """Return a date in the reader's words."""
        return show_date(iso, self.locale)

    @cached_property
    def state(self) -> State | None:
        """Return since when this page's knowledge holds and when it is due for a check."""
        return knowledge.state(self.site, self.page) if self.page else None

    @cached_property
    def menu_sources(self) -> str:
        """Return the link to where the words of phones' menus were read; empty on a page that has none."""
        named = knowledge.names_on(self.site, self.page) if self.page else ()
        if not any(name.startswith("menu:") for name in named):
            return ""
        return self.to(Page("sources", urls.MENU_SOURCES).path(self.locale))

    def is_behind(self) -> bool:
        """Tell whether a text on this page translates an English one that has changed since."""
        return self.page is not None and knowledge.is_behind(self.site, self.page, self.locale)

    def source_date(self, source: Source) -> str:
        """Return how old a source is, never when somebody looked at it."""
        if source.date == "undated":
            return str(gettext("undated"))
        return str(gettext("source of %(date)s", date=self.date(source.date)))

    def other_sources(self, ids: tuple[str, ...]) -> list[Source]:
        """Return the sources of a page that its list of facts does not name already."""
        named = {source.id for source in self.writer.sources()}
        return [self.site.facts.sources[id] for id in ids if id not in named]

    def plain(self, fact: Fact) -> str:
        """Return a fact as plain text."""
        return fact_text(fact, self.locale, gettext)

    def filled(self, msgid: str, values: dict[str, Value]) -> str:
        """Translate a short text and fill in its values."""
        return fill(gettext(msgid), {name: show_value(value, self.locale) for name, value in values.items()})

    def keywords(self, page: Page) -> list[str]:
        """Return the words under which a page is looked for in this locale."""
        if page.kind == "guide":
            return list(self.site.guides[page.id].texts[self.locale.id].keywords)
        if page.kind == "outcome":
            return split_keywords(gettext(join_keywords(self.site.tree.outcomes[page.id].keywords)))
        if page.kind == "operator":
            return self.site.facts.operators[page.id].marks
        if page.kind == "myths":
            words = [split_keywords(gettext(join_keywords(myth.keywords))) for myth in self.site.myths]
            return list(dict.fromkeys(word for some in words for word in some))
        if page.kind == "compare":
            return split_keywords(gettext(join_keywords(self.site.comparison.keywords)))
        return []

    def title(self, page: Page) -> str:
        """Return the title of a guide, an operator or a step as plain text."""
        if page.kind == "guide":
            return self.site.guides[page.id].texts[self.locale.id].title
        if page.kind == "operator":
            return self.site.facts.operators[page.id].name
        steps = self.site.tree.questions if page.kind == "question" else self.site.tree.outcomes
        return str(self.writer.text(steps[page.id].title).unescape())
