"""Mistakes in the kinds of messages and in the words are named with their line."""

import json

import pytest


def test_the_clues_of_the_demo_are_put_together_from_parts(demo):
    site, problems = demo.load()
    assert problems == []
    told = json.loads(site.sms.clues_file())
    assert told["clues"] == [[["rinnov", "(?:effettuat|avvenut)"], []]]
    assert told["senders"]["tim"] == {"name": r"\btim\b", "sites": ["tim.it"]}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("tone: good", "tone: loud", "“tone” is “loud”; choose one of act, good, warning"),
        ('to: "guide:topup"', 'to: "guide:nowhere"', "“guide:nowhere” leads to nothing; mend the link or add it"),
        ('"rinnov"', '"(rinnov"', "is no pattern"),
        ('"rinnov"', '"Rinnov"', "“Rinnov” can never be found; write it in lower case"),
        ('"<done>"', '"<undone>"', "the part “undone” does not exist"),
        ("  renewed:", "  Re newed:", "“Re newed” is no id"),
        ("    title:", "    titel:", "the key “titel” is unknown here"),
        ("kinds:", "knids:", "the key “kinds” is missing"),
    ],
)
def test_a_mistake_in_a_kind_is_named(demo, old, new, told):
    demo.change("sms.yaml", old, new)
    problems = demo.problems()
    assert any(problem.startswith("content/sms.yaml:") and told in problem for problem in problems), problems


def test_a_sender_that_is_no_operator_is_named(demo):
    demo.change("senders.yaml", "tim:", "tom:")
    [problem] = demo.problems()
    assert problem.startswith("content/senders.yaml:1: the operator “tom” does not exist")


def test_an_operator_is_known_by_its_name_where_nothing_else_is_said(demo):
    demo.write("senders.yaml", "{}\n")
    site, problems = demo.load()
    assert problems == []
    assert json.loads(site.sms.clues_file())["senders"] == {"tim": {"name": r"\btim\b", "sites": []}}


def test_a_word_that_stands_twice_is_named(demo):
    demo.write(
        "terms.yaml",
        '- it: "ricarica"\n  means: "top-up"\n  topic: money\n- it: "saldo"\n  forms: ["Ricarica"]\n  means: "x"\n'
        "  topic: money\n",
    )
    [problem] = demo.problems()
    assert problem.startswith("content/terms.yaml:5: “Ricarica” stands twice")
