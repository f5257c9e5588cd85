"""What is said about the data, in sentences a Board member reads without stumbling."""

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.parameters import ReportingContext
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.language.phrases import data_quality, texts
from analysis.language.sentence_context import Saying
from analysis.present import tables
from analysis.present.tables.data_quality import _title
from analysis.questions.answer import Answer, Finding
from analysis.questions.data_quality import answer_data_quality
from analysis.questions.evidence_log import Ledger
from analysis.store import open_store

SCILLY = ReportingContext(areas()["E06000053"], Month(2024, 6))


def said(**counts: int) -> str:
    ledger = Ledger("data")
    for name in ("errors", "warnings", "recent_errors", "recent_warnings", "accepted"):
        ledger.computed(name, counts.get(name, 0), "count", "counted", decimals=0)
    about = ledger.about(
        **{name: name for name in ("errors", "warnings", "recent_errors", "recent_warnings", "accepted")}
    )
    answer = Answer(
        "?",
        None,
        SCILLY,
        "data",
        (Finding("data_issues", about),),
        ledger.evidence,
    )
    return data_quality.issues(Saying(answer, about, {}))


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({}, "The checks found no contradiction in the figures for the Isles of Scilly."),
        (
            {"errors": 1},
            (
                "In the last two years no figure for the Isles of Scilly contradicts another. Over all years one "
                "figure contradicts others."
            ),
        ),
        (
            {"warnings": 12, "recent_warnings": 1},
            (
                "In the last two years no figure for the Isles of Scilly contradicts another, but one should be "
                "checked. Over all years 12 figures should be checked."
            ),
        ),
        (
            {"errors": 3, "warnings": 2, "recent_errors": 1, "accepted": 1},
            (
                "In the last two years one figure for the Isles of Scilly contradicts others by arithmetic. Over all "
                "years three figures contradict others, and two more should be checked. An analyst has accepted one of "
                "them, with a reason."
            ),
        ),
        (
            {"errors": 22, "warnings": 58, "recent_errors": 8, "recent_warnings": 24},
            (
                "In the last two years eight figures for the Isles of Scilly contradict others by arithmetic, and 24 "
                "more should be checked. Over all years 22 figures contradict others, and 58 more should be checked."
            ),
        ),
    ],
)
def test_counts_of_one_and_none_read_as_a_person_would_say_them(counts, sentence):
    assert said(**counts) == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((1, 1, 0), "These papers use one figure for the Isles of Scilly from one file. No figure is missing."),
        (
            (40, 2, 1),
            "These papers use 40 figures for the Isles of Scilly from two files. One more is missing, with its reason.",
        ),
        ((0, 0, 0), "There are no figures for the Isles of Scilly up to this month."),
    ],
)
def test_what_is_held_is_counted_in_words(counts, sentence):
    ledger = Ledger("data")
    for name, count in zip(("figures", "files", "gaps"), counts, strict=True):
        ledger.computed(name, count, "count", "counted", decimals=0)
    about = ledger.about(figures="figures", files="files", gaps="gaps")
    answer = Answer("?", None, SCILLY, "data", (), ledger.evidence)
    assert data_quality.held(Saying(answer, about, {})) == sentence


def test_official_releases_are_named_as_their_publisher_names_them():
    assert _title("children-looked-after-in-england-including-adoptions-2022") == (
        "Children looked after in England including adoptions, 2022"
    )
    assert _title("childrens-social-work-workforce-2025") == "Children's social work workforce, 2025"
    assert _title("torbay-report-card-2012-07") == "Torbay report card, July 2012"


def test_two_publishers_are_told_without_saying_which_is_right(root):
    answer = answer_data_quality(open_store(Workspace.find(root)), "E06000027", Month(2021, 5))
    told = texts(answer)["doubts"]
    assert "Referrals differ in 11 months, last in May 2021: 175 in the council's paper, 176 published." in told
    assert "They are furthest apart in October 2020: 161 and 195." in told
    assert "Together the months make 1,967 and 1,980. Neither is proved wrong" in told
    shown = tables.sheet(answer, "publishers").frame.set_index(["Measure", "Period"])
    row = shown.loc[("Social worker vacancy rate (%)", "September 2020")]
    assert list(row) == ["28%", "38.7%", "\N{MINUS SIGN}10.7 points"]
