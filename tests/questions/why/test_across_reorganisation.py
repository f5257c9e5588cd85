import datetime as dt

import pytest

from analysis.catalogue.errors import NoFiguresError, ParametersError
from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.questions.reorganisation import SameLand
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.across_reorganisation import across_reorganisation
from analysis.questions.why.question import why
from pathway_store import TORBAY, row, store_of
from whole_answers import held_to_its_record

CUMBRIA, CUMBERLAND, WESTMORLAND = "E10000006", "E06000063", "E06000064"
POOLE, BOURNEMOUTH_CHRISTCHURCH_POOLE = "E06000029", "E06000058"
LAST = Month(2025, 6)


def plans(area, counts, children):
    """Plans at 31 March of some years, with the population that their rates divide by."""
    rows = [row(area, "cp_plans_at_period_end", dt.date(year, 3, 31), count) for year, count in counts.items()]
    mid_years = [dt.date(year - 1, 6, 30) for year in counts]
    return rows + [
        row(area, "population_0_17", day, children) | {"period_start": day, "basis": "snapshot"} for day in mid_years
    ]


def reorganised(*, with_westmorland=True):
    rows = plans(CUMBRIA, {2021: 450, 2022: 540}, 90_000) + plans(CUMBERLAND, {2024: 330, 2025: 340}, 50_000)
    rows += plans(WESTMORLAND, {2024: 210, 2025: 200}, 40_000) if with_westmorland else []
    return store_of([*rows, *plans(TORBAY, {2021: 200, 2022: 210}, 25_000)])


@pytest.mark.parametrize("area", [CUMBRIA, CUMBERLAND])
def test_a_change_across_a_reorganisation_is_told_of_the_same_land(area):
    with pytest.raises(NoFiguresError) as error:
        why(reorganised(), "cp_rate", area, LAST, between=("2022-03", "2024-03"))
    assert "60.0 in March 2022 (Cumbria); 60.0 in March 2024 (Cumberland; Westmorland and Furness)." in error.value.what


def test_it_says_when_the_authority_ended_or_began():
    said = []
    for area in (CUMBRIA, CUMBERLAND):
        with pytest.raises(NoFiguresError) as error:
            why(reorganised(), "cp_rate", area, LAST, between=("2022-03", "2024-03"))
        said.append((error.value.what.split(",")[0], error.value.hint))
    assert said == [
        (
            "Cumbria ended on 31 March 2023",
            "Ask for a change on one side of it: of Cumbria before, or of Cumberland; Westmorland and Furness after.",
        ),
        (
            "Cumberland began on 1 April 2023",
            "Ask for a change on one side of it: of Cumbria before, or of Cumberland after.",
        ),
    ]


def test_nothing_is_added_up_where_one_part_is_not_held():
    with pytest.raises(NoFiguresError) as error:
        why(reorganised(with_westmorland=False), "cp_rate", CUMBRIA, LAST, between=("2022-03", "2024-03"))
    assert "same area" not in error.value.what
    assert error.value.hint.startswith("No sum over the same area is held.")


@pytest.mark.parametrize(
    ("area", "between"), [(TORBAY, ("2021-03", "2024-03")), (CUMBRIA, ("2020-03", "2022-03")), (CUMBRIA, ("x", "y"))]
)
def test_a_month_that_is_only_not_held_is_said_to_be_so(area, between):
    with pytest.raises(ParametersError) as error:
        why(reorganised(), "cp_rate", area, LAST, between=between)
    assert not isinstance(error.value, NoFiguresError)


def test_merged_authorities_cover_the_land_only_together():
    found = SameLand.around(POOLE)
    assert [area.name for area in found.before] == ["Bournemouth", "Poole", "Dorset (until 2019)"]
    assert [area.name for area in found.after] == ["Bournemouth, Christchurch and Poole", "Dorset"]
    assert SameLand.around(BOURNEMOUTH_CHRISTCHURCH_POOLE) == found
    assert SameLand.around(TORBAY) is None


def test_the_day_decides_who_was_there():
    land = SameLand.around(CUMBRIA)
    assert [area.code for area in land.there_on(dt.date(2023, 3, 31))] == [CUMBRIA]
    assert [area.code for area in land.there_on(dt.date(2023, 4, 1))] == [CUMBERLAND, WESTMORLAND]


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_two_months_of_one_side_or_of_an_area_never_reorganised_are_no_matter():
    pathway = pathway_of("cp_rate")
    for area, between in ((CUMBRIA, ("2021-03", "2022-03")), (TORBAY, ("2021-03", "2022-03")), (CUMBRIA, ("x", "y"))):
        figures = SeriesReader.from_store(reorganised(), area, LAST.last_day)
        assert across_reorganisation(figures, pathway, between) is None
    figures = SeriesReader.from_store(reorganised(), CUMBRIA, LAST.last_day)
    assert across_reorganisation(figures, pathway, ("2022-03", "2024-03")).what.startswith("Cumbria ended on ")
