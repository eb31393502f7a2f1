"""The real site, built once for all tests that look at the result."""

from pathlib import Path

import pytest

import app as application
from prontosim import export
from prontosim.views import Edition


@pytest.fixture(scope="session")
def edition() -> Edition:
    return application.load_edition(application.ROOT)


@pytest.fixture(scope="session")
def built(tmp_path_factory, edition) -> Path:
    """The whole site, built into a folder of its own. Look at it, do not change it."""
    folder = tmp_path_factory.mktemp("built") / "build"
    export.build(application.create_app(), edition, application.ROOT / "static", folder)
    return folder
