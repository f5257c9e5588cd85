"""The strip of drivers says of each panel where its figure came from and how sure its change is."""

import dataclasses
import itertools
import math

import pytest

from analysis.catalogue.period import Month
from analysis.present.answer_view import Shown
from analysis.present.charts import drivers_strip
from analysis.present.charts.label_boxes import collisions, cut_off
from analysis.questions.board_summary import answer_board_summary
from drawn_record import as_drawn
from own_months_store import KIRKLEES, LAST, rows_of, store_of
from pathway_store import TORBAY, published_store


@pytest.fixture(scope="module")
def answer():
    return answer_board_summary(published_store(), TORBAY, Month(2021, 5))


def with_drivers(answer, **columns):
    return dataclasses.replace(
        answer, tables={**answer.tables, "board_drivers": answer.tables["board_drivers"].assign(**columns)}
    )


def written(answer):
    return [text.get_text() for axes in Shown(answer).figure("drivers_strip").axes for text in axes.texts]


def test_each_panel_says_its_figure_where_it_came_from_and_how_sure_that_is(answer):
    drivers = answer.tables["board_drivers"]
    said = written(answer)
    assert len(said) == 3 * len(drivers)
    assert sum(text.startswith(("up from", "down from")) for text in said) == len(drivers)
    assert {"more than chance", "could be chance"} >= {said[place] for place in range(2, len(said), 3)}


def test_the_message_groups_what_rose_and_what_fell(answer):
    drivers = answer.tables["board_drivers"]
    real = with_drivers(answer, case="beyond usual", change=[1.0] * (len(drivers) - 1) + [-1.0])
    said = drivers_strip.caption(real)
    assert said.count(" rose") == said.count(" fell") == 1
    assert said.endswith(", by more than chance within a year")
    rose = drivers_strip.caption(with_drivers(answer, case="beyond usual", change=1.0))
    assert "fell" not in rose
    assert rose.count(" rose by more than chance") == 1
    assert drivers_strip.caption(with_drivers(answer, case="within chance")).startswith("None of the ")


def test_without_figures_of_a_year_before_it_says_so_and_draws_no_icon(answer):
    bare = with_drivers(answer, before=math.nan, change=math.nan, case="no figure before")
    assert drivers_strip.caption(bare) == "No figures of a year before are there to set beside those of Torbay"
    assert len(written(bare)) == len(answer.tables["board_drivers"])
    assert "a year before" not in drivers_strip.alt(bare)


def test_the_key_names_only_lines_that_are_drawn(answer):
    frame = answer.figures["drivers_strip"]
    alone = dataclasses.replace(answer, figures={**answer.figures, "drivers_strip": frame[frame["line"].eq("area")]})
    assert "England" in drivers_strip._key(answer)
    assert drivers_strip._key(alone).startswith("Blue: this area. ")
    assert "England" not in drivers_strip._key(alone)
    assert "per 10,000 children" in drivers_strip._key(alone)


def test_who_does_not_see_the_icons_is_told_the_same(answer):
    said = drivers_strip.alt(answer)
    assert said.count("a year before, ") == len(answer.tables["board_drivers"])
    assert "could be chance)" in said


def test_the_key_of_a_strip_with_rings_is_whole(answer):
    frame = answer.figures["drivers_strip"].assign(questioned=True)
    ringed = dataclasses.replace(answer, figures={**answer.figures, "drivers_strip": frame})
    chart = Shown(ringed).figure("drivers_strip")
    assert "question" in chart.get_supxlabel()
    assert cut_off(chart) == []
    assert collisions(chart) == []


def test_a_name_with_room_is_spelt_out(answer):
    titles = [axes.get_title(loc="left") for axes in Shown(answer).figure("drivers_strip").axes]
    assert titles == ["Referral rate", "Child protection", "Looked after", "Caseload", "Vacancy rate"]


def test_everything_on_the_sheet_is_as_it_was_looked_at(answer):
    as_drawn("drivers_strip", Shown(answer).figure("drivers_strip"))


@pytest.mark.parametrize("stocks", [("cp_plans_at_period_end",), ("cp_plans_at_period_end", "cla_at_period_end")])
def test_names_of_month_ends_stand_above_their_own_panels(stocks):
    counted = [rows_of(measure, range(300, 314), "snapshot") for measure in stocks]
    rates = rows_of("social_worker_caseload", [15.0, 16.0] * 7, "snapshot", "cases_per_fte")
    vacant = rows_of("social_worker_vacancy_rate", [15.0, 16.0] * 7, "snapshot", "percent")
    store = store_of(rows_of("referrals", range(200, 214)), *counted, rates, vacant)
    chart = Shown(answer_board_summary(store, KIRKLEES, LAST)).figure("drivers_strip")
    titles = [axes.get_title(loc="left") for axes in chart.axes]
    assert collisions(chart) == []
    assert "Number of CP plans" in titles
    for axes, beside in itertools.pairwise(chart.axes):
        assert axes._left_title.get_window_extent().x1 <= beside.bbox.x0


def test_a_panel_stands_for_each_driver_from_nought_and_the_key_at_the_foot(answer):
    chart = drivers_strip.draw(answer)
    drivers = answer.tables["board_drivers"]
    assert len(chart.axes) == len(drivers)
    assert {axes.get_ylim()[0] for axes in chart.axes} == {0.0}
    assert " ".join(chart.get_supxlabel().split()) == " ".join(drivers_strip._key(answer).split())
    bare = drivers_strip.draw(with_drivers(answer, before=math.nan, change=math.nan, case="no figure before"))
    assert bare.get_size_inches()[1] < chart.get_size_inches()[1]  # no lines of a change to make room for
