"""Every fault of a line, during the first saving and during an update, in a real Chromium.

After each: what was saved still opens, the state shown is true, and once the fault is over it completes by itself, with no
more bytes than the cheaper of the missing files one by one and the pack.
"""

import pytest

from tests.browser.engines import PlaywrightTab
from tests.browser.faults import Fault
from tests.browser.faults import FaultServer
from tests.browser.recovery import GUIDE
from tests.browser.recovery import HOME
from tests.browser.recovery import IS_READY
from tests.browser.recovery import LIST
from tests.browser.recovery import OFFERS
from tests.browser.recovery import ONLINE
from tests.browser.recovery import PACK
from tests.browser.recovery import SLACK
from tests.browser.recovery import WITHOUT_ITALIAN
from tests.browser.recovery import WORKER
from tests.browser.recovery import be_ready
from tests.browser.recovery import check_offline
from tests.browser.recovery import check_truth
from tests.browser.recovery import check_whole
from tests.browser.recovery import complete
from tests.browser.recovery import give_up
from tests.browser.recovery import go_on
from tests.browser.recovery import report
from tests.browser.recovery import update
from tests.browser.server import wait_until
from tests.browser.truth import SETTLED
from tests.browser.truth import Phone

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


@cases(
    worker=(WORKER, r"(?!/en/$|/static/).*"),
    manifest=(LIST, r"(?!/en/$|/static/|/sw\.js).*"),
    pack=(PACK, r"(?!/en/$|/static/|/sw\.js|/offline/lists/en\.json).*"),
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
    limit = sum(map(build.weight, missing)) + one_more_try + build.weight(LIST) + SLACK
    assert faulty.sent(since=since) <= limit, report(faulty, since)


def test_a_server_that_never_answers_is_given_up(browser, built, build):
    """Nobody hangs up here: the engine itself must lose its patience, with the manifest and with the pack."""
    servers = FaultServer(built), FaultServer(built)
    contexts = browser.new_context(), browser.new_context()
    tabs = [PlaywrightTab(context.new_page()) for context in contexts]
    for server, tab, silent in zip(servers, tabs, (LIST, PACK), strict=True):
        server.fault = Fault("silent", on=silent, times=1)
        tab.page.add_init_script(WITHOUT_ITALIAN)
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
    manifest=(LIST, r"(?!/en/$|/static/|/sw\.js).*"),
    file=(GUIDE, r"(?!/en/$|/static/|/sw\.js|/offline/lists/en\.json).*"),
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
    limit = later.weight(GUIDE) + later.weight(LIST) + SLACK + (later.weight(WORKER) if first == WORKER else 0)
    assert faulty.sent(since=since) <= limit, report(faulty, since)
    update(tab, later)
