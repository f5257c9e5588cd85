"""The newest figure is that published last; of one day, that of the paper whose months reach furthest."""

import pandas as pd

from analysis.catalogue.vintage import newest_first, paper_of


def figures(*rows):
    frame = pd.DataFrame(rows, columns=["period_end", "published_on", "value", "source"])
    days = {name: pd.to_datetime(frame[name]) for name in ("period_end", "published_on")}
    return frame.assign(area="E06000027", measure="referrals", basis="month", **days)


OCTOBER = ("2026-09-30", "2026-11-28", 503.0, "a/oct.xlsx#S!C4")
NOVEMBER = ("2026-09-30", "2026-11-28", 514.0, "b/nov.xlsx#S!C4")
LATEST = ("2026-10-31", "2026-11-28", 520.0, "b/nov.xlsx#S!D4")


def test_of_two_papers_of_one_day_the_one_that_reaches_furthest_is_the_newer_whatever_the_order_of_reading():
    for rows in ((OCTOBER, NOVEMBER, LATEST), (NOVEMBER, LATEST, OCTOBER)):
        frame = figures(*rows)
        values = list(frame.take(newest_first(frame))["value"])
        assert values.index(514.0) < values.index(503.0)


def test_what_was_published_later_is_newer_however_far_another_reaches():
    frame = figures(NOVEMBER, LATEST, ("2026-09-30", "2026-11-29", 499.0, "a/oct.xlsx#S!C4"))
    assert frame.take(newest_first(frame))["value"].iloc[0] == 499.0


def test_within_one_paper_a_value_goes_before_a_gap_and_then_the_first_printed():
    frame = figures(
        ("2026-09-30", "2026-11-28", None, "a/x.xlsx#S!C4"),
        ("2026-09-30", "2026-11-28", 4.0, "a/x.xlsx#S!C5"),
        ("2026-09-30", "2026-11-28", 8.0, "a/x.xlsx#S!C6"),
    )
    assert list(frame.take(newest_first(frame))["value"].dropna()) == [4.0, 8.0]


def test_a_paper_is_the_folder_of_a_file_or_the_file_itself():
    assert list(paper_of(pd.Series(["a/b/c.csv#row 3", "c.csv#row 3"]))) == ["a/b", "c.csv"]
