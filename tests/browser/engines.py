"""Three engines behind one small interface: Chromium, Firefox and WebKit, each with tabs.

Debian's own browsers are driven where they are: Chromium by Playwright, Firefox ESR by Marionette (``firefox.py``), WebKitGTK's
small browser by WebDriver on a display of its own (``webkit.py``). Elsewhere Playwright drives the browsers that it brings.
"""

import time
from abc import ABC
from abc import abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Playwright

from tests.browser.chromium import launch

FIREFOX = Path("/usr/bin/firefox-esr")
WEBKIT_DRIVER = Path("/usr/bin/WebKitWebDriver")
XVFB = Path("/usr/bin/Xvfb")

PATIENCE = 20
CALLED_BACK = """const resolve = arguments[arguments.length - 1];
(async (...given) => (%s)(...given))(...Array.prototype.slice.call(arguments, 0, -1))
  .then((value) => resolve({ value }), (error) => resolve({ error: String(error) }));"""
CLICK = """(selector, text) => {
  const found = [...document.querySelectorAll(selector)].find((one) => one.textContent.includes(text) && one.checkVisibility());
  found?.click();
  return Boolean(found);
}"""
FILL = """(selector, text) => {
  const found = document.querySelector(selector);
  if (!found) return false;
  found.value = text;
  return found.dispatchEvent(new Event("input", { bubbles: true }));
}"""
TEXT = "(selector) => document.querySelector(selector)?.textContent ?? null"
ATTRIBUTE = "(selector, name) => document.querySelector(selector)?.getAttribute(name) ?? null"


class DriverError(Exception):
    """The page could not be asked, most often because it was just on its way to the next one."""


class Tab(ABC):
    """One page of a browser. ``run`` takes the source of a JavaScript function, which may be async."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to a page; a browser's own error page is one too."""

    @abstractmethod
    def reload(self) -> None:
        """Load the page again."""

    @abstractmethod
    def run(self, source: str, *arguments: Any) -> Any:
        """Call a JavaScript function in the page and return what it resolves to."""

    @property
    def url(self) -> str:
        return self.run("() => location.href")

    def text(self, selector: str) -> str | None:
        return self.run(TEXT, selector)

    def attribute(self, selector: str, name: str) -> str | None:
        return self.run(ATTRIBUTE, selector, name)

    def wait_for(self, condition: str, *arguments: Any, seconds: float = PATIENCE) -> Any:
        """Ask until a JavaScript function returns something true; return that."""
        end = time.monotonic() + seconds
        while True:
            value: Any = None
            with suppress(DriverError):
                value = self.run(condition, *arguments)
            if value:
                return value
            assert time.monotonic() < end, f"it did not happen in {seconds} s: {condition} {arguments}"
            time.sleep(0.02)

    def click(self, selector: str, text: str = "") -> None:
        """Click the first visible element that matches and contains the text, as soon as there is one."""
        self.wait_for(CLICK, selector, text)

    def fill(self, selector: str, text: str) -> None:
        """Type a text into a field."""
        self.wait_for(FILL, selector, text)

    def wait_for_attribute(self, selector: str, name: str, value: str, seconds: float = PATIENCE) -> None:
        condition = f"(wanted, ...given) => ({ATTRIBUTE})(...given) === wanted"
        self.wait_for(condition, value, selector, name, seconds=seconds)

    def wait_for_text(self, selector: str, text: str) -> None:
        self.wait_for(f"(wanted, ...given) => ({TEXT})(...given)?.includes(wanted)", text, selector)


class Engine(ABC):
    """A running browser."""

    @abstractmethod
    def new_tab(self) -> Tab:
        """Open a tab."""

    @abstractmethod
    def clear(self) -> None:
        """Close all tabs."""

    @abstractmethod
    def quit(self) -> None:
        """End the browser."""


def unpacked(result: dict[str, Any] | None) -> Any:
    """Return what a script resolved to, or raise what it was rejected with."""
    if result is None or "error" in result:
        raise DriverError(result and result["error"])
    return result.get("value")


class PlaywrightTab(Tab):
    def __init__(self, page):
        self.page = page

    def open(self, url: str) -> None:
        with suppress(PlaywrightError):
            self.page.goto(url)

    def reload(self) -> None:
        with suppress(PlaywrightError):
            self.page.reload()

    def run(self, source: str, *arguments: Any) -> Any:
        try:
            return self.page.evaluate(f"(given) => ({source})(...given)", list(arguments))
        except PlaywrightError as error:
            raise DriverError(str(error)) from None


class PlaywrightEngine(Engine):
    """A browser that Playwright drives; its profile is new after each ``clear``."""

    def __init__(self, browser: Browser):
        self.browser = browser
        self.context = browser.new_context()

    def new_tab(self) -> Tab:
        return PlaywrightTab(self.context.new_page())

    def clear(self) -> None:
        self.context.close()
        self.context = self.browser.new_context()

    def quit(self) -> None:
        self.browser.close()


def start(name: str, playwright: Playwright, folder: Path) -> Engine:
    """Start ``chromium``, ``firefox`` or ``webkit``; ``folder`` takes what a browser writes about itself."""
    # Their drivers are imported only where they drive something.
    if name == "firefox" and FIREFOX.exists():
        from tests.browser.firefox import MarionetteEngine

        return MarionetteEngine(folder)
    if name == "webkit" and WEBKIT_DRIVER.exists() and XVFB.exists():
        from tests.browser.webkit import WebKitEngine

        return WebKitEngine()
    return PlaywrightEngine(launch(playwright.chromium) if name == "chromium" else getattr(playwright, name).launch())
