"""Debian's nginx with the configuration of ``docs/hosting/``, on 127.0.0.1, with all that it writes in one folder."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.browser.server import free_port
from tests.browser.server import wait_until

CONFIGURATION = Path(__file__).parents[1] / "docs" / "hosting" / "nginx.conf"
DEBIAN_PACKAGES = ["nginx-light", "libnginx-mod-http-brotli-static"]
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
AROUND = """
load_module {brotli};
daemon off;
master_process off;
pid nginx.pid;
error_log error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path temp;
    proxy_temp_path temp;
    fastcgi_temp_path temp;
    uwsgi_temp_path temp;
    scgi_temp_path temp;
    {site}
}}
"""


def listening(site: str, port: int, root: Path) -> str:
    """The configuration as documented, but for the port and the folder."""
    for documented, here in [
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("listen [::]:80;", ""),
        ("root /var/www/prontosim;", f"root {root};"),
    ]:
        assert site.count(documented) == 1, documented
        site = site.replace(documented, here)
    return site


def inside_another(site: str) -> str:
    """The configuration as it says to write it into a server that serves more than this."""
    head, tail = site.split("server_name example.org;")
    rules, end = tail.rsplit("}", 1)
    return f"{head}server_name example.org;\nlocation /prontosim/ {{{rules}}}\n}}{end}"


class Nginx:
    """Serves the folder ``root`` until stopped."""

    def __init__(self, root: Path, folder: Path, path: str = "", site: str = ""):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}{path}"
        self.folder = folder
        site = listening(site or CONFIGURATION.read_text(), self.port, root)
        (folder / "nginx.conf").write_text(AROUND.format(brotli=BROTLI, site=site))
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Nginx":
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        if not program or not BROTLI.exists():
            pytest.fail(f"nginx is missing: apt-get install {' '.join(DEBIAN_PACKAGES)}", pytrace=False)
        command = [program, "-p", str(self.folder), "-e", "error.log", "-c", "nginx.conf"]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        wait_until(self.answers)
        return self

    def answers(self) -> bool:
        assert self.process
        assert self.process.poll() is None, (self.folder / "error.log").read_text()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait()
            self.process = None
