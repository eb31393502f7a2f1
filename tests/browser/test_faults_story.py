"""Every fault of a line and of a phone, during the first saving and during an update, in a real Chromium.

After each: what was saved still opens, the state shown is true, and once the fault is over it completes by itself, with no
more bytes than the cheaper of the missing files one by one and the pack.
"""

import datetime

import pytest

from tests.browser.engines import PlaywrightTab
from tests.browser.faults import Fault
from tests.browser.faults import FaultServer
from tests.browser.server import wait_until
from tests.browser.truth import SETTLED
from tests.browser.truth import Build
from tests.browser.truth import Phone
from tests.browser.truth import unopened

HOME, MANIFEST, PACK, GUIDE, WORKER = "/en/", "/offline/en.json", "/offline/en.ndjson", "/en/guides/topup/", "/sw.js"
ONLINE = """() => { window.dispatchEvent(new Event("online")); }"""
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
IS_READY = "() => document.documentElement.dataset.offline === 'ready'"
OFFERS = "() => Boolean(document.querySelector('#offline button')?.checkVisibility())"
SAVED_FILES = """async (wanted) => {
  let saved = 0;
  for (const name of await caches.keys()) saved += (await (await caches.open(name)).keys()).length;
  return saved > wanted + 1;
}"""
KINDS = {
    "portal": {"kind": "portal"},
    "redirect": {"kind": "redirect"},
    "204": {"kind": "status", "status": 204},
    "404": {"kind": "status", "status": 404},
    "503": {"kind": "status", "status": 503},
    "silent": {"kind": "silent"},
    "wrong-byte": {"kind": "wrong_byte"},
    "cut-announced": {"kind": "cut"},
    "cut-unannounced": {"kind": "cut", "length": False},
}
SLACK = 1000
"""Bytes beside the files and the manifest that a completion may cost."""


def cases(**places: tuple[str, str]):
    """Every kind of fault at every place: what is asked there first, and all that fails."""
    return pytest.mark.parametrize(
        ("first", "fault"),
        [
            pytest.param(first, {**kind, "on": on}, id=f"{place}-{name}")
            for place, (first, on) in places.items()
            for name, kind in KINDS.items()
            # Nobody can verify the script that verifies.
            if (place, name) != ("worker", "wrong-byte")
        ],
    )


@pytest.fixture
def context(browser):
    """A phone whose reader saves data, so that no second language adds to what is counted."""
    context = browser.new_context()
    context.add_init_script(SAVES_DATA)
    yield context
    context.close()


@pytest.fixture
def tab(context):
    return PlaywrightTab(context.new_page())


@pytest.fixture
def build(built):
    return Build(built)


@pytest.fixture
def later(next_build):
    return Build(next_build)


def be_ready(tab):
    tab.wait_for_attribute("html", "data-offline", "ready")


def give_up(tab, server):
    """Wait until the engine has stopped trying: it says so, and asks for nothing any more."""
    seen = [-1]

    def is_quiet():
        server.release()
        seen.append(len(server.log))
        return len(set(seen[-15:])) == 1 and tab.run(SETTLED)

    wait_until(is_quiet)


def go_on(tab, server):
    """The fault is over and the browser says so; return from where on to count."""
    server.fault = None
    since = len(server.log)
    tab.run(ONLINE)
    return since


def check_truth(tab, build, *others):
    """What is there is verified and opens without a network, and the state shown is that of the files."""
    phone = Phone(tab)
    assert phone.unverified(build, *others) == []
    right, missing = phone.right(build, "en"), phone.missing(build, "en")
    shown = tab.attribute("html", "data-offline")
    assert shown in (["ready"] if not missing else ["incomplete"] if right else ["none", "incomplete"])
    return right, missing


def check_offline(tab, context, server, build, right, missing):
    """Stop the server and look: in the open page through the worker, and in a new tab."""
    server.stop()
    assert unopened(tab, build, "en", right) == set()
    other = PlaywrightTab(context.new_page())
    other.open(server.address + HOME)
    if HOME in right:
        other.wait_for_attribute("html", "data-offline", "incomplete" if missing else "ready")
    elif tab.run("() => Boolean(navigator.serviceWorker.controller)"):
        assert other.attribute("main", "data-page") == "emergency"
    other.page.close()
    server.start()


