import datetime as dt

import pandas as pd
import pytest

from analysis.catalogue.area import ENGLAND, areas, printed_england, printed_neighbours
from analysis.catalogue.errors import UnknownNameError

TORBAY = "E06000027"

# Councils with responsibility for children's services: 152, then 151 when Dorset, Bournemouth and Poole became two
# (April 2019), 152 with two Northamptonshires (April 2021), 153 with two successors of Cumbria (April 2023). The
# Department for Education's methodology of "Children in need, 2024" says that all 153 made a return.
COUNTS = {
    dt.date(2018, 3, 31): 152,
    dt.date(2020, 3, 31): 151,
    dt.date(2022, 3, 31): 152,
    dt.date(2024, 3, 31): 153,
}


@pytest.mark.parametrize(("day", "count"), COUNTS.items())
def test_no_authority_is_missing_on_any_day(day, count):
    assert len(areas().authorities(on=day)) == count


def test_every_authority_that_ever_was_is_listed():
    assert len(areas().authorities()) == 158
    assert all(area.three_digit for area in areas().authorities())
    assert len({area.three_digit for area in areas().authorities()}) == 158


@pytest.mark.parametrize("text", ["Torbay", "torbay", "TORBAY ", "E06000027", "880"])
def test_an_area_is_found_by_whatever_it_goes_by(text):
    assert areas().find(text).code == TORBAY


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("E10000027", "E06000066", "Somerset"),
        ("E10000023", "E06000065", "North Yorkshire"),
        ("E10000002", "E06000060", "Buckinghamshire"),
        ("E08000020", "E08000037", "Gateshead"),
        ("E08000016", "E08000038", "Barnsley"),
    ],
)
def test_a_changed_code_is_still_the_same_area(old, new, name):
    assert areas().find(old) == areas().find(new) == areas().find(name)
    assert areas().find(old).code == new


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BCP", "Bournemouth, Christchurch and Poole"),
        ("Bournemouth, Christchurch & Poole", "Bournemouth, Christchurch and Poole"),
        ("bournemouth-christchurch-and-poole", "Bournemouth, Christchurch and Poole"),
        ("Hull", "Kingston upon Hull, City of"),
        ("St Helens", "St. Helens"),
        ("south west", "South West"),
        ("England", "England"),
    ],
)
def test_usual_spellings_are_understood(text, name):
    assert areas().find(text).name == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hull", "Kingston upon Hull"),
        ("Bristol", "Bristol"),
        ("Herefordshire", "Herefordshire"),
        ("City of London", "the City of London"),
        ("Isles of Scilly", "the Isles of Scilly"),
        ("Isle of Wight", "the Isle of Wight"),
        ("East Riding of Yorkshire", "the East Riding of Yorkshire"),
        ("Torbay", "Torbay"),
        ("BCP", "Bournemouth, Christchurch and Poole"),
        ("St Helens", "St. Helens"),
    ],
)
def test_a_name_stands_in_a_sentence_as_it_is_said(text, said):
    assert areas().find(text).in_sentence == said


def test_no_name_keeps_its_status_behind_a_comma_in_a_sentence():
    assert not [area.name for area in areas().authorities() if area.in_sentence.endswith(" of")]


def test_a_name_shared_by_a_closed_and_an_open_authority_means_the_open_one():
    assert areas().find("Dorset").three_digit == "838"
    assert areas().find("835").closed == dt.date(2019, 3, 31)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("837", {"839"}),
        ("836", {"839"}),
        ("835", {"838", "839"}),
        ("928", {"940", "941"}),
        ("909", {"942", "943"}),
    ],
)
def test_a_closed_authority_names_its_successors_and_they_name_it(before, after):
    closed = areas().find(before)
    assert {area.three_digit for area in areas().successors(closed.code)} == after
    assert all(closed.code in area.predecessors for area in areas().successors(closed.code))
    assert all(area.opened == closed.closed + dt.timedelta(days=1) for area in areas().successors(closed.code))


def test_an_open_authority_succeeds_itself():
    assert [area.code for area in areas().successors(TORBAY)] == [TORBAY]


def test_every_region_and_successor_named_is_an_area():
    for area in areas().values():
        for code in (area.region, *area.predecessors, *area.successors, *area.members):
            assert code is None or code in areas()
    assert areas()[TORBAY].region == "E12000009"
    assert areas()["E12000009"].region == ENGLAND


def test_a_misspelt_name_is_answered_with_the_near_ones():
    with pytest.raises(UnknownNameError, match=r'no area called "Torbey"') as error:
        areas().find("Torbey")
    assert "Torbay" in error.value.hint


def test_benchmark_groups_have_names_without_being_listed():
    group = areas().find("SN2025-E06000027")
    assert group.kind == "group"
    assert group.name == "Statistical neighbours of Torbay (2025 groups)"
    assert "membership not held" in areas()["SNto2021-E06000027"].name
    assert "SN2025-E06000027" not in set(areas())


@pytest.mark.parametrize("code", ["SN1999-E06000027", "SN2025-E99999999", "SN2025-"])
def test_a_group_nobody_defined_is_unknown(code):
    with pytest.raises(UnknownNameError):
        areas()[code]


def test_no_two_authorities_share_a_folder():
    slugs = [area.slug for area in areas().values()]
    assert len(slugs) == len(set(slugs))
    assert areas()[TORBAY].slug == "torbay"


def test_areas_of_the_published_files_are_all_known(shared):
    """Every authority row of every file has a code, a three-digit code and a name that mean the same area."""
    for path in (shared / "data" / "published").glob("vintage-*/*.csv"):
        frame = pd.read_csv(path, dtype=str, encoding="utf-8-sig", keep_default_na=False)
        if "new_la_code" not in frame or "geographic_level" not in frame:
            continue
        rows = frame[frame["geographic_level"] == "Local authority"]
        for old, new in rows[["old_la_code", "new_la_code"]].drop_duplicates().to_numpy():
            assert areas().find(old) == areas().find(new), (path.name, old, new)


def test_the_groups_that_a_scorecard_prints_are_the_areas_own():
    assert (printed_england(TORBAY), printed_neighbours(TORBAY)) == ("ENG-E06000027", "SNown-E06000027")
    assert printed_england(TORBAY) not in areas().authorities(dt.date(2021, 3, 31))
