"""What a rendering gives back, and what stops it."""

from analysis.render.outcome import Problem, RenderError

LINE = Problem("No such name.", "briefing.qmd", 12, "Define it.")
FILE = Problem("No title.", "card.qmd", hint="Add one.")


def test_a_problem_says_its_place_first():
    assert str(LINE) == "briefing.qmd, line 12: No such name."
    assert str(FILE) == "card.qmd: No title."
    assert str(Problem("Something.")) == "Something."
    assert Problem("Something.").where is None


def test_one_problem_is_told_in_one_line():
    error = RenderError.from_problems([LINE])
    assert (error.what, error.where, error.hint) == ("No such name.", "briefing.qmd, line 12", "Define it.")


def test_several_are_listed_with_each_remedy_once():
    error = RenderError.from_problems([LINE, FILE, LINE])
    assert error.what.splitlines()[0] == "3 things stop this paper:"
    assert f"  - {FILE}" in error.what
    assert error.hint == "Define it. Add one."
    assert RenderError.from_problems([Problem("a"), Problem("b")]).hint is None
