"""Every fault of a line and of a phone, during the first saving and during an update, in a real Chromium.

After each: what was saved still opens, the state shown is true, and once the fault is over it completes by itself, with no
more bytes than the cheaper of the missing files one by one and the pack.
"""

import pytest

from tests.browser.engines import PlaywrightTab
from tests.browser.faults import Fault
from tests.browser.server import wait_until
from tests.browser.truth import SETTLED
from tests.browser.truth import Build
from tests.browser.truth import Phone
from tests.browser.truth import unopened

HOME, MANIFEST, PACK, GUIDE, WORKER = "/en/", "/offline/en.json", "/offline/en.ndjson", "/en/guides/topup/", "/sw.js"
ONLINE = """() => { window.dispatchEvent(new Event("online")); }"""
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
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
