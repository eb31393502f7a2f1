"""The server of the fault stories fails exactly as told; asked here without a browser."""

import http.client
import time
from email.utils import parsedate_to_datetime

import brotli
import pytest

from tests.browser.faults import PORTAL
from tests.browser.faults import Fault
from tests.browser.faults import FaultServer

PATHS = ["/it/", "/offline/it.ndjson", "/sw.js", "/nothing/"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """As much of a build as the production server needs."""
    folder = tmp_path_factory.mktemp("site")
    for name, text in {
        "it/index.html": "<h1>casa</h1>", "offline/it.ndjson": "linea\n" * 5000, "sw.js": "// worker",
        "404.html": "<h1>404</h1>",
    }.items():  # fmt: skip
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(text.encode()))
    return folder


@pytest.fixture
def server(site):
    server = FaultServer(site)
    yield server
    server.close()


@pytest.fixture
def line(server):
    """One keep-alive connection."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    yield line
    line.close()


def ask(line, path="/it/", **headers):
    line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = line.getresponse()
    return response, response.read()


def test_without_a_fault_it_answers_as_production_does(server, site, line):
    response, body = ask(line, "/it/")
    assert (response.status, body) == (200, b"<h1>casa</h1>")
    assert response.headers["Cache-Control"] == "no-cache"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    response, body = ask(line, "/offline/it.ndjson", Accept_Encoding="br, gzip")
    assert response.headers["Content-Encoding"] == "br"
    assert body == (site / "offline/it.ndjson.br").read_bytes()
    assert ask(line, "/nothing/")[0].status == 404
    response, body = ask(line, "/it/", If_None_Match=ask(line, "/it/")[0].headers["ETag"])
    assert (response.status, body) == (304, b"")


def test_it_works_below_a_path(site):
    server = FaultServer(site, "/prontosim")
    line = http.client.HTTPConnection("127.0.0.1", server.port)
    assert ask(line, "/prontosim/it/")[1] == b"<h1>casa</h1>"
    assert server.paths() == ["/it/"]
    line.close()
    server.close()


def test_every_request_and_every_byte_of_a_body_is_counted(server, site, line):
    for _ in range(3):
        ask(line, "/offline/it.ndjson", Accept_Encoding="br")
    ask(line, "/it/?from=wechat")
    assert server.paths() == ["/offline/it.ndjson"] * 3 + ["/it/"]
    assert server.sent("/offline/.*") == 3 * (site / "offline/it.ndjson.br").stat().st_size
    assert server.sent(since=3) == len("<h1>casa</h1>")
    assert [entry.status for entry in server.log] == [200] * 4


@pytest.mark.parametrize("path", PATHS)
def test_a_portal_answers_everything(server, line, path):
    server.fault = Fault("portal")
    response, body = ask(line, path)
    assert (response.status, response.headers["Content-Type"], body) == (200, "text/html; charset=utf-8", PORTAL)


def test_a_redirect_leads_to_a_login_page(server, line):
    server.fault = Fault("redirect")
    response, body = ask(line, "/offline/it.ndjson")
    assert (response.status, response.headers["Location"], body) == (302, "/login", b"")
    assert ask(line, "/login")[1] == PORTAL


@pytest.mark.parametrize("status", [204, 404, 503])
def test_a_status_is_answered(server, line, status):
    server.fault = Fault("status", status=status)
    assert ask(line)[0].status == status
    assert ask(line, "/sw.js")[0].status == status


@pytest.mark.parametrize("tenth", range(10))
def test_a_body_is_cut_at_any_length(server, site, line, tenth):
    server.fault = Fault("cut", at=tenth / 10)
    whole = (site / "offline/it.ndjson").read_bytes()
    line.request("GET", "/offline/it.ndjson")
    response = line.getresponse()
    with pytest.raises(http.client.IncompleteRead) as cut:
        response.read()
    assert cut.value.partial == whole[: len(whole) * tenth // 10]
    assert server.sent() == len(cut.value.partial)

    server.fault = Fault("cut", at=tenth / 10, length=False)
    response, body = ask(line, "/offline/it.ndjson")
    assert response.headers["Content-Length"] is None
    assert body == whole[: len(whole) * tenth // 10]


def test_a_silent_server_accepts_and_answers_nothing_until_released(server, line):
    server.fault = Fault("silent", times=1)
    line.timeout = 0.1
    with pytest.raises(TimeoutError):
        ask(line)
    assert server.paths() == ["/it/"]
    line.sock.settimeout(5)
    server.release()
    assert line.sock.recv(1) == b""


def test_a_wrong_byte_is_one_byte_of_the_plain_body(server, site, line):
    server.fault = Fault("wrong_byte")
    response, body = ask(line, "/offline/it.ndjson", Accept_Encoding="br")
    whole = (site / "offline/it.ndjson").read_bytes()
    assert response.headers["Content-Encoding"] is None
    assert len(body) == len(whole)
    assert [one for one, other in zip(body, whole, strict=True) if one != other] == [whole[len(whole) // 2] ^ 1]


def test_a_slow_line_takes_its_time(server, line):
    server.fault = Fault("slow", rate=150_000)
    start = time.monotonic()
    ask(line, "/offline/it.ndjson")
    assert time.monotonic() - start >= 30_000 / 150_000


def test_a_clock_can_be_ten_years_off(server, line):
    now = parsedate_to_datetime(ask(line)[0].headers["Date"])
    server.fault = Fault("clock", years=-10)
    assert (now - parsedate_to_datetime(ask(line)[0].headers["Date"])).days in range(3650, 3655)


def test_a_fault_is_limited_to_paths_and_times(server, line):
    server.fault = Fault("portal", on=r"/offline/.*|/sw\.js", times=2)
    assert ask(line, "/it/")[1] != PORTAL
    assert ask(line, "/offline/it.ndjson")[1] == PORTAL
    assert ask(line, "/sw.js")[1] == PORTAL
    assert ask(line, "/sw.js")[1] != PORTAL


def test_the_site_is_swapped_while_it_runs(server, site, line, tmp_path):
    (tmp_path / "it").mkdir()
    (tmp_path / "it/index.html").write_text("<h1>nuova</h1>")
    (tmp_path / "404.html").write_text("<h1>404</h1>")
    assert ask(line)[1] == b"<h1>casa</h1>"
    server.built = tmp_path
    assert ask(line)[1] == b"<h1>nuova</h1>"


def test_stopped_means_refused_and_every_connection_cut(server, line):
    ask(line)
    waiting = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    server.fault = Fault("silent")
    waiting.request("GET", "/it/")
    port = server.port
    server.stop()
    assert line.sock.recv(1) == b""
    with pytest.raises(ConnectionError):
        waiting.getresponse()
    line.close()
    waiting.close()
    with pytest.raises(ConnectionRefusedError):
        line.connect()
    server.fault = None
    server.start()
    assert server.port == port
    assert ask(line)[1] == b"<h1>casa</h1>"


def test_stopping_and_starting_takes_no_time(server, line):
    times = []
    for _ in range(10):
        ask(line)
        start = time.monotonic()
        server.stop()
        server.start()
        times.append(time.monotonic() - start)
        line.close()
    assert min(times) < 0.05
