"""Every cell becomes a value, a reason, a mark or a problem; the examples are from council papers and DfE files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue.observation import MISSING_REASONS
from analysis.sources.cells import parse_cell

VALUES = [
    ("2238", 2238, None, None, ()),
    ("2238 / 876*", 2238, 876, None, ("footnote",)),
    ("46/97", 46, 97, None, ()),
    ("28.6/76", 28.6, 76, None, ()),
    ("4 of 6", 4, 6, None, ()),
    ("12, 779", 12779, None, None, ()),
    ("214, 143", 214143, None, None, ()),
    ("1,234", 1234, None, None, ()),
    ("1\u00a0234", 1234, None, None, ()),
    ("1\u2009234\u2009567", 1234567, None, None, ()),
    ("£12,779", 12779, None, "pounds", ()),
    ("\u22123.5", -3.5, None, None, ()),
    ("-3.5", -3.5, None, None, ()),
    ("686***", 686, None, None, ("footnote",)),
    ("535*", 535, None, None, ("footnote",)),
    ("over 250", 250, None, None, ("over",)),
    ("above 90%", 90, None, "percent", ("over",)),
    ("90%+", 90, None, "percent", ("over",)),
    ("nearly 290", 290, None, None, ("approximate",)),
    ("almost 1100", 1100, None, None, ("approximate",)),
    ("at or around 250", 250, None, None, ("approximate",)),
    ("below 250", 250, None, None, ("under",)),
    ("60+ month", 60, None, None, ("over",)),
    ("50+", 50, None, None, ("over",)),
    ("80 (from May 2020 only)", 80, None, None, ("partial",)),
    ("9% (from May 2020 only)", 9, None, "percent", ("partial",)),
    ("National average Q1 2020/21: 36 weeks", 36, None, "weeks", ()),
    ("I79%", 79, None, "percent", ()),
    ("6.0 %", 6, None, "percent", ()),
    (" 73.1% ", 73.1, None, "percent", ()),
    ("230.1%", 230.1, None, "percent", ()),
    ("Over 2/3rds", pytest.approx(66.667, abs=0.001), None, "percent", ("over", "approximate")),
    ("a third", pytest.approx(33.333, abs=0.001), None, "percent", ("approximate",)),
    ("103rd of 137", 103, 137, None, ("rank",)),
    ("joint 17th", 17, None, None, ("rank",)),
    ("0", 0, None, None, ()),
    ("0.0", 0, None, None, ()),
    ("nil", 0, None, None, ()),
]

MISSING = [
    ("", "blank"),
    ("   ", "blank"),
    ("\u00a0", "blank"),
    ("-", "not_available"),
    ("\u2013", "not_available"),
    ("N/A", "not_applicable"),
    ("n/a", "not_applicable"),
    ("n/a new measure from January 2021", "not_applicable"),
    ("not available for March", "not_available"),
    ("No adoptions this month so n/a", "no_events"),
    ("TBC", "not_yet_set"),
    ("TBC 11/20", "not_yet_set"),
    ("c", "suppressed"),
    ("[c]", "suppressed"),
    ("low", "suppressed"),
    ("k", "suppressed"),
    ("*", "suppressed"),
    ("<5", "suppressed"),
    ("x", "not_available"),
    ("u", "not_available"),
    (":", "not_available"),
    ("z", "not_applicable"),
]

PROBLEMS = [
    " 5 to  10%",
    "12-14",
    "10 to 15",
    "213/\u2026",
    "1 234",
    "1,23",
    "1.234.567",
    "2% reduction",
    "up to a year",
    "bottom 20",
    "Sep-11",
    "2021-10-05",
    "05/10/2021",
    "#DIV/0!",
    "#########",
    "1e5",
    "nan",
    "inf",
    "TRUE",
    "none",
    "(12)",
    "\u0661\u0662",
    "12a",
    "%",
]


@pytest.mark.parametrize(("text", "value", "second", "unit", "qualifiers"), VALUES)
def test_a_printed_figure_keeps_its_value_and_what_is_said_of_it(text, value, second, unit, qualifiers):
    cell = parse_cell(text)
    assert (cell.kind, cell.value, cell.second, cell.unit) == ("value", value, second, unit)
    assert cell.qualifiers == qualifiers
    assert cell.text == text


@pytest.mark.parametrize(("text", "reason"), MISSING)
def test_a_missing_figure_is_a_reason_and_never_a_number(text, reason):
    cell = parse_cell(text)
    assert (cell.kind, cell.missing, cell.value) == ("missing", reason, None)


@pytest.mark.parametrize("text", PROBLEMS)
def test_what_is_not_one_figure_is_a_problem_and_not_a_guess(text):
    cell = parse_cell(text)
    assert cell.kind == "problem"
    assert cell.value is None


def test_a_range_keeps_both_ends_for_a_target():
    assert parse_cell("5 to 10%").span == (5, 10)


@pytest.mark.parametrize("text", ["12, 779", "I79%", "Over 2/3rds", "National average Q1 2020/21: 36 weeks", "nil"])
def test_an_unusual_spelling_says_how_it_was_read(text):
    assert parse_cell(text).understood


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("↑", "up"),
        ("⬆️", "up"),
        ("▲", "up"),
        ("↓", "down"),
        ("⬇", "down"),
        ("\uf0ea", "down"),
        ("↔", "flat"),
        ("➡️", "flat"),
    ],
)
def test_an_arrow_in_any_of_its_characters_is_a_direction(text, direction):
    assert (parse_cell(text).kind, parse_cell(text).arrow) == ("mark", direction)


def test_an_arrow_beside_a_figure_does_not_hide_the_figure():
    assert (parse_cell("↑ 45%").value, parse_cell("45% ⬇️").arrow) == (45, "down")


@given(st.text(max_size=300))
def test_no_text_makes_the_reader_crash(text):
    cell = parse_cell(text)
    said = [cell.problem is not None, cell.missing is not None, cell.value is not None]
    assert sum(said) == (0 if cell.kind == "mark" else 1)
    assert cell.missing is None or cell.missing in MISSING_REASONS
    assert cell.text == text


@given(st.text(alphabet="0123456789 ,./%*+-£()toverofnalI\u00a0\u2212↑⬆️TBC:", max_size=25))
def test_no_mixture_of_what_cells_are_made_of_makes_the_reader_crash(text):
    cell = parse_cell(text)
    assert cell.kind in ("value", "missing", "mark", "problem")


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_a_whole_number_survives_with_and_without_separators(number):
    assert parse_cell(str(number)).value == number
    assert parse_cell(f"{number:,}").value == number


@given(st.floats(min_value=0, max_value=1e6, allow_nan=False).map(lambda value: round(value, 2)))
def test_a_percentage_survives(number):
    cell = parse_cell(f"{number:.2f}%")
    assert (cell.value, cell.unit) == (number, "percent")
