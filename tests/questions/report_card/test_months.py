import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.questions.report_card import months as by_month
from analysis.questions.report_card.line import line_of
from analysis.questions.report_card.months import as_excel_shows, card_by_month, without_tail
from analysis.questions.report_card.paper import paper_of
from analysis.store import open_store
from printed_rows import LAST, figures, measure, printed_row
from torbay_cards import ROOT, TORBAY, shown_card
from whole_answers import held_to_its_record

MAY = dt.date(2021, 5, 31)


@pytest.fixture
def card():
    return shown_card("2021-05")


def test_each_month_stands_as_the_paper_prints_it(card):
    frame = card.answer.tables["card_by_month"].set_index("ref")
    assert frame.loc["1.1", "2021-05"] == "13.0%"
    assert frame.loc["1.1", "2020-07"] == "9.6%"
    assert frame.loc["1.1", "outturn"] == "10.6%"


def test_last_year_is_the_years_figure_and_never_that_of_march_alone(card):
    frame = card.answer.tables["card_by_month"].drop_duplicates("ref").set_index("ref")
    assert (frame.loc["1.4", "outturn"], frame.loc["1.4", "2021-03"]) == ("154", "23")
    assert frame.loc["2.4", "outturn"] == "2238 / 876*"


def test_there_are_at_most_twelve_months_that_end_with_the_newest(card):
    months = [name for name in card.answer.tables["card_by_month"] if name[:2] == "20"]
    assert (months[0], months[-1], len(months)) == ("2020-06", "2021-05", 12)


def test_the_first_month_is_one_that_some_line_has_a_figure_for(monkeypatch):
    months = [Month(2021, 1).plus(step) for step in range(5)]
    printed = {"2021-01": None, "2021-02": None, "2021-03": "1", "2021-04": None, "2021-05": "2"}
    monkeypatch.setattr(by_month, "_months_of", lambda _: months)
    monkeypatch.setattr(by_month, "_row", lambda line, _: {"ref": line, **printed})
    assert list(by_month.card_by_month(["1.1", "1.2"])) == ["ref", "2021-03", "2021-04", "2021-05"]


def test_lines_keep_the_order_and_the_groups_of_the_paper(card):
    frame = card.answer.tables["card_by_month"]
    assert len(frame) == 66
    assert len(set(frame["group"])) > 1
    assert list(frame["ref"])[:2] == list(card.answer.tables["in_order"]["ref"])[:2]


def test_a_month_without_a_figure_is_empty_and_never_nought(card):
    shown = card.table("card_by_month").sheet.frame
    empty = card.answer.tables["card_by_month"]["2020-06"].isna()
    assert empty.any()
    assert set(shown.loc[empty.to_numpy(), "Jun 20"]) == {""}


@pytest.mark.parametrize(
    ("printed", "value", "unit", "shown"),
    [
        ("0.188", 18.8, "percent", "18.8%"),
        ("0.18793103448", 18.793103448, "percent", "18.8%"),
        ("1", 100.0, "percent", "100%"),
        ("0.5", 50.0, "percent", "50%"),
        ("1", 1.0, "percent", "1"),
        ("18.8", 18.8, "percent", "18.8"),
        ("17.4137931", 17.4137931, "days", "17.4"),
        ("17.413", 17.413, "days", "17.413"),
        ("0", 0.0, "percent", "0"),
        ("238 / 876*", 238.0, "count", "238 / 876*"),
        ("-", None, "percent", "-"),
        ("24.736842105%", 24.736842105, "percent", "24.7%"),
        ("24.75%", 24.75, "percent", "24.75%"),
        ("28.125%", 28.125, "percent", "28.1%"),
        ("80%", 80.0, "percent", "80%"),
        ("[c]", None, "percent", "[c]"),
    ],
)
def test_a_cell_of_a_file_without_formats_is_shown_as_excel_shows_it(printed, value, unit, shown):
    assert as_excel_shows(printed, value, unit) == shown


def line_with(ref, change):
    paper = paper_of(open_store(Workspace.find(ROOT)), TORBAY, MAY)
    row = next(row for row in paper.rows if row.ref == ref)
    return line_of(replace(row, figures=change(row.figures)), measures()[row.measure], MAY)


def hidden(figures, rows, mark):
    blank = {"value": np.nan, "as_printed": mark, "missing": "suppressed"}
    return figures.assign(**{name: figures[name].mask(rows, value) for name, value in blank.items()})


def test_a_hidden_month_has_its_mark_and_is_not_left_as_if_nobody_had_counted():
    found = card_by_month(
        [line_with("2.4", lambda figures: hidden(figures, figures["period_end"].eq("2021-04-30"), "[c]"))]
    )
    assert found.loc[0, ["2021-03", "2021-04", "2021-05"]].tolist() == ["254", "[c]", "175"]


def test_a_quarter_that_stands_for_hidden_months_says_that_it_is_one():
    def by_quarter(figures):
        months = figures["basis"].eq("month")
        quarter = figures[months & figures["period_end"].eq("2021-03-31")]
        quarters = pd.concat([quarter, quarter.assign(period_end=pd.Timestamp("2020-12-31"))])
        return pd.concat([hidden(figures, months, "[x]"), quarters.assign(basis="quarter", as_printed="594")])

    found = card_by_month([line_with("2.4", by_quarter)])
    assert found.loc[0, ["2021-01", "2021-02", "2021-03"]].tolist() == ["[x]", "[x]", "594 (quarter)"]


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["82%", "0", "84.1"], ["82%", "0%", "84.1%"]),
        (["82", "0", "84.1"], ["82", "0", "84.1"]),  # no sign in the whole row
        (["82%", "46/97", "n/a"], ["82%", "46/97", "n/a"]),
    ],
)
def test_a_nought_among_percentages_has_their_sign(texts, shown):
    rows = figures([82, 0, 84.1]).assign(as_printed=texts)
    frame = card_by_month([line_of(printed_row(rows), measure(), LAST.last_day)])
    months = [str(LAST.plus(step)) for step in (-2, -1, 0)]
    assert [frame[month].iloc[0] for month in months] == shown


def test_a_nought_among_numbers_has_no_sign():
    rows = figures([82, 0], unit="count").assign(as_printed=["82%", "0"])
    frame = card_by_month([line_of(printed_row(rows), measure("count"), LAST.last_day)])
    assert frame[str(LAST)].iloc[0] == "0"


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("17.4137931", "17.4"),
        ("17.4137", "17.4"),
        ("17.413", "17.413"),
        ("17.400000", "17.400000"),
        ("24.7368421%", "24.7%"),
        ("24.736%", "24.7%"),
        ("24.73%", "24.73%"),
        ("24.7%", "24.7%"),
        ("\N{MINUS SIGN}3.14159", "\N{MINUS SIGN}3.14159"),
        ("46/97.12345", "46/97.12345"),
        ("%", "%"),
    ],
)
def test_a_figure_loses_the_decimals_that_no_paper_prints(printed, shown):
    assert without_tail(printed) == shown
