"""What the audit says against a cell goes with every figure of that cell: in its row, its sentence, its change."""

import datetime as dt
import json

import pandas as pd
import pytest

from analysis import ask, audit
from analysis.catalogue.area import areas
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.parameters import ReportingContext
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.language.phrases.sentences import sentence
from analysis.questions import doubts as module
from analysis.questions.answer import Answer, Doubt, Evidence, Finding, Verdict
from analysis.questions.doubts import FIGURE_STANDS, NONE, Doubts, doubts_of, of_area, unjudged_step, with_doubts
from analysis.store import open_store
from own_months_store import rows_of, store_of
from whole_answers import held_to_its_record

TORBAY = "E06000027"
MARCH = dt.date(2013, 3, 31)
CELL, OTHER = "a.csv#row 2, column X", "a.csv#row 3, column X"


def doubt(check="printed-twice", severity="error"):
    return Doubt(check, severity, "Printed twice.", "cp_plans_at_period_end", MARCH, check in FIGURE_STANDS)


def answer(**cells):
    evidence = {
        f"cp.{name}": Evidence(f"cp.{name}", 10.0, "count", sources=(cell,), period_end=MARCH)
        for name, cell in cells.items()
    }
    return Answer(
        "Why?",
        "cp_rate",
        ReportingContext(areas()[TORBAY], Month(2021, 5)),
        "cp",
        (
            Finding("headline", {"count_before": "cp.count_before"}),
            Finding("doubt", {}, {"opening": "beyond usual", "real": True}),
        ),
        evidence,
        verdicts=(Verdict("x", "y", "supported", "z", Finding("verdict_fits")),),
        between=(dt.date(2012, 3, 31), MARCH),
    )


def test_evidence_carries_what_is_said_of_the_cells_it_came_from_and_the_answer_tells_it_once():
    found = with_doubts(answer(now=CELL, then=OTHER), Doubts({CELL: (doubt(), doubt())}))
    assert found.evidence["cp.now"].doubts == (doubt(),)
    assert found.evidence["cp.then"].doubts == ()
    assert [caveat.facts["messages"] for caveat in found.caveats] == [("Printed twice.",)]
    assert found.verdicts[0].ruling == "supported"  # neither end of the change is questioned


def test_an_answer_without_doubt_stays_as_it_is():
    asked = answer(count_before=CELL)
    assert with_doubts(asked, NONE) is asked


@pytest.mark.parametrize(
    ("end", "check", "severity", "judged"),
    [
        ("count_before", "printed-twice", "error", False),
        ("rate_before", "implied-population", "warning", False),
        ("count_after", "printed-twice", "error", False),
        ("rate_after", "implied-population", "warning", True),
        ("rate_before", "outliers", "warning", True),
        ("started_before", "printed-twice", "error", True),
    ],
)
def test_a_change_from_a_questioned_figure_is_not_called_real_and_nothing_is_supported(end, check, severity, judged):
    found = with_doubts(answer(**{end: CELL}), Doubts({CELL: (doubt(check, severity),)}))
    facts = found.findings[1].facts
    assert facts == ({"opening": "beyond usual", "real": True} if judged else {"opening": "questioned", "real": False})
    assert found.verdicts[0].ruling == ("supported" if judged else "cannot be tested")


def test_of_a_step_any_doubt_before_counts_and_of_the_newer_figure_errors_and_jumps():
    likely, jump, old = (
        doubt("implied-population", "warning"),
        doubt("rolling-jumps", "warning"),
        doubt("stale-figures"),
    )
    assert unjudged_step((), (likely,))
    assert not unjudged_step((likely,), ())
    assert unjudged_step((jump,), ())
    assert unjudged_step((doubt(),), ())
    assert not unjudged_step((old,), (old,))


def test_a_finding_is_kept_by_every_cell_it_names(monkeypatch):
    """Its own cell, cells in its evidence, those of the measures it is set against; none that was accepted."""
    store = store_of(rows_of("referrals", [1, 2]), rows_of("icpcs", [3, 4]))
    rows = store.observations
    own = rows[rows["measure"] == "referrals"].iloc[-1]
    pair = rows[(rows["measure"] == "icpcs") & (rows["period_end"] == own["period_end"])].iloc[0]
    told = [
        ("parts-against-whole", "error", own["source"], {"parts": {"icpcs": 4.0}}),
        ("printed-twice", "error", own["source"], {"sources": ["b.csv#row 9"], "also_in": ["c.csv#row 1"]}),
        ("outliers", "note", "d.csv#row 1", {}),
        ("ratios", "warning", "e.csv#row 1", {"accepted": {}}),
    ]
    frame = pd.DataFrame(told, columns=["check", "severity", "source", "evidence"]).assign(
        area=own["area"], measure="referrals", period_end=own["period_end"], message="Odd."
    )
    frame["evidence"] = frame["evidence"].map(json.dumps)
    monkeypatch.setattr(module.audit, "run", lambda *_: frame)
    found = doubts_of(store, own["area"], Month.of(own["period_end"].date()))
    assert [one.check for one in found.about(own["source"])] == ["parts-against-whole", "printed-twice"]
    (other,) = found.about(pair["source"])
    assert (other.check, other.measure) == ("parts-against-whole", "icpcs")  # each cell is called by its own name
    assert found.about("b.csv#row 9") == found.about("c.csv#row 1")
    assert found.about("d.csv#row 1", "e.csv#row 1", "nowhere") == ()


