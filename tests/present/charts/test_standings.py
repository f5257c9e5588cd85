"""An area among others: in order, with intervals, each kind with its marker, gaps said."""

import pytest

from analysis.present.charts import standings
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, OLIVE, TURQUOISE
from analysis.questions.answer import Finding
from drawn_charts import MARCH_2020, MARCH_2021, answer_of, dated, heading, labels, lines, names, sides
from drawn_record import as_drawn


def area(name, kind, value, half=None, missing=None):
    lower, upper = (None, None) if half is None else (value - half, value + half)
    return {"name": name, "kind": kind, "value": value, "lower": lower, "upper": upper, "missing": missing}


ROWS = (
    area("Torbay", "area", 90.0, 10),
    area("Plymouth", "neighbour", 95.0, 10),
    area("Poole", "neighbour", 50.0, 5),
    area("Wirral", "neighbour", None, missing="suppressed"),
    area("Bury", "neighbour", None),
    area("South West", "region", 45.0),
    area("England", "england", 42.5),
)


def answered(*rows, measure="cp_rate", **facts):
    evidence = [dated(MARCH_2020, "x.before"), dated(None, "x.undated"), dated(MARCH_2021)]
    return answer_of(
        measure, figures={"standings": rows or ROWS}, evidence=evidence, findings=[Finding("standing", {}, facts)]
    )


@pytest.fixture(scope="module")
def axes():
    return standings.draw(answered()).axes[0]


def test_areas_stand_from_highest_to_lowest_and_those_without_a_figure_last(axes):
    order = ["Plymouth", "Torbay", "Poole", "South West", "England", "Wirral", "Bury"]
    assert list(names(axes.yaxis)) == order == list(standings.ordered(answered())["name"])
    assert list(standings.ordered(answered()).index) == list(range(7))
    assert axes.get_ylim() == (6.5, -0.5)


def test_each_kind_has_a_marker_and_a_colour_of_its_own_and_its_interval_a_line(axes):
    drawn = {tuple(row): (colour, marker) for _, row, colour, _, marker in lines(axes) if len(row) == 1}
    assert drawn == {
        (0,): (TURQUOISE, "s"),
        (1,): (DARK_BLUE, "o"),
        (2,): (TURQUOISE, "s"),
        (3,): (OLIVE, "^"),
        (4,): (DARK_GREY, "D"),
    }
    intervals = [(places, rows) for places, rows, *_ in lines(axes)[:-1] if len(rows) == 2]
    assert intervals == [([85, 105], [0, 0]), ([80, 100], [1, 1]), ([45, 55], [2, 2])]


def test_figures_stand_right_of_the_interval_and_a_gap_says_why(axes):
    told = labels(axes)
    assert (told["95.0"], told["90.0"], told["45.0"]) == ((105, 0), (100, 1), (45, 3))
    assert (told["hidden"], told["not available"]) == ((0, 5), (0, 6))
    assert sides(axes)["95.0"] == (8, 0, "left", "center")
    assert axes.get_xlim() == (0, pytest.approx(105 * 1.12))


def test_the_area_itself_is_bold(axes):
    weights = {tick.get_text(): tick.get_fontweight() for tick in axes.get_yticklabels()}
    assert [name for name, weight in weights.items() if weight == "bold"] == ["Torbay"]


def test_the_heading_is_dated_by_the_newest_figure():
    assert heading(standings.draw(answered())).endswith("per 10,000 children, March 2021")


def test_the_message_counts_the_neighbours_that_are_lower():
    assert standings.caption(answered()) == (
        "The child protection (CP) rate in Torbay, 90.0, is higher than in 1 of 2 statistical neighbours"
    )
    tied = answered(area("Torbay", "area", 50.0), area("Poole", "neighbour", 50.0), area("Bury", "neighbour", 51.0))
    assert "higher than in 1 of 2" in standings.caption(tied)
    assert standings.caption(answered(chosen=True)).endswith("1 of 2 neighbours of its own choice")
    assert standings.caption(answered(ROWS[0], ROWS[-1])).endswith("Torbay, 90.0, beside its region and England")


def test_alternative_text_has_every_area_with_its_interval():
    assert standings.alt(answered()) == (
        "Dot plot of the child protection (CP) rate, highest first: Plymouth 95.0 (85.0 to 105.0); Torbay 90.0 (80.0 "
        "to 100.0); Poole 50.0 (45.0 to 55.0); South West 45.0; England 42.5; Wirral hidden; Bury not available."
    )
    assert standings.unit_of(answered()) == "per_10000"


def test_everything_on_the_sheet_is_as_it_was_looked_at():
    as_drawn("standings", standings.draw(answered()))
