"""Every mistake in the content stops the build with one sentence that names file, line, locale and the mend."""

import pytest

from prontosim.checks import check_site
from prontosim.errors import BuildFailed
from prontosim.errors import Problems
from prontosim.locales import LOCALES
from prontosim.site import load_site
from tests.unit.conftest import FILES
from tests.unit.conftest import TODAY


def test_the_demo_has_no_problems(demo):
    assert demo.problems() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("guides/topup/it.md", "id: topup", "id: top-up", "guides/topup/it.md:2: [it] the id is “top-up”; write “topup”"),
        ("guides/topup/it.md", "id: topup", "id: topup\ncolour: red", "it.md:3: [it] the key “colour” is unknown here"),
        ("guides/topup/it.md", 'summary: "How to."\n', "", "it.md:2: [it] the key “summary” is missing"),
        ("guides/topup/it.md", "causes: [apn]", "causes: [apm]", "it.md:6: [it] the cause “apm” is unknown"),
        ("guides/topup/it.md", "[charter]", "[chart]", "it.md:2: [it] sources differ from en.md; write the same in each"),
        ("guides/topup/en.md", "[charter]", "[chart]", "en.md:9: the source “chart” does not exist; mend the id"),
        ("guides/topup/it.md", "fix:bars", "fix:barz", "it.md:15: [it] the link “fix:barz#now” leads to nothing"),
        ("guides/topup/it.md", "fix:bars#now", "fix:bars#later", "it.md:15: [it] the link “fix:bars#later” names no part"),
        ("guides/topup/it.md", "fix:bars#now", "guide:topup#car", "the link “guide:topup#car” names no heading of topup"),
        ("guides/topup/it.md", "fix:bars", "javascript:alert", "has an unknown scheme (known are fix:, guide:"),
        ("guides/topup/it.md", "See [the", "<b>See</b> [the", "it.md:15: [it] raw HTML stands in the text; write Markdown"),
        ("guides/topup/it.md", "See [the", "![x](https://x.org/y.png) [the", "[it] an image stands in the text"),
        ("guides/topup/it.md", "(fix:bars#now)", '(fix:bars#now){href="https://evil.example/"}', "something in braces"),
        ("guides/topup/it.md", 'title: "Top up"', 'title: "Call 119"', "it.md:3: [it] the figure “119” is typed"),
        ("shelves.yaml", "[topup]", "[top-up]", "shelves.yaml:1: the guide “top-up” does not exist; mend the id or add it"),
        ("shelves.yaml", "id: pay", "id: Pay", "shelves.yaml:3: “Pay” is no id of its own; use words joined by hyphens, once"),
        ("shelves.yaml", "guides: [topup]", "guides: [topup, topup]", "shelves.yaml:5: the guide “topup” stands on two shelves"),
        ("tree/start.yaml", '"Bars"', '"Bars {{no.fact}}"', "start.yaml:3: the fact “no.fact” does not exist"),
        ("guides/topup/it.md", "{#shop}", "{#negozio}", "it.md:11: [it] the heading ids differ from en.md: “shop” is missing, “negozio” is too many; use the same"),
        ("guides/topup/it.md", " {#shop}", "", "it.md:13: [it] a heading has no id; end it with {#its-id}"),
        ("guides/topup/it.md", "{{tim.care.number}}", "{{tim.care.no}}", "[it] the fact “tim.care.no” does not exist"),
        ("guides/topup/it.md", "Call {{tim.care.number}}", "Call 119", "the figure “119” is typed into text"),
        ("guides/topup/it.md", "See [the", "Costs 15 euro. See [the", "the figure “15 euro” is typed into text"),
        ("guides/topup/it.md", "See [the", "Wait 30 giorni. See [the", "the figure “30 giorni” is typed into text"),
        ("guides/topup/it.md", "See [the", "Open www.tim.it. See [the", "the figure “www.tim.it” is typed into text; an address of the web is a fact too, write {{its.name}}."),
        ("guides/topup/it.md", "fix:bars#now", "www.tim.it", "has an unknown scheme (known are fix:, guide:, operator:, page:; an address of the web is"),
        ("guides/topup/it.md", "See [the", "{{part:none}}\n\nSee [the", "it.md:15: [it] the part “none” does not exist; add it under"),
        ("guides/topup/it.md", "{#shop}", "{#Shop}", "it.md:13: [it] “Shop” is no id; write lower-case words joined by hyphens, {#in-a-shop}."),
        ("guides/topup/it.md", "{#shop}", "{#in the shop", "it.md:13: [it] “in the shop” is no id; write"),
        ("guides/topup/it.md", "{{tim.care.number}}", "{ {tim.care.number} }", "it.md:11: [it] something in braces is neither a fact nor a need nor a heading's id; write a fact as {{its.name}}, two braces on each side and no spaces"),
        ("outcomes/bars/it.md", "Restart.", "### Restart {#Now}", "it.md:15: [it] something in braces is neither"),
        ("outcomes/bars/it.md", "{need:nothing}", "{need:luck}", "it.md:7: [it] the need “luck” is unknown"),
        ("outcomes/bars/it.md", "## worked", "## done", "it.md:1: [it] the sections are what, now, done, if-not"),
        ("outcomes/bars/outcome.yaml", "cause: apn", "cause: moon", "outcome.yaml:3: “cause” is “moon”; choose one of"),
        ("outcomes/bars/outcome.yaml", "[unsure]", "[nowhere]", "outcome.yaml:5: the step “nowhere” does not exist"),
        ("outcomes/bars/outcome.yaml", "nearest: [unsure]", "nearest: []", "nothing under “if not”"),
        ("operators/tim.yaml", "    source: charter\n", "", "tim.yaml:5: the key “source” is missing"),
        ("operators/tim.yaml", "source: charter", "source: gossip", "the source “gossip” is unknown"),
        ("operators/tim.yaml", '{phone: "119"}', '{phone: "one"}', 'tim.yaml:5: “one” is no phone; write it like {phone: "119"}.'),
        ("operators/tim.yaml", '    value: {phone: "119"}\n', "", "tim.yaml:4: “care.number” has neither a value nor a text; write one of"),
        ("facts/sim.yaml", "    text:", '    value: {count: "10"}\n    text:', "sim.yaml:3: “tries” has both a value and a text; keep one of the two."),
        ("operators/tim.yaml", "care.number", "care.colour", "tim.yaml:4: the topic “care.colour” has no label"),
        ("facts/sim.yaml", "{n} wrong", "three wrong", "sim.yaml:4: the value “n” is not used"),
        ("facts/sim.yaml", "as_of: \"2026-11-20\"", "as_of: yesterday", "“as_of” is “yesterday”, not a date"),
        ("sources/all.yaml", '"2020-11"', '"2027-01"', "the date of the source “charter” 2027-01 lies ahead of today"),
        ("sources/all.yaml", '"https://example.org/"', '"example.org"', "the address does not start with https://"),
        ("guides/topup/it.md", 'title: "Top up"', "title: [Top up]", 'it.md:3: [it] “title” must be one text; write it as title: "text".'),
        ("guides/topup/it.md", "keywords: [\"ricarica\"]", "keywords: ricarica", 'it.md:5: [it] “keywords” must be a list; write it as keywords: ["one", "two"].'),
        ("guides/topup/it.md", '"ricarica"', '{a: "b"}', 'it.md:5: [it] “keywords” must be a list of plain texts; write it as keywords: ["one", "two"].'),
        ("operators/tim.yaml", '{phone: "119"}', '"119"', 'tim.yaml:5: “value” must be lines of “key: value”; write it as value: {name: "value"}.'),
        ("tree/start.yaml", '{label: "Bars", to: bars}', "Bars", 'tree/start.yaml:3: lines of “key: value” are expected here; write each as key: "text".'),
        ("myths.yaml", "sources: [charter]", "sources: []", "the claim “imsi” has no source"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_one_sentence(demo, file, old, new, told):
    demo.change(file, old, new)
    assert any(told in problem for problem in demo.problems()), demo.problems()


def test_all_mistakes_are_told_together(demo):
    demo.change("guides/topup/it.md", "See [the", "<b>See</b> [the")
    demo.change("operators/tim.yaml", '{phone: "119"}', '{phone: "one"}')
    (demo.content / "outcomes" / "bars" / "zh-hant.md").unlink()
    problems = demo.problems()
    assert len(problems) == 3
    assert any("[zh-hant] a translation is missing; add zh-hant.md" in problem for problem in problems)


@pytest.mark.parametrize("name", [*FILES, "guides/topup/en.md", "guides/topup/it.md"])
def test_what_follows_from_an_unreadable_file_is_not_told(demo, name):
    first = "---\n" if name.endswith(".md") else ""
    demo.write(name, f'{first}title: "Not closed\n{first}')
    demo.change("outcomes/bars/zh-hant.md", "{need:nothing}", "{need:luck}")
    problems = Problems(demo.content.parent)
    check_site(load_site(demo.content, problems), problems, TODAY)
    assert len(problems.found) > 1
    with pytest.raises(BuildFailed) as failure:
        problems.raise_if_any()
    [problem] = failure.value.problems
    assert str(problem).startswith(f"content/{name}:")
    assert "this is not YAML" in problem.message


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("guides/topup/it.md", "Call {{tim.care.number}}.", "Call.", ["it.md:11: [it] “{{tim.care.number}}” is missing, which"]),
        ("guides/topup/it.md", "[the APN](fix:bars#now)", "the APN", ["it.md:13: [it] the link “fix:bars#now” is missing, which en.md has; name it"]),
        ("guides/topup/it.md", "See", "{{sim.tries}} See", ["it.md:15: [it] “{{sim.tries}}” is too many, en.md does not have it; take it out, or"]),
        (
            "guides/topup/it.md", "#now", "#what",
            ["it.md:13: [it] the link “fix:bars#now” is missing", "it.md:15: [it] the link “fix:bars#what” is too many"],
        ),
        ("guides/topup/it.md", "See", "{{ tim.care.number }} See", []),
        ("outcomes/bars/it.md", "Restart.", "{{part:tries}}", ["outcomes/bars/it.md:15: [it] “{{part:tries}}” is too many"]),
        ("outcomes/bars/en.md", "Restart.", "{{part:tries}}", [f"{locale}.md:14: [{locale}] “{{{{part:tries}}}}” is missing" for locale in ("it", "zh-hans", "zh-hant")]),
        ("parts/tries/it.md", "{{sim.tries}}", "Dieci.", ["parts/tries/it.md:1: [it] “{{sim.tries}}” is missing"]),
    ],
)  # fmt: skip
def test_a_translation_names_what_the_english_text_names(demo, file, old, new, told):
    for locale in LOCALES:
        demo.write(f"parts/tries/{locale}.md", "{{sim.tries}}\n")
    assert demo.problems() == []
    demo.change(file, old, new)
    problems = demo.problems()
    assert len(problems) == len(told)
    assert all(one in problem for one, problem in zip(told, problems, strict=True)), problems


