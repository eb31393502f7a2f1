"""The status page: what it says is counted from the files, and what it offers does what it says."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE
from tests.browser.conftest import be_ready
from tests.browser.conftest import until
from tests.browser.conftest import wait_for_italian
from tests.browser.test_install import IPHONE
from tests.browser.test_install import WECHAT


def language(page, locale):
    return page.locator(f"[data-status-of={locale}]")


def test_checking_every_file_finds_a_wrong_one_and_mends_it(server, page):
    page.goto(f"{server.address}/it/status/")
    be_ready(page)
    page.evaluate(
        """async () => {
          const name = (await caches.keys()).find((one) => one.includes("release"));
          await (await caches.open(name)).put("/it/fix/", new Response("<h1>Log in</h1>"));
          new MutationObserver(() => (window.incomplete ||= document.documentElement.dataset.offline === "incomplete"))
            .observe(document.documentElement, { attributes: true });
        }"""
    )
    page.get_by_role("button", name="Controlla ogni file").click()
    until(page, "() => window.incomplete")
    be_ready(page)
    assert server.requests().count("/it/fix/") == 1


def test_it_counts_files_and_bytes_and_names_the_release(server, page):
    page.goto(f"{server.address}/en/status/")
    be_ready(page)
    english = language(page, "en")
    expect(english).to_contain_text("Complete")
    files, bytes_ = page.evaluate(
        """async () => {
          const { files } = await (await fetch("/offline/en.json")).json();
          return [files.length, files.reduce((sum, { bytes }) => sum + bytes, 0)];
        }"""
    )
    expect(english.locator(".count")).to_contain_text(f"{files} of {files} files")
    shown = float(re.search(r"([\d.]+)\s?MB", english.locator(".count").inner_text()).group(1))
    assert shown == pytest.approx(bytes_ / 1e6, abs=0.06)
    release = page.locator("html").get_attribute("data-release")
    expect(page.locator("#phone .release dd")).to_have_text(re.compile(f"^{release[:12]} · \\w+ \\d+, 20\\d\\d$"))
    expect(page.locator("#phone .opened dd")).to_have_text("In a browser tab")
    expect(page.locator("#phone .persisted dd")).not_to_be_empty()


def test_it_saves_another_language_on_request(server, page):
    page.goto(f"{server.address}/en/status/")
    be_ready(page)
    wait_for_italian(page)
    hant = language(page, "zh-hant")
    expect(hant).to_contain_text("Not saved")
    hant.get_by_role("button", name="Save this language").click()
    expect(hant).to_contain_text("Complete")
    page.get_by_role("button", name="Check every file").click()
    expect(hant.locator(".checked")).to_contain_text("Every file read")
    server.stop()
    page.goto(f"{server.address}/zh-hant/fix/no-internet-apn/")
    expect(page.locator("html")).to_have_attribute("data-offline", "ready")


def test_a_removed_language_stays_away_until_it_is_asked_for(server, page):
    page.goto(f"{server.address}/en/status/")
    be_ready(page)
    wait_for_italian(page)
    italian = language(page, "it")
    italian.get_by_role("button", name="Remove").click()
    expect(italian).to_contain_text("Not saved")
    # What English needs is still there.
    expect(page.locator("html")).to_have_attribute("data-offline", "ready")
    page.reload()
    be_ready(page)
    expect(language(page, "en")).to_contain_text("Complete")
    page.goto(f"{server.address}/it/status/")
    expect(page.locator("html")).to_have_attribute("data-offline", "none")
    expect(language(page, "it").get_by_role("button", name="Salva questa lingua")).to_be_visible()
    language(page, "it").get_by_role("button", name="Salva questa lingua").click()
    be_ready(page)


def test_repair_brings_what_is_missing(server, page):
    page.goto(f"{server.address}/it/status/")
    be_ready(page)
    server.stop()
    page.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((n) => caches.open(n).then((c) => c.delete('/it/fix/')))))"
    )
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-offline", "incomplete")
    italian = language(page, "it")
    expect(italian).to_contain_text("La rete non ha risposto")
    server.start()
    italian.get_by_role("button", name="Ripara").click()
    be_ready(page)
    expect(italian.get_by_role("button", name="Ripara")).to_be_hidden()


def test_the_clock_of_the_phone_decides_nothing(server, page):
    page.clock.set_fixed_time("2036-11-21T10:00:00")
    page.goto(f"{server.address}/en/")
    be_ready(page)
    server.stop()
    page.clock.set_fixed_time("2016-11-21T10:00:00")
    page.goto(f"{server.address}/en/fix/")
    expect(page.locator("html")).to_have_attribute("data-offline", "ready")


def test_the_system_is_asked_to_keep_it_after_a_tap_and_not_before(server, page):
    page.add_init_script("navigator.storage.persist = async () => (window.asked = (window.asked ?? 0) + 1)")
    page.goto(f"{server.address}/en/status/")
    be_ready(page)
    assert page.evaluate("window.asked") is None
    page.locator("h1").click()
    assert page.evaluate("window.asked") == 1


def test_a_safari_tab_says_what_happens_after_seven_days(browser, shared_server):
    context = browser.new_context(**PHONE, user_agent=IPHONE)
    page = context.new_page()
    page.goto(f"{shared_server.address}/en/status/")
    expect(page.locator("#seven-days")).to_contain_text("seven days")
    page.get_by_role("link", name="How").click()
    expect(page.locator("main")).to_have_attribute("data-id", "before-you-leave")
    context.close()


def test_a_browser_that_cannot_save_says_so_first_of_all(browser, shared_server):
    context = browser.new_context(**PHONE, user_agent=WECHAT)
    page = context.new_page()
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto(f"{shared_server.address}/en/")
    expect(page.locator("html")).to_have_attribute("data-offline", "unsupported")
    words = page.get_by_text("Nothing can be saved here")
    expect(words).to_be_visible()
    assert words.bounding_box()["y"] < page.locator("h1").bounding_box()["y"]
    context.close()


def test_the_home_screen_app_says_that_it_saves_for_itself_and_when_it_is_done(server, page):
    page.add_init_script(
        """Object.defineProperty(Navigator.prototype, "standalone", { value: true });
        window.said = [];
        new MutationObserver(() => {
          const words = document.querySelector("#offline a")?.textContent;
          if (words && window.said.at(-1) !== words) window.said.push(words);
        }).observe(document, { childList: true, subtree: true });"""
    )
    page.goto(f"{server.address}/en/")
    be_ready(page)
    assert page.evaluate("window.said") == [
        "The home-screen app saves for itself. Stay online",
        "Done: saved in the home-screen app",
    ]
    page.reload()
    be_ready(page)
    expect(page.locator("#offline a")).to_have_text("Saved on this phone")
