import datetime as dt
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.observation import shape
from analysis.catalogue.period import Month
from analysis.language.phrases.sentences import sentence
from analysis.questions.outlook_months import (
    ENOUGH_TO_CHOOSE,
    MONTHS_AHEAD,
    TRIES,
    answer_all_next,
    answer_next,
    season_of,
    walk_of,
)
from analysis.store import Store
from whole_answers import held_to_its_record

KIRKLEES, CUMBRIA = "E08000034", "E10000006"
LAST = Month(2025, 9)


def store_of(measure, values, basis="month", unit="count"):
    """A store of one council's own months, the last of them September 2025."""
    rows = []
    for back, value in enumerate(reversed(values)):
        month = LAST.plus(-back)
        rows.append(
            {
                "area": KIRKLEES,
                "measure": measure,
                "period_start": month.first_day,
                "period_end": month.last_day,
                "basis": basis,
                "value": float(value),
                "unit": unit,
                "as_printed": str(value),
                "published_on": dt.date(2025, 10, 15),
                "source": f"scorecard/series.csv#row {back + 2}",
            }
        )
    return Store({"observations": shape("observations", rows)})


def store_until(area, last, values):
    """A store of the monthly referrals of one authority up to a month."""
    rows = [
        {
            "area": area,
            "measure": "referrals",
            "period_start": last.plus(-back).first_day,
            "period_end": last.plus(-back).last_day,
            "basis": "month",
            "value": float(value),
            "unit": "count",
            "as_printed": str(value),
            "published_on": dt.date(2025, 10, 15),
            "source": f"c6.csv#row {back + 2}",
        }
        for back, value in enumerate(reversed(values))
    ]
    return Store({"observations": shape("observations", rows)})


def test_no_month_after_the_end_of_an_authority_is_forecast():
    values = np.random.default_rng(3).poisson(450, 30)
    before = answer_next(store_until(CUMBRIA, Month(2022, 12), values), "referrals", CUMBRIA, Month(2022, 12), 3)
    assert before.tables["forecast"]["period_end"].max() == dt.date(2023, 3, 31)
    with pytest.raises(NoFiguresError, match="Cumbria ended on 31 March 2023") as error:
        answer_next(store_until(CUMBRIA, Month(2023, 3), values), "referrals", CUMBRIA, Month(2023, 3), 3)
    assert "Ask about Cumberland; Westmorland and Furness" in error.value.hint


def answered(measure, values, **options):
    return answer_next(store_of(measure, values, **options), measure, KIRKLEES, LAST, 3)


def test_a_measure_of_the_councils_own_months_is_forecast_with_its_range_and_tried():
    rng = np.random.default_rng(1)
    answer = answered("referrals", rng.poisson(450, 30))
    frame = answer.tables["forecast"]
    assert list(frame["period_end"]) == [LAST.plus(step).last_day for step in range(1, MONTHS_AHEAD + 1)]
    assert frame["mean"].between(400, 500).all()
    assert (frame["lower_95"] <= frame["lower_80"]).all()
    assert (frame["lower_80"] < frame["upper_80"]).all()
    tried = answer.tables["backtest"]
    assert (tried["made_from"] < tried["period_end"]).all()
    assert tried["period_end"].max() <= LAST.last_day


def test_a_season_of_two_years_is_followed():
    season = [100, 100, 100, 100, 40, 100, 100, 100, 100, 100, 100, 100]  # October to September: February is low
    frame = answered("referrals", season * 3).tables["forecast"]
    low = frame.loc[frame["period_end"] == dt.date(2026, 2, 28), "mean"].iloc[0]
    assert low < 0.7 * frame["mean"].max()


def test_the_number_at_the_end_of_a_month_is_forecast_from_the_month_ends():
    answer = answered("cla_at_period_end", 600 + np.arange(24), basis="snapshot")
    assert answer.question == "What happens next to CLA at the end of the month?"
    assert pd.Series(answer.tables["forecast"]["mean"]).between(600, 650).all()
    own = next(finding for finding in answer.findings if finding.kind == "outlook_months_own")
    assert not own.facts["season"]  # a stock is set beside what it was last
    assert "epeating the last figure" in sentence(answer, own)


@pytest.mark.parametrize(("months", "said"), [(17, "17 months in a row"), (3, "fewer than 7 months in a row")])
def test_below_eighteen_months_it_is_said_how_many_are_held(months, said):
    with pytest.raises(NoFiguresError, match=said) as error:
        answered("referrals", range(400, 400 + months))
    assert "18 months" in error.value.hint


def test_a_forecast_gives_place_to_last_years_months_where_they_came_nearer():
    season = [100, 140, 90, 120, 40, 130, 160, 80, 100, 70, 150, 110]
    answer = answered("referrals", season * 4)
    assert answer.tables["forecast"]["mean"].to_list() == pytest.approx(season[:MONTHS_AHEAD])
    own = next(finding for finding in answer.findings if finding.kind == "outlook_months_own")
    assert own.facts["repeats"]
    assert own.facts["season"]
    assert "repeating the figure of the same month a year before" in sentence(answer, own)
    tried = answer.tables["backtest"]
    assert tried["forecast"].to_numpy() == pytest.approx(tried["naive"].to_numpy())


def test_the_forecast_is_made_again_often_enough_to_choose_by():
    frame = answered("referrals", np.random.default_rng(2).poisson(450, 40)).tables["backtest"]
    assert len(frame) >= ENOUGH_TO_CHOOSE
    assert frame["made_from"].nunique() == TRIES


def test_month_ends_of_three_years_are_forecast_by_month_and_not_as_three_years(monkeypatch):
    monkeypatch.setattr("analysis.questions.outlook_months.TRIES", 1)
    found = answer_all_next(
        store_of("social_worker_caseload", [17 + place % 2 for place in range(25)], "snapshot", "cases_per_fte"),
        KIRKLEES,
        LAST,
    )
    row = found.tables["drivers"].iloc[0]
    assert bool(row["by_month"])
    assert (row["measure"], row["until"]) == ("social_worker_caseload", "March 2026")
    assert found.findings[0].kind == "outlook_months_drivers"


def test_where_no_driver_can_be_forecast_the_months_that_are_held_are_named():
    with pytest.raises(NoFiguresError, match="12 months, October 2024 to September 2025"):
        answer_all_next(store_of("cp_plans_at_period_end", range(400, 412), "snapshot"), KIRKLEES, LAST)


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("next")


@pytest.mark.parametrize(
    ("months", "carried", "season", "walk"),
    [(36, False, 12, None), (36, True, 1, None), (20, False, 1, "flow"), (20, True, 1, "stock")],
)
def test_two_years_of_a_flow_repeat_themselves_and_fewer_months_walk(months, carried, season, walk):
    series = SimpleNamespace(observed=pd.Series(range(months)), carried=carried)
    assert season_of(series) == season
    assert walk_of(months, carried=carried) == walk
