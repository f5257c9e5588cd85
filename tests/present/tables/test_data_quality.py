"""Tables of the data: what is held, how old it is, why figures are missing, and what does not add up."""

import datetime as dt

import pytest

from analysis.present.tables import data_quality
from analysis.questions.answer import Evidence
from drawn_charts import MARCH_2021, answer_of
from printed_record import as_printed

HELD = (
    {
        "source": "torbay-highlight-report-2021-07/cla-vintage-2020", "files": 1, "figures": 1200, "missing": 3,
        "first": dt.date(2020, 3, 31), "last": dt.date(2021, 12, 31), "published_on": dt.date(2021, 7, 5),
    },
    {
        "source": "some-returns-2021", "files": 2, "figures": 1, "missing": 0,
        "first": dt.date(2013, 3, 31), "last": dt.date(2021, 10, 28), "published_on": dt.date(2021, 10, 28),
    },
)  # fmt: skip


def columns(table):
    return {name: list(table.frame[name]) for name in table.frame}


def made(name, rows, evidence=()):
    return getattr(data_quality, name)(answer_of(None, tables={name: list(rows)}, evidence=evidence))


def test_releases_and_papers_are_named_as_a_reader_would_and_a_period_that_was_not_over_is_marked():
    table = made("held", HELD)
    assert columns(table) == {
        "Release or paper": ["Torbay highlight report, July 2021, CLA releases up to 2020", "Some returns, 2021"],
        "Files": ["1", "2"],
        "Figures": ["1,200", "1"],
        "Missing": ["3", "0"],
        "First period ends": ["March 2020", "March 2013"],
        "Last period ends": ["December 2021 (after publication)", "October 2021"],
        "Published": ["5 July 2021", "28 October 2021"],
    }
    assert table.heading == "1,201 figures for Torbay from two releases and papers"
    assert table.note.startswith("After publication: the last period was not over when the paper came out")
    assert table.numbers == ("Files", "Figures", "Missing")


def test_one_figure_of_one_paper_is_said_as_one_and_needs_no_note():
    table = made("held", HELD[1:])
    assert table.heading == "One figure for Torbay from one release or paper"
    assert table.note is None


FRESH = (
    {
        "name": "CP rate", "last": MARCH_2021, "months_old": 2,
        "published_on": dt.date(2021, 10, 28), "published_later": True,
    },
    {
        "name": "Referrals", "last": dt.date(2021, 5, 31), "months_old": 0,
        "published_on": dt.date(2021, 6, 8), "published_later": False,
    },
    {"name": "Vacancies", "last": None, "months_old": None, "published_on": None, "published_later": None},
)  # fmt: skip


def test_how_old_the_newest_figures_are_and_whether_they_came_after_the_month():
    table = made("freshness", FRESH)
    assert columns(table) == {
        "Measure": ["CP rate", "Referrals", "Vacancies"],
        "Newest figure": ["March 2021", "May 2021", "none held"],
        "Months old": ["2", "0", ""],
        "Published": ["28 October 2021 (after the month)", "8 June 2021", ""],
    }
    assert table.heading == ("How old the newest figures for Torbay were in May 2021: at most two months (CP rate)")
    assert table.numbers == ("Months old",)
    assert "one after the month is of a later release" in table.note


@pytest.mark.parametrize(
    ("rows", "ending"),
    [
        (FRESH[1:2], "all are of the month"),
        (FRESH[2:], "none is known"),
        ([FRESH[0] | {"months_old": 1}], "at most one month (CP rate)"),
        ([FRESH[0] | {"name": "Vacancy rate (%)"}], "at most two months (vacancy rate)"),
    ],
)
def test_the_oldest_is_named_where_one_lies_behind(rows, ending):
    assert made("freshness", rows).heading.endswith(f"May 2021: {ending}")


def test_a_table_without_dates_of_publication_leaves_them_empty():
    found = columns(made("freshness", [{"name": "Vacancies", "last": None}]))
    assert (found["Months old"], found["Published"]) == ([""], [""])


def test_reasons_for_gaps_are_words():
    table = made("gaps", [{"reason": "suppressed", "figures": 3}, {"reason": "not_available", "figures": 1}])
    assert columns(table) == {"Reason": ["Hidden", "Not available"], "Figures": ["3", "1"]}
    assert table.heading == "Why four figures for Torbay are missing"
    assert table.note == "None of them counts as 0 anywhere in these papers."
    assert made("gaps", [{"reason": "suppressed", "figures": 1}]).heading == "Why one figure for Torbay is missing"
    assert table.numbers == ("Figures",)


