"""Tables that every answer has: its evidence and its verdicts."""

import pandas as pd

from analysis.language.numbers import HIDDEN, printed
from analysis.language.phrasebook import phrase
from analysis.language.phrases.sentences import verdict_sentence
from analysis.language.phrases.verdicts import heading as verdict_heading
from analysis.language.sentence_context import in_words
from analysis.language.vocabulary import capitalised, expanded
from analysis.present.tables.printed_table import PrintedTable
from analysis.questions.answer import Answer

VERDICT_WIDTHS = {"Explanation": 18, "It predicts": 24, "Verdict": 14, "Because": 44}


def evidence_frame(answer: Answer) -> pd.DataFrame:
    """Return the evidence, a row each: name, value, unit, kind, period_end, formula, text, sources."""
    return pd.DataFrame(
        [
            {
                "name": entry.name,
                "value": entry.value,
                "unit": entry.unit,
                "kind": entry.kind,
                "period_end": entry.period_end,
                "formula": entry.formula,
                "text": printed(entry),
                "sources": "; ".join(entry.sources),
            }
            for entry in answer.evidence.values()
        ],
        columns=["name", "value", "unit", "kind", "period_end", "formula", "text", "sources"],
    )


def evidence(answer: Answer) -> PrintedTable:
    """Every number of the answer by name, with how it was made."""
    frame = evidence_frame(answer)
    hidden = [entry.value is None and entry.missing == "suppressed" for entry in answer.evidence.values()]
    doubted = [phrase("evidence_questioned") if entry.doubts else "" for entry in answer.evidence.values()]
    made = frame["formula"].fillna("as published").mask(frame["unit"] == "text", "in words")
    columns = {
        "Name": frame["name"],
        "Number": frame["text"].mask(pd.Series(hidden, index=frame.index, dtype=bool), HIDDEN),
        "How it was made": [f"{how}{doubt}" for how, doubt in zip(made, doubted, strict=True)],
        "Period end": frame["period_end"].map(lambda day: "" if pd.isna(day) else f"{day:%d %B %Y}"),
    }
    return PrintedTable(phrase("table_heading", "evidence"), pd.DataFrame(columns), ("Number",))


def verdicts(answer: Answer) -> PrintedTable:
    """Each explanation that people offer, what it predicts, and what this data says of it."""
    columns = {
        "Explanation": [verdict.explanation for verdict in answer.verdicts],
        "It predicts": [expanded(capitalised(verdict.predicts)) for verdict in answer.verdicts],
        "Verdict": [verdict_heading(verdict) for verdict in answer.verdicts],
        "Because": [expanded(verdict_sentence(answer, verdict)) for verdict in answer.verdicts],
    }
    stand = [verdict.explanation for verdict in answer.verdicts if verdict.ruling == "supported"]
    case = {0: "none", 1: "one"}.get(len(stand), "many")
    if len(answer.verdicts) == 1:
        case = "the one" if stand else "not the one"
    words = {"Supported": capitalised(in_words(len(stand))), "count": in_words(len(answer.verdicts))}
    window = " for {:%B %Y} to {:%B %Y}".format(*answer.between) if answer.between else ""
    heading = phrase("table_heading", f"verdicts {case}", area=answer.area_name, window=window, **words)
    return PrintedTable(heading, pd.DataFrame(columns), widths=VERDICT_WIDTHS)
