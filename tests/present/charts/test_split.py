"""The caseload a year before, each factor, and now: bars that begin where the last ended."""

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.language.vocabulary import FACTORS
from analysis.present.charts import split
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, PURPLE
from analysis.questions.answer import Evidence
from analysis.questions.capacity.workforce import leading_parts
from drawn_charts import answer_of, bars, heading, labels, lines, names, sides
from drawn_record import as_drawn
from printed_record import held_as_printed

PARTS = (("before", 16.0), ("demand", 1.2), ("holding", 0.0), ("vacancies", -0.4), ("after", 16.8))


def answered(*parts):
    evidence = (
        Evidence("x.caseload", parts[-1][1], "cases_per_fte", "observed", dt.date(2020, 9, 30)),
        Evidence("x.date", "September 2020", "text", "computed"),
    )
    rows = [{"part": part, "value": value} for part, value in parts]
    return answer_of("social_worker_caseload", figures={"caseload_split": rows}, evidence=evidence)


@pytest.fixture
def answer():
    return answered(*PARTS)


def test_totals_are_grey_and_from_nought_and_each_factor_begins_where_the_last_bar_ended(answer):
    axes = split.draw(answer).axes[0]
    assert bars(axes) == [
        (0, 0, 16, DARK_GREY),
        (1, 16, 17.2, DARK_BLUE),
        (2, 17.2, 17.2, DARK_BLUE),
        (3, 17.2, 16.8, PURPLE),
        (4, 0, 16.8, DARK_GREY),
    ]
    assert axes.yaxis_inverted()
    assert axes.get_xlim() == (0, pytest.approx(17.2 * 1.1))
    assert list(axes.get_xticks()) == []


def test_a_thin_line_leads_from_the_end_of_each_bar_to_the_next(answer):
    *leads, zero = lines(split.draw(answer).axes[0])
    assert [(places, heights) for places, heights, *_ in leads] == [
        ([16, 16], [0.275, 0.725]),
        ([17.2, 17.2], [1.275, 1.725]),
        ([17.2, 17.2], [2.275, 2.725]),
        ([16.8, 16.8], [3.275, 3.725]),
    ]
    assert zero[0] == [0, 0]


def test_totals_are_written_plainly_and_factors_with_their_sign(answer):
    axes = split.draw(answer).axes[0]
    assert labels(axes) == {"16.0": (16, 0), "+1.2": (17.2, 1), "0.0": (17.2, 2), "−0.4": (17.2, 3), "16.8": (16.8, 4)}
    assert set(sides(axes).values()) == {(5, 0, "left", "center")}
    assert list(names(axes.yaxis)) == [
        "A year before",
        "Number of cases",
        "Share of workers who hold cases",
        "Share of posts that are filled",
        "September 2020",
    ]
    assert "change of the caseload in a year, cases per full-time" in heading(split.draw(answer))
    assert "September 2020 Grey bars are the totals." in heading(split.draw(answer))


def test_the_message_has_both_ends_and_the_largest_factors(answer):
    assert split.caption(answer) == (
        "The average caseload in Torbay went from 16.0 to 16.8 by September 2020: the largest part is more cases (+1.2)"
    )
    told = split.caption(answered(("before", 16.0), ("demand", 1.2), ("vacancies", -1.2), ("after", 16.0)))
    assert ": the largest parts are more cases (+1.2) and " in told


def test_alternative_text_has_every_bar_in_order(answer):
    assert split.alt(answer) == (
        "Waterfall chart of the average caseload: A year before 16.0; Number of cases +1.2; Share of workers who hold "
        "cases 0.0; Share of posts that are filled −0.4; September 2020 16.8."
    )


def test_of_many_parts_alike_the_message_names_the_first():
    inner = dict(zip(FACTORS, (-3.4, -4.1, 3.4, 3.5, -3.9), strict=True))
    frame = pd.DataFrame({"part": ["before", *inner, "after"], "value": [23.4, *inner.values(), 20.1]})
    answer = SimpleNamespace(
        figures={"caseload_split": frame},
        area_name="Isle of Wight",
        measure="social_worker_caseload",
        group="capacity",
        evidence={"capacity.date": SimpleNamespace(value="September 2020")},
    )
    said = split.caption(answer)
    assert len(said.split()) <= 30
    assert "4.1)" in said
    assert len(leading_parts(inner)) > said.count("(") - 1


def test_everything_on_the_sheet_is_as_it_was_looked_at(answer):
    as_drawn("split", split.draw(answer))


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("capacity")
