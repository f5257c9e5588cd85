import datetime as dt
from dataclasses import replace

import pytest

from analysis.catalogue.pathway import pathway_of
from analysis.methods import rates
from analysis.questions.comparators import others_held
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.significance import Reality, chance_of, opening_of, reality
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import Usual
from pathway_store import TORBAY, published_but, published_store
from whole_answers import held_to_its_record

YEAR = Window(dt.date(2020, 3, 31), dt.date(2021, 3, 31))


def judged(measure, window=YEAR, store=None):
    figures = SeriesReader.from_store(store or published_store(), TORBAY, dt.date(2021, 5, 31))
    pathway = pathway_of(measure)
    return reality(figures, pathway, window, others_held(figures, pathway.count))


def test_children_looked_after_fell_within_chance_and_those_who_came_did_not():
    found = judged("cla_rate")  # 354 to 319, while 135 and then 73 came into care
    assert found.opening == "within chance"
    assert not found.is_real
    assert [(flow.flow, flow.measure, flow.change) for flow in found.flows] == [("started", "cla_started", -62)]
    assert found.flows[0].opening == "beyond usual"


def test_flows_are_named_only_behind_a_number_that_could_be_chance():
    found = judged("cp_rate", Window(dt.date(2016, 3, 31), dt.date(2017, 3, 31)))
    assert found.is_real
    assert found.flows == ()


def test_a_change_of_many_years_has_no_year_before_to_set_flows_against():
    assert judged("cla_rate", Window(dt.date(2015, 3, 31), dt.date(2016, 3, 31))).points > 0
    assert judged("cla_rate", Window(dt.date(2019, 3, 31), dt.date(2021, 3, 31))).flows == ()


def test_a_rate_is_judged_as_a_rate_and_a_number_as_a_number():
    store = published_but(referrals_2021=2100.0, population_0_17_2020=28_600.0)  # the number up 12%, the children 12%
    assert judged("referrals", store=store).chance < 0.001
    assert judged("referral_rate", store=store).chance > 0.5
    assert judged("referral_rate", store=store).opening == "within chance"


def test_a_caseload_is_asked_whether_chance_alone_gives_it():
    window = Window(dt.date(2019, 9, 30), dt.date(2020, 9, 30))
    figures = SeriesReader.from_store(published_store(), TORBAY, dt.date(2021, 5, 31))
    cases = [figures.at("social_worker_cases", day).number for day in (window.before, window.after)]
    holders = [figures.at("case_holders_fte", day).number for day in (window.before, window.after)]
    expected = rates.compare(*map(round, cases), *holders).p_value
    assert judged("social_worker_caseload", window).chance == pytest.approx(expected)


def test_a_count_over_nobody_is_no_rate_to_compare():
    figures = SeriesReader.from_store(published_store(), TORBAY, dt.date(2021, 5, 31))
    one, other = (figures.at("referrals", day) for day in (YEAR.before, YEAR.after))
    assert str(chance_of(one, other, (replace(one, value=0.0), other))) == "nan"
    assert str(chance_of(replace(one, value=None), other)) == "nan"


@pytest.mark.parametrize(("points", "trial"), [(12, True), (13, False)])
def test_limits_of_a_short_series_are_trial_limits(points, trial):
    assert Reality(0.5, Usual(0, 0, 0), None, points).trial is trial


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_a_measure_with_a_pathway_is_opened_as_its_question_opens():
    figures = SeriesReader.from_store(published_store(), TORBAY, dt.date(2021, 5, 31))
    assert opening_of(figures, "cla_rate", YEAR) == judged("cla_rate").opening == "within chance"
    assert opening_of(figures, "referral_rate", YEAR) == judged("referral_rate").opening


@pytest.mark.parametrize(
    ("measure", "told"), [("re_referrals_percent", "within chance"), ("social_worker_agency_rate", "too few to say")]
)
def test_a_share_is_opened_by_the_counts_that_it_is_made_of(measure, told):
    figures = SeriesReader.from_store(published_store(), TORBAY, dt.date(2021, 5, 31))
    assert opening_of(figures, measure, YEAR) == told
