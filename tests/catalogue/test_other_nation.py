import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.other_nation import nation_of


@pytest.mark.parametrize(
    ("text", "nation"),
    [
        ("Cardiff", "Wales"),
        ("Vale of Glamorgan Council", "Wales"),
        ("Perth & Kinross", "Scotland"),
        ("S12000033", "Scotland"),
        ("N92000002", "Northern Ireland"),
        ("Armagh City, Banbridge and Craigavon", "Northern Ireland"),
        ("Torbay", None),
        ("E06000027", None),
        ("Newport Street Centre", None),
        ("", None),
    ],
)
def test_an_authority_of_another_nation_is_known_by_name_and_code(text, nation):
    assert nation_of(text) == nation


def test_no_authority_of_england_is_taken_for_one_of_another_nation():
    assert [area.name for area in areas().authorities() if nation_of(area.name)] == []


def test_none_of_them_is_found_among_the_areas_of_england():
    with pytest.raises(WorkbenchError):
        areas().find("Glasgow City")
