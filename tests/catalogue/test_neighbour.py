import csv

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.neighbour import neighbours, own_choice

TORBAY = "E06000027"
# Department for Education, statistical neighbour model 2025 (sn_model_2025_wide.csv), row 880, nearest first.
TORBAY_2025 = (
    "Tameside",
    "Sunderland",
    "Plymouth",
    "Rotherham",
    "Redcar and Cleveland",
    "Isle of Wight",
    "Barnsley",
    "Gateshead",
    "Rochdale",
    "Telford and Wrekin",
)


def test_torbays_neighbours_are_those_of_the_model():
    group = neighbours(TORBAY)
    assert group.names == TORBAY_2025
    assert group.code == "SN2025-E06000027"
    assert group.closeness[0] == "very close"


@pytest.mark.parametrize(("model", "groups"), [("2025", 153), ("2021", 156), ("2011", 1)])
def test_every_authority_of_a_model_has_ten_other_authorities(model, groups):
    found = 0
    for area in areas().authorities():
        try:
            group = neighbours(area.code, model)
        except WorkbenchError:
            continue
        found += 1
        assert len(group.members) == len(set(group.members)) == 10
        assert area.code not in group.members
        assert all(areas()[member].kind == "authority" for member in group.members)
    assert found == groups


def test_the_2025_model_names_only_authorities_that_exist():
    members = {
        member for area in areas().authorities() if area.closed is None for member in neighbours(area.code).members
    }
    assert all(areas()[member].closed is None for member in members)


def test_an_authority_without_a_group_is_told_which_models_have_one():
    bournemouth = areas().find("837").code
    with pytest.raises(WorkbenchError, match="no statistical neighbours for Bournemouth") as error:
        neighbours(bournemouth)
    assert "2021" in error.value.hint


def test_an_unknown_area_is_no_missing_group():
    with pytest.raises(UnknownNameError):
        neighbours("E99999999")


@pytest.mark.parametrize(
    ("model", "file", "first"),
    [("2025", "sn_model_2025_wide.csv", 4), ("2021", "New_Statistical_Neighbour_Groupings_April_2021.csv", 5)],
)
def test_groups_are_those_of_the_published_files(shared, model, file, first):
    path = shared / "data" / "published" / "vintage-2025" / file
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.reader(stream) if row and row[0].isdigit()]
    for row in rows:
        members = tuple(areas().find(code).code for code in row[first : first + 20 : 2])
        assert neighbours(areas().find(row[0]).code, model).members == members


def test_the_authorities_that_a_council_chose_keep_its_order_without_itself_or_twice():
    found = own_choice(TORBAY, ["E06000026", TORBAY, "E08000035", "E06000026"])
    assert found.members == ("E06000026", "E08000035")
    assert found.name == "the authorities that Torbay chose"
    assert found.model is None
