"""The table of adoption: each figure with its period, of how many children it is, and its threshold."""

import pandas as pd

from analysis.catalogue.period import Month
from analysis.language.phrasebook import phrase
from analysis.language.phrases.targets import in_unit, polarity_of, targets_in_words
from analysis.language.vocabulary import capitalised
from analysis.present.tables.printed_table import PrintedTable
from analysis.questions.answer import Answer

MET = {True: "met", False: "not met"}


def adoption(answer: Answer) -> PrintedTable:
    """Adoption beside its thresholds, each figure with its period and of how many children it is."""
    frame = answer.tables["adoption"]
    columns = {
        "Measure": list(frame["name"]),
        "Period": [
            phrase("card_adoption_period", basis, date=Month.of(day).words)
            for basis, day in zip(frame["basis"], frame["period_end"], strict=True)
        ],
        "Figure": [in_unit(float(value), unit) for value, unit in zip(frame["value"], frame["unit"], strict=True)],
        "Children adopted": ["" if pd.isna(count) else f"{count:.0f}" for count in frame["children"]],
        "Threshold": [
            capitalised(targets_in_words(targets, polarity_of(measure))) or phrase("card_adoption_met", "none")
            for targets, measure in zip(frame["targets"], frame["measure"], strict=True)
        ],
        "Met": ["" if pd.isna(met) else phrase("card_adoption_met", MET[bool(met)]) for met in frame["met"]],
    }
    return PrintedTable(
        phrase("card_adoption_heading", area=answer.area_name, month=Month.parse(answer.month).words),
        pd.DataFrame(columns),
        ("Figure", "Children adopted"),
        phrase("card_adoption_note"),
    )
