import pytest

from analysis.language.numbers import HIDDEN, as_number, as_published, forecast, in_cell, number, printed, signed
from analysis.questions.answer import Evidence
from printed_record import held_as_printed

MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "expected"),
    [
        (1234.0, "count", None, "1,234"),
        (0.0, "count", None, "0"),
        (-75.0, "count", None, f"{MINUS}75"),
        (82.85, "per_10000", None, "82.9"),  # half up, not to even
        (2.25, "per_10000", 1, "2.3"),
        (0.5, "percent", None, "1%"),
        (-18.7, "percent", None, f"{MINUS}19%"),
        (-0.04, "per_10000", None, "0.0"),  # no minus on a nought
        (0.2375, "probability", None, "0.24"),
        (0.00091, "probability", None, "less than 0.001"),
        (0.0051, "probability", None, "0.005"),
        (0.999, "probability", None, "0.999"),
        (12_500.4, "pounds", None, "£12,500"),
        (-12_500.0, "pounds", None, f"{MINUS}£12,500"),
        (float("nan"), "count", None, "not available"),
    ],
)
def test_numbers_as_people_read_them(value, unit, decimals, expected):
    assert number(value, unit, decimals) == expected


@pytest.mark.parametrize(("value", "expected"), [(29.0, "+29"), (-75.0, f"{MINUS}75"), (0.0, "0"), (0.2, "0")])
def test_changes_carry_their_sign_but_nought_has_none(value, expected):
    assert signed(value, "count") == expected


def test_a_missing_number_says_why():
    hidden = Evidence("cp.plans", None, "count", missing="suppressed")
    assert printed(hidden) == "hidden"
    assert printed(Evidence("cp.plans", None, "count")) == "not available"


def test_words_are_printed_as_they_are():
    assert printed(Evidence("cp.month", "March 2017", "text")) == "March 2017"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,306", 1306),
        ("\N{MINUS SIGN}4.3", -4.3),
        ("+152.9", 152.9),
        ("24.5%", "24.5%"),
        ("2 to 3", "2 to 3"),
        ("", ""),
    ],
)
def test_only_a_plain_number_is_read_back_as_a_number(text, value):
    assert as_number(text) == value


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(24.5, "percent", "24.5%"), (20.0, "percent", "20%"), (20.04, "percent", "20%"), (82.96, "per_10000", "83.0")],
)
def test_a_percentage_keeps_the_decimal_that_it_was_published_with(value, unit, words):
    assert as_published(value, unit) == words


@pytest.mark.parametrize(
    ("value", "words"), [(99.94, "99.9"), (100.0, "100"), (103.4, "103"), (-100.4, "\N{MINUS SIGN}100"), (84.0, "84.0")]
)
def test_a_figure_that_is_expected_has_no_decimals_from_100_on(value, words):
    assert forecast(value, "per_10000") == words


def test_a_cell_without_a_figure_says_why():
    assert in_cell("suppressed") == HIDDEN == "[c]"
    assert [in_cell(why) for why in ("no_events", "blank", None, "unheard of")] == [
        *("no events", "left blank"),
        *("not available", "not available"),
    ]


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()