@pytest.mark.parametrize("published", [True, False])
def test_a_doubt_of_the_councils_own_figure_says_so_where_somebody_else_has_one_too(monkeypatch, published):
    others = [each | {"source": f"dfe/{each['source']}"} for each in rows_of("referrals", [1, 2])] if published else []
    store = store_of(rows_of("referrals", [1, 2]), others)
    cell = rows_of("referrals", [1, 2])[-1]["source"]
    mine = store.observations[store.observations["source"] == cell].iloc[0]
    frame = pd.DataFrame([("outliers", "warning", cell, "{}")], columns=["check", "severity", "source", "evidence"])
    frame = frame.assign(area=mine["area"], measure="referrals", period_end=mine["period_end"], message="Odd.")
    monkeypatch.setattr(module.audit, "run", lambda *_: frame)
    monkeypatch.setattr(module, "own_folders", lambda *_: frozenset({cell.split("/")[0]}))
    (told,) = doubts_of(store, mine["area"], Month.of(mine["period_end"].date())).about(cell)
    assert told.own is published


def test_what_is_audited_are_the_areas_figures_and_what_they_are_compared_with():
    rows = [
        row | {"area": code}
        for code in (TORBAY, "E92000001", f"SN-{TORBAY}", "E06000001")
        for row in rows_of("icpcs", [3])
    ]
    assert set(of_area(store_of(rows), TORBAY).observations["area"]) == {TORBAY, "E92000001", f"SN-{TORBAY}"}


QUESTIONS = (
    ("report_card", ()),
    ("summary", ()),
    ("why", ("cp_rate",)),
    ("trend", ("referrals",)),
    ("next", ("cla_rate",)),
    ("compare", ("cla_rate",)),
)
PLACES = (
    ("Torbay", "2011-11"),
    ("Torbay", "2012-07"),
    ("Torbay", "2017-09"),
    ("Torbay", "2021-05"),
    ("Torbay", "2021-07"),
    ("Plymouth", "2024-06"),
    ("Isle of Wight", "2024-06"),
)


@pytest.mark.parametrize(("area", "month"), PLACES)
def test_for_every_finding_on_a_cell_that_an_answer_uses_the_mark_stands_beside_the_figure(root, area, month):
    """In the row of the card, in each sentence that may use the figure, and in the list of evidence."""
    store = of_area(open_store(Workspace.find(root)), next(code for code, one in areas().items() if one.name == area))
    issues = audit.run(store, Month.parse(month))
    found = issues[issues["severity"].isin(["error", "warning"]) & issues["source"].notna()]
    cells = set(found["source"])
    for name, about in QUESTIONS:
        try:
            shown = getattr(ask, name)(*about, area=area, month=month)
        except WorkbenchError:
            continue
        doubted = {entry.name for entry in shown.answer.evidence.values() if cells & set(entry.sources)}
        assert all(shown.answer.evidence[entry].doubts for entry in doubted)
        for finding in shown.answer.findings:
            said = sentence(shown.answer, finding)
            assert not said or not doubted & set(finding.about.values()) or "checks question" in said, (name, finding)
            assert said.count("checks question") < 2, (name, finding)  # once is enough
        if doubted:
            assert "checks question" in shown.text("caveats")
            listed = shown.table("evidence").sheet.frame.set_index("Name")["How it was made"]
            assert all("questioned" in listed[entry] for entry in doubted)
        for table in ("measures", "exceptions"):
            if table in shown.tables and name == "report_card":
                frame, sheet = shown.answer.tables[table], shown.table(table).sheet.frame
                marked = [source in cells for source in frame["source"]]
                words = sheet["Measure"] if table == "exceptions" else sheet.get("In doubt", sheet["Measure"])
                marks = ("(latest doubted)", "(last two doubted)") if table == "exceptions" else ("Latest", "Both")
                said = [str(row).endswith(marks) for row in words]
                assert not [row for row, mark, told in zip(words, marked, said, strict=True) if mark and not told]


def test_the_jump_of_july_2012_is_neither_worse_nor_red():
    """T1 runs 54.1, 50.5, 76.7, 54.5 over 12 months: nobody knows whether May is worse than April."""
    shown = ask.report_card("Torbay", "2012-07")
    lines = shown.answer.tables["measures"].set_index("ref")
    assert lines.loc["T1", ["direction", "reason", "doubted", "doubted_before"]].tolist() == [
        "contradicted",
        "comparison_questioned",
        True,
        True,
    ]


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
