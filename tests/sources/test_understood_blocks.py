"""Every name, place and day is made up."""

import datetime as dt
import random

import pytest

from analysis.sources.sheet_blocks import SheetBlock
from analysis.sources.understood_blocks import (
    is_list_of_cases,
    is_understood,
    not_understood,
    registers_beside_figures,
)

CHANCE = random.Random(24)  # noqa: S311 cells for a test
TOWNS = ["Millbrook", "Ashford Vale", "Northgate", "Saltmarsh", "Kingsmead", "Elmbridge", "Westcliff", "Haverton"]
CARD = [["Ref", "Indicator", "Apr-24", "May-24"], ["K1", "Referrals", "20", "30"], ["K2", "Assessments", "22", "33"]]
LABELS = ["Signs of Safety", "Neglect", "Chairing a conference", "Recording", "Pre-birth", "Fathers"]


def some(*words):
    return [words[at % len(words)] for at in CHANCE.sample(range(40), 8)]


def days():
    return [f"{dt.date(2024, 1, 2) + dt.timedelta(days=at):%d/%m/%Y}" for at in CHANCE.sample(range(300), 8)]


def table(headers, *columns):
    return [list(headers), *map(list, zip(*columns, strict=False))]


def beneath(rows):
    return [*CARD, [], ["Those of the quarter"], *rows]


def right(rows, gap=("",)):
    width = len(CARD[0])
    both = [(CARD[at] if at < len(CARD) else [""] * width, rows[at]) for at in range(len(rows))]
    return [[*left, *gap, *row] for left, row in both]


