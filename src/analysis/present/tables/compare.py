"""Tables of comparisons."""

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.language.numbers import number
from analysis.language.phrasebook import phrase
from analysis.language.vocabulary import capitalised, rate_name
from analysis.present.tables.printed_table import PrintedTable, cells, with_reasons
from analysis.present.tables.why import KINDS
from analysis.questions.answer import Answer

COUNTED = {
    "year": "year to {date}",
    "rolling_12_months": "12 months to {date}",
    "snapshot": "end of {date}",
    "quarter": "quarter to {date}",
}


def standings(answer: Answer) -> PrintedTable:
    """Every area compared with, its figure and interval, highest first."""
    frame = answer.tables["standings"].sort_values("value", ascending=False, kind="stable")
    unit = measures()[str(answer.measure)].unit
    columns = {
        "Area": list(frame["name"]),
        "Kind": [KINDS[kind] for kind in frame["kind"]],
        "Figure": with_reasons(frame["value"], frame["missing"], unit),
        "95% interval": [
            "" if pd.isna(low) else f"{number(low, unit)} to {number(high, unit)}"
            for low, high in zip(frame["lower"], frame["upper"], strict=True)
        ],
    }
    date = answer.evidence[f"{answer.group}.date"].value
    named = {"measure": capitalised(rate_name(str(answer.measure))), "area": answer.area_name}
    heading = phrase("table_heading", "standings", date=str(date), **named)
    return PrintedTable(heading, pd.DataFrame(columns), ("Figure", "95% interval"))


def newest_beside(answer: Answer) -> PrintedTable:
    """The own newest month beside the newest figure of others, each with its date."""
    frame = answer.tables["newest_beside"]
    unit = measures()[str(answer.measure)].unit
    columns = {
        "Area": [capitalised(name) for name in frame["name"]],
        "Figure": cells(frame["value"], unit),
        "Counted": [
            COUNTED.get(str(basis), "{date}").format(date=Month.of(day).words)
            for basis, day in zip(frame["basis"], frame["period_end"], strict=True)
        ],
    }
    named = {"measure": capitalised(rate_name(str(answer.measure))), "area": answer.area_name}
    heading = phrase("table_heading", "newest beside", **named)
    return PrintedTable(heading, pd.DataFrame(columns), ("Figure",))
