"""The comparison page: topics under questions, and only operators of which an answer is known."""

import pytest


def test_an_operator_without_an_answer_is_left_out(demo):
    other = 'name: Silent\nas_of: "2026-11-20"\nfacts:\n  beware.all:\n    text: "Ask first."\n    source: charter\n'
    demo.write("operators/silent.yaml", other + "    confidence: low\n")
    site, problems = demo.load()
    assert problems == []
    [question] = site.comparison.questions
    [(operator, [(label, fact)])] = question.answers(site.facts)
    assert (operator.id, label, fact.id) == ("tim", "Number to call", "tim.care.number")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("compare.yaml", "care.number", "care.colour", "compare.yaml:3: the topic “care.colour” has no label"),
        ("compare.yaml", "[care.number]", "[care.abroad]", "no operator has the topic “care.abroad”"),
        ("compare.yaml", "id: care", "id: Care!", "“Care!” is no id of its own"),
        ("compare.yaml", "{{tim.care.number}}", "{{sim.trees}}", "the fact “sim.trees” does not exist"),
        ("compare.yaml", "topics:", "topic:", "the key “topic” is unknown here"),
    ],
)
def test_a_mistake_is_named(demo, file, old, new, told):
    demo.change(
        "topics.yaml", '    number: "Number to call"\n', '    number: "Number to call"\n    abroad: "From abroad"\n'
    )
    demo.change(file, old, new)
    assert any(told in problem for problem in demo.problems()), demo.problems()


def test_no_operator_takes_the_address_of_the_page(demo):
    demo.write("operators/compare.yaml", (demo.content / "operators/tim.yaml").read_text(encoding="utf-8"))
    assert any("the id “compare” is the page that compares" in problem for problem in demo.problems())
