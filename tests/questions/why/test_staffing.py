"""Caseload, vacancies and work in time: splits that must add up, on published workforce figures and on small ones."""

import datetime as dt

import pytest

from analysis.catalogue.errors import ParametersError
from analysis.catalogue.period import Month
from analysis.questions.why.question import why
from pathway_store import TORBAY, published_store, row, store_of

MAY_2021 = Month(2021, 5)
SHARE, WORK = "assessments_45_days_percent", "assessments"


def asked(measure, between="latest"):
    return why(published_store(), measure, TORBAY, MAY_2021, between=between)


def test_caseload_factors_add_up_to_its_change():
    answer = asked("social_worker_caseload")
    split = answer.tables["factors"].set_index("factor")["contribution"]
    assert split.sum() == pytest.approx(1306 / 62.9 - 1197 / 67.0)  # DfE, 30 September 2020 and 2019
    assert split.idxmax() == "demand"
    assert answer.evidence["caseload.count_after"].value == 20.8


def test_vacancies_are_told_with_what_does_not_add_up():
    answer = asked("social_worker_vacancy_rate")
    bars = answer.figures["waterfall"].set_index("part")["value"]
    assert bars["at_start"] == 36.0
    assert bars["at_end"] == 42.0
    assert bars.drop("at_end").sum() == pytest.approx(42.0)
    assert (bars["left"], bars["joined"]) == (10.4, -4.0)


@pytest.mark.parametrize("measure", ["caseload", "vacancy_rate"])
def test_short_names_are_understood(measure):
    assert asked(measure).measure.endswith(measure)


def test_referrals_split_into_first_and_repeat():
    table = asked("referral_rate").tables["repeats"].set_index("part")["change"]
    assert table.to_dict() == {"rest": 237, "re_referrals": 136}  # 1,869 to 2,242


def store_of_work(periods):
    rows = []
    for day, basis, share, done in periods:
        start = day.replace(day=1) if basis == "month" else day.replace(year=day.year - 1, month=4, day=1)
        for measure, value in ((SHARE, share), (WORK, done)):
            rows.append(row(TORBAY, measure, day, value) | {"basis": basis, "period_start": start})
    return store_of(rows)


def test_late_work_is_split_into_more_work_and_a_larger_share_late():
    store = store_of_work([(dt.date(2020, 3, 31), "year", 75.0, 1701.0), (dt.date(2021, 3, 31), "year", 76.0, 2197.0)])
    answer = why(store, "assessments_on_time", TORBAY, MAY_2021)
    late = answer.tables["timeliness"].set_index("part")
    assert late.loc["late", ["before", "after"]].to_list() == [425, 527]
    value = {name: answer.evidence[f"assessments.{name}"].value for name in ("late_by_work", "late_by_share")}
    assert sum(value.values()) == pytest.approx(102)
    assert value["late_by_work"] > 0 > value["late_by_share"]


def test_months_are_used_where_months_are_asked_for():
    store = store_of_work(
        [
            (dt.date(2020, 3, 31), "year", 75.0, 1701.0),
            (dt.date(2021, 3, 31), "year", 76.0, 2197.0),
            (dt.date(2020, 7, 31), "month", 84.0, 227.0),
            (dt.date(2021, 5, 31), "month", 81.0, 250.0),
        ]
    )
    answer = why(store, SHARE, TORBAY, MAY_2021, between=("2020-07", "2021-05"))
    assert answer.evidence["assessments.count_before"].value == 84
    assert answer.evidence["assessments.late_after"].value == 48


def test_a_share_without_its_volume_is_said_to_lack_it():
    store = store_of([row(TORBAY, SHARE, dt.date(year, 3, 31), 70.0 + year % 7) for year in (2020, 2021)])
    answer = why(store, SHARE, TORBAY, MAY_2021)
    assert answer.missing == ("The number of pieces of work is not held for both dates, only the share in time.",)


def test_one_figure_alone_is_no_change():
    store = store_of([row(TORBAY, SHARE, dt.date(2021, 3, 31), 76.0)])
    with pytest.raises(ParametersError, match="no two figures"):
        why(store, SHARE, TORBAY, MAY_2021)


def staff_of(*, in_post, cases, holders=(1.0, 1.0)):
    rows = []
    days = (dt.date(2019, 9, 30), dt.date(2020, 9, 30))
    for day, posts, held, holding in zip(days, in_post, cases, holders, strict=True):
        figures = {
            "social_worker_cases": held,
            "case_holders_fte": holding,
            "social_workers_in_post_fte": posts,
            "social_worker_vacancies_fte": 1.0,
            "social_workers_agency_fte": 1.0,
            "social_worker_caseload": held,
        }
        rows += [row(TORBAY, measure, day, value) for measure, value in figures.items()]
    return store_of(rows)


def test_a_caseload_that_cannot_be_split_still_shows_its_cases():
    answer = why(staff_of(in_post=(0.0, 0.0), cases=(16.0, 6.0)), "social_worker_caseload", TORBAY, MAY_2021)
    assert "nobody was in a permanent post" in answer.missing[0]
    assert answer.evidence["caseload.sign_cases_after"].value == 6.0


def test_a_few_hours_of_one_worker_are_no_fall_in_staff():
    store = staff_of(in_post=(9.0, 9.0), cases=(70.0, 90.0), holders=(7.0, 6.8))
    answer = why(store, "social_worker_caseload", TORBAY, MAY_2021)
    assert answer.tables["what_happened"].set_index("sign")["way"]["case_holders"] == "level"
