"""The newest vintage of each figure, and where the rows of an area and of a measure stand."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.store.newest import KEY, Index, newest

COLUMNS = ["area", "measure", "basis", "period_end", "published_on", "value"]
FIGURE = st.tuples(
    st.sampled_from(["E01", "E02", "E03"]),
    st.sampled_from(["plans", "referrals"]),
    st.just("year"),
    st.sampled_from(["2020-03-31", "2021-03-31"]),
    st.sampled_from(["2021-10-01", "2022-10-01", "2023-10-01"]),
    st.one_of(st.just(float("nan")), st.integers(0, 9).map(float)),
)


def rows(*figures) -> pd.DataFrame:
    frame = pd.DataFrame(list(figures), columns=COLUMNS)
    return frame.assign(
        period_end=pd.to_datetime(frame["period_end"]), published_on=pd.to_datetime(frame["published_on"])
    )


def plan(value, published_on="2021-10-01", area="E01", measure="plans", period_end="2021-03-31"):
    return area, measure, "year", period_end, published_on, value


def test_the_vintage_published_last_is_kept():
    assert list(newest(rows(plan(5.0), plan(7.0, "2022-10-01"), plan(6.0, "2021-12-01")))["value"]) == [7.0]


def test_a_newer_gap_goes_before_an_older_figure():
    assert newest(rows(plan(5.0), plan(np.nan, "2022-10-01")))["value"].isna().all()


def test_within_one_vintage_a_figure_goes_before_a_gap_and_the_first_printed_before_the_next():
    assert list(newest(rows(plan(np.nan), plan(4.0), plan(8.0)))["value"]) == [4.0]


def test_of_papers_of_one_day_the_one_whose_months_reach_furthest_is_kept():
    may, july = plan(5.0, period_end="2021-05-31"), plan(9.0, period_end="2021-07-31")
    frame = rows(may, plan(6.0, period_end="2021-05-31"), july)
    sources = ["a/card.csv#row 1", "b/card.csv#row 1", "b/card.csv#row 2"]
    assert list(newest(frame.assign(source=sources))["value"]) == [6.0, 9.0]
    assert list(newest(frame.assign(source=[sources[0], sources[0], sources[2]]))["value"]) == [5.0, 9.0]


def test_what_is_kept_stands_by_measure_area_and_period():
    frame = newest(
        rows(plan(1.0, area="E02"), plan(2.0, measure="referrals"), plan(3.0), plan(4.0, period_end="2020-03-31"))
    )
    assert list(frame["value"]) == [4.0, 3.0, 1.0, 2.0]


@given(st.lists(FIGURE, min_size=1, max_size=12))
def test_each_figure_is_kept_once_in_its_newest_vintage(figures):
    frame = rows(*figures)
    kept = newest(frame)
    assert not kept.duplicated(KEY).any()
    assert len(kept) == len(frame.drop_duplicates(KEY))
    last = frame.groupby(KEY)["published_on"].max()
    assert (kept.set_index(KEY)["published_on"] == last.reindex(kept.set_index(KEY).index)).all()


@given(st.lists(FIGURE, min_size=1, max_size=12), st.sets(st.sampled_from(["E01", "E02", "E03", "E09"])))
def test_the_rows_of_areas_come_in_the_order_in_which_they_were_read(figures, areas):
    frame = rows(*figures)
    pd.testing.assert_frame_equal(Index(frame).of_areas(areas), frame[frame["area"].isin(areas)])


def test_an_area_that_has_nothing_has_no_rows():
    index = Index(rows(plan(1.0)))
    assert index.of_areas(["E09"]).empty
    assert list(index.areas) == ["E01"]


def test_the_newest_figures_of_a_measure_are_worked_out_once_and_taken_by_area():
    index = Index(rows(plan(1.0, area="E02"), plan(2.0), plan(3.0, "2022-10-01"), plan(9.0, measure="referrals")))
    found = index.newest("plans")
    assert found is index.newest("plans")
    assert list(found.of(["E02", "E01", "E02"])["value"]) == [3.0, 1.0]
    assert found.of(["E09"]).empty


def test_a_measure_that_is_not_held_has_no_newest_figures():
    index = Index(rows(plan(1.0)))
    assert index.newest("referrals") is None
    assert list(index.measures) == ["plans"]


@given(st.lists(FIGURE, min_size=1, max_size=12))
def test_looked_up_all_at_once_each_measure_is_as_when_it_is_asked_for_alone(figures):
    frame = rows(*figures)
    alone, ahead = Index(frame), Index(frame)
    ahead.look_up_all()
    for measure in alone.measures:
        one, other = alone.newest(measure), ahead.newest(measure)
        pd.testing.assert_frame_equal(one.frame, other.frame)
        assert {area: list(places) for area, places in one.places.items()} == {
            area: list(places) for area, places in other.places.items()
        }


def test_looked_up_ahead_are_all_but_what_papers_of_one_day_give_twice():
    index = Index(rows(plan(1.0), plan(2.0), plan(3.0, measure="referrals")))
    index.look_up_all()
    assert set(index._newest) == {"referrals"}
