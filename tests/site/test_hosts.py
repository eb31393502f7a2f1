"""Hosts: ours, nginx, those that read ``_headers``, plain ones, and those that harm; and what check-host says of each."""

import gzip
import re
import shutil
from email.message import Message

import brotli
import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

import app as application
from prontosim import hosting
from prontosim import judge
from prontosim import security
from prontosim.fetch import Answer
from prontosim.fetch import Host
from prontosim.fetch import Unreachable
from prontosim.hostcheck import AT_ONCE
from prontosim.hostcheck import PATIENCE
from prontosim.hostcheck import Check
from prontosim.hostcheck import check
from prontosim.locales import LOCALES
from prontosim.serve import make_server
from tests.browser.server import free_port
from tests.nginx import CONFIGURATION
from tests.nginx import Nginx
from tests.nginx import inside_another
from tests.site.hosts import blocks
from tests.site.hosts import changed
from tests.site.hosts import obey
from tests.site.hosts import plain
from tests.site.hosts import shortened
from tests.site.hosts import unpack

PATHS = [
    "/", "/it/", "/it/fix/", "/sw.js", "/offline/it.json", "/offline/it.ndjson", "/it/manifest.webmanifest",
    "css/site.css", "js/main.js", "icons/icon.svg", "icons/any-192.png", "/it/nothing/", "/static/css/nothing.css",
    "/static/",
]  # fmt: skip
OTHERS = len(LOCALES) - 1
DOCUMENTATION = application.ROOT / "docs" / "hosting.md"


def say(address):
    return check(address).lines()


@pytest.fixture(scope="module", params=["", "/prontosim", "inside another"])
def nginx(request, built, tmp_path_factory):
    """Debian's nginx with the configuration as documented: at a root, below a path, in a server of somebody else."""
    folder = tmp_path_factory.mktemp("nginx")
    path = "/prontosim" if request.param else ""
    shutil.copytree(built, folder / "www" / path.removeprefix("/"))
    site = inside_another(CONFIGURATION.read_text()) if request.param.startswith("inside") else ""
    server = Nginx(folder / "www", folder, path, site).start()
    yield server
    server.stop()


def test_nginx_is_safe_and_nothing_could_be_better(nginx):
    [verdict] = say(nginx.address)
    assert re.fullmatch(
        rf"Safe: all \d+ files of release [0-9a-f]{{12}} arrive unaltered from {nginx.address}/\.", verdict
    )


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("encoding", ["br, gzip", "gzip", "identity"])
def test_nginx_answers_as_our_own_server(nginx, built, edition, path, encoding):
    path = edition.assets.paths.get(path, path)
    wanted = Client(make_server(built)).get(path, headers={"Accept-Encoding": encoding}, buffered=True)
    with Host(nginx.address) as host:
        got = host.get(path, encoding)
    assert got.status == wanted.status_code
    names = {"Cache-Control", "Content-Type", *security.headers()}
    if got.status == 200:
        names |= {"Content-Encoding", "Vary"}
        assert got.wire == len(wanted.data)
    for name in names:
        assert got.header(name).replace('"', "") == wanted.headers.get(name, "").replace('"', ""), name


def test_nginx_puts_the_security_headers_on_redirects_too(nginx):
    with Host(nginx.address) as host:
        answer = host.get("/it/fix")
    assert (answer.status, answer.header("Location")) == (301, f"{host.root}/it/fix/")
    assert list(judge.headers(answer)) == []


@pytest.mark.parametrize("path", ["", "/prontosim"])
def test_our_own_server_is_safe(built, path):
    with changed(built, nothing, path) as address:
        report = check(address + "/")
        assert report.lines() == [
            f"Safe: all {report.files} files of release {report.release[:12]} arrive unaltered from {address}/."
        ]
    assert report.release in (built / "sw.js").read_text(encoding="utf-8")
    assert report.files > 300


def nothing(*_):
    pass


@pytest.mark.parametrize("path", ["", "/prontosim"])
def test_a_host_that_reads_headers_from_our_file_is_safe(built, path):
    assert "sed 's|^/|/prontosim/|'" in DOCUMENTATION.read_text(encoding="utf-8")
    rules = re.sub("^/", f"{path}/", (built / "_headers").read_text(encoding="utf-8"), flags=re.MULTILINE)

    def change(below, response):
        for name in ("Cache-Control", *security.headers()):
            response.headers.pop(name, None)
        obey(rules, path + below, response)
        if below.endswith(".ndjson"):
            assert response.headers["Content-Type"] == hosting.PACK_TYPE

    with changed(built, change, path) as address:
        late, verdict = say(address)
    # The one thing that could be better: the format knows paths and not whether a file is there.
    assert late.startswith("weaker: /static/css/no-such-file.0000000000.css: “not found” is kept")
    assert verdict.startswith("Safe: ")


