"""Where a grid names people; places, owners beside measures and lists of actions are let be."""

import pytest

from analysis.sources.people_in_grids import answers, header_rows, is_figure, is_type_of_field, people_in, under

NAMES = ("Oriel Trelawny", "Jago Opie", "Merryn Curnow", "Piran Vyvyan")
LABELS = ("Referrals received", "Plans at month end", "Repeat plans", "Children looked after")


def found(rows):
    return people_in(rows, [list(column) for column in zip(*rows, strict=True)])


def beside(header, labels=NAMES, second=None):
    head = [header, *(["Indicator"] if second else []), "Apr-24"]
    return [head, *([label, *([second[at]] if second else []), "20"] for at, label in enumerate(labels))]


@pytest.mark.parametrize("header", ["", "Worker", "Team / worker", "Owner", "Responsible officer", "Who"])
def test_a_column_of_names_that_is_what_is_counted_is_one_of_people(header):
    assert found(beside(header))


@pytest.mark.parametrize("header", ["Ward", "School", "Team", "Locality"])
def test_places_may_be_called_as_people_are(header):
    assert found(beside(header)) is None


@pytest.mark.parametrize("header", ["Owner", "Data lead", "Responsible officer", "Modified By", "Comment by"])
def test_who_answers_for_a_measure_is_let_be(header):
    assert found(beside(header, second=LABELS)) is None


def test_who_does_an_action_is_let_be_and_who_alone_is_not():
    actions = [["Action", "Who"], *([f"Write the plan for {at}", name] for at, name in enumerate(NAMES))]
    assert found(actions) is None
    assert found([["Plan", "Who"], *([f"Write the plan for {at}", name] for at, name in enumerate(NAMES))])


def test_a_list_of_roles_is_let_be():
    assert found([["Name", "Role"], ["Oriel Trelawny", "Chair"], ["Jago Opie", "Director"]]) is None


def test_a_word_for_a_place_among_the_rows_excuses_no_column():
    assert found([["Home", "Occupant"], ["Elm", "Child A"], ["Elm", "Child B"], ["Oak", "Child C"], ["Oak", "vacant"]])


def test_a_row_of_years_over_the_header_is_passed_over():
    years = ["", "2024", "", ""]
    months = ["Ward", "Apr-24", "May-24", "Jun-24"]
    assert found([years, months, *([name, "1", "2", "3"] for name in NAMES)]) is None


def test_four_digits_under_a_header_of_people_are_numbers_unless_they_are_in_order():
    assert found(beside("Case", ("4821", "1093", "7730", "2214")))
    assert found(beside("Case", ("1093", "2214", "4821", "7730"))) is None


def test_headers_are_near_the_top_or_after_a_gap_and_what_is_under_them_ends_at_one():
    rows = [["Home", "Beds"], ["Elms", "1"], ["", ""], ["Team", "Staff"], ["North", "2"]]
    assert list(header_rows(rows)) == [0, 3]
    assert under(rows, 0, 0) == ["Elms"]
    assert under(rows, 3, 1) == ["2"]


@pytest.mark.parametrize(
    ("cell", "is_one"), [("12", True), ("1,204", True), ("81.2%", True), ("c", True), ("Oriel", False)]
)
def test_figures_are_numbers_and_marks_of_missing_ones(cell, is_one):
    assert is_figure(cell) is is_one


def test_who_changed_what_is_no_list_of_people():
    changes = [["Who", "What changed"], *([name, f"Put in the plan for {at}"] for at, name in enumerate(NAMES))]
    assert found(changes) is None


def test_a_header_says_who_answers_or_is_asked():
    assert answers("Ask")
    assert answers("Speak to")
    assert not answers("Young person")


def test_types_of_fields_are_those_of_data_bases():
    assert is_type_of_field("varchar(20)")
    assert not is_type_of_field("Neglect")
