"""Every fault of a phone: a worker killed, a page closed, a wrong clock, no room, files deleted or altered, no answers."""

import datetime
import time

import pytest

from tests.browser.engines import PlaywrightTab
from tests.browser.faults import Fault
from tests.browser.recovery import GUIDE
from tests.browser.recovery import HOME
from tests.browser.recovery import LIST
from tests.browser.recovery import PACK
from tests.browser.recovery import SLACK
from tests.browser.recovery import be_ready
from tests.browser.recovery import check_offline
from tests.browser.recovery import check_truth
from tests.browser.recovery import check_whole
from tests.browser.recovery import complete
from tests.browser.recovery import give_up
from tests.browser.recovery import report
from tests.browser.recovery import update
from tests.browser.server import wait_until
from tests.browser.truth import Phone
from tests.browser.truth import unopened

SAVED_FILES = """async (wanted) => {
  let saved = 0;
  for (const name of await caches.keys()) saved += (await (await caches.open(name)).keys()).length;
  return saved > wanted + 1;
}"""


@pytest.mark.parametrize("files", [10, 60])
def test_a_worker_that_is_killed_goes_on_where_it_was(context, tab, faulty, build, files):
    chromium = context.new_cdp_session(tab.page)
    states: list[str] = []
    chromium.on(
        "ServiceWorker.workerVersionUpdated",
        lambda event: states.extend(version["runningStatus"] for version in event["versions"]),
    )
    chromium.send("ServiceWorker.enable")
    faulty.fault = Fault("slow", on=PACK, rate=40_000)
    tab.open(faulty.address + HOME)
    tab.wait_for(SAVED_FILES, files)
    chromium.send("ServiceWorker.stopAllWorkers")
    wait_until(lambda: tab.run("() => true") and states[-1] == "stopped")
    faulty.release()
    phone = Phone(tab)
    assert phone.unverified(build) == []
    right, missing = phone.right(build, "en"), phone.missing(build, "en")
    assert len(right) >= files
    assert missing
    assert tab.attribute("html", "data-offline") != "ready"
    check_offline(tab, context, faulty, build, right, missing)
    complete(tab, faulty, build, missing)


def test_a_page_that_is_closed_while_it_saves_is_whole_when_opened_again(context, tab, faulty, build):
    faulty.fault = Fault("slow", on=PACK, rate=40_000)
    tab.open(faulty.address + HOME)
    tab.wait_for(SAVED_FILES, 20)
    tab.page.close()
    tab = PlaywrightTab(context.new_page())
    tab.open(faulty.address + HOME)
    be_ready(tab)
    check_whole(tab, build)
    assert faulty.sent(f"{PACK}|/en/.+") <= 2 * build.weight(PACK)


@pytest.mark.parametrize("years", [10, -10])
def test_a_clock_that_is_ten_years_wrong_changes_nothing(context, tab, faulty, build, later, years):
    """Wrong for the page, and wrong for the browser's own cache, which compares with the dates of the answers."""
    shift = datetime.timedelta(days=365 * years)
    context.clock.set_fixed_time(datetime.datetime.now(datetime.UTC) + shift)
    faulty.fault = Fault("clock", years=-years)
    tab.open(faulty.address + HOME)
    be_ready(tab)
    check_whole(tab, build)
    check_offline(tab, context, faulty, build, set(build.files("en")), set())
    faulty.start()
    faulty.built = later.folder
    tab.reload()
    update(tab, later)
    check_whole(tab, later, build)


@pytest.mark.parametrize("quota", [100_000, 400_000, 900_000])
def test_a_phone_that_gets_full_keeps_what_is_there_and_goes_on_when_there_is_room(context, tab, faulty, build, quota):
    chromium = context.new_cdp_session(tab.page)
    chromium.send("Storage.overrideQuotaForOrigin", {"origin": faulty.address, "quotaSize": quota})
    tab.open(faulty.address + HOME)
    wait_until(lambda: PACK in faulty.paths())
    give_up(tab, faulty)
    right, missing = check_truth(tab, build)
    assert missing
    check_offline(tab, context, faulty, build, right, missing)
    chromium.send("Storage.overrideQuotaForOrigin", {"origin": faulty.address})
    complete(tab, faulty, build, missing)


