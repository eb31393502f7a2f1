"""Short texts: collected from content, templates and code; an untranslated one stops the build."""

import pytest
from babel.messages.catalog import Catalog

from prontosim import catalog
from prontosim.errors import BuildFailed
from prontosim.errors import Problems
from prontosim.locales import IT
from prontosim.locales import TRANSLATIONS
from prontosim.marked import Text


@pytest.fixture
def root(demo):
    folder = demo.content.parent
    catalog.update(folder)
    return folder


def translate(root, change=lambda msgid: f"{msgid} (it)"):
    for locale in TRANSLATIONS:
        path = catalog.po_file(root, locale)
        found = catalog.read_catalog(path, locale)
        for message in found:
            if message.id:
                message.string = change(message.id)
        path.write_bytes(catalog.written(found))


def problems_of(root):
    problems = Problems(root)
    catalog.check(root, problems)
    return [str(problem) for problem in sorted(problems.found)]


def test_texts_of_content_are_collected_but_not_the_titles_of_sources(root):
    ids = {message.id for message in catalog.collect(root)}
    assert {"What do you see?", "Bars", "Number to call", "After {n} wrong tries the SIM is dead."} <= ids
    assert "TIM, Carta dei servizi" not in ids


def test_a_missing_translation_names_file_line_and_locale(root):
    assert any(
        problem == "content/tree/start.yaml:1: [it] “What do you see?” has no translation; "
        "run “make messages” and translate it in translations/it/LC_MESSAGES/messages.po."
        for problem in problems_of(root)
    )


def test_complete_catalogues_have_no_problems(root):
    translate(root)
    assert problems_of(root) == []


def test_a_changed_english_text_is_an_outdated_translation(root, demo):
    translate(root)
    demo.change("tree/start.yaml", "What do you see?", "What do you see now?")
    assert len(problems_of(root)) == len(TRANSLATIONS)
    assert all("“What do you see now?” has no translation" in problem for problem in problems_of(root))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{n}", "dieci", "“After dieci wrong tries the SIM is dead.” has the placeholders none, English has {n}; use"),
        ("{n}", "{n} o {n}", "has the placeholders {n}, {n}, English has {n}; use the same, each as often"),
        ("{n}", "{volte}", "has the placeholders {volte}, English has {n}; use"),
        ("{{tim.care.number}}", "{{tim.care}}", "placeholders {{tim.care}}, English has {{tim.care.number}}; use"),
        ("Bars", "Bars %(n)s", "“Bars %(n)s” has the placeholders %(n)s, English has none; use"),
    ],
)
def test_other_placeholders_than_in_english_are_told(root, old, new, told):
    translate(root, lambda msgid: msgid.replace(old, new))
    problems = problems_of(root)
    assert len(problems) == len(TRANSLATIONS)
    assert all(told in problem for problem in problems), problems


def broken(root, line):
    translate(root)
    path = catalog.po_file(root, IT)
    lines = path.read_text().split("\n")
    number = lines.index('msgstr "Bars (it)"')
    lines[number] = line
    path.write_text("\n".join(lines))
    return f"translations/it/LC_MESSAGES/messages.po:{number + 1}: [it] a quotation mark is missing in this line"


@pytest.mark.parametrize(
    "line",
    ['msgstr "Tacche', "msgstr Tacche", 'msgstr Tacche"', 'msgstr"Tacche"', 'Tacche"', 'msgstr "le "tacche""'],
)
def test_a_line_without_its_quotation_marks_is_told_and_not_cut(root, line):
    told = broken(root, line)
    [problem] = [problem for problem in problems_of(root) if "quotation mark" in problem]
    assert problem.startswith(told)
    assert problem.endswith('write msgstr "…", and \\" for one inside.')
    before = catalog.po_file(root, IT).read_bytes()
    with pytest.raises(BuildFailed, match="a quotation mark is missing"):
        catalog.update(root)
    assert catalog.po_file(root, IT).read_bytes() == before


@pytest.mark.parametrize(
    "line", [r'msgstr "le \"tacche\" \\"', 'msgstr ""\n"Tac"\n"che"', 'msgstr "T"\n# Bars', 'msgstr  "T" ']
)
def test_lines_with_their_quotation_marks_are_right(root, line):
    broken(root, line)
    assert problems_of(root) == []


def test_an_unreadable_file_does_not_cost_its_translations(root, demo):
    translate(root)
    before = catalog.po_file(root, IT).read_bytes()
    demo.change("tree/start.yaml", '"Bars"', '"Bars')
    with pytest.raises(BuildFailed, match=r"content/tree/start\.yaml:\d+: this is not YAML"):
        catalog.update(root)
    assert catalog.po_file(root, IT).read_bytes() == before


def test_a_figure_in_a_translation_is_told(root):
    translate(root, lambda msgid: msgid.replace("Bars", "Chiama il 119"))
    assert any("[it] the figure “119” is typed into text" in problem for problem in problems_of(root))


def test_updating_twice_gives_the_same_bytes_without_dates(root):
    translate(root)
    path = catalog.po_file(root, IT)
    before = path.read_bytes()
    catalog.update(root)
    assert path.read_bytes() == before
    assert b"Date" not in before


def test_gettext_reads_what_was_compiled(root):
    translate(root)
    catalog.compile_all(root)
    assert catalog.po_file(root, IT).with_suffix(".mo").exists()
    assert catalog.translator(root, IT)("Bars") == "Bars (it)"


def test_keyword_lists_are_one_message_with_either_semicolon():
    assert catalog.join_keywords((Text("a"), Text("b"))) == "a; b"
    assert catalog.split_keywords("甲；乙; 丙") == ["甲", "乙", "丙"]


def test_an_empty_catalogue_can_be_written():
    assert b"Content-Type" in catalog.written(Catalog(locale="it"))
