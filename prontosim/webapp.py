"""The web app manifest: what the phone's home screen needs to know."""

import json
import mimetypes

from flask_babel import gettext

from prontosim.assets import Assets
from prontosim.locales import Locale
from prontosim.urls import Page
from prontosim.urls import relative

TYPES = {".webmanifest": "application/manifest+json", ".ndjson": "application/x-ndjson", ".js": "text/javascript"}
THEME = "#0b5d4e"
"""The colour around the page where the system paints it; the same as in the style sheet."""


def mimetype(name: str) -> str:
    """Return the type of a file of ours."""
    ours = [kind for extension, kind in TYPES.items() if name.endswith(extension)]
    return ours[0] if ours else mimetypes.guess_type(name)[0] or "application/octet-stream"


def manifest(locale: Locale, assets: Assets) -> str:
    """Return the manifest of one locale. All share one ``id``: it is one app, whichever language installed it."""
    path = f"/{locale.id}/manifest.webmanifest"

    def icon(size: int, purpose: str) -> dict[str, str]:
        name = f"icons/{purpose}-{size}.png"
        return {
            "src": relative(path, assets.paths[name]), "sizes": f"{size}x{size}", "type": "image/png",
            "purpose": purpose,
        }  # fmt: skip

    def screenshot(form_factor: str, size: str) -> list[dict[str, str]]:
        name = f"icons/screenshot-{form_factor}-{locale.id}.png"
        if name not in assets.paths:
            # A new language is built once without them: they are taken from that build.
            return []
        return [{
            "src": relative(path, assets.paths[name]), "sizes": size, "type": "image/png", "form_factor": form_factor,
            "label": gettext("What do you see?"),
        }]  # fmt: skip

    def shortcut(name: str, page: Page) -> dict[str, str]:
        return {"name": name, "url": relative(path, page.path(locale))}

    content = {
        "id": "prontosim",
        "name": gettext("ProntoSIM: first aid for a phone line in Italy"),
        "short_name": "ProntoSIM",
        "description": gettext("Fix a phone line in Italy, without a network."),
        "lang": locale.html,
        "dir": "ltr",
        "scope": "../",
        "start_url": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": THEME,
        "categories": ["travel", "utilities"],
        "icons": [icon(192, "any"), icon(512, "any"), icon(192, "maskable"), icon(512, "maskable")],
        "screenshots": [*screenshot("narrow", "780x1688"), *screenshot("wide", "1280x800")],
        "shortcuts": [
            shortcut(gettext("Fix a problem"), Page("question", "start")),
            shortcut(gettext("Search"), Page("search", "search")),
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)
