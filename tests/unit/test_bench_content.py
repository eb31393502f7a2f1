"""What the benchmark builds is content of ours: it passes every check, and an edit changes one sentence."""

import app as application
from bench import edit
from bench import synthetic
from prontosim.locales import LOCALES


def test_synthetic_guides_pass_every_check_and_differ(tmp_path):
    real = application.load_edition(application.ROOT).site.guides
    synthetic.write_project(application.ROOT, tmp_path, len(real) + 20)
    guides = application.load_edition(tmp_path).site.guides
    assert len(guides) == len(real) + 20
    for locale in LOCALES:
        added = [guides[id].texts[locale.id].body.text for id in guides.keys() - real.keys()]
        assert len(set(added)) == 20
        lengths = [len(guide.texts[locale.id].body.text) for guide in real.values()]
        assert min(lengths) * 0.8 < sum(map(len, added)) / 20 < max(lengths) * 1.2


def test_synthetic_guides_are_the_same_each_time(tmp_path):
    texts = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        synthetic.write_project(application.ROOT, folder, 30)
        texts.append([path.read_text(encoding="utf-8") for path in sorted(folder.glob("content/guides/*/*.md"))])
    assert texts[0] == texts[1]


def test_an_edit_adds_a_sentence_to_a_paragraph_of_the_text():
    page = '<p>Above.<main id="main"><h1>Title</h1><p class="lead">Lead.<p>First.<h2 id="next">Next</h2>'
    assert edit.edited(page) == page.replace("First.", f"First.{edit.SENTENCE}")
