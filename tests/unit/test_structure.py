"""Imports go in one direction, and modules stay about a page."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "prontosim"
LAYERS = [
    {"compress", "errors", "locales", "minify", "security"},
    {"changelog", "marked", "figures", "hosting"},
    {"facts", "lint", "assets", "variants"},
    {"content", "values", "catalog", "phones", "freshness", "translated", "terms"},
    {"alike", "tree", "markup", "compare", "shelves", "sms", "glossary"},
    {"urls"},
    {"site", "webapp", "needs"},
    {"checks", "knowledge"},
    {"pack", "parsed", "preview", "views", "serve", "todo"},
    {"freeze", "offline", "routes", "wordings"},
    {"verify"},
    {"export", "fetch"},
    {"judge"},
    {"hostcheck"},
]
"""From the core to the edge: a module imports only from layers before its own."""

MODULES = sorted(path for path in PACKAGE.glob("*.py") if path.stem != "__init__")
FLASK_EDGE = {"views", "routes", "preview", "serve", "freeze", "offline", "export", "webapp", "needs"}


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = [
        node for block in ast.walk(tree) if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in block.body
    ]  # fmt: skip
    nodes = [
        node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) and node not in typing_only
    ]
    names = set()
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names |= {f"{module}.{alias.name}" for alias in node.names} if module == "prontosim" else {module}
        else:
            names |= {alias.name for alias in node.names}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_imports_go_in_one_direction(path):
    level = next(number for number, layer in enumerate(LAYERS) if path.stem in layer)
    earlier = set().union(*LAYERS[:level])
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("prontosim.")}
    assert ours <= earlier, f"{path.stem} reaches up to {sorted(ours - earlier)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_flask_stays_at_the_edge(path):
    flask = {name for name in imported(path) if name.partition(".")[0] in ("flask", "flask_babel", "flask_frozen")}
    assert not flask or path.stem in FLASK_EDGE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_modules_are_about_a_page(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 280
