"""What a Board member reads and sees of a trend."""

import json

import numpy as np
import pytest

from analysis.catalogue.chart_step import ChartStep
from analysis.catalogue.period import Month
from analysis.present import charts
from analysis.present.answer_view import Shown
from analysis.questions.trend import answer_trend
from pathway_store import TORBAY, published_store, row, store_of

MAY = Month(2021, 5)


def monthly(values, measure="referrals", first=(2012, 4)):
    rows = []
    for place, value in enumerate(values):
        month = Month(*first).plus(place)
        period = {"basis": "month", "period_start": month.first_day, "period_end": month.last_day}
        rows.append(row(TORBAY, measure, month.last_day, value) | period)
    return store_of(rows)


@pytest.fixture(scope="module")
def referrals(root):
    return json.loads((root / "tests/reference/monthly_referrals_torbay.json").read_text(encoding="utf-8"))["referrals"]


@pytest.fixture(scope="module")
def torbay(referrals):
    return Shown(answer_trend(monthly(referrals), "referrals", TORBAY, MAY))


def shown(values, measure="referrals", month=MAY, first=(2012, 4)):
    return Shown(answer_trend(monthly(values, measure, first), measure, TORBAY, month))


def labels(chart):
    return [text.get_text() for text in chart.axes[0].texts]


def test_the_headline_sets_the_figure_beside_what_is_usual_since_the_level_changed(torbay):
    assert torbay.text("headline") == (
        "In May 2021 there were 176 referrals in Torbay, within the range that has been usual for that time of year "
        "since September 2019 (108 to 309)."
    )
    assert "The newest limits come from the 21 months since the level changed, in September 2019." in torbay.text(
        "caveats"
    )


def test_limits_that_an_analyst_lets_start_anew_are_said_to_be_so(referrals):
    step = ChartStep(area=TORBAY, measure="referrals", month="2020-01", reason="new case system")
    told = Shown(answer_trend(monthly(referrals), "referrals", TORBAY, MAY, (step,))).text("caveats")
    assert "The newest limits come from the 17 months since January 2020, where an analyst let them start anew." in told


def running():
    """Months about one level, of which the newest eight are a little above it."""
    before = [100 + (-1) ** place * (1 + place % 3) for place in range(12)]
    return shown([*map(float, before), *map(float, [104, 105, 106, 104, 107, 105, 106, 108])], first=(2019, 10))


def test_the_run_is_told_with_its_length_and_end():
    assert running().text("trend_signals") == (
        "Referrals in Torbay were above their usual level in each of the eight months to May 2021."
    )


def test_one_month_out_of_the_ordinary_is_named():
    values = [*[97, 104] * 12, 130, 97]
    text = shown(values, first=(2019, 4)).text("trend_signals")
    assert text == "By itself April 2021 (130) is beyond the usual range."


def test_a_run_that_ended_long_before_does_not_open_the_answer():
    values = [98, 102, 97, 103, 99, 101] * 3 + [104, 105, 106, 104, 107, 105, 106, 108, 97, 103, 98, 102]
    answer = shown(values, first=(2018, 12))
    assert answer.text("headline").startswith("In May 2021 there were")


def test_a_year_beyond_the_limits_is_said_to_be_unsettled():
    values = [100, 104, 98, 103, 97, 102, 99, 101] * 3 + [100 + 6 * place for place in range(12)]
    answer = shown(values, first=(2018, 6))
    assert answer.text("trend_break").startswith("The level of the last two years is not settled.")


@pytest.mark.parametrize("word", ["signal", "step"])
def test_no_text_or_caption_uses_the_words_of_statisticians(torbay, word):
    said = [torbay.text(name) for name in torbay.texts] + [charts.caption(torbay.answer, "control_chart")]
    assert not [text for text in said if word in text.lower()]


def test_a_year_is_said_as_a_year_and_a_day_as_a_day():
    def headline(measure):
        return Shown(answer_trend(published_store(), measure, TORBAY, MAY)).text("headline")

    assert headline("referrals").startswith("In the year to March 2021 there were 2,242 referrals")
    assert headline("cp_rate").startswith("In March 2021 the child protection (CP) rate in Torbay was 89.0 per 10,000")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([34, 36, 33, 35, 34, 36, 35, 34, 36, 35, 33, 35, 34], "the figures would not meet it in any month."),
        ([20, 21, 19, 20, 22, 20, 19, 21, 20, 22, 20, 19, 20], "the figures would meet it in every month."),
        (
            [24, 29, 20, 30, 22, 28, 21, 27, 24, 26, 23, 28, 24],
            "meet it in some months and miss it in others.",
        ),
    ],
)
def test_a_target_is_told_with_its_unit_and_date(values, said):
    text = shown(values, "re_referrals_percent", Month(2012, 6), (2011, 6)).text("trend_target")
    assert text.startswith("The target is 25% by December 2012. ")
    assert said in text


def test_the_target_is_drawn_and_named_with_its_unit():
    answer = shown(
        [34, 36, 33, 35, 34, 36, 35, 34, 36, 35, 33, 35, 34], "re_referrals_percent", Month(2012, 6), (2011, 6)
    )
    assert "Target 25%" in labels(answer.figure("control_chart"))
    assert "the target, 25%" in charts.alt(answer.answer, "control_chart")


