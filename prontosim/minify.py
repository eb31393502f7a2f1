"""Takes out of files what only people read. Names of the file formats' parts stay, and so do the hooks of the pages."""

import minify

minify.config({"html-keep-quotes": True, "html-keep-document-tags": True, "html-keep-default-attr-vals": True})

TYPES = {"html": "text/html", "css": "text/css", "js": "application/javascript"}


def minified(text: str, kind: str) -> str:
    """Return ``text`` without comments and needless white space; ``kind`` is html, css or js."""
    return str(minify.string(TYPES[kind], text))
