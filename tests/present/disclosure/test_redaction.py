"""Words beside figures give no small count away, and large ones stay."""

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.observation import shape
from analysis.present.disclosure import Rule, Rules, protect, redaction
from analysis.present.disclosure.redaction import gives_small_count, issues_told, of_folders, redacted
from disclosure_attacks import MONTHS, OURS, RETURNED_ON, cell
from pathway_store import TORBAY, store_of

RULE = Rule(rule="suppress", low=1, high=5)


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("There were 3 children adopted in May.", True),
        ("Two of the siblings moved to new placements.", True),
        ("Four CP conferences were late.", True),
        ("There were 32 children adopted.", False),
        ("Performance rose by 3% for children in care.", False),
        ("Within 2 years children return home.", False),
        ("Priority 3: recruit social workers.", False),
        ("Adoptions in May: 2.", True),
        ("Children adopted - three.", True),
        ("Adoptions fell from 9 to 4.", True),
        ("Adoptions rose to 12, from 9.", False),
        ("A single child waits.", True),
        ("Both children came home.", True),
        ("A couple of young people moved.", True),
        ("The twins are together.", True),
        ("Reviews were held for children in time: 3/7.", True),
        ("3 of 7 plans ended.", True),
        ("Of the conferences, 4 out of 9 were late.", True),
        ("Reviews were held for children in time: 46/97.", False),
        ("Children with 3 or more placements are fewer.", False),
        ("Assessments of children take 5 days.", False),
        ("Children in need, theme 4, are seen.", False),
        ("Cases are reviewed by 4 May.", False),
        ("Plans by stage 2 are checked.", False),
        ("Key stage 4: children looked after do well.", False),
        ("Project 5 on children in care", False),
        ('Episodes do not match. {"Theme": "1"}', False),
        ("Plans were brought down over two to three months.", False),
        ("Children are poor in four wards, and two thirds of families move.", False),
        ("10 to 15 adoptions a year for four years, and 4 in 2011/12", True),
    ],
)
def test_a_small_number_of_children_is_found_in_words(text, gives):
    assert gives_small_count(text, Rules.of(RULE)) is gives


@pytest.mark.parametrize(
    ("value", "printed", "shown"),
    [
        (None, "3 (from May only)", "[c]"),
        (None, "three so far", "[c]"),
        (None, "n/a", "n/a"),
        (40.0, "40", "40"),
        (40.0, "40 (3 of them repeat)", "40"),
    ],
)
def test_the_text_of_a_cell_says_no_more_than_its_figure(value, printed, shown):
    row = cell("s47_enquiries", "month", MONTHS[0], value, as_printed=printed)
    row["missing"] = None if value else "partial"
    store = protect(store_of([row]), RULE, ["our-returns"])
    assert store.observations.loc[0, "as_printed"] == shown


@pytest.mark.parametrize(
    ("text", "shown", "more"),
    [
        ("46/97", (47.4, 46, 97), False),
        ("46/98", (47.4, 46, 97), True),
        ("0.47", (47.0,), False),
        ("47%", (47.0,), False),
        ("94%", (47.0,), True),
        ("1,200", (1200.0,), False),
        ("Forty, of whom two", (40.0,), True),
        (None, (40.0,), False),
        ("4", (float("nan"),), True),
    ],
)
def test_a_text_says_more_where_it_holds_a_number_that_is_not_shown(text, shown, more):
    assert redaction._says_more(text, *shown) is more


def marked(value, **columns):
    """What is seen of the marks of a month whose figure is `value`, of two more that are large, and of a target."""
    rows = [cell("cla_started", "month", day, number) for day, number in zip(MONTHS[:3], (value, 30, 31), strict=True)]
    store = store_of(rows)
    mark = {"area": TORBAY, "measure": "cla_started", "published_on": RETURNED_ON, "source": OURS}
    frame = pd.DataFrame([mark | columns]).assign(as_printed="Red", mark=columns.get("mark", "red"))
    frame["period_end"] = pd.to_datetime(frame["period_end"])
    frame["published_on"] = pd.to_datetime(frame["published_on"])
    store = store.with_frames({**store.frames, "marks": shape("marks", frame)}, "marked")
    return protect(store, RULE, ["our-returns"]).frames["marks"]


@pytest.mark.parametrize("kind", ["rag", "status", "direction"])
def test_a_rating_or_an_arrow_beside_a_hidden_figure_is_left_out(kind):
    assert len(marked(3, kind=kind, period_end=MONTHS[0])) == 0
    assert len(marked(33, kind=kind, period_end=MONTHS[0])) == 1


def test_an_arrow_says_something_of_the_hidden_figure_before_it_and_a_rating_does_not():
    assert len(marked(3, kind="direction", period_end=MONTHS[1])) == 0
    assert len(marked(3, kind="rag", period_end=MONTHS[1])) == 1


def test_the_text_of_a_target_says_no_more_than_the_target():
    targets = pd.DataFrame({"value": [6.0, 6.0, np.nan], "as_printed": ["6 (3 last year)", "6", "TBC"]})
    found = redaction._targets(targets, np.array([True, True, True]))
    assert found["as_printed"].tolist() == ["6", "6", "TBC"]
    assert redaction._targets(targets, np.array([False] * 3))["as_printed"].tolist()[0] == "6 (3 last year)"


def test_a_place_is_of_the_folder_before_its_first_slash():
    places = pd.Series(["ours/may.csv#row 1", "theirs/ours/may.csv", "ours-too/x.csv", "ours"])
    assert of_folders(places, ["ours"]).tolist() == [True, False, False, True]


def test_what_a_reader_said_of_our_cells_is_withheld_where_it_gives_a_small_number():
    told = ['"3" is no date.', "12 rows.", "Row 4.", "The cell is hidden.", 'It says "two".']
    places = ["ours/a.csv", "ours/a.csv", "theirs/a.csv", "ours/a.csv#gone", "ours/a.csv"]
    issues = pd.DataFrame({"message": told, "evidence": "{'a': 1}", "source": places})
    found = issues_told(issues, ["ours"], RULE, ["ours/a.csv#gone"])
    assert [new == old for new, old in zip(found["message"], told, strict=True)] == [False, True, True, False, False]
    assert found["evidence"].tolist() == ["{}", "{'a': 1}", "{'a': 1}", "{}", "{}"]
    assert issues["message"].tolist() == told


def test_every_frame_of_a_store_loses_its_words_of_our_folders_alone():
    rows = [cell("cla_started", "month", MONTHS[0], 3), cell("cla_started", "month", MONTHS[1], 30)]
    frames = store_of(rows).frames
    hidden = frames["observations"].assign(
        value=[np.nan, 30.0], missing=["suppressed", None], as_printed=["[c]", "30 (3)"]
    )
    found = redacted({**frames, "observations": hidden}, ["our-returns"], Rules.of(RULE))
    assert found["observations"]["as_printed"].tolist() == ["[c]", "30"]
    kept = redacted({**frames, "observations": hidden}, ["theirs"], Rules.of(RULE))
    assert kept["observations"]["as_printed"].tolist() == ["[c]", "30 (3)"]
    assert set(found) == set(frames)
