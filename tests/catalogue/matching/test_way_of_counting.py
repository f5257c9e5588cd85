import pytest

from analysis.catalogue.matching.way_of_counting import take_basis


@pytest.mark.parametrize(
    ("text", "basis", "left"),
    [
        ("referrals (ytd)", "year_to_date", "referrals ( )"),
        ("referrals, cumulative from april", "year_to_date", "referrals,"),
        ("referrals rolling 12 months", "rolling_12_months", "referrals"),
        ("referrals 12 month rolling", "rolling_12_months", "referrals"),
        ("cla at month end", "snapshot", "cla"),
        ("cla as at end of month", "snapshot", "cla"),
        ("cla at 31 march", "snapshot", "cla"),
        ("referrals in month", "month", "referrals"),
        ("monthly referrals", "month", "referrals"),
        ("referrals in quarter", "quarter", "referrals"),
        ("referrals in the financial year", "year", "referrals"),
        ("referrals in period", None, "referrals"),
        ("cla rate. measured quarterly. (snapshot)", "snapshot", "cla rate. . ( )"),
        ("visits within 12 months", None, "visits within 12 months"),
        ("referrals in month, ytd", "year_to_date", "referrals ,"),
    ],
)
def test_the_way_of_counting_is_taken_out(text, basis, left):
    found, rest = take_basis(text)
    assert (found, " ".join(rest.split())) == (basis, left)
