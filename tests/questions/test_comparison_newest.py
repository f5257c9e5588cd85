import pytest

from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.comparison import answer_comparison
from analysis.questions.comparison_newest import Other, answer_newest
from analysis.questions.series_reader import SeriesReader
from own_months_store import KIRKLEES, LAST, rows_of, store_of
from recorded_answers import as_recorded

MEMBERS = neighbours(KIRKLEES, "2025").members
OWN = rows_of("re_referrals_percent", [20.0 + place / 10 for place in range(14)], unit="percent")


def published(code, value, year=2025):
    return rows_of("re_referrals_percent", [value], "year", "percent", Month(year, 3), code)


def asked(*rows, measure="re_referrals_percent"):
    return answer_comparison(store_of(*rows), measure, KIRKLEES, LAST)


def test_the_newest_month_stands_beside_what_others_published_each_with_its_date():
    others = [published(code, 18.0 + place) for place, code in enumerate(MEMBERS[:3])]
    answer = asked(OWN, *others, published("E92000001", 22.0, 2024))
    said = texts(answer)["answer"]
    assert "in Kirklees was 21.3% in September 2025 by the council's own figures, of that month alone" in said
    assert "19% for the middle of 3 statistical neighbours (year to March 2025)" in said
    assert "22% for England (year to March 2024)" in said
    assert "different dates" in texts(answer)["caveats"]


def test_benchmarks_that_the_councils_own_paper_prints_are_used():
    printed = rows_of("re_referrals_percent", [20.0], "year", "percent", Month(2024, 3), f"SN2025-{KIRKLEES}")
    answer = asked(OWN, printed)
    assert list(answer.tables["newest_beside"]["kind"]) == ["area", "printed"]
    assert "Statistical neighbours of Kirklees" in texts(answer)["answer"]


def test_where_nobody_else_is_held_the_own_month_is_shown_and_what_lacks_is_said():
    answer = asked(OWN)
    assert "No figure of any other area is there" in texts(answer)["answer"]
    assert "sources update" in answer.missing[0]


def test_published_figures_of_one_date_are_compared_as_before():
    both = [published(code, 18.0) for code in MEMBERS[:3]]
    answer = asked(OWN, published(KIRKLEES, 20.7), *both)
    assert answer.findings[0].kind == "comparison"


def test_a_number_without_its_rate_says_which_months_are_held_and_what_lacks():
    with pytest.raises(NoFiguresError, match="14 months, August 2024 to September 2025") as error:
        asked(rows_of("referrals", range(400, 414)), measure="referral_rate")
    assert "population" in error.value.hint


def test_every_value_beside_others_of_other_dates_is_what_the_record_says():
    printed = rows_of("re_referrals_percent", [20.0], "year", "percent", Month(2024, 3), f"SN2025-{KIRKLEES}")
    another = rows_of("re_referrals_percent", [99.0], "year", "percent", Month(2024, 3), "SN2025-E06000027")
    older = published(MEMBERS[3], 90.0, 2023)
    members = [published(code, 18.0 + place) for place, code in enumerate(MEMBERS[:3])]
    region = published("E12000003", 21.0)
    answer = asked(OWN, printed, another, older, *members, region, published("E92000001", 22.0, 2024))
    table = answer.tables["newest_beside"]
    assert list(table["kind"]) == ["area", "printed", "neighbours", "region", "england"]
    assert list(table["value"]) == [21.3, 20.0, 19.0, 21.0, 22.0]  # the median of the three of the newest day
    assert answer.evidence["compare_re_referrals_percent.other_2"].formula == "median of 3 statistical neighbours"
    as_recorded("comparison_newest", answer)


def test_of_two_figures_of_one_day_that_of_the_year_is_taken():
    month = rows_of("re_referrals_percent", [30.0], "month", "percent", Month(2025, 3), "E92000001")
    answer = asked(OWN, published("E92000001", 22.0), month)
    row = answer.tables["newest_beside"].iloc[-1]
    assert (row["value"], row["basis"]) == (22.0, "year")


def test_only_a_rate_of_need_is_said_to_be_no_measure_of_quality():
    kinds = [caveat.kind for caveat in asked(OWN).caveats]
    assert "comparison_is_not_quality" not in kinds
    assert "compared_over_dates" not in kinds
    need = asked(rows_of("cla_rate", [60.0 + place for place in range(14)], "month", "per_10000"), measure="cla_rate")
    assert [caveat.kind for caveat in need.caveats] == ["comparison_is_not_quality"]


def test_nothing_is_set_beside_others_where_no_own_month_is_held():
    figures = SeriesReader.from_store(store_of(published("E92000001", 22.0)), KIRKLEES, LAST.last_day)
    assert answer_newest(figures, "re_referrals_percent", "re_referrals_percent", LAST, None) is None
    there = SeriesReader.from_store(store_of(OWN), KIRKLEES, LAST.last_day)
    assert answer_newest(there, "re_referrals_percent", "re_referrals_percent", LAST, None) is not None
    assert Other("england", "England", there.at("re_referrals_percent", LAST.last_day, "month"), "month").members == 1
