"""Scales on which measures are modelled: there and back, within what is possible."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.forecasting import scale as scales
from analysis.methods.forecasting.scale import KINDS, working_scale
from analysis.methods.inputs import ImpossibleInputError
from method_records import held_to_its_method_record


@pytest.mark.parametrize("kind", KINDS)
@given(values=st.lists(st.floats(0, 100), min_size=2, max_size=20))
def test_what_goes_there_comes_back(kind, values):
    seen = np.array(values)
    scale = working_scale(seen, kind)
    assert scale.back(scale.into(seen)) == pytest.approx(seen, abs=1e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_too_small_to_be_halved_still_has_a_logarithm(kind):
    seen = np.array([0.0, 5e-324])
    scale = working_scale(seen, kind)
    assert np.isfinite(scale.into(seen)).all()
    assert scale.back(scale.into(seen)) == pytest.approx(seen, abs=1e-6)


@pytest.mark.parametrize("kind", KINDS)
@given(working=st.floats(-1e6, 1e6))
def test_nothing_comes_back_that_cannot_be(kind, working):
    back = working_scale(np.array([1.0, 2.0]), kind).back(np.array([working]))[0]
    assert 0 <= back <= (100 if kind == "percent" else np.inf)
    assert np.isfinite(back)


@pytest.mark.parametrize("kind", KINDS)
def test_the_slope_is_what_one_unit_of_the_scale_is_worth(kind):
    scale = working_scale(np.array([10.0, 40.0]), kind)
    here = scale.into(np.array([30.0]))
    step = (scale.back(here + 1e-6) - scale.back(here - 1e-6)) / 2e-6
    assert scale.slope(here) == pytest.approx(step, rel=1e-4)


def test_only_a_rate_that_was_nought_is_moved():
    assert working_scale(np.array([4.0, 8.0]), "rate").offset == 0
    assert working_scale(np.array([0.0, 8.0]), "rate").offset == 4
    assert working_scale(np.array([4.0, 8.0]), "count").offset == 0.5


@pytest.mark.parametrize(
    ("values", "kind", "said"),
    [([-1.0, 2.0], "count", "below 0"), ([99.0, 101.0], "percent", "above 100"), ([1.0, 2.0], "weight", "no kind")],
)
def test_what_is_outside_its_bounds_is_refused(values, kind, said):
    with pytest.raises(ImpossibleInputError, match=said):
        working_scale(np.array(values), kind)


def test_what_it_gives_is_what_its_record_says():
    values = np.array([0.0, 2, 40, 100, np.nan])

    def there_and_back(kind, given=values):
        found = scales.working_scale(given, kind)
        logs = found.into(given)
        return [found, logs, found.back(logs), found.slope(logs), found.back(np.array([-99.0, 99.0]))]

    cases = {
        **{kind: lambda kind=kind: there_and_back(kind) for kind in scales.KINDS},
        "without a nought": lambda: scales.working_scale(values[1:], "rate"),
        "nothing but noughts": lambda: scales.working_scale(np.zeros(3), "days"),
        "a figure next to nothing": lambda: scales.working_scale(np.array([0.0, 5e-324]), "rate").offset > 0,
        "no figure": lambda: scales.working_scale(np.array([np.nan]), "rate"),
        "another kind": lambda: scales.working_scale(values, "money"),
        "below nought": lambda: scales.working_scale(np.array([-1.0]), "count"),
        "infinite": lambda: scales.working_scale(np.array([np.inf]), "count"),
        "a share above all": lambda: scales.working_scale(np.array([101.0]), "percent"),
        "a share of all": lambda: scales.working_scale(np.array([100.0]), "percent"),
    }
    held_to_its_method_record("forecasting_scale", cases)
