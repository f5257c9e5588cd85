import datetime as dt

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.questions.comparators import Comparators
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why import what_happened as module
from analysis.questions.why.explanations import explanations
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.question import why
from analysis.questions.why.signs import Sign, Signs
from analysis.questions.why.what_happened import how_sure, patterns, what_happened
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import Usual
from pathway_store import TORBAY, published_store, row, store_of
from whole_answers import held_to_its_record

DAYS = (dt.date(2020, 3, 31), dt.date(2021, 3, 31))
LAST = Month(2025, 9)
MORE_ENQUIRIES = Sign("s47_enquiries", "up", 777, 974)
ENTRIES = patterns(explanations(), "cp")


USUAL, RARE, FEW = Usual(40, 100, 50), Usual(0, 100, 50), Usual(0, 12, 6)


def inquiry_into(measure="cp_rate"):
    figures = SeriesReader.from_store(store_of([row(TORBAY, "cp_plans_started", DAYS[1], 10)]), TORBAY, DAYS[1])
    pathway = pathway_of(measure)
    alone = Comparators(None, (), None, "E92000001", in_force=True)
    return Inquiry(figures, pathway, Window(*DAYS), Month.of(DAYS[1]), alone, (), Ledger("cp"))


def told(*signs):
    return what_happened(inquiry_into(), ENTRIES, Signs({sign.name: sign for sign in signs}))


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
    part = told(Sign("cp_plans_started", "up", 277, 402), Sign("cp_plans_ended", "level", 300, 301))
    assert part.findings["what_happened"].facts["signs"] == ("cp_plans_started",)
    assert set(part.tables["what_happened"]["sign"]) == {"cp_plans_started", "cp_plans_ended"}


@pytest.mark.parametrize(
    ("usual", "sure"), [(USUAL, "usual elsewhere"), (RARE, "beyond usual"), (FEW, "too few to say")]
)
def test_nothing_is_called_unusual_that_was_not_set_beside_the_others(monkeypatch, usual, sure):
    """Cases and plans of a length were, for they are out of the ordinary for a reason where they moved at all."""
    monkeypatch.setattr(module, "usual_sign", lambda *_: usual)
    for name in ("cp_plans_started", "older_plans", "cases"):
        assert how_sure(inquiry_into(), Sign(name, "down", 149, 63, clear=True)) == sure
        assert how_sure(inquiry_into(), Sign(name, "level", 149, 148, clear=True)) == "within chance"
    assert how_sure(inquiry_into(), Sign("cp_plans_ended_as_before", "up", 300, 400, clear=True)) == "beyond usual"


SENTENCES = {  # where a finding says how sure the change of a count is: which fact says it, and of which count
    "flows": (("started_opening", "cp_plans_started"), ("ended_opening", "cp_plans_ended")),
    "flows_implied": (("started_opening", "cp_plans_started"),),
}


def test_one_change_has_one_strength_in_the_sentences_and_in_the_table_of_an_answer():
    """A table that judged by all years to date, or by another test of chance, would part from the words beside it."""
    store, said, apart = published_store(), 0, []
    for code in [area.code for area in areas().authorities() if area.code in set(store.observations["area"])]:
        for year in range(2013, 2026):
            try:
                answer = why(store, "cp_rate", code, LAST, between=(f"{year - 1}-03", f"{year}-03"))
            except WorkbenchError:
                continue
            table = answer.tables.get("what_happened")
            sure = {} if table is None else dict(zip(table["sign"], table["sure"], strict=True))
            facts = {finding.kind: finding.facts for finding in answer.findings}
            told = [(facts[kind].get(fact), sure.get(sign)) for kind in facts for fact, sign in SENTENCES.get(kind, ())]
            pairs = [(one, other) for one, other in told if one and other]
            said += len(pairs)
            apart += [(code, year, *pair) for pair in pairs if pair[0] != pair[1]]
    assert apart == []
    assert said > 10


def test_the_change_that_is_explained_is_not_told_a_second_time():
    """Its rate could be chance where its number could not: the headline has said which."""
    signs = Signs({sign.name: sign for sign in (Sign("cp_plans_started", "down", 209, 167), MORE_ENQUIRIES)})
    part = what_happened(inquiry_into("cp_plans_started"), ENTRIES, signs)
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
