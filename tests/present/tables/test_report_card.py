"""Tables of the report card: order, units, words for colours, and the notes that belong to what is in them."""

import datetime as dt
import math
from dataclasses import replace

import pytest

from analysis.catalogue.period import Month
from analysis.present.rating_colours import RATINGS
from analysis.present.tables import report_card
from analysis.questions.answer import Caveat
from analysis.questions.report_card.aims import Aimed
from drawn_charts import answer_of
from printed_record import as_printed

NONE = math.nan
MAY, APRIL = dt.date(2021, 5, 31), dt.date(2021, 4, 30)
TARGET = Aimed("target", 95.0, NONE, "percent", "95%", dt.date(2021, 12, 31))
BAND = Aimed("band", 5.0, 10.0, "percent", "5 to 10%", None)
LIMITS = (Aimed("minimum", 85.0, NONE, "percent", "85%", None), Aimed("upper", 95.0, NONE, "percent", "95%", None))


def line(**more):
    """A line of the card that nobody sets a target for."""
    usual = {
        "ref": "1.1", "name": "Referrals in the year", "label": "Referrals", "measure": "referrals", "basis": "month",
        "unit": "count", "value": 176.0, "missing": None, "period_end": MAY, "previous": 150.0, "targets": (),
        "target_not_yet_set": False, "rag": None, "reason": "neutral", "direction": "up", "neighbours": NONE,
        "national": NONE, "missed_since": None, "missed_from_first": False, "pace": None, "met_on": None,
        "step_needed": NONE, "signal": "too few months to say", "exception": True, "contradicted": None, "late": False,
        "doubted": False, "doubted_before": False, "doubted_ends": (),
        "group": "Demand", "outturn": None, "assurance": None,
    }  # fmt: skip
    return usual | more


RED = line(
    ref="2.1",
    name="Visits in time",
    measure="cp_visits_in_time_percent",
    unit="percent",
    value=88.5,
    previous=None,
    basis="year_to_date",
    targets=(TARGET,),
    rag="red",
    reason="missed",
    direction="worse",
    missed_since=dt.date(2020, 11, 30),
    pace="month",
    met_on=Month(2021, 9),
    step_needed=1.25,
    neighbours=90.0,
    national=91.2,
)
AMBER = line(
    ref="2.2",
    name="Reviews in time",
    targets=LIMITS,
    unit="percent",
    value=None,
    missing="suppressed",
    previous=91.0,
    rag="amber",
    reason="within_one_case",
    missed_since=APRIL,
    missed_from_first=True,
    pace="not at this pace",
    direction="better",
)
GREEN = line(
    ref="2.2",
    name="Repeat plans",
    targets=(BAND,),
    rag="green",
    reason="met",
    period_end=APRIL,
    direction="same",
    signal="beyond usual variation",
    unit="score",
    value=2.0,
    basis="rolling_12_months",
)
TO_COME = line(ref="", name="Contacts", target_not_yet_set=True, reason="builds_up", direction="unknown")


def answered(*rows, exceptions=None, caveats=()):
    tables = {
        "exceptions": list(exceptions if exceptions is not None else rows),
        "measures": list(rows),
        "in_order": list(rows)[::-1],
    }
    return replace(answer_of(None, tables=tables), caveats=caveats)


def columns(table):
    return {name: list(table.frame[name]) for name in table.frame}


def test_exceptions_of_one_month_have_no_column_of_months():
    table = report_card.exceptions(answered(line(), RED, AMBER, GREEN, TO_COME, exceptions=[line(), RED, AMBER]))
    assert columns(table) == {
        "Ref": ["1.1", "2.1", "2.2"],
        "Measure": ["Referrals", "Visits in time (since April)", "Reviews in time"],
        "Latest": ["176", "88.5%", "[c]"],
        "Target": ["", "95% by December 2021", "Minimum 85%; upper 95%"],
        "Rating": ["Not rated", "Red", "Amber"],
        "Missed since": ["", "Nov 20", "Apr 21 or before"],
        "Met at this pace": ["", "Sep 21", "Not at this pace"],
        "Needed each month": ["", "+1.3 points", ""],
    }
    assert (
        table.heading == "The first three of five lines that need the Board's attention in Torbay, May 2021; one is red"
    )
    assert table.numbers == ("Latest", "Needed each month")
    assert table.marked == {"Rating": RATINGS}
    assert table.note == (
        "All are of May 2021. At this pace: if the change of the last six months went on. That is arithmetic, and no "
        "forecast. Points are percentage points. Amber lies between the paper's minimum and upper targets. With one "
        "target: green where it is met, amber where it is missed but nearer than before, else red. Amber, not red, "
        "since a single case would have met the target: 2.2."
    )


