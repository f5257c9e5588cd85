"""Tables of the report card: exceptions first, ratings and directions as words as well as colours."""

import re
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from analysis.catalogue.period import Month
from analysis.catalogue.rating_rules import rating_rules
from analysis.language.phrasebook import phrase
from analysis.language.phrases import caveat_sentence
from analysis.language.phrases.targets import in_unit, polarity_of, targets_in_words
from analysis.language.sentence_context import in_words
from analysis.language.vocabulary import capitalised
from analysis.present.charts.icons import assurance_in_words, variation_in_words
from analysis.present.rating_colours import RATINGS
from analysis.present.tables.figure_cells import (
    DOUBT,
    IN_DOUBT,
    change_in_words,
    in_runs,
    months_in_words,
    points_note,
    reasons_absent,
)
from analysis.present.tables.printed_table import PrintedTable
from analysis.present.tables.sparkline import sparkline
from analysis.questions.answer import Answer

_MONTH = re.compile(r"\d{4}-\d{2}")
UNRATED: Mapping[str, str] = {
    "neutral": "Not rated",
    "no_target": "No target",
    "no_value": "No figure",
    "too_old": "Too old",
    "builds_up": "Builds up",
    "contradicted": "Contradicts others",
    "comparison_questioned": "Not judged",
}
DIRECTIONS: Mapping[str, str] = {
    "better": "Better",
    "worse": "Worse",
    "up": "Up",
    "down": "Down",
    "same": "No change",
    "unknown": "Not known",
    "contradicted": "Not judged",
}
MONTH_WIDTH = 26
WIDTHS: Mapping[str, int] = {  # points on a page of A4 across, beside twelve months
    "Ref": 26,
    "Measure": 165,
    "Trend": 42,
    "Target": 64,
    "Similar areas": 33,
    "National": 38,
    "Direction": 40,
    "Variation": 40,
    "Over time": 34,
    "Rating": 48,
    "In doubt": 42,
}
EXCEPTION_WIDTHS: Mapping[str, int] = {
    "Ref": 9, "Measure": 44, "Latest": 12, "Target": 35, "Rating": 14, "Missed since": 18, "Met at this pace": 17,
}  # fmt: skip
SAID_UNDER = ("footnotes", "printed_marks")
BASES: Mapping[str, str] = {"rolling_12_months": " (12 months)", "year_to_date": " (since April)"}
BEYOND_USUAL = "beyond usual variation"
SIGNALS: Mapping[str, str] = {
    BEYOND_USUAL: "Beyond usual",
    "within usual variation": "Usual",
    "too few months to say": "Too few months",
    "running figure": "Running figure",
    "contradicted": "Not judged",
}


def exceptions(answer: Answer) -> PrintedTable:
    """What misses its target or moved beyond what is usual."""
    frame = answer.tables["exceptions"]
    red = int((frame["rag"] == "red").sum())
    months = months_in_words(frame["period_end"])
    one_month = len(set(months)) == 1
    columns = {
        **_measure(frame),
        "Measure": _named_with_doubt(frame),
        "Latest": _figures(frame, "value"),
        **({} if one_month else {"Month": months}),
        "Target": _targets(frame),
        "Rating": _ratings(frame),
    }
    missed = frame["missed_since"].notna().any()
    if missed:
        columns["Missed since"] = _since(frame)
        columns["Met at this pace"] = _paces(frame)
    if frame["step_needed"].notna().any():
        columns["Needed each month"] = _steps(frame)
    told = [phrase("card_all_of", month=months[0])] if one_month else []
    told += [phrase("card_pace_note")] if missed else []
    told += points_note(columns.get("Needed each month", []))
    whole = int(answer.tables["measures"]["exception"].sum())
    case = "exceptions first" if whole > len(frame) else "exception" if whole == 1 else "exceptions"
    words = {"Count": capitalised(in_words(whole)), "count": in_words(whole), "shown": in_words(len(frame))}
    words |= {"area": answer.area_name, "date": _month(answer), "red": f"{in_words(red, 'none')} {_are(red)}"}
    return PrintedTable(
        phrase("table_heading", case, **words),
        pd.DataFrame(columns),
        ("Latest", *(name for name in ("Needed each month",) if name in columns)),
        " ".join([*told, *_notes(frame), *_wrong(answer, frame)]),
        {"Rating": RATINGS},
        widths={name: EXCEPTION_WIDTHS.get(name, 10) for name in columns},
    )


