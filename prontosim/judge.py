"""What is wrong with an answer: unsafe where phones would not save, not update or show something else; else weaker."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath

import brotli

from prontosim import hosting
from prontosim import security
from prontosim.compress import COMPRESSED
from prontosim.fetch import Answer
from prontosim.webapp import mimetype

SHORT = 3600
"""So long may an old file stand beside new ones after a deployment, in seconds; more mixes releases."""

LONG = 30 * 86400
"""So long must a file with a hash in its name be kept at least, in seconds, to be there at the next visit."""

REDIRECTS = (301, 302, 303, 307, 308)
SMALL = 1000
"""Many hosts leave files of fewer bytes uncompressed, and it costs nothing."""

QUALITY = 9
"""What a host could do for a pack: the build's 11 saves another 5 %, and takes seconds."""

SCRIPTS = ("text/javascript", "application/javascript", "application/x-javascript")
JSON = ("application/json", "application/manifest+json")
FORBIDDEN = {
    "Set-Cookie": "it sets a cookie; the pages promise that there is none",
    "Clear-Site-Data": "it tells browsers to delete what is saved",
}


@dataclass(frozen=True)
class Finding:
    """Something wrong with a path. ``message`` is the same for all paths that share it, ``detail`` is this one's."""

    path: str
    message: str
    detail: str = ""
    unsafe: bool = True


def weaker(path: str, message: str, detail: str = "") -> Finding:
    """Make a finding that costs something and breaks nothing."""
    return Finding(path, message, detail, unsafe=False)


def judge(answer: Answer) -> Iterator[Finding]:
    """Judge all but the bytes of a file that should be there."""
    if answer.status in REDIRECTS:
        yield Finding(answer.path, "it is redirected, and phones follow no redirect", f"to {answer.header('Location')}")
    elif answer.status != 200:
        yield Finding(answer.path, f"it is answered with status {answer.status}")
    else:
        yield from content_type(answer)
        yield from caching(answer)
        yield from compression(answer)
    yield from headers(answer)


def headers(answer: Answer) -> Iterator[Finding]:
    """Judge the headers that every answer has, errors and redirects too."""
    for name, message in FORBIDDEN.items():
        if answer.header(name):
            yield Finding(answer.path, message, f"{name}: {answer.header(name)}")
    missing = []
    for name, value in security.headers().items():
        if not answer.header(name):
            missing.append(name)
        elif answer.header(name) != value:
            yield weaker(answer.path, f"its {name} is not ours", f"“{answer.header(name)}”")
    if name := blocked(answer.header("Content-Security-Policy")):
        yield Finding(answer.path, f"its Content-Security-Policy keeps our pages from working, by its {name}")
    if missing:
        yield weaker(answer.path, f"no {', '.join(missing)}; saved files get them from the worker")


def blocked(policies: str) -> str:
    """Return the directive by which a host's policy forbids what our pages do, or nothing."""
    for policy in policies.split(","):
        said = {name: rest.split() for name, _, rest in (one.strip().partition(" ") for one in policy.split(";"))}
        if "sandbox" in said:
            return "sandbox"
        if not {"prontosim", "*"} & set(said.get("trusted-types", ["*"])):
            return "trusted-types"
        for name in (name for name, ours in security.DIRECTIVES.items() if ours == "'self'"):
            others = [name, "script-src", "default-src"] if name == "worker-src" else [name, "default-src"]
            rule = next((one for one in others if one in said and (one == name or name.endswith("-src"))), "")
            # A name with a dot may be this host's own.
            if rule and not any(source in ("'self'", "*", "https:") or "." in source for source in said[rule]):
                return rule
    return ""


def content_type(answer: Answer) -> Iterator[Finding]:
    """Judge the type. Browsers refuse scripts and styles of another, and show pages of another as source."""
    sent, _, parameters = answer.header("Content-Type").partition(";")
    sent = sent.strip().lower()
    ours = "text/html" if answer.path.endswith("/") else mimetype(answer.path)
    charset = re.search(r"""charset=["']?([\w-]+)""", parameters, re.IGNORECASE)
    told = f"its type is “{sent}”, not “{ours}”"
    if ours in JSON:
        if sent not in JSON:
            yield weaker(answer.path, told)
    elif sent not in (SCRIPTS if ours in SCRIPTS else (ours,)) and not answer.path.endswith(".ndjson"):
        yield Finding(answer.path, told)
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        yield Finding(answer.path, f"its characters are said to be {charset[1]}; they are UTF-8")


def lifetime(answer: Answer) -> int | None:
    """Return for how many seconds an answer may be used without asking again, or nothing where it does not say."""
    rule = answer.header("Cache-Control").lower()
    if re.search(r"\bno-(cache|store)\b", rule):
        return 0
    ages = [int(age) for age in re.findall(r"\b(?:s-maxage|max-age)=\"?(\d+)", rule)]
    if ages or "immutable" in rule:
        return max(ages, default=LONG)
    try:
        expires, date = (parsedate_to_datetime(answer.header(name)) for name in ("Expires", "Date"))
        return max(0, int((expires - date).total_seconds()))
    except (ValueError, TypeError):
        # Browsers read an Expires that is no date as the past.
        return 0 if answer.header("Expires") else None


