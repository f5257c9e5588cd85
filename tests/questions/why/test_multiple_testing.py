"""Naming a reason: only where so strong a one is rare among the years of other authorities."""

import datetime as dt
import math

import numpy as np
import pytest

from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.catalogue.sign import sign_of
from analysis.language.phrases import verdict_sentence
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.explanations import explanations
from analysis.questions.why.multiple_testing import rarities
from analysis.questions.why.question import why
from analysis.questions.why.sign_readings import change_over, readings
from analysis.questions.why.window import Window
from pathway_store import TORBAY, published_store, row, store_of
from whole_answers import held_to_its_record, inquiry_into

OTHERS = ("E06000026", "E06000046", "E08000005", "E08000008", "E08000010", "E08000018", "E08000024", "E08000037")
YEARS = range(2010, 2021)
WINDOW = Window(dt.date(2018, 3, 31), dt.date(2019, 3, 31))
LOWER_THRESHOLD = "Lower threshold for a plan (risk-averse decisions)"


def rows_of(area, random, *, restless, conversion=1.0):
    """One authority's pathway: enquiries, conferences and plans, with the last year's conversion changed."""
    rows, stock = [], 200.0
    for year in YEARS:
        enquiries = float(random.poisson(1000))
        share = 0.3 * math.exp(restless * random.standard_normal()) * (conversion if year >= 2019 else 1)
        plans = float(random.poisson(enquiries * min(share, 0.9)))
        ended = float(random.poisson(stock * 0.5 + 100))
        stock = max(stock + plans - ended, 20.0)
        day = dt.date(year, 3, 31)
        counts = {
            "referrals": float(random.poisson(2500)),
            "s47_enquiries": enquiries,
            "icpcs": plans * 1.2,
            "cp_plans_started": plans,
            "cp_plans_ended": ended,
            "cp_plans_at_period_end": stock,
        }
        rows += [row(area, measure, day, value) for measure, value in counts.items()]
        rows.append(row(area, "population_0_17", dt.date(year, 6, 30), 25_000.0))
    return rows


def verdict_of_threshold(*, restless, conversion, others=OTHERS):
    random = np.random.default_rng(7)
    rows = rows_of(TORBAY, random, restless=0.02, conversion=conversion)
    for area in others:
        rows += rows_of(area, random, restless=restless)
    answer = why(store_of(rows), "cp_plans_started", TORBAY, Month(2020, 12), between=("2018-03", "2019-03"))
    return next(verdict for verdict in answer.verdicts if verdict.explanation == LOWER_THRESHOLD)


def test_a_conversion_that_doubles_where_others_stand_still_is_named():
    assert verdict_of_threshold(restless=0.05, conversion=2.0).ruling == "supported"


def test_the_same_change_is_not_named_where_others_change_as_much_by_themselves():
    found = verdict_of_threshold(restless=0.8, conversion=2.0)
    assert found.because.kind == "verdict_common"
    assert {"as_strong", "years"} <= set(found.because.about)


def test_nothing_is_named_where_only_two_others_are_held():
    assert verdict_of_threshold(restless=0.05, conversion=2.0, others=OTHERS[:2]).because.kind == "verdict_few"


@pytest.fixture(scope="module")
def torbay():
    return SeriesReader.from_store(published_store(), TORBAY, dt.date(2021, 5, 31))


def change(figures, name, window):
    sign = sign_of(name, pathway_of("cp_rate"))
    return change_over(readings(figures, sign), sign, window)


def test_a_ratio_changes_by_its_logarithm_with_the_chance_of_both_counts(torbay):
    found = change(torbay, "plans_per_s47", Window(dt.date(2016, 3, 31), dt.date(2017, 3, 31)))
    assert found.value == pytest.approx(math.log(297 / 760) - math.log(268 / 789))
    assert found.variance == pytest.approx(1 / 297 + 1 / 268 + 1 / 760 + 1 / 789)


def test_the_population_adds_no_chance_of_its_own(torbay):
    rate = change(torbay, "referral_rate", Window(dt.date(2016, 3, 31), dt.date(2017, 3, 31)))
    assert rate.variance == pytest.approx(1 / 1988 + 1 / 1616)


def test_workforce_figures_are_set_beside_those_of_the_same_day_of_the_year():
    rows = [
        row(TORBAY, "social_worker_vacancy_rate", dt.date(year, 9, 30), 30.0 + year - 2017)
        for year in range(2017, 2021)
    ]
    rows.append(row(TORBAY, "social_worker_vacancy_rate", dt.date(2020, 3, 31), 90.0))  # a council's own figure
    figures = SeriesReader.from_store(store_of(rows), TORBAY, dt.date(2021, 5, 31))
    window = Window(dt.date(2020, 3, 31), dt.date(2021, 3, 31))
    assert change(figures, "vacancy_rate", window).value == pytest.approx(1.0)


def referrals_of(area, random, *, counted=1.0):
    """One authority's referrals and enquiries; in the last years more contacts count as referrals, and nothing else."""
    rows = []
    for year in YEARS:
        day = dt.date(year, 3, 31)
        more = counted if year >= 2019 else 1.0
        rows += [
            row(area, "referrals", day, float(round(2500 * more * math.exp(0.03 * random.standard_normal())))),
            row(area, "s47_enquiries", day, float(random.poisson(1000))),
            row(area, "population_0_17", dt.date(year, 6, 30), 25_000.0),
        ]
    return rows


def test_a_recording_change_is_never_told_as_professionals_who_refer_more_and_that_alone():
    random = np.random.default_rng(5)
    rows = referrals_of(TORBAY, random, counted=1.5)
    for area in OTHERS:
        rows += referrals_of(area, random)
    answer = why(store_of(rows), "referral_rate", TORBAY, Month(2020, 12), between=("2018-03", "2019-03"))
    supported = {verdict.explanation: verdict for verdict in answer.verdicts if verdict.ruling == "supported"}
    counted, refer = "More contacts are counted as referrals", "Professionals refer more readily"
    assert {counted, refer} <= set(supported)
    for one, other in ((counted, refer), (refer, counted)):
        assert other in verdict_sentence(answer, supported[one])


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_no_reason_is_weighed_where_the_measure_stood_still_or_none_is_offered():
    inquiry = inquiry_into("cp_rate")
    assert rarities(inquiry, (), {}, "up") == {}
    assert rarities(inquiry, explanations(), {}, "level") == {}