AGES = ["3", "14", "9", "16", "2", "11", "7", "15"]
TIMES = ["23:40", "02:15", "18:05", "21:30", "00:10", "19:45", "22:20", "01:55"]
CASES = {
    "beneath": beneath(table(["Town", "Since", "Plan"], TOWNS, days(), ["CP", "CIN", "CP", "CIN"] * 2)),
    "right": right(table(["Episode", "From", "Interview"], "12345678", days(), ["Y", "N"] * 4)),
    "right_without_a_gap": right(table(["Town", "Age", "Since"], TOWNS, AGES, days()), gap=()),
    "providers": table(["Provider", "Start", "Weekly cost"], ["Tideway", "Haven"] * 4, days(), ["£4,100.00"] * 8),
    "times": table(["Place", "Hour", "By"], ["Home", "Park"] * 4, TIMES, ["Police", "Staff"] * 4),
    "with_times": table(["From", "Seen"], [f"{one} 23:40" for one in days()], ["Y", "N"] * 4),
    "without_a_year": table(["When", "Plan"], ["3 Mar", "14 Apr", "9 May", "21st June", "8 July"], ["CP", "CIN"] * 3),
    "no_header": table(["AK", "2024-03-05", "CP"], ["BL", "CM", "DN", "EO"], days(), ["CP", "CIN"] * 2),
    "ages": table(["Town", "Age", "Plan"], TOWNS, AGES, ["CP", "CIN"] * 4),
    "sexes": table(["Town", "Sex", "Plan"], ["Millbrook", "Saltmarsh"] * 4, "MFFMMFMM", ["CP", "CP", "CIN", "EH"] * 2),
    "codes": table(
        ["Young adult", "Suitable", "EET"], [f"YA{at:02}" for at in range(1, 9)], ["Y", "N"] * 4, "YYNNYNYN"
    ),
    "kinds": table(
        ["School", "SEN", "Reason", "Days"],
        ["Moorside", "Hillcrest"] * 4,
        "KEKNNEKN",
        ["Drugs", "Assault"] * 4,
        "35124213",
    ),
    "no_header_of_kinds": table(
        [*"NDC", "7"], ["N", "S"] * 4, ["D", "A", "D", "E"] * 2, ["C", "F", "C", "F"] * 2, AGES
    ),
    "called_a_decision": table(
        ["Date", "Decision", "Need"], days(), ["Agreed", "Deferred"] * 4, ["DA", "Neglect", "DA", "DA"] * 2
    ),
    "narrative": table(["What he did", "On"], [f"His mother rang at {at} about him" for at in range(8)], days()),
    "on_its_side": [["", *"abcdef"], ["Opened", *days()[:6]], ["Plan", *["CP", "CIN"] * 3]],
}
HARMLESS = {
    "card": CARD,
    "training": table(["Course", "Date", "Places"], LABELS, days(), ["12", "20"] * 3),
    "schools": table(["School", "Inspected", "Grade"], TOWNS, days(), ["Good", "Poor"] * 4),
    "homes": table(["Home", "Opened", "Locality"], TOWNS, days(), ["North", "South"] * 4),
    "actions": table(["What we will do", "By"], [f"Write the plan of item {at}" for at in range(8)], days()),
    "changes": table(
        ["When", "By", "Comment"], days(), ["Analyst"] * 8, [f"Corrected row {at} of it" for at in range(8)]
    ),
    "kinds_of_placement": table(
        ["Placement type", "Set on"], ["Foster care", "Residential care", "Supported lodgings", "Adoption"], days()
    ),
    "updated": right(table(["Updated"], days())),
    "put_in_behind_figures": [
        [*row, *more] for row, more in zip(CARD * 2, table(["Seen", "By"], days()[:5], "ABABA"), strict=True)
    ],
    "reported_monthly": table(["Month", "Counted on", "By"], ["April 2024", "May 2024"] * 4, days(), ["JP", "OA"] * 4),
    "daily": table(
        ["Date", "Day", "Contacts"], [f"{at}/01/2025" for at in range(6, 14)], ["Mon", "Tue"] * 4, ["9", "8"] * 4
    ),
    "by_team_and_day": table(["Date", "Team", "Contacts"], days(), ["North", "South"] * 4, ["90", "80"] * 4),
    "ends_of_months": table(["Date", "By"], ["31/01/2024", "29/02/2024", "31/03/2024", "30/04/2024"], "ABAB"),
    "rota": table(["Week of", "Manager"], [f"{at}/01/2025" for at in (6, 13, 20, 27)], ["East", "West"] * 2),
    "hours": table(["Time", "Contacts"], [f"{at:02}:00" for at in range(8)], AGES),
    "agenda": table(["Time", "Item"], TIMES[:4], ["Welcome", "Minutes", "Findings", "Close"]),
    "by_age_and_sex": table(["Age", "Sex", "CP"], "112233", "MFMFMF", "456789"),
    "by_sex": table(["Sex", "Team", "Number"], "MFMFMF", TOWNS, AGES),
    "single_ages": table(["Age", "Plan", "Number"], AGES, ["CP", "CIN"] * 4, AGES),
    "metadata": table(
        ["Ref", "Statutory", "Shown", "Beside"],
        [f"K{at}" for at in range(1, 9)],
        "YN" * 4,
        "YYNN" * 2,
        ["Devon", "-"] * 4,
    ),
    "mapping": table(["Code", "Team", "Patch", "Area"], [f"T{at}" for at in range(8)], TOWNS, "NS" * 4, "EW" * 4),
    "snapshots": table(
        ["On", "Team", "Plan", "Count"], days(), ["North", "South"] * 4, ["CP", "CP", "CIN", "EH"] * 2, AGES
    ),
    "exported": table(
        ["Title", "Reporting Month", "Actual", "Modified", "Kind"],
        ["New plans", "In touch", "Stability", "Conferences"] * 2,
        [*["2024-04-01"] * 4, *["2024-05-01"] * 4],
        ["32 cases", "68%", "n/a", "128 cases"] * 2,
        days(),
        ["Item", "Folder"] * 4,
    ),
    "plan": table(["Return", "Due", "Lead officer"], ["Alpha", "Beta", "Gamma", "Delta"], days(), ["JP", "OA"] * 2),
    "marks": table(["Ref", "RAG", "Way"], [f"C{at}" for at in (1, 4, 2, 9)], ["Red", "Green"] * 2, ["Up", "Down"] * 2),
    "ratios": table(["Measure", "Apr-24", "Of"], TOWNS, ["46/97"] * 8, ["4"] * 8),
}


