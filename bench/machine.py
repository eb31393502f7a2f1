"""On what and with which versions a run was made."""

import importlib.metadata
import json
import os
import platform
import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import workbox
from tests.browser.chromium import launch


def of_package(name: str) -> str:
    """Return the version of a package of ``bench/node_modules``."""
    return json.loads((workbox.BENCH / "node_modules" / name / "package.json").read_text(encoding="utf-8"))["version"]


def peers() -> dict[str, str]:
    """Return the versions of what the main benchmark compares with, and of what it is made with."""
    names = {"brotli": "brotli", "Zensical": "zensical", "Frozen-Flask": "frozen-flask"}
    return {"Workbox": workbox.version()} | {name: importlib.metadata.version(one) for name, one in names.items()}


def versions(built: Path, compared: Mapping[str, str]) -> dict[str, str]:
    """Return what was measured, with what, and the versions of what it was compared with."""
    manifest = json.loads(next((built / "offline").glob("*.json")).read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        chromium = browser.version
        browser.close()
    ours = {"Our release": manifest["release"][:12], "Chromium": chromium}
    return {**ours, **compared, "Python": platform.python_version()}


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
