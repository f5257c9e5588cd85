import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue.matching.figures import is_usual, possible_units
from analysis.catalogue.measure import measures


@pytest.mark.parametrize(
    ("figures", "unit", "possible"),
    [
        ((12, 14), "count", True),
        ((12.5, 14), "count", False),
        ((81.2, 103.0), "percent", False),
        ((81.2, 100.0), "percent", True),
        ((-3,), "count", False),
        ((-3,), "percent", True),
        ((), "count", True),
        ((math.nan, 12), "count", True),
    ],
)
def test_figures_allow_some_units(figures, unit, possible):
    assert (unit in possible_units(figures)) is possible


@given(st.lists(st.integers(0, 10**6), max_size=5))
def test_whole_numbers_can_always_be_counts(figures):
    assert "count" in possible_units(figures)


def test_the_middle_figure_decides_what_is_usual():
    rate = measures()["referral_rate"]
    assert is_usual((540.0, 10.0, 560.0), rate)
    assert not is_usual((45.0, 40.0, 560.0), rate)
    assert is_usual((), rate)
    assert is_usual((5.0,), measures()["referrals"])
