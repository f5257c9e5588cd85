"""Tables of "why did it change": which number stands under which date, in which unit, and what is said of a gap."""

import datetime as dt
import math

import pytest

from analysis.present.tables import why
from drawn_charts import MARCH_2020, MARCH_2021, answer_of
from printed_record import held_as_printed

NONE = math.nan
BETWEEN = (MARCH_2020, MARCH_2021)
ENDS = ("March 2020", "March 2021")


def columns(table):
    return {name: list(table.frame[name]) for name in table.frame}


def made(build, name, rows, *, measure="cp_rate", between=BETWEEN, figures=None):
    return build(answer_of(measure, tables={name: rows}, figures=figures, between=between))


def test_stock_and_flow_names_every_number_and_leaves_a_remainder_that_is_not_known_empty():
    row = {"measure": "cp_plans_at_period_end", "started": 120, "ended": 110, "at_end": 212, "implied_ended": 108}
    table = made(
        why.stock_and_flow,
        "stock_and_flow",
        [
            row | {"year": "2021", "at_start": 200, "residual": 2},
            row | {"year": "2022", "at_start": None, "residual": None},
        ],
    )
    assert columns(table) == {
        "Year to March": ["2021", "2022"],
        "At start of year": ["200", "not available"],
        "Started": ["120", "120"],
        "Ended": ["110", "110"],
        "Does not add up": ["+2", ""],
        "At end of year": ["212", "212"],
        "Ended, if the rest is right": ["108", "108"],
    }
    assert table.heading == "CP plans in Torbay: those there, those who came and those who left"
    assert table.numbers == tuple(why.FLOW_COLUMNS.values())
    assert table.note == "Does not add up: what start, started and ended leave unexplained of the number at the end."


STEPS = (
    {
        "step": "referral_rate", "measure": "referrals", "below": "population_0_17", "volume_before": 1000,
        "volume_after": 1005, "volume_change": 0.005, "ratio_before": 0.04, "ratio_after": 0.0402,
        "contribution": 5.0, "contribution_rate": 2.0,
    },
    {
        "step": "s47_per_referral", "measure": "s47_enquiries", "below": "referrals", "volume_before": 500,
        "volume_after": 400, "volume_change": -0.2, "ratio_before": 0.5, "ratio_after": 0.4,
        "contribution": -7.0, "contribution_rate": -2.5,
    },
    {
        "step": "population", "measure": "cp_plans_started", "below": None, "volume_before": 500,
        "volume_after": 505, "volume_change": 0.01, "ratio_before": 0.5, "ratio_after": 0.4,
        "contribution": 0.0, "contribution_rate": 0.0,
    },
)  # fmt: skip


def test_the_pathway_has_rates_of_children_and_ratios_of_one_step_to_the_next():
    table = made(why.pathway, "pathway", STEPS)
    assert columns(table) == {
        "Step": ["Referrals per 10,000 children", "S47 enquiries for each referral", "Children living here"],
        "Number, March 2020": ["1,000", "500", "500"],
        "Number, March 2021": ["1,005", "400", "505"],
        "Change": ["+0.5%", "−20%", "+1%"],
        "Ratio, March 2020": ["400.0", "0.50", ""],
        "Ratio, March 2021": ["402.0", "0.40", ""],
        "Adds, in children": ["+5.0", "−7.0", "0.0"],
        "Adds, per 10,000": ["+2.0", "−2.5", "0.0"],
    }
    assert table.heading == "What led to new CP plans in Torbay adds up to −2"
    assert table.numbers == tuple(columns(table))[1:]


def test_the_pathway_ranks_its_steps_where_that_is_known():
    ranked = [
        step | {"order_sum": at, "order_unusual": rare}
        for at, step, rare in zip((2, 1, 3), STEPS, (None, 1, 2), strict=True)
    ]
    found = columns(made(why.pathway, "pathway", ranked, between=None))
    assert (found["Rank by size"], found["Rank by rarity"]) == (["2", "1", "3"], ["", "1", "2"])
    assert {"Number, Before", "Number, After"} <= set(found)


BANDS = (
    {"band": "3_months_or_less", "before": 40, "after": 60, "missing_before": None, "change": 20},
    {"band": "total", "before": None, "after": 6, "missing_before": "suppressed", "change": None},
)
AGED = [band | {"measure": "cp_plans_at_period_end", "missing_after": None} for band in BANDS]


