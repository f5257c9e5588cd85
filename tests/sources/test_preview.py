"""What a preview says of a figure may travel: a small count is said to be one, and never which."""

import pytest

from analysis.sources.preview import previewed


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0, "count", "0"),
        (1, "count", "1 to 5"),
        (5.0, "count", "1 to 5"),
        (6, "count", "6"),
        (1448, "count", "1,448"),
        (3.2, "percent", "3.2%"),
        (3, "days", "3"),
        (None, "count", "no figure"),
        (float("nan"), "count", "no figure"),
    ],
)
def test_a_figure_is_said_as_it_is_unless_it_is_a_small_count(value, unit, said):
    assert previewed(value, unit) == said
