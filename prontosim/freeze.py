"""Frozen-Flask, held so that it cannot surprise: explicit pages × locales, a fresh folder, warnings are errors."""

import warnings
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from flask_frozen import Freezer
from flask_frozen import FrozenFlaskWarning
from flask_frozen import MissingURLGeneratorWarning

from prontosim import urls
from prontosim.locales import LOCALES
from prontosim.views import Edition


def paths(edition: Edition) -> Iterator[str]:
    """Yield every path of the site but what the offline engine adds."""
    yield urls.CHOICE
    yield urls.NOT_FOUND
    for locale in LOCALES:
        yield f"/{locale.id}/manifest.webmanifest"
        for page in edition.site.pages:
            yield page.path(locale)
    yield from edition.assets.files


def freeze(app: Flask, edition: Edition, into: Path) -> None:
    """Render every path of the site into the empty folder ``into``."""
    app.config.update(FREEZER_DESTINATION=str(into), FREEZER_REMOVE_EXTRA_FILES=False, FREEZER_REDIRECT_POLICY="error")
    freezer = Freezer(app, with_static_files=False, with_no_argument_rules=False, log_url_for=False)
    freezer.register_generator(lambda: paths(edition))
    with warnings.catch_warnings():
        warnings.simplefilter("error", FrozenFlaskWarning)
        # Our generator yields paths; Frozen-Flask cannot see which endpoints they meet, verify.py counts the pages.
        warnings.simplefilter("ignore", MissingURLGeneratorWarning)
        freezer.freeze()