@pytest.mark.parametrize("name", ["duration", "duration_ended"])
def test_ages_have_the_words_of_their_bands_and_why_one_is_hidden(name):
    table = made(getattr(why, name), name, AGED)
    assert columns(table) == {
        "How long": ["3 months or less", "All plans"],
        "March 2020": ["40", "[c]"],
        "March 2021": ["60", "6"],
        "Change": ["+20", "[c]"],
    }
    assert table.heading == "CP plans in Torbay by how long they had lasted"
    assert table.numbers == (*ENDS, "Change")


ELSEWHERE = (
    {"name": "Torbay", "kind": "area", "before": 80.04, "after": 85.06},
    {"name": "Poole", "kind": "neighbour", "before": 50.0, "after": 45.0},
    {"name": "South West", "kind": "region", "before": 50.0, "after": 50.0},
    {"name": "England", "kind": "england", "before": None, "after": 42.0},
)


def test_elsewhere_a_change_is_between_figures_as_printed():
    table = made(why.elsewhere, "elsewhere", ELSEWHERE, figures={"rate": [{"measure": "cp_rate"}]})
    assert columns(table) == {
        "Area": ["Torbay", "Poole", "South West", "England"],
        "Kind": ["This area", "Neighbour", "Region", "England"],
        "March 2020": ["80.0", "50.0", "50.0", "not available"],
        "March 2021": ["85.1", "45.0", "50.0", "42.0"],
        "Change": ["+5.1", "−5.0", "0.0", ""],
    }
    assert table.heading == "The CP rate in Torbay, its statistical neighbours and England"
    assert table.numbers == (*ENDS, "Change")


def test_a_change_of_a_percentage_is_in_points():
    rate = {"rate": [{"measure": "social_worker_vacancy_rate"}]}
    table = made(why.elsewhere, "elsewhere", ELSEWHERE, figures=rate)
    found = columns(table)
    assert found["March 2020"] == ["80.0%", "50.0%", "50.0%", "not available"]
    assert found["Change, percentage points"] == ["+5.1", "−5.0", "0.0", ""]
    assert table.numbers == (*ENDS, "Change, percentage points")


def test_changes_worth_explaining_have_both_ends_and_a_reason():
    row = {
        "change_from": MARCH_2020,
        "change_to": MARCH_2021,
        "value_before": 80.0,
        "value_after": 95.0,
        "reason": "the newest",
    }
    table = made(why.proposals, "proposals", [row], figures={"rate": [{"measure": "cp_rate"}]})
    assert columns(table) == {
        "From": ["March 2020"],
        "To": ["March 2021"],
        "Before": ["80.0"],
        "After": ["95.0"],
        "Change": ["+15.0"],
        "Why it is worth explaining": ["The newest"],
    }
    assert table.heading == "Changes of the CP rate in Torbay that are worth explaining"
    assert table.numbers == ("Before", "After", "Change")


def part(name, before, after, change, **more):
    return {"part": name, "before": before, "after": after, "change": change} | more


def test_parts_are_named_and_a_hidden_one_says_why_where_that_is_known():
    rows = [part("referrals_from_schools", 30, 20, -10), part("referrals_from_police", None, 20, None)]
    found = columns(made(why.sources, "sources", rows))
    assert found["Part"] == ["Referrals from schools", "Referrals from the police"]
    assert (found["March 2020"], found["Change"]) == (["30", "not available"], ["−10", ""])
    reasons = [row | {"missing_before": "suppressed", "missing_after": None} for row in rows]
    assert columns(made(why.sources, "sources", reasons))["March 2020"] == ["30", "[c]"]


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("sources", "Referrals by who made them in Torbay"),
        ("repeats", "First and repeat referrals in Torbay"),
        ("timeliness", "Work done, in time and late, in Torbay"),
    ],
)
def test_each_split_has_its_heading(name, heading):
    table = made(getattr(why, name), name, [part("referrals", 30, 40, 10)])
    assert table.heading == heading
    assert table.numbers == (*ENDS, "Change")
    assert columns(table)["Change"] == ["+10"]
    assert why.parts(answer_of("cp_rate", tables={name: [part("referrals", 1, 2, 1)]}), name, "Parts").numbers == (
        "Before",
        "After",
        "Change",
    )


def test_characteristics_are_named_without_what_is_said_of_all_of_them():
    rows = [part("cla_started_abuse_or_neglect", 30, 40, 10), part("cla_started", None, 40, None)]
    table = why.by_characteristic("starts_need", answer_of("cla_rate", tables={"starts_need": rows}, between=BETWEEN))
    found = columns(table)
    assert found["Who"] == ["N1 abuse or neglect", "CLA starting"]
    assert (found["March 2020"], found["March 2021"], found["Change"]) == (
        ["30", "not available"],
        ["40", "40"],
        ["+10", ""],
    )
    assert table.heading == "Children who came into care in the year by category of need in Torbay"
    assert table.numbers == (*ENDS, "Change")


