"""How long a build takes and how much memory, step by step, each in a process of its own.

Ours is the whole of ``make build``: content read and checked, frozen, packed, compressed, verified, swapped in. Only
the budgets on bytes are lifted: a list of a thousand guides may be heavy. A peer's is what gives readers the same:
pages, worker, the same compression.
"""

import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path

import app as application
from bench import synthetic
from bench import zensical
from bench.figures import OURS
from bench.figures import ZENSICAL
from bench.figures import Build
from prontosim import export
from prontosim import offline
from prontosim import verify
from prontosim.compress import compress
from prontosim.locales import LOCALES

ROOT = Path(__file__).parents[1]


def timed(steps: dict[str, float], name: str, work):
    """Return ``work`` so that its seconds are noted."""

    def watched(*arguments):
        start = time.monotonic()
        result = work(*arguments)
        steps[name] = steps.get(name, 0) + time.monotonic() - start
        return result

    return watched


def build_ours(project: Path) -> dict[str, float]:
    steps: dict[str, float] = {}
    verify.BUDGETS = dict.fromkeys(verify.BUDGETS, math.inf)
    verify.LIBRARY_BUDGET = (1e6, 0)
    export.freeze = timed(steps, "freeze", export.freeze)
    export.write_offline = timed(steps, "pack", export.write_offline)
    offline.compress = timed(steps, "compress", offline.compress)
    verify.verify = timed(steps, "verify", verify.verify)
    start = time.monotonic()
    app = application.create_app(project)
    with app.app_context():
        edition = timed(steps, "read and check", app.extensions["prontosim"])()
    export.build(app, edition, project / "static", project / "build")
    # Compression is a part of packing.
    steps["pack"] -= steps["compress"]
    steps["the rest"] = time.monotonic() - start - sum(steps.values())
    return steps


def build_zensical(project: Path) -> dict[str, float]:
    site = project / "site"
    steps: dict[str, float] = {}
    timed(steps, "Zensical", zensical.generate)(project, site)
    timed(steps, "worker", zensical.add_worker)(site)
    timed(steps, "compress", compress)(site)
    return steps


BUILDERS = {OURS: build_ours, ZENSICAL: build_zensical}


def watch(name: str, project: Path, site: Path) -> Build:
    """Build in a process of its own; the kernel says how much memory it and what it started had at most."""
    process = subprocess.Popen([sys.executable, "-m", "bench.builds", name, project], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"The build of {name} in {project} failed.")
    pages = sum(1 for locale in LOCALES for _ in (site / locale.id).rglob("index.html"))
    processor = usage.ru_utime + usage.ru_stime
    return Build(json.loads(output.splitlines()[-1]), processor, usage.ru_maxrss / 1024, pages)


def real_guides() -> int:
    return len(list((ROOT / "content" / "guides").iterdir()))


def built(guides: int, scratch: Path) -> Path:
    """Return where our build of so many guides lies."""
    return scratch / f"guides-{guides}" / "build"


def measure(guides: int, scratch: Path) -> dict[str, Build]:
    """Build a project of so many guides with both, from the same texts."""
    ours = built(guides, scratch)
    synthetic.write_project(ROOT, ours.parent, guides)
    figures = {OURS: watch(OURS, ours.parent, ours)}
    theirs = ours.with_name("zensical")
    zensical.write_content(ours, theirs)
    figures[ZENSICAL] = watch(ZENSICAL, theirs, theirs / "site")
    return figures


if __name__ == "__main__":
    print(json.dumps(BUILDERS[sys.argv[1]](Path(sys.argv[2]))))