def test_a_deleted_entry_costs_that_file(tab, faulty, build):
    tab.open(faulty.address + HOME)
    be_ready(tab)
    tab.run(
        "async (path) => { for (const name of await caches.keys()) await (await caches.open(name)).delete(path); }",
        GUIDE,
    )
    since = len(faulty.log)
    faulty.stop()
    tab.reload()
    tab.wait_for_attribute("html", "data-offline", "incomplete")
    check_truth(tab, build)
    complete(tab, faulty, build, {GUIDE})
    assert PACK not in faulty.paths(since)


def test_an_altered_entry_is_found_and_costs_that_file(context, tab, faulty, build):
    tab.open(faulty.address + HOME)
    be_ready(tab)
    tab.run(
        """async (path) => {
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            if (await cache.match(path)) await cache.put(path, new Response("<h1>Log in</h1>"));
          }
        }""",
        GUIDE,
    )
    assert Phone(tab).missing(build, "en") == {GUIDE}
    faulty.stop()
    tab.reload()
    tab.wait_for_attribute("html", "data-offline", "incomplete")
    right, missing = check_truth(tab, build)
    check_offline(tab, context, faulty, build, right, missing)
    complete(tab, faulty, build, {GUIDE})


def test_with_all_caches_deleted_everything_comes_again(context, tab, faulty, build):
    tab.open(faulty.address + HOME)
    be_ready(tab)
    tab.run("async () => { for (const name of await caches.keys()) await caches.delete(name); }")
    faulty.stop()
    tab.open(faulty.address + GUIDE)
    tab.wait_for_attribute("main", "data-page", "emergency")
    faulty.start()
    since = len(faulty.log)
    tab.open(faulty.address + HOME)
    be_ready(tab)
    check_whole(tab, build)
    limit = build.weight(PACK) + build.weight(LIST) + build.weight(HOME) + SLACK
    assert faulty.sent(since=since) <= limit, report(faulty, since)


def test_caches_of_other_apps_on_the_origin_are_neither_used_nor_touched(context, tab, faulty, build, later):
    foreign = [
        "other-app",
        "workbox-precache-v2",
        "prontosim",
        "prontosim:/elsewhere/:release:1",
        "prontosim:/elsewhere/:meta",
    ]
    tab.open(f"{faulty.address}/404.html")
    tab.run(
        """async (names, paths) => {
          for (const name of names) {
            for (const path of paths) await (await caches.open(name)).put(path, new Response(`foreign ${name}`));
          }
        }""",
        foreign,
        [HOME, GUIDE, LIST, "/current", "/elsewhere/current"],
    )
    tab.open(faulty.address + HOME)
    be_ready(tab)
    assert unopened(tab, build, "en", set(build.files("en"))) == set()
    faulty.built = later.folder
    tab.reload()
    update(tab, later)
    faulty.stop()
    assert unopened(tab, later, "en", set(later.files("en"))) == set()
    kept = tab.run(
        """async (names) => {
          const texts = [];
          for (const name of names) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) texts.push(await (await cache.match(request)).text());
          }
          return texts;
        }""",
        foreign,
    )
    assert kept == [f"foreign {name}" for name in foreign for _ in range(5)]


def test_a_line_that_is_there_and_never_answers_keeps_nobody_waiting(tab, faulty):
    tab.open(faulty.address + HOME)
    be_ready(tab)
    faulty.fault = Fault("silent")
    since = time.monotonic()
    tab.page.goto(faulty.address + GUIDE, wait_until="domcontentloaded")
    assert tab.attribute("main", "data-id") == "topup"
    assert time.monotonic() - since < 1
    # What is not saved: the network has four seconds, then there is an answer of ours.
    tab.page.goto(faulty.address + "/zh-hant/guides/topup/", wait_until="domcontentloaded")
    assert tab.attribute("html", "data-reason") == "not-saved"
    assert time.monotonic() - since < 7
