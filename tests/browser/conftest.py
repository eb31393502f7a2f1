"""Browsers and servers for the stories."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page
from playwright.sync_api import expect
from playwright.sync_api import sync_playwright

from tests.browser.chromium import launch
from tests.browser.server import Server

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture
def server(built, tmp_path) -> Iterator[Server]:
    server = Server(built, tmp_path / "requests.txt").start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def shared_server(built, tmp_path_factory) -> Iterator[Server]:
    """A server that no test stops."""
    server = Server(built, tmp_path_factory.mktemp("server") / "requests.txt").start()
    yield server
    server.stop()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about: script errors and refused resources."""
    return []


@pytest.fixture
def phone(browser, complaints) -> Iterator[BrowserContext]:
    context = browser.new_context(**PHONE, locale="zh-CN")
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    yield context
    context.close()


@pytest.fixture
def page(phone) -> Page:
    return phone.new_page()


def be_ready(page: Page) -> None:
    """Wait until the page says that its locale is saved."""
    expect(page.locator("html")).to_have_attribute("data-offline", "ready")


def wait_for_italian(page: Page) -> None:
    """Wait until the language of the counter has followed."""
    page.wait_for_function(
        """async () => {
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            const manifest = (await cache.keys()).find(({ url }) => url.endsWith("/offline/it.json"));
            if (!manifest) continue;
            const { files } = await (await cache.match(manifest)).json();
            const urls = new Set((await cache.keys()).map(({ url }) => url));
            const root = manifest.url.replace(/offline\\/it\\.json$/, "");
            if (files.every(({ path }) => urls.has(root + path.slice(1)))) return true;
          }
          return false;
        }"""
    )
