"""The tree is strict: one parent per step, every path ends, nothing is out of reach."""

from prontosim.locales import LOCALES
from prontosim.tree import ROOT


def question(*options: str) -> str:
    lines = [f'  - {{label: "To {to}", to: {to}}}' for to in options[:-1]]
    lines.append(f'  - {{label: "Unsure", to: {options[-1]}, unsure: "true"}}')
    return 'title: "Which?"\noptions:\n' + "\n".join(lines) + "\n"


def placeholder(demo, id: str) -> None:
    demo.write(f"outcomes/{id}/outcome.yaml", f'placeholder: "true"\ntitle: "{id}"\nkeywords: []\nnearest: [bars]\n')


def test_answers_lead_from_the_first_question(site):
    [answer] = site.tree.answers("bars")
    assert (answer.question.id, answer.option.label) == (ROOT, "Bars")


def test_steps_walk_the_tree_in_order(site):
    assert site.tree.steps() == ["bars", "unsure"]


def test_a_second_parent_is_refused(demo, only_problem):
    demo.write("tree/start.yaml", question("bars", "bars", "unsure"))
    told = (
        "start.yaml:4: the option leads to “bars”, as one in start.yaml:3; give one of the two a variant of the step."
    )
    assert told in only_problem()


def test_both_parents_are_named(demo, only_problem):
    demo.write("tree/again.yaml", question("bars", "far"))
    placeholder(demo, "far")
    demo.write("tree/start.yaml", question("bars", "again", "unsure"))
    assert "tree/start.yaml:3: the option leads to “bars”, as one in again.yaml:3" in only_problem()


def test_an_option_to_nowhere_is_refused(demo, only_problem):
    demo.write("tree/start.yaml", question("bars", "nowhere", "unsure"))
    assert "start.yaml:4: the option leads to “nowhere”, which does not exist" in only_problem()


def test_a_step_out_of_reach_is_refused(demo, only_problem):
    placeholder(demo, "island")
    assert "the step “island” cannot be reached; lead an option to it or remove it" in only_problem()


def test_a_loop_is_refused(demo):
    demo.write("tree/again.yaml", question("round", "start"))
    demo.write("tree/round.yaml", question("again"))
    demo.write("tree/start.yaml", question("bars", "unsure"))
    problems = demo.problems()
    assert any("again.yaml:4: the option leads back to “start”, the first question" in problem for problem in problems)
    assert any("the step “again” cannot be reached" in problem for problem in problems)
    assert len(problems) == 2


def test_of_steps_out_of_reach_the_topmost_is_named(demo, only_problem):
    demo.write("tree/top.yaml", question("a-first", "middle"))
    demo.write("tree/middle.yaml", question("b-last"))
    for id in ("a-first", "b-last"):
        placeholder(demo, id)
    assert "tree/top.yaml: the step “top” cannot be reached" in only_problem()


def test_below_what_is_out_of_reach_nothing_is_too_far(demo, only_problem):
    for number in range(7):
        demo.write(f"tree/q{number}.yaml", question(f"q{number + 1}" if number < 6 else "far"))
    placeholder(demo, "far")
    assert "the step “q0” cannot be reached" in only_problem()


def test_every_question_may_be_answered_with_not_sure(demo, only_problem):
    demo.change("tree/start.yaml", ', unsure: "true"', "")
    assert "start.yaml:1: nobody may answer “I'm not sure”" in only_problem()


def test_more_than_five_taps_are_refused(demo, only_problem):
    demo.write("tree/start.yaml", question("bars", "unsure", "q1"))
    for number in range(1, 6):
        last = f"q{number + 1}" if number < 5 else "far"
        demo.write(f"tree/q{number}.yaml", question(last))
    placeholder(demo, "far")
    assert "the step “far” is more than 5 taps away" in only_problem()


def test_an_id_names_one_step(demo, only_problem):
    demo.write("tree/bars.yaml", question("far"))
    placeholder(demo, "far")
    assert "“bars” is a question and an outcome; rename one of them" in only_problem()


def test_a_question_may_show_a_part_before_its_options(demo):
    demo.write("tree/start.yaml", question("bars", "unsure") + "part: warning\n")
    for locale in LOCALES:
        demo.write(f"parts/warning/{locale}.md", "Turn data off first.\n")
    site, problems = demo.load()
    assert problems == []
    assert site.tree.root.part == "warning"


def test_a_part_that_does_not_exist_is_told(demo, only_problem):
    demo.write("tree/start.yaml", question("bars", "unsure") + "part: warning\n")
    assert "start.yaml:5: the part “warning” does not exist; mend the id or add it" in only_problem()