def caching(answer: Answer) -> Iterator[Finding]:
    """Judge for how long an answer may be kept."""
    seconds = lifetime(answer)
    if hosting.cache_control(answer.path) == hosting.KEEP_FOR_EVER:
        if seconds is None or seconds < LONG:
            yield weaker(answer.path, "it may be kept for ever, and the host does not say so", keeps(seconds))
    elif seconds is None:
        yield weaker(answer.path, "the host does not say how long it may be kept; “no-cache” is right")
    elif seconds > SHORT:
        yield Finding(answer.path, "it is kept too long; phones would mix it with the next release", keeps(seconds))
    elif seconds:
        yield weaker(answer.path, "an old copy may be used after a deployment", keeps(seconds))


def keeps(seconds: int | None) -> str:
    """Return a lifetime in words."""
    return "no Cache-Control" if seconds is None else f"kept for {seconds:,} s"


def compression(answer: Answer) -> Iterator[Finding]:
    """Judge what a file costs on the wire. For packs, which are nearly all that a phone loads, say so in bytes."""
    encoding = answer.header("Content-Encoding")
    if encoding and "accept-encoding" not in answer.header("Vary").lower() and answer.header("Vary") != "*":
        yield weaker(answer.path, "it is compressed without “Vary: Accept-Encoding”")
    if encoding == "br" or not (answer.path.endswith("/") or PurePosixPath(answer.path).suffix in COMPRESSED):
        return
    how = f"it is sent as {encoding}, not as brotli" if encoding else "it is sent uncompressed"
    if answer.path.endswith(".ndjson"):
        best = len(brotli.compress(answer.body, quality=QUALITY))
        yield weaker(
            answer.path, f"{how}, and is most of what a phone loads", f"{answer.wire:,} bytes instead of {best:,}"
        )
    elif len(answer.body) >= SMALL:
        yield weaker(answer.path, how, f"{answer.wire:,} bytes")


def altered(path: str, body: bytes, sha256: str, size: int, original: bytes | None) -> Finding:
    """Say as well as can be known how a body differs from the file; the original is known where the pack holds it."""
    sizes = f"{len(body):,} bytes instead of {size:,}"
    if body.startswith(b"\x1f\x8b"):
        return Finding(path, "it is compressed, and Content-Encoding does not say so", sizes)
    if original is not None:
        start = shared(original, body)
        end = shared(original[start:][::-1], body[start:][::-1])
        if start == len(body):
            return Finding(path, "it is cut short", sizes)
        if start + end == len(original):
            put_in = " ".join(body[start : len(body) - end].decode(errors="replace").split())
            if put_in.endswith("<"):
                put_in = "<" + put_in.removesuffix("<")
            return Finding(path, "something was put into it on the way", f"“{put_in[:80]}”, {sizes}")
        if bare(original) == bare(body):
            return Finding(path, "it was minified or formatted anew on the way", sizes)
    return Finding(path, "its bytes are not those of the manifest: altered, or of another release", sizes)


def shared(one: bytes, other: bytes) -> int:
    """Return how many bytes two texts have in common from their start."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def bare(html: bytes) -> bytes:
    """Return text without what minifiers remove."""
    return re.sub(rb"<!--.*?-->|[\s\"';]+", b"", html, flags=re.DOTALL).lower()


@dataclass(frozen=True)
class Report:
    """What a run over a host found."""

    address: str
    release: str
    files: int
    findings: list[Finding]

    @property
    def safe(self) -> bool:
        """Return whether phones save what we built, and update."""
        return not any(finding.unsafe for finding in self.findings)

    def lines(self) -> list[str]:
        """Return one sentence for each thing found, the unsafe first, and the verdict last."""
        groups: dict[tuple[bool, str], dict[str, str]] = {}
        for one in sorted(self.findings, key=lambda finding: not finding.unsafe):
            groups.setdefault((one.unsafe, one.message), {}).setdefault(one.path, one.detail)
        lines = []
        for (unsafe, message), places in groups.items():
            path, detail = next(iter(places.items()))
            more = f" and {len(places) - 1} more" if len(places) > 1 else ""
            lines.append(
                f"{'wrong' if unsafe else 'weaker'}: {path}{more}: {message}{f' ({detail})' if detail else ''}."
            )
        return [*lines, self.verdict(len(groups))]

    def verdict(self, told: int) -> str:
        """Return the one sentence that counts."""
        if not self.safe:
            return f"Not safe: what is wrong at {self.address} keeps phones from saving, updating or showing our pages."
        but = f", though {told} {'thing' if told == 1 else 'things'} could be better" if told else ""
        return f"Safe: all {self.files} files of release {self.release[:12]} arrive unaltered from {self.address}{but}."
