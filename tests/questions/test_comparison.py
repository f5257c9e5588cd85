import datetime as dt
import statistics

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.errors import ParametersError, WorkbenchError
from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.methods import funnels
from analysis.questions.comparison import Standing, answer_comparison, beside, by_chance, verdict_of
from analysis.questions.series_reader import Figure, SeriesReader
from pathway_store import TORBAY, published_rows, published_store, row, store_of
from recorded_answers import as_recorded

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
    for area in sorted({each["area"] for each in published_rows()}):
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


@pytest.mark.parametrize("measure", ["cp_rate", "referrals"])
def test_every_value_is_what_the_record_says(measure):
    answer = answer_comparison(published_store(), measure, TORBAY, MONTH)
    as_recorded(f"comparison_{measure}", answer)


def many_areas(values, people=20_000):
    """A store of authorities with so many plans each, all of the same population."""
    rows = []
    for code, value in values.items():
        rows.append(row(code, "cp_plans_at_period_end", dt.date(2021, 3, 31), value))
        rows.append(row(code, "population_0_17", dt.date(2020, 6, 30), people))
    return store_of(rows)


def codes_of(number):
    held = [TORBAY, *neighbours(TORBAY, "2021").members]
    return (held + [each.code for each in areas().authorities(dt.date(2021, 3, 31)) if each.code not in held])[:number]


def test_the_rank_and_the_funnel_want_ten_authorities_and_the_area_among_them():
    nine = dict(zip(codes_of(9), range(100, 190, 10), strict=True))
    ten = dict(zip(codes_of(10), range(100, 200, 10), strict=True))
    kinds = [finding.kind for finding in answer_comparison(many_areas(nine), "cp_rate", TORBAY, MONTH).findings]
    assert "rank" not in kinds
    found = answer_comparison(many_areas(ten), "cp_rate", TORBAY, MONTH)
    assert [finding.kind for finding in found.findings] == ["comparison", "rank", "funnel"]
    held = {name.split(".")[1]: entry.value for name, entry in found.evidence.items()}
    assert (held["rank"], held["ranked"]) == (10, 10)  # 100 plans are the fewest of the ten
    assert held["value"] == 50  # 100 of 20,000 children, per 10,000
    assert (held["neighbours_known"], held["neighbours_higher"]) == (9, 9)
    assert held["neighbours_median"] == 75
    assert held["difference"] == -25
    as_recorded("comparison_ten_authorities", found)


def test_areas_are_not_placed_in_a_funnel_by_a_count_of_nobody():
    answer = answer_comparison(many_areas({TORBAY: 100}), "cp_rate", TORBAY, MONTH)
    assert [finding.kind for finding in answer.findings] == ["comparison_alone"]
    assert answer.missing[0].startswith("There is no figure of this date for: ")


def test_a_share_is_compared_by_one_decimal_and_without_an_interval():
    day = dt.date(2021, 3, 31)
    codes = codes_of(4)
    rows = [
        row(code, "re_referrals_percent", day, value)
        for code, value in zip(codes, (20.25, 18.0, 19.0, 24.0), strict=True)
    ]
    rows.append(row("E92000001", "re_referrals_percent", day, 22.04))
    answer = answer_comparison(store_of(rows), "re_referrals_percent", TORBAY, MONTH)
    assert texts(answer)["comparison"].startswith("In the year to March 2021")
    as_recorded("comparison_share", answer)


def test_a_measure_that_each_council_counts_in_its_own_way_is_refused_with_one_that_can_be_compared():
    with pytest.raises(ParametersError) as refused:
        answer_comparison(published_store(), "missing_episodes", TORBAY, MONTH)
    assert "cannot be compared between areas: it is " in str(refused.value)
    assert refused.value.hint is not None
    assert refused.value.hint.startswith("Compare ")


def test_authorities_that_a_council_chose_take_the_place_of_the_group_and_are_said_to_be_chosen():
    chosen = answer_comparison(
        published_store(), "cp_rate", TORBAY, MONTH, chosen=neighbours(TORBAY, "2021").members[:2]
    )
    usual = answer_comparison(published_store(), "cp_rate", TORBAY, MONTH)
    assert [finding.facts["chosen"] for finding in (chosen.findings[0], usual.findings[0])] == [True, False]
    assert chosen.evidence["compare_cp_rate.neighbours_known"].value == 2


def test_the_funnel_of_areas_that_hardly_differ_has_exact_limits():
    values = dict(zip(codes_of(10), (6, 7, 7, 8, 8, 8, 8, 9, 9, 10), strict=True))
    points = answer_comparison(many_areas(values), "cp_rate", TORBAY, MONTH).figures["funnel"]
    exact = funnels.funnel(points["count"].to_numpy(), points["population"].to_numpy(), exact=True, per=10_000).points
    rough = funnels.funnel(points["count"].to_numpy(), points["population"].to_numpy(), exact=False, per=10_000).points
    held = [column for column in exact if not exact[column].equals(rough[column])]
    assert held, "exact limits and approximate ones are the same here"
    assert all(points[column].equals(exact[column]) for column in held)
