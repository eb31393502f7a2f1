"""Files under ``/static/``, each with a hash of its bytes in its name, so that they may be kept for ever."""

import hashlib
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from prontosim.errors import BuildFailed
from prontosim.minify import minified

FOLDERS = ("css", "icons", "js")
IMPORT = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*)(["'])(\.{1,2}/[^"']+)\2""")

MODULE_SYNTAX = re.compile(r"^(import\b(?!\s*[(.])|export\b)", re.MULTILINE)


@dataclass(frozen=True)
class Assets:
    """``paths`` maps a name such as ``js/main.js`` to its path from the site's root, ``files`` that to its bytes."""

    paths: dict[str, str]
    files: dict[str, bytes]


def load_assets(static: Path, generated: dict[str, bytes]) -> Assets:
    """Read ``static/`` and the generated files; imports between modules are rewritten to the hashed names.

    There is no bundler: a module is served as written, minified, and with the hashed names in its imports.
    A circle of imports has no hash and stops the build.
    """
    sources = {
        path.relative_to(static).as_posix(): path.read_bytes()
        for folder in FOLDERS
        for path in sorted((static / folder).rglob("*"))
        if path.is_file()
    } | generated
    assets = Assets({}, {})
    for name in sources:
        publish(name, sources, assets, ())
    return assets


def closed(module: str) -> str:
    """Put a module that neither exports nor imports into a block: inside one the minifier may shorten its names."""
    return module if MODULE_SYNTAX.search(module) else f"{{{module}}}"


def publish(name: str, sources: dict[str, bytes], assets: Assets, importers: tuple[str, ...]) -> str:
    """Give one file, and first those that it imports, its place; return its path from the root."""
    if name in assets.paths:
        return assets.paths[name]
    if name in importers:
        raise BuildFailed.because(f"static/{name}", "the module imports itself in a circle", "break the circle")
    if name not in sources:
        raise BuildFailed.because(f"static/{importers[-1]}", f"it imports “{name}”, which does not exist", "mend it")
    content = sources[name]
    folder = posixpath.dirname(name)
    if name.endswith(".js"):

        def rewrite(match: re.Match[str]) -> str:
            imported = posixpath.normpath(posixpath.join(folder, match.group(3)))
            path = publish(imported, sources, assets, (*importers, name))
            link = posixpath.relpath(path, f"/static/{folder}")
            return f"{match.group(1)}{match.group(2)}{link if link.startswith('.') else './' + link}{match.group(2)}"

        content = minified(closed(IMPORT.sub(rewrite, content.decode())), "js").encode()
    elif name.endswith(".css"):
        content = minified(content.decode(), "css").encode()
    stem, extension = posixpath.splitext(name)
    path = f"/static/{stem}.{hashlib.sha256(content).hexdigest()[:10]}{extension}"
    assets.paths[name] = path
    assets.files[path] = content
    return path
