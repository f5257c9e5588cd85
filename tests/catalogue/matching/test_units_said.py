import pytest

from analysis.catalogue.matching.units_said import NOT_SAID, RATIOS, take_units
from analysis.catalogue.observation import UNITS


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("% of reviews", {"percent"}),
        ("reviews, per cent", {"percent"}),
        ("cla per 10k", {"per_10000"}),
        ("cla per 10,000 children aged 0-17", {"per_10000"}),
        ("entrants per 100,000", {"per_100000"}),
        ("cla rate", RATIOS),
        ("social workers (fte)", {"fte"}),
        ("sickness days per fte social worker", {"days"}),
        ("days lost to sickness", {"days"}),
        ("contacts decided within 2 working days", NOT_SAID),
        ("sickness per fte", NOT_SAID),
        ("average sdq score", {"score"}),
        ("average weeks to completion", {"weeks"}),
        ("average time in days", {"days"}),
        ("average caseload (fte)", {"cases_per_fte"}),
        ("cases per social worker", {"cases_per_fte"}),
        ("% of caseloads", {"percent"}),
        ("open cases to social care per 10,000", {"per_10000"}),
        ("cases open per 10k", {"per_10000"}),
        ("average wait", frozenset(UNITS) - {"count", "percent"}),
        ("number of reviews", {"count", "fte"}),
        ("no. of reviews", {"count", "fte"}),
        ("weekly cost", {"pounds"}),
        ("reviews", NOT_SAID),
    ],
)
def test_the_unit_a_label_says(text, units):
    found, said, _ = take_units(text)
    assert found == units
    assert said == (units is not NOT_SAID)


def test_the_population_goes_with_the_rate():
    assert take_units("cla per 10,000 of the 0-17 population")[2].split() == ["cla"]
    assert "0-17" in take_units("number aged 0-17")[2]
