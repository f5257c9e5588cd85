"""Notes under a council's own tables, beside the figures that an answer shows."""

import datetime as dt

import pandas as pd

from analysis.catalogue.observation import shape
from analysis.questions.footnotes import MOST, footnote_caveats
from own_months_store import store_of
from pathway_store import TORBAY

DAY = dt.date(2025, 9, 30)


def note(text="Counted anew.", measure="referrals", end=None, **other):
    about = {"area": TORBAY, "kind": "note", "ref": None, "details": "{}", "published_on": pd.Timestamp("2025-10-31")}
    said = {"measure": measure, "text": text, "period_end": end, "source": "card/a.csv#row 9, column A"}
    return about | said | other


def caveats(*notes, shown=("referrals", "contacts"), folders=None):
    store = store_of().with_frames({"remarks": shape("remarks", list(notes))}, "notes")
    return footnote_caveats(store, TORBAY, DAY, shown, folders)


def told(*notes, **other):
    (found,) = caveats(*notes, **other)
    return found.facts["notes"]


def test_a_note_is_told_once_with_all_the_measures_it_marks():
    assert told(note(), note(measure="contacts")) == ((("Referrals", "Contacts"), "Counted anew."),)


def test_what_is_of_another_area_kind_measure_file_or_later_month_is_left_out():
    kept = note("Kept.")
    others = [
        note(area="E06000026"),
        note(kind="commentary"),
        note(measure="assessments"),
        note(source="other/b.csv#row 1, column A"),
        note(end=pd.Timestamp("2025-10-31")),
    ]
    assert [text for _, text in told(kept, *others, folders=("card",))] == ["Kept."]
    assert told(note(end=pd.Timestamp("2025-09-30")))


def test_without_notes_nothing_is_told():
    assert caveats() == ()


def test_no_more_notes_are_told_than_can_be_read():
    assert len(told(*(note(f"Note {at}.") for at in range(MOST + 3)))) == MOST


def test_a_stock_is_named_by_its_month_and_never_as_of_march():
    ((names, _),) = told(note(measure="cla_at_period_end"), shown=("cla_at_period_end",))
    assert names == ("Children looked after at the end of the month",)