def check_whole(tab, build, *others):
    phone = Phone(tab)
    assert phone.unverified(build, *others) == []
    assert phone.missing(build, "en") == set()


def report(server, since):
    return ", ".join(f"{entry.path} {entry.status} {entry.bytes}" for entry in server.log[since:][:12])


def complete(tab, server, build, missing, extra=0):
    """The fault is over: it completes by itself, at no more than the cheaper price."""
    since = go_on(tab, server)
    try:
        be_ready(tab)
    except AssertionError:
        raise AssertionError(report(server, since)) from None
    check_whole(tab, build)
    limit = build.cheapest("en", missing) + build.weight(MANIFEST) + SLACK + extra
    assert server.sent(since=since) <= limit, f"{len(missing)} were missing; {report(server, since)}"


@cases(
    worker=(WORKER, r"(?!/en/$|/static/).*"),
    manifest=(MANIFEST, r"(?!/en/$|/static/|/sw\.js).*"),
    pack=(PACK, r"(?!/en/$|/static/|/sw\.js|/offline/en\.json).*"),
)
def test_the_first_saving_survives(context, tab, faulty, build, first, fault):
    faulty.fault = Fault(**fault)
    tab.open(faulty.address + HOME)
    wait_until(lambda: first in faulty.paths())
    give_up(tab, faulty)
    right, missing = check_truth(tab, build)
    check_offline(tab, context, faulty, build, right, missing)
    complete(tab, faulty, build, missing, extra=build.weight(WORKER) if first == WORKER else 0)


@pytest.mark.parametrize("length", [True, False], ids=["announced", "unannounced"])
@pytest.mark.parametrize("tenth", range(10))
def test_a_cut_of_everything_keeps_what_came_and_the_rest_is_fetched(context, tab, faulty, build, tenth, length):
    faulty.fault = Fault("cut", on=f"{PACK}|/en/.+", at=tenth / 10, length=length)
    tab.open(faulty.address + HOME)
    wait_until(lambda: PACK in faulty.paths())
    give_up(tab, faulty)
    right, missing = check_truth(tab, build)
    check_offline(tab, context, faulty, build, right, missing)
    complete(tab, faulty, build, missing)


@pytest.mark.parametrize("length", [True, False], ids=["announced", "unannounced"])
@pytest.mark.parametrize("tenth", [0, 5, 9])
def test_a_pack_that_is_cut_at_the_same_place_each_time_ends_whole(tab, faulty, build, tenth, length):
    faulty.fault = Fault("cut", on=f"{PACK}|/en/.+", at=tenth / 10, length=length)
    tab.open(faulty.address + HOME)
    wait_until(lambda: PACK in faulty.paths())
    give_up(tab, faulty)
    missing = Phone(tab).missing(build, "en")
    since = go_on(tab, faulty)
    faulty.fault = Fault("cut", on=PACK, at=tenth / 10, length=length)
    be_ready(tab)
    check_whole(tab, build)
    one_more_try = build.weight(PACK) * tenth // 10
    limit = sum(map(build.weight, missing)) + one_more_try + build.weight(MANIFEST) + SLACK
    assert faulty.sent(since=since) <= limit, report(faulty, since)


def test_a_server_that_never_answers_is_given_up(browser, built, build):
    """Nobody hangs up here: the engine itself must lose its patience, with the manifest and with the pack."""
    servers = FaultServer(built), FaultServer(built)
    contexts = browser.new_context(), browser.new_context()
    tabs = [PlaywrightTab(context.new_page()) for context in contexts]
    for server, tab, silent in zip(servers, tabs, (MANIFEST, PACK), strict=True):
        server.fault = Fault("silent", on=silent, times=1)
        tab.page.add_init_script(SAVES_DATA)
        tab.open(server.address + HOME)
    without_manifest, without_pack = tabs
    without_manifest.wait_for(SETTLED, seconds=60)
    check_truth(without_manifest, build)
    without_manifest.run(ONLINE)
    for tab in (without_manifest, without_pack):
        tab.wait_for(IS_READY, seconds=60)
        check_whole(tab, build)
    for one in (*contexts, *servers):
        one.close()