def test_every_file_meets_one_rule_of_the_headers_file_and_the_file_keeps_to_its_limits(built):
    rules = (built / "_headers").read_text(encoding="utf-8")
    for file in built.rglob("*"):
        path = f"/{file.relative_to(built).as_posix()}".removesuffix("index.html")
        if file.is_file() and file.suffix not in (".br", ".gz") and file.name != "_headers":
            response = Response()
            obey(rules, path, response)
            assert response.headers["Cache-Control"] == hosting.cache_control(path), path
            assert {name: response.headers[name] for name in security.headers()} == security.headers()
    assert len(blocks(rules)) <= 100
    assert max(map(len, rules.splitlines())) <= 2000


@pytest.fixture(scope="module")
def uncompressed(built, tmp_path_factory):
    """What people copy who think that the compressed files are of no use."""
    folder = tmp_path_factory.mktemp("uncompressed") / "prontosim"
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("*.br", "*.gz", "_headers"))
    return folder


@pytest.mark.parametrize("path", ["", "/prontosim"])
def test_a_plain_host_is_safe_but_weaker(uncompressed, built, path):
    with plain(uncompressed.parent if path else uncompressed, path) as address:
        *weaker, verdict = say(address)
    pack = (built / "offline/zh-hans.ndjson").stat().st_size
    best = len(brotli.compress((built / "offline/zh-hans.ndjson").read_bytes(), quality=judge.QUALITY))
    assert all(line.startswith("weaker: ") for line in weaker)
    told = "\n".join(weaker)
    assert f"it is sent uncompressed, and is most of what a phone loads ({pack:,} bytes instead of {best:,})." in told
    assert "no Content-Security-Policy, X-Content-Type-Options," in told
    assert "the host does not say how long it may be kept; “no-cache” is right." in told
    assert "it may be kept for ever, and the host does not say so (no Cache-Control)." in told
    assert "an unknown path is not answered with our 404.html." in told
    assert verdict.endswith(f"arrive unaltered from {address}/, though {len(weaker)} things could be better.")
    assert verdict.startswith("Safe: ")


@pytest.fixture(scope="module")
def small(built, edition, tmp_path_factory):
    return shortened(built, edition, tmp_path_factory.mktemp("small") / "build")


def ten_minutes(path, response):
    response.headers["Cache-Control"] = "max-age=600"
    for name in security.headers():
        del response.headers[name]


def test_a_host_that_keeps_everything_for_ten_minutes_is_safe_but_weaker(small):
    with changed(small, ten_minutes, "/prontosim") as address:
        lines = say(address)
    told = "\n".join(lines)
    assert "an old copy may be used after a deployment (kept for 600 s)." in told
    assert "it may be kept for ever, and the host does not say so (kept for 600 s)." in told
    assert lines[-1].startswith("Safe: ")


def inject(path, response):
    if path.endswith("/") and response.status_code == 200:
        unpack(response)
        response.data = response.data.replace(b"</body>", b"<script src=/spy.js></script></body>")


def minify(path, response):
    if path.endswith("/"):
        unpack(response)
        response.data = response.data.replace(b'"', b"")


def compress_images(path, response):
    if path.endswith(".png"):
        response.data = response.data[:-1] + b"?"


def cut(path, response):
    if path == "/it/fix/":
        response.headers["Content-Length"] = len(response.data)
        response.response = [response.data[:1000]]


def cut_without_length(path, response):
    if path == "/it/fix/":
        unpack(response)
        response.data = response.data[:1000]


def cut_pack(path, response):
    if path == "/offline/it.ndjson":
        unpack(response)
        response.data = response.data[:20_000]


def cut_script(path, response):
    if path == "/sw.js":
        unpack(response)
        response.data = response.data[:1000]


def drop_encoding(path, response):
    if path == "/it/fix/":
        response.headers.remove("Content-Encoding")


def drop_encoding_of_gzip(path, response):
    if path == "/it/fix/":
        unpack(response)
        response.data = gzip.compress(response.data)


def zstandard(path, response):
    if path == "/it/fix/":
        response.headers["Content-Encoding"] = "zstd"


def always_compressed(path, response):
    if path.endswith("/") and response.status_code == 200 and "Content-Encoding" not in response.headers:
        response.data = brotli.compress(response.data)
        response.headers["Content-Encoding"] = "br"


