"""Looking things up: as you type, offline, in either script, and without a worker too."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE
from tests.browser.conftest import be_ready


def test_results_come_as_you_type_in_rank_order(shared_server, page):
    page.goto(f"{shared_server.address}/zh-hans/search/")
    be_ready(page)
    page.locator("#q").press_sequentially("PUK")
    results = page.locator("a[data-result]")
    expect(results.first).to_have_attribute("data-cause", "pin-puk")
    expect(page).to_have_url(re.compile(r"\?q=PUK$"))


def test_traditional_finds_simplified_and_the_other_way_round(shared_server, page):
    page.goto(f"{shared_server.address}/zh-hans/")
    be_ready(page)
    first = page.locator("a[data-result]").first
    page.goto(f"{shared_server.address}/zh-hans/search/?q=充值失败")
    found = first.locator("strong").inner_text()
    page.goto(f"{shared_server.address}/zh-hans/search/?q=充值失敗")
    expect(first.locator("strong")).to_have_text(found)
    expect(first.locator("mark").first).to_have_text("充值")
    page.goto(f"{shared_server.address}/zh-hant/search/?q=门号")
    expect(first).to_contain_text("門號")


def test_a_query_in_the_address_is_answered_offline(server, page):
    page.goto(f"{server.address}/it/")
    be_ready(page)
    server.stop()
    page.goto(f"{server.address}/it/search/?q=nessun+servizio")
    expect(page.locator("a[data-result]").first).to_be_visible()
    expect(page.locator("#search-state")).to_be_empty()


def test_the_form_on_every_step_leads_to_the_results(shared_server, page):
    page.goto(f"{shared_server.address}/en/fix/")
    page.locator("#q").fill("apn")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/en/search/?q=apn")
    expect(page.locator("a[data-result]").first).to_have_attribute("data-cause", "apn")


def test_results_open_with_the_keyboard_and_back_returns_to_them(shared_server, page):
    page.goto(f"{shared_server.address}/en/search/")
    be_ready(page)
    page.locator("#q").fill("captive portal")
    first = page.locator("a[data-result]").first
    name = first.locator("strong").text_content()
    page.locator("#q").press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(page.locator("#q")).to_have_value("captive portal")
    expect(first.locator("strong")).to_have_text(name)


def test_a_result_shows_why_it_was_found_and_its_first_step(shared_server, page):
    page.goto(f"{shared_server.address}/en/search/?q=the+SIM+asks+for+the+PUK")
    first = page.locator("a[data-result]").first
    expect(first).to_have_attribute("data-cause", "pin-puk")
    expect(first.locator("mark").first).to_be_visible()
    expect(first.locator(".first-step")).not_to_be_empty()
    assert page.locator("a[data-result]").count() <= 7


def test_an_italian_wording_finds_the_chinese_page(shared_server, page):
    page.goto(f"{shared_server.address}/zh-hans/search/?q=nessun+servizio")
    first = page.locator("a[data-result]").first
    expect(first).to_have_attribute("data-cause", "no-registration")
    assert "/zh-hans/" in first.get_attribute("href")


@pytest.mark.parametrize(
    ("query", "page_of"),
    [
        ("119", "tim"),
        ("40916", "tim"),
        ("vodafone", "vodafone"),
        ("ibox.tim.it", "tim"),
        ("Fastweb Mobile", "fastweb-mobile"),
    ],
)
def test_operators_are_found_by_name_number_and_access_point(shared_server, page, query, page_of):
    page.goto(f"{shared_server.address}/zh-hans/search/")
    be_ready(page)
    page.locator("#q").fill(query)
    expect(page.locator("a[data-result]").first).to_have_attribute(
        "href", re.compile(f"/zh-hans/operators/{page_of}/$")
    )


def test_what_fits_badly_comes_with_who_can_help(shared_server, page):
    page.goto(f"{shared_server.address}/en/search/?q=pizza+margherita")
    expect(page.locator("#search-state")).to_contain_text("These pages are the nearest")
    expect(page.locator("a[data-result]").first).to_be_visible()
    expect(page.locator("#nothing").get_by_role("link", name="119")).to_be_visible()
    page.locator("#q").fill("PUK")
    expect(page.locator("#search-state")).to_be_empty()
    expect(page.locator("#nothing")).to_be_hidden()


def test_lookups_are_kept_on_this_phone_until_they_are_cleared(shared_server, page):
    page.goto(f"{shared_server.address}/en/search/?q=puk")
    page.locator("a[data-result]").first.click()
    page.goto(f"{shared_server.address}/en/search/")
    kept = page.locator("#recent a")
    expect(kept).to_have_text(["puk"])
    assert page.locator("#recent a[data-result]").count() == 0
    kept.click()
    expect(page.locator("a[data-result]").first).to_have_attribute("data-cause", "pin-puk")
    page.goto(f"{shared_server.address}/en/search/")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#recent")).to_be_hidden()
    page.reload()
    expect(page.locator("#recent")).to_be_hidden()


def test_nothing_jumps_while_an_input_method_composes(shared_server, page):
    page.goto(f"{shared_server.address}/zh-hans/search/?q=PUK")
    be_ready(page)
    expect(page.locator("a[data-result]").first).to_be_visible()
    before = page.locator("#results").inner_html()
    page.locator("#q").dispatch_event("compositionstart")
    page.locator("#q").evaluate("(input) => { input.value = 'chong'; input.dispatchEvent(new Event('input')); }")
    assert page.locator("#results").inner_html() == before
    page.locator("#q").evaluate("(input) => { input.value = '充值'; }")
    page.locator("#q").dispatch_event("compositionend")
    expect(page.locator("a[data-result]").first).to_contain_text("充值")


def test_nothing_found_says_so_and_keeps_the_list(shared_server, page):
    page.goto(f"{shared_server.address}/en/search/?q=zzzzzz")
    expect(page.locator("#search-state")).to_contain_text("Nothing found")
    expect(page.locator("#by-symptom")).to_be_visible()
    expect(page.locator("#nothing").get_by_role("link", name="119")).to_be_visible()


def test_without_a_worker_it_reads_the_pack_and_says_so(browser, shared_server):
    context = browser.new_context(**PHONE)
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    page = context.new_page()
    page.goto(f"{shared_server.address}/en/search/?q=puk")
    expect(page.locator("a[data-result]").first).to_have_attribute("data-cause", "pin-puk")
    expect(page.locator("#search-state")).to_contain_text("from the network")
    expect(page.locator("html")).to_have_attribute("data-offline", "unsupported")
    context.close()


def test_what_is_typed_too_early_waits_and_the_line_says_for_what(browser, shared_server):
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    held = []
    page.route("**/offline/*.ndjson", lambda route: held.append(route))
    page.goto(f"{shared_server.address}/en/search/")
    state = page.locator("#search-state")
    expect(state).to_contain_text("from the network")
    page.locator("#q").press_sequentially("puk")
    expect(state).to_contain_text("from the network")
    expect(page.locator("a[data-result]")).to_have_count(0)
    held.pop().continue_()
    expect(page.locator("a[data-result]").first).to_have_attribute("data-cause", "pin-puk")
    context.close()
