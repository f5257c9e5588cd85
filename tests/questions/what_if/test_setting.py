"""Where a scenario starts from: the newest complete year, each ratio, and what an assumption makes of it."""

import datetime as dt
import math

import numpy as np
import pytest

from analysis.catalogue.errors import NoFiguresError, UnknownNameError, WorkbenchError
from analysis.catalogue.period import Month
from analysis.questions.series_reader import SeriesReader
from analysis.questions.what_if.projection import EXIT_SHARE
from analysis.questions.what_if.scenario import Assumption
from analysis.questions.what_if.setting import Setting
from pathway_store import TORBAY, published_rows, published_store, row, store_of
from whole_answers import held_to_its_record

MONTH = Month(2021, 5)
VOLUMES = {
    "referrals": 1000,
    "s47_enquiries": 400,
    "icpcs": 200,
    "cp_plans_started": 150,
    "cp_plans_at_period_end": 180,
}


def assume(step="referral_rate", **more):
    return Assumption.model_validate({"step": step, **more})


def setting_of(rows, measure="cp_rate", month=MONTH):
    return Setting.find(SeriesReader.from_store(store_of(rows), TORBAY, month.last_day), measure, month)


def rows_of(years, volumes=VOLUMES, population=25_000):
    found = []
    for year in years:
        found += [row(TORBAY, name, dt.date(year, 3, 31), value) for name, value in volumes.items()]
        found.append(row(TORBAY, "population_0_17", dt.date(year - 1, 6, 30), population))
    return found


@pytest.fixture(scope="module")
def setting():
    return setting_of(rows_of((2019, 2020, 2021)))


@pytest.fixture(scope="module")
def published():
    return Setting.find(SeriesReader.from_store(published_store(), TORBAY, MONTH.last_day), "cp_rate", MONTH)


def test_the_newest_year_with_every_volume_and_a_stock_before_it_is_where_one_starts(setting):
    assert setting.day == dt.date(2021, 3, 31)
    gap = rows_of((2019, 2020)) + [each for each in rows_of((2021,)) if each["measure"] != "icpcs"]
    assert setting_of(gap).day == dt.date(2020, 3, 31)
    with pytest.raises(NoFiguresError, match="No year up to May 2021 has every figure"):
        setting_of(rows_of((2021,)))  # no stock a year before


def test_a_measure_without_a_stock_has_no_scenario():
    with pytest.raises(UnknownNameError):
        setting_of(rows_of((2020, 2021)), "referral_rate")


def test_each_step_is_its_volume_over_the_one_before(setting):
    assert setting.step_names == [
        "population",
        "referral_rate",
        "s47_per_referral",
        "icpc_per_s47",
        "plans_per_icpc",
        EXIT_SHARE,
    ]
    assert [step.denominator for step in setting.steps][:2] == [None, "population_0_17"]
    values = [setting.value(step, setting.figures, setting.day) for step in setting.step_names]
    assert values == pytest.approx([25_000, 0.04, 0.4, 0.5, 0.75, 150 / 330])  # 180 + 150 less 180 there at the end
    present = setting.present
    assert present.stock == 180
    assert present.exit_share == pytest.approx(150 / 330)
    assert present.ratios["referral_rate"] == pytest.approx(0.04)


def test_a_ratio_of_nothing_is_not_known():
    none = setting_of(rows_of((2020, 2021), VOLUMES | {"cp_plans_started": 0, "icpcs": 0}))
    assert math.isnan(none.value("plans_per_icpc", none.figures, none.day))
    assert math.isnan(none.value(EXIT_SHARE, none.figures, none.day))  # nobody left


def test_an_assumption_multiplies_adds_or_sets(setting):
    assert setting.change(assume(multiply=1.1), 2) == pytest.approx([1.1, 1.1])
    assert setting.change(assume("s47_per_referral", add=0.1), 2) == pytest.approx([1.25, 1.25])
    assert setting.change(assume("s47_per_referral", set=0.2), 2) == pytest.approx([0.5, 0.5])


def test_a_change_within_a_year_counts_for_its_part_of_it(setting):
    october = assume(multiply=1.2, **{"from": "2021-10-01"})
    assert setting.change(october, 3) == pytest.approx([1 + 0.2 * 182 / 365, 1.2, 1.2])
    later = assume(multiply=1.2, **{"from": "2022-04-01"})
    assert setting.change(later, 2) == pytest.approx([1.0, 1.2])
    last_day = assume(multiply=1.2, **{"from": "2022-03-31"})
    assert setting.change(last_day, 1) == pytest.approx([1 + 0.2 / 365])
    assert setting.since(assume(multiply=1.2)) == dt.date(2021, 4, 1)
    assert setting.since(october) == dt.date(2021, 10, 1)


def test_what_no_pathway_can_have_is_refused_with_what_it_is_now(setting):
    with pytest.raises(WorkbenchError, match='sets "s47_per_referral" to 0, which no pathway can have') as caught:
        setting.change(assume("s47_per_referral", add=-0.4), 1)
    assert "It is 0.4 now." in str(caught.value)
    with pytest.raises(WorkbenchError, match="from 1 April 2022, after its last year"):
        setting.change(assume(multiply=1.1, **{"from": "2022-04-01"}), 1)
    assert setting.change(assume(multiply=1.1, **{"from": "2022-03-31"}), 1)[0] > 1


def test_the_own_average_is_the_median_of_five_years():
    rows = []
    for year, referrals in zip(range(2015, 2022), (9000, 8000, 1100, 1300, 900, 1200, 1000), strict=True):
        rows += rows_of((year,), VOLUMES | {"referrals": referrals})
    found = setting_of(rows)
    assert found.change(assume(set="own_average"), 1) == pytest.approx([1.1])  # of 2017 to 2021, 1,100 beside 1,000


def test_others_are_set_by_the_median_of_neighbours_or_the_figure_of_england(published):
    day, now = published.day, published.value("referral_rate", published.figures, published.day)
    rates = [published.value("referral_rate", published.figures.of(code), day) for code in published.chosen.members]
    known = [rate for rate in rates if not math.isnan(rate)]
    assert len(known) >= 5
    assert published.change(assume(set="neighbours"), 1) == pytest.approx([np.median(known) / now])
    england = published.value("referral_rate", published.figures.of(published.chosen.england), day)
    assert published.change(assume(set="england"), 1) == pytest.approx([england / now])
    region = published.value("referral_rate", published.figures.of(published.chosen.region), day)
    assert published.change(assume(set="region"), 1) == pytest.approx([region / now])


def test_histories_have_a_row_for_every_year_the_area_last():
    found = setting_of(rows_of((2017, 2019, 2020, 2021)))
    own = found.histories()[-1]
    assert list(own.columns) == found.step_names
    assert len(own) == 5  # 2018 too
    assert own["referral_rate"].iloc[0] == pytest.approx(math.log(0.04))
    assert own["referral_rate"].isna().to_list() == [False, True, False, False, False]
    assert len(found.histories()) == len(found.others) + 1


def test_the_reference_figures_have_a_complete_newest_year(published):
    assert published.day == dt.date(2021, 3, 31)
    assert published.present.stock == next(
        each["value"]
        for each in published_rows()
        if each["area"] == TORBAY
        and each["measure"] == "cp_plans_at_period_end"
        and each["period_end"] == published.day
    )


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("what_if")
