"""Hosts as they are out there: our own server, changed on the way to the phone."""

import gzip
import http.server
import re
import shutil
import threading
from contextlib import contextmanager
from functools import partial
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler
from wsgiref.simple_server import WSGIServer

import brotli
from werkzeug.wrappers import Response

from prontosim import offline
from prontosim.locales import LOCALES
from prontosim.serve import make_server


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 32


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class Files(http.server.SimpleHTTPRequestHandler):
    """Python's own file server: no headers of ours, no compressed files, its own not-found page."""

    def log_message(self, *_):
        pass


@contextmanager
def running(server, path=""):
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{path}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def plain(folder, path=""):
    return running(http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=folder)), path)


def changed(built, change, path=""):
    """Our own server; ``change`` gets the path below the site's root and the response, and alters it."""
    ours = make_server(built, path)

    def application(environ, start_response):
        response = Response.from_app(ours, environ, buffered=True)
        change(environ["PATH_INFO"].removeprefix(path), response)
        return response(environ, start_response)

    server = Threads(("127.0.0.1", 0), Quiet)
    server.set_app(application)
    return running(server, path)


def unpack(response):
    """Take the compression off, as whoever alters a body must."""
    if response.headers.pop("Content-Encoding", "") == "br":
        response.data = brotli.decompress(response.data)


def obey(rules, path, response):
    """Set the headers that a ``_headers`` file says, as its documentation does: what two patterns say is joined."""
    said = {}
    for pattern, headers in blocks(rules):
        if path.startswith(pattern[:-1]) if pattern.endswith("*") else path == pattern:
            for name, value in headers:
                said[name] = f"{said[name]}, {value}" if name in said else value
    response.headers.update(said)


def blocks(rules):
    found = []
    for line in rules.splitlines():
        if line.startswith("/"):
            found.append((line, []))
        else:
            found[-1][1].append(line.strip().split(": ", 1))
    return found


def shortened(built, edition, folder):
    """The site with manifests that name only the upper pages: there is less to fetch, and nothing else differs."""
    shutil.copytree(built, folder)
    libraries = {
        locale: [file for file in offline.library(built, edition, locale) if file.path.count("/") <= 3]
        for locale in LOCALES
    }
    release = offline.release_of(libraries.values())
    worker = (built / "sw.js").read_bytes()
    files = {"sw.js": re.sub(rb'"release":"[0-9a-f]{64}"', f'"release":"{release}"'.encode(), worker)}
    for locale, library in libraries.items():
        files[f"offline/{locale.id}.json"] = offline.manifest(locale, release, library)
        files[f"offline/lists/{locale.id}.json"] = offline.list_of(locale, release, library)
        files[f"offline/{locale.id}.ndjson"] = offline.pack(
            (file.path, file.content) for file in offline.packed(library, edition)
        )
    for name, content in files.items():
        (folder / name).write_bytes(content)
        (folder / f"{name}.br").write_bytes(brotli.compress(content, quality=5))
        (folder / f"{name}.gz").write_bytes(gzip.compress(content))
    return folder
