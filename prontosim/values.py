"""Shows values and dates as readers of a locale write them. All words come from Babel's tables."""

import datetime
import re
from decimal import Decimal

from babel.dates import format_date
from babel.dates import format_skeleton
from babel.numbers import format_currency
from babel.units import format_unit
from markupsafe import Markup
from markupsafe import escape

from prontosim.facts import PLACEHOLDER
from prontosim.facts import Fact
from prontosim.facts import Translate
from prontosim.facts import Value
from prontosim.locales import Locale

UNITS = {"minutes": "minute", "hours": "hour", "days": "day", "months": "month", "years": "year"}
TYPED = {"code", "word", "apn", "address"}
"""Kinds that a reader copies letter by letter."""


def show_value(value: Value, locale: Locale) -> str:
    """Return a value as plain text, for example ``0,99 €`` or ``180 天``."""
    if value.kind in UNITS:
        return show_duration(int(value.raw), f"duration-{UNITS[value.kind]}", locale)
    if value.kind == "eur":
        amount = format_currency(Decimal(value.raw), "EUR", locale=locale.babel)
        return amount if "." in value.raw else re.sub(r"[.,]00", "", amount)
    if value.kind == "date":
        return show_date(value.raw, locale)
    if value.kind == "phone":
        return group_phone(value.raw)
    return value.raw


def show_duration(number: int, unit: str, locale: Locale) -> str:
    """Return a duration in words.

    Where the long form of a unit is only an alias of the short one, Babel shows the unit's name (its issue 1217).
    """
    long = format_unit(number, unit, length="long", locale=locale.babel)
    return format_unit(number, unit, length="short", locale=locale.babel) if unit in long else long


def show_date(iso: str, locale: Locale) -> str:
    """Return an ISO date, possibly without its day or month, in words."""
    date = datetime.date.fromisoformat((iso + "-01-01")[:10])
    if len(iso) == 10:
        return format_date(date, "long", locale=locale.babel)
    return format_skeleton("yMMMM" if len(iso) == 7 else "y", date, locale=locale.babel)


def group_phone(number: str) -> str:
    """Group an international number so that it can be read aloud; short numbers stay whole."""
    match = re.fullmatch(r"(\+(?:85[23]|886|\d\d))(0\d|\d{3})(\d+)", number)
    if not match:
        return number
    country, first, rest = match.groups()
    groups = [rest] if len(rest) <= 4 else [rest[:-4], rest[-4:]]
    return " ".join([country, first, *groups])


def value_html(value: Value, locale: Locale) -> Markup:
    """Return a value as HTML: plain numbers can be tapped to call, codes stand out and are not translated.

    A code with * or # is never a link: iPhones refuse such ``tel:`` links.
    """
    shown = show_value(value, locale)
    if value.kind == "phone":
        return Markup('<a class="phone" href="tel:{}">{}</a>').format(value.raw, shown)
    if value.kind in TYPED:
        return Markup('<code translate="no">{}</code>').format(shown)
    return escape(shown)


def fact_text(fact: Fact, locale: Locale, translate: Translate) -> str:
    """Return a fact as plain text: its value, or its sentence in the locale with the values filled in."""
    if fact.value:
        return show_value(fact.value, locale)
    return fill(translate(fact.text), {name: show_value(value, locale) for name, value in fact.values.items()})


def fact_html(fact: Fact, locale: Locale, translate: Translate) -> Markup:
    """Return a fact as HTML, like ``fact_text``."""
    if fact.value:
        return value_html(fact.value, locale)
    shown = {name: value_html(value, locale) for name, value in fact.values.items()}
    return Markup(fill(str(escape(translate(fact.text))), {name: str(html) for name, html in shown.items()}))


def fill(text: str, shown: dict[str, str]) -> str:
    """Put texts in place of ``{placeholders}``."""
    return PLACEHOLDER.sub(lambda match: shown[match.group(1)], text)
