"""What the parts of the site say of each other is true: ids, links, parts, headings, dates."""

import datetime
from collections.abc import Iterator
from pathlib import Path

from prontosim.alike import check_headings
from prontosim.alike import check_names
from prontosim.content import SECTIONS
from prontosim.content import Body
from prontosim.errors import Problems
from prontosim.figures import typed_figure
from prontosim.lint import FACT
from prontosim.lint import Linter
from prontosim.lint import Names
from prontosim.marked import Text
from prontosim.phones import KINDS
from prontosim.site import Site


def check_site(site: Site, problems: Problems, today: datetime.date) -> None:
    """Check all of it; ``today`` only serves to refuse dates that lie ahead."""
    check_references(site, problems)
    check_parts(site, problems)
    check_bodies(site, problems)
    check_short_texts(site, problems)
    check_dates(site, problems, today.isoformat())


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
    for message in site.sms.messages:
        if message.to and not site.find_page(message.to):
            problems.add(message.file, message.to.line, f"“{message.to}” leads to nothing", "mend the link or add it")
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
