from analysis.questions.evidence_log import Ledger
from analysis.questions.why.explanations import explanations
from analysis.questions.why.signs import Sign, Signs
from analysis.questions.why.what_happened import patterns, what_happened
from whole_answers import held_to_its_record

MORE_ENQUIRIES = Sign("s47_enquiries", "up", 777, 974)
ENTRIES = patterns(explanations(), "cp")


def told(*signs):
    return what_happened(ENTRIES, Signs({sign.name: sign for sign in signs}), Ledger("cp"))


def test_patterns_of_changes_either_way_are_taken():
    assert {"more_starts", "fewer_starts"} <= {entry.id for entry in ENTRIES}
    assert {entry.kind for entry in ENTRIES} == {"pattern"}


def test_each_sign_that_moved_is_told_once_whichever_way_it_went():
    part = told(Sign("cp_plans_started", "up", 277, 402), Sign("cp_plans_ended", "down", 300, 200))
    finding = part.findings["what_happened"]
    assert dict(zip(finding.facts["signs"], finding.facts["directions"], strict=True)) == {
        "cp_plans_ended": "down",
        "cp_plans_started": "up",
    }
    assert finding.about["before_1"] == "cp.sign_cp_plans_started_before"


def test_a_sign_that_stood_still_is_shown_and_not_told():
    part = told(Sign("cp_plans_started", "up", 277, 402, clear=True), Sign("cp_plans_ended", "level", 300, 301))
    assert part.findings["what_happened"].facts["signs"] == ("cp_plans_started",)
    assert part.tables["what_happened"].set_index("sign")["sure"].to_dict() == {
        "cp_plans_started": "beyond usual",
        "cp_plans_ended": "within chance",
    }


def test_the_change_that_is_explained_is_not_told_a_second_time():
    """Its rate could be chance where its number could not: the headline has said which."""
    signs = Signs({sign.name: sign for sign in (Sign("cp_plans_started", "down", 209, 167), MORE_ENQUIRIES)})
    part = what_happened(ENTRIES, signs, Ledger("cp"), "cp_plans_started")
    assert part.findings["what_happened"].facts["signs"] == ("s47_enquiries",)
    assert "cp_plans_started" in set(part.tables["what_happened"]["sign"])


def test_signs_of_other_areas_are_no_fact_of_this_one():
    part = told(Sign("neighbours.rate", "up", 50, 60), Sign("difference", "up", 1, 2))
    assert not part.findings
    assert not part.tables


SLOW, AS_MANY = (Sign("cp_plans_ended_as_before", way, 300, ended) for way, ended in (("down", 200), ("level", 290)))
PER_OPEN = Sign("cp_plans_ended_per_open", "down", 1.5, 1.2)


def test_endings_for_each_plan_open_give_place_where_endings_can_be_set_beside_those_expected():
    """They fall where many plans have only just started, although none is closed more slowly."""
    assert told(PER_OPEN).findings["what_happened"].facts["signs"] == ("cp_plans_ended_per_open",)
    assert "what_happened" not in told(PER_OPEN, AS_MANY).findings
    assert told(PER_OPEN, SLOW).findings["what_happened"].facts["signs"] == ("cp_plans_ended_as_before",)


def test_fewer_endings_are_said_to_be_as_expected_where_the_pace_is_level_and_not_where_it_is_slower():
    fewer = Sign("cp_plans_ended", "down", 253, 189)
    assert told(fewer, AS_MANY).findings["what_happened"].facts["as_expected"] == ("cp_plans_ended",)
    assert told(fewer, SLOW).findings["what_happened"].facts["as_expected"] == ()
    assert told(fewer).findings["what_happened"].facts["as_expected"] == ()


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
