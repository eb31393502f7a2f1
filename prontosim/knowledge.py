"""What each page tells: the facts on it, since when they are known, when they are due, and which texts lag behind."""

from collections.abc import Iterable
from collections.abc import Iterator

from prontosim.content import Body
from prontosim.facts import Fact
from prontosim.freshness import State
from prontosim.freshness import together
from prontosim.lint import FACT
from prontosim.locales import SOURCE
from prontosim.locales import Locale
from prontosim.site import Site
from prontosim.urls import Page

LISTED = {"operators": ("care.number", "network.own"), "placeholder": ("care.number",), "search": ("care.number",)}
"""Topics that a template itself lists for every operator, by kind of page."""


def state(site: Site, page: Page) -> State | None:
    """Return the state of a page, the same in every locale; None where it tells nothing that can grow old."""
    rules, operators = site.rules, site.facts.operators
    states = [rules.of_fact(fact, operators) for fact in facts_on(site, page).values()]
    if any(name.startswith("menu:") for name in names_on(site, page)):
        states.append(rules.of_kind("menus"))
    if page.kind == "guide":
        guide = site.guides[page.id]
        states.append(State(guide.reviewed, guide.review_by))
    elif page.kind == "outcome" and not site.tree.outcomes[page.id].placeholder:
        states.append(rules.of_kind("outcomes", site.tree.outcomes[page.id].reviewed))
    elif page.kind == "myths":
        states += [rules.of_kind("myths", myth.reviewed) for myth in site.myths]
    return together(states)


def facts_on(site: Site, page: Page) -> dict[str, Fact]:
    """Return the facts that a page tells, by id."""
    if page.kind == "operator":
        return {fact.id: fact for fact in site.facts.operators[page.id].facts.values()}
    found: dict[str, Fact] = {}
    for name in names_on(site, page):
        if name.startswith("*."):
            found |= {fact.id: fact for fact in site.facts.of_topic(name.removeprefix("*."))}
        elif name in site.facts.by_id:
            found[name] = site.facts.by_id[name]
    return found


def names_on(site: Site, page: Page) -> Iterator[str]:
    """Yield what the texts of a page name, ``tim.care.number``, ``*.care.number`` or ``menu:apn``, parts resolved."""
    yield from names_in(site, texts_on(site, page))
    kind = "placeholder" if page.kind == "outcome" and site.tree.outcomes[page.id].placeholder else page.kind
    yield from (f"*.{topic}" for topic in LISTED.get(kind, ()))
    if page.kind == "compare":
        yield from (f"*.{topic}" for question in site.comparison.questions for topic in question.topics)


def is_behind(site: Site, page: Page, locale: Locale) -> bool:
    """Tell whether a long text of a page, or a part in one, translates an English text that has changed since."""
    return any(body.file in site.lag.behind for body in bodies_on(site, page, locale))


def bodies_on(site: Site, page: Page, locale: Locale) -> Iterator[Body]:
    """Yield the long texts of a page in a locale, and of the parts in them."""
    found: list[Body] = []
    if page.kind == "guide":
        found = [site.guides[page.id].texts[locale.id].body]
    elif page.kind == "outcome":
        found = list(site.tree.outcomes[page.id].bodies.get(locale.id, {}).values())
    elif page.kind == "question" and (part := site.tree.questions[page.id].part):
        found = [site.parts[part][locale.id]]
    while found:
        body = found.pop()
        yield body
        names = [name for name in FACT.findall(body.text) if name.startswith("part:")]
        found += [site.parts[name.removeprefix("part:")][locale.id] for name in names]


def names_in(site: Site, texts: Iterable[str]) -> Iterator[str]:
    """Yield what texts name; a part stands for what it names itself."""
    for text in texts:
        for name in FACT.findall(text):
            if name.startswith("part:"):
                yield from names_in(site, [site.parts[name.removeprefix("part:")][SOURCE.id].text])
            else:
                yield name


def texts_on(site: Site, page: Page) -> Iterator[str]:
    """Yield the English texts of a page that may name facts."""
    tree = site.tree
    if page.kind == "guide":
        yield site.guides[page.id].texts[SOURCE.id].body.text
    elif page.kind in ("home", "question"):
        question = tree.root if page.kind == "home" else tree.questions[page.id]
        yield from (question.title, *(option.label for option in question.options))
        if page.kind == "question":
            yield question.help
            yield f"{{{{part:{question.part}}}}}" if question.part else ""
    elif page.kind == "outcome":
        outcome = tree.outcomes[page.id]
        yield outcome.title
        yield from (body.text for body in outcome.bodies.get(SOURCE.id, {}).values())
        steps = tree.questions | tree.outcomes
        yield from (steps[step].title for step in outcome.nearest)
    elif page.kind == "compare":
        yield from (text for question in site.comparison.questions for text in (question.title, question.help))
    if page.kind in ("question", "outcome"):
        yield from (text for one in tree.answers(page.id) for text in (one.question.title, one.option.label))
