"""The production server in a process of its own, so that tests can really stop it. It writes down what it was asked."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """Serves a build on 127.0.0.1 until stopped; ``requests()`` lists the paths asked for, in order."""

    def __init__(self, built: Path, log: Path, prefix: str = "", port: int = 0):
        self.built, self.log, self.prefix = built, log, prefix
        self.port = port or free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.prefix}"

    def start(self) -> "Server":
        command = [sys.executable, "-m", "tests.browser.server", self.built, str(self.port), self.prefix, self.log]
        self.process = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.DEVNULL)
        wait_until(self.answers)
        return self

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def requests(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def main(built: str, port: str, prefix: str, log: str) -> None:
    from waitress import serve

    from prontosim.serve import make_server

    server = make_server(Path(built), prefix)

    def logged(environ, start_response):
        with open(log, "a") as file:
            file.write(environ["PATH_INFO"].removeprefix(prefix) + "\n")
        return server(environ, start_response)

    serve(logged, host="127.0.0.1", port=int(port), threads=8)


if __name__ == "__main__":
    main(*sys.argv[1:])