def test_what_is_no_id_of_a_heading_is_told_once(demo):
    demo.change("guides/topup/it.md", "{#shop}", "{#Shop}")
    assert [problem.partition("] ")[2] for problem in demo.problems()] == [
        "the heading ids differ from en.md: “shop” is missing; use the same ids in the same order.",
        "“Shop” is no id; write lower-case words joined by hyphens, {#in-a-shop}.",
    ]


def test_headings_stand_in_the_order_of_the_english_text(demo):
    for locale in LOCALES:
        ids = ["app", "shop"] if locale.id == "it" else ["shop", "app"]
        demo.change(f"guides/topup/{locale}.md", "## Shop {#shop}", "\n\n".join(f"## A {{#{id}}}" for id in ids))
    [problem] = demo.problems()
    assert "it.md:11: [it] the heading ids differ from en.md: their order there is shop, app; use the same" in problem


def test_a_missing_front_matter_is_told_alone(demo):
    demo.write("guides/topup/it.md", "Chiama.\n")
    problems = Problems(demo.content.parent)
    check_site(load_site(demo.content, problems), problems, TODAY)
    with pytest.raises(BuildFailed) as failure:
        problems.raise_if_any()
    assert [problem.message for problem in failure.value.problems] == ["the front matter is missing"]


def test_dates_that_lie_ahead_or_run_backwards_are_refused(demo):
    for locale in LOCALES:
        demo.change(f"guides/topup/{locale}.md", 'reviewed: "2026-11-20"', 'reviewed: "2027-06-01"')
    problems = demo.problems()
    assert sum("reviewed 2027-06-01 lies ahead of today" in problem for problem in problems) == len(LOCALES)
    assert sum("review_by lies before reviewed" in problem for problem in problems) == len(LOCALES)