def card(answer: Answer) -> PrintedTable:
    """Every line of the card, exceptions first."""
    return _card(answer, "measures", "exceptions first")


def card_in_order(answer: Answer) -> PrintedTable:
    """Every line of the card, as the paper has them."""
    return _card(answer, "in_order", "in the order of the council's paper")


def by_month(answer: Answer) -> PrintedTable:
    """The card in the council's own form: a column a month, grouped as its paper is."""
    frame = answer.tables["card_by_month"]
    months = [name for name in frame.columns if _MONTH.fullmatch(name)]
    targets = _targets(frame)
    columns = {
        **_groups(frame),
        **_ref_column(frame),
        "Measure": list(frame["label"]),
        **({"Last year": _printed(frame["outturn"])} if frame["outturn"].notna().any() else {}),
        **{_short(name): _printed(frame[name]) for name in months},
        **_sparklines(frame[months]),
        **({"Target": targets} if any(targets) else {}),
        **_others(frame),
        "Direction": [DIRECTIONS[way] for way in frame["direction"]],
        **_icons(frame),
        "Rating": _ratings(frame),
        **_months_in_doubt(frame, months),
    }
    numbers = ("Last year", *map(_short, months), "Similar areas", "National")
    return PrintedTable(
        phrase("table_heading", "card by month", lines=str(len(frame)), area=answer.area_name, date=_month(answer)),
        pd.DataFrame(columns),
        tuple(name for name in numbers if name in columns),
        " ".join([*map(phrase, ("card_by_month_note", *_notes_of_drawn(columns))), *_said_under(answer)]),
        {"Rating": RATINGS},
        grouped_by="Group" if "Group" in columns else None,
        widths={column: WIDTHS.get(column, MONTH_WIDTH) for column in columns if column != "Group"},
        drawn=("Trend",) if "Trend" in columns else (),
    )


def _groups(frame: pd.DataFrame) -> dict[str, list[str]]:
    """Return what heads each line's group, where there are several; a bare number is said to be one of a part."""
    names = [phrase("card_part", part=name) if str(name).isdigit() else name for name in frame["group"]]
    return {"Group": names} if len(set(names)) > 1 else {}


def _others(frame: pd.DataFrame) -> dict[str, list[str]]:
    """Return the columns of similar areas and of England, as far as any line has a figure of them."""
    columns = {"Similar areas": "neighbours", "National": "national"}
    return {name: _figures(frame, column) for name, column in columns.items() if frame[column].notna().any()}


def _sparklines(months: pd.DataFrame) -> dict[str, list[str]]:
    """Return the sparkline of each line over its months, as far as any line has one."""
    cells = [sparkline(_printed(row)) for _, row in months.iterrows()]
    return {"Trend": cells} if any(cells) else {}


def _notes_of_drawn(columns: Mapping[str, object]) -> Iterator[str]:
    """Yield the keys of what explains the signs that a card has."""
    if "Trend" in columns:
        yield "card_sparkline_note"
    if "Variation" in columns or "Over time" in columns:
        yield "card_icons_note"
    if DOUBT in columns:
        yield "card_questioned_note"


def _icons(frame: pd.DataFrame) -> dict[str, list[str]]:
    """Return the icons of variation and assurance with their words, as far as any line of the card can be judged."""
    columns = {
        "Variation": [variation_in_words(signal) for signal in frame["signal"]],
        "Over time": [assurance_in_words(found) for found in frame["assurance"]],
    }
    return {name: cells for name, cells in columns.items() if any(cells)}


def as_printed(answer: Answer) -> PrintedTable:
    """The card with the paper's own columns, every cell as it stands there."""
    frame = answer.tables["as_printed"]
    columns = {
        **_groups(frame),
        **_ref_column(frame),
        "Measure": list(frame["label"]),
        **{name: list(frame[name]) for name in frame.columns[3:]},
    }
    return PrintedTable(
        phrase("card_as_printed", lines=str(len(frame)), area=answer.area_name),
        pd.DataFrame(columns),
        grouped_by="Group" if "Group" in columns else None,
        widths={name: WIDTHS.get(name, _header_width(name)) for name in columns if name != "Group"},
    )


