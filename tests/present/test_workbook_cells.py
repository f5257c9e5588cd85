"""Printed cells that a spreadsheet must be able to add up, and those that must stay words."""

import datetime as dt

import pytest

from analysis.present.workbook_cells import Data, columns_of


def column(*cells, header="Latest"):
    found = columns_of(Data((header,), tuple((cell,) for cell in cells)))
    return {
        name: [(cell.value, cell.form) for cell in part] for name, part in zip(found.headers, found.cells, strict=True)
    }


@pytest.mark.parametrize(
    ("printed", "value", "form"),
    [
        ("24.5%", 0.245, "#,##0.0%"),
        ("39%", 0.39, "#,##0%"),
        ("\N{MINUS SIGN}19%", -0.19, "+#,##0%;-#,##0%;#,##0%"),
        ("+2.3 points", 2.3, '+#,##0.0" points";-#,##0.0" points";#,##0.0" points"'),
        ("297 days", 297, '#,##0" days"'),
        ("1,306", 1306, "#,##0"),
        ("£1,000", 1000, "£#,##0"),
    ],
)
def test_a_printed_number_is_a_number_that_excel_prints_the_same(printed, value, form):
    assert column(printed) == {"Latest": [(pytest.approx(value), form)]}


def test_a_range_is_two_numbers_in_two_columns():
    assert column("680 to 1,009", "577 to 999", header="8 in 10 between") == {
        "8 in 10 between: from": [(680, "#,##0"), (577, "#,##0")],
        "8 in 10 between: to": [(1009, "#,##0"), (999, "#,##0")],
    }


def test_numbers_of_several_units_are_plain_and_a_column_beside_says_which():
    assert column("297 days", "39%", "+2.3 points", 20.8, "not available") == {
        "Latest": [
            (297, "#,##0"),
            (39, "#,##0"),
            (2.3, "+#,##0.0;-#,##0.0;#,##0.0"),
            (20.8, None),
            ("not available", None),
        ],
        "Latest: unit": [
            ("days", None),
            ("per cent", None),
            ("percentage points", None),
            ("as the row says", None),
            (None, None),
        ],
    }


@pytest.mark.parametrize("text", ["2021-05", "May 2021"])
def test_a_month_is_a_date_that_excel_can_sort(text):
    assert column(text) == {"Latest": [(dt.datetime(2021, 5, 1), "mmm yyyy")]}  # noqa: DTZ001 - what is written


def test_a_number_shown_rounded_is_rounded_with_all_of_it_beside():
    found = column(120.9272427785143, None, 71.5)
    assert [cell[0] for cell in found["Latest"]] == [120.9, None, 71.5]
    assert [cell[0] for cell in found["Latest: unrounded"]] == [120.9272427785143, None, 71.5]
    assert list(column(120.9, 71.5)) == ["Latest"]


def test_a_forecast_with_its_range_and_date_is_four_columns():
    found = column("759, range 577 to 999 (March 2024)", "36, range 13 to 66 (September 2023)", header="Ahead")
    assert list(found) == ["Ahead", "Ahead: from", "Ahead: to", "Ahead: date"]
    assert [cell[0] for cell in found["Ahead: to"]] == [999, 66]
    assert [cell[0] for cell in found["Ahead: date"]] == [dt.datetime(2024, 3, 1), dt.datetime(2023, 9, 1)]  # noqa: DTZ001


def test_a_figure_that_has_no_range_stays_in_its_own_column():
    found = column("+40 (+30 to +70)", 0, header="Difference")
    assert [cell[0] for cell in found["Difference"]] == [40, 0]
    assert [cell[0] for cell in found["Difference: from"]] == [30, None]


def test_a_figure_in_doubt_keeps_its_note():
    found = column("16% (too recent to know)", "19%", header="Lead to")
    assert [cell[0] for cell in found["Lead to"]] == [0.16, 0.19]
    assert [cell[0] for cell in found["Lead to: note"]] == ["too recent to know", None]


@pytest.mark.parametrize(
    "words",
    ["not available", "[c]", "Green at 100%, red below 98%", "3 months or less", "Mid March 2021", "2019-20"],
)
def test_words_that_hold_a_number_stay_words(words):
    assert column(words) == {"Latest": [(words, None)]}


def test_a_ref_is_never_a_number():
    assert column("2.10", "2.1", header="Ref") == {"Ref": [("2.10", None), ("2.1", None)]}


def test_what_was_not_printed_is_empty_and_not_nought():
    assert column("", None, "5%") == {"Latest": [(None, None), (None, None), (0.05, "#,##0%")]}


def test_computed_numbers_are_shown_without_false_decimals():
    assert {form for _, form in column(120.9272427785143, 71.5)["Latest"]} == {"#,##0.0"}
    assert {form for _, form in column(0.4, 0.47)["Latest"]} == {"#,##0.00"}
