"""The Flask application and its commands; what they do lives in ``prontosim/``."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask
from flask import request
from flask_babel import Babel
from flask_babel import refresh

from prontosim import catalog
from prontosim import export
from prontosim import glossary
from prontosim import hostcheck
from prontosim import preview
from prontosim import routes
from prontosim import serve
from prontosim import translated
from prontosim import views
from prontosim.assets import load_assets
from prontosim.changelog import released
from prontosim.checks import check_site
from prontosim.errors import BuildFailed
from prontosim.errors import Problems
from prontosim.fetch import NoAddress
from prontosim.locales import LOCALES
from prontosim.locales import SOURCE
from prontosim.locales import Locale
from prontosim.offline import write_tombstone
from prontosim.site import load_site
from prontosim.todo import todo
from prontosim.variants import variants_module
from prontosim.wordings import wordings_file

ROOT = Path(__file__).parent
FOOTER = "Saved on this phone"


def load_edition(root: Path) -> views.Edition:
    """Read and check all content; raises ``BuildFailed`` with everything that is wrong."""
    problems = Problems(root)
    catalog.compile_all(root)
    site = load_site(root / "content", problems)
    check_site(site, problems, datetime.date.today())
    catalog.check(root, problems)
    glossary.check(root, site.keyword_lists(), problems)
    date = released(root / "CHANGELOG.md", problems)
    problems.raise_if_any()
    translations = {locale: catalog.translator(root, locale) for locale in LOCALES}
    made = {
        "js/variants.js": variants_module(root),
        "data/clues.json": site.sms.clues_file(),
        "data/wordings.json": wordings_file(site, translations),
    }
    assets = load_assets(root / "static", made)
    footer = {locale.id: translate(FOOTER) for locale, translate in translations.items()}
    return views.Edition(site, assets, footer, date)


def page_locale() -> str:
    """Return the locale of the page being rendered, for gettext."""
    locale = (request.view_args or {}).get("locale", SOURCE)
    return locale.babel if isinstance(locale, Locale) else SOURCE.babel


def create_app(root: Path = ROOT) -> Flask:
    """Make the app that renders pages: the build freezes it, ``flask run --debug`` previews with it."""
    app = Flask("prontosim", root_path=str(root), static_folder=None, template_folder=str(root / "templates"))
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(root / "translations")
    app.config["BABEL_DEFAULT_LOCALE"] = SOURCE.babel
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    Babel(app, locale_selector=page_locale)
    # Frozen-Flask keeps one context open for all pages; without this the first page's language stays.
    app.before_request(refresh)
    app.extensions["prontosim"] = preview.current(app, root, load_edition)
    routes.register(app, app.extensions["prontosim"])
    app.cli.add_command(build)
    app.cli.add_command(retire)
    app.cli.add_command(run_server)
    app.cli.add_command(messages)
    app.cli.add_command(check_host)
    app.cli.add_command(stamp_translations)
    app.cli.add_command(show_todo)
    return app


@contextmanager
def told(before: str = "") -> Iterator[None]:
    """Say what stopped a command in its own sentences, after ``before``, instead of a traceback."""
    try:
        yield
    except (BuildFailed, NoAddress) as failure:
        raise click.ClickException(f"{before}{failure}") from None


@click.command()
@click.option("--into", default="build", help="The folder to build.")
def build(into: str) -> None:
    """Build the site into a folder: checked, verified, swapped in whole."""
    with told("nothing was built\n"):
        app = create_app()
        print(export.build(app, app.extensions["prontosim"](), ROOT / "static", ROOT / into))


@click.command()
@click.option("--into", default="build", help="The build to change.")
def retire(into: str) -> None:
    """Put a tombstone in place of the worker: deployed, it removes what phones have saved."""
    if not (ROOT / into / "sw.js").is_file():
        raise click.ClickException(f"{into}/ holds no build; run “make build” first.")
    write_tombstone(ROOT / "static", ROOT / into)
    print(f"{into}/sw.js is a tombstone now. “make build” brings the worker back.")


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", default=8000, show_default=True)
def run_server(port: int) -> None:
    """Serve the production build on 127.0.0.1."""
    serve.run(ROOT / "build", port)


@click.command()
def messages() -> None:
    """Collect the short texts and bring the catalogues up to date."""
    with told("nothing was written\n"):
        catalog.update(ROOT)


@click.command("translated")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, resolve_path=True))
def stamp_translations(paths: tuple[Path, ...]) -> None:
    """Note that translations, files or folders of them, are up to date with the English text."""
    with told():
        changed = translated.stamp((ROOT / "content").resolve(), list(paths))
    print(f"content/translated.yaml: {changed} lines changed.")


@click.command("todo")
def show_todo() -> None:
    """Check content and translations, then show what to look at next: weak facts, pages due, translations behind."""
    with told():
        print(todo(load_edition(ROOT).site, ROOT, datetime.date.today()))


@click.command("check-host")
@click.argument("url", envvar="URL", default="")
def check_host(url: str) -> None:
    """Check that a host serves the site as it was built."""
    with told():
        report = hostcheck.check(url)
    print("\n".join(report.lines()))
    raise SystemExit(0 if report.safe else 1)
