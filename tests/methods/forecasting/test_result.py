"""What a forecast says of itself."""

from dataclasses import FrozenInstanceError

import numpy as np
import pandas as pd
import pytest

from analysis.methods.forecasting.result import Forecast, Why, forecast_frame


def why(**more):
    told = {"model": "level", "naive": "last year's value", "chosen": "in advance", "improvement": 0.12}
    return Why(**(told | {"p_value": 0.03, "errors": 1_200, "areas": 1, "filled": 0} | more))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (why(), "came 12.0% closer than last year's value over 1,200 backtest errors (p = 0.030)."),
        (why(areas=140, p_value=None), "over 1,200 backtest errors in 140 areas."),
        (why(p_value=0.00001), "(p = 0.001)."),
        (why(improvement=None), "the series is too short to test it against last year's value."),
        (why(model="last year's value", improvement=0.0), "so last year's value is repeated."),
        (why(filled=1), "1 missing point was filled from the neighbouring ones."),
        (why(filled=2), "2 missing points were filled from the neighbouring ones."),
    ],
)
def test_the_reason_is_a_sentence(found, said):
    assert str(found).endswith(said)


def test_a_model_beats_naive_only_where_it_saved_something():
    assert [why(improvement=share).beats_naive for share in (0.1, 0.0, -0.1, None)] == [True, False, False, None]


def test_a_wider_level_is_never_inside_a_narrower_one():
    centre = np.array([10.0, 12.0])
    bounds = {95: (centre - 1, centre + 1), 80: (centre - 2, centre + 3)}
    frame = forecast_frame(centre, bounds, pd.Index([2022, 2023]))
    assert list(frame.columns) == ["mean", "lower_80", "upper_80", "lower_95", "upper_95"]
    assert frame.loc[2022].to_list() == [10, 8, 13, 8, 13]


def test_a_forecast_keeps_its_rows_its_model_and_the_reason_and_none_of_them_changes():
    rows = forecast_frame(np.array([10.0]), {80: (np.array([8.0]), np.array([13.0]))}, pd.Index([2022]))
    found = Forecast(rows, "level", why(areas=140, p_value=None))
    assert found.frame.loc[2022].to_dict() == {"mean": 10.0, "lower_80": 8.0, "upper_80": 13.0}
    assert (found.model, str(found.why).count("140 areas")) == ("level", 1)
    with pytest.raises(FrozenInstanceError):
        found.model = "trend"
