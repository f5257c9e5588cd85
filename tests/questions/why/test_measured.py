"""Before, after and now: changes, intervals and medians recomputed from the figures themselves."""

import statistics

import pytest

from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.why.measured import direction, measured
from analysis.questions.why.question import why
from pathway_store import TORBAY, published_rows, published_store, store_of
from recorded_answers import as_recorded
from whole_answers import held_to_its_record, inquiry_into

MAY_2021 = Month(2021, 5)


def held(measure, area, day):
    found = [
        entry["value"]
        for entry in published_rows()
        if (entry["measure"], entry["area"], str(entry["period_end"])) == (measure, area, day)
    ]
    return found[0] if found else None


@pytest.fixture(scope="module")
def answer():
    return why(published_store(), "cp_rate", TORBAY, MAY_2021)


def value(answer, name):
    return answer.evidence[f"cp.{name}"].value


def test_the_change_and_its_per_cent_are_after_less_before(answer):
    before, after = (held("cp_plans_at_period_end", TORBAY, f"{year}-03-31") for year in (2020, 2021))
    assert (value(answer, "count_before"), value(answer, "count_after")) == (before, after)
    assert value(answer, "count_change") == after - before
    assert value(answer, "count_percent") == pytest.approx((after / before - 1) * 100)


def test_the_rate_divides_by_the_mid_year_population_of_the_year_before(answer):
    people = held("population_0_17", TORBAY, "2020-06-30")
    assert value(answer, "rate_after") == pytest.approx(value(answer, "count_after") / people * 10_000)
    assert value(answer, "rate_after_lower") < value(answer, "rate_after") < value(answer, "rate_after_upper")
    assert value(answer, "rate_before_lower") < value(answer, "rate_before") < value(answer, "rate_before_upper")


def test_the_newest_figure_stands_beside_the_median_of_neighbours_on_the_same_day(answer):
    rates = []
    for code in neighbours(TORBAY, "2021").members:
        plans, people = held("cp_plans_at_period_end", code, "2021-03-31"), held("population_0_17", code, "2020-06-30")
        if plans is not None and people is not None:
            rates.append(plans / people * 10_000)
    assert value(answer, "rate_now_neighbours") == pytest.approx(statistics.median(rates))
    assert value(answer, "rate_now") == value(answer, "rate_after")
    assert value(answer, "month_now") == "March 2021"


def test_now_is_newer_than_a_change_that_lies_back():
    older = why(published_store(), "cp_rate", TORBAY, MAY_2021, between=("2016-03", "2017-03"))
    assert value(older, "month_after") == "March 2017"
    assert value(older, "month_now") == "March 2021"
    assert value(older, "rate_now") != value(older, "rate_after")


def test_two_percentages_of_one_sentence_have_the_same_decimals():
    answer = why(published_store(), "social_worker_vacancy_rate", TORBAY, MAY_2021)
    assert {answer.evidence[f"{answer.group}.count_{end}"].decimals for end in ("before", "after")} == {1}


@pytest.mark.parametrize(("change", "way"), [(1, "rose"), (-0.1, "fell"), (0, "same")])
def test_a_change_has_a_way(change, way):
    assert direction(change) == way


def test_a_rate_that_is_not_known_is_not_set_beside_others():
    rows = [entry for entry in published_rows() if (entry["area"], entry["measure"]) != (TORBAY, "population_0_17")]
    found = texts(why(store_of(rows), "cp_rate", TORBAY, MAY_2021, between=("2019-03", "2020-03")))
    assert "not available" not in found["measure_now"]
    assert "the number of child protection (CP) plans in Torbay was" in found["measure_now"]


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_what_it_finds_is_what_its_record_says():
    inquiry = inquiry_into("cp_rate")
    as_recorded("part_measured", (measured(inquiry), inquiry.ledger.evidence))
