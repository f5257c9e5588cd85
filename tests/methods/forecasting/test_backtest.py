import numpy as np
import pandas as pd
import pytest

from analysis.methods import forecasting
from analysis.methods.inputs import ImpossibleInputError
from method_records import by_month, by_year, held_to_its_method_record, panel_of


def test_changing_what_follows_an_origin_never_changes_its_forecast(panel):
    series = panel["area 3"]
    changed_panel = panel.copy()
    changed_panel.loc[2020:] = changed_panel.loc[2020:].to_numpy()[:, ::-1] * 2
    before = forecasting.backtest(series, 3, [2017, 2019], season_length=1, panel=panel)
    after = forecasting.backtest(changed_panel["area 3"], 3, [2017, 2019], season_length=1, panel=changed_panel)
    columns = ["mean", "lower_80", "upper_80", "lower_95", "upper_95", "naive", "model"]
    pd.testing.assert_frame_equal(before.frame[columns], after.frame[columns])
    assert not before.frame["actual"].equals(after.frame["actual"])


def test_no_month_after_an_origin_reaches_its_forecast(monthly_panel):
    series = monthly_panel["area 3"]
    changed = series.copy()
    changed.iloc[30:] = 5 * changed.iloc[30:]
    origin = [series.index[29]]
    before = forecasting.backtest(series, 6, origin, season_length=12)
    after = forecasting.backtest(changed, 6, origin, season_length=12)
    pd.testing.assert_series_equal(before.frame["mean"], after.frame["mean"])


def test_scores_are_those_of_the_rows(panel):
    result = forecasting.backtest(panel["area 3"], 2, 5, season_length=1, panel=panel)
    frame = result.frame
    assert result.scores.loc["forecast", "mae"] == pytest.approx((frame["actual"] - frame["mean"]).abs().mean())
    assert result.scores.loc["naive", "mae"] == pytest.approx((frame["actual"] - frame["naive"]).abs().mean())
    inside = frame["actual"].between(frame["lower_80"], frame["upper_80"])
    assert result.scores.loc["forecast", "coverage_80"] == pytest.approx(inside.mean())
    assert result.improvement == pytest.approx(
        1 - result.scores.loc["forecast", "mae"] / result.scores.loc["naive", "mae"]
    )
    assert "naive" in str(result)


def test_an_origin_with_nothing_after_it_is_refused(panel):
    with pytest.raises(ImpossibleInputError, match="one after it"):
        forecasting.backtest(panel["area 3"], 2, [2024], season_length=1)


def test_an_origin_that_is_not_in_the_series_is_named(panel):
    with pytest.raises(ImpossibleInputError, match="1999"):
        forecasting.backtest(panel["area 3"], 2, [1999], season_length=1)


def test_a_missing_actual_is_left_out_of_the_scores(panel):
    series = panel["area 3"].copy()
    series.loc[2022] = np.nan
    result = forecasting.backtest(series, 2, [2020, 2021], season_length=1, panel=panel)
    assert result.frame["actual"].isna().sum() == 2
    assert np.isfinite(result.scores.loc["forecast", "mae"])


def test_what_it_gives_is_what_its_record_says():
    years, panel = by_year(), panel_of(9)
    cases = {
        "years": lambda: forecasting.backtest(years, 2, 4, season_length=1),
        "years, in words": lambda: str(forecasting.backtest(years, 2, 4, season_length=1)),
        "one origin": lambda: str(forecasting.backtest(years, 1, 1, season_length=1)),
        "named origins": lambda: forecasting.backtest(years, 1, [2016, 2019], season_length=1, levels=(80,)).frame,
        "the last value again": lambda: forecasting.backtest(years, 2, 3, season_length=1, repeat=True).scores,
        "a walk": lambda: forecasting.backtest(by_month(), 2, 3, season_length=12, walk="stock").scores,
        "beside others": lambda: forecasting.backtest(panel["area 3"], 1, 2, season_length=1, panel=panel).scores,
        "an origin that is not there": lambda: forecasting.backtest(years, 1, [1999], season_length=1),
        "an origin at the end": lambda: forecasting.backtest(years, 1, [2021], season_length=1),
        "an origin too early": lambda: forecasting.backtest(years, 1, [2011], season_length=1),
        "the earliest origin": lambda: forecasting.backtest(years, 1, [2012], season_length=1).frame["origin"],
        "no origin": lambda: forecasting.backtest(years, 1, 0, season_length=1),
        "more origins than there are": lambda: forecasting.backtest(years, 1, 40, season_length=1).frame["origin"],
        "a short series": lambda: forecasting.backtest(years[:3], 1, 1, season_length=1),
    }
    held_to_its_method_record("forecasting_backtest", cases)
