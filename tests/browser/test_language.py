"""Switching language keeps the place; the first choice follows what was remembered, else the browser."""

import pytest
from playwright.sync_api import expect

from prontosim.locales import LOCALES
from tests.browser.chromium import PHONE
from tests.browser.conftest import be_ready
from tests.browser.conftest import wait_for_italian


def test_the_switch_keeps_step_and_heading_offline(server, page):
    page.goto(f"{server.address}/zh-hans/")
    be_ready(page)
    wait_for_italian(page)
    server.stop()
    page.goto(f"{server.address}/zh-hans/guides/topup/#shop")
    page.locator("a[hreflang=it]").click()
    expect(page.locator("html")).to_have_attribute("lang", "it")
    assert page.url == f"{server.address}/it/guides/topup/#shop"
    expect(page.locator("#shop")).to_be_in_viewport()


def test_the_switch_keeps_what_was_searched(shared_server, page):
    page.goto(f"{shared_server.address}/en/search/?q=puk")
    page.locator("a[hreflang=zh-Hant]").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator("#q")).to_have_value("puk")


@pytest.mark.parametrize(
    ("browser_locale", "chosen"),
    [
        ("zh-CN", "zh-hans"), ("zh-SG", "zh-hans"), ("zh-TW", "zh-hant"), ("zh-HK", "zh-hant"), ("zh-MO", "zh-hant"),
        ("it-CH", "it"), ("en-GB", "en"),
    ],
)  # fmt: skip
def test_the_choice_takes_the_browsers_language(browser, shared_server, browser_locale, chosen):
    context = browser.new_context(**PHONE, locale=browser_locale)
    page = context.new_page()
    page.goto(f"{shared_server.address}/")
    page.wait_for_url(f"{shared_server.address}/{chosen}/")
    context.close()


def test_another_language_gets_the_choice(browser, shared_server):
    context = browser.new_context(**PHONE, locale="is-IS")
    page = context.new_page()
    page.goto(f"{shared_server.address}/")
    expect(page.locator("main a[hreflang]")).to_have_text([locale.name for locale in LOCALES])
    assert page.url == f"{shared_server.address}/"
    context.close()


def test_what_was_chosen_is_remembered(shared_server, page):
    page.goto(f"{shared_server.address}/zh-hans/")
    page.locator("a[hreflang=it]").click()
    expect(page.locator("html")).to_have_attribute("lang", "it")
    page.goto(f"{shared_server.address}/")
    page.wait_for_url(f"{shared_server.address}/it/")


def test_a_language_page_never_redirects_by_itself(shared_server, page):
    page.goto(f"{shared_server.address}/it/")
    be_ready(page)
    assert page.url == f"{shared_server.address}/it/"


def test_the_choice_opens_offline(server, page):
    page.goto(f"{server.address}/zh-hans/")
    be_ready(page)
    server.stop()
    page.goto(f"{server.address}/")
    page.wait_for_url(f"{server.address}/zh-hans/")
