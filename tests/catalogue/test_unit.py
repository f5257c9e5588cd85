import pytest

from analysis.catalogue import unit
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.unit import WRITTEN, places_beside_others, units


def test_every_unit_has_an_entry():
    assert set(units()) == set(WRITTEN)
    assert all(entry.words for entry in units().values())


@pytest.mark.parametrize(
    ("name", "where", "said"),
    [
        ("count", "after", ""),
        ("per_10000", "after", " per 10,000 children"),
        ("percent", "in_issue", "%"),
        ("days", "in_cell", " days"),
        ("days", "after_target", ""),
        ("cases_per_fte", "after_target", " cases a worker"),
    ],
)
def test_what_stands_after_a_figure_has_its_space(name, where, said):
    assert units()[name].spaced(where) == said


@pytest.mark.parametrize(
    ("name", "measure", "said"),
    [
        ("percent", "referrals with no further action", "share of referrals with no further action"),
        ("percent", "strategy meetings that are quorate", "share of strategy meetings that are quorate"),
        ("percent", "social worker turnover rate", "social worker turnover rate"),
        ("percent", "growth of referrals", "growth of referrals"),
        ("per_10000", "contacts", "rate of contacts"),
        ("per_10000", "CP rate", "CP rate"),
        ("count", "referrals", "number of referrals"),
        ("score", "audit score", "audit score"),
    ],
)
def test_a_name_is_said_with_what_it_is_of_unless_it_says_it_itself(name, measure, said):
    assert units()[name].named(measure) == said


def test_numbers_are_compared_as_what_their_unit_is_called():
    assert {name: units()[name].compared_as for name in ("per_10000", "percent", "cases_per_fte", "count")} == {
        "per_10000": "rate",
        "percent": "share",
        "cases_per_fte": "average",
        "count": None,
    }


def test_a_percentage_beside_others_has_one_decimal_and_other_figures_their_usual_ones():
    assert [places_beside_others(name) for name in ("percent", "per_10000", "count", "days")] == [1, 1, 0, 0]


def test_a_unit_without_an_entry_and_one_with_two_are_named(monkeypatch):
    entries = tuple(entry for entry in units().values() if entry.unit != "weeks")
    monkeypatch.setattr(unit, "read_package_file", lambda *_: (*entries, entries[0]))
    units.cache_clear()
    try:
        with pytest.raises(WorkbenchError) as error:
            units()
    finally:
        units.cache_clear()
    assert "the unit weeks has no entry" in str(error.value)
    assert "count is already there" in str(error.value)
