"""A point that the checks question has a ring, and the alternative text says which points have one."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis import ask
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.parameters import read_parameters
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.present import charts
from analysis.present.charts.questioned import (
    OF_ONE_DAY,
    RING,
    doubt_told,
    in_doubt,
    marks,
    ring,
    ring_key,
    rings_told,
    with_bars_key,
    with_doubt,
    with_key,
)
from analysis.questions.answer import Answer, Doubt, Evidence
from analysis.questions.doubts import doubts_of
from analysis.questions.series_reader import SeriesReader
from analysis.store import open_store

DAYS = [dt.date(year, 3, 31) for year in (2019, 2020, 2021)]


def frame(*marks, **columns):
    made = pd.DataFrame({"period_end": DAYS, "value": [1.0, 2.0, 3.0], "kind": "area", **columns})
    return made.assign(questioned=list(marks)) if marks else made


def rings_of(axes):
    return [
        tuple(map(float, line.get_xydata()[0]))
        for line in axes.lines
        if line.get_markeredgecolor() == RING and line.get_markerfacecolor() == "none"
    ]


def test_a_ring_stands_around_each_questioned_point_and_no_other():
    axes = Figure().subplots()
    ring(axes, frame(False, True, False), [10.0, 20.0, 30.0])
    assert rings_of(axes) == [(20.0, 2.0)]
    ring(axes, frame(), [10.0, 20.0, 30.0])
    assert len(axes.lines) == 1


def test_the_key_says_what_a_ring_is_only_where_there_is_one():
    assert ring_key(frame(), frame(False, False, False)) == ""
    assert ring_key(frame(), frame(False, False, True)) == "Ring: the checks question this figure."
    assert with_key("Dots: years.", frame(True, False, False)) == "Dots: years. Ring: the checks question this figure."
    assert with_key("Dots: years.", frame()) == "Dots: years."


def test_the_words_at_a_bar_say_that_it_is_in_doubt_and_the_key_says_what_that_is():
    made = frame(False, True, False)
    assert marks(made) == [False, True, False]
    assert in_doubt(made, ["+4", "+5", "-1"]) == ["+4", "+5 (in doubt)", "-1"]
    assert in_doubt(frame(), ["+4", "+5", "-1"]) == ["+4", "+5", "-1"]
    assert with_bars_key(made, "Blue adds.") == "Blue adds. In doubt: the checks question a figure of it."
    assert with_bars_key(frame(), "Blue adds.") == "Blue adds."


def told(made):
    return rings_told(
        Answer("?", "cp_rate", read_parameters("Torbay", "2021-05"), "cp", (), {}, {"rate": made}), "rate"
    )


def test_who_does_not_see_the_rings_is_told_where_they_are():
    assert told(frame()) == ""
    assert told(frame(False, False, True)) == "The checks question one figure of the area, which has a ring: 2021."
    assert told(frame(True, False, True)).endswith("which have rings: 2019 and 2021.")
    months = frame(True, False, False).assign(period_end=[dt.date(2021, month, 28) for month in (1, 2, 3)])
    assert told(months).endswith("which has a ring: January 2021.")


def test_where_several_measures_stand_in_one_chart_each_is_named():
    strip = frame(True, False, True, line="area", measure=["cp_rate", "cp_rate", "cla_rate"]).drop(columns="kind")
    assert told(strip).endswith("CP rate (2019) and CLA rate (2021).")
    card = frame(False, True, False, ref="T1", name="Referrals")
    assert told(card).endswith("T1 (2020).")


@pytest.mark.parametrize("doubts", [(), (Doubt("printed-twice", "error", "Odd.", "cp_rate", DAYS[2], stands=False),)])
@pytest.mark.parametrize("name", OF_ONE_DAY)
def test_a_point_without_a_course_is_named_as_in_doubt(name, doubts):
    shown = ask.compare("cp_rate", "Torbay", month="2021-05").answer
    value = replace(shown.evidence["compare_cp_rate.value"], doubts=doubts)
    asked = replace(shown, evidence={**shown.evidence, value.name: value})
    chart = charts.figure(asked, name)
    words = [text.get_text() for axes in chart.axes for text in axes.texts]
    assert sum(word.endswith("(in doubt)") for word in words) == bool(doubts)
    assert ("The checks question a figure used here" in chart.words) == bool(doubts)


BARS = {
    "waterfall": ("why", "cp_rate"),
    "pathway": ("why", "cp_rate"),
    "duration": ("why", "cp_rate"),
    "factors": ("why", "social_worker_caseload"),
    "months": ("why", "referral_rate"),
    "season": ("trend", "referrals"),
    "caseload_split": ("capacity",),
}


def drawn_words(chart):
    axes = chart.axes[0]
    labels = [text.get_text() for text in (*axes.texts, *axes.get_yticklabels())]
    return labels, chart.get_suptitle()


@pytest.mark.parametrize("name", BARS)
def test_a_bar_that_rests_on_a_questioned_figure_says_so_to_all_who_read_the_chart(name):
    ask_, *about = BARS[name]
    month = "2024-06" if name == "season" else "2021-12"
    asked = getattr(ask, ask_)(*about, area="Torbay", month=month).answer
    frame = asked.figures[name]
    for marked in range(-1, 2):
        marks = [place == marked for place in range(len(frame))]
        answer = replace(asked, figures={**asked.figures, name: frame.assign(questioned=marks)})
        chart = charts.figure(answer, name)
        labels, key = drawn_words(chart)
        rings = sum(len(rings_of(axes)) for axes in chart.axes)
        assert rings + sum("(in doubt)" in word.replace("\n", " ") for word in labels) == (marked >= 0)
        assert charts.alt(answer, name).count("(in doubt)") == (marked >= 0)
        assert ("the checks question" in key) == (marked >= 0)


def test_a_rate_of_the_demand_profile_that_is_questioned_has_a_ring_and_is_named():
    asked = ask.summary("Torbay", month="2021-05").answer
    frame = asked.figures["demand_profile"]
    own = frame[frame["kind"] == "area"]
    marked = frame.assign(questioned=[place == own.index[0] for place in frame.index])
    answer = replace(asked, figures={**asked.figures, "demand_profile": marked})
    chart = charts.figure(answer, "demand_profile")
    assert len(rings_of(chart.axes[0])) == 1
    assert "Ring:" in chart.get_suptitle()
    assert f"has a ring: {own['label'].iloc[0][0].lower()}" in charts.alt(answer, "demand_profile").lower()


ASKED = (
    ("capacity", ()),
    ("why", ("social_worker_caseload",)),
    ("report_card", ()),
    ("summary", ()),
    ("why", ("cp_rate",)),
    ("why", ("referral_rate",)),
    ("trend", ("referrals",)),
    ("next", ("cp_rate",)),
    ("compare", ("cp_rate",)),
)
DRAWN = ("rate", "control_chart", "history", "drivers_strip", "exceptions_course", "outlook", "demand_profile")
OWN = ("kind", "line", "series")


@pytest.mark.parametrize(
    ("area", "month"),
    [("Torbay", "2012-07"), ("Torbay", "2017-09"), ("Torbay", "2021-05"), ("Isle of Wight", "2024-06")],
)
def test_for_every_finding_on_a_point_of_a_chart_the_ring_stands_and_is_told(root, area, month):
    store = open_store(Workspace.find(root))
    code = read_parameters(area, month).area.code
    doubts, figures = (
        doubts_of(store, code, Month.parse(month)),
        SeriesReader.from_store(store, code, Month.parse(month).last_day),
    )
    seen = 0
    for name, about in ASKED:
        try:
            shown = getattr(ask, name)(*about, area=area, month=month)
        except WorkbenchError:
            continue
        for drawn in set(DRAWN) & set(shown.figures):
            rows = shown.answer.figures["outlook_history" if drawn == "outlook" else drawn]
            wanted = sum(_is_questioned(row, shown.answer, doubts, figures) for row in rows.to_dict("records"))
            seen += wanted
            chart = shown.figure(drawn)
            assert sum(len(rings_of(axes)) for axes in chart.axes) == wanted, (name, drawn)
            assert ("the checks question" in charts.alt(shown.answer, drawn).lower()) == bool(wanted), (name, drawn)
        for drawn in {*BARS, "sources"} & set(shown.figures):
            cells = [str(row).split("; ") for row in shown.answer.figures[drawn]["sources"]]
            assert charts.alt(shown.answer, drawn).count("(in doubt)") == sum(
                bool(doubts.about(*each)) for each in cells
            )
    assert seen or month not in ("2012-07", "2021-05")


def _is_questioned(row, answer, doubts, figures):
    """Whether a row is the area's own, and some finding is about a cell that its figure was read from."""
    if any(row.get(name, "area") != "area" for name in OWN) or pd.isna(row["value"]):
        return False
    if "source" in row:
        return bool(doubts.about(row["source"]))
    measure = str(row.get("measure", answer.measure))
    bases = ("month", "snapshot") if row.get("monthly") else (None, "month", "snapshot")
    found = [figures.at(measure, row["period_end"], basis) for basis in bases]
    return bool(doubts.about(*next((one.sources for one in found if one.value is not None), ())))


