import pytest

from analysis.language.phrases import texts
from analysis.language.phrases.own_months import doubt
from analysis.language.sentence_context import Saying
from analysis.questions.why.question import why
from own_months_store import KIRKLEES, LAST, rows_of, store_of
from phrase_cases import cases, name, sentences_of
from phrase_cases import said as phrase_said
from printed_record import held_as_printed


def said(measure, *rows):
    return texts(why(store_of(*rows), measure, KIRKLEES, LAST))


@pytest.mark.parametrize(
    ("before", "after", "opening"),
    [
        (20.0, 26.0, "rose from 20% to 26%"),
        (26.0, 20.0, "fell from 26% to 20%"),
        (20.0, 20.0, "did not change, at 20%,"),
    ],
)
def test_a_share_of_a_month_is_told_in_points_beside_what_is_usual(before, after, opening):
    months = [before, *[20.0, 22.0] * 5, 21.0, after]
    told = said("re_referrals_percent", rows_of("re_referrals_percent", months, unit="percent"))
    assert opening in told["headline"]
    if before == after:
        assert told["doubt"] == "The two figures are the same, so there is nothing to explain."
    else:
        assert "often differ by up to" in told["doubt"] or "usually lie within" in told["doubt"]
        assert "percentage points" in told["doubt"]


def test_a_rate_without_its_number_says_both_figures_and_dates():
    told = said("cp_rate", rows_of("cp_rate", [48.0] + [47.0] * 12, "snapshot", "per_10000"))
    assert told["headline"] == (
        "In Kirklees the child protection (CP) rate fell from 48.0 to 47.0 per 10,000 children between September 2024 "
        "and September 2025."
    )


@pytest.mark.parametrize(("newer", "words"), [(110, "more than the 1,200"), (90, "fewer than the 1,200")])
def test_the_same_months_of_two_years_are_told_together(newer, words):
    told = said("contacts", rows_of("contacts", [100] * 12 + [newer] * 12))["months_together"]
    assert f"There were {12 * newer:,} contacts in the 12 months to September 2025, {words}" in told


def test_a_step_that_other_steps_undid_is_told_so():
    told = said(
        "cp_plans_started",
        rows_of("referrals", [400] * 24),
        rows_of("s47_enquiries", [100] * 12 + [150] * 12),
        rows_of("cp_plans_started", [40] * 24),
    )["months_step"]
    assert "undone by the rest" in told


@pytest.mark.parametrize(
    ("basis", "told"),
    [("month", "single months"), ("quarter", "the quarters that end"), ("snapshot", "ends of months")],
)
def test_what_is_counted_is_named(basis, told):
    measure = "cla_at_period_end" if basis == "snapshot" else "contacts"
    assert told in said(measure, rows_of(measure, range(100, 114), basis))["caveats"]


CASES = cases("own_months")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_each_case_is_said_as_it_should_be(case):
    assert phrase_said("own_months", case) == case["says"]


def test_no_sentence_is_without_a_case():
    assert sentences_of("own_months") <= {case["say"] for case in CASES}


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()


def test_a_change_from_a_figure_that_the_checks_question_is_not_judged():
    answer = why(store_of(rows_of("contacts", [100] * 14)), "contacts", KIRKLEES, LAST)
    (finding,) = [one for one in answer.findings if one.kind == "doubt"]
    told = doubt(Saying(answer, finding.about, {**finding.facts, "opening": "questioned", "same": False}))
    assert told.startswith("Whether this is real is not judged")
    assert "often differ" not in told
