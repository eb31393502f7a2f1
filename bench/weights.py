"""What a locale weighs in the build, without a network: bytes of files with brotli."""

from pathlib import Path

from bench.figures import Weight
from prontosim import verify
from prontosim.locales import LOCALES
from prontosim.offline import file_of
from prontosim.parsed import Parsed
from prontosim.views import Edition


def weigh(built: Path, edition: Edition) -> list[Weight]:
    weights = []
    for locale in LOCALES:
        paths = [page.path(locale) for page in edition.site.pages]
        pages = {path: Parsed(path, file_of(built, path).read_text(encoding="utf-8")) for path in paths}
        weights.append(Weight(locale.id, *verify.library_weight(built, edition, locale, pages)))
    return weights
