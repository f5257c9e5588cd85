"""What is said about the data, in sentences a Board member reads without stumbling."""

import pytest

from analysis.present.saying import Saying
from analysis.present.tables.data_quality import _title
from analysis.present.wording import data_quality
from analysis.questions.answer import Answer, Finding
from analysis.questions.ledger import Ledger


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
        "E06000053",
        "Isles of Scilly",
        "2024-06",
        None,
        "data",
        (Finding("data_issues", about),),
        ledger.evidence,
    )
    return data_quality.issues(Saying(answer, about, {}))


@pytest.mark.parametrize(
    ("counts", "end"),
    [
        ({"warnings": 12}, "None of them is of the last two years."),
        ({"warnings": 12, "recent_warnings": 1}, "Of those to be looked at, one is of the last two years."),
        (
            {"errors": 3, "warnings": 2, "recent_errors": 1},
            "Of the last two years is one of the first kind and none of the second.",
        ),
    ],
)
def test_nothing_recent_is_said_as_none_and_not_as_no(counts, end):
    assert said(**counts).endswith(end)


def test_official_releases_are_named_as_their_publisher_names_them():
    assert _title("children-looked-after-in-england-including-adoptions-2022") == (
        "Children looked after in England including adoptions, 2022"
    )
    assert _title("childrens-social-work-workforce-2025") == "Children's social work workforce, 2025"
    assert _title("torbay-report-card-2012-07") == "Torbay report card, 2012-07"
