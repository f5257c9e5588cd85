"""A line of the card: its figure, the one before it, its direction, rating, signal and rank."""

import datetime as dt
import math
from dataclasses import replace

import pandas as pd
import pytest

from analysis.catalogue.area import ENGLAND
from analysis.catalogue.period import Month
from analysis.catalogue.rag import Rating
from analysis.questions.answer import Doubt
from analysis.questions.doubts import FIGURE_STANDS, Doubts
from analysis.questions.report_card.audit_flags import Contradictions
from analysis.questions.report_card.line import FEWEST_FOR_LIMITS, OLDEST_RATED_MONTHS, builds_up, direction_of, line_of
from printed_rows import LAST, benchmark, figures, measure, printed_row, target
from whole_answers import held_to_its_record

DAY = LAST.last_day
HIGH, LOW, NEUTRAL = (measure(polarity=polarity) for polarity in ("high_is_good", "low_is_good", "neutral"))
COUNT = measure("count", "neutral")
APRIL, MAY = dt.date(2021, 4, 30), dt.date(2021, 5, 31)


def line(values, of=HIGH, day=DAY, wrong=None, late=(), **row):
    parts = {name: row.pop(name) for name in ("targets", "benchmarks", "mark") if name in row}
    frame = figures(values, unit=of.unit, **row)
    messages = {("seen_in_time", end): said for end, said in (wrong or {}).items()}
    return line_of(printed_row(frame, **parts), of, day, Contradictions(messages, frozenset(late)))


def test_it_is_the_newest_figure_with_its_cell_and_the_one_before():
    found = line([80, 84])
    assert (found.value, found.previous, found.change) == (84, 80, 4)
    assert (found.period_end, found.months_old, found.as_printed) == (MAY, 0, "84%")
    assert found.source.endswith("column May-21")
    assert (found.missing, found.basis, found.printed_mark) == (None, "month", "")
    assert (found.figure.value, found.figure.sources) == (84, (found.source,))


def test_one_of_a_year_ago_is_twelve_months_old_and_not_rated():
    old = line([80, 84], last=Month(2020, 5), targets=[target(90)])
    assert old.months_old == 12
    assert old.rating == Rating(None, "too_old")


@pytest.mark.parametrize(
    ("months", "reason"), [(OLDEST_RATED_MONTHS, "improving"), (OLDEST_RATED_MONTHS + 1, "too_old")]
)
def test_a_figure_is_rated_for_a_quarter(months, reason):
    assert line([80, 84], last=LAST.plus(-months), targets=[target(90)]).rating.reason == reason


def test_a_row_without_a_figure_says_why():
    found = line([None, None])
    assert math.isnan(found.value)
    assert (found.missing, found.source, found.period_end, found.months_old) == ("suppressed", "", None, 0)
    assert found.figure.value is None
    assert found.figure.missing == "suppressed"
    assert (found.direction, found.rank) == ("unknown", 5)


@pytest.mark.parametrize(
    ("of", "values", "direction"),
    [
        (HIGH, [80, 84], "better"),
        (HIGH, [84, 80], "worse"),
        (LOW, [80, 84], "worse"),
        (LOW, [84, 80], "better"),
        (NEUTRAL, [80, 84], "up"),
        (NEUTRAL, [84, 80], "down"),
        (HIGH, [84, 84], "same"),
        (HIGH, [84], "unknown"),
    ],
)
def test_direction_is_better_or_worse_only_where_there_is_a_good_one(of, values, direction):
    assert line(values, of).direction == direction


@pytest.mark.parametrize(("step", "known"), [(1, True), (3, True), (4, False)])
def test_figures_further_apart_than_a_quarter_make_no_direction(step, known):
    assert (line([80, 84], step=step).direction != "unknown") is known


def test_a_count_since_april_has_nothing_before_it_and_no_rating():
    since_april = line([80, 84], of=measure("count", "low_is_good"), basis="year_to_date", targets=[target(50)])
    assert math.isnan(since_april.previous)
    assert since_april.rating == Rating(None, "builds_up")
    assert builds_up(COUNT, "year_to_date")
    assert not builds_up(COUNT, "month")
    assert not builds_up(HIGH, "year_to_date")


