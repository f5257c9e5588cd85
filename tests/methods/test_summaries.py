import numpy as np
import pandas as pd
import pytest

from analysis.methods import summaries
from analysis.methods import summaries as summed
from method_records import held_to_its_method_record, told

NEIGHBOURS_OF_TORBAY = [357, 394, 879, 372, 807, 921, 370, 390, 354, 894]  # DfE statistical neighbour model 2025


def test_the_median_of_neighbours_is_the_one_the_dashboard_prints(shared):
    published = pd.read_csv(shared / "vectors/statistical_neighbour_medians__workforce_data__Vacancy_Rate_Fte.csv")
    rows = pd.read_parquet(shared / "data/published/panel/panel_la_year_measure.parquet")
    vacancies = rows[(rows["measure"] == "sw_vacancy_rate") & rows["old_la_code"].isin(map(str, NEIGHBOURS_OF_TORBAY))]
    torbay = published[published["geo_breakdown_sn"] == "Torbay"].set_index("time_period")["Vacancy Rate Fte"]
    found = {year: summaries.median(group["value"]).value for year, group in vacancies.groupby("year")}
    assert found == pytest.approx(torbay.to_dict(), abs=1e-9)


def test_median_and_mean_round_half_up():
    assert summaries.median([2.2, 2.3]).value == 2.3  # 2.25
    assert summaries.mean([1.0, 1.1]).value == 1.1  # 1.05
    assert summaries.median([40, 45], decimals=0).value == 43  # 42.5
    assert summaries.mean([8.55], decimals=1).value == 8.6


def test_a_suppressed_member_is_counted_as_missing_not_as_nothing():
    found = summaries.mean([10.0, np.nan, 20.0])
    assert (found.value, found.members, found.missing) == (15.0, 2, 1)
    nobody = summaries.median([np.nan, np.nan])
    assert np.isnan(nobody.value)
    assert (nobody.members, nobody.missing) == (0, 2)


def test_ranks_count_from_the_highest_and_ties_share_the_better():
    assert summaries.position(5, [5, 4, np.nan, 9]) == (2, 4)
    with pytest.raises(ValueError, match="no position"):
        summaries.position(np.nan, [1, 2])


def test_the_middle_of_neighbours_is_not_their_mean():
    values = [1.0, 2.0, 9.0, float("nan")]
    assert (summaries.median(values).value, summaries.mean(values).value) == (2, 4)
    assert (summaries.median(values).members, summaries.median(values).missing) == (3, 1)


def test_what_it_gives_is_what_its_record_says():
    gap = float("nan")
    groups = ([1.0, 2, 4], [1.0, gap, 4, 10], [2.25, 2.25], [gap], [])
    cases = {
        "medians": lambda: [told(lambda group=group: summed.median(group)) for group in groups],
        "means": lambda: [told(lambda group=group: summed.mean(group, 2)) for group in groups],
        "whole numbers": lambda: [summed.median([1.0, 2], 0), summed.mean([1.0, 2], 0)],
        "positions": lambda: [summed.position(value, [1.0, 2, 2, gap, 4]) for value in (0.5, 2, 3, 9)],
        "nobody else": lambda: summed.position(3, []),
        "no figure": lambda: summed.position(gap, [1.0]),
    }
    held_to_its_method_record("summaries", cases)
