"""A hidden number must not be found again by subtraction, percentage or total."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from analysis.present.disclosure import Rule, Rules, protect
from analysis.present.disclosure.release import Release, blanked, of_children, release_of
from disclosure_attacks import MONTHS, cell
from pathway_store import TORBAY, published_store, row, store_of
from protected_record import held_as_protected

RULE = Rule(rule="suppress", low=1, high=5)
MARCH = dt.date(2021, 3, 31)


def local(measure, value, **columns):
    return row(TORBAY, measure, MARCH, value) | {"source": "our-returns/april.csv#row 1", **columns}


def hidden_of(*rows):
    protected = protect(store_of(list(rows)), RULE, ["our-returns"])
    frame = protected.observations.set_index("measure")
    return {measure for measure, missing in frame["missing"].items() if missing == "suppressed"}


def test_a_small_count_is_hidden_with_the_part_that_would_give_it_away():
    bands = ("3_months_or_less", "3_to_6_months", "6_to_12_months", "1_to_2_years", "2_years_or_more")
    rows = [
        local(f"cp_plans_at_period_end_{band}", float(value))
        for band, value in zip(bands, (74, 75, 40, 28, 3), strict=True)
    ]
    gone = hidden_of(*rows, local("cp_plans_at_period_end", 220.0))
    assert len(gone) == 2
    assert "cp_plans_at_period_end_2_years_or_more" in gone


def test_a_percentage_of_a_hidden_count_is_hidden():
    assert "cp_plans_subsequent_percent" in hidden_of(
        local("cp_plans_started", 50.0),
        local("cp_plans_subsequent", 4.0),
        local("cp_plans_subsequent_percent", 8.0),
    )


@pytest.mark.parametrize(("numerator", "denominator"), [(3.0, 50.0), (48.0, 50.0), (2.0, 4.0)])
def test_a_share_is_hidden_for_its_numerator_its_rest_or_its_whole(numerator, denominator):
    share = local(
        "cp_plans_subsequent_percent", numerator / denominator * 100, numerator=numerator, denominator=denominator
    )
    assert hidden_of(share) == {"cp_plans_subsequent_percent"}


def test_a_rate_of_a_hidden_count_is_hidden():
    assert "cla_start_rate" in hidden_of(local("cla_started", 4.0), local("cla_start_rate", 1.6))


def test_a_month_hidden_in_a_year_takes_another_month_with_it():
    months = [
        local("cp_plans_started", float(value))
        | {"basis": "month", "period_start": dt.date(2021, month, 1), "period_end": dt.date(2021, month, 28)}
        for month, value in ((1, 3), (2, 11), (3, 12))
    ]
    quarter = local("cp_plans_started", 26.0) | {
        "basis": "quarter",
        "period_start": dt.date(2021, 1, 1),
        "period_end": dt.date(2021, 3, 28),
    }
    frame = protect(store_of([*months, quarter]), RULE, ["our-returns"]).observations
    assert frame.loc[0, "missing"] == "suppressed"
    assert (frame["missing"] == "suppressed").sum() == 2


def test_posts_are_not_children():
    assert not hidden_of(local("social_worker_vacancies_fte", 3.0), local("social_workers_agency_headcount", 4.0))


def test_a_nought_and_a_large_count_stay():
    assert not hidden_of(local("cla_started", 0.0), local("cla_ended", 6.0))


def test_figures_their_publisher_released_stand():
    store = published_store()
    assert protect(store, RULE, ["our-returns"]) is store


def test_nothing_of_a_hidden_figure_is_left_in_the_row():
    frame = protect(store_of([local("cla_started", 4.0)]), RULE, ["our-returns"]).observations
    assert frame.loc[0, "as_printed"] == "[c]"
    assert frame.loc[0, ["value", "numerator", "denominator"]].isna().all()


@pytest.mark.parametrize(("one", "other"), [(1, 5), (2, 3), (4, 1)])
def test_what_is_shown_is_the_same_whatever_the_hidden_counts_are(one, other):
    """April is hidden, and June with it, since the quarter is shown: what April is changes nothing that is seen."""

    def shown(april):
        rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS[:3], (april, 30, 18 - april), strict=True)]
        rows += [cell("referrals", "quarter", MONTHS[2], 48), cell("s47_enquiries", "month", MONTHS[0], april)]
        return protect(store_of(rows), RULE, ["our-returns"])

    first, second = shown(one), shown(other)
    assert first.observations["value"].isna().tolist() == [True, False, True, False, True]
    for name, frame in first.frames.items():
        pd.testing.assert_frame_equal(frame, second.frames[name], obj=name)


def test_an_average_over_children_whose_number_is_hidden_is_hidden_and_that_of_many_stands(own_catalogue):
    own_catalogue(relations="weighted: [{mean: adoption_order_to_match_days, weight: children_adopted}]\n")
    rows = [cell("children_adopted", "month", *pair) for pair in zip(MONTHS[:2], (1, 9), strict=True)]
    rows += [cell("adoption_order_to_match_days", "month", end, 134.0, unit="days") for end in MONTHS[:2]]
    shown = protect(store_of(rows), RULE, ["our-returns"]).observations
    assert shown["as_printed"].tolist() == ["[c]", "9", "[c]", "134"]


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()


def test_what_is_blanked_keeps_its_row_and_says_only_that_there_is_something():
    frame = store_of([local("cla_started", 4.0), local("cla_ended", 0.0), local("cp_plans_started", 50.0)]).observations
    found = blanked(frame, np.array([True, True, False]), np.array([False, True, False]))
    assert found["value"].isna().tolist() == [True, True, False]
    assert found["missing"].tolist()[:2] == ["suppressed", "suppressed"]
    assert found["as_printed"].tolist()[:2] == ["[c]", "[x]"]
    assert frame["value"].tolist() == [4.0, 0.0, 50.0]


def test_counts_of_children_and_ratios_of_them_are_told_from_posts():
    rows = [local("cla_started", 4.0), local("cla_start_rate", 1.6), local("social_worker_vacancies_fte", 3.0)]
    assert of_children(store_of(rows).observations).tolist() == [True, True, False]


def test_a_release_says_of_each_row_whether_it_is_hidden_and_what_was_seen_stays():
    frame = store_of([local("cla_started", 4.0), local("cla_ended", 60.0)]).observations.reset_index(drop=True)
    rules, ours = Rules.of(RULE), np.array([True, True])
    found = release_of(frame, rules, ours, np.zeros(2, dtype=bool))
    assert isinstance(found, Release)
    assert (found.hidden.tolist(), found.withheld.tolist(), found.coarser) == ([True, False], [False, False], ())
    assert found.observations["value"].isna().tolist() == [True, False]
    theirs = release_of(frame, rules, ~ours, np.zeros(2, dtype=bool))
    assert not theirs.hidden.any()
    assert theirs.observations.equals(frame)
