"""Serves the build as a production host does: precompressed, cached right, with the security headers."""

import mimetypes
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from wsgiref.headers import Headers

import click
from flask import Flask
from flask import Response
from waitress import create_server
from whitenoise import WhiteNoise

from prontosim import hosting
from prontosim import security
from prontosim.webapp import TYPES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse
    from _typeshed.wsgi import WSGIApplication
    from _typeshed.wsgi import WSGIEnvironment


def make_server(built: Path, prefix: str = "") -> "WSGIApplication":
    """Return the WSGI application that serves ``built`` below ``prefix`` (such as ``/prontosim``)."""
    for extension, kind in TYPES.items():
        mimetypes.add_type(kind, extension)

    def add_caching(headers: Headers, path: str, url: str) -> None:
        headers["Cache-Control"] = hosting.cache_control(url.removeprefix(prefix))

    files = WhiteNoise(
        not_found_app(built), root=str(built), prefix=prefix, index_file=True, add_headers_function=add_caching,
        mimetypes=TYPES, allow_all_origins=False,
    )  # fmt: skip
    return secured(files)


def secured(application: "WSGIApplication") -> "WSGIApplication":
    """Add the security headers to every answer, redirects and errors too."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, *security.headers().items()], *rest)

        return application(environ, start)

    return answer


def not_found_app(built: Path) -> Flask:
    """Answer everything that is no file of the build with its not-found page."""
    app = Flask("prontosim.not_found", static_folder=None)
    page = (built / "404.html").read_bytes()

    @app.errorhandler(404)
    def not_found(_: Exception) -> Response:
        return Response(page, 404, {"Cache-Control": hosting.REVALIDATE}, mimetype="text/html")

    return app


def run(built: Path, port: int, prefix: str = "") -> None:
    """Serve until stopped, on 127.0.0.1."""
    if not (built / "404.html").exists():
        raise click.ClickException(f"{built} holds no build; run “make build” first")
    try:
        server = create_server(make_server(built, prefix), host="127.0.0.1", port=port, threads=8, ident="")
    except OSError as error:
        raise click.ClickException(
            f"port {port} cannot be used ({error.strerror}); choose another with PORT="
        ) from None
    print(f"ProntoSIM: http://127.0.0.1:{port}{prefix}/", flush=True)
    server.run()
