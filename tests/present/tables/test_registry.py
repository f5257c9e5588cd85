"""Which sheet makes which table: each answer's own tables, then its verdicts and its evidence."""

from dataclasses import replace

import pytest

from analysis import ask
from analysis.catalogue.errors import UnknownNameError
from analysis.language.numbers import printed
from analysis.present.tables import common, outlook, registry, why
from analysis.present.tables.printed_table import PrintedTable, TableView
from analysis.questions.answer import Finding, Verdict
from drawn_charts import MARCH_2020, MARCH_2021, answer_of, dated
from printed_record import held_as_printed


@pytest.fixture
def answer():
    months = [{"month": MARCH_2020, "before": 90, "after": 60, "change": -30}]
    starts = [{"part": "cla_started_abuse_or_neglect", "before": 30, "after": 40, "change": 10}]
    return answer_of(
        "cp_rate",
        tables={"nothing_of_ours": [{}], "starts_need": starts, "months": months},
        evidence=[dated(MARCH_2021)],
        between=(MARCH_2020, MARCH_2021),
    )


def test_tables_are_the_answers_own_in_its_order_then_verdicts_then_evidence(answer):
    assert registry.table_names(answer) == ["starts_need", "months", "evidence"]
    verdict = Verdict("Poverty", "x", "supported", "x", Finding("x"))
    assert registry.table_names(replace(answer, verdicts=(verdict,))) == [
        "starts_need",
        "months",
        "verdicts",
        "evidence",
    ]
    assert registry.table_names(replace(answer, evidence={})) == ["starts_need", "months"]


def test_a_table_is_made_by_the_sheet_of_its_name(answer):
    assert registry.sheet(answer, "months").heading == why.months(answer).heading
    assert registry.sheet(answer, "evidence").heading == common.evidence(answer).heading
    split = registry.sheet(answer, "starts_need")
    assert isinstance(split, PrintedTable)
    assert split.heading == why.by_characteristic("starts_need", answer).heading
    assert registry.SHEETS["backtest"] is outlook.backtest
    assert set(registry.SPLITS) <= set(registry.SHEETS)


def test_a_table_is_named_in_the_page_after_its_answer_and_its_caption_spells_out(answer):
    view = registry.table(answer, "starts_need")
    assert isinstance(view, TableView)
    assert 'id="x-starts-need"' in view.as_raw_html()
    assert registry.caption(answer, "months") == "Referrals by month in Torbay"


@pytest.mark.parametrize("asked", [registry.sheet, registry.table, registry.caption])
def test_a_table_that_is_not_there_is_refused_with_those_that_are(answer, asked):
    with pytest.raises(UnknownNameError, match="months"):
        asked(answer, "month")
    with pytest.raises(UnknownNameError):
        asked(answer, "verdicts")  # there are none


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()


def test_a_figure_that_only_prints_the_same_number_is_not_called_questioned():
    """Four audits more is questioned in July 2012; four children adopted, in another table of that answer, are not."""
    shown = ask.report_card("Torbay", "2012-07")
    assert any(entry.doubts and printed(entry) == "4" for entry in shown.answer.evidence.values())
    sheet = shown.table("adoption").sheet
    assert "4" in {str(cell) for column in sheet.frame for cell in sheet.frame[column]}
    assert "checks question" not in sheet.note
