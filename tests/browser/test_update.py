"""A new release saves itself beside the old one; nothing changes on the screen before a tap."""

from playwright.sync_api import expect

from tests.browser.conftest import be_ready
from tests.browser.conftest import wait_for_italian
from tests.browser.server import Server


def test_an_update_costs_what_changed_and_waits_for_a_tap(server, page, next_build):
    page.goto(f"{server.address}/en/")
    be_ready(page)
    wait_for_italian(page)
    old = page.locator("html").get_attribute("data-release")
    server.stop()
    later = Server(next_build, server.log.with_name("later.txt"), port=server.port).start()
    try:
        page.reload()
        button = page.get_by_role("button", name="New version: update")
        expect(button).to_be_visible()
        asked = set(later.requests()) - {"/en/"}
        assert asked == {"/sw.js", "/offline/en.json", "/offline/it.json", "/en/guides/topup/"}

        # Until the tap, the old release answers, whole.
        expect(page.locator("html")).to_have_attribute("data-offline", "ready")
        expect(page.locator("html")).to_have_attribute("data-release", old)
        page.goto(f"{server.address}/en/guides/topup/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Top up an Italian SIM")

        button.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Top up, second edition")
        be_ready(page)
        assert page.locator("html").get_attribute("data-release") != old
    finally:
        later.stop()


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
