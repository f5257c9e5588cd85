"""A count by its parts at two dates: which bar is which, and what stands where one is hidden."""

import datetime as dt

import pytest

from analysis.present.charts import before_after
from analysis.present.charts.before_after import BeforeAfter
from analysis.present.charts.chart import DARK_BLUE, PALE_BLUE
from drawn_charts import MARCH_2020, MARCH_2021, answer_of, bars, heading, labels, names, sides
from drawn_record import as_drawn
from printed_record import held_as_printed

BETWEEN = (MARCH_2020, MARCH_2021)


def part(before, after, missing_before=None, missing_after=None, **more):
    return {
        "before": before,
        "after": after,
        "missing_before": missing_before,
        "missing_after": missing_after,
        "measure": "cp_plans_at_period_end",
    } | more


@pytest.fixture
def aged():
    rows = [
        part(40, 60, band="3_months_or_less"),
        part(None, 6, "suppressed", band="2_years_or_more"),
        part(200, 212, band="total"),
    ]
    return answer_of("cp_rate", figures={"duration": rows}, between=BETWEEN)


def test_the_earlier_bar_is_pale_and_above_the_later_and_the_total_has_none(aged):
    axes = before_after.duration.draw(aged).axes[0]
    assert bars(axes) == [(-0.18, 0, 40, PALE_BLUE), (0.18, 0, 60, DARK_BLUE), (1.18, 0, 6, DARK_BLUE)]
    assert axes.yaxis_inverted()
    assert names(axes.yaxis) == {"3 months or less": 0, "2 years or more": 1}
    assert axes.get_xlim() == (0, pytest.approx(60 * 1.35))
    assert list(axes.get_xticks()) == []


def test_a_hidden_part_says_so_where_its_bar_would_be(aged):
    said = labels(before_after.duration.draw(aged).axes[0])
    assert said["hidden"] == (0, 0.82)
    assert (said["40"], said["60"], said["6"]) == ((40, -0.18), (60, 0.18), (6, 1.18))


def test_the_bars_are_named_once_beside_the_first_part_that_has_both(aged):
    axes = before_after.duration.draw(aged).axes[0]
    assert (labels(axes)["March 2020"], labels(axes)["March 2021"]) == ((40, -0.18), (60, 0.18))
    assert sides(axes)["March 2020"] == (pytest.approx(12 + 2 * 5.4), 0, "left", "center")  # clear of two digits
    undated = answer_of("cp_rate", figures={"duration": aged.figures["duration"]})
    with pytest.raises(IndexError):  # a chart of no dates has no heading either
        before_after.duration.draw(undated)


def test_the_message_is_the_part_that_changed_most(aged):
    assert before_after.duration.caption(aged) == (
        "Child protection (CP) plans in Torbay by how long they had lasted: the largest change is 3 months or less, 40 "
        "to 60"
    )
    still = answer_of("cp_rate", figures={"duration": [part(5, 5, band="3_months_or_less"), part(5, 5, band="total")]})
    assert before_after.duration.caption(still) == "Child protection (CP) plans in Torbay by how long they had lasted"


def test_alternative_text_has_every_part_before_and_after(aged):
    assert before_after.duration.alt(aged) == (
        "Bar chart of child protection (CP) plans by how long they had lasted, before and after. 3 months or less: 40 "
        "to 60; 2 years or more: hidden to 6."
    )
    assert "child protection (CP) plans by how long they had lasted, number, March 2020 to March 2021" in heading(
        before_after.duration.draw(aged)
    )


def test_sources_are_named_without_what_all_of_them_share():
    rows = [
        part(30, 20, part="referrals_from_schools"),
        part(None, None, None, "not_available", part="referrals_from_police"),
    ]
    answer = answer_of("referrals", figures={"sources": rows}, between=BETWEEN)
    axes = before_after.sources.draw(answer).axes[0]
    assert list(names(axes.yaxis)) == ["Schools", "The police"]
    assert bars(axes) == [(-0.18, 0, 30, PALE_BLUE), (0.18, 0, 20, DARK_BLUE)]
    assert before_after.sources.alt(answer).endswith("Schools: 30 to 20; The police: not available to not available.")
    assert "Referrals in Torbay by who made them: the largest change is schools, 30 to 20" in (
        before_after.sources.caption(answer)
    )


def test_months_are_named_and_their_kind_is_a_chart_of_its_own():
    rows = [
        {"month": dt.date(2020, 4, 30), "before": 90, "after": 60},
        {"month": dt.date(2020, 5, 31), "before": 80, "after": 85},
    ]
    answer = answer_of("referrals", figures={"months": rows}, between=BETWEEN)
    assert list(names(before_after.months.draw(answer).axes[0].yaxis)) == ["April", "May"]
    assert before_after.months.caption(answer) == (
        "Referrals in Torbay by month: the largest change is April, 90 to 60"
    )
    assert isinstance(before_after.months, BeforeAfter)


def test_everything_on_the_sheet_is_as_it_was_looked_at(aged):
    as_drawn("before_after", before_after.duration.draw(aged))


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("why")