def test_limits_that_follow_the_season_are_named_by_their_month(torbay):
    assert {"Upper limit 309", "Usual in May 208", "Newest 176", "Lower limit 108"} <= set(
        labels(torbay.figure("control_chart"))
    )


def test_every_label_has_an_edge_that_keeps_lines_out(torbay):
    for name in ("control_chart", "season"):
        assert all(text.get_path_effects() for text in torbay.figure(name).axes[0].texts)


def test_points_beyond_the_limits_that_stand_together_share_a_name():
    noise = np.random.default_rng(3).normal(0, 4, 60).round()
    values = [float(100 + noise[place] + (90 if place in (30, 31) else 0)) for place in range(60)]
    answer = shown(values, first=(2016, 6))
    beyond = (answer.answer.figures["control_chart"]["signal"] == "outside").sum()
    assert beyond >= 2
    together = [text for text in labels(answer.figure("control_chart")) if text.startswith(("Dec 2018:", "Jan 2019:"))]
    assert len(together) == 1


def test_yearly_points_stand_over_their_year():
    axes = Shown(answer_trend(published_store(), "cp_rate", TORBAY, MAY)).figure("control_chart").axes[0]
    drawn = axes.lines[1].get_xdata()
    assert set(axes.get_xticks()) <= {float(place) for place in drawn}


def test_alt_text_names_the_ends_the_limits_and_differs_from_the_caption(torbay):
    for name in torbay.figures:
        assert charts.alt(torbay.answer, name) != charts.caption(torbay.answer, name)
    alt = charts.alt(torbay.answer, "control_chart")
    assert "newest 176 in May 2021" in alt
    assert "The newest limits are 108 to 309 around a usual 208" in alt
    assert "The level changed, and the limits start anew, in September 2019" in alt


def test_the_season_names_its_lowest_and_highest_month(torbay):
    caption = charts.caption(torbay.answer, "season")
    assert "lowest in August (\N{MINUS SIGN}20%)" in caption
    assert "August \N{MINUS SIGN}20%" in charts.alt(torbay.answer, "season")


def test_a_season_that_is_not_proven_is_not_told_as_one():
    values = np.random.default_rng(5).integers(80, 120, 72).astype(float)
    answer = shown(values, first=(2015, 6))
    assert "not proven" in charts.caption(answer.answer, "season")
    assert "the limits allow for none" in answer.text("trend_season")
    assert "usual for this series" in answer.text("headline")


def test_signals_and_levels_are_tables_with_words(torbay):
    assert "Seven in a row on one side of the average (high)" in torbay.table("signals").as_raw_html()
    levels = torbay.table("levels").sheet
    assert levels.heading == "Referrals in Torbay: three levels since April 2012"
    assert list(levels.frame["Level, a month"]) == ["181", "142", "180"]


def test_one_level_is_no_plural():
    answer = shown([34, 36, 33, 35, 34, 36, 35, 34] * 3, "re_referrals_percent", Month(2012, 6), (2010, 7))
    heading = answer.table("levels").sheet.heading
    assert heading == ("The share of referrals that are repeat referrals in Torbay: one level since July 2010")


def test_all_is_plain_data_for_a_program(torbay):
    found = json.loads(json.dumps(torbay.as_dict()))
    assert found["month"] == "2021-05"
    assert {"trend", "trend_year", "trend_signals", "headline", "caveats"} <= set(found["texts"])


def test_the_control_chart_says_on_itself_what_its_lines_and_marks_are(torbay):
    said = " ".join(torbay.figure("control_chart").get_suptitle().split())
    assert "Dashed: usual for the month. Band: usual range" in said
    assert "Level changed: Sep 2019." in said
    assert "Open: part of seven or more on one side." in said


def test_a_chart_without_signals_explains_no_mark_that_it_does_not_have():
    said = Shown(answer_trend(published_store(), "cp_rate", TORBAY, MAY)).figure("control_chart").get_suptitle()
    assert "Dashed: average" in said
    assert "iamond" not in said


def test_the_caption_of_a_control_chart_is_its_message(torbay):
    assert charts.caption(torbay.answer, "control_chart") == (
        "Referrals each month in Torbay: 176 in May 2021 is within its limits; its level has been higher since "
        "September 2019"
    )


@pytest.mark.parametrize(
    ("last", "message"),
    [
        ([100, 190], "190 in December 2020 is above its limits"),
        (
            [104, 105, 106, 104, 107, 105, 106, 108],
            "it was above the usual level in each of the eight months to December 2020",
        ),
        ([190, 100, 101, 99, 100], "is within its limits; August 2020 was the last month beyond them"),
    ],
)
def test_the_caption_tells_the_last_thing_that_was_out_of_the_ordinary(last, message):
    before = [100 + (-1) ** place * (1 + place % 3) for place in range(19 - len(last))]
    answer = shown([float(value) for value in [*before, *last]], first=(2019, 6))
    assert message in charts.caption(answer.answer, "control_chart")
