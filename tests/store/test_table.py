"""The table: the newest figure, the figure as it was known, and what was revised."""

import datetime as dt

from analysis.catalogue.observation import shape
from analysis.sources.reading import Reading
from analysis.store import Store, newest

TORBAY = "E06000027"
PLAN, CARD = dt.date(2011, 10, 26), dt.date(2012, 7, 18)


def observation(value, published_on, **more):
    row = {
        "area": TORBAY,
        "measure": "referrals",
        "period_start": dt.date(2010, 4, 1),
        "period_end": dt.date(2011, 3, 31),
        "basis": "year",
        "value": value,
        "unit": "count",
        "missing": None if value is not None else "suppressed",
        "published_on": published_on,
        "source": f"file of {published_on}#row 2",
    }
    return row | more


def store(*rows):
    return Store(Reading.of(observations=shape("observations", list(rows))).frames)


def test_the_newest_vintage_is_selected_and_the_older_one_seen_as_it_was_known():
    both = store(observation(3031, PLAN), observation(3040, CARD))
    assert list(both.select("referrals", TORBAY)["value"]) == [3040]
    assert list(both.as_known_at(PLAN).select("referrals", TORBAY)["value"]) == [3031]
    assert both.as_known_at(PLAN - dt.timedelta(days=1)).select("referrals", TORBAY).empty


def test_figures_held_only_as_published_later_are_counted():
    year = dt.date(2011, 3, 31)
    both = store(observation(3031, PLAN), observation(3040, CARD), observation(9, CARD, measure="cp_plans_started"))
    assert both.first_published_after(PLAN, TORBAY, until=year) == 1
    assert both.first_published_after(CARD, TORBAY, until=year) == 0
    assert both.first_published_after(PLAN, TORBAY, until=dt.date(2011, 3, 30)) == 0


def test_a_later_suppression_hides_the_figure_and_keeps_its_reason():
    (row,) = store(observation(3, PLAN), observation(None, CARD)).select("referrals").itertuples()
    assert row.missing == "suppressed"


def test_where_one_vintage_says_a_figure_twice_a_value_goes_before_a_gap():
    twice = store(observation(None, CARD), observation(7, CARD), observation(8, CARD))
    assert list(newest(twice.observations)["value"]) == [7]


def test_a_month_and_a_year_that_end_on_one_day_are_two_figures():
    both = store(observation(3031, PLAN), observation(250, PLAN, basis="month", period_start=dt.date(2011, 3, 1)))
    assert len(both.select("referrals")) == 2
    assert list(both.select("referrals", basis="month")["value"]) == [250]


def test_no_period_after_the_month_asked_for_is_selected():
    assert store(observation(1, PLAN)).select("referrals", until=dt.date(2011, 3, 30)).empty


def test_a_revision_has_both_values_and_both_sources():
    (found,) = store(observation(3031, PLAN), observation(3040, CARD)).revisions("referrals").itertuples()
    assert (found.value_before, found.value_after, found.change) == (3031, 3040, 9)
    assert found.source_before != found.source_after


def test_a_figure_that_was_withdrawn_is_a_revision_and_one_repeated_is_none():
    assert len(store(observation(3, PLAN), observation(None, CARD)).revisions("referrals")) == 1
    assert store(observation(3, PLAN), observation(3, CARD)).revisions("referrals").empty
    assert store(observation(None, PLAN), observation(None, CARD)).revisions("referrals").empty


def test_all_vintages_of_an_area_are_taken_out_in_the_order_in_which_they_were_read():
    table = store(observation(3031, PLAN), observation(5, PLAN, area="E92000001"), observation(3040, CARD))
    assert list(table.of_area(TORBAY)["value"]) == [3031, 3040]
    assert list(table.of_area(TORBAY, "E92000001")["value"]) == [3031, 5, 3040]
    assert table.of_area("E06000026").empty


def test_figures_of_several_measures_and_areas_come_in_the_order_of_their_names():
    rows = [
        ("s47_enquiries", "E92000001"),
        ("referrals", TORBAY),
        ("s47_enquiries", TORBAY),
        ("referrals", "E92000001"),
    ]
    table = store(*(observation(1, PLAN, measure=measure, area=area) for measure, area in rows))
    found = table.select(["s47_enquiries", "referrals"], ["E92000001", TORBAY])
    assert list(zip(found["measure"], found["area"], strict=True)) == sorted(rows)
    assert table.select("referrals", "E06000026").empty
    assert table.select("cp_plans_started").columns.equals(found.columns)
