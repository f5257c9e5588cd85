"""Sparklines: the course of a row, and none beside a hidden figure."""

import pytest

from analysis.present.tables.sparkline import GAP, sparkline


@pytest.mark.parametrize(
    ("cells", "drawn"),
    [
        (["1", "2", "3"], "▁▅█"),
        (["3", "2", "1"], "█▅▁"),
        (["90%", "91.5%", "97%"], "▁▃█"),
        (["1,200", "600", "0"], "█▅▁"),
        (["5", "5", "5"], "▅▅▅"),
        (["", "1", "-", "2", "n/a", "3"], f"{GAP}▁{GAP}▅{GAP}█"),
        (["−3", "0", "3"], "▁▅█"),
    ],
)
def test_a_course_goes_from_the_lowest_figure_to_the_highest(cells, drawn):
    assert sparkline(cells) == drawn


@pytest.mark.parametrize("hidden", ["[c]", "[x]", "c", "*", "<5", "2238 / 876*", "low"])
def test_beside_a_hidden_figure_or_what_is_no_number_there_is_none(hidden):
    assert sparkline(["1", "2", hidden, "3", "4"]) == ""


@pytest.mark.parametrize("cells", [[], ["", ""], ["1", "2"], ["1", "", "2"]])
def test_two_figures_have_no_course(cells):
    assert sparkline(cells) == ""
