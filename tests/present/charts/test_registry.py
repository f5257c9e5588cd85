"""Which chart draws which figure: each answer's own, under its own message."""

import pytest

from analysis.catalogue.errors import UnknownNameError
from analysis.present.charts import contributions, factors, registry, seasonal_profile
from analysis.present.charts.registry import PICTURES, Picture, alt, caption, figure, figure_names
from drawn_charts import MARCH_2020, MARCH_2021, answer_of


@pytest.fixture
def answer():
    return answer_of(
        "social_worker_caseload",
        figures={
            "history_of_nothing": [{"value": 1}],
            "factors": [{"factor": "demand", "contribution": 1.2}],
            "season": [{"month": 4, "percent": 5.0, "years": 8, "stable": True}],
        },
        between=(MARCH_2020, MARCH_2021),
    )


def test_figures_are_those_that_can_be_drawn_in_the_order_of_the_answer(answer):
    assert figure_names(answer) == ["factors", "season"]


def test_a_figure_is_drawn_by_the_chart_of_its_name_and_carries_its_words(answer):
    chart = figure(answer, "factors")
    assert chart.heading == factors.caption(answer) == caption(answer, "factors")
    assert chart.words == factors.alt(answer) == alt(answer, "factors")
    assert {text.get_text() for text in chart.axes[0].texts} == {"+1.2"}
    assert figure(answer, "season").heading == seasonal_profile.caption(answer)


@pytest.mark.parametrize("asked", [figure, caption, alt])
def test_a_figure_that_is_not_there_is_refused_with_those_that_are(answer, asked):
    with pytest.raises(UnknownNameError, match="season"):
        asked(answer, "seasom")
    with pytest.raises(UnknownNameError):
        asked(answer, "pathway")  # of another answer


def test_each_picture_is_of_one_chart():
    assert PICTURES["pathway"] == Picture(contributions.draw, contributions.caption, contributions.alt)
    modules = [picture.draw.__module__ for picture in PICTURES.values()]
    told_by = [picture.caption.__module__ for picture in PICTURES.values()]
    shown_by = [picture.alt.__module__ for picture in PICTURES.values()]
    assert modules == told_by == shown_by
    assert registry.PICTURES["sources"].draw is not registry.PICTURES["months"].draw
    kinds = {name: PICTURES[name].caption.__self__.what for name in ("duration", "sources", "months")}
    assert kinds == {"duration": "how long they had lasted", "sources": "who made them", "months": "month"}
