"""Every place and figure is made up."""

import pytest

from analysis.sources.columns_beside import parted
from analysis.sources.sheet_blocks import blocks_of
from analysis.sources.understood_blocks import not_understood

LABELS = [
    "Referrals received",
    "Assessments completed",
    "Plans at month end",
    "Visits in time",
    "Children looked after",
]
CARD = [["Measure", "Apr-24", "May-24"], *([label, f"{31 + at}", f"{52 + at}"] for at, label in enumerate(LABELS))]
DAYS = ["12/04/2024", "03/05/2024", "29/04/2024", "17/06/2024", "08/05/2024"]
TOWNS = ["Saltby", "Kingsley", "Saltby", "Westby", "Oldgate"]
TICKS = ["\u2713", "x", "\u2713", "\u2713", "x"]


def right(header, *columns, gap=()):
    more = [list(header), *map(list, zip(*columns, strict=True))]
    return [[*row, *gap, *cells] for row, cells in zip(CARD, more, strict=True)]


def left(header, *columns):
    more = [list(header), *map(list, zip(*columns, strict=True))]
    return [[*cells, *row] for row, cells in zip(CARD, more, strict=True)]


LISTS = {
    "days": right(["Start", "Review"], DAYS, DAYS[::-1]),
    "days and kinds": right(["Date", "Type"], DAYS, ["DA", "Neglect", "DA", "DA", "Neglect"]),
    "ticks": right(["Seen", "Health"], TICKS, TICKS[::-1]),
    "ages and places": right(["Yr group", "Area", "Reason"], ["Y2", "Y7", "Y9", "Y1", "Y4"], TOWNS, ["Unwell"] * 5),
    "a known word between": right(["Opened", "Status", "Need"], DAYS, ["Open"] * 5, ["DA", "CSE", "DA", "DA", "CSE"]),
    "two months in a row": right(["Row", "Apr-24", "May-24"], TOWNS, DAYS, DAYS[::-1]),
    "on the left": left(["Date", "Need"], DAYS, ["DA", "Neglect", "DA", "CSE", "Neglect"]),
    "behind a gap": right(["Seen", "Area"], DAYS, TOWNS, gap=("",)),
}
OF_ROWS = {
    "targets and ratings": right(
        ["Target", "RAG", "DoT"], ["90"] * 5, ["Red", "Green"] * 2 + ["Amber"], ["\u2191"] * 5
    ),
    "owners and notes": right(
        ["Owner", "Comment"], ["AD"] * 5, [f"Row {at} is provisional for now" for at in range(5)]
    ),
    "one day of entry": right(["Last updated", "Updated by"], DAYS, ["JP", "OA", "JP", "OA", "JP"]),
    "sums": right(["Total", "Average"], ["83"] * 5, ["41.5"] * 5),
    "figures under parts": right(["South", "North"], ["3", "4", "5", "6", "7"], ["30", "31", "32", "33", "34"]),
    "one column of kinds": right(["Group"], ["DA", "Neglect", "DA", "CSE", "Neglect"]),
    "themes and units": left(["Theme", "Unit"], ["Front door"] * 2 + ["CP"] * 2 + ["CLA"], ["Number"] * 5),
    "milestones": right(
        ["Milestone", "Planned", "Actual"], [f"Part {at} of the plan agreed" for at in range(5)], DAYS, DAYS, gap=("",)
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_touches_a_card_and_ends_with_it_is_not_understood(name):
    assert not_understood(LISTS[name]) is not None


@pytest.mark.parametrize("name", OF_ROWS)
def test_what_belongs_to_rows_of_figures_is(name):
    assert not_understood(OF_ROWS[name]) is None


def test_the_place_is_that_of_the_columns_which_nobody_understands():
    assert not_understood(LISTS["ages and places"]) == "rows 1 to 6, columns D to E"


def test_a_table_keeps_its_columns_in_their_places():
    (block,) = blocks_of(LISTS["ticks"])
    table, beside = parted(block)
    assert table.header == ("Measure", "Apr-24", "May-24", "", "")
    assert (beside.left, beside.header, beside.rows[0]) == (3, ("Seen", "Health"), ("\u2713", "x"))
