"""The data behind figures and tables."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from analysis import ask
from analysis.catalogue.errors import UnknownNameError
from analysis.present.answer_data import as_data, figure_data, label_of, table_data


@pytest.fixture(scope="module")
def answer():
    return ask.next("cp_rate", area="Torbay", month="2021-05")


def test_a_table_keeps_its_words_and_has_numbers_as_numbers():
    shown = ask.why("cp_rate", area="Torbay", between="largest", month="2021-05")
    frame = shown.to_frame("stock_and_flow")
    assert frame.equals(table_data(shown.answer, "stock_and_flow"))
    assert list(frame["Started"]) == [268.0, 297.0]
    assert list(frame.columns) == list(shown.table("stock_and_flow").sheet.frame.columns)


def test_a_figure_of_several_parts_says_which_is_which(answer):
    frame = figure_data(answer.answer, "outlook")
    assert set(frame["part"]) >= {"outlook", "outlook_history"}
    assert "part" not in figure_data(ask.trend("referrals", "Torbay", "2021-05").answer, "season")


def test_without_a_name_it_is_the_first_table(answer):
    assert answer.to_frame().equals(answer.to_frame(answer.tables[0]))
    assert len(answer.to_frame("outlook")) > len(answer.to_frame())
    with pytest.raises(UnknownNameError, match='"forecast"'):
        answer.to_frame("forecasts")


def test_what_is_changed_in_a_frame_leaves_the_answer_as_it_is():
    answer = ask.trend("referrals", area="Torbay", month="2021-05")
    frame = answer.to_frame("season")
    frame.iloc[0, 0] = 99
    assert 99 not in set(answer.answer.figures["season"].iloc[:, 0])


def test_cells_become_what_json_and_workbooks_can_hold():
    frame = pd.DataFrame(
        {"n": [np.int64(3), None], "day": [dt.date(2021, 5, 31), pd.NaT], "list": [["a"], "b"], "yes": [True, False]}
    )
    assert as_data(frame).rows == ((3.0, "2021-05-31", "['a']", True), (None, None, "b", False))


def test_papers_know_some_by_shorter_names():
    assert label_of("tbl", "capacity", "workforce") == "tbl-workforce"
    assert label_of("fig", "cp", "stock_and_flow") == "fig-cp-stock-and-flow"


def test_a_day_is_written_without_its_time():
    frame = pd.DataFrame({"day": [pd.Timestamp("2021-05-31 14:30")], "n": [np.int64(3)]})
    assert as_data(frame).rows == (("2021-05-31", 3),)
