"""A scorecard as it would be read, coloured and in words."""

import openpyxl
import pytest

from analysis.explore.scorecard_preview import COLOURS, PERIODS, PreviewRow, preview_page, preview_row, taken_for
from analysis.sources.scorecard.intake import look_at_scorecard
from analysis.sources.scorecard.layout import RowMapping


@pytest.fixture
def proposed(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Measure", *(f"{name}-25" for name in ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"))])
    book.active.append(["Number of referrals received", 410, 398, -3, 401, 377, 420, 415])
    book.active.append(["<b>Calls</b> taken at the front door", 12, 15, 11, 14, 10, 9, 13])
    book.save(tmp_path / "card.xlsx")
    return look_at_scorecard(tmp_path / "card.xlsx", "card.xlsx").proposal.rows


def test_a_row_shows_its_newest_figures_as_they_would_be_read(proposed):
    row = preview_row(proposed[0])
    assert (row.taken_for, row.sure, row.unit) == ("Referrals", "sure", "count")
    assert len(row.cells) == PERIODS
    assert [(cell.period, cell.read) for cell in row.cells][-1] == ("Oct 2025", "415")


def test_what_cannot_be_a_figure_is_marked_at_the_cell_and_said_below(proposed):
    row = preview_row(proposed[0])
    (wrong,) = [cell for cell in row.cells if cell.problem]
    assert (wrong.period, wrong.read) == ("Jun 2025", "no figure")
    page = preview_page([row])
    assert f"Jun 2025: no figure ({wrong.problem})" in page
    assert f"<li>Number of referrals received, Jun 2025: {wrong.problem}</li>" in page
    assert "1 thing to look at" in page


def test_what_a_person_has_said_stands_in_place_of_the_guess(proposed):
    row = proposed[1]
    assert preview_row(row).sure == "no measure is called so: becomes your own"
    said = RowMapping(label=row.mapping.label, not_read="its mapping says so")
    left_out = preview_row(row, said)
    assert (left_out.taken_for, left_out.sure, left_out.cells) == ("do not read", "you said so", ())
    assert "not read" in preview_page([left_out])
    assert COLOURS["sure"] in preview_page([left_out])
    assert taken_for(row.mapping) == "own measure of the council"


def test_text_of_the_file_is_never_markup(proposed):
    page = preview_page([preview_row(row) for row in proposed])
    assert "<b>Calls</b>" not in page
    assert "&lt;b&gt;Calls" in page


def test_where_nothing_is_doubtful_that_is_said():
    row = PreviewRow("Referrals", "", "Referrals", "sure", False, "count", "", ())
    assert "Nothing in it is doubtful." in preview_page([row])
    assert "1 thing to look at" in preview_page([row], problems=["The sheet Old is hidden."])
