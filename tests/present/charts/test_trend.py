"""A measure over the years beside others: which line is whose, where labels stand, what the message says."""

import datetime as dt

import pandas as pd
import pytest

from analysis.catalogue.period import Month
from analysis.present.charts import trend
from analysis.present.charts.lines import ENGLAND, GROUP, OTHER, OWN
from drawn_charts import answer_of, heading, labels, lines, marches, names, sides
from drawn_record import as_drawn
from printed_record import held_as_printed

SERIES = {
    "area": (80.0, 95.0, 85.0),
    "neighbours": (60.0, 61.0, 62.0),
    "region": (45.0, 46.0, 47.0),
    "england": (43.0, 42.5, 42.0),
}
FIRST, SECOND, LAST = marches(2019, 2021)


def answered(series=SERIES, between=(FIRST, SECOND), days=None):
    rows = [
        {"measure": "cp_rate", "kind": kind, "period_end": day, "value": value}
        for kind, values in series.items()
        for day, value in zip(days or marches(2022 - len(values), 2021), values, strict=True)
    ]
    return answer_of("cp_rate", figures={"rate": rows}, between=between)


@pytest.fixture(scope="module")
def axes():
    return trend.draw(answered()).axes[0]


def test_each_line_is_whose_its_look_and_name_say(axes):
    drawn = lines(axes)[:4]
    assert [each[1] for each in drawn] == [list(values) for values in SERIES.values()]
    assert [each[2] for each in drawn] == [look.colour for look in (OWN, GROUP, OTHER, ENGLAND)]
    assert [each[4] for each in drawn] == ["o", "s", "^", "D"]
    named = ["Torbay, 85.0", "Neighbours (median), 62.0", "South West, 47.0", "England, 42.0"]
    assert list(labels(axes))[:4] == named
    assert [trend.name_of(answered(), kind) for kind in SERIES] == [name.split(",")[0] for name in named]


def test_the_two_ends_of_the_change_are_written_beside_their_points(axes):
    assert (labels(axes)["80.0"], labels(axes)["95.0"]) == ((2019, 80), (2020, 95))
    assert sides(axes)["80.0"] == (0, -8, "center", "top")  # the lower end below its point
    assert sides(axes)["95.0"] == (0, 7, "center", "bottom")
    same = trend.draw(answered({"area": (80.0, 80.0, 85.0)})).axes[0]
    assert sides(same)["80.0"] == (0, 7, "center", "bottom")


def test_the_newest_figure_and_an_end_that_is_not_held_are_not_written_twice():
    assert "85.0" not in labels(trend.draw(answered(between=(SECOND, LAST))).axes[0])
    absent = trend.draw(answered({"area": (None, 95.0, 85.0)})).axes[0]
    assert list(labels(absent)) == ["Torbay, 85.0"]


def test_a_label_goes_to_the_other_side_where_another_line_runs_through_its_place():
    near = {"area": (80.0, 95.0, 85.0), "neighbours": (72.0, 61.0, 62.0)}  # 8 below the first, where its label would be
    assert sides(trend.draw(answered(near)).axes[0])["80.0"] == (0, 7, "center", "bottom")
    far = {"area": (80.0, 95.0, 85.0), "neighbours": (60.0, 61.0, 62.0)}  # below the label too
    assert sides(trend.draw(answered(far)).axes[0])["80.0"] == (0, -8, "center", "top")
    beside = near | {"region": (82.0, 46.0, 47.0)}  # at the point itself, under a label above it
    assert sides(trend.draw(answered(beside)).axes[0])["80.0"] == (0, 7, "center", "bottom")
    both = near | {"region": (88.0, 46.0, 47.0)}
    assert sides(trend.draw(answered(both)).axes[0])["80.0"] == (0, -8, "center", "top")


