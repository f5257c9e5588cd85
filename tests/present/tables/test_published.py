"""Published yearly figures as a table."""

import re
from dataclasses import replace

import pytest

from analysis import ask
from analysis.present.tables import published
from analysis.questions.answer import Caveat
from drawn_charts import MARCH_2021, answer_of
from printed_record import as_printed

PUBLISHED_NOTE = (
    "Period: the month in which the year ends, or the day counted. Rates are per 10,000 children aged 0 to 17."
)


def columns(table):
    return {name: list(table.frame[name]) for name in table.frame}


def test_what_is_said_of_published_figures_stands_under_them(monkeypatch):
    monkeypatch.setattr(published, "caveat_sentence", lambda _, caveat: f"Because {caveat.kind}.")
    row = {"name": "CP rate", "unit": "per_10000", "value": 85.0, "previous": 80.0, "change": 5.0, "england": None}
    row |= {"period_end": MARCH_2021, "neighbours_median": 62.0, "missing": None}
    kinds = ("released_after_the_month", "contradicted", "told_twice")
    answer = replace(answer_of(None, tables={"published": [row]}), caveats=tuple(map(Caveat, kinds)))
    assert published.published(answer).note == (
        f"{PUBLISHED_NOTE} Because released_after_the_month. Because told_twice."
    )


def test_published_figures_have_their_unit_their_change_and_what_is_not_held():
    rows = [
        {"name": "CP rate", "unit": "per_10000", "value": 85.0, "previous": 80.0, "change": 5.0, "england": None},
        {"name": "Vacancies", "unit": "percent", "value": 18.0, "previous": None, "change": -2.5, "england": 16.1},
        {"name": "Referrals", "unit": "count", "value": None, "previous": 10.0, "change": None, "england": None},
        {"name": "Contacts", "unit": "count", "value": 12.0, "previous": 10.0, "change": 1.7, "england": None},
    ]
    rows = [row | {"period_end": MARCH_2021, "neighbours_median": 62.0, "missing": "suppressed"} for row in rows]
    table = published.published(answer_of(None, tables={"published": rows}))
    found = columns(table)
    assert found["Latest"] == ["85.0", "18.0%", "[c]", "12"]
    assert found["Year before"] == ["80.0", "not held", "10", "10"]
    assert found["Change"] == ["+5.0", "−2.5 points", "", "+2"]
    assert found["England"] == ["not held", "16.1%", "not held", "not held"]
    assert found["Period"] == ["March 2021"] * 4
    assert table.numbers == ("Latest", "Year before", "Change", "Neighbours (median)", "England")
    assert table.note == f"{PUBLISHED_NOTE} Points are percentage points."
    assert table.heading == "Published yearly figures for Torbay beside its statistical neighbours and England"


def test_the_region_has_a_column_and_its_name_below_only_where_a_figure_is_held():
    row = {"name": "CP rate", "unit": "per_10000", "value": 85.0, "previous": 80.0, "change": 5.0, "england": 40.0}
    row |= {"period_end": MARCH_2021, "neighbours_median": 62.0, "missing": None}
    held, other = row | {"region": 51.2}, row | {"region": None}
    table = published.published(answer_of(None, tables={"published": [held, other]}))
    assert columns(table)["Region"] == ["51.2", "not held"]
    assert table.numbers[-2:] == ("Region", "England")
    assert "Region: South West." in table.note
    without = published.published(answer_of(None, tables={"published": [other]}))
    assert "Region" not in columns(without)
    assert "Region" not in without.note


def test_everything_about_the_table_is_as_it_was_read():
    row = {"name": "CP rate", "unit": "per_10000", "value": 85.0, "previous": 80.0, "change": 5.0, "england": None}
    row |= {"period_end": MARCH_2021, "neighbours_median": 62.0, "missing": None, "region": 51.2}
    other = row | {"name": "Vacancies", "unit": "percent", "change": -2.5, "region": None}
    tables = (published.published(answer_of(None, tables={"published": rows})) for rows in ([row, other], [other]))
    for name, table in zip(("beside_the_region", "alone"), tables, strict=True):
        as_printed(f"published_{name}", table)


