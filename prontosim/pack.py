"""The pack of a locale: all its files in one stream of lines, so that each can be saved while the rest is on its way.

A line is a JSON object. ``{"path", "type", "text"}`` is a whole file. Pages have most of their head, header and footer
in common: such a frame travels once, as ``{"frame": [start, after, middle, end]}``, before the first page that has it,
and the page as ``{"path", "frame", "head", "text"}``, without ``head`` where that is empty. The page is then
``start + heading + after + head + middle + text + end``: its heading, what stands in the ``<h1>`` of ``text``, is its
title too, and its place (``fix/apn/``) stands wherever ``middle`` has ``PLACE``. What comes out is checked against the
manifest like any other file.
"""

import json
import re
from collections.abc import Iterable
from collections.abc import Iterator

from prontosim.webapp import mimetype

PLACE = "\x01"
"""Stands in a frame for the part of the page's path after its locale."""

PAGE_TYPE = "text/html; charset=utf-8"
PARTS = re.compile(r"(?s)(.*?<title>)(.*?)( · [^<]*</title>)(.*?)(<meta name=\"theme-color\".*?)(<main .*</main>)(.*)")
"""A page: start, title, what follows titles, head of its own, middle, text of its own, end."""

HEADING = re.compile(r"(?s)<h1[^>]*>(.*?)</h1>")

FrameKey = tuple[str, str, str, str]


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files, given as path and content, as one stream of lines."""
    return b"".join(compact(line) + b"\n" for line in lines_of(files))


def lines_of(files: Iterable[tuple[str, bytes]]) -> Iterator[dict[str, object]]:
    """Yield the lines of a pack; a frame comes before the first page that has it."""
    frames: dict[FrameKey, int] = {}
    for path, content in files:
        text = content.decode()
        parts = PARTS.fullmatch(text)
        place = place_of(path)
        if not (parts and place) or PLACE in text or parts[2] != heading_of(parts[6]):
            yield {"path": path, "type": file_type(path), "text": text}
            continue
        start, _, after, head, middle, main, end = parts.groups()
        frame = (start, after, middle.replace(place, PLACE), end)
        if frame not in frames:
            frames[frame] = len(frames)
            yield {"frame": list(frame)}
        yield {"path": path, "frame": frames[frame], **({"head": head} if head else {}), "text": main}


def unpack(stream: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Yield path, content type and content of each file, as the worker does (``static/sw/pack.js``).

    Raises ``ValueError``, ``KeyError``, ``TypeError`` or ``IndexError`` at what is no pack of ours.
    """
    frames: list[FrameKey] = []
    for line in map(json.loads, stream.decode().splitlines()):
        if "path" not in line:
            start, after, middle, end = line["frame"]
            frames.append((start, after, middle, end))
        elif "frame" in line:
            start, after, middle, end = frames[line["frame"]]
            head = start + heading_of(line["text"]) + after + line.get("head", "")
            page = head + middle.replace(PLACE, place_of(line["path"])) + line["text"] + end
            yield line["path"], PAGE_TYPE, page.encode()
        else:
            yield line["path"], line["type"], line["text"].encode()


def heading_of(text: str) -> str:
    """Return what stands in the first heading of a page's text."""
    found = HEADING.search(text)
    return found[1] if found else ""


def place_of(path: str) -> str:
    """Return the part of a page's path after its locale."""
    return "/".join(path.split("/")[2:]) if path.endswith("/") else ""


def file_type(path: str) -> str:
    """Return the content type with which the worker answers for a path."""
    return PAGE_TYPE if path.endswith("/") else f"{mimetype(path)}; charset=utf-8"


def compact(value: object) -> bytes:
    """Return JSON without needless bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
