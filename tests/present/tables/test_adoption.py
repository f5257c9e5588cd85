import datetime as dt
import math
from types import SimpleNamespace

import pandas as pd

from analysis.present.tables.adoption import adoption
from analysis.questions.report_card.aims import Aimed
from printed_record import as_printed

DAYS = "adoption_entry_to_placement_days"


def row(value, *, met, basis="year", children=math.nan, targets=()):
    return {
        "measure": DAYS,
        "name": "Days",
        "unit": "days",
        "basis": basis,
        "period_end": dt.date(2012, 3, 31),
        "value": value,
        "children": children,
        "targets": targets,
        "met": met,
    }


def test_each_row_says_its_period_of_how_many_children_it_is_and_whether_its_threshold_is_met():
    aim = Aimed("target", 639.0, math.nan, "days", "639", dt.date(2013, 7, 31))
    rows = [
        row(487.0, met=True, children=4.0, targets=(aim,)),
        row(700.0, met=False, basis="three_years", targets=(aim,)),
        row(368.0, met=None, basis="year_to_date"),
    ]
    answer = SimpleNamespace(tables={"adoption": pd.DataFrame(rows)}, area_name="Torbay", month="2012-06")
    table = adoption(answer)
    assert "Torbay" in table.heading
    assert "June 2012" in table.heading
    assert [list(cells[1:]) for cells in table.frame.to_numpy()] == [
        ["Year to March 2012", "487 days", "4", "639 days by July 2013", "Met"],
        ["Three years to March 2012", "700 days", "", "639 days by July 2013", "Not met"],
        ["April to March 2012", "368 days", "", "No threshold", ""],
    ]


def test_everything_about_the_table_is_as_it_was_read():
    aim = Aimed("target", 639.0, math.nan, "days", "639", dt.date(2013, 7, 31))
    rows = [row(487.0, met=True, children=4.0, targets=(aim,)), row(368.0, met=None, basis="year_to_date")]
    answer = SimpleNamespace(tables={"adoption": pd.DataFrame(rows)}, area_name="Torbay", month="2012-06")
    as_printed("adoption", adoption(answer))