def test_a_share_since_april_is_not_set_beside_that_of_the_year_before():
    assert line([80, 84], basis="year_to_date").previous == 80
    assert math.isnan(line([80, 84], basis="year_to_date", last=Month(2021, 4), day=DAY).previous)


@pytest.mark.parametrize("unit", ["days", "weeks"])
def test_an_average_of_no_case_is_nothing_to_compare_with(unit):
    assert math.isnan(line([0, 84], of=measure(unit, "low_is_good")).previous)
    assert line([0, 84], of=COUNT).previous == 0


def test_a_contradicted_figure_has_no_rating_signal_or_direction():
    found = line([80, 84], wrong={MAY: "It is not."}, targets=[target(90)], mark="down")
    assert found.rating == Rating(None, "contradicted")
    assert (found.direction, found.signal, found.contradicted) == ("contradicted", "contradicted", "It is not.")
    assert not found.mark_differs
    assert math.isnan(found.step_needed)


def test_where_the_one_before_is_contradicted_the_rating_does_not_rest_on_it():
    assert line([80, 84], targets=[target(90)]).rating.reason == "improving"
    found = line([80, 84], wrong={APRIL: "It is not."}, targets=[target(90)])
    assert (found.rating.colour, found.rating.reason) == (None, "comparison_questioned")
    assert (found.contradicted, found.rank) == ("It is not.", 2)
    two = [target(90, "upper", column="A"), target(85, "minimum", column="B")]
    far = line([80, 84], wrong={APRIL: "It is not."}, targets=two)
    assert far.rating.colour == "red"  # of two targets the colour does not hang on what came before


def doubted(check, severity="warning"):
    return Doubt(check, severity, "It is odd.", "seen_in_time", APRIL, check in FIGURE_STANDS)


@pytest.mark.parametrize(
    ("month", "check", "severity", "judged"),
    [
        ("Apr-21", "rolling-jumps", "warning", False),
        ("Apr-21", "ratio-against-printed", "warning", False),
        ("Apr-21", "outliers", "warning", True),
        ("May-21", "rolling-jumps", "warning", False),
        ("May-21", "ratio-against-printed", "warning", True),
        ("May-21", "ratio-against-printed", "error", False),
        ("Mar-21", "rolling-jumps", "warning", True),
    ],
)
def test_a_step_is_not_judged_where_what_it_comes_from_or_the_step_itself_is_questioned(month, check, severity, judged):
    frame = figures([80, 82, 84])
    (cell,) = [cell for cell in frame["source"] if month in cell]
    doubt = doubted(check, severity)
    found = line_of(printed_row(frame, targets=[target(90)]), HIGH, DAY, doubts=Doubts({cell: (doubt,)}))
    assert found.direction == ("better" if judged else "contradicted")
    assert found.rating.reason == ("improving" if judged else "comparison_questioned")
    assert found.doubts == ((doubt,) if month == "May-21" else ())
    assert found.doubts_before == ((doubt,) if month == "Apr-21" else ())
    assert [end.month for end in found.doubted_ends] == [{"Mar-21": 3, "Apr-21": 4, "May-21": 5}[month]]


def test_a_nought_that_may_be_late_is_marked_in_its_own_month_alone():
    assert line([80, 0], late=[("seen_in_time", MAY)]).late
    assert not line([80, 0], late=[("seen_in_time", APRIL)]).late


@pytest.mark.parametrize(
    ("of", "values", "mark", "differs"),
    [
        (HIGH, [80, 84], "up", False),
        (HIGH, [80, 84], "down", True),
        (HIGH, [84, 80], "up", True),
        (HIGH, [84, 84], "flat", False),
        (HIGH, [84, 84], "up", True),
        (LOW, [80, 84], "improving", True),
        (LOW, [80, 84], "declining", False),
        (NEUTRAL, [80, 84], "improving", False),
        (HIGH, [84], "up", False),
        (HIGH, [80, 84], None, False),
    ],
)
def test_the_papers_own_mark_is_held_against_its_figures(of, values, mark, differs):
    assert line(values, of, mark=mark).mark_differs is differs


