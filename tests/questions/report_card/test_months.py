import pytest

from analysis.questions.report_card.months import as_excel_shows
from torbay_cards import shown_card


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


def test_there_are_twelve_months_that_end_with_the_newest(card):
    months = [name for name in card.answer.tables["card_by_month"] if name[:2] == "20"]
    assert months[0] == "2020-06"
    assert months[-1] == "2021-05"
    assert len(months) == 12


def test_lines_keep_the_order_and_the_groups_of_the_paper(card):
    frame = card.answer.tables["card_by_month"]
    assert len(frame) == 66
    assert frame["group"].nunique() > 1
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
    ],
)
def test_a_cell_of_a_file_without_formats_is_shown_as_excel_shows_it(printed, value, unit, shown):
    assert as_excel_shows(printed, value, unit) == shown
