from types import SimpleNamespace

import pandas as pd

from analysis.questions.report_card.printed_marks import mark_caveats

CELL = "council/card.csv#row 2, column 2020/21"


def line(*cells, label="No of referrals", measure="referrals"):
    figures = pd.DataFrame([*cells], columns=["as_printed", "source"], dtype=object)
    return SimpleNamespace(row=SimpleNamespace(label=label, measure=measure, folder="council", figures=figures))


def store(*rates, notes=()):
    observations = pd.DataFrame([(source, "per_10000") for source in rates], columns=["source", "unit"], dtype=object)
    remarks = pd.DataFrame([("note", *note) for note in notes], columns=["kind", "source", "measure"], dtype=object)
    return SimpleNamespace(frames={"observations": observations, "remarks": remarks})


def marks(store, *lines):
    return [caveat.facts["marks"] for caveat in mark_caveats(store, lines)]


def test_a_mark_on_a_rate_beside_its_number_is_said_to_be_one():
    assert marks(store(CELL), line(("2238 / 876*", CELL))) == [(("*", "2238 / 876*", "rate"),)]


def test_a_mark_that_nothing_explains_is_said_to_be_unexplained():
    assert marks(store(), line(label="Placement Stability**")) == [(("**", "Placement Stability**", "unknown"),)]
    assert marks(store("elsewhere/a.csv#row 1"), line(("686***", CELL))) == [(("***", "686***", "unknown"),)]


def test_a_mark_is_explained_once():
    told = marks(store(CELL), line(("1919 / 731*", CELL)), line(("135 / 53*", CELL)))
    assert told == [(("*", "1919 / 731*", "rate"),)]


def test_where_the_sheet_has_a_note_that_note_is_what_explains_it():
    noted = store(notes=[("council/card.csv#row 40", "referrals")])
    assert marks(noted, line(("12*", CELL))) == []
    assert marks(noted, line(("12*", CELL), measure="cp_plans")) == [(("*", "12*", "unknown"),)]


def test_figures_without_a_mark_need_no_words():
    assert marks(store(CELL), line(("2238 / 876", CELL), (None, CELL), label="3 * 4")) == []
