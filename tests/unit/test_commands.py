"""Wrong input to a command gets one clear sentence."""

import socket
import subprocess
import sys

import pytest

import app as application
from prontosim import serve


@pytest.fixture
def run():
    return application.create_app().test_cli_runner()


def test_a_port_that_is_taken_is_named(tmp_path):
    (tmp_path / "404.html").write_text("gone")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        # In a process of its own: waitress leaves what it opened to the end of the process.
        code = f"from pathlib import Path; from prontosim import serve; serve.run(Path({str(tmp_path)!r}), {port})"
        done = subprocess.run([sys.executable, "-c", code], cwd=application.ROOT, capture_output=True, text=True)
    assert done.returncode
    assert f"port {port} cannot be used (Address already in use); choose another with PORT=" in done.stderr


def test_a_port_that_is_no_port_is_refused(run):
    result = run.invoke(args=["serve"], env={"PORT": "many"})
    assert result.exit_code != 0
    assert "'many' is not a valid integer" in result.output


def test_serving_without_a_build_says_what_to_run(tmp_path):
    with pytest.raises(Exception, match="holds no build; run “make build” first"):
        serve.run(tmp_path, 8000)


def test_a_file_that_is_no_translation_is_not_stamped(run):
    result = run.invoke(args=["translated", "README.md"])
    assert result.exit_code == 1
    assert "Error: README.md: this is no translation; name a file such as content/guides/topup/it.md." in result.output


def test_the_editors_list_is_printed(run):
    result = run.invoke(args=["todo"])
    assert result.exit_code == 0
    titles = [line.partition(":")[0] for line in result.output.splitlines() if line and not line.startswith(" ")]
    assert titles == [
        "Facts by age and confidence", "Facts of low confidence, the oldest first", "Pages due", "Translations behind",
    ]  # fmt: skip
