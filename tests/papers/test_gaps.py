from analysis.papers.gaps import NOTHING, Holes, leave_out

PAPER = """---
title: "A paper"
---

- {{< var cp.headline >}}
- {{< var cla.headline >}}

## Child protection

{{< var cp.answer >}}

{{< embed notebooks/04_cp.ipynb#fig-cp-rate >}}

{{< embed notebooks/04_cp.ipynb#tbl-cp-steps >}}

## Children looked after

{{< var cla.answer >}}

{{< embed notebooks/05_cla.ipynb#fig-cla-rate >}}
"""


def test_a_paper_of_notebooks_that_all_had_figures_stays_as_it_is():
    assert leave_out(PAPER, Holes({}, set(), {"cp", "cla"})) == PAPER


def test_a_section_without_figures_says_so_once_and_prints_no_holes():
    paper = leave_out(PAPER, Holes({"04_cp": "No plans of Torbay before 2013."}, set(), {"cla"}))
    assert paper.count("No plans of Torbay before 2013.") == 1
    assert "cp." not in paper
    assert "04_cp" not in paper
    assert "- {{< var cla.headline >}}" in paper
    assert "## Child protection\n\nNo plans of Torbay" in paper
    assert "{{< embed notebooks/05_cla.ipynb#fig-cla-rate >}}" in paper


def test_a_figure_that_was_not_made_is_left_out_and_its_section_stays():
    paper = leave_out(PAPER, Holes({}, {"fig-cp-rate"}, {"cp", "cla"}))
    assert "fig-cp-rate" not in paper
    assert "tbl-cp-steps" in paper
    assert "{{< var cp.answer >}}" in paper


def test_a_misspelt_variable_is_left_for_the_renderer_to_name():
    assert "{{< var cq.answer >}}" in leave_out("{{< var cq.answer >}}\n", Holes({}, set(), {"cp"}))


def test_sections_that_say_why_do_not_say_it_twice():
    paper = leave_out(PAPER, Holes({"04_cp": "None.", "05_cla": "None."}, set(), {"pack"}))
    assert NOTHING not in paper.partition("## Child")[2]


def test_a_section_of_which_only_prose_is_left_says_that_alone():
    text = "## Then\n\nWhat came later stands here.\n\n{{< embed notebooks/07_next.ipynb#tbl-then >}}\n"
    assert leave_out(text, Holes({}, {"tbl-then"}, {"cp"})) == f"## Then\n\n{NOTHING}\n\n"
    gap = Holes({"07_next": "Too few years."}, (), {"pack"})
    assert leave_out(text, gap) == "## Then\n\nToo few years.\n\n"
