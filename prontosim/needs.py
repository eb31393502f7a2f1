"""What a step requires, as pages show it: an icon and a word."""

from flask import render_template
from flask_babel import gettext
from markupsafe import Markup


def need_html(need: str) -> Markup:
    """Draw a need: an icon and its word."""
    return Markup(render_template("parts/need.html", need=need, word=need_words()[need]))


def need_words() -> dict[str, str]:
    """Return the words for what a step requires."""
    return {
        "nothing": gettext("Nothing"),
        "signal": gettext("Signal"),
        "wifi": gettext("Wi-Fi"),
        "data": gettext("Data"),
        "person": gettext("Another phone"),
        "money": gettext("Money"),
        "shop": gettext("Shop"),
        "id": gettext("ID document"),
    }
