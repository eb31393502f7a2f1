"""The benchmark's line is as narrow and as slow as it says, whoever shares it."""

import socket
import threading
import time
from collections.abc import Callable
from collections.abc import Iterator

import pytest

from bench.link import Link

ANSWER = b"HTTP/1.1 200 OK\r\n\r\n"


@pytest.fixture
def echo() -> Iterator[int]:
    """A server that answers ``GET /<n>`` with n bytes in all."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve(connection: socket.socket) -> None:
        with connection:
            while request := connection.recv(1000):
                size = int(request.split(b" ")[1][1:])
                connection.sendall(ANSWER + b"x" * (size - len(ANSWER)))

    def listen() -> None:
        try:
            while True:
                threading.Thread(target=serve, args=[listening.accept()[0]], daemon=True).start()
        except OSError:
            return

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join()


def connect(link: Link) -> socket.socket:
    return socket.create_connection(("127.0.0.1", link.port), timeout=20)


def ask(connection: socket.socket, size: int) -> float:
    """Return the seconds until all of the answer is there."""
    start = time.monotonic()
    connection.sendall(b"GET /%d HTTP/1.1\r\n\r\n" % size)
    while size:
        got = connection.recv(size)
        if not got:
            raise ConnectionError("the answer was cut")
        size -= len(got)
    return time.monotonic() - start


def close_to(expected: float, share: float, measure: Callable[[], float]) -> bool:
    """Tell whether it takes as long as expected: never shorter, and not longer in the best of five.

    A busy machine only ever adds.
    """
    for _ in range(5):
        took = measure()
        assert took > expected * (1 - share)
        if took < expected * (1 + share):
            return True
    return False


def test_the_rate_is_kept(echo):
    with Link(echo, kilobits=400) as link, connect(link) as connection:
        ask(connection, 100)
        assert close_to(1.0, 0.05, lambda: ask(connection, 50_000))


def test_a_fresh_connection_costs_a_round_trip_more(echo):
    def visit() -> float:
        with connect(link) as connection:
            return ask(connection, 100)

    with Link(echo, round_trip=0.3) as link:
        assert close_to(0.6, 0.1, visit)
        with connect(link) as connection:
            ask(connection, 100)
            assert close_to(0.3, 0.1, lambda: ask(connection, 100))


def test_two_connections_share_the_rate(echo):
    def both() -> float:
        took = []
        threads = [threading.Thread(target=lambda one=one: took.append(ask(one, 25_000))) for one in (first, second)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        # The other one was not served before: it had its turns.
        assert min(took) > 0.9
        return max(took)

    with Link(echo, kilobits=400) as link, connect(link) as first, connect(link) as second:
        ask(first, 100)
        ask(second, 100)
        assert close_to(1.0, 0.05, both)


def test_what_passed_is_counted_by_request(echo):
    with Link(echo) as link:
        with connect(link) as connection:
            ask(connection, 100)
            ask(connection, 70_000)
        with connect(link) as connection:
            ask(connection, 200)
        assert [(request.path, request.received, request.headers) for request in link.requests] == [
            ("/100", 100, 19), ("/70000", 70_000, 19), ("/200", 200, 19),
        ]  # fmt: skip
        assert link.received == 70_300
        link.forget()
        assert (link.requests, link.received, link.sent) == ([], 0, 0)


def test_a_stopped_server_refuses_and_another_takes_its_place(echo):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        closed = probe.getsockname()[1]
    with Link(closed) as link:
        with connect(link) as connection, pytest.raises(ConnectionError):
            ask(connection, 100)
        link.lead_to(echo)
        with connect(link) as connection:
            assert ask(connection, 100) < 1
