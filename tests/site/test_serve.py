"""The production server: precompressed files, right caching, security headers, below any path."""

import gzip

import brotli
import pytest
from werkzeug.test import Client

from prontosim.security import policy
from prontosim.serve import make_server


class Asking(Client):
    """Reads each answer to its end, so that its file is closed."""

    def get(self, path, **arguments):
        return super().get(path, buffered=True, **arguments)


@pytest.fixture(scope="module")
def client(built):
    return Asking(make_server(built))


def test_pages_are_revalidated_and_assets_kept(client, edition):
    assert client.get("/it/").headers["Cache-Control"] == "no-cache"
    assert client.get("/sw.js").headers["Cache-Control"] == "no-cache"
    style = client.get(edition.assets.paths["css/site.css"])
    assert "immutable" in style.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/it/", "/sw.js", "/offline/it.ndjson", "/it/manifest.webmanifest", "/nothing/", "/it/fix"]
)
def test_security_headers_on_everything(client, path):
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == policy()
    assert "unsafe" not in policy()
    assert "require-trusted-types-for 'script'" in policy()
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)])
def test_precompressed_files_are_used(client, built, encoding, unpack):
    response = client.get("/offline/it.ndjson", headers={"Accept-Encoding": encoding})
    assert response.headers.get("Content-Encoding", "") == encoding
    assert unpack(response.data) == (built / "offline/it.ndjson").read_bytes()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/it/", "text/html"), ("/sw.js", "text/javascript"), ("/offline/it.json", "application/json"),
        ("/offline/it.ndjson", "application/x-ndjson"), ("/it/manifest.webmanifest", "application/manifest+json"),
    ],
)  # fmt: skip
def test_types(client, path, kind):
    assert client.get(path).headers["Content-Type"].startswith(kind)


def test_what_is_not_there_is_the_not_found_page(client, built):
    response = client.get("/it/nothing/")
    assert response.status_code == 404
    assert response.data == (built / "404.html").read_bytes()


def test_a_forgotten_slash_is_added(client):
    response = client.get("/it/fix")
    assert response.status_code in (301, 302)
    assert response.headers["Location"].endswith("/fix/") or response.headers["Location"] == "fix/"


def test_the_same_bytes_work_below_a_path(built):
    client = Asking(make_server(built, "/prontosim"))
    assert client.get("/prontosim/it/").data == (built / "it/index.html").read_bytes()
    assert client.get("/it/").status_code == 404
