"""Asks a host for every file of the offline manifests and says whether phones may rely on it."""

import hashlib
import json
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from dataclasses import field
from pathlib import PurePosixPath
from urllib.parse import urljoin

from prontosim.fetch import Answer
from prontosim.fetch import Host
from prontosim.fetch import Unreachable
from prontosim.judge import REDIRECTS
from prontosim.judge import Finding
from prontosim.judge import Report
from prontosim.judge import altered
from prontosim.judge import headers
from prontosim.judge import judge
from prontosim.judge import lifetime
from prontosim.judge import weaker
from prontosim.locales import LOCALES
from prontosim.offline import file_list
from prontosim.offline import release_of_pairs
from prontosim.pack import file_type
from prontosim.pack import unpack

AT_ONCE = 4
"""Requests at a time: quick enough, and no host takes it for an attack."""

PATIENCE = 5
"""After so many files without an answer the rest is not asked for."""

NOWHERE = ("/no-such-page/", "/static/css/no-such-file.0000000000.css")


@dataclass(frozen=True)
class Manifest:
    """An offline manifest as the host has it. ``files`` maps a path to its hash and size."""

    path: str
    release: str
    files: dict[str, tuple[str, int]]


@dataclass
class Check:
    """One run over a host: what is found collects here."""

    host: Host
    found: list[Finding] = field(default_factory=list)
    originals: dict[str, bytes] = field(default_factory=dict)
    """Files as the packs hold them, hash checked."""
    manifests: list[Manifest] = field(default_factory=list)
    silent: int = 0

    def ask(self, paths: Iterable[str], look: Callable[[Answer], Iterator[Finding]], accept: str | None = None) -> None:
        """Fetch paths, a few at once, and collect what ``look`` finds in the answers."""

        def one(path: str) -> list[Finding]:
            if self.silent >= PATIENCE:
                return []
            try:
                return list(look(self.host.get(path, *([accept] if accept else []))))
            except Unreachable as error:
                self.silent += 1
                return [Finding(path, "it was not answered", str(error))]

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for findings in pool.map(one, paths):
                self.found += findings

    def run(self) -> None:
        """Look at everything."""
        if self.host.scheme != "https" and self.host.name not in ("localhost", "127.0.0.1", "::1"):
            self.found.append(Finding("/", "this is not HTTPS, and without it browsers save nothing"))
        self.ask([f"/offline/{locale.id}.json" for locale in LOCALES], self.manifest)
        if not self.manifests:
            return
        self.manifests.sort(key=lambda manifest: manifest.path)
        self.releases()
        self.ask([f"/offline/lists/{locale.id}.json" for locale in LOCALES], self.file_list)
        self.ask([f"/offline/{locale.id}.ndjson" for locale in LOCALES], self.pack)
        self.ask(self.files, self.file)
        self.ask(self.files[:: len(self.files) // 5 + 1], self.uncompressed, "identity")
        self.ask(["/sw.js"], self.worker)
        self.ask([f"/{locale.id}/manifest.webmanifest" for locale in LOCALES], self.web_app)
        self.ask(NOWHERE, self.nowhere)
        self.ask([f"/{locale.id}/fix" for locale in LOCALES], self.slash)

    @property
    def files(self) -> list[str]:
        """Return the paths of all files that the manifests name."""
        return sorted({path for manifest in self.manifests for path in manifest.files})

    def manifest(self, answer: Answer) -> Iterator[Finding]:
        """Read an offline manifest."""
        yield from judge(answer)
        if answer.status != 200:
            return
        try:
            content = json.loads(answer.body)
            files = {str(one["path"]): (str(one["sha256"]), int(one["bytes"])) for one in content["files"]}
            self.manifests.append(Manifest(answer.path, str(content["release"]), files))
        except (ValueError, KeyError, TypeError):
            yield Finding(answer.path, "it is no offline manifest", answer.trouble)

    def releases(self) -> None:
        """All manifests are of one release, and it is the hash of what they name."""
        first = self.manifests[0]
        for manifest in self.manifests[1:]:
            if manifest.release != first.release:
                told = f"{manifest.release[:12]} here, {first.release[:12]} in {first.path}"
                self.found.append(Finding(manifest.path, "releases are mixed", told))
        pairs = [(path, sha256) for manifest in self.manifests for path, (sha256, _) in manifest.files.items()]
        if len(self.manifests) == len(LOCALES) and release_of_pairs(pairs) != first.release:
            self.found.append(Finding(first.path, "the manifests together are not the release that they name"))

    def expected(self, path: str) -> tuple[str, int] | None:
        """Return hash and size of a file, or nothing where no manifest names it."""
        return next((one.files[path] for one in self.manifests if path in one.files), None)

    def file_list(self, answer: Answer) -> Iterator[Finding]:
        """The list that phones read says what the manifest says."""
        yield from judge(answer)
        manifest = next((one for one in self.manifests if one.path == answer.path.replace("/lists/", "/")), None)
        if answer.status != 200 or not manifest:
            return
        files = ((path, *entry) for path, entry in manifest.files.items())
        if answer.body != file_list(manifest.release, PurePosixPath(answer.path).stem, files):
            yield Finding(answer.path, "the list is not that of the manifest", answer.trouble)

    def pack(self, answer: Answer) -> Iterator[Finding]:
        """Each line of a pack is a file of the manifest, and all pages are there."""
        yield from judge(answer)
        if answer.status != 200:
            return
        manifest = next((one for one in self.manifests if one.path == answer.path.replace(".ndjson", ".json")), None)
        missing = {path for path in manifest.files if path.endswith("/")} if manifest else set()
        try:
            for path, kind, content in unpack(answer.body):
                missing.discard(path)
                entry = self.expected(path)
                if entry is None or hashlib.sha256(content).hexdigest() != entry[0] or kind != file_type(path):
                    yield Finding(answer.path, "a file in the pack is not that of the manifest", path)
                else:
                    self.originals[path] = content
        except (ValueError, KeyError, TypeError, IndexError):
            yield Finding(
                answer.path, "the pack cannot be read to its end", answer.trouble or f"{len(answer.body):,} bytes"
            )
        if missing:
            yield Finding(answer.path, "the pack lacks files of the manifest", f"{len(missing)}, first {min(missing)}")

    def file(self, answer: Answer) -> Iterator[Finding]:
        """A file's bytes are those of the manifest."""
        yield from judge(answer)
        yield from self.same_bytes(answer)

    def same_bytes(self, answer: Answer) -> Iterator[Finding]:
        """Compare the hash of what came."""
        entry = self.expected(answer.path)
        if answer.status == 200 and entry and hashlib.sha256(answer.body).hexdigest() != entry[0]:
            if answer.trouble:
                yield Finding(answer.path, answer.trouble, f"{len(answer.body):,} of {entry[1]:,} bytes")
            else:
                yield altered(answer.path, answer.body, *entry, self.originals.get(answer.path))

    def uncompressed(self, answer: Answer) -> Iterator[Finding]:
        """Who understands no compression gets the same bytes."""
        if answer.header("Content-Encoding") not in ("", "identity"):
            yield Finding(answer.path, "it is compressed for those too who do not understand that")
        yield from self.same_bytes(answer)

    def worker(self, answer: Answer) -> Iterator[Finding]:
        """The worker is there and of the same release."""
        yield from judge(answer)
        if answer.status != 200:
            return
        head, _, _ = answer.body.partition(b";\n")
        try:
            release = str(json.loads(head.removeprefix(b"const BUILD="))["release"])
        except (ValueError, KeyError, TypeError):
            yield Finding(answer.path, "it is not our worker", answer.trouble or f"{len(answer.body):,} bytes")
            return
        if release != self.manifests[0].release:
            told = f"{release[:12]} here, {self.manifests[0].release[:12]} in {self.manifests[0].path}"
            yield Finding(answer.path, "releases are mixed", told)

    def web_app(self, answer: Answer) -> Iterator[Finding]:
        """What the home screen needs is there, icons too."""
        yield from judge(answer)
        if answer.status != 200:
            return
        try:
            content = json.loads(answer.body)
            icons = [urljoin(answer.path, one["src"]) for one in content["icons"] + content["screenshots"]]
        except (ValueError, KeyError, TypeError):
            yield Finding(answer.path, "it is no web app manifest", answer.trouble)
            return
        for icon in icons:
            yield from self.picture(self.host.get(icon))

    def picture(self, answer: Answer) -> Iterator[Finding]:
        """A picture has the hash that its name bears."""
        yield from judge(answer)
        if answer.status == 200 and hashlib.sha256(answer.body).hexdigest()[:10] not in answer.path:
            yield Finding(answer.path, "the picture was altered on the way")

    def nowhere(self, answer: Answer) -> Iterator[Finding]:
        """What is not there is answered with 404 and our page."""
        yield from headers(answer)
        if answer.status != 404:
            target = f"to {answer.header('Location')}" if answer.status in REDIRECTS else ""
            yield Finding(answer.path, f"an unknown path is answered with status {answer.status}, not 404", target)
        elif b"ProntoSIM" not in answer.body:
            yield weaker(answer.path, "an unknown path is not answered with our 404.html")
        elif (lifetime(answer) or 0) > 0:
            yield weaker(answer.path, "“not found” is kept, even when the file is there by then")

    def slash(self, answer: Answer) -> Iterator[Finding]:
        """A forgotten slash is added on the same host."""
        yield from headers(answer)
        wanted = f"{self.host.address.rstrip('/')}{answer.path}/"
        target = urljoin(f"{self.host.address.rstrip('/')}{answer.path}", answer.header("Location"))
        if answer.status == 404:
            yield weaker(answer.path, "a forgotten slash is not added")
        elif answer.status not in REDIRECTS:
            yield Finding(answer.path, f"without its slash it is answered with status {answer.status}; its links break")
        elif target != wanted:
            yield Finding(answer.path, "the redirect that adds a forgotten slash leads elsewhere", f"to {target}")


def check(url: str) -> Report:
    """Look at the site at ``url``; raises ``NoAddress`` when that is none."""
    with Host(url) as host:
        check = Check(host)
        check.run()
    release = check.manifests[0].release if check.manifests else ""
    return Report(host.address, release, len(check.files), check.found)