def test_exceptions_of_several_months_say_which_and_have_no_column_without_content():
    table = report_card.exceptions(answered(GREEN, TO_COME))
    assert columns(table) == {
        "Ref": ["2.2", ""],
        "Measure": ["Repeat plans (12 months)", "Contacts"],
        "Latest": ["2", "176"],
        "Month": ["April 2021", "May 2021"],
        "Target": ["5% to 10%", "Not yet set"],
        "Rating": ["Green", "Builds up"],
    }
    assert table.heading == "Two lines need the Board's attention in Torbay, May 2021; none are red"
    assert table.numbers == ("Latest",)
    assert table.note == (
        "With one target: green where it is met, amber where it is missed but nearer than before, else red. A range in "
        "one cell is one target: green within it, or beyond it on the good side. Listed because it lies beyond its own "
        "usual variation: 2.2."
    )
    assert table.widths == {"Ref": 9, "Measure": 44, "Latest": 12, "Month": 10, "Target": 35, "Rating": 14}


def test_one_line_needs_attention():
    assert report_card.exceptions(answered(RED)).heading.startswith("One line needs the Board's attention in Torbay")


def test_the_card_has_every_line_with_its_direction_and_counts_its_colours():
    table = report_card.card(answered(line(), RED, AMBER, GREEN, TO_COME))
    found = columns(table)
    assert table.heading == ("The 5 measures of Torbay in May 2021, exceptions first: 1 green, 1 amber, 1 red")
    assert found["Month"] == ["May 2021", "May 2021", "May 2021", "April 2021", "May 2021"]
    assert found["Before"] == ["150", "", "91%", "150", "150"]
    assert found["Direction"] == ["Up", "Worse", "Better", "No change", "Not known"]
    assert found["Rating"] == ["Not rated", "Red", "Amber", "Green", "Builds up"]
    assert (found["Neighbours"][1], found["National"][1]) == ("90%", "91.2%")
    assert found["Variation"][3] == "Beyond usual"
    assert table.numbers == ("Latest", "Before", "Neighbours", "National")
    assert table.note == (
        "Rated against the targets in force; rates of need are never rated. Builds up: counted from April, so that it "
        "grows whatever happens. A range in one cell is one target: green within it, or beyond it on the good side. "
        "Variation: whether the newest figure lies beyond its own limits. Audit scores: 1 exceeds good, 2 meets good, "
        "3 does not meet good; lower is better. The paper prints 2.2 for more than one measure."
    )


def test_a_card_of_plain_lines_has_no_notes_of_what_is_not_in_it():
    table = report_card.card(answered(line(), line(ref="1.2")))
    assert table.note == "Rated against the targets in force; rates of need are never rated."
    assert "Variation" not in columns(table)
    within = report_card.card(answered(line(signal="within usual variation")))
    assert columns(within)["Variation"] == ["Usual"]
    unnumbered = report_card.card(answered(line(ref=""), line(ref="")))
    assert "for more than one measure" not in unnumbered.note
    assert "Ref" in columns(table)
    assert "Ref" not in columns(unnumbered)
    old = report_card.card(answered(line(reason="too_old")))
    assert "Too old: of a month too far back to rate for this one." in old.note


def test_the_card_in_order_keeps_the_order_of_the_paper():
    table = report_card.card_in_order(answered(line(), RED))
    assert columns(table)["Ref"] == ["2.1", "1.1"]
    assert "in the order of the council's paper: 0 green, 0 amber, 1 red" in table.heading


@pytest.mark.parametrize(
    ("kind", "row", "told"),
    [
        ("contradicted", {"contradicted": "cp_rate"}, True),
        ("contradicted", {}, False),
        ("late_in_record", {"late": True}, True),
        ("late_in_record", {}, False),
    ],
)
def test_why_lines_are_not_judged_is_said_where_the_table_has_such_lines(kind, row, told, monkeypatch):
    monkeypatch.setattr(report_card, "caveat_sentence", lambda _, caveat: f"Because {caveat.kind}.")
    caveats = (Caveat(kind), Caveat("released_after_the_month"))
    found = report_card.card(answered(line(), line(ref="1.2", **row), caveats=caveats))
    plain = "Rated against the targets in force; rates of need are never rated."
    assert found.note == (f"{plain} Because {kind}." if told else plain)


@pytest.mark.parametrize(
    ("doubted", "said"),
    [
        ((), None),
        ((5,), "May 21"),
        ((1, 2, 5), "Jan 21; Feb 21; May 21"),
        ((1, 2, 3, 5), "Jan 21 to Mar 21; May 21"),
        ((1, 2, 3, 4, 5), "Jan 21 to May 21"),
    ],
)
def test_months_in_doubt_in_a_row_are_named_by_the_first_and_the_last(doubted, said):
    months = {f"2021-{month:02d}": "1" for month in range(1, 6)}
    ends = tuple(dt.date(2021, month, 28) for month in doubted)
    found = columns(
        report_card.by_month(answer_of(None, tables={"card_by_month": [line(**months, doubted_ends=ends)]}))
    )
    assert found.get("In doubt") == (None if said is None else [said])


