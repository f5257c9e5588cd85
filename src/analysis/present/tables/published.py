"""The table of published yearly figures: beside those of statistical neighbours, the region and England."""

import pandas as pd

from analysis.catalogue.area import areas
from analysis.language.blocks import UNDER_TABLES
from analysis.language.phrasebook import phrase
from analysis.language.phrases import caveat_sentence
from analysis.language.sentence_context import in_words, listed
from analysis.language.vocabulary import capitalised, in_sentence
from analysis.present.tables.figure_cells import change_in_words, months_in_words, points_note, to_one_place
from analysis.present.tables.printed_table import PrintedTable
from analysis.present.tables.report_card import DIRECTIONS
from analysis.questions.answer import Answer
from analysis.questions.report_card.line import Direction
from analysis.questions.why.opening import REAL, Opening

MOST_NAMED = 3  # measures of a heading
NUMBERS = ("Latest", "Year before", "Change", "Neighbours (median)", "Region", "England")


def published(answer: Answer) -> PrintedTable:
    """Published measures of every authority."""
    frame = answer.tables["published"]
    of_region = "region" in frame and frame["region"].notna().any()
    columns = {
        "Measure": list(frame["name"]),
        "Period": months_in_words(frame["period_end"]),
        "Latest": to_one_place(frame, "value"),
        "Year before": to_one_place(frame, "previous"),
        "Change": [change_in_words(value, unit) for value, unit in zip(frame["change"], frame["unit"], strict=True)],
        "Neighbours (median)": to_one_place(frame, "neighbours_median"),
        **({"Region": to_one_place(frame, "region")} if of_region else {}),
        "England": to_one_place(frame, "england"),
    }
    region = areas()[answer.area].region
    notes = [
        phrase("table_note", "published"),
        *([phrase("card_region_note", region=areas()[region].name)] if of_region and region else []),
        *points_note(columns["Change"]),
        *(caveat_sentence(answer, caveat) for caveat in answer.caveats if caveat.kind in UNDER_TABLES),
    ]
    return PrintedTable(
        phrase("table_heading", "published", area=answer.area_name),
        pd.DataFrame(columns),
        tuple(name for name in NUMBERS if name in columns),
        " ".join(notes),
    )


def judged(answer: Answer) -> PrintedTable:
    """Published measures of which one direction is better, where no paper of the council rates any."""
    frame = answer.tables["published_judged"]
    real = frame["opening"].isin(REAL)
    columns = {
        "Measure": list(frame["name"]),
        "Period": months_in_words(frame["period_end"]),
        "Latest": to_one_place(frame, "value"),
        "Year before": to_one_place(frame, "previous"),
        "Within a year": [_course(way, case) for way, case in zip(frame["direction"], frame["opening"], strict=True)],
        "Neighbours (median)": to_one_place(frame, "neighbours_median"),
        "England": to_one_place(frame, "england"),
    }
    return PrintedTable(
        _judged_heading(answer, list(frame.loc[frame["direction"].eq("worse") & real, "name"]), len(frame)),
        pd.DataFrame(columns),
        tuple(name for name in NUMBERS if name in columns),
        phrase("table_note", "published judged"),
    )


def _course(direction: Direction, case: Opening) -> str:
    """Return which way a figure went where that is more than chance, and otherwise why that is not said."""
    moved = direction in {"better", "worse"}
    return phrase("how_sure_short", case) if moved and case not in REAL else DIRECTIONS[direction]


def _judged_heading(answer: Answer, worse: list[str], every: int) -> str:
    """Return how many got worse, and which as far as a heading can hold them."""
    named = [in_sentence(name.removesuffix(" (%)")) for name in worse]
    case = "none" if not worse else "many" if len(worse) > MOST_NAMED else "named"
    words = {"count": capitalised(in_words(len(worse), "none")), "all": in_words(every), "area": answer.area_name}
    return phrase("published_judged", case, names=listed(named), **words)
