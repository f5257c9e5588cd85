import datetime as dt
import math
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.present.charts.exceptions_course import COLUMNS, alt, caption, draw


def answer(*lines):
    """Lines of a card by their figures and target, in months up to May 2021."""
    parts = [
        pd.DataFrame(
            {
                "period_end": [dt.date(2021, month, 28) for month in range(6 - len(values), 6)],
                "value": values,
                "place": place,
                "ref": f"2.{place}",
                "name": f"Measure {place}",
                "unit": "percent",
                "target": target,
            }
        )
        for place, (values, target) in enumerate(lines)
    ]
    return SimpleNamespace(figures={"exceptions_course": pd.concat(parts)}, area_name="Torbay")


NEARER, AWAY = ([70.0, 80.0], 90.0), ([80.0, 70.0], 90.0)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([NEARER], "The one line did not move away from its target"),
        ([AWAY], "The one line moved away from its target"),
        ([NEARER, AWAY], "One of the two lines moved away from its target in Torbay: 2.1"),
        ([AWAY, NEARER, AWAY], "Two of the three lines moved away from their targets in Torbay: 2.0 and 2.2"),
        ([([70.0, 71.0], math.nan)], "The one line did not"),
    ],
)
def test_the_caption_counts_lines_that_are_further_from_their_target_than_at_the_start(lines, told):
    assert caption(answer(*lines)).startswith(told)


def test_the_words_for_the_picture_give_both_ends_and_the_target_of_each_line():
    assert alt(answer(AWAY)) == "A small line chart. Measure 0: 80% in April 2021, 70% in May 2021; target 90%."
    assert "target" not in alt(answer(([70.0, 71.0], math.nan)))


def test_each_line_has_a_panel_with_its_figures_and_its_target():
    chart = draw(answer(*[AWAY] * (COLUMNS + 1)))
    shown = [axes for axes in chart.axes if axes.axison]
    assert len(shown) == COLUMNS + 1
    assert list(shown[0].lines[0].get_ydata()) == [80.0, 70.0]
    assert set(shown[0].lines[2].get_ydata()) == {90.0}
