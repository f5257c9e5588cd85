"""Tables of what happens next: which figure is a forecast, its ranges, and what was shown to be nearer."""

import math

import pandas as pd
import pytest

from analysis.present.tables import outlook
from drawn_charts import answer_of, marches
from printed_record import held_as_printed

NONE = math.nan
DAYS = marches(2020, 2023)


def columns(table):
    return {name: list(table.frame[name]) for name in table.frame}


def made(build, name, rows, measure="cp_rate"):
    return build(answer_of(measure, tables={name: rows}))


def test_a_forecast_has_its_middle_and_both_ranges_without_decimals_from_100_on():
    rows = [
        {"period_end": day, "mean": mean, "lower_80": mean - 10, "upper_80": mean + 10}
        | {"lower_95": mean - 20, "upper_95": mean + 20}
        for day, mean in zip(DAYS[2:], (84.0, 103.4), strict=True)
    ]
    table = made(outlook.forecast, "forecast", rows)
    assert columns(table) == {
        "Date": ["March 2022", "March 2023"],
        "Middle": ["84.0", "103"],
        "8 in 10 between": ["74.0 to 94.0", "93.4 to 113"],
        "95 in 100 between": ["64.0 to 104", "83.4 to 123"],
    }
    assert table.heading == "The CP rate in Torbay: what is expected"
    assert table.numbers == ("Middle", "8 in 10 between", "95 in 100 between")


def test_a_forecast_made_again_stands_beside_the_value_it_was_made_from():
    row = {
        "made_from": DAYS[0],
        "naive": 80.0,
        "period_end": DAYS[1],
        "forecast": 84.0,
        "lower": 74.0,
        "upper": 94.0,
        "actual": 99.0,
    }
    table = made(outlook.backtest, "backtest", [row, row | {"actual": NONE}])
    assert columns(table) == {
        "Made from": ["March 2020"] * 2,
        "Value it was made from": ["80.0"] * 2,
        "For": ["March 2021"] * 2,
        "Forecast": ["84.0"] * 2,
        "8 in 10 between": ["74.0 to 94.0"] * 2,
        "What happened": ["99.0", "not available"],
    }
    assert table.heading == "The CP rate in Torbay: the forecast made again"
    assert table.numbers == ("Value it was made from", "Forecast", "8 in 10 between", "What happened")
    assert table.note == 'Saying "no change" repeats the value it was made from.'


def test_what_then_happened_is_inside_its_range_or_not():
    rows = [
        {"period_end": DAYS[0], "value": 80.0, "inside": True},
        {"period_end": DAYS[1], "value": 99.0, "inside": False},
    ]
    table = made(outlook.then, "then", rows)
    assert columns(table) == {
        "Date": ["March 2020", "March 2021"],
        "What then happened": ["80.0", "99.0"],
        "Inside the range of 8 in 10": ["yes", "no"],
    }
    assert table.numbers == ("What then happened",)
    assert table.heading == "The CP rate in Torbay: what then happened"


def driver(
    measure="cp_rate", improvement=12.34, *, closer=True, years=3, now=85.0, date="March 2021", until="March 2024"
):
    ahead = {"mean_next": 84.0, "lower_80_next": 74.0, "upper_80_next": 94.0}
    later = {"mean_last": 83.0, "lower_80_last": 60.0, "upper_80_last": 110.0}
    said = {"measure": measure, "now": now, "date": date, "improvement": improvement, "closer": closer}
    return said | ahead | later | {"years": years, "until": until}


def test_drivers_have_next_year_and_the_last_year_with_their_ranges():
    table = made(outlook.drivers, "drivers", [driver(), driver("social_worker_vacancy_rate", now=18.4)], None)
    assert columns(table) == {
        "Driver": ["CP rate", "Vacancy rate"],
        "Newest": ["85.0 (March 2021)", "18% (March 2021)"],
        "Forecast for a year on": ["84.0, range 74.0 to 94.0", "84%, range 74% to 94%"],
        "For three years on": ["83.0, range 60.0 to 110 (March 2024)", "83%, range 60% to 110% (March 2024)"],
        'Nearer than "the same as last year"': ["yes, by 12.3%", "yes, by 12.3%"],
    }
    assert table.heading == "What is expected of two drivers of demand and capacity in Torbay"
    assert table.note == (
        "Range: 8 of 10 cases are expected inside it. Rates are per 10,000 children, the caseload is cases per worker."
    )
    one = columns(made(outlook.drivers, "drivers", [driver(years=1)], None))
    assert list(one) == ["Driver", "Newest", "Forecast for a year on", 'Nearer than "the same as last year"']


