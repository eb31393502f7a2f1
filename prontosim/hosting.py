"""What a host says about a path: which headers, and how long its bytes may be kept. The one place for all hosts."""

from fnmatch import fnmatchcase

from prontosim import security
from prontosim.locales import LOCALES

KEEP_FOR_EVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"

HEADERS_FILE = "_headers"
"""Where static hosts such as Cloudflare Pages and Netlify look for headers."""

CACHING = {
    "/static/*": KEEP_FOR_EVER,
    "/": REVALIDATE,
    "/404.html": REVALIDATE,
    "/sw.js": REVALIDATE,
    "/offline/*": REVALIDATE,
    **{f"/{locale.id}/*": REVALIDATE for locale in LOCALES},
}
"""How each path may be kept. Every path meets one pattern: hosts that read ``_headers`` join what two of them say."""

PACK_TYPE = "text/plain; charset=utf-8"
"""The type of packs on hosts that compress by type: newline-delimited JSON is not on their lists, plain text is."""


def cache_control(path: str) -> str:
    """Return how long a path may be kept; what is none of ours is asked for each time."""
    return next((rule for pattern, rule in CACHING.items() if fnmatchcase(path, pattern)), REVALIDATE)


def headers_file() -> str:
    """Return the text of ``_headers``: each pattern and, indented, its headers."""
    blocks = {
        "/*": security.headers(),
        **{pattern: {"Cache-Control": rule} for pattern, rule in CACHING.items()},
        **{f"/offline/{locale.id}.ndjson": {"Content-Type": PACK_TYPE} for locale in LOCALES},
    }
    return "".join(
        f"{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for pattern, headers in blocks.items()
    )
