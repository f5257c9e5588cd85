"""A number at the start, what changed it, and the number at the end: bars that add up on the page."""

import pytest

from analysis.present.charts import waterfall
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, PURPLE
from analysis.questions.answer import Finding
from drawn_charts import MARCH_2020, MARCH_2021, answer_of, bars, heading, labels, lines, names, sides
from drawn_record import as_drawn
from printed_record import held_as_printed

PARTS = (("at_start", 200), ("as_before", -10), ("more_starts", 25), ("fewer_ends", -5), ("residual", 2))


def answered(parts=PARTS, end=212, measure="cp_plans_at_period_end", between=(MARCH_2020, MARCH_2021), findings=()):
    rows, level = [], 0
    for part, value in parts:
        whole = part == "at_start"
        rows.append({"part": part, "value": value, "base": level, "top": level + value, "total": whole})
        level += value
    rows.append({"part": "at_end", "value": end, "base": 0, "top": end, "total": True})
    frame = [row | {"measure": measure} for row in rows]
    return answer_of("cp_rate", figures={"waterfall": frame}, between=between, findings=findings)


def test_totals_are_grey_parts_that_add_blue_parts_that_take_away_purple():
    axes = waterfall.draw(answered()).axes[0]
    assert bars(axes) == [
        (0, 0, 200, DARK_GREY),
        (1, 200, 190, PURPLE),
        (2, 190, 215, DARK_BLUE),
        (3, 215, 210, PURPLE),
        (4, 210, 212, DARK_BLUE),
        (5, 0, 212, DARK_GREY),
    ]
    assert axes.yaxis_inverted()
    assert axes.get_xlim() == (0, pytest.approx(215 * 1.08))
    assert list(axes.get_xticks()) == []


def test_a_part_of_nought_is_drawn_as_one_that_adds():
    axes = waterfall.draw(answered((("at_start", 200), ("more_starts", 0)), end=200)).axes[0]
    assert bars(axes)[1] == (1, 200, 200, DARK_BLUE)


def test_a_thin_line_leads_from_the_end_of_each_bar_to_the_next():
    *leads, zero = lines(waterfall.draw(answered()).axes[0])
    assert [places[0] for places, *_ in leads] == [200, 190, 215, 210, 212]
    assert [heights for _, heights, *_ in leads[:2]] == [[0.275, 0.725], [1.275, 1.725]]
    assert zero[0] == [0, 0]


def test_each_number_stands_right_of_its_bar_with_a_sign_unless_it_is_a_total():
    axes = waterfall.draw(answered()).axes[0]
    assert labels(axes) == {
        "200": (200, 0),
        "−10": (200, 1),
        "+25": (215, 2),
        "−5": (215, 3),
        "+2": (212, 4),
        "212": (212, 5),
    }
    assert set(sides(axes).values()) == {(5, 0, "left", "center")}


def test_bars_are_named_by_what_more_or_fewer_they_are():
    axes = waterfall.draw(answered()).axes[0]
    called = ["March 2020", "Had the year gone as the year before", "More plans started than the year before"]
    called += ["More plans ended than the year before", "Does not add up in the records", "March 2021"]
    assert list(names(axes.yaxis)) == called == waterfall.names(answered())
    turned = answered((("at_start", 200), ("more_starts", -1), ("fewer_ends", 1)), end=200)
    assert waterfall.names(turned)[1:3] == [
        "Fewer plans started than the year before",
        "Fewer plans ended than the year before",
    ]
    even = answered((("at_start", 200), ("more_starts", 0), ("fewer_ends", 0)), end=200)
    assert [name.split()[0] for name in waterfall.names(even)[1:3]] == ["More", "Fewer"]


def test_posts_are_named_as_posts_and_without_a_window_the_ends_as_ends():
    parts = (("at_start", 20), ("posts_created", 3), ("left", 4), ("joined", -5))
    posts = answered(parts, 22, "social_worker_vacancies_fte", None)
    assert waterfall.names(posts) == [
        "At the start",
        "Posts created",
        "Social workers who left",
        "Social workers who joined",
        "At the end",
    ]
    fewer = answered((("at_start", 20), ("posts_created", -3)), 17, "social_worker_vacancies_fte", None)
    assert waterfall.names(fewer)[1] == "Posts taken away"
    assert waterfall.unit_of(posts) == "fte"
    assert waterfall.stock_of(posts) == "social_worker_vacancies_fte"


def test_all_starts_and_ends_are_named_by_what_children_do():
    flows = answered((("at_start", 200), ("started", 100), ("ended", -90)), end=210)
    assert waterfall.names(flows)[1:3] == ["Plans started", "Plans ended"]


def test_the_message_is_the_largest_part_between_the_ends():
    assert waterfall.caption(answered()) == (
        "Child protection (CP) plans from 200 to 212 in Torbay between March 2020 and March 2021. The largest part is "
        "more plans started than the year before (+25)"
    )
    most = answered((("at_start", 200), ("as_before", -30), ("more_starts", 25)), end=195)
    assert waterfall.caption(most).endswith(
        "The largest part is what a year like the one before would have brought (−30)"
    )
    torn = answered((("at_start", 200), ("residual", 9)), end=209, between=None)
    assert waterfall.caption(torn) == (
        "Child protection (CP) plans from 200 to 209 in Torbay. The largest part is what does not add up (+9)"
    )


@pytest.mark.parametrize(
    ("opening", "names_it"), [("within chance", False), ("beyond usual", True), ("usual elsewhere", True)]
)
def test_a_flow_that_chance_could_explain_is_not_named(opening, names_it):
    told = answered(findings=[Finding("other"), Finding("flows", {}, {"started_opening": opening})])
    assert ("No single part stands out" in waterfall.caption(told)) is not names_it
    ended = answered(findings=[Finding("flows", {}, {"ended_opening": opening})])
    assert "more plans started" in waterfall.caption(ended)


def test_the_heading_and_the_alternative_text_have_every_number():
    assert "Torbay: child protection (CP) plans, number, March 2020 to March 2021" in heading(
        waterfall.draw(answered())
    )
    assert waterfall.alt(answered()) == (
        "Waterfall chart of child protection (CP) plans, from start to end: March 2020 200; Had the year gone as the "
        "year before −10; More plans started than the year before +25; More plans ended than the year before −5; "
        "Does not add up in the records +2; March 2021 212."
    )


def test_everything_on_the_sheet_is_as_it_was_looked_at():
    as_drawn("waterfall", waterfall.draw(answered()))


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("why")
