"""What a phone pays to have a locale offline, measured on the build in ``build/``: bytes on the wire with brotli."""

from pathlib import Path

import app as application
from prontosim import verify
from prontosim.locales import LOCALES
from prontosim.offline import file_of

BUILD = Path(__file__).parents[1] / "build"


def main() -> None:
    edition = application.load_edition(application.ROOT)
    times, more = verify.LIBRARY_BUDGET
    print("| locale | text of all pages, one stream | pack | other bytes of a first visit | all of what is allowed |")
    print("|---|---:|---:|---:|---|")
    for locale in LOCALES:
        paths = [page.path(locale) for page in edition.site.pages]
        pages = {path: verify.Parsed(path, file_of(BUILD, path).read_text(encoding="utf-8")) for path in paths}
        floor, pack, others = verify.library_weight(BUILD, edition, locale, pages)
        allowed = floor * times + more
        verdict = "met" if pack + others <= allowed else "missed"
        print(f"| {locale.id} | {floor:,} | {pack:,} | {others:,} | {pack + others:,} of {allowed:,.0f}: {verdict} |")


if __name__ == "__main__":
    main()
