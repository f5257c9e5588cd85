"""What a sign is counted from: hidden figures stay hidden, and wholes and parts are not mixed up."""

import datetime as dt
import math
from dataclasses import replace

import pytest

from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.sign import SignEntry, sign_of
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.sign_readings import change_over, counted, every_change, reading_on, readings
from analysis.questions.why.window import Window
from pathway_store import TORBAY, row, store_of
from whole_answers import held_to_its_record

DAY, LATER = dt.date(2019, 3, 31), dt.date(2020, 3, 31)
WINDOW = Window(DAY, LATER)
BANDS = ("3_months_or_less", "3_to_6_months", "6_to_12_months", "1_to_2_years", "2_years_or_more")
STOCK = "cp_plans_at_period_end"


def figures_of(*rows):
    return SeriesReader.from_store(store_of(list(rows)), TORBAY, dt.date(2030, 1, 1))


def ages(day, *values, total):
    rows = [
        row(TORBAY, f"{STOCK}_{band}", day, value, None if value is not None else "suppressed")
        for band, value in zip(BANDS, values, strict=True)
    ]
    return [*rows, row(TORBAY, STOCK, day, total)]


def read(name, *rows):
    return readings(figures_of(*rows), sign_of(name, pathway_of("cp_rate"))).get(DAY)


def test_parts_are_added_and_taken_off():
    rows = ages(DAY, 10.0, 20.0, 30.0, 25.0, 15.0, total=100.0)
    assert read("young_plans", *rows).above == 30
    assert read("older_plans", *rows).above == 70
    assert read("year_or_more", *rows).above == 40
    assert len(read("year_or_more", *rows).figures) == 2


def test_what_is_hidden_altogether_follows_from_the_rest_and_a_hidden_part_never_does():
    assert read("year_or_more", *ages(DAY, 10.0, 20.0, 30.0, None, None, total=100.0)).above == 40
    assert read("year_or_more", *ages(DAY, 10.0, 20.0, 30.0, 36.0, None, total=100.0)) is None
    assert read("year_or_more", *ages(DAY, None, 20.0, 30.0, None, None, total=100.0)) is None


def test_a_part_that_is_larger_than_its_whole_is_no_reading():
    assert read("young_plans", *ages(DAY, 60.0, 50.0, 0.0, 0.0, 0.0, total=100.0)) is None
    assert read("older_plans", *ages(DAY, 60.0, 50.0, 0.0, 0.0, 0.0, total=100.0)) is None


def test_what_must_be_held_beside_it_is_asked_for():
    assert read("youngest_plans", *ages(DAY, 10.0, None, 30.0, 25.0, 15.0, total=100.0)) is None
    assert read("youngest_plans", *ages(DAY, 10.0, 20.0, 30.0, 25.0, 15.0, total=100.0)).above == 10


def test_a_pace_divides_by_the_mean_of_the_stock_at_both_ends():
    rows = [row(TORBAY, STOCK, dt.date(2018, 3, 31), 100.0), row(TORBAY, STOCK, DAY, 140.0)]
    found = read("cp_plans_ended_per_open", *rows, row(TORBAY, "cp_plans_ended", DAY, 60.0))
    assert found.number == pytest.approx(60 / 120)
    assert read("cp_plans_ended_per_open", rows[1], row(TORBAY, "cp_plans_ended", DAY, 60.0)) is None


def test_a_rate_divides_by_the_population_of_the_mid_year_before():
    people = [row(TORBAY, "population_0_17", dt.date(year, 6, 30), 25_000.0 + year) for year in (2018, 2019)]
    assert read("referral_rate", *people, row(TORBAY, "referrals", DAY, 50.0)).below == 25_000 + 2018
    sign = sign_of("population", pathway_of("cp_rate"))
    held = readings(figures_of(*people), sign)
    assert reading_on(held, sign, DAY).above == 25_000 + 2018
    assert reading_on(held, sign, dt.date(2019, 9, 30)).above == 25_000 + 2019


def test_a_printed_denominator_goes_before_the_volume():
    share = row(TORBAY, "assessments_45_days_percent", DAY, 75.0) | {"numerator": 150.0, "denominator": 200.0}
    sign = sign_of("work", pathway_of("assessments_on_time"))
    assert readings(figures_of(share, row(TORBAY, "assessments", DAY, 300.0)), sign)[DAY].above == 200


def test_the_change_of_a_count_is_a_logarithm_and_none_is_taken_as_a_half():
    sign = counted("referrals")
    held = readings(figures_of(row(TORBAY, "referrals", DAY, 0.0), row(TORBAY, "referrals", LATER, 4.0)), sign)
    found = change_over(held, sign, WINDOW)
    assert found.value == pytest.approx(math.log(4 / 0.5))
    assert found.variance == pytest.approx(1 / 0.5 + 1 / 4)
    assert found.difference == 4
    assert not found.by_chance(1.0)
    assert found.by_chance(2.0)
    assert [each.value for each in every_change(held, sign, 1)] == [found.value]


def test_points_have_no_chance_and_are_infinite_on_a_scale_without_noise():
    sign = SignEntry(sign="x", above=("social_worker_vacancy_rate",), points=True)
    rows = [row(TORBAY, "social_worker_vacancy_rate", day, value) for day, value in ((DAY, 30.0), (LATER, 27.0))]
    found = change_over(readings(figures_of(*rows), sign), sign, WINDOW)
    assert (found.value, found.variance) == (-3, 0)
    assert found.on_scale(0.0) == -math.inf
    assert found.on_scale(9.0) == -1
    assert not found.by_chance(5.0)


def test_of_a_handful_nothing_is_said_where_the_sign_needs_more():
    sign = SignEntry(sign="x", above=("referrals",), fewest=5)
    held = readings(figures_of(row(TORBAY, "referrals", DAY, 4.0), row(TORBAY, "referrals", LATER, 40.0)), sign)
    assert change_over(held, sign, WINDOW) is None
    assert change_over(held, sign.model_copy(update={"fewest": 4}), WINDOW) is not None


def test_the_year_after_is_read_only_beside_a_change_of_one_year():
    sign = sign_of("next.starts", pathway_of("referral_rate"))
    rows = [row(TORBAY, "referrals", dt.date(year, 3, 31), float(year)) for year in range(2018, 2023)]
    held = readings(figures_of(*rows), sign)
    found = change_over(held, sign, WINDOW)
    assert (found.before.above, found.after.above) == (2020, 2021)
    assert change_over(held, sign, Window(DAY, dt.date(2021, 3, 31))) is None


def test_a_figure_that_only_follows_from_others_is_no_reading():
    figures = figures_of(row(TORBAY, STOCK, LATER, 140.0))
    implied = figures.with_implied(replace(figures.at(STOCK, LATER), period_end=DAY, value=100.0))
    assert implied.at(STOCK, DAY).value == 100
    assert set(readings(implied, counted(STOCK))) == {LATER}
    pace = sign_of("cp_plans_ended_per_open", pathway_of("cp_rate"))
    with_ends = figures_of(row(TORBAY, STOCK, LATER, 140.0), row(TORBAY, "cp_plans_ended", LATER, 60.0))
    implied = with_ends.with_implied(replace(figures.at(STOCK, LATER), period_end=DAY, value=100.0))
    assert readings(implied, pace) == {}


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