def _header_width(name: str) -> int:
    """Return a width in which no word of a heading is broken."""
    return max(25, *(4 * (len(word) + 2) for word in name.split()), 0)


def _short(month: str) -> str:
    found = Month.parse(month).first_day
    return f"{found:%b %y}"


def _printed(cells: pd.Series) -> list[str]:
    return ["" if pd.isna(cell) else str(cell) for cell in cells]


def _card(answer: Answer, name: str, order: str) -> PrintedTable:
    frame = answer.tables[name]
    columns = {
        **_measure(frame),
        "Latest": _figures(frame, "value"),
        "Month": months_in_words(frame["period_end"]),
        "Before": _figures(frame, "previous"),
        "Direction": [DIRECTIONS[way] for way in frame["direction"]],
        "Target": _targets(frame),
        "Rating": _ratings(frame),
        **_in_doubt(frame),
        "Neighbours": _figures(frame, "neighbours"),
        "National": _figures(frame, "national"),
    }
    if frame["signal"].isin([BEYOND_USUAL, "within usual variation"]).any():
        columns["Variation"] = [SIGNALS[signal] for signal in frame["signal"]]
    counts = frame["rag"].value_counts()
    red, amber, green = (int(counts.get(colour, 0)) for colour in ("red", "amber", "green"))
    words = {"lines": str(len(frame)), "area": answer.area_name, "date": _month(answer), "order": order}
    words |= {"green": str(green), "amber": str(amber), "red": str(red)}
    return PrintedTable(
        phrase("table_heading", "card", **words),
        pd.DataFrame(columns),
        ("Latest", "Before", "Neighbours", "National"),
        " ".join([*_notes_of_card(frame, columns), *_wrong(answer, frame), *_said_under(answer)]),
        {"Rating": RATINGS},
    )


def _notes(frame: pd.DataFrame) -> list[str]:
    """What a reader of the exceptions must know, as far as it is in them."""
    kinds = {target.kind for targets in frame["targets"] for target in targets}
    notes = []
    if kinds & {"minimum", "upper"}:
        notes.append(phrase("card_note", "between"))
    if kinds & {"target", "band"}:
        notes.append(rating_rules().words or phrase("card_note", "one target"))
    if "band" in kinds:
        notes.append(phrase("card_note", "band"))
    if (frame["reason"] == "within_one_case").any():
        refs = _refs(frame[frame["reason"] == "within_one_case"])
        notes.append(phrase("card_note", "within one case", refs=refs))
    calm = frame[(frame["rag"].isin(["green"]) | frame["rag"].isna()) & (frame["signal"] == BEYOND_USUAL)]
    if len(calm):
        notes.append(phrase("card_note", "beyond usual", refs=_refs(calm)))
    return notes


def _notes_of_card(frame: pd.DataFrame, columns: Mapping[str, object]) -> list[str]:
    """What a reader of the card must know, as far as it is in it."""
    reasons = set(frame["reason"])
    notes = [phrase("card_note", "rated")]
    notes += filter(None, [rating_rules().words])
    if "builds_up" in reasons:
        notes.append(phrase("card_note", "builds up"))
    if "too_old" in reasons:
        notes.append(phrase("card_note", "too old"))
    if any(target.kind == "band" for targets in frame["targets"] for target in targets):
        notes.append(phrase("card_note", "band"))
    if "Variation" in columns:
        notes.append(phrase("card_note", "variation"))
    if (frame["unit"] == "score").any():
        notes.append(phrase("card_note", "scores"))
    again = frame.loc[frame["ref"].ne("") & frame["ref"].duplicated(keep=False), "ref"].unique()
    if len(again):
        notes.append(phrase("card_note", "printed twice", refs=" and ".join(again)))
    if DOUBT in columns:
        notes.append(phrase("card_questioned_note"))
    return notes


def _wrong(answer: Answer, frame: pd.DataFrame) -> list[str]:
    """Why lines have neither direction nor rating, and which may be late, where the table has such lines."""
    here = {"contradicted": frame["contradicted"].notna().any(), "late_in_record": frame["late"].any()}
    return [caveat_sentence(answer, caveat) for caveat in answer.caveats if here.get(caveat.kind)]


