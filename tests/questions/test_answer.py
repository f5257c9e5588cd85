"""The answer as pure data: whose it is, of which month, as known when; and that nothing of it can be changed."""

import dataclasses
import datetime as dt

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.observation import FRAMES, empty
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Caveat, Evidence, Finding, Verdict, context_of
from analysis.store import Store

TORBAY = "E06000027"
MAY = Month(2021, 5)
KNOWN_AT = dt.date(2025, 12, 31)


def answer(month=MAY, known_at=KNOWN_AT):
    context = context_of(Store({kind: empty(kind) for kind in FRAMES}, known_at), TORBAY, month)
    return Answer("Why?", "cp_rate", context, "cp", (Finding("said"),), {})


def test_it_says_whose_it_is_of_which_month_and_as_known_when():
    found = answer()
    assert (found.area, found.area_name, found.month, found.known_at) == (TORBAY, "Torbay", "2021-05", KNOWN_AT)
    assert found.context.area.code == TORBAY


def test_without_a_month_or_a_vintage_it_says_none():
    found = answer(None, None)
    assert found.month == ""
    assert found.known_at is None


def test_an_area_that_does_not_exist_is_refused():
    with pytest.raises(WorkbenchError):
        context_of(Store({kind: empty(kind) for kind in FRAMES}), "E99999999", None)


def test_evidence_is_of_children_and_published_unless_it_says_otherwise():
    number = Evidence("cp.rate", 1.0, "per_10000")
    assert (number.of_children, number.published) == (True, True)  # so that a count is never shown by oversight
    assert (number.kind, number.missing, number.sources, number.decimals) == ("observed", None, (), None)


def test_a_ruling_keeps_what_it_rests_on():
    because = Finding("sign", {"now": "cp.rate"}, {"when": "May 2021"})
    ruling = Verdict("more_need", "There is more need.", "supported", "more referrals", because)
    assert (ruling.because.about["now"], ruling.needs, ruling.offered_in) == ("cp.rate", None, None)


@pytest.mark.parametrize("part", [answer(), Finding("said"), Caveat("late"), Evidence("cp.rate", 1, "count")])
def test_nothing_of_it_can_be_changed(part):
    first = dataclasses.fields(part)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(part, first, "other")