@pytest.mark.parametrize(("key", "date"), [("reviewed", "2026-11-20"), ("review_by", "2027-05-20")])
def test_a_date_that_is_none_does_not_run_backwards(demo, key, date):
    for locale in LOCALES:
        demo.change(f"guides/topup/{locale}.md", f'{key}: "{date}"', f'{key}: "soon"')
    problems = demo.problems()
    assert len(problems) == len(LOCALES)
    assert all(f"“{key}” is “soon”, not a date" in problem for problem in problems)


def test_a_step_that_exists_may_be_named_although_nothing_leads_to_it(demo, only_problem):
    demo.change("tree/start.yaml", "to: bars}", "to: barz}")
    demo.write("outcomes/unsure/outcome.yaml", 'placeholder: "true"\ntitle: "Else"\nkeywords: []\nnearest: [start]\n')
    problems = demo.problems()
    assert len(problems) == 2
    assert any("start.yaml:3: the option leads to “barz”" in problem for problem in problems)
    assert any("the step “bars” cannot be reached" in problem for problem in problems)


def test_an_unknown_source_is_told_where_it_stands(demo):
    demo.change("guides/topup/en.md", "[charter]", "[chart]")
    problems = demo.problems()
    assert len(problems) == 1 + 3
    assert [problem for problem in problems if "does not exist" in problem] == [
        "content/guides/topup/en.md:9: the source “chart” does not exist; mend the id or add it."
    ]


