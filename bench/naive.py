"""The naive site: our pages as Frozen-Flask leaves them, with our style sheet, without our scripts, and a precache."""

import re
import shutil
from pathlib import Path

from bench import workbox
from prontosim.compress import compress
from prontosim.locales import LOCALES
from prontosim.locales import Locale

OURS = re.compile(
    r'<meta http-equiv="Content-Security-Policy"[^>]*>'
    r"|<script\b[^>]*>.*?</script>"
    r'|<link rel="(manifest|modulepreload)"[^>]*>',
    re.DOTALL,
)
"""What only makes sense with our worker and scripts."""


def write_pages(built: Path, site: Path, locales: tuple[Locale, ...]) -> None:
    """Take our pages and their style sheet over into the empty folder ``site``."""
    for locale in locales:
        for page in sorted((built / locale.id).rglob("index.html")):
            into = site / page.relative_to(built)
            into.parent.mkdir(parents=True, exist_ok=True)
            plain = OURS.sub("", page.read_text(encoding="utf-8"))
            into.write_text(workbox.registering(plain, locale), encoding="utf-8")
    for folder in ("css", "icons"):
        shutil.copytree(
            built / "static" / folder, site / "static" / folder, ignore=shutil.ignore_patterns("*.br", "*.gz")
        )


def add_worker(site: Path) -> None:
    workbox.precache(site, ["{locale}/**/*.html", "static/css/*.css"])


def build(built: Path, site: Path, locales: tuple[Locale, ...] = LOCALES) -> None:
    write_pages(built, site, locales)
    add_worker(site)
    compress(site)
