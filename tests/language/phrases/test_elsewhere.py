"""What is said of neighbours is what a reader counts in the table, and "much the same" is no more than that."""

from itertools import product

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.parameters import ReportingContext
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.language.phrases.elsewhere import elsewhere
from analysis.language.sentence_context import Saying
from analysis.questions.answer import Answer, Evidence
from analysis.questions.why.opening import REAL
from analysis.questions.why.question import why
from pathway_store import MEASURES, TORBAY, published_store
from printed_record import held_as_printed


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("month", [Month(2021, 5), Month(2024, 5)])
def test_the_change_that_is_told_is_that_of_the_printed_figures_and_neighbours_are_counted(measure, month):
    answer = why(published_store(), measure, TORBAY, month)
    table = answer.tables["elsewhere"]
    own, others = (table.loc[table["kind"] == kind, "change"] for kind in ("area", "neighbour"))
    change = float(own.iloc[0])
    told = texts(answer)["elsewhere"]
    as_far = int(((others * change > 0) & (others.abs() >= abs(change))).sum())
    words = {0: "No neighbour ", 1: "One neighbour "}.get(as_far, " neighbours ")
    assert (f"{words}{'rose' if change > 0 else 'fell'} by as much" in told) == (change != 0)
    name = "rate" if f"{answer.group}.rate_before" in answer.evidence else "count"
    ends = [round(float(answer.evidence[f"{answer.group}.{name}_{end}"].value), 1) for end in ("before", "after")]
    if name == "rate":
        assert f"that of Torbay {'rose' if change > 0 else 'fell'} by {abs(ends[1] - ends[0]):.1f}" in told


WORKFORCE = [measure for measure in MEASURES if measure.startswith("social_worker")]  # counted in September, from 2017
CHANGES = [
    *product([measure for measure in MEASURES if measure not in WORKFORCE], range(2014, 2026), ["03"]),
    *product(WORKFORCE, range(2018, 2026), ["09"]),
]


# A quarter of them in the quick tests: each is a whole answer.
SHARE = [pytest.param(*each, marks=[pytest.mark.slow] if at % 4 else []) for at, each in enumerate(CHANGES)]


@pytest.mark.parametrize(("measure", "year", "counted"), SHARE)
def test_of_a_change_that_may_be_none_nothing_is_said_of_whether_it_happened_elsewhere(measure, year, counted):
    window = (f"{year - 1}-{counted}", f"{year}-{counted}")
    answer = why(published_store(), measure, TORBAY, Month(year, 12), between=window)
    told = texts(answer).get("elsewhere", "")
    real = next(each for each in answer.findings if each.kind == "doubt").facts["opening"] in REAL
    if "middle neighbour" in told:
        assert ("elsewhere" in told or "opposite ways" in told or "of the change here" in told) == real


def said(unit="per_10000", measure="cp_rate", **values):
    """The sentences of made-up figures: own_before, own_after, middle, share, as_far."""
    figures = {"rising": 3, "compared": 9, "england": -1.0, **values}
    evidence = {
        role: Evidence(role, value, "percent" if role == "share" else "count" if isinstance(value, int) else unit)
        for role, value in figures.items()
    }
    context = ReportingContext(areas()[TORBAY], None, None)
    answer = Answer("why", measure, context, "x", (), evidence)
    way = "rose" if values["own_after"] > values["own_before"] else "fell"
    return elsewhere(Saying(answer, {role: role for role in evidence}, {"measure": measure, "way": way}))


def test_a_middle_change_many_times_that_here_is_not_much_the_same():
    assert "more of the same happened elsewhere" in said(own_before=16.7, own_after=16.6, middle=-2.1, share=2100)
    assert "much the same happened elsewhere" in said(own_before=20.0, own_after=30.0, middle=9.0, share=90)
    assert "59% of the change here" in said(own_before=146.4, own_after=156.8, middle=6.1, share=59)
    assert "opposite ways" in said(own_before=20.0, own_after=30.0, middle=-9.0, share=-90)
    assert "the same did not happen elsewhere" in said(own_before=20.0, own_after=30.0, middle=0.01, share=0)


@pytest.mark.parametrize(
    ("share", "words"), [(-1, "did not happen"), (9, "did not happen"), (-11, "opposite ways"), (11, "11% of")]
)
def test_a_middle_change_that_is_next_to_nothing_beside_that_here_has_no_direction(share, words):
    told = said(own_before=51.1, own_after=82.9, middle=31.8 * share / 100, share=share)
    assert words in told


def test_the_change_here_is_reckoned_from_what_is_printed():
    told = said(own_before=729.66, own_after=882.54, middle=-82.8, share=-54)
    assert "that of Torbay rose by 152.8 per 10,000 children" in told


def test_a_share_is_told_in_percentage_points_and_no_rate_of_children():
    told = said("percent", "social_worker_vacancy_rate", own_before=33.0, own_after=34.0, middle=5.0, share=500)
    assert "rose by 1 percentage point:" in told
    assert "10,000" not in told


@pytest.mark.parametrize(("as_far", "words"), [(0, "No neighbour"), (1, "One neighbour"), (3, "Three neighbours")])
def test_neighbours_that_went_as_far_are_counted(as_far, words):
    assert f"{words} rose by as much" in said(own_before=20.0, own_after=30.0, middle=9.0, share=90, as_far=as_far)


def test_nobody_went_as_far_as_a_figure_that_is_printed_alike_at_both_dates():
    assert "by as much" in said(own_before=85.2, own_after=85.1, middle=-1.5, share=900.0, as_far=6)
    assert "by as much" not in said(own_before=85.21, own_after=85.19, middle=-1.5, share=900.0, as_far=6)


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("why")
