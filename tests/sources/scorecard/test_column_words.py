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
