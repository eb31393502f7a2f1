"""Markdown of ours becomes HTML with facts, needs and links; nothing else passes."""

import re
from pathlib import Path

import pytest

from prontosim.content import Body
from prontosim.locales import EN
from prontosim.markup import Writer


@pytest.fixture
def writer(site):
    return Writer(
        site.facts, site.parts, EN, lambda text: text, lambda target: f"<{target}>", lambda need: f"[{need}]",
        site.phones, lambda menu, kind: f"[{menu.id} on {kind}]",
    )  # fmt: skip


def test_a_fact_shows_its_value_and_leads_to_its_source(writer):
    html = writer.markdown("Call {{tim.care.number}}.")
    assert html == ('<p>Call <a class="phone" href="tel:119">119</a><sup><a href="#s1">1</a></sup>.</p>')


def test_a_weak_fact_says_check_with_the_operator(writer):
    html = writer.markdown("{{sim.tries}}")
    assert "After 10 wrong tries the SIM is dead." in html
    assert '<span class="check">(check with the operator)</span>' in html


def test_all_operators_are_listed_by_name_and_lead_to_their_pages(writer):
    html = writer.markdown("{{*.care.number}}")
    assert html.startswith('<dl class="by-operator"><div><dt><a href="&lt;operator:tim#care&gt;">TIM</a></dt>')
    assert '<dd class="value"><a class="phone" href="tel:119">' in html
    assert (writer.sources(), list(writer.compared)) == ([], ["tim.care.number"])


def test_operators_that_do_the_same_share_a_row(demo):
    wind = (demo.content / "operators/tim.yaml").read_text().replace("TIM", "WINDTRE")
    demo.write("operators/windtre.yaml", wind.replace("119", "159"))
    demo.write("operators/zed.yaml", wind.replace("WINDTRE", "Zed").replace("119", "159"))
    demo.write("operators/yes.yaml", wind.replace("WINDTRE", "Yes").replace("119", "159").replace("high", "low"))
    site, problems = demo.load()
    assert problems == []
    writer = Writer(site.facts, {}, EN, str, lambda target: target.removeprefix("operator:"), str, site.phones, str)
    rows = writer.markdown("{{*.care.number}}").split("</div>")
    assert '<a href="windtre#care">WINDTRE</a> <a href="zed#care">Zed</a></dt>' in rows[1]
    assert "check with the operator" in rows[2]
    assert list(writer.compared) == [f"{id}.care.number" for id in ("tim", "windtre", "yes", "zed")]


def test_needs_are_drawn_and_counted_from_the_cheapest(writer):
    html = writer.markdown("1. {need:shop,money} Pay.\n2. {need:nothing} Wait.")
    assert "<li>[shop][money] Pay.</li>" in html
    assert writer.ordered_needs() == ["nothing", "money", "shop"]


def test_links_are_resolved(writer):
    assert 'href="&lt;fix:bars&gt;"' in writer.markdown("[bars](fix:bars)")


def test_raw_html_never_passes_even_unlinted(writer):
    assert "<script" not in writer.markdown("<script>alert(1)</script>\n\n<b>bold</b>")


def test_details_can_be_opened(writer):
    html = writer.markdown("/// details | iPhone\n\n1. {need:nothing} Open Settings.\n\n///")
    assert "<details>" in html
    assert "<summary>iPhone</summary>" in html


def test_steps_are_told_once_for_each_phone_with_its_own_words(writer):
    html = writer.markdown(
        "/// phones | iphone\n1. Open {{menu:apn}}.\n///\n\n/// phones | pixel oppo\n1. Tap {{menu:apn}}.\n///"
    )
    assert re.findall(r'<details data-phone="(\w+)">\s*<summary>(\w+)</summary>\s*<ol>\s*<li>([^<]*)</li>', html) == [
        ("iphone", "Iphone", "Open [apn on iphone]."),
        ("pixel", "Pixel", "Tap [apn on pixel]."),
        ("oppo", "Oppo", "Tap [apn on oppo]."),
    ]


def test_a_part_may_hold_a_part(writer):
    writer.parts["inner"] = {"en": Body(Path("inner/en.md"), "en", "Stop.", 1)}
    writer.parts["outer"] = {"en": Body(Path("outer/en.md"), "en", "First:\n\n{{part:inner}}", 1)}
    assert writer.markdown("{{part:outer}}") == "<p>First:</p>\n<p>Stop.</p>"


def test_short_texts_show_facts_as_plain_text(writer):
    assert writer.text("Call {{tim.care.number}} & wait") == "Call 119 &amp; wait"
