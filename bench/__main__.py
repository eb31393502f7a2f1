"""What a phone pays to have a locale offline, measured on the build in ``build/``: bytes on the wire with brotli."""

import json
from html.parser import HTMLParser
from pathlib import Path

import brotli

from prontosim.locales import LOCALES

BUILD = Path(__file__).parents[1] / "build"


class Text(HTMLParser):
    """Collects the text of a page's <main>, as the floor counts it."""

    def __init__(self, html: str):
        super().__init__()
        self.depth, self.parts = 0, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.depth += tag == "main"

    def handle_endtag(self, tag):
        self.depth -= tag == "main"

    def handle_data(self, data):
        if self.depth and data.strip():
            self.parts.append(data.strip())


def wire(name: str) -> int:
    return (BUILD / f"{name}.br").stat().st_size


def main() -> None:
    print("| locale | files | text of all pages, one stream | pack | other bytes of a first visit | goal |")
    print("|---|---:|---:|---:|---:|---|")
    for locale in LOCALES:
        lines = (BUILD / f"offline/{locale.id}.ndjson").read_text(encoding="utf-8").splitlines()
        files = [json.loads(line) for line in lines]
        pages = [file["text"] for file in files if file["path"].endswith("/")]
        floor = len(brotli.compress("\n".join("\n".join(Text(page).parts) for page in pages).encode(), quality=11))
        pack = wire(f"offline/{locale.id}.ndjson")
        first = {file["path"] for file in files if file["path"].startswith(("/static/css/", "/static/js/main."))}
        other = sum(wire(path[1:]) for path in first) + wire("sw.js") + wire(f"offline/{locale.id}.json")
        other += wire(f"{locale.id}/index.html")
        allowed = floor * 1.2 + 30_000
        total = pack + other
        verdict = f"{total:,} of {allowed:,.0f}: {'met' if total <= allowed else 'missed'}"
        print(f"| {locale.id} | {len(files)} | {floor:,} | {pack:,} | {other:,} | {verdict} |")


if __name__ == "__main__":
    main()
