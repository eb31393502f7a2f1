"""Offline cold start: nothing answers, a browser just started, a slow processor; until the text is painted."""

from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext
from playwright.sync_api import Playwright
from playwright.sync_api import sync_playwright

from bench.edit import GUIDE
from bench.edit import LOCALE
from bench.measure import ACTIVATED
from bench.measure import PHONE
from bench.measure import READY
from bench.measure import Peer
from bench.measure import until
from bench.serving import Server
from tests.browser.chromium import ARGUMENTS
from tests.browser.chromium import executable

SLOWER = 4
"""Emulation.setCPUThrottlingRate of the page; the worker's thread is not slowed, in none of the sites."""

PAINTED = """() => {
  const look = () => {
    const [title, text] = [document.querySelector("main h1"), document.querySelector("main p")];
    if (!title?.offsetHeight || !text?.offsetHeight) requestAnimationFrame(look);
    else requestAnimationFrame(() => setTimeout(() => console.log(`painted ${performance.now()}`)));
  };
  if (location.protocol === "http:") look();
}"""
"""Tells when heading and text had been laid out and that frame was drawn, in milliseconds since the tap."""


@contextmanager
def browser(playwright: Playwright, profile: Path) -> Iterator[BrowserContext]:
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=executable(), args=ARGUMENTS, **PHONE
    )
    yield context
    context.close()


def fill(playwright: Playwright, peer: Peer, profile: Path, address: str) -> None:
    """Let a phone save a site's first locale at full speed."""
    with browser(playwright, profile) as context:
        page = context.pages[0]
        page.goto(f"{address}/{LOCALE.id}/")
        until(page, READY if peer.ours else ACTIVATED)


def start(playwright: Playwright, profile: Path, address: str) -> float:
    """Start the browser and open the guide; return the seconds until its text was painted."""
    with browser(playwright, profile) as context:
        page = context.pages[0]
        page.add_init_script(f"({PAINTED})()")
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        # Nothing asks the page meanwhile: on a slow processor asking would be part of what is measured.
        with page.expect_console_message(lambda message: message.text.startswith("painted ")) as told:
            page.goto(f"{address}/{GUIDE}/", wait_until="commit")
        return float(told.value.text.removeprefix("painted ")) / 1000


def measure(peers: list[Peer], folder: Path, times: int) -> dict[str, list[float]]:
    """Return the seconds of each cold start; the sites take turns, so that a busy moment meets all of them."""
    seconds: dict[str, list[float]] = {peer.name: [] for peer in peers}
    with sync_playwright() as playwright:
        addresses = {}
        with ExitStack() as running:
            for peer in peers:
                server = running.enter_context(Server(peer.folder, peer.ours))
                # Ports stay apart: an origin's storage must not be another site's.
                addresses[peer.name] = f"http://127.0.0.1:{server.port}"
                fill(playwright, peer, folder / peer.name, addresses[peer.name])
        for _ in range(times):
            for peer in peers:
                seconds[peer.name].append(start(playwright, folder / peer.name, addresses[peer.name]))
    return seconds
