"""A scorecard added in a notebook: the same questions and the same file of answers as in Excel."""

import openpyxl
import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.errors import ParametersError, UnknownNameError, WorkbenchError
from analysis.catalogue.new_workspace import make_workspace
from analysis.explore import AddFigures, add_figures
from analysis.sources.scorecard.mapping_workbook import NOT_READ, OWN
from analysis.store import open_store

REFERRALS, TIMELY, CALLS = "Number of referrals received", "% of assessments in 45 working days", "Calls taken"
MONTHS = [f"{name}-25" for name in ("Apr", "May", "Jun", "Jul", "Aug", "Sep")]


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path / "kirklees", areas().find("Kirklees"))


@pytest.fixture
def card(workspace):
    book = openpyxl.Workbook()
    book.active.append(["Measure", *MONTHS])
    book.active.append([REFERRALS, 410, 398, 405, 401, 377, 420])
    book.active.append([TIMELY, "81%", "82%", "84%", "80%", "86%", "83%"])
    book.active.append([CALLS, 12, 15, 11, 14, 10, 9])
    path = workspace.root / "scorecard.xlsx"
    book.save(path)
    return path


def held(workspace):
    frame = open_store(workspace).observations
    return frame.groupby("measure")["value"].apply(list).to_dict()


def test_nothing_is_taken_in_before_every_row_has_an_answer(card, workspace):
    figures = add_figures(card, workspace)
    assert isinstance(figures, AddFigures)
    assert REFERRALS not in figures.asked
    assert CALLS in figures.asked
    with pytest.raises(WorkbenchError, match=CALLS):
        figures.add()
    assert list(workspace.raw.iterdir()) == []


def test_what_is_chosen_is_taken_in(card, workspace):
    figures = add_figures(card, workspace).choose(CALLS, "skip").confirm()
    assert figures.asked == []
    told = figures.add(published_on="2025-10-15")
    assert "published on 2025-10-15" in told
    found = held(workspace)
    assert found["referrals"] == [410, 398, 405, 401, 377, 420]
    assert [81, 82, 84, 80, 86, 83] in found.values()
    assert [12, 15, 11, 14, 10, 9] not in found.values()


def test_another_measure_or_ones_own_can_be_chosen(card, workspace):
    figures = add_figures(card, workspace).choose(TIMELY, "own").choose(CALLS, "contacts").confirm()
    figures.add()
    found = held(workspace)
    assert found["contacts"] == [12, 15, 11, 14, 10, 9]
    assert len([measure for measure in found if measure not in ("contacts", "referrals")]) == 1


def test_the_answers_stand_in_the_workbook_and_are_found_again(card, workspace):
    add_figures(card, workspace).choose(CALLS, "own").confirm().add()
    assert (card.parent / "scorecard.mapping.xlsx").is_file()
    again = add_figures(card, workspace)
    assert again.asked == []
    assert {row.label: row.sure for row in again.rows}[CALLS] == "you said so"


def test_a_row_or_a_measure_that_is_not_there_is_answered_with_the_near_ones(card, workspace):
    figures = add_figures(card, workspace)
    with pytest.raises(UnknownNameError, match=CALLS):
        figures.choose("Calls take", "own")
    with pytest.raises(UnknownNameError, match="referrals"):
        figures.choose(CALLS, "referals")
    with pytest.raises(UnknownNameError, match="calendar year"):
        figures.count_years("to march")
    with pytest.raises(ParametersError, match="2025-10-15"):
        figures.confirm().add(published_on="15/10/2025".replace("15/10/2025", "2025-10-15th"))


def test_columns_called_by_a_year_are_asked_about(workspace):
    book = openpyxl.Workbook()
    book.active.append(["Measure", "2022", "2023", "2024"])
    book.active.append([REFERRALS, 4100, 3980, 4050])
    path = workspace.root / "years.xlsx"
    book.save(path)
    figures = add_figures(path, workspace)
    assert figures.asked[0].startswith("Columns are called by a single year")
    figures.confirm().count_years("year to 31 March").add()
    frame = open_store(workspace).observations
    assert [str(day.date()) for day in frame["period_end"]] == ["2022-03-31", "2023-03-31", "2024-03-31"]


def test_the_boxes_ask_what_the_workbook_asks(card, workspace):
    figures = add_figures(card, workspace)
    page, *boxes, button, said = figures._controls().children
    figures._box = figures._controls()
    assert {box.description for box in boxes} == set(figures.asked)
    values = [value for _, value in boxes[-1].options]
    assert {OWN, NOT_READ, "referrals"} <= set(values)
    for box in boxes:
        box.value = OWN
    assert figures.asked == []
    assert "you said so" in figures._box.children[0].value
    assert "you said so" not in page.value
    button.click()
    assert "observations" in said.value


def test_what_stops_it_is_said_below_the_button(card, workspace):
    *_, button, said = add_figures(card, workspace)._controls().children
    button.click()
    assert "It was not taken in." in said.value
    assert "Calls taken" in said.value


def test_it_shows_itself_as_a_widget(card, workspace):
    assert "application/vnd.jupyter.widget-view+json" in add_figures(card, workspace)._repr_mimebundle_()


def test_a_file_that_is_not_there_is_said(workspace):
    with pytest.raises(WorkbenchError, match="no such file"):
        add_figures(workspace.root / "nothing.xlsx", workspace)