def redirect_pages(path, response):
    if path.endswith("/fix/"):
        response.status_code = 308
        response.headers["Location"] = path.removesuffix("/")


def index_html(path, response):
    if path == "/it/":
        response.status_code = 302
        response.headers["Location"] = "/it/index.html"


def slash_to_http(path, response):
    if path.endswith("/fix"):
        response.headers["Location"] = f"http://inside.example:8080{path}/"


def serve_without_slash(path, response):
    if path.endswith("/fix"):
        response.status_code = 200


def login(path, response):
    unpack(response)
    response.status_code, response.data, response.mimetype = 200, b"<h1>Log in</h1>", "text/html"


def start_page_for_all(path, response):
    if response.status_code == 404:
        response.status_code = 200


def unknown_to_home(path, response):
    if response.status_code == 404:
        response.status_code = 302
        response.headers["Location"] = "/"


def keep(path, response):
    if path == "/sw.js":
        response.headers["Cache-Control"] = "public, max-age=31536000"


def keep_by_date(path, response):
    if path == "/offline/it.json":
        del response.headers["Cache-Control"]
        response.headers["Date"] = "Sat, 21 Nov 2026 08:00:00 GMT"
        response.headers["Expires"] = "Sun, 22 Nov 2026 08:00:00 GMT"


def shared_caches(path, response):
    if path == "/it/":
        response.headers["Cache-Control"] = "max-age=0, s-maxage=86400"


def plain_text(path, response):
    if path == "/sw.js":
        response.mimetype = "text/plain"


def latin(path, response):
    if path == "/it/":
        response.headers["Content-Type"] = "text/html; charset=ISO-8859-1"


def no_worker(path, response):
    if path == "/sw.js":
        response.status_code = 404


def cookie(path, response):
    response.headers["Set-Cookie"] = "visitor=1"


def clear(path, response):
    if path == "/it/":
        response.headers["Clear-Site-Data"] = '"storage"'


def no_scripts(path, response):
    if path.endswith("/"):
        response.headers["Content-Security-Policy"] = "default-src 'self'; script-src 'nonce-abc'"


def older(path, response):
    """Say of one file that it is of another release."""
    unpack(response)
    response.data = re.sub(rb'"release":"[0-9a-f]{64}"', b'"release":"' + b"0" * 64 + b'"', response.data)


def older_worker(path, response):
    if path == "/sw.js":
        older(path, response)


def older_manifest(path, response):
    if path == "/offline/it.json":
        older(path, response)


def older_list(path, response):
    if path == "/offline/lists/it.json":
        older(path, response)


def older_manifests(path, response):
    if (path.startswith("/offline/") and path.endswith(".json")) or path == "/sw.js":
        older(path, response)


def older_page(path, response):
    if path in ("/it/fix/", "/offline/it.ndjson"):
        unpack(response)
        response.data = response.data.replace(b"Che cosa vedi", b"Che cosa si vede")


def no_pack(path, response):
    if path == "/offline/it.ndjson":
        response.status_code = 403


def short_pack(path, response):
    if path == "/offline/it.ndjson":
        unpack(response)
        response.data = b"\n".join(response.data.splitlines()[3:]) + b"\n"


def other_type_in_pack(path, response):
    if path == "/offline/it.ndjson":
        unpack(response)
        response.data = response.data.replace(b"text/html", b"text/plain", 1)


