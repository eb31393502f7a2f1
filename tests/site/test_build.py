"""Builds: the same bytes twice, all or nothing, and every rule of verification can fail."""

import filecmp
import shutil

import pytest

import app as application
from prontosim import export
from prontosim import verify
from prontosim.errors import BuildFailed


def build(edition, into):
    return export.build(application.create_app(), edition, application.ROOT / "static", into)


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_two_builds_give_the_same_bytes(built, tmp_path):
    again = application.load_edition(application.ROOT)
    assert "release" in build(again, tmp_path / "build")
    assert files(tmp_path / "build") == files(built)
    _, different, odd = filecmp.cmpfiles(built, tmp_path / "build", files(built), shallow=False)
    assert (different, odd) == ([], [])


def test_a_failed_build_leaves_the_last_one(edition, tmp_path, monkeypatch):
    last = tmp_path / "build"
    (last / "offline").mkdir(parents=True)
    (last / "index.html").write_text("the last build")

    def fail(*_):
        raise BuildFailed.because("x", "it is wrong", "mend it")

    monkeypatch.setattr(export.verify, "verify", fail)
    with pytest.raises(BuildFailed):
        build(edition, last)
    assert files(tmp_path) == ["build/index.html"]
    assert (last / "index.html").read_text() == "the last build"


def test_when_the_swap_fails_the_last_build_comes_back(tmp_path):
    last = tmp_path / "build"
    last.mkdir()
    (last / "index.html").write_text("the last build")
    with pytest.raises(OSError, match="No such file"):
        export.swap(tmp_path / "never-made", last)
    assert files(tmp_path) == ["build/index.html"]


def test_a_folder_that_is_not_ours_is_never_replaced(edition, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("keep me")
    with pytest.raises(BuildFailed, match="was not made by a build"):
        build(edition, tmp_path / "letters")
    assert files(tmp_path) == ["letters/dear.txt"]


def test_a_worker_that_was_cut_can_be_told(built):
    """Pages look at the end of the script (``static/js/main.js``)."""
    assert (built / "sw.js").read_bytes().endswith(b"})()")


HOME = "it/index.html"
STEP = "it/fix/no-internet-apn/index.html"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (HOME, 'lang="it" data', 'lang="en" data', "/it/: [it] the page does not start with"),
        (HOME, "Salvato", "Saved", "is not in the page; refresh the locale"),
        (STEP, 'href="../../fix/no-internet/"', 'href="../nowhere/"', "“../nowhere/” leads to nothing"),
        (STEP, 'href="#s1"', 'href="#sx"', "“#sx” names a place that does not exist"),
        (STEP, 'href="../../fix/no-internet/"', 'href="/it/fix/no-internet/"', "is not relative"),
        (STEP, 'href="../../fix/no-internet/"', 'href="../no-internet/index.html"', "leads to nothing"),
        (STEP, "<main", "<script>alert(1)</script><main", "<script> stands inline; move it to static/"),
        (STEP, "<main", '<main style="color:red"', "<main> stands inline"),
        (STEP, "<main", '<main onclick="x()"', "onclick stands inline"),
        (STEP, "<main", '<img src="https://example.org/x.png"><main', "is another origin"),
        (STEP, '<h2 id="worked">', "<h2>", "a heading has no id"),
        (STEP, 'id="worked"', 'id="what"', "the id “what” stands twice"),
        (STEP, 'id="worked"', 'id="other"', "its headings differ from those in the first locale"),
        (STEP, "default-src", "default-source", "the Content-Security-Policy is missing"),
        (STEP, 'data-id="no-internet-apn"', 'data-id="apn"', "<main> does not name its page"),
        (STEP, "../../../en/fix/no-internet-apn/", "../../../en/", "the link to itself in en is missing"),
        ("offline/it.json", '"bytes":', '"size":', "the manifest differs from the files"),
        ("offline/lists/it.json", '"kilobytes":', '"size":', "the list differs from the files"),
        ("offline/it.ndjson", "ibox.tim.it", "ibox.tim.xx", "the pack differs from the files"),
        ("_headers", "no-cache", "max-age=600", "/_headers: it does not hold our headers"),
    ],
)  # fmt: skip
def test_verification_finds(built, edition, tmp_path, file, old, new, told):
    folder = tmp_path / "build"
    shutil.copytree(built, folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BuildFailed) as failure:
        verify.verify(folder, edition, release_of(built))
    assert told in str(failure.value)


def release_of(built):
    return (built / "offline/it.json").read_text(encoding="utf-8").split('"')[3]


def test_verification_finds_a_missing_page(built, edition, tmp_path):
    shutil.copytree(built, tmp_path / "build")
    (tmp_path / "build" / STEP).unlink()
    with pytest.raises(BuildFailed, match="/it/fix/no-internet-apn: this page is missing"):
        verify.verify(tmp_path / "build", edition, release_of(built))


def test_verification_finds_a_page_that_nobody_wanted(built, edition, tmp_path):
    shutil.copytree(built, tmp_path / "build")
    shutil.copytree(tmp_path / "build" / "it" / "fix", tmp_path / "build" / "it" / "repair")
    with pytest.raises(BuildFailed, match="/it/repair: this page is not wanted"):
        verify.verify(tmp_path / "build", edition, release_of(built))


def test_verification_finds_a_compressed_file_that_is_another(built, edition, tmp_path):
    shutil.copytree(built, tmp_path / "build")
    shutil.copy(built / "en" / "index.html.br", tmp_path / "build" / "it" / "index.html.br")
    with pytest.raises(BuildFailed, match="it does not unpack to its file"):
        verify.verify(tmp_path / "build", edition, release_of(built))


@pytest.mark.parametrize("what", ["page", "css", "js", "sw.js", "first visit"])
def test_verification_finds_what_weighs_too_much(built, edition, monkeypatch, what):
    monkeypatch.setitem(verify.BUDGETS, what, 1000)
    with pytest.raises(BuildFailed, match=rf"{what} weighs \d+ bytes, more than 1000; make it lighter"):
        verify.verify(built, edition, release_of(built))


def test_verification_finds_a_library_that_weighs_too_much(built, edition, monkeypatch):
    monkeypatch.setattr(verify, "LIBRARY_BUDGET", (1, 1000))
    with pytest.raises(BuildFailed, match=r"a locale offline-ready weighs \d+ bytes, more than \d+"):
        verify.verify(built, edition, release_of(built))


def test_pages_freeze_in_their_own_language_whatever_came_before(built):
    for locale, word in (
        ("zh-hans", "你看到"),
        ("zh-hant", "你看到"),
        ("en", "What do you see?"),
        ("it", "Che cosa vedi"),
    ):
        assert word in (built / locale / "index.html").read_text(encoding="utf-8")
