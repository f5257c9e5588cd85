"""Every place and figure is made up."""

import pytest

from analysis.sources.sheet_blocks import SheetBlock
from analysis.sources.short_blocks import is_line_of_a_case, is_line_understood, is_short_block_understood


def block(*rows, header=(), is_part=False):
    return SheetBlock(0, 0, header, tuple(map(tuple, rows)), is_part)


@pytest.mark.parametrize(
    "line",
    [
        "Children's services scorecard",
        "Source: Mosaic, Front door, extracted 02/05/2025",
        "Improvement Board, Town Hall, 14 May 2025",
        "Apr-24",
        "02/05/2025",
        "12%",
        "-",
        "CS014",
        "Referrals fell after a peak in May.",
    ],
)
def test_titles_notes_days_and_shares_are_lines(line):
    assert is_line_understood(line)


@pytest.mark.parametrize(
    "line",
    ["14", "204431", "M204431", "Kingsley, Neglect, 12/09/2024", "Saltby | 03/02/2024 | CP", "Arrested in Saltby"],
)
def test_numbers_alone_records_and_what_happened_to_somebody_are_no_lines(line):
    assert not is_line_understood(line)


UNDERSTOOD = {
    "a sum": block(["Total", "1,234"]),
    "a population": block(["Population aged 0 to 17", "25114"]),
    "a title page": block(["Prepared by", "J Price"], ["Date", "02/05/2025"], ["Status", "Final"]),
    "a key": block(["Green", "On target"], ["Red", "More than 5 points below"]),
    "words": block(["CP", "Child protection"], ["EHM", "Early help module"]),
    "a table of months": block(["Referrals", "4", "7"], header=("Measure", "Apr-24", "May-24")),
    "actions": block(["Write the plan", "AD"], header=("Action", "Lead")),
    "counts": block(["North", "14"], ["South", "9"], header=("Area", "Number of cases")),
    "providers": block(["Oak Lodge", "02/05/2024"], header=("Children's home", "Inspected")),
    "tiles": block(["33", "2093"], header=("Re-referrals", "Contacts")),
    "tiles without a header": block(["Re-referrals", "Contacts"], ["33", "2093"]),
    "a heading": block(["Theme", "Measure", "Good is"]),
    "a row of periods": block(["2024", "2025"]),
    "a row of marks": block(["Red", "Amber", "n/a"]),
    "a gap within a table": block(["Adoptions", "n/a", "4", "1.234,5"], is_part=True),
    "a part of a row": block(["", "%", "4", "9"], is_part=True),
}
STRANGE = {
    "kinds and places": block(
        ["Parental MH", "Kingsley", "Closed"], ["DA", "Westby", "CIN"], header=("Need", "Town", "Result")
    ),
    "no header": block(["12", "Neglect", "Kingsley"], ["3", "DA", "Saltby"]),
    "one row": block(["7", "DA", "Westby", "02/04/2024"]),
    "a pair": block(["Neglect", "02/04/2024"]),
    "fields of a child": block(["Age", "14"], ["Since", "02/04/2024"]),
    "sexes": block(["M", "CIN", "Closed"], header=("Sex", "Plan", "Result")),
    "ages below a measure": block(["Neglect", "14"], header=("Issue", "Age")),
    "ages beside a need": block(["Neglect", "14", "3"]),
    "ticks": block(["Dental", "\u2713", "x", "\u2713"], is_part=True),
    "states by month": block(["Apr-24", "CP plan", "Closed", "CIN"], ["May-24", "CIN", "Closed", "CIN"]),
    "a number": block(["204431"]),
    "figures alone": block(["14", "230", "3"]),
}


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_few_rows_that_say_what_they_are_are_understood(name):
    assert is_short_block_understood(UNDERSTOOD[name])


@pytest.mark.parametrize("name", STRANGE)
def test_few_rows_of_kinds_days_and_ages_are_not(name):
    assert not is_short_block_understood(STRANGE[name])


def test_a_line_begins_with_the_number_of_a_case_or_has_an_age_behind_a_name():
    assert is_line_of_a_case("412345 - assessment late because family abroad")
    assert is_line_of_a_case("UE (13)")
    assert not is_line_of_a_case("CIN (13)")
    assert not is_line_of_a_case("12 referrals were late")
