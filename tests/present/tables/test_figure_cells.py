"""Cells that several tables print: a figure in its unit, a change with its sign, a month, or why there is none."""

import pandas as pd
import pytest

from analysis.present.tables import figure_cells
from drawn_charts import MARCH_2021

FRAME = pd.DataFrame(
    {
        "value": [27.0, None, 662.0],
        "previous": [28.94, 60.0, None],
        "unit": ["percent", "per_10000", "count"],
        "missing": [None, "suppressed", None],
    }
)


def test_the_newest_figure_that_is_absent_has_its_own_reason_and_others_the_one_given():
    assert figure_cells.reasons_absent(FRAME, "value", "none")[1] == "[c]"
    assert figure_cells.reasons_absent(FRAME, "previous", "none") == ["none"] * 3
    assert figure_cells.reasons_absent(FRAME.drop(columns="missing"), "value", "none") == ["none"] * 3


def test_figures_have_the_decimals_of_their_unit():
    assert figure_cells.to_one_place(FRAME, "value") == ["27.0%", "[c]", "662"]
    assert figure_cells.to_one_place(FRAME, "previous") == ["28.9%", "60.0", figure_cells.NOT_HELD]


@pytest.mark.parametrize(
    ("value", "unit", "cell"),
    [(-2.5, "percent", "−2.5 points"), (1.7, "count", "+2"), (152.84, "per_10000", "+152.8"), (None, "count", "")],
)
def test_a_change_has_its_sign_and_of_a_share_it_is_in_points(value, unit, cell):
    assert figure_cells.change_in_words(value, unit) == cell


def test_points_are_explained_only_where_there_are_some():
    assert figure_cells.points_note(["+2", ""]) == []
    assert len(figure_cells.points_note(["+2", "−2.5 points"])) == 1


def test_months_are_words_and_no_day_is_no_month():
    assert figure_cells.months_in_words(pd.Series([MARCH_2021, None])) == ["March 2021", ""]


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ([], ""),
        ([4], "May"),
        ([0, 1, 4], "Jan; Feb; May"),
        ([0, 1, 2, 4], "Jan to Mar; May"),
        ([1, 2, 3, 4], "Feb to May"),
    ],
)
def test_three_months_in_a_row_are_named_by_the_first_and_the_last(places, told):
    assert figure_cells.in_runs(["Jan", "Feb", "Mar", "Apr", "May"], places) == told
