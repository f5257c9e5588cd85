"""What a careful reader of a card must know, by what the month's lines are."""

import datetime as dt
from dataclasses import replace

import pandas as pd

from analysis.catalogue.period import Month
from analysis.questions.evidence_log import Ledger
from analysis.questions.report_card.caveats import caveats_of
from analysis.questions.report_card.line import line_of
from analysis.questions.report_card.paper import CardPaper, Repeated
from analysis.questions.series_reader import SeriesReader
from own_months_store import KIRKLEES, rows_of, store_of
from printed_rows import LAST, figures, measure, printed_row, target
from whole_answers import held_to_its_record

DAY = LAST.last_day
HIGH = measure()
UNRATED = line_of(printed_row(figures([80, 84])), HIGH, DAY)
PAPER = CardPaper("card", DAY, DAY, (UNRATED.row,))
NONE = pd.DataFrame()


def caveats(*lines, paper=PAPER, published=NONE):
    reader = SeriesReader.from_store(store_of(rows_of("referrals", [1], last=Month(2021, 5))), KIRKLEES, DAY)
    return {each.kind: each.facts for each in caveats_of(Ledger("card"), reader, paper, lines, published)}


def test_an_empty_card_has_none():
    assert caveats(paper=None) == {}


def test_a_colour_is_of_the_figure_only_and_is_said_where_there_is_one():
    rated = line_of(printed_row(figures([80, 84]), [target(90)]), HIGH, DAY)
    assert "rag_of_figures_only" in caveats(rated)
    assert set(caveats(UNRATED)) == {"rates_of_need_not_rated", "direction_is_one_month"}


def test_lines_without_a_paper_are_published_ones():
    published = pd.DataFrame({"measure": ["referrals"], "period_end": [DAY], "released": [None]})
    assert set(caveats(paper=None, published=published)) == {"rates_of_need_not_rated"}


def test_files_that_were_joined_and_rows_that_a_newer_one_repeats_are_named():
    row = replace(UNRATED.row, place="early-help/a.csv#row 2")
    joined = replace(PAPER, rows=(row,), repeated=(Repeated("old", 3),))
    found = caveats(UNRATED, paper=joined)
    assert found["card_of_several"] == {"files": ("card", "early-help")}
    assert found["card_rows_repeated"] == {"rows": (("old", 3),)}


def test_lines_that_are_contradicted_late_or_marked_otherwise_are_told():
    wrong = replace(UNRATED, contradicted="It is not.")
    late = replace(UNRATED, late=True, row=replace(UNRATED.row, ref=""))
    marked = replace(UNRATED, printed_mark="down")
    found = caveats(wrong, late, marked, marked)
    assert found["contradicted"] == {"lines": (("1.1", "It is not."),)}
    assert found["late_in_record"] == {"lines": ("Seen in time",)}
    assert found["printed_direction_differs"] == {"count": 2}


def test_one_child_is_told_from_a_point_on():
    assert "one_child_moves_it" in caveats(replace(UNRATED, one_case=1.0))
    assert "one_child_moves_it" not in caveats(replace(UNRATED, one_case=0.9))


def test_scores_are_explained_where_low_ones_are_good():
    low, high = measure("score", "low_is_good"), measure("score")
    assert "low_scores_are_good" in caveats(replace(UNRATED, measure=low))
    assert "low_scores_are_good" not in caveats(replace(UNRATED, measure=high))
    assert "low_scores_are_good" not in caveats(replace(UNRATED, measure=measure(polarity="low_is_good")))


def test_one_ref_of_several_lines_is_named_with_what_they_are():
    other = replace(UNRATED, measure=measure().model_copy(update={"name": "Seen late"}))
    assert caveats(UNRATED, other)["one_ref_for_several"] == {"ref": "1.1", "names": ("Seen in time", "Seen late")}
    blank = replace(UNRATED, row=replace(UNRATED.row, ref=""))
    assert "one_ref_for_several" not in caveats(blank, blank, UNRATED)


def test_figures_released_after_the_month_are_dated():
    days = [DAY, dt.date(2021, 10, 30), dt.date(2021, 11, 30), None]
    published = pd.DataFrame({"measure": "referrals", "period_end": DAY, "released": days})
    found = caveats(paper=None, published=published)["released_after_the_month"]
    assert found == {"first": days[1], "last": days[2], "month": "May 2021"}


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
