"""Browsers and servers for the stories."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page
from playwright.sync_api import Playwright
from playwright.sync_api import expect
from playwright.sync_api import sync_playwright

import app as application
from prontosim.offline import write_offline
from tests.browser import engines
from tests.browser.chromium import PHONE
from tests.browser.chromium import launch
from tests.browser.engines import Engine
from tests.browser.engines import PlaywrightTab
from tests.browser.faults import FaultServer
from tests.browser.recovery import WITHOUT_ITALIAN
from tests.browser.server import Server
from tests.browser.truth import Build

EDITED = "en/guides/topup/index.html"
ITALIAN_IS_SAVED = """async () => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const list = (await cache.keys()).find(({ url }) => url.endsWith("/offline/lists/it.json"));
    if (!list) continue;
    const { files } = await (await cache.match(list)).json();
    const urls = new Set((await cache.keys()).map(({ url }) => url));
    const root = list.url.replace(/offline\\/lists\\/it\\.json$/, "");
    if (files.every(({ path }) => urls.has(root + path.slice(1)))) return true;
  }
  return false;
}"""
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright) -> Iterator[Browser]:
    browser = launch(playwright.chromium)
    yield browser
    browser.close()


@pytest.fixture(scope="module", params=["chromium", "firefox", "webkit"])
def running(request, playwright, tmp_path_factory) -> Iterator[Engine]:
    """A browser of each engine, one for all stories of a module."""
    engine = engines.start(request.param, playwright, tmp_path_factory.mktemp(request.param))
    yield engine
    engine.quit()


@pytest.fixture
def engine(running) -> Iterator[Engine]:
    """A browser without tabs."""
    yield running
    running.clear()


@pytest.fixture
def faulty(built) -> Iterator[FaultServer]:
    """A server that can fail, on an origin that no test had before."""
    server = FaultServer(built)
    yield server
    server.close()


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


@pytest.fixture(scope="session")
def next_build(built, edition, tmp_path_factory) -> Path:
    """The site after an edit of one guide. Look at it, do not change it."""
    folder = tmp_path_factory.mktemp("next") / "build"
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("offline", "sw.js*"))
    page = folder / EDITED
    page.write_text(
        page.read_text(encoding="utf-8").replace("Top up an Italian SIM</h1>", "Top up, second edition</h1>")
    )
    write_offline(application.create_app(), edition, application.ROOT / "static", folder)
    return folder


@pytest.fixture
def context(browser):
    """A phone whose reader has removed Italian, so that no second language adds to what is counted."""
    context = browser.new_context()
    context.add_init_script(WITHOUT_ITALIAN)
    yield context
    context.close()


@pytest.fixture
def tab(context):
    return PlaywrightTab(context.new_page())


@pytest.fixture
def build(built):
    return Build(built)


@pytest.fixture
def later(next_build):
    return Build(next_build)


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
    until(page, ITALIAN_IS_SAVED)


def until(page: Page, condition: str, seconds: float = 20) -> None:
    """Wait until a JavaScript function returns, or resolves to, something true; Playwright takes any promise as true."""
    PlaywrightTab(page).wait_for(condition, seconds=seconds)
