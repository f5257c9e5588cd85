"""A measure beside the groups of neighbours that the Department has used: which line is whose."""

import pytest

from analysis.present.charts import models
from analysis.present.charts.lines import ENGLAND, GROUP, OTHER, OWN
from drawn_charts import answer_of, heading, labels, lines, marches, names
from drawn_record import as_drawn

SERIES = {
    "area": (80.0, 85.0),
    "neighbours_2021": (60.0, 62.0),
    "neighbours_2025": (55.0, 58.0),
    "england": (43.0, 42.0),
}


def answered(series=SERIES, last=2021):
    rows = [
        {"series": name, "period_end": day, "value": value}
        for name, values in series.items()
        for day, value in zip(marches(last - len(values) + 1, last), values, strict=True)
    ]
    return answer_of("cp_rate", figures={"history": rows})


@pytest.fixture(scope="module")
def axes():
    return models.draw(answered()).axes[0]


def test_each_line_is_whose_its_look_and_name_say(axes):
    drawn = lines(axes)[:4]
    assert [each[1] for each in drawn] == [list(values) for values in SERIES.values()]
    assert [each[2] for each in drawn] == [look.colour for look in (OWN, GROUP, OTHER, ENGLAND)]
    assert [each[4] for each in drawn] == ["o", "s", "^", "D"]
    assert drawn[0][0] == [2020.167, 2021.167]
    assert list(labels(axes)) == [
        "Torbay, 85.0",
        "Neighbours of 2021, 62.0",
        "Neighbours of 2025, 58.0",
        "England, 42.0",
    ]


def test_years_are_all_named_up_to_eight_and_then_every_other_with_the_last(axes):
    assert names(axes.xaxis) == {"2020": 2020.167, "2021": 2021.167}
    eight = models.draw(answered({"area": (80.0,) * 8})).axes[0]
    assert len(names(eight.xaxis)) == 8
    nine = models.draw(answered({"area": (80.0,) * 9})).axes[0]
    assert list(names(nine.xaxis)) == ["2013", "2015", "2017", "2019", "2021"]
    ten = models.draw(answered({"area": (80.0,) * 10})).axes[0]
    assert list(names(ten.xaxis)) == ["2013", "2015", "2017", "2019", "2021"]


def test_the_message_is_how_much_the_group_matters_at_the_newest_date():
    assert models.caption(answered()) == (
        "The child protection (CP) rate in Torbay, 85.0, beside the median of its neighbours: 62.0 under the 2021 "
        "group and 58.0 under the 2025 group"
    )
    alone = answered({"area": (80.0, 85.0), "england": (43.0, 42.0)})
    assert models.caption(alone) == "The child protection (CP) rate in Torbay, 85.0, beside England"


def test_alternative_text_has_the_ends_of_each_line():
    assert models.alt(answered()) == (
        "Line chart of the child protection (CP) rate by year. Torbay: 80.0 in 2020, 85.0 in 2021. Neighbours of 2021: "
        "60.0 in 2020, 62.0 in 2021. Neighbours of 2025: 55.0 in 2020, 58.0 in 2021. England: 43.0 in 2020, 42.0 in "
        "2021."
    )
    assert heading(models.draw(answered())).endswith("per 10,000 children, March 2020 to March 2021")


def test_everything_on_the_sheet_is_as_it_was_looked_at():
    as_drawn("models", models.draw(answered()))
