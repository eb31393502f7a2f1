"""One file from a host, as it comes: no redirect is followed, and only what was compressed on the way is undone."""

import gzip
import queue
import zlib
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from http.client import HTTPException
from http.client import HTTPResponse
from http.client import HTTPSConnection
from http.client import IncompleteRead
from types import TracebackType
from urllib.parse import quote
from urllib.parse import urlsplit

import brotli

TIMEOUT = 20
"""How long a host may say nothing, in seconds."""

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}
COMPRESSED = ", ".join(UNPACK)
"""What we say that we understand."""


class NoAddress(ValueError):
    """What was given is no address of a site; the message is a sentence."""


class Unreachable(Exception):
    """The host does not answer; the message says in a few words why."""


@dataclass(frozen=True)
class Answer:
    """What came for a path. ``wire`` counts the body's bytes as sent; ``trouble`` says why they are not the file's."""

    path: str
    status: int
    headers: Message
    body: bytes
    wire: int
    trouble: str = ""

    def header(self, name: str) -> str:
        """Return a header's value, as one line, or nothing."""
        return ", ".join(" ".join(value.split()) for value in self.headers.get_all(name) or [])


class Host:
    """A site below ``address``, which ends in a slash. Connections are kept and used again."""

    def __init__(self, url: str):
        try:
            parts = urlsplit(url)
            self.scheme, self.name, self.port = parts.scheme, parts.hostname or "", parts.port
        except ValueError:
            self.name = ""
        if not self.name or self.scheme not in ("http", "https"):
            raise NoAddress(f"“{url}” is no address; write it whole, such as https://example.org/")
        self.root = parts.path.rstrip("/")
        self.address = f"{parts.scheme}://{parts.netloc}{self.root}/"
        self.idle: queue.SimpleQueue[HTTPConnection] = queue.SimpleQueue()

    def __enter__(self) -> "Host":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        while not self.idle.empty():
            self.idle.get().close()

    def get(self, path: str, accept: str = COMPRESSED) -> Answer:
        """Ask for a path that counts from the site's root."""
        try:
            connection = self.idle.get_nowait()
        except queue.Empty:
            connection = self.connect()
        try:
            try:
                response = self.ask(connection, path, accept)
            except ConnectionError:
                # A host may end a kept connection at any time; only a fresh one tells that it does not answer.
                connection.close()
                response = self.ask(connection, path, accept)
            with response:
                answer = read(path, response)
        except (OSError, HTTPException, ValueError) as error:
            connection.close()
            raise Unreachable(reason(error)) from None
        self.idle.put(connection)
        return answer

    def connect(self) -> HTTPConnection:
        """Return a connection that opens when it is first used."""
        kind = HTTPSConnection if self.scheme == "https" else HTTPConnection
        return kind(self.name, self.port, timeout=TIMEOUT)

    def ask(self, connection: HTTPConnection, path: str, accept: str) -> HTTPResponse:
        """Send a request and wait for the head of its answer."""
        headers = {"Accept-Encoding": accept, "User-Agent": "ProntoSIM check-host"}
        connection.request("GET", self.root + quote(path, safe="/?="), headers=headers)
        return connection.getresponse()


def read(path: str, response: HTTPResponse) -> Answer:
    """Read a body to its end and undo its compression."""
    trouble = ""
    try:
        sent = response.read()
    except IncompleteRead as cut:
        sent, trouble = cut.partial, "the connection ended before the whole file had come"
    body = sent
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in UNPACK:
        try:
            body = UNPACK[encoding](sent)
        except (brotli.error, OSError, EOFError, zlib.error):
            trouble = trouble or f"it says that it is {encoding}, and does not unpack"
    elif encoding != "identity":
        trouble = trouble or f"it is sent as “{encoding}”, which was not asked for"
    return Answer(path, response.status, response.headers, body, len(sent), trouble)


def reason(error: Exception) -> str:
    """Return in a few words why there was no answer."""
    words = getattr(error, "verify_message", "") or getattr(error, "strerror", "") or str(error)
    return str(words) or type(error).__name__
