"""What a notebook saves for the papers: each number, each text, each caption, and what each figure was drawn from."""

import datetime as dt
import json
import re
from dataclasses import replace

import pytest

from analysis.catalogue.errors import ParametersError
from analysis.catalogue.workspace import Workspace
from analysis.language.phrases import TEXTS
from analysis.present.answer_view import Shown
from analysis.present.evidence_file import PAPER_TEXTS, save_evidence, variables, write_evidence
from analysis.questions.answer import Evidence, Finding
from drawn_charts import MARCH_2020, MARCH_2021, TORBAY, answer_of

EVIDENCE = (
    Evidence("x.plans", 1234.0, "count", "observed", MARCH_2021, sources=("a.csv#1",)),
    Evidence("x.sign_referrals", 3.0, "count", "computed"),
    Evidence("x.share", None, "percent", "computed", missing="suppressed"),
)


@pytest.fixture
def answer():
    return answer_of(
        "social_worker_caseload",
        figures={"factors": [{"factor": "demand", "contribution": 1.2}]},
        tables={"months": [{"month": MARCH_2020, "before": 90, "after": 60, "change": -30}]},
        evidence=EVIDENCE,
        findings=[Finding("card_nothing_held", {}, {"month": "May 2021"})],
        between=(MARCH_2020, MARCH_2021),
    )


def saved(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_file_says_whose_figures_it_has_and_of_when(answer, tmp_path):
    path = write_evidence(tmp_path, "05_caseloads", [Shown(answer)])
    assert path == tmp_path / "evidence" / "05_caseloads.json"
    assert path.read_text(encoding="utf-8").endswith("}\n")
    found = saved(path)
    assert (found["notebook"], found["area"], found["area_name"]) == ("05_caseloads", TORBAY, "Torbay")
    assert (found["month"], found["known_at"]) == ("2021-05", None)
    dated = replace(answer, context=replace(answer.context, known_at=dt.date(2021, 6, 30)))
    assert saved(write_evidence(tmp_path, "05_caseloads", [Shown(dated)]))["known_at"] == "2021-06-30"


def test_every_number_is_in_it_with_its_source_and_ready_to_print(answer, tmp_path):
    found = saved(write_evidence(tmp_path, "n", [Shown(answer)]))
    assert [entry["name"] for entry in found["evidence"]] == ["x.plans", "x.sign_referrals", "x.share"]
    assert found["evidence"][0]["sources"] == ["a.csv#1"]
    assert found["variables"]["x"]["plans"] == "1,234"
    assert found["variables"]["x"]["share"] == "hidden"


def test_signs_are_no_variables_and_a_text_that_papers_rely_on_is_empty_where_there_is_none(answer):
    found = variables(answer)
    assert "sign_referrals" not in found
    assert set(PAPER_TEXTS) <= set(found)
    assert found["capacity_vacancy"] == ""


def test_captions_alternative_text_and_data_are_kept_under_the_label_of_a_figure_or_table(answer, tmp_path):
    named = replace(answer, group="case_load", evidence={})
    found = saved(write_evidence(tmp_path, "n", [Shown(named)]))
    assert set(found["captions"]) == {"fig-case-load-factors", "tbl-case-load-months"} == set(found["data"])
    assert set(found["captions"]["fig-case-load-factors"]) == {"cap", "alt"}
    assert found["captions"]["tbl-case-load-months"] == {"cap": "Referrals by month in Torbay"}
    assert found["data"]["tbl-case-load-months"] == {
        "columns": ["Month", "Year to March 2020", "Year to March 2021", "Change"],
        "rows": [["March", 90, 60, -30]],
    }
    assert all(name.startswith("case-load-") for name in found["blocks"])


def test_two_answers_of_one_group_would_overwrite_each_other_and_are_refused(answer, tmp_path):
    other = replace(answer, group="y", evidence={})
    assert set(saved(write_evidence(tmp_path, "n", [Shown(answer), Shown(other)]))["variables"]) == {"x", "y"}
    with pytest.raises(ValueError, match="need groups of their own, not x, x"):
        write_evidence(tmp_path, "n", [Shown(answer), Shown(answer)])


def test_a_notebook_run_by_hand_saves_where_no_paper_reads(answer, tmp_path):
    workspace = Workspace(tmp_path, tmp_path / "data")
    by_hand = save_evidence("", "n", Shown(answer), workspace=workspace)
    assert by_hand == workspace.build / "by-hand" / "evidence" / "n.json"
    assert save_evidence(tmp_path / "b", "n", Shown(answer)) == tmp_path / "b" / "evidence" / "n.json"
    with pytest.raises(ParametersError, match="there is no answer to save"):
        save_evidence(tmp_path, "n")


def test_a_text_that_a_paper_prints_is_there_also_of_an_answer_that_has_nothing_to_say_under_its_name(root):
    """A council without it would get no paper at all: a variable that is not there stops the renderer."""
    printed = {
        name
        for paper in (root / "reports").glob("*.qmd")
        for name in re.findall(r"\{\{<\s*var\s+\w+\.(\w+)\s*>\}\}", paper.read_text(encoding="utf-8"))
    }
    assert printed & TEXTS <= set(PAPER_TEXTS)
    assert {"headline", "outlook_why"} <= printed
