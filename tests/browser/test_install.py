"""On the home screen: installable, offered once, in words where there is no button."""

import json

import pytest
from playwright.sync_api import expect

from prontosim.locales import LOCALES
from tests.browser.chromium import PHONE
from tests.browser.conftest import be_ready
from tests.browser.conftest import until

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
WECHAT = IPHONE.replace(" Safari/604.1", " MicroMessenger/8.0.50")
OFFER = """() => {
  const event = new Event("beforeinstallprompt", { cancelable: true });
  event.prompt = async () => (window.prompted = true);
  window.dispatchEvent(event);
  return event.defaultPrevented;
}"""


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_chromium_finds_nothing_against_installing(shared_server, page, locale):
    page.goto(f"{shared_server.address}/{locale}/")
    be_ready(page)
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert manifest["id"] == "prontosim"
    # A browser context of the tests counts as a private window; nothing else may be said.
    errors = [error["errorId"] for error in session.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    assert set(errors) <= {"in-incognito"}
    # All locales are one app.
    assert session.send("Page.getAppId")["appId"] == f"{shared_server.address}/prontosim"


def test_icons_and_screenshots_have_the_size_they_claim(shared_server, page):
    page.goto(f"{shared_server.address}/it/")
    sizes = page.evaluate(
        """async () => {
          const address = document.querySelector("link[rel=manifest]").href;
          const { icons, screenshots } = await (await fetch(address)).json();
          const measure = async ({ src, sizes }) => {
            const image = new Image();
            image.src = new URL(src, address).href;
            await image.decode();
            return [sizes, `${image.naturalWidth}x${image.naturalHeight}`];
          };
          return Promise.all([...icons, ...screenshots].map(measure));
        }"""
    )
    assert len(sizes) == 6
    assert all(claimed == real for claimed, real in sizes), sizes


def test_the_button_appears_when_the_browser_offers(shared_server, page):
    page.goto(f"{shared_server.address}/en/")
    be_ready(page)
    assert page.evaluate(OFFER)
    page.get_by_role("button", name="Install").click()
    until(page, "() => window.prompted")
    expect(page.locator("#install")).to_be_hidden()


def test_the_link_under_the_first_question_leads_to_the_offer(shared_server, page):
    page.goto(f"{shared_server.address}/en/")
    be_ready(page)
    link = page.locator(".to-install")
    assert link.get_attribute("href") == "guides/before-you-leave/#save"
    page.evaluate(OFFER)
    expect(link).to_have_attribute("href", "#install")
    link.click()
    expect(page.locator("#install")).to_be_in_viewport()


def test_dismissed_once_it_stays_away(shared_server, page):
    page.goto(f"{shared_server.address}/en/")
    be_ready(page)
    page.evaluate(OFFER)
    page.get_by_role("button", name="Do not show this again").click()
    expect(page.locator("#install")).to_be_hidden()
    page.reload()
    be_ready(page)
    page.evaluate(OFFER)
    until(page, "() => Boolean(document.querySelector('.do-install').onclick)")
    expect(page.locator("#install")).to_be_hidden()


@pytest.mark.parametrize(("agent", "part"), [(IPHONE, ".on-iphone"), (WECHAT, ".in-app")], ids=["iPhone", "WeChat"])
def test_without_a_button_there_are_words(browser, shared_server, agent, part):
    context = browser.new_context(**PHONE, user_agent=agent)
    page = context.new_page()
    page.goto(f"{shared_server.address}/zh-hans/")
    expect(page.locator(part)).to_be_visible()
    expect(page.locator("#install .with-button")).to_be_hidden()
    context.close()
