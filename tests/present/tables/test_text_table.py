"""A table of text is the page that great_tables makes of it, letter for letter, and can be formatted as ever."""

import great_tables as gt
import pandas as pd
import pytest

from analysis.present.tables.text_table import TextTable

FRAME = pd.DataFrame(
    {
        "group": ["A & B", "A & B", "C <c>"],
        "name": ['"Referrals"', "Plans > 2 years", ""],
        "value": ["1,000", None, "[c]"],
        "count": [1.5, float("nan"), 3.0],
    }
)


def page(kind, frame=FRAME, **given):
    return kind(frame, id="t", **given).cols_align("right", ["value"])


@pytest.mark.parametrize("given", [{}, {"groupname_col": "group"}, {"rowname_col": "name"}])
@pytest.mark.parametrize("frame", [FRAME, FRAME.astype(object), FRAME.iloc[:0]], ids=["text", "objects", "empty"])
def test_it_is_the_same_page(given, frame):
    assert page(TextTable, frame, **given).as_raw_html() == page(gt.GT, frame, **given).as_raw_html()


def test_what_a_person_formats_is_formatted():
    ours, theirs = (page(kind).fmt_number("count", decimals=2).sub_missing() for kind in (TextTable, gt.GT))
    assert "1.50" in ours.as_raw_html()
    assert ours.as_raw_html() == theirs.as_raw_html()


def test_styles_and_notes_stay():
    made = [
        page(kind).tab_style(gt.style.fill("red"), gt.loc.body("value", [0])).tab_source_note("Note")
        for kind in (TextTable, gt.GT)
    ]
    assert made[0].as_raw_html() == made[1].as_raw_html()


def test_latex_is_left_to_great_tables():
    assert page(TextTable).as_latex() == page(gt.GT).as_latex()


def test_no_cell_is_assigned_to_by_itself(monkeypatch):
    monkeypatch.setattr("great_tables.gt._migrate_unformatted_to_output", None)
    assert "Plans &gt; 2 years" in page(TextTable).as_raw_html()
