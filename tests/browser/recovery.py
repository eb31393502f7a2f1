"""What must hold after every fault, and what the recovery may cost."""

from tests.browser.engines import PlaywrightTab
from tests.browser.server import wait_until
from tests.browser.truth import SETTLED
from tests.browser.truth import Phone
from tests.browser.truth import unopened

HOME, LIST, PACK, GUIDE, WORKER = "/en/", "/offline/lists/en.json", "/offline/en.ndjson", "/en/guides/topup/", "/sw.js"
ONLINE = """() => { window.dispatchEvent(new Event("online")); }"""
WITHOUT_ITALIAN = "try { localStorage.setItem('prontosim:removed', 'it') } catch {}"
IS_READY = "() => document.documentElement.dataset.offline === 'ready'"
OFFERS = "() => Boolean(document.querySelector('#offline button')?.checkVisibility())"
LOST_WORD = 60
"""Seconds after which a page has asked again, when a worker was stopped before it could tell: `PATIENCE` in `main.js`."""
SLACK = 1000
"""Bytes beside the files and the manifest that a completion may cost."""


def be_ready(tab):
    tab.wait_for_attribute("html", "data-offline", "ready")


def give_up(tab, server):
    """Wait until the engine has stopped trying: it says so, and asks for nothing any more."""
    seen = [-1]

    def is_quiet():
        server.release()
        seen.append(len(server.log))
        return len(set(seen[-15:])) == 1 and tab.run(SETTLED)

    wait_until(is_quiet, LOST_WORD)


def go_on(tab, server):
    """The fault is over, nothing hangs any more, and the browser says so; return from where on to count."""
    server.stop()
    server.fault = None
    server.start()
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
        other.wait_for_attribute("html", "data-offline", "incomplete" if missing else "ready", seconds=LOST_WORD)
    elif tab.run("() => Boolean(navigator.serviceWorker.controller)"):
        assert other.attribute("main", "data-page") == "emergency"
    other.page.close()


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
    limit = build.cheapest("en", missing) + build.weight(LIST) + SLACK + extra
    sent = server.sent(since=since)
    assert sent <= limit, f"{sent} bytes, at most {limit}, for {len(missing)} missing files; {report(server, since)}"


def update(tab, later):
    """Take the new release that is offered."""
    tab.wait_for(OFFERS)
    tab.click("#offline button")
    tab.wait_for(f"(release) => ({IS_READY})() && document.documentElement.dataset.release === release", later.release)
