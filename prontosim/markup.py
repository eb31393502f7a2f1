"""Our Markdown to HTML, for one page in one locale: facts by name, needs of steps, links by id."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup
from markupsafe import escape

from prontosim.content import Body
from prontosim.facts import Fact
from prontosim.facts import Facts
from prontosim.facts import Source
from prontosim.facts import Translate
from prontosim.lint import FACT
from prontosim.lint import NEED
from prontosim.lint import NEEDS
from prontosim.lint import PHONES
from prontosim.locales import Locale
from prontosim.phones import Menu
from prontosim.phones import Phones
from prontosim.values import fact_html
from prontosim.values import fact_text

MARK = "s"
"""Begins the ids of a page's list of sources. They are counted in the order of the page, the same in every locale."""

CHECK = "(check with the operator)"
"""Stands beside every fact of low confidence."""


@dataclass
class Writer:
    """Writes the texts of one page and remembers which facts and needs it showed, alone or in a list of operators.

    ``link`` turns a target such as ``fix:apn`` into a relative URL; ``need_html`` draws a need, ``menu_html`` the words
    of a menu on a kind of phone.
    """

    facts: Facts
    parts: dict[str, dict[str, Body]]
    locale: Locale
    translate: Translate
    link: Callable[[str], str]
    need_html: Callable[[str], str]
    phones: Phones
    menu_html: Callable[[Menu, str], str]
    shown: dict[str, Fact] = field(default_factory=dict)
    compared: dict[str, Fact] = field(default_factory=dict)
    needs: set[str] = field(default_factory=set)

    def markdown(self, text: str) -> Markup:
        """Render Markdown that the linter has passed."""
        text = self._for_phones(self._with_parts(text))
        self.needs.update(need.strip() for found in NEED.findall(text) for need in found.split(","))
        markdown = Markdown(
            extensions=["attr_list", "pymdownx.blocks.details", OurMarkdown(self)], output_format="html"
        )
        return Markup(markdown.convert(text))

    def _with_parts(self, text: str) -> str:
        def part(match: re.Match[str]) -> str:
            name = match.group(1)
            if not name.startswith("part:"):
                return match[0]
            return self._with_parts(self.parts[name.removeprefix("part:")][self.locale.id].text)

        return FACT.sub(part, text)

    def _for_phones(self, text: str) -> str:
        """Write the steps between ``/// phones | pixel samsung`` and ``///`` once for each kind."""
        lines: list[str] = []
        kinds: list[str] = []
        block: list[str] = []
        for line in text.split("\n"):
            if opened := PHONES.match(line):
                kinds, block = opened.group(1).split(), []
            elif kinds and line.strip() == "///":
                for kind in kinds:
                    title = self.translate(self.phones.titles[kind])
                    steps = "\n".join(block).replace("{{menu:", f"{{{{menu:{kind}.")
                    lines += [f"/// details | {title}", f"    attrs: {{data-phone: {kind}}}", "", steps, "", "///", ""]
                kinds = []
            else:
                (block if kinds else lines).append(line)
        return "\n".join(lines)

    def text(self, msgid: str) -> Markup:
        """Translate a short text and put its facts in, as plain text without source marks."""
        shown = self.translate(msgid)
        return escape(FACT.sub(lambda match: self.plain(match.group(1)), shown))

    def plain(self, name: str) -> str:
        """Return a fact as plain text and note that it was shown."""
        fact = self.shown.setdefault(name, self.facts.by_id[name])
        return fact_text(fact, self.locale, self.translate)

    def fact(self, fact: Fact, mark: bool = True) -> Markup:
        """Show one fact; ``mark`` adds the number that leads to its source in the page's list."""
        html = fact_html(fact, self.locale, self.translate)
        if fact.confidence == "low":
            html += Markup(' <span class="check">{}</span>').format(self.translate(CHECK))
        if mark:
            self.shown.setdefault(fact.id, fact)
            number = self.sources().index(fact.source) + 1
            html += Markup('<sup><a href="#{0}{1}">{1}</a></sup>').format(MARK, number)
        return html

    def sources(self) -> list[Source]:
        """Return where the facts of this page were read, each once, in the order of the page."""
        return list(dict.fromkeys(fact.source for fact in self.shown.values()))

    def all_operators(self, topic: str) -> Markup:
        """List what every operator does about ``topic``; those that do the same share a row.

        Each name leads to the operator's page, where the fact stands with its source; a list of thirteen sources under
        every list would hide the help.
        """
        rows: dict[object, list[Fact]] = {}
        for fact in self.facts.of_topic(topic):
            self.compared.setdefault(fact.id, fact)
            # What is compared is the same in every locale, so that rows are alike in all of them.
            same = (fact.value, fact.text, tuple(fact.values.items()), fact.confidence == "low")
            rows.setdefault(same, []).append(fact)
        return Markup('<dl class="by-operator">{}</dl>').format(Markup("").join(map(self._row, rows.values())))

    def _row(self, facts: list[Fact]) -> Markup:
        names = Markup(" ").join(
            Markup('<a href="{}">{}</a>').format(
                self.link(f"operator:{fact.owner}#{fact.topic.partition('.')[0]}"),
                self.facts.operators[fact.owner].name,
            )
            for fact in facts
        )
        html = self.fact(facts[0], mark=False)
        value = Markup(' class="value"') if facts[0].value else ""
        return Markup("<div><dt>{}</dt><dd{}>{}</dd></div>").format(names, value, html)

    def ordered_needs(self) -> list[str]:
        """Return what the steps of this page need, the cheapest first."""
        return [need for need in NEEDS if need in self.needs]


