import pytest

PARTS = ("referrals", "referrals_from_schools", "referrals_from_police", "referrals_from_unknown")


def years(before, after):
    """Referrals by source in two years: whole, schools, police, unknown."""
    return [
        {"period_end": f"{year}-03-31", "published_on": "2025-10-30", "measure": name, "value": value}
        for year, values in ((2021, before), (2022, after))
        for name, value in zip(PARTS, values, strict=True)
    ]


def test_a_category_that_loses_what_unknown_gains_is_noted_with_both(find):
    (issue,) = find("swaps-with-unknown", observations=years((1000, 500, 450, 50), (1010, 180, 470, 360)))
    assert issue.severity == "note"
    assert issue.measure == "referrals_from_unknown"
    assert "from 50 to 360" in issue.message
    assert "from 500 to 180" in issue.message
    assert "may be recorded as the other" in issue.message


def test_a_category_that_gains_what_unknown_loses_is_noted_too(find):
    assert len(find("swaps-with-unknown", observations=years((1010, 180, 470, 360), (1000, 500, 450, 50)))) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((1000, 500, 450, 50), (1310, 500, 450, 360)),  # the whole rose by what the unknown did
        ((1000, 500, 450, 50), (2000, 1000, 900, 100)),  # all of them doubled
        ((0, 0, 0, 0), (1000, 500, 450, 50)),  # there were none before
        ((1000, 500, 450, 50), (1000, 350, 290, 360)),  # two categories lost a part each
        ((1000, 500, 450, 50), (1000, 410, 450, 140)),  # less than a tenth of the whole
        ((100, 50, 40, 10), (100, 40, 40, 20)),  # chance
        ((1000, 500, 450, 50), (1000, None, 450, 360)),  # a hidden category is no change
        ((1000, 300, 650, 50), (1000, 500, 140, 360)),  # police lost more than the unknown gained by far
    ],
)
def test_other_changes_are_not_noted(find, before, after):
    rows = years(before, after)
    for row in rows:
        if row["value"] is None:
            row |= {"missing": "suppressed", "as_printed": "c"}
    assert not find("swaps-with-unknown", observations=rows)
