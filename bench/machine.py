"""On what and with which versions a run was made."""

import importlib.metadata
import json
import os
import platform
import re
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import workbox
from tests.browser.chromium import launch


def versions(built: Path) -> dict[str, str]:
    manifest = json.loads(next((built / "offline").glob("*.json")).read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        chromium = browser.version
        browser.close()
    names = {"brotli": "brotli", "Zensical": "zensical", "Frozen-Flask": "frozen-flask"}
    return {
        "Our release": manifest["release"][:12],
        "Chromium": chromium,
        "Workbox": workbox.version(),
        **{name: importlib.metadata.version(package) for name, package in names.items()},
        "Python": platform.python_version(),
    }


def machine() -> str:
    """Return cores, processor and memory, as far as the system tells."""
    told = [f"{os.cpu_count()} cores", platform.machine()]
    if (cpu := Path("/proc/cpuinfo")).exists() and (model := re.search(r"model name\s*: (.*)", cpu.read_text())):
        told[1] = model[1].replace("(R)", "")
    if (memory := Path("/proc/meminfo")).exists() and (
        kilobytes := re.search(r"MemTotal:\s*(\d+)", memory.read_text())
    ):
        told.append(f"{int(kilobytes[1]) / 1e6:.0f} GB memory")
    return ", ".join([*told, platform.system()])
