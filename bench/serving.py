"""The sites that we compare with, served as ours is: WhiteNoise, waitress, brotli from files, assets kept for ever."""

import re
import socket
import subprocess
import sys
from pathlib import Path
from wsgiref.headers import Headers

from waitress import serve
from whitenoise import WhiteNoise

from prontosim.hosting import KEEP_FOR_EVER
from prontosim.hosting import REVALIDATE
from prontosim.serve import make_server
from prontosim.webapp import TYPES
from tests.browser.server import free_port
from tests.browser.server import wait_until

ROOT = Path(__file__).parents[1]
HASHED = re.compile(r"[.-][0-9a-f]{8,10}\.(min\.)?\w+$")


class Server:
    """Serves a folder in a process of its own; ours with the headers that readers get, a peer's without."""

    def __init__(self, folder: Path, ours: bool):
        self.folder, self.ours = folder, ours

    def __enter__(self) -> "Server":
        self.port = free_port()
        command = [sys.executable, "-m", "bench.serving", self.folder, str(self.port), "ours" if self.ours else "peer"]
        self.process = subprocess.Popen(command, cwd=ROOT)
        wait_until(self.answers)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def peer(folder: Path) -> WhiteNoise:
    def add_caching(headers: Headers, path: str, url: str) -> None:
        headers["Cache-Control"] = KEEP_FOR_EVER if HASHED.search(url) else REVALIDATE

    def not_found(environ, start_response):
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"Not found"]

    return WhiteNoise(
        not_found, root=str(folder), index_file=True, add_headers_function=add_caching, mimetypes=TYPES,
        allow_all_origins=False,
    )  # fmt: skip


def main(folder: str, port: str, whose: str) -> None:
    application = make_server(Path(folder)) if whose == "ours" else peer(Path(folder))
    serve(application, host="127.0.0.1", port=int(port), threads=8)


if __name__ == "__main__":
    main(*sys.argv[1:])
