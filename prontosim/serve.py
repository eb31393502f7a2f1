"""Serves the build as a production host does: precompressed, cached right, with the security headers."""

import mimetypes
from pathlib import Path
from wsgiref.headers import Headers

import click
from flask import Flask
from flask import Response
from waitress import serve
from whitenoise import WhiteNoise

from prontosim import security
from prontosim.webapp import TYPES

KEEP_FOR_EVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"


def make_server(built: Path, prefix: str = "") -> WhiteNoise:
    """Return the WSGI application that serves ``built`` below ``prefix`` (such as ``/prontosim``)."""
    for extension, kind in TYPES.items():
        mimetypes.add_type(kind, extension)

    def add_headers(headers: Headers, path: str, url: str) -> None:
        for name, value in security.headers().items():
            headers[name] = value
        below = url.removeprefix(prefix)
        headers["Cache-Control"] = KEEP_FOR_EVER if below.startswith("/static/") else REVALIDATE

    return WhiteNoise(
        not_found_app(built), root=str(built), prefix=prefix, index_file=True, add_headers_function=add_headers,
        mimetypes=TYPES, allow_all_origins=False,
    )  # fmt: skip


def not_found_app(built: Path) -> Flask:
    """Answer everything that is no file of the build with its not-found page."""
    app = Flask("prontosim.not_found", static_folder=None)
    page = (built / "404.html").read_bytes()

    @app.errorhandler(404)
    def not_found(_: Exception) -> Response:
        return Response(page, 404, security.headers() | {"Cache-Control": REVALIDATE}, mimetype="text/html")

    return app


def run(built: Path, port: int, prefix: str = "") -> None:
    """Serve until stopped, on 127.0.0.1."""
    if not (built / "404.html").exists():
        raise click.ClickException(f"{built} holds no build; run “make build” first")
    print(f"ProntoSIM: http://127.0.0.1:{port}{prefix}/", flush=True)
    serve(make_server(built, prefix), host="127.0.0.1", port=port, threads=8, ident="")