@pytest.mark.parametrize(
    ("saved", "closer", "words"),
    [
        (12.34, True, "yes, by 12.3%"),
        (3.0, False, "by 3.0%, which could be chance"),
        (0.0, False, "no: the newest figure is repeated"),
        (-1.0, True, "no: the newest figure is repeated"),
        (NONE, False, "not tested: too few years"),
    ],
)
def test_a_driver_is_nearer_than_last_year_only_where_that_is_shown(saved, closer, words):
    made_of = columns(made(outlook.drivers, "drivers", [driver(improvement=saved, closer=closer)], None))
    assert made_of['Nearer than "the same as last year"'] == [words]


def test_drivers_by_month_say_for_when():
    row = {"by_month": True, "measure": "cp_plans_at_period_end", "now": 212.0, "date": "May 2021", "mean": 215.0}
    row |= {"lower_80": 190.0, "upper_80": 240.0, "until": "November 2021"}
    table = made(outlook.drivers, "drivers", [row | {"nearer": found} for found in (None, True, False)], None)
    assert columns(table) == {
        "Driver": ["CP plans at the end of the month"] * 3,
        "Newest": ["212 (May 2021)"] * 3,
        "Forecast": ["215"] * 3,
        "8 in 10 between": ["190 to 240"] * 3,
        "For": ["November 2021"] * 3,
        "Nearer than repeating an earlier figure": ["not tested: too few months", "yes", "not surely"],
    }
    assert table.heading.endswith("three drivers of demand and capacity in Torbay, by month")
    assert table.note.endswith("From the council's own months alone.")


LATER = [
    {"measure": measure, "period_end": day, "mean": 84.0, "lower_80": 74.0, "upper_80": 94.0}
    | {"value": value, "inside": inside}
    for measure, day, value, inside in (
        ("cp_rate", DAYS[2], 85.0, True),
        ("cp_rate", DAYS[3], 99.0, False),
        ("social_worker_vacancy_rate", DAYS[2], 20.0, False),
    )
]


def test_what_then_happened_to_the_drivers_is_counted_and_the_worst_is_named():
    table = made(outlook.drivers_then, "drivers_then", LATER, None)
    found = columns(table)
    assert found["Driver"] == ["CP rate", "CP rate", "Vacancy rate"]
    assert found["Date"] == ["March 2022", "March 2023", "March 2022"]
    assert (found["What then happened"], found["Inside"]) == (["85.0", "99.0", "20%"], ["yes", "no", "no"])
    assert (found["Forecast"], found["8 in 10 between"][2]) == (["84.0", "84.0", "84%"], "74% to 94%")
    assert table.heading == (
        "What then happened in Torbay: 1 of 3 later figures lay inside the range of 8 in 10, fewest of the social "
        "worker vacancy rate (none of one)"
    )
    assert table.note == (
        "The forecasts did not use these figures. Inside the range: the CP rate one of two; the social worker vacancy "
        "rate none of one."
    )
    assert table.numbers == ("Forecast", "8 in 10 between", "What then happened")


def test_where_all_or_none_lay_inside_no_driver_is_named():
    assert outlook.inside_by_driver(pd.DataFrame(LATER[:1])) == ""
    assert outlook.inside_by_driver(pd.DataFrame(LATER[1:])) == ""
    assert made(outlook.drivers_then, "drivers_then", LATER[:1], None).heading.endswith("the range of 8 in 10")


def test_ranges_are_in_the_unit_of_the_measure():
    assert outlook.ranges(pd.Series([1.0, 95.0]), pd.Series([2.0, 105.0]), "per_10000") == ["1.0 to 2.0", "95.0 to 105"]


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("next")
