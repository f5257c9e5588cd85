"""Columns under the merged heading of one measure."""

from analysis.sources.scorecard.grouped_columns import is_only, says_how

MONTHS = ["Apr-25", "May-25", "Jun-25"]
HEADS = [["", "Referrals", "Reviews on time", "", ""], ["Month", "Number", "Num", "Den", "%"]]


def test_numerator_and_denominator_go_with_their_percentage(found):
    (table,) = found([*HEADS, *([month, "12", "9", "10", "90"] for month in MONTHS)])
    assert [row.label for row in table.rows] == ["Referrals", "Reviews on time"]
    parts = [(cell.part, cell.text) for cell in table.rows[1].cells if str(cell.period.end) == "2025-04-30"]
    assert parts == [("value", "90"), ("numerator", "9"), ("denominator", "10")]
    assert table.rows[1].said("unit") == "%"


def test_two_values_of_one_measure_keep_their_words(found):
    heads = [["", "Looked after", "", "Contacts"], ["Month", "Number", "Rate", "Number"]]
    (table,) = found([*heads, *([month, "120", "60.5", "300"] for month in MONTHS)])
    assert [row.label for row in table.rows] == ["Looked after: Number", "Looked after: Rate", "Contacts"]


def test_a_measure_that_has_a_word_of_a_role_in_it_is_called_by_its_own_name(found):
    heads = [
        ["", "Help", "", "Plans"],
        ["Month", "Contacts received", "Family group conferences held", "Children on a plan"],
    ]
    (table,) = found([*heads, *([month, "12", "9", "10"] for month in MONTHS)])
    assert [(row.section, row.label) for row in table.rows] == [
        ("Help", "Contacts received"),
        ("Help", "Family group conferences held"),
        ("Plans", "Children on a plan"),
    ]


def test_what_says_how_a_thing_is_counted_says_nothing_of_what():
    assert says_how("Denominator")
    assert says_how("Number")
    assert not says_how("Child protection plans")
    assert is_only("target", "target")
    assert not is_only("target families", "target")


def test_contacts_under_a_heading_are_what_is_counted_and_not_how():
    assert [says_how(text) for text in ("Contacts", "Number", "%", "Total", "Referrals")] == [
        False,
        True,
        True,
        True,
        False,
    ]
