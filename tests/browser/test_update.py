"""A new release saves itself beside the old one; nothing changes on the screen before a tap."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

import app as application
from prontosim.offline import write_tombstone
from tests.browser.conftest import be_ready
from tests.browser.conftest import until
from tests.browser.conftest import wait_for_italian
from tests.browser.server import Server

OFFER = "New version: update"
RELEASES = """async () => (await caches.keys()).map((name) => name.split(":release:")[1]).filter(Boolean)"""


@pytest.fixture
def later(server, next_build):
    """The server with the next release, on the same port once the first has stopped."""
    later = Server(next_build, server.log.with_name("later.txt"), port=server.port)
    yield later
    later.stop()


def mark(page):
    """Put something into a page that a reload would wipe out."""
    page.evaluate("() => { window.marked = true }")


def is_marked(page):
    return page.evaluate("window.marked === true")


def test_an_update_costs_what_changed_and_waits_for_a_tap(server, later, page):
    page.goto(f"{server.address}/en/")
    be_ready(page)
    wait_for_italian(page)
    old = page.locator("html").get_attribute("data-release")
    server.stop()
    later.start()
    page.reload()
    button = page.get_by_role("button", name=OFFER)
    expect(button).to_be_visible()
    asked = later.requests()
    assert sorted(set(asked) - {"/en/"}) == ["/en/guides/topup/", "/offline/lists/en.json", "/sw.js"]
    assert asked.count("/en/guides/topup/") == asked.count("/offline/lists/en.json") == 1

    # Until the tap, the old release answers, whole.
    expect(page.locator("html")).to_have_attribute("data-offline", "ready")
    expect(page.locator("html")).to_have_attribute("data-release", old)
    page.goto(f"{server.address}/en/guides/topup/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Top up an Italian SIM")

    button.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Top up, second edition")
    be_ready(page)
    assert page.locator("html").get_attribute("data-release") != old


def test_no_tab_is_surprised(server, later, phone):
    first, second, third = phone.new_page(), phone.new_page(), phone.new_page()
    first.goto(f"{server.address}/en/")
    be_ready(first)
    wait_for_italian(first)
    old = first.locator("html").get_attribute("data-release")
    second.goto(f"{server.address}/en/search/")
    third.goto(f"{server.address}/en/fix/no-internet-apn/")
    for tab in (first, second, third):
        be_ready(tab)
        mark(tab)
    server.stop()
    later.start()
    first.evaluate("navigator.serviceWorker.ready.then((one) => one.update())")

    # A line offers the new version in every tab; none reloads by itself.
    for tab in (first, second, third):
        expect(tab.get_by_role("button", name=OFFER)).to_be_visible()
        assert is_marked(tab)

    # A tap updates the tab that was tapped.
    first.get_by_role("button", name=OFFER).click()
    until(first, "() => !window.marked")
    be_ready(first)
    assert first.locator("html").get_attribute("data-release") != old

    # The others keep to the old release, to the last lazy file, with no network at all.
    later.stop()
    second.locator("#q").fill("PUK")
    expect(second.locator("a[data-result]").first).to_be_visible()
    for tab in (second, third):
        assert is_marked(tab)
        expect(tab.locator("html")).to_have_attribute("data-release", old)
        expect(tab.locator("html")).to_have_attribute("data-offline", "ready")
        expect(tab.get_by_role("button", name=OFFER)).to_be_visible()
    assert len(first.evaluate(RELEASES)) == 2

    # Each takes the new one with its own tap; then nobody needs the old one.
    for tab in (second, third):
        tab.get_by_role("button", name=OFFER).click()
        until(tab, "() => !window.marked")
        be_ready(tab)
        expect(tab.get_by_role("button", name=OFFER)).to_be_hidden()
    first.reload()
    until(first, f"async () => (await ({RELEASES})()).length === 1")


def test_a_reader_who_saves_data_is_asked_before_an_update_is_fetched(server, later, page):
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto(f"{server.address}/en/")
    be_ready(page)
    server.stop()
    later.start()
    page.reload()
    mark(page)
    assert "/offline/lists/en.json" not in later.requests()
    page.get_by_role("button", name="New version: load it now").click()
    page.get_by_role("button", name=OFFER).click()
    until(page, "() => !window.marked")
    page.goto(f"{server.address}/en/guides/topup/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Top up, second edition")


def test_a_rollback_is_an_update_like_any_other(server, later, page):
    page.goto(f"{server.address}/en/guides/topup/")
    be_ready(page)
    server.stop()
    later.start()
    page.reload()
    page.get_by_role("button", name=OFFER).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Top up, second edition")
    be_ready(page)
    later.stop()
    server.start()
    page.reload()
    page.get_by_role("button", name=OFFER).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Top up an Italian SIM")
    be_ready(page)


@pytest.fixture
def retired(server, built, tmp_path):
    """The site with a tombstone, in place of the one that the test has stopped."""
    folder = Path(shutil.copytree(built, tmp_path / "retired"))
    write_tombstone(application.ROOT / "static", folder)
    later = Server(folder, tmp_path / "later.txt", port=server.port)
    yield later
    later.stop()


def test_a_tombstone_retires_an_installation(server, retired, page):
    page.goto(f"{server.address}/en/")
    be_ready(page)
    wait_for_italian(page)
    page.evaluate("caches.open('other-app').then((cache) => cache.put('/x', new Response('theirs')))")
    mark(page)
    server.stop()
    retired.start()
    page.evaluate("navigator.serviceWorker.ready.then((one) => one.update())")
    # A browser may let the old worker come to rest first, which takes it half a minute.
    until(page, "async () => (await caches.keys()).join() === 'other-app'", seconds=60)
    until(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    assert is_marked(page)
    expect(page.locator("html")).to_have_attribute("data-offline", "none")
    page.goto(f"{server.address}/en/guides/topup/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Top up an Italian SIM")
    assert "/en/guides/topup/" in retired.requests()


IS_RETIRED = """async () =>
  !(await navigator.serviceWorker.getRegistrations()).length && !(await caches.keys()).length"""


def test_a_page_that_opens_while_a_tombstone_retires_comes_at_once(server, retired, page):
    page.goto(f"{server.address}/en/")
    be_ready(page)
    server.stop()
    retired.start()
    page.evaluate("navigator.serviceWorker.ready.then((one) => one.update())")
    page.goto(f"{server.address}/en/guides/topup/", timeout=10_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Top up an Italian SIM")
    # The old worker can still be saving for this page: nothing of that stays.
    until(page, IS_RETIRED, seconds=60)
    expect(page.locator("html")).to_have_attribute("data-offline", "none")


def test_states_pass_in_order_without_a_reload(server, page):
    page.add_init_script(
        """window.states = [];
        new MutationObserver(() => {
          const state = document.documentElement.dataset.offline;
          if (window.states.at(-1) !== state) window.states.push(state);
        }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-offline"] });
        window.started = Math.random();"""
    )
    page.goto(f"{server.address}/en/")
    first = page.evaluate("window.started")
    be_ready(page)
    assert page.evaluate("window.states") in (["none", "saving", "ready"], ["saving", "ready"])
    assert page.evaluate("window.started") == first
