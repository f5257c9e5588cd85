"""Every row of a table is named for a screen reader, by its first column or by reference and name together."""

from html import escape

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from analysis.present.tables.printed_table import PrintedTable, as_table
from analysis.present.tables.row_headers import naming_columns, with_row_headers

CARD = {"Ref": ["2.1", "2.13a"], "Measure": ["Contacts decided within one day", "Audits"], "Latest": ["96%", "3"]}


def headers(columns, **options):
    page = as_table(PrintedTable("A card", pd.DataFrame(columns), **options), "x").as_raw_html()
    tree = html.fromstring(page)
    return [
        [cell.text_content() for cell in row if cell.tag == "th"]
        for row in tree.iterfind(".//tbody/tr")
        if "gt_group_heading_row" not in (row.get("class") or "")
    ], tree


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (CARD, 2),
        ({"Measure": ["Referrals"], "Latest": ["96%"]}, 1),
        ({"Month": ["May 2021"], "A long heading": ["A long sentence in a cell"]}, 1),
        ({"Ref": ["2.1"], "Measure": ["Contacts decided within one day"]}, 1),
        ({"Only": ["one"]}, 0),
        ({"Measure": [], "Latest": []}, 0),
    ],
)
def test_a_row_is_named_by_its_first_column_or_by_two_where_the_first_is_a_reference(columns, expected):
    wide = {**columns, "More": [""] * len(next(iter(columns.values())))} if "Month" in columns else columns
    assert naming_columns(pd.DataFrame(wide)) == (2 if "Month" in columns else expected)


def test_every_row_of_a_card_is_named_by_reference_and_measure():
    rows, tree = headers(CARD)
    assert rows == [["2.1", "Contacts decided within one day"], ["2.13a", "Audits"]]
    assert {cell.get("scope") for cell in tree.iterfind(".//tbody//th")} == {"row"}
    assert {cell.get("scope") for cell in tree.iterfind(".//thead//th")} == {"col"}
    assert tree.find(".//table").get("aria-label") == "A card"


def test_groups_of_rows_keep_their_heading_and_rows_their_names():
    rows, tree = headers({"Group": ["Front door", "Care"], **CARD}, grouped_by="Group")
    assert rows == [["2.1", "Contacts decided within one day"], ["2.13a", "Audits"]]
    assert [cell.text_content().strip() for cell in tree.iterfind(".//tr[@class='gt_group_heading_row']/th")] == [
        "Front door",
        "Care",
    ]


def test_an_empty_cell_is_no_header_and_the_note_below_is_none():
    rows, tree = headers({**CARD, "Ref": ["2.1", ""]}, note="A note")
    assert rows == [["2.1", "Contacts decided within one day"], ["Audits"]]
    assert tree.find(".//tfoot//th") is None


def test_a_rating_keeps_its_colours_beside_the_name_of_its_row():
    marked = {"Latest": {"96%": ("#aa1122", "#ffffff")}}
    _, tree = headers(CARD, marked=marked)
    (cell,) = [each for each in tree.iterfind(".//tbody//td") if each.text_content() == "96%"]
    assert "background-color: #aa1122" in cell.get("style")


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)


@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=5), words)
def test_no_word_of_a_table_is_lost_or_changed(rows, name):
    frame = pd.DataFrame(rows, columns=["One", "Two", "Three"])
    view = as_table(PrintedTable(name, frame), "x")
    plain, named = (html.fromstring(page) for page in (str(view.made.as_raw_html()), view.as_raw_html()))
    assert named.text_content() == plain.text_content()
    assert named.find(".//table").get("aria-label") == name


def test_nothing_is_named_where_no_column_names_rows():
    assert "<th" not in with_row_headers('<table><tr><td class="a">x</td></tr></table>', 0, "A")


@pytest.mark.parametrize("name", ["\\0", "a\\g<0>b", 'x"y'])
def test_a_name_with_signs_of_patterns_or_markup_stays_as_it_is(name):
    view = as_table(PrintedTable(name, pd.DataFrame(CARD)), "x")
    assert html.fromstring(view.as_raw_html()).find(".//table").get("aria-label") == name


@given(st.text())
def test_the_name_of_a_table_is_put_in_letter_by_letter(name):
    named = with_row_headers("<table class='x'><tr><td>1</td></tr></table>", 0, name)
    assert named == f"<table aria-label=\"{escape(name)}\" class='x'><tr><td>1</td></tr></table>"