def test_what_is_kept_out_is_told_with_its_file_and_cell():
    rows = [
        {"what": "a target", "cells": 3, "where": "torbay/card.xlsx#Scorecard!S17", "why": "it is no figure"},
        {"what": "a note", "cells": 1, "where": "card.xlsx", "why": "it is no figure"},
    ]
    table = made("kept_out", rows)
    assert columns(table) == {
        "What": ["A target", "A note"],
        "Cells": ["3", "1"],
        "Where": ["card.xlsx, Scorecard!S17", "card.xlsx"],
        "Why it is kept out": ["It is no figure", "It is no figure"],
    }
    assert table.heading == "What the files of Torbay print and these papers do not use"
    assert table.numbers == ("Cells",)


def test_checks_count_what_contradicts_apart_from_what_is_to_be_looked_at():
    table = made("checks", [{"title": "Shares", "error": 2, "warning": 0}, {"title": "Sums", "error": 1, "warning": 4}])
    assert columns(table) == {
        "What was found": ["Shares", "Sums"],
        "Contradicts others": ["2", "1"],
        "Check it": ["0", "4"],
    }
    assert table.heading == "Three figures for Torbay contradict others"
    assert table.numbers == ("Contradicts others", "Check it")
    calm = made("checks", [{"title": "Shares", "error": 0, "warning": 3}])
    assert calm.heading == "Nothing in the figures for Torbay is proved wrong, but some should be looked at"


ISSUES = (
    {
        "severity": "error",
        "period_end": MARCH_2021,
        "message": "46 of 97 is 47.4%.",
        "source": "raw/card.csv#row 2",
        "also": ("A jump", "Zeros"),
    },
    {"severity": "warning", "period_end": None, "message": "Odd.", "source": "x.csv", "also": ()},
)


def counted(errors, warnings):
    return [
        Evidence("x.recent_errors", errors, "count", "computed"),
        Evidence("x.recent_warnings", warnings, "count", "computed"),
    ]


def test_issues_are_said_with_their_verdict_and_place():
    table = made("issues", ISSUES, counted(3, 1))
    assert columns(table) == {
        "Verdict": ["Contradicts others", "Check it"],
        "Period": ["March 2021", ""],
        "What is wrong": ["46 of 97 is 47.4%. The same figures also show: a jump and zeros.", "Odd."],
        "Where": ["card.csv, row 2", "x.csv"],
    }
    assert table.heading == (
        "The two most pressing of four things in the figures of the last two years to put right, Torbay"
    )
    assert table.marked == {"Verdict": data_quality.LOOKS}
    assert table.note == (
        "Contradicts others: arithmetic proves one of the figures wrong. Check it: unlikely, or against the paper's "
        "own words."
    )


def test_where_all_issues_are_shown_none_is_most_pressing():
    assert made("issues", ISSUES, counted(1, 1)).heading == (
        "Two things in the figures of the last two years to put right, Torbay"
    )
    assert made("issues", ISSUES[:1], counted(1, 0)).heading.startswith("One thing in the figures")


def test_every_issue_is_listed_under_a_heading_of_its_own():
    table = made("all_issues", ISSUES)
    assert table.heading == "Everything the checks question in the figures for Torbay"
    assert len(table.frame) == 2


def test_two_publishers_of_one_figure_are_told_apart_with_the_difference_in_its_unit():
    rows = [
        {"name": "CP rate", "basis": basis, "unit": unit, "period_end": MARCH_2021, "council": 80.0}
        | {"published": 85.0, "difference": -5.0}
        for basis, unit in (("year", "per_10000"), ("year_to_date", "percent"), ("snapshot", "count"))
    ]
    table = made("publishers", rows)
    assert columns(table) == {
        "Measure": ["CP rate"] * 3,
        "Period": ["Year to March 2021", "April to March 2021", "March 2021"],
        "Council's paper": ["80.0", "80%", "80"],
        "Published": ["85.0", "85%", "85"],
        "Difference": ["−5.0", "−5.0 points", "−5"],
    }
    assert table.heading == (
        "Three figures for Torbay that the council's papers and the published statistics give differently"
    )
    assert table.numbers == ("Council's paper", "Published", "Difference")
    assert made("publishers", rows[:1]).heading.startswith("One figure for Torbay that")


def test_everything_about_the_tables_is_as_it_was_read():
    as_printed("data_quality_tables", made("held", HELD), made("freshness", FRESH))
