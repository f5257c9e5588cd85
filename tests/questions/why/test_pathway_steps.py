import pytest

from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.answer import Finding
from analysis.questions.why.inquiry import Part
from analysis.questions.why.opening import REAL
from analysis.questions.why.pathway_steps import event_of, journey
from analysis.questions.why.question import why
from pathway_store import TORBAY, published_rows, published_store, store_of
from recorded_answers import as_recorded
from whole_answers import held_to_its_record, inquiry_into

VOLUMES = ("referrals", "s47_enquiries", "icpcs", "cp_plans_started")
BETWEEN = ("2019-03", "2020-03")


def answered(before, after, measure="cp_plans_started"):
    """Torbay with other volumes in the two years to March 2020, beside the published figures of its neighbours."""
    rows = [dict(entry) for entry in published_rows()]
    given = {
        (name, year): value
        for year, values in ((2019, before), (2020, after))
        for name, value in zip(VOLUMES, values, strict=True)
    }
    for entry in rows:
        key = (entry["measure"], entry["period_end"].year)
        if entry["area"] == TORBAY and key in given and entry["period_end"].month == 3:
            entry |= {"value": float(given[key]), "missing": None}
    return why(store_of(rows), measure, TORBAY, Month(2021, 5), between=BETWEEN)


def told(answer):
    return {finding.kind: finding for finding in answer.findings}


@pytest.mark.parametrize("measure", ["cp_plans_started", "cp_rate"])
def test_a_count_that_doubled_alone_is_one_event_named_by_that_count(measure):
    answer = answered((2000, 487, 302, 277), (2000, 1021, 334, 302), measure)
    found = told(answer)
    assert "opposite_shifts" not in found
    assert found["one_event"].facts["count"] == "s47_enquiries"
    said = texts(answer)["one_event"]
    assert said.startswith("Section 47 (S47) enquiries rose from 487 to 1,021, which is more than chance")
    assert "while referrals stayed at 2,000 and initial child protection conferences (ICPCs) went from 302 to" in said
    assert "More S47 enquiries and fewer ICPCs for each of them are one event, not two." in said
    assert "what is counted, of thresholds or of recording" in said
    assert "what became of the added S47 enquiries" in said


def test_a_count_that_moved_by_chance_is_no_event():
    answer = answered((2000, 100, 80, 70), (2000, 112, 79, 70))
    assert not {"one_event", "opposite_shifts"} & set(told(answer))
    assert "recording" not in texts(answer)["answer"]


def test_beside_a_count_that_moved_by_chance_a_share_that_did_not_is_told():
    answer = answered((20000, 1000, 700, 600), (22000, 1000, 800, 600))
    assert "one_event" in told(answer)
    answer = answered((20000, 1000, 700, 600), (20300, 930, 800, 650))
    assert "one_event" not in told(answer)
    assert told(answer)["leading_step"].facts["step"] == "icpc_per_s47"


def test_beside_an_event_stands_the_step_that_made_more_of_the_change_than_it_did():
    answer = answered((2000, 500, 300, 280), (2000, 1000, 320, 160))
    found = told(answer)
    assert found["one_event"].facts["count"] == "s47_enquiries"
    assert found["leading_step"].facts["step"] == "plans_per_icpc"
    assert texts(answer)["leading_step"].startswith("Beside that, new plans for each initial child protection")


def test_a_small_step_beside_an_event_is_left_out():
    answer = answered((2000, 500, 300, 280), (2000, 1000, 390, 360))
    assert "leading_step" not in told(answer)


def test_steps_to_plans_that_started_as_before_are_not_said_to_make_the_change_of_those_open():
    answer = why(published_store(), "cp_rate", TORBAY, Month(2021, 5), between=("2016-03", "2017-03"))
    assert told(answer)["doubt"].facts["opening"] == "usual elsewhere"  # the plans open
    assert told(answer)["flows"].facts["started_opening"] == "within chance"
    assert told(answer)["one_event"].facts["real"] is False
    assert "leading_step" not in told(answer)


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_what_an_event_leaves_is_told_where_it_made_most_of_the_change():
    """Enquiries rose and conferences fell: that they are one event must not hide that fewer came out of it."""
    answer = answered((1696, 542, 319, 291), (1752, 962, 222, 203))
    steps = answer.tables["pathway"].set_index("step")["contribution"]
    left = steps["s47_per_referral"] + steps["icpc_per_s47"]
    assert answer.evidence["cp_started.event_left"].value == pytest.approx(left)
    assert f"What the two leave made about {-left:.0f} fewer new" in texts(answer)["one_event"]
    assert "There were 88 fewer in all." in texts(answer)["one_event"]
    assert "What the two leave" not in texts(answered((2000, 487, 302, 277), (2000, 1021, 334, 277)))["one_event"]


def test_what_it_finds_is_what_its_record_says():
    inquiry = inquiry_into("cp_rate")
    as_recorded("part_journey", (journey(inquiry), inquiry.ledger.evidence))


@pytest.mark.parametrize(
    ("kind", "changed", "count"),
    [
        ("one_event", {}, "s47_enquiries"),
        ("opposite_shifts", {}, None),
        ("one_event", {"population": True}, None),
        ("one_event", {"opening": "within_chance"}, None),
    ],
)
def test_an_event_is_a_count_of_cases_that_moved_by_more_than_chance(kind, changed, count):
    facts = {"count": "s47_enquiries", "population": False, "opening": next(iter(REAL)), **changed}
    assert event_of(Part(findings={"steps": Finding(kind, {}, facts)})) == count
    assert event_of(Part()) is None