def no_icons(path, response):
    if path.endswith(".webmanifest"):
        unpack(response)
        response.data = b"[]"


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (inject, r"/ and \d+ more: something was put into it on the way \(“<script src=/spy.js></script>”, "),
        (minify, r"/ and \d+ more: it was minified or formatted anew on the way \([\d,]+ bytes instead of [\d,]+\)"),
        (compress_images, r"/static/icons/any-192\.\w+\.png and \d+ more: the picture was altered on the way"),
        (cut, r"/it/fix/: the connection ended before the whole file had come \([\d,]+ of [\d,]+ bytes\)"),
        (cut_without_length, r"/it/fix/: it is cut short \(1,000 bytes instead of [\d,]+\)"),
        (cut_pack, r"/offline/it.ndjson: the pack cannot be read to its end \(20,000 bytes\)"),
        (cut_pack, r"/offline/it.ndjson: the pack lacks files of the manifest \(\d+, first /"),
        (cut_script, r"/sw.js: it is not our worker \(1,000 bytes\)"),
        (drop_encoding, r"/it/fix/: its bytes are not those of the manifest: altered, or of another release"),
        (drop_encoding_of_gzip, r"/it/fix/: it is compressed, and Content-Encoding does not say so"),
        (zstandard, r"/it/fix/: it is sent as “zstd”, which was not asked for"),
        (always_compressed, r"/.* and \d+ more: it is compressed for those too who do not understand that"),
        (redirect_pages, rf"/en/fix/ and {OTHERS} more: it is redirected, and phones follow no redirect \(to /en/fix\)"),
        (index_html, r"/it/: it is redirected, and phones follow no redirect \(to /it/index.html\)"),
        (slash_to_http, rf"/zh-hans/fix and {OTHERS} more: the redirect that adds .* elsewhere \(to http://inside.example:8080/"),
        (serve_without_slash, rf"/zh-hans/fix and {OTHERS} more: without its slash it is answered with status 200; its links break"),
        (login, rf"/offline/zh-hans.json and {OTHERS} more: it is no offline manifest"),
        (start_page_for_all, r"/no-such-page/ and 1 more: an unknown path is answered with status 200, not 404"),
        (unknown_to_home, r"/no-such-page/ and 1 more: an unknown path is answered with status 302, not 404 \(to /\)"),
        (keep, r"/sw.js: it is kept too long; phones would mix it with the next release \(kept for 31,536,000 s\)"),
        (keep_by_date, r"/offline/it.json: it is kept too long; .* \(kept for 86,400 s\)"),
        (shared_caches, r"/it/: it is kept too long; .* \(kept for 86,400 s\)"),
        (plain_text, r"/sw.js: its type is “text/plain”, not “text/javascript”"),
        (latin, r"/it/: its characters are said to be ISO-8859-1; they are UTF-8"),
        (no_worker, r"/sw.js: it is answered with status 404"),
        (cookie, r"/offline/zh-hans.json and \d+ more: it sets a cookie; .* \(Set-Cookie: visitor=1\)"),
        (clear, r"/it/: it tells browsers to delete what is saved"),
        (no_scripts, r"/.* and \d+ more: its Content-Security-Policy keeps our pages from working, by its script-src"),
        (older_worker, r"/sw.js: releases are mixed \(0{12} here, [0-9a-f]{12} in /offline/en.json\)"),
        (older_manifest, r"/offline/it.json: releases are mixed \(0{12} here, [0-9a-f]{12} in /offline/en.json\)"),
        (older_list, r"/offline/lists/it.json: the list is not that of the manifest"),
        (older_manifests, r"/offline/en.json: the manifests together are not the release that they name"),
        (older_page, r"/it/fix/: its bytes are not those of the manifest: altered, or of another release"),
        (older_page, r"/offline/it.ndjson: a file in the pack is not that of the manifest \(/it/.*\)"),
        (no_pack, r"/offline/it.ndjson: it is answered with status 403"),
        (short_pack, r"/offline/it.ndjson: the pack lacks files of the manifest \(\d+, first /"),
        (other_type_in_pack, r"/offline/it.ndjson: a file in the pack is not that of the manifest \(/it/\)"),
        (no_icons, rf"/zh-hans/manifest.webmanifest and {OTHERS} more: it is no web app manifest"),
    ],
)  # fmt: skip
def test_a_host_that_harms_is_not_safe(small, harm, told):
    with changed(small, harm) as address:
        lines = say(address)
    assert any(re.match(f"wrong: {told}", line) for line in lines), lines
    assert lines[-1].startswith(f"Not safe: what is wrong at {address}/ ")
    assert all(line.endswith(".") for line in lines)


def other_policy(path, response):
    response.headers["Content-Security-Policy"] = "default-src 'self'"


def no_vary(path, response):
    response.headers.pop("Vary", None)


def only_gzip(path, response):
    if response.headers.get("Content-Encoding") == "br":
        unpack(response)
        response.data = gzip.compress(response.data)
        response.headers["Content-Encoding"] = "gzip"


def unknown_type(path, response):
    if path.endswith(".webmanifest"):
        response.mimetype = "application/octet-stream"


def no_slash(path, response):
    if path.endswith("/fix"):
        response.status_code = 404


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (other_policy, r"/offline/zh-hans.json and \d+ more: its Content-Security-Policy is not ours \(“default-src 'self'”\)"),
        (no_vary, r"/offline/zh-hans.json and \d+ more: it is compressed without “Vary: Accept-Encoding”"),
        (only_gzip, rf"/offline/zh-hans.ndjson and {OTHERS} more: it is sent as gzip, not as brotli, and is most of"),
        (unknown_type, rf"/zh-hans/manifest.webmanifest and {OTHERS} more: its type is “application/octet-stream”, not “application/m"),
        (no_slash, rf"/zh-hans/fix and {OTHERS} more: a forgotten slash is not added"),
    ],
)  # fmt: skip
def test_what_only_costs_something_is_weaker(small, change, told):
    with changed(small, change) as address:
        lines = say(address)
    assert any(re.match(f"weaker: {told}", line) for line in lines), lines
    assert lines[-1].startswith("Safe: ")


