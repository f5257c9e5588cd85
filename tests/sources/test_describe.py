"""A proposed layout: nearly what a person wrote for Torbay's cards, and of use for another council's workbook."""

import datetime as dt
import shutil

import openpyxl
import pytest
import yaml

from analysis.catalogue.errors import SourceError
from analysis.sources.describe import describe
from analysis.sources.provenance import Provenance
from analysis.sources.table_file import open_table
from analysis.sources.wide_layout import WideLayout, read_layout
from analysis.sources.wide_table import read_wide_table

ABOUT = Provenance("card", dt.date(2021, 7, 13), "E06000027")
CARDS = ["torbay-report-card-2012-07/report_card", "torbay-highlight-report-2021-07/highlight_report"]
KEYS = {
    "observations": ["area", "measure", "period_end", "source"],
    "targets": ["measure", "level", "value", "due_on", "source"],
    "entries": ["measure", "source"],
}


def read(path, layout):
    return read_wide_table(open_table(path, "card", layout.header_row, layout.sheet), layout, ABOUT)


def rows(reading, kind):
    return set(map(tuple, reading.frames[kind][KEYS[kind]].astype("str").to_numpy()))


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("kind", list(KEYS))
def test_without_its_layout_a_card_of_torbay_is_understood_as_a_person_did(root, tmp_path, card, kind):
    original = root / "data" / "raw" / f"{card}.csv"
    path = tmp_path / original.name
    shutil.copy(original, path)
    proposed = WideLayout.model_validate(yaml.safe_load(str(describe(path, "E06000027"))))
    written = read_layout(original.with_name(f"{original.stem}.layout.yml"), card)
    ours, theirs = rows(read(path, proposed), kind), rows(read(path, written), kind)
    assert len(ours & theirs) >= 0.98 * len(theirs)
    assert len(ours - theirs) <= 0.02 * len(theirs)


@pytest.fixture
def other_council(tmp_path):
    """A made-up card as another council might send it: a title, dates as dates, percentages as formats."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Scorecard"
    sheet.append(["Childshire County Council: performance scorecard"])
    sheet.append([])
    months = [dt.datetime.fromisoformat(day) for day in ("2023-04-01", "2023-05-01", "2023-06-01")]
    sheet.append(
        ["No.", "Indicator", "2022/23", *months, "YTD", "Target", "RAG", "Travel", "England", "SN average", "Comment"]
    )
    sheet.append([1, "Referrals", 6400, 510, 560, 540, 1610, None, None, "↑", 6000, 5800, "Rising"])
    sheet.append([2, "Re-referrals within 12 months", 0.21, 0.2, 0.225, "n/a", 0.213, 0.2, "A", "↔", 0.224, 0.22, None])
    sheet.append([3, "Widgets mended", 1, 2, 3, 4, 9, 5, "G", "↓", None, None, None])
    for column in "CDEFGHKL":
        sheet[f"{column}5"].number_format = "0.0%"
    path = tmp_path / "scorecard.xlsx"
    book.save(path)
    return path


def test_another_councils_workbook_is_described_and_then_read(other_council):
    found = describe(other_council, "E10000008")
    layout = WideLayout.model_validate(yaml.safe_load(str(found)))
    kinds = {role.column: role.kind for role in found.columns}
    assert (layout.header_row, layout.sheet, layout.ref, layout.label) == (3, "Scorecard", "No.", "Indicator")
    assert [kinds[name] for name in ("Target", "RAG", "Travel", "England", "SN average", "Comment")] == [
        "target",
        "rag",
        "direction",
        "benchmark",
        "benchmark",
        "remark",
    ]
    reading = read(other_council, layout)
    found = {(r.area, r.measure, r.basis, str(r.period_end.date())): r for r in reading.observations.itertuples()}
    assert found[("E06000027", "referrals", "month", "2023-05-31")].value == 560
    assert found[("E06000027", "referrals", "year", "2023-03-31")].value == 6400
    assert found[("E06000027", "referrals", "year_to_date", "2023-06-30")].value == 1610
    assert ("E92000001", "referrals", "year", "2022-03-31") in found
    assert ("SN2021-E10000008", "referrals", "year", "2022-03-31") in found


def test_what_was_not_understood_is_said_and_not_guessed(other_council):
    found = describe(other_council)
    assert "SN average" in found.layout["passed_over"]
    widgets = next(row for row in found.layout["rows"] if row["label"] == "Widgets mended")
    assert "nobody has said" in widgets["passed_over"]
    text = str(found)
    assert "# How each column was understood:" in text
    assert "--area" in text


def test_official_statistics_need_no_layout(tmp_path):
    path = tmp_path / "c1.csv"
    path.write_text(
        "time_period,geographic_level,category,referral_count\n2025,National,Referrals and Re-referrals,1\n"
    )
    with pytest.raises(SourceError, match="needs no layout"):
        describe(path)


def test_a_table_without_periods_cannot_be_described(tmp_path):
    path = tmp_path / "staff.csv"
    path.write_text("Name,Team\nA,B\n")
    with pytest.raises(SourceError, match="No column has a period"):
        describe(path)


def test_a_row_put_right_by_hand_is_read_as_months_and_not_as_years(other_council):
    text = str(describe(other_council, "E10000008"))
    assert "replaced by `measure: NAME`" in text
    words = yaml.safe_load(text)
    widgets = next(row for row in words["rows"] if row["label"] == "Widgets mended")
    assert widgets["basis"] == "month"
    del widgets["passed_over"]
    widgets["measure"] = "s47_enquiries"  # a measure that official statistics count by the year
    reading = read(other_council, WideLayout.model_validate(words))
    found = {(r.measure, r.basis, str(r.period_end.date())) for r in reading.observations.itertuples()}
    assert ("s47_enquiries", "month", "2023-05-31") in found