def _said_under(answer: Answer) -> list[str]:
    """What the council's own sheet says under its tables, and what the marks in its figures stand for."""
    return [caveat_sentence(answer, caveat) for caveat in answer.caveats if caveat.kind in SAID_UNDER]


def _in_doubt(frame: pd.DataFrame) -> dict[str, list[str]]:
    """Return which figure of each line the checks question, in words, as far as they question any."""
    pairs = zip(frame["doubted"], frame["doubted_before"], strict=True)
    cells = [IN_DOUBT[bool(now), bool(before)] for now, before in pairs]
    return {DOUBT: cells} if any(cells) else {}


def _named_with_doubt(frame: pd.DataFrame) -> list[str]:
    """Return the measure of each line, with which of its figures the checks question: few lines have any."""
    names = _measure(frame)["Measure"]
    doubts = _in_doubt(frame).get(DOUBT, [""] * len(names))
    return [
        phrase("line_questioned", doubt.lower(), measure=name) if doubt else name
        for name, doubt in zip(names, doubts, strict=True)
    ]


def _months_in_doubt(frame: pd.DataFrame, months: Sequence[str]) -> dict[str, list[str]]:
    """Return the months shown of each line whose figure the checks question, as far as they question any."""
    named = [[str(Month.of(day)) for day in ends] for ends in frame["doubted_ends"]]
    short = [_short(month) for month in months]
    cells = [in_runs(short, [place for place, month in enumerate(months) if month in ends]) for ends in named]
    return {DOUBT: cells} if any(cells) else {}


def _refs(frame: pd.DataFrame) -> str:
    return ", ".join(ref or name for ref, name in zip(frame["ref"], frame["name"], strict=True))


def _targets(frame: pd.DataFrame) -> list[str]:
    return [
        "Not yet set" if later else capitalised(targets_in_words(targets, polarity_of(measure)))
        for targets, later, measure in zip(frame["targets"], frame["target_not_yet_set"], frame["measure"], strict=True)
    ]


def _measure(frame: pd.DataFrame) -> dict[str, list[str]]:
    names = [
        f"{name.removesuffix(' in the year')}{BASES.get(basis, '')}"
        for name, basis in zip(frame["name"], frame["basis"], strict=True)
    ]
    return {**_ref_column(frame), "Measure": names}


def _ref_column(frame: pd.DataFrame) -> dict[str, list[str]]:
    """Return the column of references; none where the paper has none, as an empty column takes room from the others."""
    return {"Ref": list(frame["ref"])} if any(frame["ref"]) else {}


def _figures(frame: pd.DataFrame, column: str, absent: str = "") -> list[str]:
    return [
        reason if pd.isna(value) else in_unit(float(value), unit)
        for value, unit, reason in zip(frame[column], frame["unit"], reasons_absent(frame, column, absent), strict=True)
    ]


def _since(frame: pd.DataFrame) -> list[str]:
    """Return since when each line misses its target, or that it did so from the first month that is held."""
    days = zip(frame["missed_since"], frame["missed_from_first"], strict=True)
    return [
        "" if pd.isna(day) else phrase("card_since", "first" if first else "later", month=_short(str(Month.of(day))))
        for day, first in days
    ]


def _paces(frame: pd.DataFrame) -> list[str]:
    """Return when each line that misses its target would meet it; nothing of one that meets it."""
    return [
        "" if pd.isna(since) else _short(str(month)) if pace == "month" else phrase("card_pace", pace)
        for since, pace, month in zip(frame["missed_since"], frame["pace"], frame["met_on"], strict=True)
    ]


def _steps(frame: pd.DataFrame) -> list[str]:
    return [
        "" if pd.isna(value) else change_in_words(value, unit)
        for value, unit in zip(frame["step_needed"], frame["unit"], strict=True)
    ]


def _ratings(frame: pd.DataFrame) -> list[str]:
    return [
        UNRATED[reason] if pd.isna(colour) else str(colour).capitalize()
        for colour, reason in zip(frame["rag"], frame["reason"], strict=True)
    ]


def _month(answer: Answer) -> str:
    return Month.parse(answer.month).words


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
