"""WebKitGTK's small browser, driven by WebDriver on a display of its own."""

import os
import subprocess
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.engines import CALLED_BACK
from tests.browser.engines import PATIENCE
from tests.browser.engines import WEBKIT_DRIVER
from tests.browser.engines import XVFB
from tests.browser.engines import DriverError
from tests.browser.engines import Engine
from tests.browser.engines import Tab
from tests.browser.engines import unpacked

MINI_BROWSERS = "*/webkit2gtk-4.1/MiniBrowser"


class WebDriverTab(Tab):
    def __init__(self, driver: webdriver.WebKitGTK, handle: str):
        self.driver, self.handle = driver, handle

    def open(self, url: str) -> None:
        self.driver.switch_to.window(self.handle)
        self.driver.get(url)

    def reload(self) -> None:
        self.driver.switch_to.window(self.handle)
        self.driver.refresh()

    def run(self, source: str, *arguments: Any) -> Any:
        try:
            self.driver.switch_to.window(self.handle)
            return unpacked(self.driver.execute_async_script(CALLED_BACK % source, *arguments))
        except WebDriverException as error:
            raise DriverError(str(error)) from None


class WebKitEngine(Engine):
    """WebKitGTK's small browser on a display of its own; its profile lasts, so that every test takes an origin of its own."""

    def __init__(self):
        receiver, sender = os.pipe()
        command = [XVFB, "-displayfd", str(sender), "-screen", "0", "1024x900x24", "-nolisten", "tcp"]
        self.display = subprocess.Popen(command, pass_fds=[sender], stderr=subprocess.DEVNULL)
        os.close(sender)
        with os.fdopen(receiver) as answer:
            number = answer.readline().strip()
        options = Options()
        [options.binary_location] = map(str, Path("/usr/lib").glob(MINI_BROWSERS))
        options.add_argument("--automation")
        service = Service(str(WEBKIT_DRIVER), env={**os.environ, "DISPLAY": f":{number}"})
        self.driver = webdriver.WebKitGTK(options, service)
        self.driver.set_script_timeout(PATIENCE)
        self.first = self.driver.current_window_handle

    def new_tab(self) -> Tab:
        self.driver.switch_to.window(self.first)
        self.driver.switch_to.new_window("tab")
        return WebDriverTab(self.driver, self.driver.current_window_handle)

    def clear(self) -> None:
        for handle in self.driver.window_handles:
            if handle != self.first:
                self.driver.switch_to.window(handle)
                self.driver.close()
        self.driver.switch_to.window(self.first)

    def quit(self) -> None:
        self.driver.quit()
        self.display.terminate()
        self.display.wait()