class OurMarkdown(Extension):
    """Adds facts and needs, resolves links, and takes raw HTML out of the language."""

    def __init__(self, writer: Writer):
        super().__init__()
        self.writer = writer

    def extendMarkdown(self, md: Markdown) -> None:
        """Register our patterns."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(FactPattern(self.writer, md), "fact", 185)
        md.inlinePatterns.register(NeedPattern(self.writer, md), "need", 184)
        md.treeprocessors.register(LinkResolver(self.writer, md), "links", 15)


class FactPattern(InlineProcessor):
    """``{{tim.care.number}}``, ``{{*.care.number}}`` and ``{{menu:samsung.apn}}``."""

    def __init__(self, writer: Writer, md: Markdown):
        super().__init__(FACT.pattern, md)
        self.writer = writer

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """Stash the HTML of the fact."""
        name = m.group(1)
        if name.startswith("menu:"):
            kind, _, menu = name.removeprefix("menu:").partition(".")
            html = Markup(self.writer.menu_html(self.writer.phones.menus[menu], kind))
        elif name.startswith("*."):
            html = self.writer.all_operators(name.removeprefix("*."))
        else:
            html = self.writer.fact(self.writer.facts.by_id[name])
        return self.md.htmlStash.store(html), m.start(0), m.end(0)


class NeedPattern(InlineProcessor):
    """``{need:wifi,money}`` at the start of a step."""

    def __init__(self, writer: Writer, md: Markdown):
        super().__init__(NEED.pattern, md)
        self.writer = writer

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """Stash the icons and words of the needs."""
        html = "".join(self.writer.need_html(need.strip()) for need in m.group(1).split(","))
        return self.md.htmlStash.store(html), m.start(0), m.end(0)


class LinkResolver(Treeprocessor):
    """Turns ``fix:apn`` into the relative URL of that page."""

    def __init__(self, writer: Writer, md: Markdown):
        super().__init__(md)
        self.writer = writer

    def run(self, root: Element) -> None:
        """Rewrite every link."""
        for element in root.iter("a"):
            href = element.get("href", "")
            if not href.startswith("#"):
                element.set("href", self.writer.link(href))