def test_the_command_ends_in_one_sentence_and_its_code(small):
    run = application.create_app().test_cli_runner()
    with changed(small, nothing) as address:
        safe = run.invoke(args=["check-host"], env={"URL": address})
    with changed(small, cookie) as address:
        harmful = run.invoke(args=["check-host", address])
    assert safe.exit_code == 0
    assert safe.output.splitlines()[-1].startswith("Safe: all ")
    assert harmful.exit_code == 1
    assert harmful.output.splitlines()[-1].startswith("Not safe: ")


@pytest.mark.parametrize(
    "url", ["", "example.org", "ftp://example.org/", "http://", "http://[::1/", "http://example.org:port/"]
)
def test_what_is_no_address_gets_one_sentence(url):
    result = application.create_app().test_cli_runner().invoke(args=["check-host"], env={"URL": url})
    assert result.exit_code == 1
    assert result.output == f"Error: “{url}” is no address; write it whole, such as https://example.org/\n"


def test_a_host_that_does_not_answer_is_told_in_one_sentence():
    told, verdict = say(f"http://127.0.0.1:{free_port()}")
    assert told == f"wrong: /offline/zh-hans.json and {OTHERS} more: it was not answered (Connection refused)."
    assert verdict.startswith("Not safe: ")


def test_a_host_without_https_where_we_ask_for_it_is_told_in_one_sentence(built):
    with changed(built, nothing) as address:
        told, verdict = say(address.replace("http:", "https:"))
    assert told.startswith(f"wrong: /offline/zh-hans.json and {OTHERS} more: it was not answered (")
    assert verdict.startswith("Not safe: ")


class Falling(Host):
    """A host of which only the manifests can be had."""

    def __init__(self, built):
        super().__init__("http://example.org/")
        self.built, self.asked = built, []

    def get(self, path, accept=""):
        self.asked.append(path)
        if not path.endswith(".json"):
            raise Unreachable("timed out")
        return Answer(path, 200, Message(), (self.built / path[1:]).read_bytes(), 0)


def test_a_host_that_falls_silent_is_not_asked_for_every_file(built):
    host = Falling(built)
    check = Check(host)
    check.run()
    assert len(host.asked) <= len(LOCALES) + PATIENCE + AT_ONCE
    assert judge.Finding("/offline/it.ndjson", "it was not answered", "timed out") in check.found


def test_without_https_browsers_save_nothing(built):
    check = Check(Falling(built))
    check.run()
    assert check.found[0] == judge.Finding("/", "this is not HTTPS, and without it browsers save nothing")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Cache-Control": "must-revalidate"}, None),
        ({"Cache-Control": "no-cache, max-age=600"}, 0),
        ({"Cache-Control": "max-age=0, s-maxage=60"}, 60),
        ({"Cache-Control": "immutable"}, judge.LONG),
        ({"Cache-Control": "max-age=5", "Expires": "Sun, 22 Nov 2026 08:00:00 GMT"}, 5),
        ({"Expires": "0"}, 0),
        ({"Expires": "Sun, 22 Nov 2026 08:00:10 GMT", "Date": "Sun, 22 Nov 2026 08:00:00 GMT"}, 10),
        ({"Expires": "Sun, 22 Nov 2026 07:00:00 GMT", "Date": "Sun, 22 Nov 2026 08:00:00 GMT"}, 0),
    ],
)
def test_how_long_an_answer_may_be_kept(headers, seconds):
    message = Message()
    for name, value in headers.items():
        message[name] = value
    assert judge.lifetime(Answer("/", 200, message, b"", 0)) == seconds


@pytest.mark.parametrize(
    ("policies", "directive"),
    [
        ("", ""),
        (security.policy(), ""),
        ("upgrade-insecure-requests", ""),
        ("default-src 'self'", ""),
        ("default-src 'none'; script-src *; style-src https:; img-src example.org; connect-src 'self'", "default-src"),
        ("default-src 'none'", "default-src"),
        ("script-src 'nonce-abc'", "script-src"),
        ("default-src 'self'; form-action 'none'", "form-action"),
        ("default-src 'self', connect-src 'none'", "connect-src"),
        ("trusted-types angular", "trusted-types"),
        ("sandbox allow-scripts", "sandbox"),
    ],
)
def test_which_policy_keeps_pages_from_working(policies, directive):
    assert judge.blocked(policies) == directive