def test_what_happened_has_its_unit_and_how_sure_it_is():
    rows = [
        {"sign": "referral_rate", "before": 30, "after": 40, "unit": "per_10000", "sure": "beyond usual"},
        {"sign": "s47_per_referral", "before": 0.5, "after": 0.4, "unit": "ratio", "sure": "within chance"},
    ]
    table = made(why.what_happened, "what_happened", rows)
    found = columns(table)
    assert (found["March 2020"], found["March 2021"]) == (["30.0", "0.50"], ["40.0", "0.40"])
    assert found["How sure"] == ["Real and unusual", "Could be chance"]
    assert table.heading == "What happened in Torbay"
    assert table.numbers == ENDS


def test_months_are_of_the_two_years():
    table = made(why.months, "months", [{"month": dt.date(2020, 4, 30), "before": 90, "after": 60, "change": -30}])
    assert columns(table) == {
        "Month": ["April"],
        "Year to March 2020": ["90"],
        "Year to March 2021": ["60"],
        "Change": ["−30"],
    }
    assert table.numbers == ("Year to March 2020", "Year to March 2021", "Change")
    assert table.heading == "Referrals by month in Torbay"


def test_shares_by_month_stand_side_by_side_and_a_recent_one_is_marked():
    april, may = dt.date(2021, 4, 30), dt.date(2021, 5, 31)
    rows = [
        ("strategy_discussions_to_s47_percent", april, 50.0, None, False),
        ("s47_to_icpc_percent", april, None, "blank", True),
        ("strategy_discussions_to_s47_percent", may, 40.0, None, True),
    ]
    keys = ("measure", "month", "value", "missing", "too_recent")
    table = made(why.by_month, "by_month", [dict(zip(keys, row, strict=True)) for row in rows])
    assert columns(table) == {
        "Month": ["April 2021", "May 2021"],
        "Strategy discussions that lead to a section 47 enquiry": ["50%", "40% (too recent to know)"],
        "Section 47 enquiries that lead to an initial conference": ["left blank", "not available"],
    }
    assert table.heading == "How many go on to what follows in Torbay, by month"
    assert table.numbers == tuple(columns(table))[1:]


def test_factors_have_each_its_unit():
    rows = [
        ("demand", 400, 420, 1.2),
        ("establishment", 30, 31.5, -0.5),
        ("vacancies", 80, 82, -0.2),
        ("agency", 1.1, 1.2, 0.1),
        ("holding", 70, 71, None),
    ]
    keys = ("factor", "before", "after", "contribution")
    frame = [dict(zip(keys, row, strict=True)) for row in rows]
    table = made(why.factors, "factors", frame, measure="social_worker_caseload")
    found = columns(table)
    assert found["March 2020"] == ["400", "30.0", "80%", "1.10", "70%"]
    assert found["March 2021"] == ["420", "31.5", "82%", "1.20", "71%"]
    assert found["Adds, cases per worker"] == ["+1.2", "−0.5", "−0.2", "+0.1", ""]
    assert table.heading == "What changed the average caseload in Torbay"
    assert table.numbers == (*ENDS, "Adds, cases per worker")
    assert found["Factor"][0] == "Number of cases"


def test_vacant_posts_are_plain_at_the_ends_and_signed_between():
    rows = [{"part": "at_start", "value": 20}, {"part": "posts_created", "value": 3}, {"part": "at_end", "value": 23}]
    bars = {"waterfall": [row | {"measure": "social_worker_vacancies_fte"} for row in rows]}
    table = made(why.vacancies, "vacancies", rows, figures=bars)
    assert columns(table) == {
        "Vacant posts": ["March 2020", "Posts created", "March 2021"],
        "Full-time equivalent": ["20.0", "+3.0", "23.0"],
    }
    assert table.heading == "Vacant social work posts in Torbay"
    assert table.numbers == ("Full-time equivalent",)


def test_the_ends_of_a_change_are_headers_and_without_one_before_and_after():
    assert why.days(answer_of("cp_rate", between=BETWEEN)) == ENDS
    assert why.days(answer_of("cp_rate")) == ("Before", "After")


@pytest.mark.parametrize(("change", "words"), [(0.0099, "+1.0%"), (0.01, "+1%"), (-0.005, "−0.5%"), (0.25, "+25%")])
def test_a_change_under_one_per_cent_has_a_decimal(change, words):
    assert columns(made(why.pathway, "pathway", [STEPS[0] | {"volume_change": change}]))["Change"] == [words]


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("why")
