"""Looks at pages with axe, and whether they fit; several browsers share the work."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright

from tests.browser.chromium import PHONE
from tests.browser.chromium import launch

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
  const { violations } = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html).join(" | ")}`);
}"""
NARROW = {"width": 320, "height": 256}
"""What is left of 1280 by 1024 pixels at 400 %."""


def open_plain(browser: Browser, **options) -> Page:
    """Open a page whose worker stays out of the way; axe needs its script let in."""
    context = browser.new_context(**{**PHONE, **options}, bypass_csp=True, service_workers="block")
    return context.new_page()


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(RUN, RULES)


def too_wide(page: Page) -> list[str]:
    """Say when the page must be moved sideways on the narrowest screen."""
    page.set_viewport_size(NARROW)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(PHONE["viewport"])
    return [f"{width} px wide on {NARROW['width']}"] if width > NARROW["width"] else []


def look(addresses: list[str]) -> dict[str, list[str]]:
    """Return what is wrong, by address, in a browser of its own."""
    found = {}
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        page = open_plain(browser)
        for address in addresses:
            page.goto(address)
            if broken := violations(page) + too_wide(page):
                found[address] = broken
        browser.close()
    return found


def look_at_all(addresses: list[str]) -> dict[str, list[str]]:
    """Look at many pages, with a browser for each core."""
    cores = min(os.cpu_count() or 1, 8)
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        parts = pool.map(look, [addresses[start::cores] for start in range(cores)])
        return {address: broken for part in parts for address, broken in part.items()}
