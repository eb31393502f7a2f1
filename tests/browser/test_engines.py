"""The story of the product in three engines: Chromium, Firefox, WebKit."""

import pytest

from tests.browser.conftest import ITALIAN_IS_SAVED
from tests.browser.faults import Fault
from tests.browser.recovery import OFFERS
from tests.browser.recovery import ONLINE
from tests.browser.recovery import be_ready
from tests.browser.server import wait_until
from tests.browser.truth import SETTLED
from tests.browser.truth import Build
from tests.browser.truth import Phone
from tests.browser.truth import unopened


def test_a_traveller_saves_it_loses_the_network_and_still_finds_the_fix(engine, faulty):
    # She opens it; it saves itself, and the language of the counter follows.
    tab = engine.new_tab()
    tab.open(f"{faulty.address}/zh-hans/")
    be_ready(tab)
    tab.wait_for(ITALIAN_IS_SAVED)

    # The network goes away. She finds the fix for “bars but no Internet”, by what she sees.
    faulty.stop()
    tab.open(f"{faulty.address}/zh-hans/")
    tab.click(".options a", "有信号格，上不了网")
    tab.click(".options a", "没有，从来没有")
    tab.wait_for_attribute("main", "data-id", "no-internet-new")
    tab.click(".options a")
    tab.wait_for_attribute("main", "data-cause", "apn")
    assert "ibox.tim.it" in tab.text("main")

    # She switches to Italian on the same step, to show it to a shop assistant.
    tab.click("a[hreflang=it]")
    tab.wait_for_attribute("html", "lang", "it")
    assert tab.attribute("main", "data-id") == "no-internet-apn"
    assert tab.url == f"{faulty.address}/it/fix/no-internet-apn/"

    # And she looks up “充值失败”.
    tab.click("a[hreflang=zh-Hans]")
    tab.wait_for_attribute("html", "lang", "zh-Hans")
    tab.click(".to-search")
    tab.wait_for_attribute("main", "data-page", "search")
    be_ready(tab)
    tab.fill("#q", "充值失败")
    tab.wait_for_attribute("a[data-result]", "data-cause", "topup-missing")
    tab.click("a[data-result]", "意大利电话卡充值失败")
    tab.wait_for_attribute("main", "data-id", "topup-failed")


@pytest.mark.parametrize(
    ("first", "on"), [("/sw.js", r"(?!/zh-hans/$|/static/).*"), ("/offline/lists/zh-hans.json", r"(?!/zh-hans/$|/static/|/sw\.js).*")],
    ids=["worker", "files"],
)  # fmt: skip
def test_a_portal_leaves_nothing_and_when_it_is_gone_all_is_saved(engine, faulty, built, first, on):
    faulty.fault = Fault("portal", on=on)
    tab = engine.new_tab()
    tab.open(f"{faulty.address}/zh-hans/")
    wait_until(lambda: first in faulty.paths())
    assert tab.wait_for(SETTLED) in ("none", "incomplete")
    build = Build(built)
    assert Phone(tab).unverified(build) == []
    assert Phone(tab).right(build, "zh-hans") <= {
        path for path in build.files("zh-hans") if path.startswith("/static/")
    }

    faulty.fault = None
    tab.run(ONLINE)
    be_ready(tab)
    assert Phone(tab).missing(build, "zh-hans") == set()
    assert Phone(tab).unverified(build) == []


def test_a_worker_that_arrived_cut_is_fetched_again_whole(engine, faulty, built):
    """Browsers keep a body that was cut without Content-Length, and “not modified” would confirm it for ever."""
    faulty.fault = Fault("cut", on="/sw.js", length=False)
    tab = engine.new_tab()
    tab.open(f"{faulty.address}/it/")
    wait_until(lambda: "/sw.js" in faulty.paths())
    assert tab.wait_for(SETTLED) == "none"
    faulty.fault = None
    tab.run(ONLINE)
    be_ready(tab)
    assert Phone(tab).missing(Build(built), "it") == set()


@pytest.mark.parametrize("length", [False, True], ids=["unannounced", "announced"])
def test_a_pack_that_is_always_cut_in_the_middle_still_ends_whole(engine, faulty, built, length):
    faulty.fault = Fault("cut", on="/offline/it.ndjson", at=0.5, length=length)
    tab = engine.new_tab()
    tab.open(f"{faulty.address}/it/")
    be_ready(tab)
    build = Build(built)
    phone = Phone(tab)
    assert phone.unverified(build) == []
    assert phone.missing(build, "it") == set()
    faulty.stop()
    assert unopened(tab, build, "it", set(build.files("it"))) == set()


def open_two_tabs(engine, faulty):
    """Two tabs of one site, ready and quiet, each with a mark that a reload would wipe out."""
    tabs = engine.new_tab(), engine.new_tab()
    for tab in tabs:
        tab.open(f"{faulty.address}/en/guides/topup/")
        be_ready(tab)
        tab.wait_for(ITALIAN_IS_SAVED)
    return tabs


def mark(tab):
    tab.run("() => { window.marker = true; }")


def is_marked(tab):
    return tab.run("() => window.marker === true")


def test_a_new_version_is_offered_in_both_tabs_and_taken_with_a_tap(engine, faulty, built, next_build):
    first, second = open_two_tabs(engine, faulty)
    faulty.built = next_build
    mark(second)
    first.reload()
    mark(first)
    first.wait_for(OFFERS)
    second.wait_for(OFFERS)

    # Until the tap both show the old version, whole.
    for tab in (first, second):
        assert is_marked(tab)
        assert tab.attribute("html", "data-offline") == "ready"
        assert tab.attribute("html", "data-release") == Build(built).release
        assert tab.text("h1") == "Top up an Italian SIM"

    # The tap updates the tab that was tapped; the other one is left alone, and what it may still load is there.
    second.click("#offline button")
    second.wait_for_text("h1", "Top up, second edition")
    be_ready(second)
    assert second.attribute("html", "data-release") == Build(next_build).release
    assert is_marked(first)
    assert first.text("h1") == "Top up an Italian SIM"
    faulty.stop()
    assets = {path for path in Build(built).files("en") if path.startswith("/static/")}
    assert unopened(first, Build(built), "en", assets) == set()


def test_after_a_tap_in_one_tab_the_other_updates_with_a_tap_of_its_own(engine, faulty, next_build):
    first, second = open_two_tabs(engine, faulty)
    faulty.built = next_build
    first.reload()
    first.wait_for(OFFERS)
    second.wait_for(OFFERS)
    first.click("#offline button")
    first.wait_for_text("h1", "Top up, second edition")
    second.click("#offline button")
    second.wait_for_text("h1", "Top up, second edition")
    be_ready(second)


def test_with_everything_evicted_there_is_an_answer_and_it_saves_itself_again(engine, faulty, built):
    tab = engine.new_tab()
    tab.open(f"{faulty.address}/it/")
    be_ready(tab)
    tab.run("async () => { for (const name of await caches.keys()) await caches.delete(name); }")
    faulty.stop()
    tab.open(f"{faulty.address}/it/fix/")
    assert tab.attribute("main", "data-page") == "emergency"
    assert tab.attribute("a[href^=tel]", "href") == "tel:112"

    faulty.start()
    tab.open(f"{faulty.address}/it/")
    be_ready(tab)
    assert Phone(tab).missing(Build(built), "it") == set()
    faulty.stop()
    tab.open(f"{faulty.address}/it/fix/")
    tab.wait_for_attribute("main", "data-id", "start")
