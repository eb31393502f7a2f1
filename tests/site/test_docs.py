"""The documentation mentions what there is."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_readme_shows_the_picture_and_the_two_commands_first():
    first_screen = "\n".join((ROOT / "README.md").read_text().splitlines()[:12])
    assert "docs/home.png" in first_screen
    assert "make run" in first_screen
    assert "make test" in first_screen
    assert (ROOT / "docs" / "home.png").stat().st_size > 10_000


def test_readme_names_every_command():
    makefile = (ROOT / "Makefile").read_text()
    [targets] = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    readme = (ROOT / "README.md").read_text()
    for target in set(targets.split()) - {"lock", "clean"}:
        assert f"`make {target}`" in readme


def test_the_page_about_offline_names_every_worker_file():
    text = (ROOT / "docs" / "offline.md").read_text()
    for path in (ROOT / "static" / "sw").iterdir():
        assert f"`{path.name}`" in text


def test_architecture_names_every_module():
    text = (ROOT / "docs" / "architecture.md").read_text()
    for path in (ROOT / "prontosim").glob("*.py"):
        if path.stem not in ("__init__", "security", "webapp", "values", "preview", "locales", "variants", "marked"):
            assert re.search(rf"\b{path.stem}\b", text), path.stem


def test_nothing_tracked_names_a_machine_or_registry():
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock", "tests/package-lock.json"):
        assert "http" not in (ROOT / name).read_text()
    # Its packages name where they take donations.
    assert '"resolved"' not in (ROOT / "bench" / "package-lock.json").read_text()
