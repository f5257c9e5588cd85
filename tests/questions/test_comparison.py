import datetime as dt
import statistics

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.comparison import Standing, answer_comparison, beside, by_chance, verdict_of
from analysis.questions.series_reader import Figure, SeriesReader
from pathway_store import TORBAY, published_rows, published_store, store_of

MONTH = Month(2021, 5)


def test_the_median_is_of_the_group_in_force_in_the_month_and_of_the_same_date():
    answer = answer_comparison(published_store(), "cp_rate", TORBAY, MONTH)
    figures = SeriesReader.from_store(published_store(), TORBAY, MONTH.last_day)
    values = [figures.of(code).at("cp_rate", dt.date(2021, 3, 31)).value for code in neighbours(TORBAY, "2021").members]
    expected = statistics.median(value for value in values if value is not None)
    assert answer.evidence["compare_cp_rate.neighbours_median"].value == pytest.approx(expected, abs=0.051)
    assert answer.evidence["compare_cp_rate.date"].value == "March 2021"


def test_asking_for_the_2025_group_uses_it():
    answer = answer_comparison(published_store(), "cp_rate", TORBAY, MONTH, "2025")
    members = answer.tables["standings"].query("kind == 'neighbour'")["area"]
    assert tuple(members) == neighbours(TORBAY, "2025").members


def test_nothing_after_the_report_month_is_drawn():
    answer = answer_comparison(published_store(), "cp_rate", TORBAY, Month(2018, 6))
    assert answer.figures["history"]["period_end"].max() == dt.date(2018, 3, 31)


def test_a_neighbour_without_a_figure_is_named_and_not_taken_as_nought():
    member = neighbours(TORBAY, "2021").members[0]
    rows = [
        row | {"value": None, "missing": "suppressed"}
        if (row["area"], row["measure"], str(row["period_end"])) == (member, "cp_plans_at_period_end", "2021-03-31")
        else row
        for row in published_rows()
    ]
    answer = answer_comparison(store_of(rows), "cp_rate", TORBAY, MONTH)
    assert answer.evidence["compare_cp_rate.neighbours_known"].value == 9
    assert len(answer.missing) == 1
    assert answer.evidence["compare_cp_rate.neighbours_median"].value > 0


def test_the_interval_holds_the_figure_and_the_rank_holds_itself():
    found = answer_comparison(published_store(), "referral_rate", TORBAY, MONTH).evidence
    value = {name.split(".")[1]: entry.value for name, entry in found.items()}
    assert value["lower"] < value["value"] < value["upper"]
    if "rank" in value:
        assert value["rank_lower"] <= value["rank"] <= value["rank_upper"] <= value["ranked"]


def test_an_area_without_the_measure_is_told_so():
    with pytest.raises(WorkbenchError, match="There is no figure of caseload for Torbay"):
        answer_comparison(store_of(list(published_rows())[:1]), "social_worker_caseload", TORBAY, MONTH)


def test_what_is_counted_over_a_year_is_said_to_be_of_the_year():
    flow = texts(answer_comparison(published_store(), "referral_rate", TORBAY, MONTH))
    assert flow["comparison"].startswith("In the year to March 2021 the referral rate")
    assert flow["comparison_wider"].startswith("In the same year it was")
    stock = texts(answer_comparison(published_store(), "cp_rate", TORBAY, MONTH))
    assert stock["comparison"].startswith("In March 2021 the child protection (CP) rate")
    assert stock["comparison_wider"].startswith("On the same date it was")


def standing(value, lower, upper):
    figure = Figure("cp_rate", dt.date(2021, 3, 31), value, "per_10000")
    return Standing(TORBAY, "Torbay", "area", figure, lower, upper)


@pytest.mark.parametrize(
    ("other", "said"), [(45, "above"), (46, "about"), (54.9, "about"), (55.1, "below"), (39, "above"), (50, "about")]
)
def test_values_nearer_than_a_tenth_are_about_the_same_unless_the_interval_tells_them_apart(other, said):
    assert beside(standing(50, 40, 55), other) == said


def test_an_interval_tells_near_values_apart():
    assert beside(standing(50, 49, 51), 47) == "above"


@pytest.mark.parametrize(("other", "chance"), [(40, True), (45, True), (55, True), (39.9, False), (55.1, False)])
def test_chance_could_make_a_difference_that_the_interval_takes_in(other, chance):
    assert by_chance(standing(50, 40, 55), other) == chance
    assert not by_chance(standing(50, float("nan"), float("nan")), other)


def test_a_measure_without_an_interval_is_about_the_same_where_it_is_nearer_than_a_tenth():
    """A vacancy rate of 14.9% is not below a median of 15.2%: one post is more than that."""
    without = standing(50, float("nan"), float("nan"))
    said = [beside(without, other) for other in (45.4, 45.5, 50, 55.5, 55.6)]
    assert said == ["above", "about", "about", "about", "below"]


@pytest.mark.parametrize(
    ("outside", "z", "verdict"),
    [
        ("within", 1.4, "high"),
        ("within", -1.4, "low"),
        ("within", 0.4, "within"),
        ("above 95", 2.2, "above 95"),
        ("below 99.8", -4, "below 99.8"),
    ],
)
def test_high_is_told_from_exceptional(outside, z, verdict):
    assert verdict_of(outside, z) == verdict


def test_no_headline_calls_above_for_sure_what_its_interval_holds():
    for area in sorted({row["area"] for row in published_rows()}):
        for measure in ("cp_rate", "referral_rate", "cla_rate"):
            try:
                answer = answer_comparison(published_store(), measure, area, MONTH)
            except WorkbenchError:
                continue
            found = {name.split(".")[1]: entry.value for name, entry in answer.evidence.items()}
            if "lower" not in found or "neighbours_median" not in found:
                continue
            inside = found["lower"] <= found["neighbours_median"] <= found["upper"]
            headline = texts(answer)["headline"]
            doubted = "the same as the median" in headline or ", which could be chance." in headline
            assert doubted == inside, headline
