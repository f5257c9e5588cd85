"""What a trend says and what its chart shows are the same months: tried on the referrals of 30 real authorities."""

import re

import pandas as pd
import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.period import Month
from analysis.present import charts
from analysis.present.answer_view import Shown
from analysis.questions.trend import answer_trend
from pathway_store import store_of

AUTHORITIES, RECENT = 30, 12
MONTHS = ("2019-06", "2021-05", "2024-03")


@pytest.fixture(scope="module")
def referrals_by_authority(shared):
    frame = pd.read_csv(shared / "data/published/derived_monthly_referrals_by_la_2012-04_to_2024-03.csv")
    known = {area.code for area in areas().authorities() if area.closed is None}
    wide = frame[frame["new_la_code"].isin(known)].pivot_table(
        index="date", columns="new_la_code", values="referrals", aggfunc="first"
    )
    whole = wide.loc[:, wide.notna().all()]
    return whole.iloc[:, :: max(1, whole.shape[1] // AUTHORITIES)].iloc[:, :AUTHORITIES]


def told(answer, kind):
    return next(finding for finding in answer.findings if finding.kind == kind)


def value(answer, name):
    return answer.evidence[f"{answer.group}.{name}"].value


def agree_on_the_stretch(answer, chart):
    """Headline, evidence, alternative text, table and labels have the centre and limits of the newest stretch."""
    last, shown = chart.iloc[-1], Shown(answer)
    lower, middle, upper = (f"{last[name]:,.0f}" for name in ("lower", "mean", "upper"))
    assert f"({lower} to {upper})" in shown.text("headline")
    assert f"newest limits are {lower} to {upper} around" in charts.alt(answer, "control_chart")
    labels = " ".join(text.get_text() for text in shown.figure("control_chart").axes[0].texts)
    assert f"Upper limit {upper}" in labels
    assert f"Lower limit {lower}" in labels
    assert middle in labels
    if "signals" in answer.tables:
        rows = chart.set_index("period_end").loc[answer.tables["signals"]["period_end"], ["mean", "lower", "upper"]]
        assert answer.tables["signals"][["mean", "lower", "upper"]].to_numpy().tolist() == rows.to_numpy().tolist()
    if "levels" not in answer.tables or len(answer.tables["levels"]) == 1:
        assert chart["segment"].max() == 0
        return 0
    newest = answer.tables["levels"].iloc[-1]
    since = Month.of(newest["first"]).words
    assert since == value(answer, "since")
    assert f"since {since}" in shown.text("headline")
    if newest["first"] > chart["period_end"].iloc[0]:
        assert chart.loc[chart["segment"] == chart["segment"].iloc[-1], "period_end"].iloc[0] == newest["first"]
        assert since in charts.alt(answer, "control_chart")
    assert value(answer, "level_after") == newest["level"]
    factor = float(last.get("month_factor", 1.0))
    assert float(last["mean"]) / factor == pytest.approx(newest["level"])
    return 1


def test_text_and_picture_count_the_same_months(make, referrals_by_authority):
    assert referrals_by_authority.shape[1] == AUTHORITIES
    runs = outside = stretches = 0
    for place, (area, values) in enumerate(referrals_by_authority.items()):
        store = store_of(make("referrals", values.to_list(), "2012-04", area=area))
        answer = answer_trend(store, "referrals", area, Month.parse(MONTHS[place % len(MONTHS)]))
        chart, text = answer.figures["control_chart"], Shown(answer).text("trend_signals")
        newest = chart.tail(RECENT)
        assert value(answer, "signals") == newest["signal"].ne("none").sum()
        for row in newest.itertuples():
            named = f"{Month.of(row.period_end).words} ({row.value:,.0f})" in text
            assert named == (row.signal == "outside")
            outside += named
        in_runs = int((~chart["signal"].isin(["none", "outside"])).sum())
        told_runs = re.search(r"points? belongs? to runs", charts.alt(answer, "control_chart"))
        assert (told_runs is not None) == (in_runs > 0)
        if told(answer, "trend").facts["run"]:
            first, last = value(answer, "run_first"), value(answer, "run_last")
            names = [Month.of(day).words for day in chart["period_end"]]
            rows = chart.iloc[names.index(first) : names.index(last) + 1]
            assert len(rows) == value(answer, "run")
            assert rows["signal"].ne("none").all()
            runs += 1
        stretches += agree_on_the_stretch(answer, chart)
    assert stretches >= 5
    assert runs >= 5  # so that the test has something to see
    assert outside >= 5
