"""The mapping goes out to Excel and comes back as a person left it."""

import dataclasses

import openpyxl
import pytest

from analysis.catalogue.errors import SourceError
from analysis.catalogue.measure import measures
from analysis.sources.scorecard.finding import find_tables
from analysis.sources.scorecard.mapping_workbook import NOT_READ, OWN, named, read_answers, write_mapping
from analysis.sources.scorecard.proposal import HIDDEN_QUESTION, propose
from analysis.sources.scorecard.tally import KeptOut

CARD = [
    ["Ref", "Indicator", "Apr-24", "May-24", "Jun-24", "Jul-24"],
    ["R1", "Number of referrals received", "448", "442", "461", "450"],
    ["R2", "Assessments completed within 45 working days", "81%", "82%", "83%", "84%"],
    ["R3", "Number of biscuits eaten", "12", "13", "14", "15"],
]
CONFIRMED, TAKEN, UNIT = 7, 5, 8  # columns of the sheet


@pytest.fixture
def mapping(found, tmp_path):
    """Return a proposal, its workbook, and a function that changes cells and reads the answers."""
    proposal = propose(found(CARD), "Card")
    path = tmp_path / "card.mapping.xlsx"
    write_mapping(proposal, path)

    def answered(changes=None, columns=None):
        book = openpyxl.load_workbook(path)
        for (row, column), value in (changes or {}).items():
            book["Rows"].cell(row, column, value)
        for row, value in (columns or {}).items():
            book["Columns"].cell(row, 6, value)
        book.save(path)
        return read_answers(path, proposal)

    return proposal, path, answered


def rows_by_ref(answers):
    return {row.ref: row for row in answers.layout.rows}


def test_it_shows_what_each_row_was_taken_for_and_three_figures_as_read(mapping):
    _, path, _ = mapping
    first = [cell.value for cell in openpyxl.load_workbook(path)["Rows"][3]]
    assert first[2:6] == ["R1", "Number of referrals received", named(measures()["referrals"]), "sure"]
    assert first[12:15] == ["May 2024: 442", "Jun 2024: 461", "Jul 2024: 450"]


def test_what_is_sure_and_what_is_the_councils_own_counts_as_seen(mapping):
    _, _, answered = mapping
    rows = rows_by_ref(answered())
    assert rows["R1"].measure == "referrals"
    assert (rows["R3"].own, rows["R3"].measure, rows["R3"].unit) == (True, "own_number_of_biscuits_eaten", "count")


def test_a_guess_is_the_catalogues_measure_only_after_a_yes(mapping):
    _, _, answered = mapping
    before = answered()
    assert before.unconfirmed == ("Assessments completed within 45 working days",)
    assert rows_by_ref(before)["R2"].own
    after = answered({(4, CONFIRMED): "yes"})
    assert rows_by_ref(after)["R2"].measure == "assessments_45_days_percent"
    assert after.unconfirmed == ()


def test_another_choice_is_taken_and_needs_no_yes(mapping):
    _, _, answered = mapping
    rows = rows_by_ref(answered({(4, TAKEN): named(measures()["cla_reviewed_on_time_percent"]), (3, TAKEN): OWN}))
    assert rows["R2"].measure == "cla_reviewed_on_time_percent"
    assert rows["R1"].own


def test_a_row_that_is_not_to_be_read_is_not(mapping):
    _, _, answered = mapping
    rows = rows_by_ref(answered({(3, TAKEN): NOT_READ, (5, CONFIRMED): "no"}))
    assert (rows["R1"].measure, rows["R3"].measure) == (None, None)


def test_a_column_that_is_struck_out_is_remembered(mapping):
    _, _, answered = mapping
    assert answered(columns={4: "no"}).layout.columns_not_read == ("Apr-24",)


def test_every_answer_that_cannot_be_used_is_named(mapping):
    _, _, answered = mapping
    with pytest.raises(SourceError) as error:
        answered({(3, TAKEN): "Referals", (5, UNIT): "biscuits"})
    assert '"Referals" is no measure' in str(error.value)
    assert '"biscuits" is no unit' in str(error.value)


