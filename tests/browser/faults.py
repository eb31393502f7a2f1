"""A server in the test's own process that answers as production does, counts what it sends, and fails as it is told."""

import re
import socket
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Literal

from prontosim.serve import make_server

PORTAL = b"<!doctype html><title>Wi-Fi</title><h1>Log in</h1>"
LOGIN = "/login"
YEAR = 365.25 * 24 * 3600
Kind = Literal["portal", "redirect", "status", "cut", "silent", "wrong_byte", "slow", "clock"]
Headers = list[tuple[str, str]]


@dataclass
class Fault:
    """What goes wrong, for which paths, and how often."""

    kind: Kind
    on: str = ".*"
    """A pattern for the whole path."""
    times: int | None = None
    """After so many answers the fault is over; ``None``: never."""
    status: int = 404
    at: float = 0.5
    """Where a body is cut, as a share of its bytes on the wire."""
    length: bool = True
    """Whether a cut body was announced with its Content-Length."""
    rate: int = 16_000
    """Bytes per second of a slow line."""
    years: float = 10
    """How far the server's clock is ahead of the phone's, which is the same as a phone's clock that is behind."""


@dataclass
class Entry:
    """What was asked, and how many bytes of a body went out for it."""

    path: str
    status: int = 0
    bytes: int = 0


class FaultServer:
    """Serves ``built`` on 127.0.0.1, on one port through all stops and starts."""

    def __init__(self, built: Path, prefix: str = ""):
        self.built, self.prefix = built, prefix
        self.log: list[Entry] = []
        self.lock = threading.Lock()
        self.released = threading.Event()
        self._fault: Fault | None = None
        self._listener: Listener | None = None
        self._reserved = reserve(0)
        self.port: int = self._reserved.getsockname()[1]
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.prefix}"

    @property
    def fault(self) -> Fault | None:
        return self._fault

    @fault.setter
    def fault(self, fault: Fault | None) -> None:
        """Set the fault of the answers to come; requests that wait for a silent server keep waiting."""
        with self.lock:
            self._fault = fault

    def fault_for(self, path: str) -> Fault | None:
        """Return the fault that this answer meets, and count it."""
        with self.lock:
            fault = self._fault
            if fault is None or fault.times == 0 or not re.fullmatch(fault.on, path):
                return None
            if fault.times is not None:
                fault.times -= 1
            return fault

    def release(self) -> None:
        """Hang up on all who wait for a silent server; slow answers hurry."""
        self.released.set()
        self.released = threading.Event()

    def start(self) -> "FaultServer":
        assert not self._listener, "it runs already"
        self._listener = Listener(self, self._reserved)
        return self

    def stop(self) -> None:
        """Close the listening socket and every open connection; the port stays ours."""
        if self._listener:
            listener, self._listener = self._listener, None
            self.release()
            listener.cut()
            self._reserved = reserve(self.port)

    def close(self) -> None:
        self.stop()
        self._reserved.close()

    def paths(self, since: int = 0) -> list[str]:
        """Return what was asked, in order, after the first ``since`` requests."""
        return [entry.path for entry in self.log[since:]]

    def sent(self, on: str = ".*", since: int = 0) -> int:
        """Return the bytes of all bodies that went out for paths that match."""
        return sum(entry.bytes for entry in self.log[since:] if re.fullmatch(on, entry.path))


def reserve(port: int) -> socket.socket:
    """Bind a port without listening: nobody else gets it, and who connects is refused."""
    reserved = socket.socket()
    reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    reserved.bind(("127.0.0.1", port))
    return reserved


class Listener(ThreadingHTTPServer):
    """One run of the server, from start to stop."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, server: FaultServer, bound: socket.socket):
        self.faults = server
        self.connections: set[socket.socket] = set()
        super().__init__(bound.getsockname(), Answer, bind_and_activate=False)
        self.socket.close()
        self.socket = bound
        self.server_activate()
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def process_request(self, request, client_address):
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request, client_address):
        """Browsers hang up in the middle of an answer; that is no error of ours. Everything else is."""
        if not isinstance(sys.exception(), ConnectionError):
            raise

    def cut(self) -> None:
        self.shutdown()
        self.server_close()
        for connection in list(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


@lru_cache(maxsize=8)
def application(built: Path, prefix: str):
    """Return the production server of a folder; it reads the list of files once."""
    return make_server(built, prefix)


class Answer(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Listener

    def log_message(self, format, *args):
        """Keep quiet; the server's log is for tests to read."""

    def do_GET(self):
        faults = self.server.faults
        path = self.path.partition("?")[0]
        self.entry = Entry(path.removeprefix(faults.prefix))
        faults.log.append(self.entry)
        fault = faults.fault_for(self.entry.path)
        kind = fault.kind if fault else None
        if kind == "silent":
            faults.released.wait()
            self.close_connection = True
        elif kind == "portal" or path == LOGIN:
            self.send(200, [("Content-Type", "text/html; charset=utf-8")], PORTAL)
        elif kind == "redirect":
            self.send(302, [("Location", LOGIN)], b"")
        elif kind == "status":
            self.send(fault.status, [("Content-Type", "text/html")], b"" if fault.status == 204 else b"<h1>No</h1>")
        else:
            self.send(*self.produce(fault), fault)

    do_HEAD = do_GET

    def produce(self, fault: Fault | None) -> tuple[int, Headers, bytes]:
        """Return what the production server answers; a body that is to be harmed is sent whole, not confirmed."""
        asked = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in self.headers.items()}
        if fault:
            for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"):
                asked.pop(name, None)
        if fault and fault.kind == "wrong_byte":
            asked.pop("HTTP_ACCEPT_ENCODING", None)
        path, _, query = self.path.partition("?")
        answers: list[tuple[str, Headers]] = []
        environ = {
            "REQUEST_METHOD": self.command, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": str(self.server.faults.port), "wsgi.url_scheme": "http", **asked,
        }  # fmt: skip
        faults = self.server.faults
        parts = application(faults.built, faults.prefix)(environ, lambda *answer: answers.append(answer[:2]))
        try:
            body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        [(status, headers)] = answers
        return int(status.split()[0]), headers, body

    def send(self, status: int, headers: Headers, body: bytes, fault: Fault | None = None) -> None:
        kind = fault.kind if fault else None
        if kind == "wrong_byte":
            middle = len(body) // 2
            body = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
        names = {name.lower() for name, _ in headers}
        if "content-length" not in names and status not in (204, 304):
            headers = [*headers, ("Content-Length", str(len(body)))]
        if kind == "cut":
            body = body[: int(len(body) * fault.at)]
            if not fault.length:
                headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
            headers = [*headers, ("Connection", "close")]
        shift = fault.years * YEAR if kind == "clock" else 0
        lines = [
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", f"Date: {formatdate(time.time() + shift, usegmt=True)}",
            *(f"{name}: {value}" for name, value in headers), "", "",
        ]  # fmt: skip
        self.entry.status = status
        self.close_connection |= kind == "cut"
        self.write("\r\n".join(lines).encode("latin-1"), b"" if self.command == "HEAD" else body, fault)

    def write(self, head: bytes, body: bytes, fault: Fault | None) -> None:
        """Count first, then send: what a browser has received is in the log already."""
        if not fault or fault.kind != "slow":
            self.entry.bytes += len(body)
            self.wfile.write(head + body)
            return
        self.wfile.write(head)
        step = max(1, fault.rate // 20)
        for start in range(0, len(body), step):
            part = body[start : start + step]
            self.server.faults.released.wait(len(part) / fault.rate)
            self.entry.bytes += len(part)
            self.wfile.write(part)