def doubted(*doubts):
    from_answer = Answer("?", "referral_rate", read_parameters("Torbay", "2021-05"), "x", (), {})
    entry = Evidence("x.value", 882.5, "per_10000", "computed", doubts=doubts)
    return replace(from_answer, evidence={"x.value": entry, "x.before": replace(entry, name="x.before", doubts=())})


def test_a_point_is_called_in_doubt_where_the_checks_question_its_figure_and_no_other():
    answer = doubted(Doubt("sum", "error", "The parts are more.", "referral_rate", None, False))
    assert with_doubt(answer, "Torbay, 882.5") == "Torbay, 882.5 (in doubt)"
    assert with_doubt(answer, "Torbay, 882.5", "before") == "Torbay, 882.5"
    assert with_doubt(answer, "Torbay, 882.5", "never") == "Torbay, 882.5"
    assert with_doubt(doubted(), "Torbay, 882.5") == "Torbay, 882.5"


def test_a_chart_of_one_day_tells_the_doubt_and_one_over_time_leaves_it_to_its_rings():
    answer = doubted(Doubt("sum", "error", "The parts are more.", "referral_rate", None, False))
    assert [bool(doubt_told(answer, name)) for name in sorted(OF_ONE_DAY)] == [True] * len(OF_ONE_DAY)
    assert doubt_told(answer, "rate") == ""
    assert [doubt_told(doubted(), name) for name in sorted(OF_ONE_DAY)] == [""] * len(OF_ONE_DAY)