def test_yaml_that_others_read_as_numbers_or_truth_stays_text(demo):
    demo.change("sources/all.yaml", '"TIM, Carta dei servizi"', "no")
    site, problems = demo.load()
    assert problems == []
    assert site.facts.sources["charter"].title == "no"


def test_front_matter_must_be_the_same_in_every_locale(demo):
    demo.change("guides/topup/it.md", 'review_by: "2027-05-20"', 'review_by: "2027-06-20"')
    assert demo.problems() == [
        "content/guides/topup/it.md:2: [it] review_by differ from en.md; write the same in each."
    ]


def test_a_key_that_stands_twice_is_refused(demo, only_problem):
    demo.change("operators/tim.yaml", "name: TIM\n", "name: TIM\nname: Tim\n")
    assert only_problem() == "content/operators/tim.yaml:2: the key “name” stands twice; keep one of them."


def test_a_part_may_stand_in_a_part_but_not_in_itself(demo):
    for locale in LOCALES:
        demo.write(f"parts/outer/{locale}.md", "{{part:inner}}\n")
        demo.write(f"parts/inner/{locale}.md", "Stop.\n")
    assert demo.problems() == []
    demo.write("parts/inner/it.md", "{{part:outer}}\n")
    assert any("parts/inner/it.md:1: [it] the part “outer” contains itself" in problem for problem in demo.problems())