def test_years_are_all_named_up_to_eight_and_then_every_other(axes):
    assert names(axes.xaxis) == {"2019": 2019, "2020": 2020, "2021": 2021}
    eight = trend.draw(answered({"area": (80.0,) * 8}, None)).axes[0]
    assert len(names(eight.xaxis)) == 8
    nine = trend.draw(answered({"area": (80.0,) * 9}, None)).axes[0]
    assert list(names(nine.xaxis)) == ["2013", "2015", "2017", "2019", "2021"]
    september = [day.replace(month=9, day=30) for day in marches(2019, 2021)]
    assert names(trend.draw(answered({"area": SERIES["area"]}, None, september)).axes[0].xaxis) == {
        "2019": 2019.5,
        "2020": 2020.5,
        "2021": 2021.5,
    }


def test_months_are_named_as_months():
    days = [Month(2020, 5).plus(step).last_day for step in range(13)]
    axes = trend.draw(answered({"area": tuple(map(float, range(80, 93)))}, None, days)).axes[0]
    assert list(names(axes.xaxis)) == [f"{days[at]:%b %Y}" for at in range(0, 13, 2)]
    assert names(axes.xaxis)["May 2020"] == pytest.approx(2020 + 2 / 12, abs=0.001)


def test_the_message_is_the_change_that_is_explained_then_the_newest_figure_and_england():
    assert trend.caption(answered()) == (
        "The child protection (CP) rate in Torbay rose from 80.0 in 2019 to 95.0 in 2020, and was 85.0 in 2021; "
        "England's was 42.0"
    )
    fell = trend.caption(answered(between=(SECOND, LAST)))
    assert "in Torbay fell from 95.0 in 2020 to 85.0 in 2021; England's" in fell
    alone = trend.caption(answered({"area": SERIES["area"]}, None))
    assert alone == "The child protection (CP) rate in Torbay rose from 80.0 in 2019 to 85.0 in 2021"


def test_england_stands_beside_the_newest_figure_of_the_area_with_that_of_the_same_date_or_not_at_all():
    early = answered(SERIES | {"area": (80.0, 95.0, None)})
    assert trend.caption(early).endswith("rose from 80.0 in 2019 to 95.0 in 2020; England's was 42.5")
    lacking = answered(SERIES | {"england": (43.0, 42.5, None)})
    assert "England" not in trend.caption(lacking)


def test_a_change_of_years_that_are_not_shown_gives_place_to_the_whole_line():
    outside = answered(between=(marches(2010, 2010)[0], SECOND))
    assert "from 80.0 in 2019 to 85.0 in 2021" in trend.caption(outside)
    late = answered(between=(FIRST, marches(2025, 2025)[0]))
    assert "from 80.0 in 2019 to 85.0 in 2021" in trend.caption(late)


def test_several_points_of_one_year_are_named_by_their_month():
    days = [Month(2021, month).last_day for month in (3, 4, 5)]
    told = trend.caption(answered({"area": (80.0, 95.0, 85.0)}, None, days))
    assert "rose from 80.0 in March 2021 to 85.0 in May 2021" in told


def test_alternative_text_has_the_lowest_highest_and_last_of_each_line():
    assert trend.alt(answered()) == (
        "Line chart of the child protection (CP) rate by year. Torbay: lowest 80.0 in 2019, highest 95.0 in 2020, last "
        "85.0. Neighbours (median): lowest 60.0 in 2019, highest 62.0 in 2021, last 62.0. South West: lowest 45.0 in "
        "2019, highest 47.0 in 2021, last 47.0. England: lowest 42.0 in 2021, highest 43.0 in 2019, last 42.0."
    )
    gap = answered({"area": SERIES["area"], "england": (None, None, None)})
    assert "England" not in trend.alt(gap)
    assert "March 2019 to March 2021" in heading(trend.draw(answered()))


def test_a_point_is_named_by_its_year_or_by_its_month_where_a_year_has_several():
    years = pd.Series([1.0, 2.0], index=[FIRST, SECOND])
    assert trend.when(SECOND, years) == "2020"
    months = pd.Series([1.0, 2.0], index=[dt.date(2021, 3, 31), dt.date(2021, 4, 30)])
    assert trend.when(dt.date(2021, 4, 30), months) == "April 2021"


def test_everything_on_the_sheet_is_as_it_was_looked_at():
    as_drawn("trend", trend.draw(answered()))


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("why")