def test_what_is_no_workbook_is_said(mapping):
    proposal, path, _ = mapping
    path.write_text("no", encoding="utf-8")
    with pytest.raises(SourceError, match="cannot be opened"):
        read_answers(path, proposal)


def test_writing_it_again_keeps_what_was_said(mapping):
    proposal, path, answered = mapping
    answers = answered({(4, CONFIRMED): "yes", (5, UNIT): "score"})
    write_mapping(proposal, path, answers)
    rows = rows_by_ref(read_answers(path, proposal))
    assert (rows["R2"].measure, rows["R3"].unit) == ("assessments_45_days_percent", "score")


WHITE, YELLOW, RED = "00000000", "FFFFF7BF", "FFF6D7D2"


def test_what_is_sure_is_white_what_is_own_yellow_and_what_is_asked_red(mapping):
    _, path, _ = mapping
    tab = openpyxl.load_workbook(path)["Rows"]
    colours = {row - 2: [tab.cell(row, column).fill.fgColor.rgb for column in (5, 7, 9)] for row in (3, 4, 5)}
    assert colours[1] == [WHITE] * 3
    assert colours[2][:2] == [RED] * 2
    assert colours[3] == [YELLOW, YELLOW, RED]  # over which time it is counted, nothing says
    assert "Left empty it is taken as counted over each month" in tab.cell(5, 16).value


def test_a_choice_of_how_an_own_row_counts_is_taken(mapping):
    _, _, answered = mapping
    rows = rows_by_ref(answered({(5, 9): "snapshot"}))
    assert rows["R3"].basis == "snapshot"


def test_what_is_kept_out_stands_on_a_sheet_of_its_own(found, tmp_path):
    path = tmp_path / "card.mapping.xlsx"
    write_mapping(propose(found(CARD), "Card"), path, None, [KeptOut("column Zebra", "no period", "card.xlsx#S!C4", 3)])
    rows = list(openpyxl.load_workbook(path)["Kept out"].values)
    assert rows[1] == ("column Zebra", 3, "S!C4", "no period")
    write_mapping(propose(found(CARD), "Card"), path)
    assert next(openpyxl.load_workbook(path)["Kept out"].iter_rows(min_row=2, values_only=True))[0].startswith("Every")


@pytest.fixture
def hidden(grid, tmp_path):
    """Return the proposal of a card two of whose rows are hidden, its workbook, and what is read of it."""
    lines = [*CARD, ["R4", "Referrals", "1", "2", "3", "4"]]
    card = dataclasses.replace(grid(lines), hidden_rows=frozenset({3, 4}))
    proposal = propose(find_tables([card], "card.csv"), "Card")
    path = tmp_path / "card.mapping.xlsx"
    write_mapping(proposal, path)
    return proposal, path


def test_a_hidden_row_is_asked_about_and_makes_no_seen_one_doubtful(hidden):
    proposal, path = hidden
    certain = {row.mapping.ref: (row.certainty, row.question) for row in proposal.rows}
    assert certain["R1"][0] == "sure"
    assert certain["R3"] == ("guess", HIDDEN_QUESTION)
    assert certain["R4"][0] == "guess"
    assert certain["R4"][1].startswith(HIDDEN_QUESTION)
    assert not openpyxl.load_workbook(path)["Rows"].cell(5, CONFIRMED).value


def test_a_hidden_row_is_read_after_a_yes_alone(hidden):
    proposal, path = hidden
    left = rows_by_ref(read_answers(path, proposal))
    assert (left["R3"].measure, left["R3"].own) == (None, False)
    assert "hidden" in left["R3"].not_read
    book = openpyxl.load_workbook(path)
    book["Rows"].cell(5, CONFIRMED, "yes")
    book.save(path)
    answers = read_answers(path, proposal)
    assert rows_by_ref(answers)["R3"].measure == "own_number_of_biscuits_eaten"
    assert rows_by_ref(answers)["R4"].measure is None
    assert "Number of biscuits eaten" not in answers.unconfirmed
