"""Notes under a table, found by the marks that point to them."""

import json

import pytest

from analysis.sources.scorecard.notes import marks_in, notes_of

TEXT = "Counted from the date of the decision."


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        ([f"[note 1] {TEXT}"], "1"),
        ([f"Note 1: {TEXT}"], "1"),
        ([f"\u00b9 {TEXT}"], "1"),
        ([f"* {TEXT}"], "*"),
        ([f"**{TEXT}"], "**"),
        ([f"[p] = {TEXT}"], "p"),
        (["[c]", TEXT], "c"),
        ([f"(note a) {TEXT}"], "a"),
    ],
)
def test_a_note_is_known_by_its_mark(grid, cells, mark):
    assert {key: note.text for key, note in notes_of(grid([["Measure", "Apr-25"], cells])).items()} == {mark: TEXT}


@pytest.mark.parametrize(
    "cells",
    [
        ["Notes"],
        ["* n/a"],
        ["Referrals*", "3", "4"],
        [TEXT],
        ["[note 1] Referrals", "3", "4"],
        ["(3) of them left"],
    ],
)
def test_what_is_no_note_is_not_taken_for_one(grid, cells):
    assert notes_of(grid([cells])) == {}


def test_of_two_notes_with_one_mark_nobody_can_say_which_is_meant(grid):
    assert notes_of(grid([[f"* {TEXT}"], ["* Something else entirely."]])) == {}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Referrals [note 1]", ["1"]),
        ("Referrals [1] received", ["1"]),
        ("Referrals\u00b9", ["1"]),
        ("Apr-25 [p]", ["p"]),
        ("85.2%*", ["*"]),
        ("*", ["*"]),
        ("Visits in time (10)", []),
        ("5 * 3 tests", []),
        ("Section 47 [enquiries]", []),
    ],
)
def test_marks_of_labels_headings_and_cells(text, marks):
    assert list(marks_in(text)) == marks


def test_notes_are_kept_with_the_measures_they_mark_and_dated_where_only_some_months_are(read):
    rows = [
        ["Measure", "Apr-25", "May-25 [p]", "Jun-25"],
        ["Number of referrals received [note 1]", "3", "4", "5"],
        ["Number of contacts received", "30", "40", "50"],
        [""],
        [f"[note 1] {TEXT}"],
        ["[p] Provisional until the return is signed."],
        ["[note 9] Marks nothing that stands here."],
    ]
    _, reading = read(rows)
    told = reading.remarks
    assert set(told["kind"]) == {"note"}
    ends = [str(end)[:10] for end in told["period_end"].astype("object").fillna("")]
    assert sorted(zip(told["measure"], told["text"].str[:7], ends, strict=True)) == [
        ("contacts", "Provisi", "2025-05-31"),
        ("referrals", "Counted", ""),
        ("referrals", "Provisi", "2025-05-31"),
    ]
    assert json.loads(told["details"].iloc[0]) == {"mark": "[note 1]"}
    assert told["source"].iloc[0].endswith("row 5, column A")