@pytest.mark.parametrize("name", CASES)
def test_rows_of_single_cases_are_not_understood(name):
    assert not_understood(CASES[name])


@pytest.mark.parametrize("name", HARMLESS)
def test_what_a_scorecard_has_beside_figures_is_understood(name):
    assert not_understood(HARMLESS[name]) is None


def test_the_rows_are_named_and_no_cell_is():
    assert not_understood(CASES["beneath"]) == "rows 6 to 14, columns A to C"


def test_an_export_of_measures_is_understood_by_its_headers_whatever_its_values_are():
    rows = [
        ["Referrals", f"2021-0{month}-30", text] for month, text in ((4, "3"), (5, "4?"), (6, "see note"), (7, "c"))
    ]
    assert not_understood([["Measure", "Period end", "Value"], *rows]) is None
    assert not_understood([["Measure", "Opened", "Ward"], *rows]) is not None


def test_three_rows_are_enough():
    rows = table(["Town", "Since", "Plan"], TOWNS[:3], days(), ["CP", "CIN", "CP"])
    assert not_understood(rows) == "rows 1 to 4, columns A to C"
    assert not_understood([*CARD, [], ["7", "DA", "Westby"]]) == "row 5, columns A to C"


def test_ticks_are_of_children_where_nothing_says_what_was_done():
    ticks = [["\u2713", "x", "\u2713", "x", "\u2713"] for _ in range(3)]
    assert not_understood(table(["Child's area", "Apr-24", "May-24", "Jun-24"], TOWNS[:5], *ticks)) is not None
    assert not_understood(table(["Team", "Apr-24", "May-24", "Jun-24"], TOWNS[:5], *ticks)) is None
    checks = ["Totals agree with last month", "No team is blank", "Legal status complete", "Signed off", "Sent on time"]
    assert not_understood(table(["Check", "Apr-24", "May-24", "Jun-24"], checks, *ticks)) is None


def test_a_record_written_line_below_line_is_not_understood():
    assert not_understood([*CARD, [], ["7"], ["DA"], ["Westby"], ["02/04/2024"]]) is not None


def test_lines_of_one_cell_are_rows():
    lines = [
        "M, Millbrook, 12/03/2024",
        "F, Northgate, 14/05/2024",
        "M, Saltmarsh, 9/04/2024",
        "F, Westcliff, 8/02/2024",
    ]
    assert is_list_of_cases("\n".join(lines))
    assert is_list_of_cases("; ".join(lines))
    assert not is_list_of_cases("; ".join(lines[:3]))
    assert is_list_of_cases("A.K. - moved\nJ.B. - neglect\nS.O. - unborn\nL.M. - stepped down")
    assert not is_list_of_cases("Demand rose\nStaff left\nNew team\nPanel changed")


def test_a_block_of_numbers_that_nothing_names_is_not_understood():
    numbers = (("3", "82", "851"), ("15", "107", "515"), ("2", "110", "833"), ("9", "7", "12"))
    assert not is_understood(SheetBlock(0, 0, ("Years", "Miles", "Days"), numbers))
    assert not is_understood(SheetBlock(0, 0, (), numbers))
    named = tuple((name, *row) for name, row in zip(LABELS, numbers, strict=False))
    assert is_understood(SheetBlock(0, 0, ("Measure", "Apr-24", "May-24", "Jun-24"), named))


def test_registers_below_a_table_of_figures_are_told_from_it():
    words = [["Term", "Meaning"], *([f"Word {at}", f"What the word {at} means"] for at in range(5))]
    card = [*CARD, *([f"K{at}", f"Visits {at}", "7", "9"] for at in range(3, 6))]
    (found,) = registers_beside_figures([*card, [], *words])
    assert (found.above, found.last, found.left, found.width) == (7, 12, 0, 2)
    assert not registers_beside_figures(words)
    assert not registers_beside_figures(card)


def test_lines_that_say_the_same_fields_again_and_again_are_records():
    lines = [[f"{field}: {at}"] for at in range(3) for field in ("Area", "Years", "Since")]
    assert not_understood(lines)
    assert not_understood([[f"Note {at}: as printed"] for at in range(9)]) is None
