"""Editing with ``flask run --debug``: pages follow the files, mistakes are shown in place of the page."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from flask import Response
from flask import render_template

from prontosim.errors import BuildFailed

if TYPE_CHECKING:
    from prontosim.views import Edition

WATCHED = ("content", "static", "templates", "translations")


def fingerprint(root: Path) -> tuple[int, int]:
    """Return the number of watched files and the time of the newest change (ns)."""
    files = [path for name in WATCHED for path in (root / name).rglob("*") if path.suffix != ".mo" and path.is_file()]
    return len(files), max((path.stat().st_mtime_ns for path in files), default=0)


def current(app: Flask, root: Path, load: Callable[[Path], "Edition"]) -> Callable[[], "Edition"]:
    """Return a function that loads the edition once; in debug mode again whenever a file has changed."""
    loaded: list[tuple[tuple[int, int], Edition]] = []

    def edition() -> "Edition":
        if loaded and not app.debug:
            return loaded[0][1]
        now = fingerprint(root)
        if not loaded or loaded[0][0] != now:
            loaded[:] = [(now, load(root))]
            # The catalogues were compiled anew; Flask-Babel would go on with those that it read first.
            app.extensions["babel"].instance.domain_instance.cache.clear()
        return loaded[0][1]

    if app.debug:

        @app.errorhandler(BuildFailed)
        def show_failure(failure: BuildFailed) -> tuple[str, int]:
            return render_template("pages/build-failed.html", problems=failure.problems), 500

        @app.get("/preview/changed")
        def changed() -> Response:
            return Response("-".join(map(str, fingerprint(root))), mimetype="text/plain")

        @app.get("/preview/reload.js")
        def reload_script() -> Response:
            return Response((root / "static" / "preview.js").read_bytes(), mimetype="text/javascript")

    return edition
