"""What a reader waits for, in a real Chromium behind the line: first visit, ready for offline, update."""

import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import BrowserContext
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright

from bench.edit import LOCALE
from bench.figures import Passage
from bench.link import Link
from bench.serving import Server
from prontosim.locales import COUNTER
from prontosim.locales import LOCALES
from tests.browser.chromium import launch

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "locale": "zh-CN"}
PATIENCE = 900
"""How long anything may take, in seconds."""

SILENCE = 3
"""After so many seconds without a byte nothing more is under way."""

BROWSERS_OWN = ("favicon", "/static/icons/", ".webmanifest")
"""What a browser fetches for its own tabs and menus does not count, in none of the sites."""

READY = '() => document.documentElement?.dataset.offline === "ready"'
OFFERED = '() => document.querySelector("#offline button")?.hidden === false'
TAKEN_OVER = "() => window.takenOver === true"
LISTEN = 'navigator.serviceWorker?.addEventListener("controllerchange", () => { window.takenOver = true; });'

ACTIVATED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration?.active?.state === "activated") return "activated";
  if (registration?.installing) window.wasInstalling = true;
  return window.wasInstalling && !registration?.installing && !registration?.active ? "dropped" : "";
}"""
"""Whether the worker of the page at hand has its whole precache, or was dropped while it installed."""

SAVE = """async (locales) => {
  const { active } = await navigator.serviceWorker.ready;
  for (const locale of locales) active.postMessage({ type: "save", locale });
}"""
"""What the buttons of our status page do."""

SAVED = """async (locales) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const urls = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
    const lists = locales.map((locale) => `/offline/lists/${locale}.json`);
    if (!lists.every((path) => urls.has(path))) continue;
    const files = [];
    for (const path of lists) files.push(...(await (await cache.match(path)).json()).files);
    if (files.every(({ path }) => urls.has(path))) return true;
  }
  return false;
}"""
"""Whether every file of these locales lies in one cache of ours."""


@dataclass(frozen=True)
class Peer:
    """A site to measure: its build, and its build after the edit."""

    name: str
    folder: Path
    after_edit: Path

    @property
    def ours(self) -> bool:
        return self.name == "prontosim"


def until(page: Page, condition: str, arg: object = None) -> object:
    """Ask the page until it says something true; asked from here, since our policy lets no page evaluate strings."""
    end = time.monotonic() + PATIENCE
    while not (answer := page.evaluate(condition, arg)):
        if time.monotonic() > end:
            raise TimeoutError(f"{page.url} did not come so far in {PATIENCE} s: {condition}")
        time.sleep(0.02)
    return answer


class Lane:
    """A browser, a line and a site, and what is measured there."""

    def __init__(self, peer: Peer, kilobits: int | None, round_trip: float):
        self.peer, self.kilobits, self.round_trip = peer, kilobits, round_trip

    @contextmanager
    def phone(self, **settings):
        """Open a phone that has never been here: browser context, page, line, server."""
        with (
            Server(self.peer.folder, self.peer.ours) as server,
            Link(server.port, self.kilobits, self.round_trip) as link,
        ):
            context = self.browser.new_context(**PHONE, **settings)
            context.set_default_timeout(PATIENCE * 1000)
            self.link, self.start = link, 0.0
            yield context
            context.close()

    def go(self, page: Page, locale: str = LOCALE.id, until: str = "commit") -> None:
        """Open a locale's home page; the first time, the clock starts here."""
        self.start = self.start or time.monotonic()
        response = page.goto(f"{self.link.address}/{locale}/", wait_until=until)
        if not response or not response.ok:
            raise LookupError(f"{self.peer.folder} has no page /{locale}/")

    def passed(self, but: Callable[[str], bool] = lambda path: False) -> Passage:
        """Return what has passed since the start, but for requests that do not belong to it."""
        seconds = time.monotonic() - self.start
        requests = [
            one
            for one in list(self.link.requests)
            if not but(one.path) and not any(name in one.path for name in BROWSERS_OWN)
        ]
        received = sum(one.received for one in requests)
        return Passage(received, received - sum(one.headers for one in requests), len(requests), round(seconds, 2))

    def measure(self) -> dict[str, Passage]:
        with sync_playwright() as playwright:
            self.browser = launch(playwright.chromium)
            with self.phone(service_workers="block") as context:
                self.go(context.new_page(), until="load")
                figures = {"first": self.passed()}
            with self.phone() as context:
                figures |= self.ours_offline(context.new_page()) if self.peer.ours else self.offline(context)
            with self.phone() as context:
                figures["update"] = self.update(context.new_page())
            self.browser.close()
        return figures

    def ours_offline(self, page: Page) -> dict[str, Passage]:
        """Wait for the reader's locale, then ask for the others; the counter's language follows by itself."""
        self.go(page)
        until(page, READY)
        one = self.passed(
            but=lambda path: path.startswith(tuple(f"/offline/{folder}{COUNTER.id}." for folder in ("", "lists/")))
        )
        page.evaluate(SAVE, [locale.id for locale in LOCALES if locale not in (LOCALE, COUNTER)])
        until(page, SAVED, [locale.id for locale in LOCALES])
        waited = self.passed().seconds
        # Assets that another locale's pack has brought stand at the end of the last one: its bytes count all the same.
        self.fall_silent()
        return {"one": one, "all": replace(self.passed(), seconds=waited)}

    def fall_silent(self) -> None:
        """Wait until nothing has arrived for several round trips."""
        before = -1
        while before < (before := self.link.received):
            time.sleep(SILENCE)

    def offline(self, context: BrowserContext) -> dict[str, Passage]:
        """Visit a peer's locales one after the other, each until its worker has everything."""
        figures: dict[str, Passage] = {}
        for locale in LOCALES:
            page = context.new_page()
            self.go(page, locale.id)
            state = self.worker_state(page)
            page.close()
            figures["all"] = self.passed()
            if state == "dropped":
                figures["all"] = replace(figures["all"], seconds=None, gave_up_after=figures["all"].seconds)
            figures.setdefault("one", figures["all"])
            if state == "dropped":
                break
        return figures

    def worker_state(self, page: Page) -> str:
        return str(until(page, ACTIVATED))

    def update(self, page: Page) -> Passage:
        """Fill the phone at full speed, put the edited site in place, reload, and wait until its new version is stored.

        A reader of ours has the counter's language too, so its manifest comes along.
        """
        self.link.shape(None, 0)
        page.add_init_script(LISTEN)
        self.go(page)
        if self.peer.ours:
            until(page, SAVED, [LOCALE.id, COUNTER.id])
            until(page, READY)
        else:
            self.worker_state(page)
        with Server(self.peer.after_edit, self.peer.ours) as server:
            self.link.lead_to(server.port)
            self.link.shape(self.kilobits, self.round_trip)
            self.link.forget()
            self.start = time.monotonic()
            page.reload(wait_until="commit")
            until(page, OFFERED if self.peer.ours else TAKEN_OVER)
            return self.passed()


def measure(peer: Peer, kilobits: int, round_trip: float) -> dict[str, Passage]:
    """Measure one site behind one line, in a process of its own."""
    started = time.monotonic()
    figures = Lane(peer, kilobits, round_trip).measure()
    print(f"  {peer.name} at {kilobits} kbit/s: measured in {time.monotonic() - started:.0f} s", flush=True)
    return figures


def ready_at_full_speed(folder: Path) -> Passage:
    """Return what a build of ours asks for until a locale is saved, on a line that holds nothing up."""
    lane = Lane(Peer("prontosim", folder, folder), None, 0)
    with sync_playwright() as playwright:
        lane.browser = launch(playwright.chromium)
        with lane.phone() as context:
            passage = lane.ours_offline(context.new_page())["one"]
        lane.browser.close()
    return passage
