"""The preview follows the files, shows mistakes in place of the page, and has no worker."""

import shutil

import pytest

import app as application


@pytest.fixture
def project(tmp_path):
    for name in ("content", "templates", "translations", "static", "prontosim"):
        shutil.copytree(application.ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "CHANGELOG.md"):
        shutil.copy(application.ROOT / name, tmp_path)
    return tmp_path


def test_preview_reloads_and_names_mistakes(project, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")
    client = application.create_app(project).test_client()
    page = client.get("/en/fix/").get_data(as_text=True)
    assert "/preview/reload.js" in page
    assert client.get("/sw.js").status_code == 404
    before = client.get("/preview/changed").data

    question = project / "content" / "tree" / "start.yaml"
    question.write_text(question.read_text().replace("to: no-internet}", "to: nowhere}"))
    assert client.get("/preview/changed").data != before
    broken = client.get("/en/fix/")
    assert broken.status_code == 500
    assert "leads to “nowhere”, which does not exist" in broken.get_data(as_text=True)


def test_a_changed_translation_shows_at_once(project, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")
    client = application.create_app(project).test_client()
    assert "Che cosa vedi?" in client.get("/it/fix/").get_data(as_text=True)
    catalogue = project / "translations" / "it" / "LC_MESSAGES" / "messages.po"
    catalogue.write_text(catalogue.read_text().replace('"Che cosa vedi?"', '"Che cosa mostra lo schermo?"'))
    assert "Che cosa mostra lo schermo?" in client.get("/it/fix/").get_data(as_text=True)


def test_production_pages_know_nothing_of_the_preview(project):
    client = application.create_app(project).test_client()
    assert "/preview/" not in client.get("/en/").get_data(as_text=True)
    assert client.get("/preview/changed").status_code == 404
