"""Lines of a small card whose figures contradict each other: which of them may still be judged."""

import json
import math

import pandas as pd
import pytest

from analysis import audit
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.questions.report_card import audit_flags
from analysis.questions.report_card.audit_flags import PROOFS, Contradictions, contradictions_of
from analysis.questions.report_card.line import line_of
from analysis.questions.report_card.paper import PrintedRow
from analysis.store import open_store
from own_months_store import rows_of, store_of
from torbay_cards import card_of
from whole_answers import held_to_its_record

MEASURE = "assessments_45_days_percent"
MAY, APRIL = pd.Timestamp("2021-05-31").date(), pd.Timestamp("2021-04-30").date()


def row(april: float, may: float, target: float) -> PrintedRow:
    figures = pd.DataFrame(
        {
            "area": "E06000027",
            "basis": "month",
            "period_end": pd.to_datetime(["2021-04-30", "2021-05-31"]),
            "value": [april, may],
            "unit": "percent",
            "numerator": math.nan,
            "denominator": math.nan,
            "as_printed": "",
            "missing": None,
            "source": ["a.csv#row 2, column Apr", "a.csv#row 2, column May"],
        }
    )
    targets = pd.DataFrame(
        {
            "value": [target],
            "unit": "percent",
            "level": "target",
            "as_printed": "",
            "due_on": [pd.NaT],
            "missing": None,
            "source": "a.csv#row 2, column Target",
        }
    )
    marks = pd.DataFrame({"kind": [], "mark": []})
    return PrintedRow("a.csv#row 2", MEASURE, "1", "Late", "t", figures, figures.iloc[:0], targets, marks)


def read(contradictions: Contradictions):
    return line_of(row(70, 80, target=95), measures()[MEASURE], MAY, contradictions)


def test_a_line_in_doubt_has_no_direction_and_no_rating():
    line = read(Contradictions({(MEASURE, MAY): "Two figures."}))
    assert (line.direction, line.rating.colour, line.rating.reason) == ("contradicted", None, "contradicted")
    assert not line.mark_differs
    assert math.isnan(line.step_needed)


def test_a_figure_is_not_called_better_than_one_that_cannot_be_right():
    line = read(Contradictions({(MEASURE, APRIL): "Two figures."}))
    assert line.direction == "contradicted"
    assert line.rating.reason == "comparison_questioned"  # neither amber nor red: nobody knows whether it came nearer


def test_an_undisputed_line_is_judged():
    line = read(Contradictions({}))
    assert (line.direction, line.rating.colour) == ("better", "amber")


def test_a_nought_that_may_be_late_is_marked_and_still_rated():
    line = read(Contradictions({}, frozenset({(MEASURE, MAY)})))
    assert line.late
    assert line.rating.colour == "amber"
    assert not read(Contradictions({}, frozenset({(MEASURE, APRIL)}))).late


@pytest.mark.parametrize("month", ["2021-05", "2021-07"])
def test_every_proof_about_a_cell_of_the_card_stands_in_its_line(root, month):
    lines = card_of(month).tables["measures"].drop_duplicates(["measure", "period_end"])
    lines = lines.assign(period_end=pd.to_datetime(lines["period_end"])).set_index(["measure", "period_end"])
    found = audit.run(open_store(Workspace.find(root)), Month.parse(month), checks=PROOFS)
    proofs = found[(found["severity"] == "error") & (found["area"] == "E06000027")]
    cells = {(issue.measure, issue.period_end) for issue in proofs.itertuples()} & set(lines.index)
    assert cells
    assert not [cell for cell in cells if pd.isna(lines.loc[cell, "contradicted"])]


def test_errors_of_one_paper_are_kept_by_each_figure_they_are_about_and_noughts_apart(monkeypatch):
    """An issue of what is likely or of no period is no contradiction; the first error of a figure is the one told."""
    pair = {"other_measure": "cp_plans_started", "parts": ["icpcs"]}
    told = [
        ("sums", "error", "referrals", MAY, "Two figures.", {}),
        ("sums", "error", "referrals", MAY, "A second time.", {}),
        ("pairs", "error", "cp_rate", APRIL, "A pair.", pair),
        ("likely", "warning", "cla_rate", MAY, "Odd.", {}),
        ("sums", "error", "cla_rate", None, "Of no period.", {}),
        (audit_flags.LATE, "warning", MEASURE, MAY, "A nought.", {}),
        (audit_flags.LATE, "warning", MEASURE, None, "A nought of no period.", {}),
    ]
    keys = ("check", "severity", "measure", "period_end", "message", "evidence")
    found = pd.DataFrame([dict(zip(keys, row, strict=True)) for row in told])
    found["period_end"] = pd.to_datetime(found["period_end"])
    found["evidence"] = found["evidence"].map(json.dumps)
    seen = {}

    def run(store, month, checks):
        seen.update(sources=set(store.observations["source"]), month=month, checks={check.name for check in checks})
        return found

    monkeypatch.setattr(audit_flags.audit, "run", run)
    other = [row | {"source": "another/card.csv#row 2"} for row in rows_of("referrals", [1, 2])]
    store = store_of(rows_of("referrals", [1, 2]), other)
    flags = contradictions_of(store, "scorecard", Month(2021, 5))
    assert dict(flags.messages) == {
        ("referrals", MAY): "Two figures.",
        ("cp_rate", APRIL): "A pair.",
        ("cp_plans_started", APRIL): "A pair.",
        ("icpcs", APRIL): "A pair.",
    }
    assert flags.late == {(MEASURE, MAY)}
    assert flags.about("referrals", MAY) == "Two figures."
    assert flags.about("referrals", None) is None
    assert {source.split("/")[0] for source in seen["sources"]} == {"scorecard"}
    assert seen["month"] == Month(2021, 5)
    assert audit_flags.LATE in seen["checks"]
    assert not audit_flags.FIGURE_STANDS & seen["checks"]


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
