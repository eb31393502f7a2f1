"""Without JavaScript everything can be read, the tree walked, the language switched."""

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE


@pytest.fixture
def plain(browser):
    context = browser.new_context(**PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_whole_tree_can_be_walked(shared_server, plain, edition):
    tree = edition.site.tree
    waiting, met = [f"{shared_server.address}/en/fix/"], set()
    while waiting:
        plain.goto(waiting.pop())
        main = plain.locator("main")
        met.add(main.get_attribute("data-id"))
        if main.get_attribute("data-page") == "question":
            waiting += plain.locator(".options a").evaluate_all("(links) => links.map((link) => link.href)")
    assert met == tree.questions.keys() | tree.outcomes.keys()


def test_the_language_can_be_switched_on_a_step(shared_server, plain):
    plain.goto(f"{shared_server.address}/zh-hans/")
    plain.locator(".options a").nth(1).click()
    plain.locator("a[hreflang=it]").click()
    expect(plain.locator("html")).to_have_attribute("lang", "it")
    expect(plain.locator("main")).to_have_attribute("data-id", "no-internet")


def test_an_answer_can_be_changed(shared_server, plain):
    plain.goto(f"{shared_server.address}/en/fix/plan-ended-italian/")
    plain.locator(".answers a").nth(1).click()
    expect(plain.locator("main")).to_have_attribute("data-id", "no-internet")


def test_the_choice_of_languages_works(shared_server, plain):
    plain.goto(f"{shared_server.address}/")
    plain.get_by_role("link", name="繁體中文").click()
    expect(plain.locator("html")).to_have_attribute("lang", "zh-Hant")


def test_the_search_page_lists_what_there_is_by_symptom(shared_server, plain):
    plain.goto(f"{shared_server.address}/en/search/?q=anything")
    plain.get_by_role("link", name="The SIM asks for the PUK").click()
    expect(plain.locator("main")).to_have_attribute("data-id", "puk-asked")


def test_details_open(shared_server, plain):
    plain.goto(f"{shared_server.address}/en/fix/no-internet-apn/")
    plain.get_by_text("iPhone", exact=True).first.click()
    expect(plain.get_by_text("Settings › Cellular › Cellular Data Network", exact=False)).to_be_visible()
