import pytest

from analysis.audit.relations import Relations

AT = {"period_end": "2021-03-31", "published_on": "2021-07-13"}
RETURNS = ("children_returned", "children_returned_interviewed", "children_returned_declined")


def returns(whole, interviewed, declined):
    return [
        {**AT, "measure": name, "value": value}
        for name, value in zip(RETURNS, (whole, interviewed, declined), strict=True)
    ]


def test_disjoint_parts_larger_than_their_whole_are_an_error(find):
    (issue,) = find("parts-against-whole", observations=returns(22, 18, 12))
    assert issue.severity == "error"
    assert "together make 30, but the whole is printed as 22" in issue.message


def test_incomplete_parts_may_stay_below_their_whole(find):
    assert not find("parts-against-whole", observations=returns(33, 15, 9))


@pytest.mark.parametrize(("parts", "found"), [((18, 11, 2), 0), ((18, 11, 1), 1)])
def test_complete_parts_add_up(find, parts, found):
    name = "caseload_largest_safeguarding_and_families"
    at = {"period_end": "2012-05-31", "basis": "snapshot"}
    rows = [{**at, "measure": name, "value": 31}]
    rows += [
        {**at, "measure": f"{name}_{of}", "value": value} for of, value in zip(("cp", "cin", "cla"), parts, strict=True)
    ]
    assert len(find("parts-against-whole", observations=rows)) == found


def test_a_suppressed_part_lets_the_others_stay_below(find):
    facts = Relations.model_validate({"wholes": [{"whole": "icpcs", "parts": ["referrals", "s47_enquiries"]}]})
    rows = [{**AT, "measure": "icpcs", "value": 20}, {**AT, "measure": "referrals", "value": 8}]
    suppressed = {**AT, "measure": "s47_enquiries", "value": None, "missing": "suppressed", "as_printed": "c"}
    assert not find("parts-against-whole", facts, observations=[*rows, suppressed])


def test_rounded_national_parts_may_miss_by_their_rounding(find):
    facts = Relations.model_validate({"wholes": [{"whole": "icpcs", "parts": ["referrals", "s47_enquiries"]}]})
    england = {**AT, "area": "E92000001"}
    rows = [
        {**england, "measure": name, "value": value}
        for name, value in {"icpcs": 1000, "referrals": 500, "s47_enquiries": 510}.items()
    ]
    assert not find("parts-against-whole", facts, observations=rows)


def test_a_part_larger_than_its_whole_is_an_error(find):
    rows = [
        {**AT, "measure": "exploitation_assessments", "value": 20},
        {**AT, "measure": "exploitation_assessments_high_risk", "value": 24},
    ]
    (issue,) = find("subset-exceeds-whole", observations=rows)
    assert issue.severity == "error"


SPLIT_TWICE = Relations.model_validate(
    {
        "wholes": [
            {"whole": "icpcs", "parts": ["referrals", "s47_enquiries"], "certain": False},
            {"whole": "icpcs", "parts": ["cla_started", "cla_ended"], "certain": False},
            {"whole": "icpcs", "parts": ["cp_plans_started", "cp_plans_ended"], "complete": False},
        ]
    }
)


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"referrals": 30, "s47_enquiries": 20, "cla_started": 40, "cla_ended": 15}, 1),
        ({"referrals": 30, "s47_enquiries": 20, "cla_started": 35, "cla_ended": 15}, 0),
        ({"referrals": 30, "s47_enquiries": 20, "cla_started": 40}, 0),  # a part is not held
        (
            {"referrals": 30, "s47_enquiries": 20, "cla_started": 40, "cla_ended": 15, "icpcs": 50},
            0,
        ),  # said of the whole
        ({"referrals": 30, "s47_enquiries": 20, "cp_plans_started": 9, "cp_plans_ended": 9}, 0),  # not all there is
    ],
)
def test_two_complete_breakdowns_of_a_whole_that_is_not_printed_make_one_total(find, counts, found):
    rows = [{**AT, "measure": name, "value": value} for name, value in counts.items()]
    issues = find("breakdowns-disagree", SPLIT_TWICE, observations=rows)
    assert len(issues) == found
    if found:
        assert "add up to 50" in issues[0].message
        assert "of another to 55" in issues[0].message
        assert issues[0].severity == "warning"
