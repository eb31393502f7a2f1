"""The strongest peer: the same content as Markdown, built by Zensical with its default theme, and a precache.

What is kinder to it than its defaults: no web font from another origin; a navigation that names the sections only, so
that a page does not carry the titles of all others; a site for each locale, so that its search index holds one
language; and of its two style sheets only the one in use is in the precache. Our pages for search and for what is
saved are left out: its own search stands for them.
"""

import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bs4 import BeautifulSoup
from bs4 import Tag
from markdownify import MarkdownConverter

from bench import workbox
from prontosim.compress import compress
from prontosim.locales import LOCALES
from prontosim.locales import Locale

LANGUAGES = {"zh-hans": "zh", "zh-hant": "zh-Hant", "en": "en", "it": "it"}
"""What its theme calls our locales."""

NOT_ITS = ("search", "status")
LEADS_NOWHERE = re.compile(rf"^#fact-|(^|/)({'|'.join(NOT_ITS)})/([?#].*)?$")
"""Links that have no target there: our footnotes and the pages left out."""

SECTIONS = ("", "fix/", "guides/", "operators/", "myths/", "sources/")
SETTINGS = """[project]
site_name = "ProntoSIM"
nav = [{nav}]

[project.theme]
language = "{language}"
font = false
features = ["navigation.prune"]
"""


class Converter(MarkdownConverter):
    """Writes Markdown as an author would, the headings with their ids."""

    def convert_hN(self, n, el, text, parent_tags):
        written = super().convert_hN(n, el, text, parent_tags)
        id = el.get("id")
        return f"{written.rstrip()} {{#{id}}}\n\n" if id and written.strip() else written


def to_markdown(html: str) -> str:
    """Return what is read on a page of ours as Markdown, without pictures, forms and links that lead nowhere there."""
    main = BeautifulSoup(html, "lxml").main
    assert isinstance(main, Tag)
    for gone in main.find_all(["svg", "form", "button", "template"]):
        gone.decompose()
    for link in main.find_all("a", href=LEADS_NOWHERE):
        link.unwrap()
    return Converter(heading_style="ATX").convert_soup(main).strip() + "\n"


def write_locale(built: Path, project: Path, locale: Locale) -> None:
    docs = project / locale.id / "docs"
    for page in sorted((built / locale.id).rglob("index.html")):
        below = page.relative_to(built / locale.id)
        if below.parts[0] in NOT_ITS:
            continue
        file = docs / below.with_suffix(".md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(to_markdown(page.read_text(encoding="utf-8")), encoding="utf-8")
    nav = ", ".join(f'"{section}index.md"' for section in SECTIONS)
    settings = SETTINGS.format(nav=nav, language=LANGUAGES[locale.id])
    (project / locale.id / "zensical.toml").write_text(settings, encoding="utf-8")


def write_content(built: Path, project: Path, locales: tuple[Locale, ...] = LOCALES) -> None:
    """Write our built pages as Markdown into the folder ``project``, one tree of documents a locale."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for done in [pool.submit(write_locale, built, project, locale) for locale in locales]:
            done.result()


def generate(project: Path, site: Path) -> None:
    """Run Zensical for each locale, from nothing, and put what it made together under ``site``."""
    site.mkdir(parents=True)
    for locale in (one for one in LOCALES if (project / one.id).is_dir()):
        command = [sys.executable, "-m", "zensical", "build", "--clean"]
        done = subprocess.run(command, cwd=project / locale.id, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"Zensical did not build {locale.id}:\n{done.stdout}\n{done.stderr}")
        if warnings := (done.stdout + done.stderr).count("Warning"):
            # Drawing them takes it time that is not its fault.
            print(f"  Zensical gave {warnings} warnings for {locale.id}; mend bench/zensical.py", file=sys.stderr)
        (project / locale.id / "site").rename(site / locale.id)


def add_worker(site: Path) -> None:
    for locale in LOCALES:
        for page in sorted((site / locale.id).rglob("*.html")):
            page.write_text(workbox.registering(page.read_text(encoding="utf-8"), locale), encoding="utf-8")
    wanted = ["{locale}/**/*.{html,css,js,json}"]
    workbox.precache(site, wanted, ("{locale}/404.html", "{locale}/assets/stylesheets/classic/**"))


def build(built: Path, project: Path, site: Path, locales: tuple[Locale, ...] = LOCALES) -> None:
    write_content(built, project, locales)
    generate(project, site)
    add_worker(site)
    compress(site)
