"""What headings announce, and which of two meanings goes first."""

import pytest

from analysis.sources.scorecard.column_words import column_role, split_heading


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Performance Indicator", "label"),
        ("Ref", "ref"),
        ("PI No.", "ref"),
        ("Good is", "polarity"),
        ("Target 2025/26", "target"),
        ("RAG against target", "rag"),
        ("England average", "benchmark"),
        ("Stat Neigh 2023/24", "benchmark"),
        ("Year-end forecast", "forecast"),
        ("% change", "change"),
        ("Variance to target", "change"),
        ("Gap to England", "change"),
        ("Target variance", "change"),
        ("Row Labels", "label"),
        ("12 month average", "aggregate"),
        ("Last month", "previous"),
        ("Num", "numerator"),
        ("Denominator", "denominator"),
        ("Outturn 2023/24", "outturn"),
        ("This month", "value"),
        ("Value", "value"),
        ("Reporting Period", "period"),
        ("Service Area", "section"),
        ("Locality", "breakdown"),
        ("Local authority", "area"),
        ("Comments", "remark"),
        ("Referrals", None),
    ],
)
def test_a_heading_is_known_by_its_words(heading, role):
    assert column_role(heading) == role


def test_a_heading_of_role_and_period_gives_both():
    role, period = split_heading("Outturn 2024/25")
    assert (role, period.end.year) == ("outturn", 2025)
    assert split_heading("Apr-24")[0] is None


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("KPI Value", "value"),
        ("Measure Value", "value"),
        ("KPI Format", "unit"),
        ("KPI Name", "label"),
        ("YE 2023/24", "outturn"),
    ],
)
def test_what_an_export_calls_its_columns_is_told_apart(heading, role):
    assert split_heading(heading)[0] == role


def test_a_comparison_is_of_the_year_that_stands_in_its_heading():
    role, period = split_heading("Stat. neighbours (mean) 23/24")
    assert (role, str(period.end)) == ("benchmark", "2024-03-31")
    assert split_heading("Change since 2023/24")[1] is None


@pytest.mark.parametrize("text", ["Range", "Acceptable range", "Target range 2025-26", "Expected range"])
def test_a_range_is_a_target(text):
    assert column_role(text) == "target"


def test_a_range_of_something_is_none():
    assert column_role("Age range of placements") is None