EARLY, LATE = ("2016-03", "2017-03"), ("2020-03", "2021-03")


def reckoned(cell):
    """A printed figure or change as a number; null where a reason stands in its place."""
    found = re.fullmatch(r"([+\N{MINUS SIGN}-]?[\d,]+(?:\.\d+)?)(?:%| points?| percentage points)?", cell)
    return None if found is None else float(found[1].replace(",", "").replace("\N{MINUS SIGN}", "-"))


@pytest.mark.parametrize(
    ("ask_of", "name", "ends"),
    [
        (lambda: ask.report_card("Torbay", "2021-05"), "published", ("Year before", "Latest")),
        (lambda: ask.summary("Torbay", "2021-05"), "board_drivers", ("Year before", "Now")),
        (
            lambda: ask.why("cla_rate", "Torbay", between=("2020-03", "2021-03")),
            "elsewhere",
            ("March 2020", "March 2021"),
        ),
        (
            lambda: ask.why("cp_rate", "Torbay", between=("2016-03", "2017-03")),
            "elsewhere",
            ("March 2016", "March 2017"),
        ),
    ],
)
def test_a_printed_change_is_the_difference_of_the_printed_figures_beside_it(ask_of, name, ends):
    frame = ask_of().table(name).sheet.frame
    change = next(column for column in frame if column.startswith("Change"))
    rows = [[reckoned(str(cell)) for cell in row] for row in frame[[*ends, change]].to_numpy()]
    told = [row for row in rows if None not in row]
    assert len(told) > 2
    assert [round(after - before, 1) for before, after, _ in told] == [moved for _, _, moved in told]


REALLY = "by more than chance within a year"


@pytest.mark.parametrize(
    ("found", "heading"),
    [
        (
            [("better", "usual elsewhere"), ("same", "within chance")],
            f"None of two published measures got worse in Torbay {REALLY}",
        ),
        (
            [("worse", "beyond usual"), ("worse", "within chance")],
            f"One of two published measures got worse in Torbay {REALLY}: turnover 0",
        ),
        (
            [("worse", "beyond usual"), ("worse", "usual elsewhere")],
            f"Two of two published measures got worse in Torbay {REALLY}: turnover 0 and turnover 1",
        ),
        (
            [("worse", "usual elsewhere")] * 4 + [("better", "too few to say")],
            f"Four of five published measures got worse in Torbay {REALLY}",
        ),
    ],
)
def test_what_got_worse_is_the_message_and_names_no_more_than_a_heading_holds(found, heading):
    table = judged(found)
    assert table.heading == heading
    assert (columns(table)["Latest"][0], columns(table)["Year before"][0]) == ("18.0%", "16.0%")
    assert table.numbers == ("Latest", "Year before", "Neighbours (median)", "England")


def test_better_or_worse_is_said_only_of_a_change_that_is_more_than_chance():
    found = [
        ("worse", "beyond usual"),
        ("better", "within chance"),
        ("worse", "too few to say"),
        ("same", "within chance"),
    ]
    told = columns(judged([*found, ("contradicted", "usual elsewhere")]))["Within a year"]
    assert told == ["Worse", "Could be chance", "Too few figures to say", "No change", "Not judged"]


def judged(found):
    row = {"unit": "percent", "value": 18.0, "previous": 16.0, "neighbours_median": 17.0, "england": None}
    row |= {"period_end": MARCH_2021, "missing": None}
    rows = [
        row | {"name": f"Turnover {at} (%)", "direction": way, "opening": case} for at, (way, case) in enumerate(found)
    ]
    return published.judged(answer_of(None, tables={"published_judged": rows}))
