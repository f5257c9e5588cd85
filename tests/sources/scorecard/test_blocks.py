"""Blocks below each other, each under its own title."""

import pytest

from analysis.sources.scorecard.blocks import under_sheets, without_line_numbers

HEAD = ["Measure", "Apr-25", "May-25"]
CASELOAD = ["Average caseload", "17.2", "17.6"]
REFERRALS = ["Referrals", "20", "21"]


def blocks(*named):
    return [line for title, rows in named for line in ([title], HEAD, *rows, [""])]


def test_rows_stand_under_the_title_of_their_block(found):
    tables = found(blocks(("Front door", [REFERRALS]), ("Workforce", [CASELOAD])))
    assert [(row.section, row.label, row.of_part) for table in tables for row in table.rows] == [
        ("Front door", "Referrals", False),
        ("Workforce", "Average caseload", False),
    ]


def test_a_row_that_several_teams_have_is_of_each_of_them_and_of_no_council(found):
    tables = found(
        blocks(("Assessment Team", [REFERRALS, CASELOAD]), ("Care Team", [["Average caseload", "15", "16"]]))
    )
    assert [(row.section, row.label, row.of_part) for table in tables for row in table.rows] == [
        ("Assessment Team", "Referrals", False),
        ("Assessment Team", "Average caseload", True),
        ("Care Team", "Average caseload", True),
    ]


def test_where_one_block_is_of_the_whole_the_others_are_its_parts(found):
    north, south = ["Referrals", "8", "9"], ["Referrals", "12", "12"]
    tables = found(blocks(("North", [north]), ("South", [south]), ("All Kirklees", [REFERRALS])))
    (row,) = [row for table in tables for row in table.rows]
    assert (row.section, row.label) == ("All Kirklees", "Referrals")
    assert [(one.heading, one.text) for one in row.beside if one.role == "breakdown"] == [
        ("Referrals, North", "8"),
        ("Referrals, North", "9"),
        ("Referrals, South", "12"),
        ("Referrals, South", "12"),
    ]


def test_tables_without_titles_keep_their_rows_as_they_are(found):
    tables = found([HEAD, REFERRALS, [""], ["Measure", "Jun-25", "Jul-25"], REFERRALS])
    assert {row.section for table in tables for row in table.rows} == {None}


def test_a_measure_that_is_empty_on_one_sheet_heads_no_rows_there(found):
    head = ["Ref", "Indicator", "This month"]
    full = [head, ["K1", "Referrals", "20"], ["K2", "Average caseload", "17"]]
    sheets = {"April 2025": full, "May 2025": [head, ["", "Referrals", ""], ["K2", "Average caseload", "16"]]}
    rows = [row for table in found(sheets) for row in table.rows if row.label == "Average caseload"]
    assert [row.section for row in rows] == [None, None]


def test_a_heading_that_is_no_measure_anywhere_stays_on_one_sheet(found):
    head = ["Ref", "Indicator", "This month"]
    rows = [head, ["Workforce"], ["K2", "Average caseload", "17"]]
    (table,) = found({"April 2025": rows})
    assert table.rows[0].section == "Workforce"


def sections(tables):
    return {row.label: row.section for table in tables for row in table.rows}


def test_sheets_that_are_themes_head_their_rows(found):
    themes = {"Front door": [HEAD, REFERRALS], "Workforce": [HEAD, CASELOAD, ["Biscuits", "3", "4"]]}
    assert sections(found(themes)) == {
        "Referrals": "Front door",
        "Average caseload": "Workforce",
        "Biscuits": "Workforce",
    }


@pytest.mark.parametrize(
    "sheets",
    [
        {"Front door": [HEAD, REFERRALS], "Workforce": [HEAD, REFERRALS, CASELOAD]},  # one row on both
        {"Sheet1": [HEAD, REFERRALS], "Sheet2": [HEAD, CASELOAD]},
        {"Front door": [HEAD, REFERRALS, CASELOAD], "Notes": [["Nothing of months"]]},
        {"April 2025": [HEAD, REFERRALS], "May 2025": [HEAD, CASELOAD]},
        {"Kirklees": [HEAD, REFERRALS], "Workforce": [HEAD, CASELOAD]},
    ],
)
def test_sheets_that_are_no_themes_head_nothing(found, sheets):
    assert set(sections(found(sheets)).values()) == {None}


def test_a_sheet_that_says_nothing_heads_nothing_beside_one_that_is_a_theme(found):
    sheets = found({"Scorecard": [HEAD, REFERRALS], "Workforce": [HEAD, CASELOAD]})
    assert sections(sheets) == {"Referrals": None, "Average caseload": "Workforce"}


def test_a_section_on_the_sheet_stays_the_section(found):
    themes = {"Front door": [HEAD, ["Contacts and referrals"], REFERRALS], "Workforce": [HEAD, CASELOAD]}
    assert sections(found(themes))["Referrals"] == "Contacts and referrals"


def numbered(*labels):
    return [["No", "Measure", "Apr-25", "May-25"], *([str(at), label, "4", "5"] for at, label in enumerate(labels, 1))]


def refs(tables):
    return [row.ref for table in tables for row in table.rows]


def test_numbers_that_begin_anew_on_each_sheet_are_lines_and_no_references(found):
    themes = {"Front door": numbered("Referrals", "Contacts"), "Workforce": numbered("Average caseload", "Vacancies")}
    assert refs(found(themes)) == [None] * 4


def test_one_sheet_is_no_theme_and_its_numbers_are_references(found):
    tables = found(numbered("Referrals", "Contacts"))
    assert list(under_sheets(tables)) == tables
    assert list(without_line_numbers(tables)) == tables


def test_numbers_that_go_on_are_references(found):
    assert refs(found(numbered("Referrals", "Contacts", "Assessments"))) == ["1", "2", "3"]
    same = {"April 2025": numbered("Referrals", "Contacts"), "May 2025": numbered("Referrals", "Contacts")}
    assert refs(found(same)) == ["1", "2", "1", "2"]