def test_exceptions_come_first():
    red = line([80, 80], targets=[target(90)])
    amber = line([80, 84], targets=[target(90)])
    assert (red.rank, amber.rank) == (0, 2)
    assert replace(amber, signal="beyond usual variation").rank == 1
    assert (line([84, 80]).rank, line([80, 84]).rank) == (3, 4)


STEADY = [90, 92, 91, 90, 93, 91, 92, 90, 91, 92, 91, 90]


def test_what_meets_its_target_and_is_no_worse_is_no_exception_however_far_it_moved():
    green = replace(line([88, 95], targets=[target(90)]), signal="beyond usual variation")
    assert (green.rating.colour, green.direction, green.rank) == ("green", "better", 4)
    falling = replace(line([98, 92], targets=[target(90)]), signal="beyond usual variation")
    assert (falling.direction, falling.rank) == ("worse", 1)


def test_a_signal_needs_twelve_months_in_a_row():
    assert line([*STEADY, 20]).signal == "beyond usual variation"
    assert line([*STEADY, 91]).signal == "within usual variation"
    assert line(STEADY[: FEWEST_FOR_LIMITS - 1]).signal == "too few months to say"
    assert line([*STEADY[:-1], None, 20]).signal == "too few months to say"
    assert line([*STEADY, 20], basis="rolling_12_months").signal == "running figure"


def test_assurance_is_of_single_periods_alone():
    assert line(STEADY, targets=[target(70)]).assurance == "consistently"
    assert line(STEADY, targets=[target(70)], basis="rolling_12_months").assurance is None


@pytest.mark.parametrize(("denominator", "points"), [(25, 4), (math.nan, math.nan), (0, math.nan)])
def test_one_child_moves_a_percentage_by_its_share_of_the_denominator(denominator, points):
    assert line([80, 84], denominator=denominator).one_case == pytest.approx(points, nan_ok=True)
    assert math.isnan(line([80, 84], of=COUNT, denominator=denominator).one_case)


def test_what_one_more_case_would_lift_over_its_target_is_amber():
    assert line([88, 88], denominator=25, targets=[target(90)]).rating.reason == "within_one_case"
    assert line([88, 88], denominator=100, targets=[target(90)]).rating.reason == "target_missed"


def test_a_benchmark_is_the_newest_of_the_group_in_force_and_of_the_same_unit():
    old = benchmark("SN-2021", 70, end=dt.date(2019, 3, 31))
    found = line(
        [80], benchmarks=[benchmark("SN-2021", 75), old, benchmark(ENGLAND, 60), benchmark(ENGLAND, 9, "days")]
    )
    assert (found.neighbours, found.national) == (75, 60)
    former = benchmark("SNto-2020", 50, end=dt.date(2021, 3, 31))
    assert line([80], benchmarks=[former, benchmark("SN-2021", 75)]).neighbours == 75
    assert math.isnan(line([80]).neighbours)


def test_the_year_to_date_stands_beside_the_month_alone():
    both = pd.concat([figures([80, 84, 86]), figures([300], basis="year_to_date")], ignore_index=True)
    assert line_of(printed_row(both), HIGH, DAY).to_date == 300
    assert math.isnan(line([80, 84], basis="year_to_date").to_date)


def test_the_step_that_is_needed_is_of_the_targets_date():
    assert line([80, 80], targets=[target(90, due_on="2021-07-31")]).step_needed == pytest.approx(5)


@pytest.mark.parametrize(
    ("change", "polarity", "unjudged", "way"),
    [
        (math.nan, "high_is_good", True, "unknown"),
        (1.0, "high_is_good", True, "contradicted"),
        (0.0, "low_is_good", False, "same"),
        (1.0, "neutral", False, "up"),
        (-1.0, "neutral", False, "down"),
        (1.0, "high_is_good", False, "better"),
        (-1.0, "high_is_good", False, "worse"),
        (1.0, "low_is_good", False, "worse"),
        (-1.0, "low_is_good", False, "better"),
    ],
)
def test_which_way_a_figure_went_depends_on_what_is_good(change, polarity, unjudged, way):
    assert direction_of(change, polarity, unjudged=unjudged) == way


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
