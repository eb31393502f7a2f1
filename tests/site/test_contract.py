"""What tools outside the repository rely on: addresses, manifests, hooks."""

import hashlib
import json
import re
from html import unescape

import pytest

from prontosim.content import CAUSES
from prontosim.locales import LOCALES
from prontosim.locales import SOURCE
from prontosim.offline import file_of
from prontosim.tree import ROOT
from prontosim.urls import source_page

PATHS = [
    "", "fix/", "fix/no-internet/", "fix/no-internet-apn/", "guides/", "guides/topup/", "operators/", "operators/tim/",
    "operators/vodafone/", "operators/windtre/", "operators/iliad/", "operators/ho-mobile/", "operators/very-mobile/",
    "operators/kena/", "operators/postemobile/", "operators/coopvoce/", "operators/fastweb-mobile/",
    "operators/lycamobile/", "operators/spusu/", "operators/cmlink-italy/", "operators/compare/", "search/", "myths/",
    "sources/", "status/",
]  # fmt: skip
each_locale = pytest.mark.parametrize("locale", LOCALES, ids=str)


def page(built, path):
    return file_of(built, path).read_text(encoding="utf-8")


def offline_manifest(built, locale):
    return json.loads((built / f"offline/{locale.id}.json").read_text(encoding="utf-8"))


@each_locale
@pytest.mark.parametrize("path", PATHS)
def test_addresses(built, locale, path):
    html = page(built, f"/{locale.id}/{path}")
    assert html.startswith(f'<!doctype html><html lang="{locale.html}" data-locale="{locale.id}" data-offline="none">')


@each_locale
def test_offline_manifest(built, edition, locale):
    manifest = offline_manifest(built, locale)
    assert set(manifest) == {"release", "locale", "files"}
    assert manifest["locale"] == locale.id
    paths = [entry["path"] for entry in manifest["files"]]
    assert len(set(paths)) == len(paths)
    assert {page.path(locale) for page in edition.site.pages} | {"/"} <= set(paths)
    for entry in manifest["files"]:
        content = file_of(built, entry["path"]).read_bytes()
        assert entry["path"].startswith("/")
        assert content
        assert (entry["sha256"], entry["bytes"]) == (hashlib.sha256(content).hexdigest(), len(content))
    others = [
        path
        for path in paths
        if not path.startswith((f"/{locale.id}/", "/static/css/", "/static/data/", "/static/js/"))
    ]
    assert others == ["/"]


def test_release_is_the_hash_of_all_paths_and_hashes(built):
    manifests = [offline_manifest(built, locale) for locale in LOCALES]
    pairs = sorted({(entry["path"], entry["sha256"]) for manifest in manifests for entry in manifest["files"]})
    release = hashlib.sha256("".join(f"{path} {sha256}\n" for path, sha256 in pairs).encode()).hexdigest()
    assert {manifest["release"] for manifest in manifests} == {release}
    assert release in (built / "sw.js").read_text(encoding="utf-8")
    for path in built.rglob("*.html"):
        assert release not in path.read_text(encoding="utf-8")


@each_locale
def test_web_app_manifest(built, locale):
    manifest = json.loads((built / locale.id / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["id"] == "prontosim"
    assert (manifest["scope"], manifest["start_url"], manifest["lang"]) == ("../", "./", locale.html)
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} == {
        (size, purpose) for size in ("192x192", "512x512") for purpose in ("any", "maskable")
    }
    assert [shortcut["url"] for shortcut in manifest["shortcuts"]] == ["fix/", "search/"]
    assert {shot["form_factor"] for shot in manifest["screenshots"]} == {"narrow", "wide"}


def test_names_of_the_app_differ_by_language(built):
    names = {json.loads((built / locale.id / "manifest.webmanifest").read_bytes())["name"] for locale in LOCALES}
    assert len(names) == len(LOCALES)


@each_locale
def test_main_names_its_page(built, edition, locale):
    for one in edition.site.pages:
        html = page(built, one.path(locale))
        [main] = re.findall(r"<main[^>]*>", html)
        assert f'data-page="{one.kind}" data-id="{one.id}"' in main
        before = html.split("<main")[0]
        assert "<noscript" not in before
        assert "<template" not in before


@each_locale
def test_cause_stands_on_written_outcomes_and_nowhere_else(built, edition, locale):
    outcomes = edition.site.tree.outcomes
    for one in edition.site.pages:
        causes = re.findall(r'data-cause="([^"]*)"', page(built, one.path(locale)))
        wanted = [outcomes[one.id].cause] if one.kind == "outcome" and not outcomes[one.id].placeholder else []
        assert causes == wanted


def test_every_cause_is_written(edition):
    assert set(CAUSES) == {outcome.cause for outcome in edition.site.tree.outcomes.values()}


def test_every_first_answer_leads_on(edition):
    assert len(edition.site.tree.questions[ROOT].options) == 10


def test_no_branch_of_the_tree_is_left_unwritten(edition):
    assert [outcome.id for outcome in edition.site.tree.outcomes.values() if outcome.placeholder] == []


@each_locale
def test_emergency_number_on_every_screen(built, edition, locale):
    for one in edition.site.pages:
        assert 'href="tel:112"' in page(built, one.path(locale))
    assert 'href="tel:112"' in page(built, "/")
    assert "112" in (built / "404.html").read_text(encoding="utf-8")


@each_locale
def test_outcomes_have_five_parts(built, edition, locale):
    for outcome in edition.site.tree.outcomes.values():
        if not outcome.placeholder:
            ids = re.findall(r'<h2 id="([^"]*)"', page(built, f"/{locale.id}/fix/{outcome.id}/"))
            assert ids[:5] == ["what", "now", "needs", "worked", "if-not"]


def test_the_not_found_page_stands_alone(built):
    html = (built / "404.html").read_text(encoding="utf-8")
    assert not re.search(r"<a |<link|<img|<script|<style", html)
    for locale in LOCALES:
        assert locale is SOURCE or f'lang="{locale.html}"' in html


@each_locale
def test_answers_are_printed_on_every_step(built, edition, locale):
    html = page(built, f"/{locale.id}/fix/no-internet-apn/")
    answers = re.findall(r'<li><span>[^<]+</span> <a href="([^"]+)">', html)
    assert answers == ["../../fix/", "../../fix/no-internet/", "../../fix/no-internet-new/"]


@each_locale
def test_facts_show_their_source_and_its_age(built, edition, locale):
    html = page(built, f"/{locale.id}/guides/topup-failed/")
    source = edition.site.facts.by_id["topup.complain-after"].source
    [entry] = [one for one in re.findall(r'<li id="s\d+">(.*?)(?=<li|</ol>)', html) if f'#{source.anchor}"' in one]
    assert source.title in unescape(entry)
    assert re.search(r'<sup><a href="#s\d+">', html)
    link = f"../../{source_page(source).path(locale).removeprefix(f'/{locale.id}/')}"
    assert f'href="{link}#{source.anchor}"' in entry
    assert f'id="{source.anchor}"' in page(built, source_page(source).path(locale))


@each_locale
def test_a_list_of_operators_leads_to_their_pages_and_those_to_the_sources(built, edition, locale):
    assert '<a href="../../operators/tim/#network">TIM</a>' in page(built, f"/{locale.id}/fix/no-internet-apn/")
    source = edition.site.facts.by_id["tim.network.apn"].source
    operator = page(built, f"/{locale.id}/operators/tim/")
    assert 'id="network"' in operator
    assert f'#{source.anchor}"' in operator
