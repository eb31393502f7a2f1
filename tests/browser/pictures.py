"""Draws the icons and takes the screenshots of README and web app manifest: ``make pictures``."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import sync_playwright

from prontosim.locales import LOCALES
from prontosim.locales import ZH_HANS
from tests.browser.chromium import launch
from tests.browser.server import Server

ROOT = Path(__file__).parents[2]
ICONS = ROOT / "static" / "icons"


def draw_icons(browser: Browser) -> None:
    svg = (ICONS / "icon.svg").read_text()
    full = svg.replace(' rx="112"', "")
    for name, size, drawing, scale in [
        ("any-192", 192, svg, 1), ("any-512", 512, svg, 1), ("apple-touch-180", 180, full, 1),
        ("maskable-192", 192, full, 0.8), ("maskable-512", 512, full, 0.8),
    ]:  # fmt: skip
        page = browser.new_page(viewport={"width": size, "height": size})
        style = f"margin:0;background:{'#0b5d4e' if drawing is full else 'none'};display:grid;place-items:center"
        page.set_content(f'<body style="{style}"><div style="width:{size * scale}px;height:{size * scale}px">{drawing}')
        page.screenshot(path=ICONS / f"{name}.png", omit_background=True)
        page.close()


def take_screenshots(browser: Browser, address: str) -> None:
    for locale in LOCALES:
        for form, width, height, scale in (("narrow", 390, 844, 2), ("wide", 1280, 800, 1)):
            context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
            page = context.new_page()
            page.goto(f"{address}/{locale}/")
            page.wait_for_selector("html[data-offline=ready]", state="attached")
            page.screenshot(path=ICONS / f"screenshot-{form}-{locale}.png")
            if form == "narrow" and locale is ZH_HANS:
                page.screenshot(path=ROOT / "docs" / "home.png")
            context.close()


if __name__ == "__main__":
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        draw_icons(browser)
        server = Server(ROOT / "build", Path(tempfile.mkdtemp()) / "requests.txt").start()
        take_screenshots(browser, server.address)
        server.stop()