def test_by_month_has_a_column_a_month_as_printed():
    rows = [
        line(**{"2021-04": "150", "2021-05": None}, outturn="1,900"),
        line(group="Plans", **{"2021-04": None, "2021-05": "12%"}),
    ]
    table = report_card.by_month(answer_of(None, tables={"card_by_month": rows}))
    found = columns(table)
    assert (found["Apr 21"], found["May 21"], found["Last year"]) == (["150", ""], ["", "12%"], ["1,900", ""])
    assert list(found)[:4] == ["Group", "Ref", "Measure", "Last year"]
    assert table.numbers == ("Last year", "Apr 21", "May 21")
    beside = [row | {"neighbours": 140.0} for row in rows]
    compared = report_card.by_month(answer_of(None, tables={"card_by_month": beside}))
    assert compared.numbers == ("Last year", "Apr 21", "May 21", "Similar areas")
    assert "National" not in columns(compared)
    assert table.grouped_by == "Group"
    assert table.heading == "The 2 measures of Torbay month by month, May 2021"
    assert (table.widths["Measure"], table.widths["Apr 21"], "Group" in table.widths) == (165, 26, False)
    assert "Variation" not in found
    judged = [row | {"signal": "beyond usual variation", "assurance": "not"} for row in rows]
    icons = columns(report_card.by_month(answer_of(None, tables={"card_by_month": judged})))
    assert icons["Variation"] == ["◆ Beyond usual"] * 2
    assert icons["Over time"][0].startswith("✗ ")
    one = report_card.by_month(answer_of(None, tables={"card_by_month": rows[1:]}))
    assert one.grouped_by is None
    assert not {"Last year", "Group"} & set(columns(one))


def test_by_month_has_no_column_of_targets_where_no_line_has_one():
    without = line(**{"2021-05": "150"}, outturn=None)
    aimed = without | {"targets": (TARGET,)}
    for rows, there in (([aimed, without], True), ([without, without], False)):
        table = report_card.by_month(answer_of(None, tables={"card_by_month": rows}))
        assert ("Target" in columns(table)) is there


def test_a_line_with_three_months_has_a_course_and_one_beside_a_hidden_figure_has_none():
    rows = [
        line(**{"2021-03": "10%", "2021-04": "20%", "2021-05": "30%"}),
        line(**{"2021-03": "10%", "2021-04": "[c]", "2021-05": "30%"}),
    ]
    table = report_card.by_month(answer_of(None, tables={"card_by_month": rows}))
    assert columns(table)["Trend"] == ["▁▅█", ""]
    assert table.drawn == ("Trend",)
    assert "none where a figure is hidden" in table.note
    bare = report_card.by_month(answer_of(None, tables={"card_by_month": rows[1:]}))
    assert "Trend" not in columns(bare)
    assert (bare.drawn, "Trend" in bare.note) == ((), False)


def test_as_printed_keeps_the_columns_of_the_paper_and_breaks_no_word_of_a_heading():
    row = {"group": "Demand", "ref": "1", "label": "Referrals", "Apr": "150", "Directionoftravel": "up"}
    table = report_card.as_printed(answer_of(None, tables={"as_printed": [row, row | {"group": "Plans"}]}))
    assert columns(table)["Apr"] == ["150", "150"]
    assert list(columns(table)) == ["Group", "Ref", "Measure", "Apr", "Directionoftravel"]
    assert table.widths == {"Ref": 26, "Measure": 165, "Apr": 25, "Directionoftravel": 76}
    assert table.grouped_by == "Group"
    alone = report_card.as_printed(answer_of(None, tables={"as_printed": [row]}))
    assert (alone.grouped_by, "Group" in columns(alone)) == (None, False)


def test_notes_of_the_sheet_stand_under_the_card_in_each_of_its_forms():
    caveats = (Caveat("footnotes", {"notes": ((("Referrals", "Contacts"), "Provisional."),)}),)
    said = "Notes of the council's own sheet: Referrals and Contacts: Provisional."
    assert said in report_card.card(answered(line(), caveats=caveats)).note
    row = line(**{"2021-05": "150"}, outturn=None, group="Demand")
    by_month = replace(answer_of(None, tables={"card_by_month": [row]}), caveats=caveats)
    assert said in report_card.by_month(by_month).note


def test_everything_about_the_tables_of_a_card_is_as_it_was_read():
    rows = (line(), RED, AMBER, GREEN, TO_COME)
    found = answered(*rows, exceptions=[line(), RED, AMBER])
    as_printed(
        "report_card_tables",
        *(make(found) for make in (report_card.exceptions, report_card.card, report_card.card_in_order)),
    )


def test_a_group_that_is_no_more_than_a_number_is_said_to_be_a_part():
    rows = [line(group=name, **{"2021-05": "1"}) for name in ("1", "Plans")]
    table = report_card.by_month(answer_of(None, tables={"card_by_month": rows}))
    assert list(table.frame["Group"]) == ["Part 1 of the council's card", "Plans"]
