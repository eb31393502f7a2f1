"""WCAG 2.2 AA: axe on every page in every locale; keyboard, 320 px, zoom, forced colours, targets of 48 px."""

import pytest
from playwright.sync_api import expect

from prontosim.locales import LOCALES
from tests.browser.axe import look_at_all
from tests.browser.axe import open_plain
from tests.browser.axe import violations
from tests.browser.conftest import be_ready

SAMPLE = [
    "",
    "fix/",
    "fix/no-internet-apn/",
    "guides/topup/",
    "operators/tim/",
    "operators/compare/",
    "search/?q=puk",
    "status/",
    "myths/",
]


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_axe_finds_nothing_on_any_page_and_each_fits_320_px(shared_server, edition, locale):
    assert look_at_all([shared_server.address + one.path(locale) for one in edition.site.pages]) == {}


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced"])
def test_axe_finds_nothing_in_other_colours(browser, shared_server, options):
    page = open_plain(browser, **options)
    for path in SAMPLE:
        page.goto(f"{shared_server.address}/zh-hans/{path}")
        assert violations(page) == [], path
    page.context.close()


@pytest.mark.parametrize("path", ["/", "/404.html"])
def test_axe_finds_nothing_outside_the_locales(browser, shared_server, path):
    page = open_plain(browser, locale="fr-FR")
    page.goto(shared_server.address + path)
    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("path", SAMPLE)
def test_what_is_tapped_is_48_px(browser, shared_server, path):
    page = open_plain(browser)
    page.goto(f"{shared_server.address}/en/{path}")
    small = page.evaluate(
        """() => [...document.querySelectorAll("header a, .options a, .links a, footer a, button, summary, input, .answers a")]
          .filter((one) => one.checkVisibility())
          .map((one) => [one.textContent || one.name, one.getBoundingClientRect()])
          .filter(([, { width, height }]) => width < 48 || height < 48)
          .map(([name, { width, height }]) => `${name}: ${width} x ${height}`)"""
    )
    page.context.close()
    assert small == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(shared_server, page):
    page.goto(f"{shared_server.address}/en/")
    be_ready(page)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "[document.activeElement.textContent.trim(), getComputedStyle(document.activeElement).outlineStyle]"
        )
        assert outline == "solid" or page.evaluate("document.activeElement === document.body"), name
        if outline != "solid":
            break
        reached.append(name)
    assert "Bars, but no Internet" in reached
    assert "Sources" in reached


def test_a_step_is_taken_with_the_keyboard(shared_server, page):
    page.goto(f"{shared_server.address}/en/fix/")
    page.get_by_role("link", name="Bars, but no Internet").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_have_attribute("data-id", "no-internet")


def test_nothing_shifts_while_the_page_saves_itself(server, page):
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(f"{server.address}/zh-hans/")
    be_ready(page)
    assert page.evaluate("window.shift") == 0


def test_nothing_moves_for_those_who_asked_for_less(browser, shared_server):
    page = open_plain(browser, reduced_motion="reduce")
    page.goto(f"{shared_server.address}/en/fix/no-internet-apn/")
    assert page.evaluate("document.getAnimations().length") == 0
    page.context.close()