@cases(
    worker=(WORKER, r"(?!/en/$|/static/).*"),
    manifest=(MANIFEST, r"(?!/en/$|/static/|/sw\.js).*"),
    file=(GUIDE, r"(?!/en/$|/static/|/sw\.js|/offline/en\.json).*"),
)
def test_an_update_survives(context, tab, faulty, build, later, first, fault):
    tab.open(faulty.address + HOME)
    be_ready(tab)
    faulty.built = later.folder
    faulty.fault = Fault(**fault)
    since = len(faulty.log)
    tab.reload()
    wait_until(lambda: first in faulty.paths(since))
    give_up(tab, faulty)

    # The old release is whole, in use, and says so; nothing is offered that is not there.
    assert tab.attribute("html", "data-release") == build.release
    right, missing = check_truth(tab, build, later)
    assert missing == set()
    assert not tab.run(OFFERS)
    check_offline(tab, context, faulty, build, right, missing)

    # The fault is over: the new release comes by itself, at the price of what changed, and waits for a tap.
    changed = Phone(tab).missing(later, "en")
    assert changed == {GUIDE}
    since = go_on(tab, faulty)
    try:
        tab.wait_for(OFFERS)
    except AssertionError:
        raise AssertionError(f"nothing is offered; {report(faulty, since)}") from None
    check_whole(tab, later, build)
    limit = later.weight(GUIDE) + later.weight(MANIFEST) + SLACK + (later.weight(WORKER) if first == WORKER else 0)
    assert faulty.sent(since=since) <= limit, report(faulty, since)
    tab.click("#offline button")
    tab.wait_for(f"(release) => ({IS_READY})() && document.documentElement.dataset.release === release", later.release)


@pytest.mark.parametrize("files", [10, 60])
def test_a_worker_that_is_killed_goes_on_where_it_was(context, tab, faulty, build, files):
    chromium = context.new_cdp_session(tab.page)
    chromium.send("ServiceWorker.enable")
    faulty.fault = Fault("slow", on=PACK, rate=40_000)
    tab.open(faulty.address + HOME)
    tab.wait_for(SAVED_FILES, files)
    chromium.send("ServiceWorker.stopAllWorkers")
    faulty.release()
    tab.wait_for(
        "() => !navigator.serviceWorker.controller || navigator.serviceWorker.controller.state === 'activated'"
    )
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
    faulty.fault = None
    faulty.release()
    tab = PlaywrightTab(context.new_page())
    tab.open(faulty.address + HOME)
    be_ready(tab)
    check_whole(tab, build)
    assert faulty.paths().count(PACK) <= 2
    assert faulty.sent("/en/.+") <= build.weight(PACK)


@pytest.mark.parametrize("years", [10, -10])
def test_a_clock_that_is_ten_years_wrong_changes_nothing(context, tab, faulty, build, later, years):
    shift = datetime.timedelta(days=365 * years)
    context.clock.set_fixed_time(datetime.datetime.now(datetime.UTC) + shift)
    faulty.fault = Fault("clock", years=-years)
    tab.open(faulty.address + HOME)
    be_ready(tab)
    check_whole(tab, build)
    check_offline(tab, context, faulty, build, set(build.files("en")), set())
    faulty.built = later.folder
    tab.reload()
    tab.wait_for(OFFERS)
    tab.click("#offline button")
    tab.wait_for(f"(release) => ({IS_READY})() && document.documentElement.dataset.release === release", later.release)
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
    faulty.start()
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
    limit = build.weight(PACK) + build.weight(MANIFEST) + build.weight(HOME) + SLACK
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
        [HOME, GUIDE, MANIFEST, "/current", "/elsewhere/current"],
    )
    tab.open(faulty.address + HOME)
    be_ready(tab)
    assert unopened(tab, build, "en", set(build.files("en"))) == set()
    faulty.built = later.folder
    tab.reload()
    tab.wait_for(OFFERS)
    tab.click("#offline button")
    tab.wait_for(f"(release) => ({IS_READY})() && document.documentElement.dataset.release === release", later.release)
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
