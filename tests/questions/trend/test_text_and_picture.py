"""What a trend says and what its chart shows are the same months: tried on the referrals of 30 real authorities."""

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


def test_text_and_picture_count_the_same_months(make, referrals_by_authority):
    assert referrals_by_authority.shape[1] == AUTHORITIES
    runs = outside = 0
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
        assert ("belong to runs" in charts.alt(answer, "control_chart")) == (in_runs > 0)
        if told(answer, "trend").facts["run"]:
            first, last = value(answer, "run_first"), value(answer, "run_last")
            names = [Month.of(day).words for day in chart["period_end"]]
            rows = chart.iloc[names.index(first) : names.index(last) + 1]
            assert len(rows) == value(answer, "run")
            assert rows["signal"].ne("none").all()
            runs += 1
    assert runs >= 5  # so that the test has something to see
    assert outside >= 5
