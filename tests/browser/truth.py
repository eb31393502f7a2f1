"""What really lies on the phone: every file in our caches is hashed again, without the engine's help."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

from tests.browser.engines import Tab

OURS = "prontosim:"
READ = """async (ours, lists) => {
  const found = [];
  for (const name of (await caches.keys()).filter((one) => one.startsWith(ours))) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const bytes = await (await cache.match(request)).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
      const path = new URL(request.url).pathname;
      found.push({ cache: name, path, sha256, text: path.startsWith(lists) ? new TextDecoder().decode(bytes) : "" });
    }
  }
  return found;
}"""
OPEN = """async (paths) => {
  const opened = {};
  for (const path of paths) {
    const response = await fetch(path).catch(() => new Response());
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
    opened[path] = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  return opened;
}"""
SETTLED = "() => document.documentElement.dataset.offline !== 'saving' && document.documentElement.dataset.offline"
LISTS = "/offline/"


class Build:
    """A build, as far as a phone's truth is measured by it: computed from its files."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.manifests: dict[str, dict[str, Any]] = {
            path.stem: json.loads(path.read_bytes()) for path in (folder / "offline").glob("*.json")
        }

    def kept_list(self, locale: str) -> dict[str, Any]:
        """Return what the phone should keep of a locale's manifest: the hashes' first 48 bits, in base64, and kilobytes."""
        files = [
            {
                "path": file["path"],
                "hash": b64encode(bytes.fromhex(file["sha256"])[:6]).decode(),
                "bytes": -(-file["bytes"] // 1000) * 1000,
            }
            for file in self.manifests[locale]["files"]
        ]
        return {"release": self.release, "locale": locale, "files": files}

    @property
    def release(self) -> str:
        return self.manifests["it"]["release"]

    def files(self, locale: str) -> dict[str, str]:
        return {entry["path"]: entry["sha256"] for entry in self.manifests[locale]["files"]}

    def weight(self, path: str) -> int:
        """Return the bytes of a path's body on the wire."""
        file = self.folder / (path.removeprefix("/") + ("index.html" if path.endswith("/") else ""))
        compressed = file.with_name(f"{file.name}.br")
        return (compressed if compressed.exists() else file).stat().st_size

    def cheapest(self, locale: str, missing: set[str]) -> int:
        """Return the bytes of the missing files one by one, or of the pack, whichever are fewer."""
        return min(sum(map(self.weight, missing)), self.weight(f"/offline/{locale}.ndjson"))


class Phone:
    """What lies in our caches, read at one moment."""

    def __init__(self, tab: Tab):
        self.entries = tab.run(READ, OURS, LISTS)

    def right(self, build: Build, locale: str) -> set[str]:
        """Return the paths of a locale whose bytes are there and are those of the build."""
        saved = {(entry["path"], entry["sha256"]) for entry in self.entries}
        return {path for path, sha256 in build.files(locale).items() if (path, sha256) in saved}

    def missing(self, build: Build, locale: str) -> set[str]:
        return build.files(locale).keys() - self.right(build, locale)

    def unverified(self, *builds: Build) -> list[str]:
        """Return what lies there and belongs to none of the builds; the engine's own notes are no files."""
        known = {pair for build in builds for locale in build.manifests for pair in build.files(locale).items()}
        lists = [build.kept_list(locale) for build in builds for locale in build.manifests]
        wrong = []
        for entry in self.entries:
            if entry["cache"].endswith(":meta"):
                continue
            is_right = (
                json.loads(entry["text"]) in lists if entry["text"] else (entry["path"], entry["sha256"]) in known
            )
            if not is_right:
                wrong.append(f"{entry['path']} in {entry['cache']}")
        return wrong


def unopened(tab: Tab, build: Build, locale: str, paths: set[str]) -> set[str]:
    """Return which of the paths do not open with the build's bytes, asked from a page through the worker."""
    opened = tab.run(OPEN, sorted(paths))
    return {path for path in paths if opened[path] != build.files(locale)[path]}
