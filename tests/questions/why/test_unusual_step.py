import pandas as pd

from analysis.questions.answer import Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.why.inquiry import Part
from analysis.questions.why.unusual_step import ranked, unusual_step
from whole_answers import held_to_its_record


def steps(**changed):
    """Referrals moved most; conferences that lead to plans moved little, which they hardly ever do."""
    columns = {
        "step": ["population", "referral_rate", "s47_per_referral", "plans_per_icpc"],
        "below": [None, "population_0_17", "referrals", "icpcs"],
        "ratio_change": [0.01, 0.30, -0.10, 0.12],
        "contribution": [3.0, 80.0, -30.0, 35.0],
        "as_large": [0, 300, 400, 4],
        "comparable_changes": [0, 999, 999, 999],
        "event": [0, 1, 2, 3],
    }
    return pd.DataFrame(columns | changed)


def asked(frame, kind="leading_step"):
    ledger = Ledger("cp")
    for name in frame["step"]:
        ledger.computed(f"step_{name}_before", 1.0, "ratio", name)
        ledger.computed(f"step_{name}_after", 1.1, "ratio", name)
    return unusual_step(ledger, Part(findings={"steps": Finding(kind, {})}, tables={"pathway": frame}))


def test_the_two_orders_differ_where_a_quiet_step_moved():
    places = ranked(steps()).set_index("step")
    assert places["order_sum"].to_dict() == {
        "referral_rate": 1,
        "plans_per_icpc": 2,
        "s47_per_referral": 3,
        "population": 4,
    }
    assert places["order_unusual"].dropna().to_dict() == {
        "plans_per_icpc": 1,
        "referral_rate": 2,
        "s47_per_referral": 3,
    }
    assert places["surprise"]["plans_per_icpc"] == 5 / 1000


def test_of_two_steps_alike_the_one_that_moved_further_comes_first():
    places = ranked(steps(as_large=[0, 4, 4, 4])).set_index("step")
    assert places["order_unusual"]["referral_rate"] == 1


def test_the_most_unusual_step_is_told_beside_the_one_that_leads():
    finding = asked(steps()).findings["unusual_step"]
    assert finding.facts == {"step": "plans_per_icpc", "leads_too": False}


def test_where_no_step_is_rare_the_table_ranks_them_and_nothing_is_told():
    part = asked(steps(as_large=[0, 300, 400, 200]))
    assert not part.findings
    assert part.tables["pathway"].set_index("step")["order_unusual"]["plans_per_icpc"] == 1


def test_a_step_that_is_one_event_with_another_is_not_told_again():
    assert not asked(steps(event=[0, 1, 2, 2]), "one_event").findings


def test_a_step_of_a_pair_that_is_not_told_as_one_event_is_told():
    assert "unusual_step" in asked(steps(event=[0, 1, 2, 2])).findings


def test_too_few_others_rank_nothing():
    part = asked(steps(comparable_changes=[0, 19, 19, 19]))
    assert not part.findings
    assert part.tables["pathway"]["order_unusual"].isna().all()


def test_a_rate_alone_has_no_steps_to_rank():
    assert asked(steps().head(2)) == Part()


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
