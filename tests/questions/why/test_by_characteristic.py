import datetime as dt

import pytest

from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.why.by_characteristic import by_characteristic
from analysis.questions.why.question import why
from pathway_store import TORBAY, row, store_of
from recorded_answers import as_recorded
from whole_answers import held_to_its_record, inquiry_into

MONTH = Month(2026, 3)
NEEDS = next(split.measures for split in pathway_of("cla_rate").parts if split.name == "starts_need")


def rows(measure, values, missing=None):
    """One figure a year to March, 2020 first."""
    return [row(TORBAY, measure, dt.date(2020 + place, 3, 31), value, missing) for place, value in enumerate(values)]


def people():
    return [row(TORBAY, "population_0_17", dt.date(year, 6, 30), 25_000) for year in range(2018, 2023)]


def care(**more):
    """The number looked after rises by 100 in the last year, and so do those who came."""
    held = {
        "cla_at_period_end": (300, 300, 400),
        "cla_started": (120, 120, 220),
        "cla_ended": (120, 120, 120),
        "s47_enquiries": (500, 500, 900),
        "referrals": (900, 900, 2_000),
        "icpcs": (200, 200, 300),
        "cp_plans_started": (150, 150, 200),
        **more,
    }
    return [*people(), *(each for measure, values in held.items() for each in rows(measure, values))]


def asked(figures, measure="cla_rate"):
    return why(store_of(figures), measure, TORBAY, MONTH, between=("2021-03", "2022-03"))


def of_kind(answer, kind):
    return [finding for finding in answer.findings if finding.kind == kind]


@pytest.mark.parametrize("measure", ["cla_rate", "cla_started"])
def test_care_is_not_put_on_the_steps_of_child_protection(measure):
    answer = asked(care(), measure)
    assert not {finding.kind for finding in answer.findings} & {"leading_step", "one_event", "opposite_shifts"}
    assert set(answer.tables["pathway"]["step"]) == {"population", "cla_per_population"}


def test_unaccompanied_children_who_make_half_of_the_rise_are_told_before_the_flows():
    answer = asked(care(cla_uasc=(20, 20, 70)))
    assert [finding.kind for finding in answer.findings[:4]] == ["headline", "doubt", "part_of_stock", "flows"]
    assert answer.evidence["cla.part_unaccompanied_change"].value == 50
    assert answer.evidence["cla.part_unaccompanied_whole"].value == 100


@pytest.mark.parametrize("after", [60, 21])
def test_unaccompanied_children_who_make_less_are_told_after_the_flows(after):
    kinds = [finding.kind for finding in asked(care(cla_uasc=(20, 20, after))).findings]
    assert kinds.index("flows") < kinds.index("part_of_stock") < kinds.index("pace")


def test_a_few_children_do_not_lead_although_they_make_most_of_a_small_rise():
    figures = care(cla_at_period_end=(300, 300, 306), cla_started=(120, 120, 126), cla_uasc=(36, 36, 40))
    assert asked(figures).findings[2].kind == "flows"


@pytest.mark.parametrize(("after", "by_chance"), [(23, True), (60, False)])
def test_a_change_of_a_few_children_is_said_to_be_within_chance(after, by_chance):
    answer = asked(care(cla_uasc=(20, 20, after)))
    assert of_kind(answer, "part_of_stock")[0].facts["by_chance"] is by_chance
    assert ("which could be chance" in texts(answer)["part_of_stock"]) is by_chance


def test_where_only_the_day_is_held_the_answer_says_so_and_which_table_to_add():
    answer = asked(care(cla_uasc=(20, 20, 70)))
    assert of_kind(answer, "part_of_stock")[0].facts["flows_held"] is False
    assert [gap.split('"')[1] for gap in answer.missing] == [
        "CLA starting during the year - characteristics - by local authority",
        "CLA ceasing during the year - characteristics - by local authority",
    ]
    assert all("not held" in gap and "March 2021 to March 2022" in gap for gap in answer.missing)


def test_an_older_split_is_said_to_be_held_up_to_its_last_month():
    figures = [*care(), row(TORBAY, NEEDS[0], dt.date(2021, 3, 31), 90)]
    assert any("held up to March 2021" in gap for gap in asked(figures).missing)


def test_nothing_of_unaccompanied_children_names_the_table_of_the_day():
    assert '"CLA on 31 March by characteristics - LA"' in asked(care()).missing[0]


def test_the_part_of_a_flow_that_moved_most_is_told_with_its_figures():
    answer = asked(care(**{NEEDS[0]: (100, 100, 95), NEEDS[-1]: (20, 20, 125)}))
    told = of_kind(answer, "leading_parts")
    assert [finding.facts["parts"] for finding in told] == [(NEEDS[-1],)]
    assert [answer.evidence[told[0].about[f"{end}_0"]].value for end in ("before", "after")] == [20, 125]
    assert list(answer.tables["starts_need"]["part"][:2]) == [NEEDS[-1], NEEDS[0]]


def test_parts_that_moved_no_more_than_chance_are_shown_and_not_told():
    answer = asked(care(**{NEEDS[0]: (100, 100, 105)}))
    assert not of_kind(answer, "leading_parts")
    assert "starts_need" in answer.tables


def test_what_is_hidden_of_a_complete_split_is_not_worked_out():
    figures = care(**{NEEDS[0]: (100, 100, 95)})
    figures += rows(NEEDS[1], (None, None, None), "suppressed")
    assert "rest" not in set(asked(figures).tables["starts_need"]["part"])


def test_a_category_that_is_new_leads_nothing():
    reasons = next(split.measures for split in pathway_of("cla_rate").parts if split.name == "ends_reason")
    figures = care(**{reasons[-1]: (100, 100, 20)})
    figures += [
        row(TORBAY, reasons[9], dt.date(2021, 3, 31), None, "not_applicable"),
        row(TORBAY, reasons[9], dt.date(2022, 3, 31), 80),
    ]
    answer = asked(figures)
    assert not of_kind(answer, "leading_parts")
    assert set(answer.tables["ends_reason"]["part"]) == {reasons[-1], reasons[9]}


def test_a_figure_from_a_second_hand_source_is_said_to_be_one():
    figures = care(cla_uasc=(20, 20, 70))
    assert "second_hand" not in {caveat.kind for caveat in asked(figures).caveats}
    for each in figures:
        if each["measure"] == "cla_uasc":
            each["source"] = "second-hand-collection/file.csv#row 2"
    assert "second_hand" in {caveat.kind for caveat in asked(figures).caveats}


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_what_it_finds_is_what_its_record_says():
    inquiry = inquiry_into("cla_rate")
    as_recorded("part_by_characteristic", (by_characteristic(inquiry), inquiry.ledger.evidence))
