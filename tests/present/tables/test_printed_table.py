"""A table ready to print: what is aligned, coloured, given room and said below, and how absent numbers are said."""

import pandas as pd
import pytest
from lxml import html

from analysis.present.tables.printed_table import (
    PrintedTable,
    as_table,
    cells,
    changes,
    changes_between,
    changes_of_hidden,
    marks_explained,
    with_marks_explained,
    with_reasons,
)
from printed_record import held_as_printed

FRAME = pd.DataFrame({"Measure": ["Referrals", "Plans"], "Latest": ["176", "89"], "Rating": ["Red", "Green"]})


def tree(**options):
    return html.fromstring(as_table(PrintedTable("Two lines", FRAME, **options), "x-y").as_raw_html())


def looks(page, words):
    return next(each for each in page.iterfind(".//tbody//*") if each.text_content() == words)


def test_numbers_stand_on_the_right_and_words_on_the_left():
    page = tree(numbers=("Latest",))
    assert "gt_right" in looks(page, "176").get("class")
    assert "gt_left" in looks(page, "Referrals").get("class")


def test_only_the_words_that_are_marked_are_coloured():
    page = tree(marked={"Rating": {"Red": ("#aa1122", "#fefefe")}})
    assert "#aa1122" in looks(page, "Red").get("style")
    assert "#fefefe" in looks(page, "Red").get("style")
    assert looks(page, "Green").get("style") is None


def test_widths_are_shares_of_the_whole_and_left_to_the_page_where_none_is_given():
    page = tree(widths={"Measure": 6, "Latest": 3, "Rating": 1})
    assert [column.get("style") for column in page.iterfind(".//col")] == [
        "width:60.0%;",
        "width:30.0%;",
        "width:10.0%;",
    ]
    assert tree().find(".//col") is None


def test_the_note_stands_below_with_its_short_forms_written_out():
    assert tree(note="Of CP plans.").find(".//tfoot").text_content().strip() == "Of child protection (CP) plans."
    assert tree().find(".//tfoot") is None


def test_the_same_table_has_the_same_page_each_time_and_its_own_id():
    view = as_table(PrintedTable("Two lines", FRAME), "x-y")
    assert view.as_raw_html() == view._repr_html_()
    assert 'id="x-y"' in view.as_raw_html()


def test_in_a_terminal_it_is_aligned_text():
    assert repr(as_table(PrintedTable("Two lines", FRAME), "x")).splitlines()[0].split() == [
        "Measure",
        "Latest",
        "Rating",
    ]


def test_an_absent_number_is_not_nought():
    assert cells([0, float("nan"), 1234]) == ["0", "not available", "1,234"]
    assert cells([45.61], "per_10000") == ["45.6"]


def test_a_change_has_its_sign_and_an_absent_one_is_left_empty():
    assert changes([3, -3, float("nan")]) == ["+3", "\u22123", ""]


def test_a_missing_number_says_why():
    assert with_reasons([5, float("nan"), float("nan")], [None, "suppressed", "x"])[0] == "5"
    found = with_reasons([float("nan"), float("nan")], ["suppressed", None])
    assert found == ["[c]", "not available"]


def test_changes_are_between_figures_as_printed_and_percentages_in_points():
    assert changes_between([74.96, 10.0], [89.04, float("nan")], "per_10000") == ["+14.0", ""]  # of 75.0 and 89.0
    assert changes_between([33.94], [38.66], "percent", 1) == ["+4.8"]  # of 33.9 and 38.7
    assert changes_between([12.0], [10.0], "count") == ["\N{MINUS SIGN}2"]


def test_a_change_of_a_hidden_figure_is_hidden_and_one_that_is_shown_is_not():
    gone = float("nan")
    reasons = (["suppressed", None, "not_available", "suppressed"], [None, "suppressed", None, None])
    assert changes_of_hidden([gone, gone, gone, 4], *reasons) == ["[c]", "[c]", "", "+4"]


@pytest.mark.parametrize(
    ("column", "note", "told"),
    [
        (["5", "[c]"], None, "A figure marked [c] is hidden"),
        (["5", "[c]"], "Of March.", "Of March. A figure marked [c] is hidden"),
        (["[x]", "[x]"], None, "A figure marked [x] is not given"),
        (["[x]", "[c]"], None, "A figure marked [c] is hidden"),
    ],
)
def test_marks_are_explained_below_the_table_that_has_them(column, note, told):
    found = with_marks_explained(PrintedTable("Plans", pd.DataFrame({"Plans": column}), note=note))
    assert str(found.note).startswith(told)
    assert [mark in str(found.note) for mark in ("[c]", "[x]")] == [mark in column for mark in ("[c]", "[x]")]


def test_a_table_without_marks_keeps_its_note():
    plain = PrintedTable("Plans", pd.DataFrame({"Plans": ["5", "(c)"]}), note="Of March.")
    assert with_marks_explained(plain).note == "Of March."


def test_only_the_marks_that_stand_in_a_cell_are_explained():
    hidden, withheld = pd.DataFrame({"a": ["1", "[c]"]}), pd.DataFrame({"a": ["[x]", "2"]})
    assert marks_explained(FRAME) == []
    assert [said[:26] for said in marks_explained(hidden)] == ["A figure marked [c] is hid"]
    assert len(marks_explained(pd.concat([hidden, withheld]))) == 2


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()
