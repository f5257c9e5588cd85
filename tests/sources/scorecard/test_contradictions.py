"""Figures that a file prints twice."""

import datetime as dt

from analysis.catalogue.measure import measures
from analysis.sources.scorecard.cell_counter import Counter
from analysis.sources.scorecard.contradictions import without_contradictions


def figure(value, source, month=4, missing=None):
    return {
        "area": "E08000034",
        "measure": "referrals",
        "basis": "month",
        "period_end": dt.date(2025, month, 30),
        "value": value,
        "missing": missing,
        "as_printed": str(value),
        "source": source,
    }


def kept_of(*figures):
    counter, issues = Counter(), []
    for one in figures:
        counter.note(one["source"], "read")
    kept = list(without_contradictions(figures, counter, issues, measures()))
    return [one["source"] for one in kept], counter.tally("card.csv"), issues


def test_the_same_figure_printed_twice_is_kept_once():
    kept, tally, issues = kept_of(figure(12.0, "a"), figure(12.0, "b"), figure(14.0, "c", month=6))
    assert (kept, tally.again, tally.out, issues) == (["a", "c"], 1, 0, [])


def test_of_two_different_figures_neither_is_kept_and_both_places_are_told():
    kept, tally, issues = kept_of(figure(12.0, "a"), figure(13.0, "b"))
    assert (kept, tally.out) == ([], 2)
    assert [(one.check, one.source) for one in issues] == [("printed_twice", "a")]
    assert "(b); neither is taken" in issues[0].message


def test_a_gap_beside_a_figure_contradicts_nothing():
    kept, _, issues = kept_of(figure(None, "a", missing="suppressed"), figure(12.0, "b"))
    assert (kept, issues) == (["b"], [])
