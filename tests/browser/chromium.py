"""Starts a real Chromium: Debian's where it is, otherwise the one that Playwright brings."""

from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import BrowserType

DEBIAN = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def executable() -> str | None:
    return str(DEBIAN) if DEBIAN.exists() else None


def launch(chromium: BrowserType) -> Browser:
    return chromium.launch(executable_path=executable(), args=ARGUMENTS)
