"""Debian's Firefox, driven by Marionette, the driver that is built into it."""

from pathlib import Path
from typing import Any

from marionette_driver.errors import MarionetteException
from marionette_driver.errors import UnknownException
from marionette_driver.marionette import Marionette

from tests.browser.engines import CALLED_BACK
from tests.browser.engines import FIREFOX
from tests.browser.engines import PATIENCE
from tests.browser.engines import DriverError
from tests.browser.engines import Engine
from tests.browser.engines import Tab
from tests.browser.engines import unpacked
from tests.browser.server import free_port


class MarionetteTab(Tab):
    def __init__(self, firefox: Marionette, handle: str):
        self.firefox, self.handle = firefox, handle

    def open(self, url: str) -> None:
        self.firefox.switch_to_window(self.handle)
        try:
            self.firefox.navigate(url)
        except UnknownException as error:
            if "error page" not in str(error):
                raise

    def reload(self) -> None:
        # Marionette's own way is a forced reload, which goes past the worker.
        self.run("() => { window.leaving = true; setTimeout(() => location.reload()); }")
        self.wait_for("() => !window.leaving")

    def run(self, source: str, *arguments: Any) -> Any:
        try:
            self.firefox.switch_to_window(self.handle)
            return unpacked(
                self.firefox.execute_async_script(CALLED_BACK % source, script_args=arguments, sandbox=None)
            )
        except MarionetteException as error:
            raise DriverError(str(error)) from None


class MarionetteEngine(Engine):
    """Firefox; its profile lasts, so that every test takes an origin of its own."""

    def __init__(self, folder: Path):
        self.firefox = Marionette(bin=str(FIREFOX), headless=True, port=free_port(), gecko_log=str(folder))
        self.firefox.start_session()
        self.firefox.timeout.script = PATIENCE
        self.first = self.firefox.current_window_handle

    def new_tab(self) -> Tab:
        return MarionetteTab(self.firefox, self.firefox.open("tab", focus=True)["handle"])

    def clear(self) -> None:
        for handle in self.firefox.window_handles:
            if handle != self.first:
                self.firefox.switch_to_window(handle)
                self.firefox.close()
        self.firefox.switch_to_window(self.first)

    def quit(self) -> None:
        # A tidy end may wait long for workers whose servers are gone.
        self.firefox.cleanup()
