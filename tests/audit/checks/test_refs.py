import pytest

from analysis.audit.checks.refs import place_of


def printed(*refs):
    return [{"ref": ref, "label": f"measure {number}", "measure": None} for number, ref in enumerate(refs)]


@pytest.mark.parametrize(
    ("ref", "place"),
    [("2.17a", ("2", 17, "a")), ("T31", ("T", 31, "")), ("NI059", ("NI", 59, "")), ("Ofsted", None), (None, None)],
)
def test_refs_are_read_in_the_forms_that_papers_use(ref, place):
    assert place_of(ref) == place


def test_one_ref_for_two_measures_is_a_warning(find):
    (issue,) = find("duplicate-refs", entries=printed("2.21", "2.22", "2.23", "2.24", "2.24", "2.26"))
    assert issue.severity == "warning"
    assert issue.message.startswith("Ref 2.24 stands beside 2 different measures")


def test_refs_that_name_groups_are_left_alone(find):
    assert not find("duplicate-refs", entries=printed("1.2", "1.2", "1.2", "2.1", "2.1", "2.2"))


def test_a_number_left_out_and_a_blank_are_noted(find):
    found = find("missing-refs", entries=printed("2.24", None, "2.26", "2.27"))
    assert [issue.message for issue in found] == [
        "Refs left out of the sequence: 2.25.",
        "Printed without a ref: measure 1.",
    ]


def test_a_ref_after_a_higher_one_is_noted(find):
    (issue,) = find("refs-out-of-order", entries=printed("2.30", "2.32a", "2.32b", "2.31", "2.33"))
    assert issue.message == "Ref 2.31 is printed after 2.32b."


def test_2_10_comes_after_2_9(find):
    assert not find("refs-out-of-order", entries=printed("2.8", "2.9", "2.10", "2.11"))
