import datetime as dt
import json
import re
from dataclasses import replace

import pytest

from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.parameters import read_parameters
from analysis.catalogue.period import Month
from analysis.language.numbers import MINUS
from analysis.present import tables
from analysis.present.answer_view import NO_CAUTION, Shown, evidence_entry
from analysis.present.evidence_file import PAPER_TEXTS, variables, write_evidence
from analysis.present.slide import slide_of
from analysis.questions.answer import Evidence
from analysis.questions.no_data import answer_nothing_held
from analysis.questions.report_card import answer_report_card
from analysis.questions.why.question import why
from pathway_store import TORBAY, published_store


@pytest.fixture(scope="module")
def shown():
    return Shown(why(published_store(), "cp_rate", TORBAY, Month(2021, 5), between=("2016-03", "2017-03")))


def test_evidence_names_where_each_number_came_from(shown):
    frame = shown.evidence.set_index("name")
    assert frame.loc["cp.started_after", "value"] == 297
    assert "cp_plans_started/2017-03-31" in frame.loc["cp.started_after", "sources"]
    assert frame.loc["cp.rate_after", "text"] == "82.9"
    assert frame.index.is_unique


def test_where_an_answer_has_no_figure_each_part_says_why_and_not_that_nothing_is_held():
    says = "Referrals: for Torbay there are 3 months in a row up to June 2012. That is too little."
    shown = Shown(answer_nothing_held("referrals", read_parameters("Torbay", "2012-06"), says))
    for part in (shown.figure("control_chart"), shown.table("stock_and_flow"), shown.text("doubt")):
        assert part == f"*{says}*"


def test_the_stock_and_flow_table_shows_what_does_not_add_up(shown):
    frame = tables.sheet(shown.answer, "stock_and_flow").frame
    assert frame["Does not add up"].tolist() == ["+3", "+2"]
    assert frame["Ended, if the rest is right"].tolist() == ["289", "215"]


def test_the_pathway_table_shows_contributions(shown):
    frame = tables.sheet(shown.answer, "pathway").frame
    assert frame["Adds, in children"].tolist() == ["+1.6", f"{MINUS}60.1", "+47.9", "+41.0", f"{MINUS}1.4"]


def test_a_hidden_band_is_a_mark_with_its_note_and_not_a_nought(shown):
    sheet = tables.sheet(shown.answer, "duration_ended")
    assert "[c]" in sheet.frame["March 2017"].tolist()
    assert "[c] is hidden, here or by the publisher" in str(sheet.note)
    assert "[c] is hidden" in tables.table(shown.answer, "duration_ended").as_raw_html()
    assert "[c] is hidden" in slide_of(shown.answer, "duration_ended").html


def test_tables_are_real_tables_with_headers_and_the_same_every_time(shown):
    for name in shown.tables:
        page = shown.table(name).as_raw_html()
        assert page == shown.table(name).as_raw_html()
        assert page.count("<th ") >= len(tables.sheet(shown.answer, name).frame.columns)
        assert "0x" not in repr(shown.table(name))


def test_the_page_of_a_notebook_is_whole(shown):
    page = shown._repr_html_()
    assert page.startswith("<h3>In Torbay")
    assert re.search(r'alt="Line chart of [^"]{80,}"', page)
    assert "which this explanation does not predict" in page


def test_papers_rely_only_on_texts_that_every_answer_has(root):
    printed = re.compile(r"\{\{< var (?!pack\.|message\.)\w+\.(\w+) >\}\}")
    for paper in sorted((root / "reports").glob("*.qmd")):
        assert set(printed.findall(paper.read_text(encoding="utf-8"))) <= set(PAPER_TEXTS), paper.name


def test_a_text_that_an_answer_lacks_is_empty_and_stops_no_paper():
    answer = answer_report_card(published_store(), "E10000008", Month(2024, 6))
    assert variables(answer)["evidence"] == ""


def test_plain_data_for_the_command_line(shown):
    found = json.loads(json.dumps(shown.as_dict()))
    assert found["between"] == ["2016-03-31", "2017-03-31"]
    assert {"explanation", "ruling", "because"} <= set(found["verdicts"][0])


def test_everything_can_be_saved(shown, tmp_path):
    written = shown.save(tmp_path / "answer")
    assert {"answer.json", "evidence.csv", "waterfall.svg", "waterfall.png", "pathway.csv", "pathway.html"} <= {
        path.name for path in written
    }
    assert all(path.stat().st_size > 100 for path in written)


def test_unknown_names_are_answered_with_near_ones(shown):
    for ask in (shown.figure, shown.table, shown.text):
        with pytest.raises(UnknownNameError, match="Did you mean"):
            ask("durations" if ask != shown.text else "hedline")


def test_the_evidence_file_has_captions_and_alt_texts_for_every_label(shown, tmp_path):
    path = write_evidence(tmp_path, "04_child_protection", [shown])
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert path == tmp_path / "evidence" / "04_child_protection.json"
    assert (saved["area"], saved["area_name"], saved["month"], saved["known_at"]) == (TORBAY, "Torbay", "2021-05", None)
    assert saved["variables"]["cp"]["rate_after"] == "82.9"
    assert saved["variables"]["cp"]["headline"].startswith("In Torbay")
    assert all(isinstance(text, str) for text in saved["variables"]["cp"].values())
    assert saved["captions"]["fig-cp-waterfall"]["alt"] != saved["captions"]["fig-cp-waterfall"]["cap"]
    assert "alt" not in saved["captions"]["tbl-cp-stock-and-flow"]


def test_two_answers_of_one_group_would_overwrite_each_other(shown, tmp_path):
    with pytest.raises(ValueError, match="groups of their own"):
        write_evidence(tmp_path, "04_child_protection", [shown, shown])


def test_a_number_as_data_has_its_value_and_its_words():
    entry = Evidence("cp.rate", 82.94, "per_10000", period_end=dt.date(2017, 3, 31), sources=("a.csv#row 2",))
    assert evidence_entry(entry) == {
        "name": "cp.rate",
        "value": 82.94,
        "unit": "per_10000",
        "kind": "observed",
        "period_end": "2017-03-31",
        "formula": None,
        "text": "82.9",
        "sources": ["a.csv#row 2"],
    }
    assert evidence_entry(Evidence("cp.rate", None, "count", missing="suppressed"))["period_end"] is None


def test_an_answer_with_figures_and_no_caution_says_that_none_is_recorded(shown):
    assert shown.text("cautions") != NO_CAUTION
    sure = Shown(replace(shown.answer, findings=shown.answer.findings[:1], verdicts=(), caveats=(), missing=()))
    assert sure.text("cautions") == NO_CAUTION
