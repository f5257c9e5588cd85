"""Authorities by size: who lies where, which line is which limit, who is named."""

import pytest

from analysis.present.charts import funnel
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, MOVABLE, ORANGE
from drawn_charts import MARCH_2021, TORBAY, answer_of, dated, heading, labels, lines, names, sides
from drawn_record import as_drawn


def authority(area, name, population, value, outside="within"):
    spread = {"lower_95": 40.0, "upper_95": 80.0, "lower_998": 30.0, "upper_998": 95.0}
    limits = {name: limit + population / 100_000 for name, limit in spread.items()}
    return {
        "area": area,
        "name": name,
        "population": population,
        "value": value,
        "target": 60.0,
        "outside": outside,
    } | (limits)


def answered(*others, own=90.0, outside="above 95"):
    rows = [authority(TORBAY, "Torbay", 25_000, own, outside), *others]
    return answer_of("cp_rate", figures={"funnel": rows}, evidence=[dated(MARCH_2021)])


LEEDS = authority("E1", "Leeds", 170_000, 100.0, "above 99.8")
RUTLAND = authority("E2", "Rutland", 8_000, 50.0)
WIRRAL = authority("E3", "Wirral", 68_000, 20.0, "below 99.8")


@pytest.fixture(scope="module")
def axes():
    return funnel.draw(answered(LEEDS, RUTLAND, WIRRAL)).axes[0]


def test_limits_run_over_the_sizes_95_in_dashes_and_998_in_dots_around_the_mean(axes):
    sizes = [8000, 25000, 68000, 170000]
    assert [(each[0], each[3]) for each in lines(axes)[:4]] == [
        (sizes, "--"),
        (sizes, "--"),
        (sizes, ":"),
        (sizes, ":"),
    ]
    assert [each[1][-1] for each in lines(axes)[:5]] == [41.7, 81.7, 31.7, 96.7, 60]
    assert lines(axes)[4][3:] == ("-", "None")


def test_the_area_is_a_large_blue_dot_the_others_squares_and_those_outside_orange(axes):
    other, *outside, own, _ = lines(axes)[5:]
    assert other == ([8000, 68000, 170000], [50, 20, 100], "#6F6F6F", "None", "s")
    assert outside == [([68000], [20], ORANGE, "None", "s"), ([170000], [100], ORANGE, "None", "s")]
    assert own == ([25000], [90], DARK_BLUE, "None", "o")
    assert axes.lines[-2].get_markersize() > axes.lines[-3].get_markersize() > axes.lines[5].get_markersize()


def test_who_is_outside_and_the_area_are_named_above_or_below_so_that_they_keep_apart(axes):
    assert labels(axes)["Torbay, 90.0"] == (25000, 90)
    assert labels(axes)["Leeds"] == (170000, 100)
    assert "Rutland" not in labels(axes)
    assert sides(axes)["Leeds"][:2] == (8, 5)  # above: higher than the area
    assert sides(axes)["Wirral"][:2] == (8, -9)
    assert sides(axes)["Torbay, 90.0"][:2] == (8, -9)
    level = funnel.draw(answered(authority("E1", "Leeds", 170_000, 90.0, "above 95"))).axes[0]
    assert sides(level)["Leeds"][:2] == (8, 5)
    gids = {text.get_text(): text.get_gid() for text in axes.texts}
    assert gids["Leeds"] == gids["Torbay, 90.0"] == MOVABLE
    inks = {text.get_text(): text.get_color() for text in axes.texts}
    assert (inks["Torbay, 90.0"], inks["Leeds"]) == (DARK_BLUE, DARK_GREY)


def test_lines_are_named_where_they_end_at_the_largest_authority(axes):
    assert labels(axes)["Mean of all"] == (170000, 60)
    assert labels(axes)["95% limits"] == (170000, 81.7)
    assert labels(axes)["99.8% limits"] == (170000, 96.7)


def test_axes_hold_every_point_and_the_names_at_the_right(axes):
    assert axes.get_ylim() == (0, pytest.approx(100 * 1.08))
    assert funnel.draw(answered(RUTLAND)).axes[0].get_ylim()[1] == pytest.approx(95.25 * 1.08)
    width = 170_000 - 8_000
    assert axes.get_xlim() == (pytest.approx(8_000 - 0.05 * width), pytest.approx(170_000 + 0.24 * width))
    assert axes.get_xlabel() == "Children aged 0 to 17"
    assert axes.xaxis.get_major_formatter()(25000, 0) == "25,000"
    assert names(axes.yaxis)


def test_authorities_are_put_in_order_of_size():
    found = funnel.points(answered(LEEDS, RUTLAND))
    assert list(found["name"]) == ["Rutland", "Torbay", "Leeds"]
    assert list(found.index) == [0, 1, 2]


def test_the_message_says_whether_the_area_stands_out():
    assert funnel.caption(answered(LEEDS, RUTLAND)) == (
        "The child protection (CP) rate in Torbay lies above 95% limits for its size, among 3 authorities"
    )
    usual = funnel.caption(answered(LEEDS, own=60.0, outside="within"))
    assert "in Torbay is within the range that is usual for its size, among 2 authorities" in usual


def test_alternative_text_has_the_limits_and_who_lies_outside():
    assert funnel.alt(answered(LEEDS, RUTLAND)) == (
        "Funnel plot of the child protection (CP) rate by number of children, 3 authorities around a mean of 60.0. "
        "Torbay: 90.0; 95% limits for its size 40.3 to 80.3, 99.8% limits 30.3 to 95.3. Outside the limits: Torbay, "
        "Leeds."
    )
    assert funnel.alt(answered(RUTLAND, own=60.0, outside="within")).endswith("None lies outside the limits.")
    assert heading(funnel.draw(answered(LEEDS))).startswith("Torbay: Child protection plans at 31 March per 10,000")


def test_everything_on_the_sheet_is_as_it_was_looked_at():
    as_drawn("funnel", funnel.draw(answered(LEEDS, RUTLAND, WIRRAL)))
