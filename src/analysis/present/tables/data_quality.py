"""Tables of the data: what is held, how fresh it is, what is missing, and what does not add up."""

import datetime as dt
import re

import pandas as pd

from analysis.catalogue.observation import Unit
from analysis.catalogue.period import Month
from analysis.language.numbers import MISSING_WORDS, as_published, signed
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import in_words, listed
from analysis.language.vocabulary import capitalised, in_sentence
from analysis.present.tables.printed_table import PrintedTable, cells
from analysis.questions.answer import Answer
from analysis.sources.official import releases

_DATED = re.compile(r"(?P<name>.*?)-(?P<dated>\d{4}(?:-\d{2})?)")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
SEVERITY = {"error": "Contradicts others", "warning": "Check it"}
PERIODS = {"year": "Year to ", "year_to_date": "April to "}
LOOKS = {"Contradicts others": ("#A6192E", "#FFFFFF"), "Check it": ("#FFBF47", "#0B0C0C")}


def held(answer: Answer) -> PrintedTable:
    """Every release and paper with its figures and gaps."""
    frame = answer.tables["held"]
    columns = {
        "Release or paper": [_title(source) for source in frame["source"]],
        "Files": cells(frame["files"]),
        "Figures": cells(frame["figures"]),
        "Missing": cells(frame["missing"]),
        "First period ends": _months(frame["first"]),
        "Last period ends": [
            phrase("table_cell", "after publication", date=Month.of(last).words)
            if last > published
            else Month.of(last).words
            for last, published in zip(frame["last"], frame["published_on"], strict=True)
        ],
        "Published": _days(frame["published_on"]),
    }
    total, places = int(frame["figures"].sum()), len(frame)
    late = bool((frame["last"] > frame["published_on"]).any())
    words = {"Figures": capitalised(_counted(total, "figure")), "area": answer.area_name}
    words["places"] = _counted(places, "release or paper", many="releases and papers")
    return PrintedTable(
        phrase("table_heading", "contents", **words),
        pd.DataFrame(columns),
        ("Files", "Figures", "Missing"),
        phrase("table_note", "after publication") if late else None,
    )


def freshness(answer: Answer) -> PrintedTable:
    """The newest figure of each main measure."""
    frame = answer.tables["freshness"]
    known = frame.dropna(subset=["last"])
    columns = {
        "Measure": list(frame["name"]),
        "Newest figure": [_month_or(day, "none held") for day in frame["last"]],
        "Months old": ["" if pd.isna(age) else f"{age:.0f}" for age in frame.get("months_old", [None] * len(frame))],
        "Published": _published(frame),
    }
    words = {"area": answer.area_name, "date": Month.parse(answer.month).words, "oldest": _furthest(known)}
    return PrintedTable(
        phrase("table_heading", "freshness", **words),
        pd.DataFrame(columns),
        ("Months old",),
        phrase("table_note", "freshness"),
    )


def gaps(answer: Answer) -> PrintedTable:
    """Why figures are missing."""
    frame = answer.tables["gaps"]
    columns = {
        "Reason": [capitalised(MISSING_WORDS.get(reason, reason)) for reason in frame["reason"]],
        "Figures": cells(frame["figures"]),
    }
    total = int(frame["figures"].sum())
    case = "gaps one" if total == 1 else "gaps"
    heading = phrase("table_heading", case, count=in_words(total), area=answer.area_name)
    return PrintedTable(heading, pd.DataFrame(columns), ("Figures",), phrase("table_note", "gaps"))


def kept_out(answer: Answer) -> PrintedTable:
    """What was printed and is no figure here."""
    frame = answer.tables["kept_out"]
    columns = {
        "What": [capitalised(what) for what in frame["what"]],
        "Cells": cells(frame["cells"]),
        "Where": [_place(source) for source in frame["where"]],
        "Why it is kept out": [capitalised(why) for why in frame["why"]],
    }
    return PrintedTable(
        phrase("table_heading", "kept out", area=answer.area_name),
        pd.DataFrame(columns),
        ("Cells",),
        phrase("table_note", "kept out"),
    )


def _place(source: str) -> str:
    """Return `card.xlsx, Scorecard!S17` of a place in data/raw."""
    file, _, place = source.partition("#")
    return ", ".join(part for part in (file.rpartition("/")[2], place) if part)


def checks(answer: Answer) -> PrintedTable:
    """What each check found."""
    frame = answer.tables["checks"]
    columns = {
        "What was found": list(frame["title"]),
        "Contradicts others": cells(frame["error"]),
        "Check it": cells(frame["warning"]),
    }
    found = int(frame["error"].sum())
    words = {"area": answer.area_name, "Figures": capitalised(_counted(found, "figure"))}
    words["contradict"] = "contradicts" if found == 1 else "contradict"
    heading = phrase("table_heading", "contradict" if found else "contradict none", **words)
    note = phrase("table_note", "checks")
    return PrintedTable(heading, pd.DataFrame(columns), ("Contradicts others", "Check it"), note)


def issues(answer: Answer) -> PrintedTable:
    """The newest issues, errors first."""
    shown = len(answer.tables["issues"])
    recent = [answer.evidence[f"{answer.group}.recent_{kind}"].value for kind in ("errors", "warnings")]
    whole = sum(int(count) for count in recent if isinstance(count, int | float))
    things = _counted(whole, "thing")
    words = {"area": answer.area_name, "shown": in_words(shown), "things": things, "Things": capitalised(things)}
    return _issues(answer, "issues", phrase("table_heading", "issues first" if whole > shown else "issues", **words))


def all_issues(answer: Answer) -> PrintedTable:
    """Every error and warning."""
    return _issues(answer, "all_issues", phrase("table_heading", "all issues", area=answer.area_name))


def publishers(answer: Answer) -> PrintedTable:
    """What the council's papers and the published statistics say of one thing, where the two differ."""
    frame = answer.tables["publishers"]
    units = list(frame["unit"])
    columns = {
        "Measure": list(frame["name"]),
        "Period": [
            f"{PERIODS.get(basis, '')}{Month.of(day).words}"
            for basis, day in zip(frame["basis"], frame["period_end"], strict=True)
        ],
        "Council's paper": [as_published(*pair) for pair in zip(frame["council"], units, strict=True)],
        "Published": [as_published(*pair) for pair in zip(frame["published"], units, strict=True)],
        "Difference": [_difference(*pair) for pair in zip(frame["difference"], units, strict=True)],
    }
    case = "publishers one" if len(frame) == 1 else "publishers"
    return PrintedTable(
        phrase("table_heading", case, Count=capitalised(in_words(len(frame))), area=answer.area_name),
        pd.DataFrame(columns),
        ("Council's paper", "Published", "Difference"),
        phrase("table_note", "publishers"),
    )


def _difference(value: float, unit: Unit) -> str:
    text = signed(value, unit, 1 if unit == "percent" else None)
    return text.replace("%", " points") if unit == "percent" else text


def _issues(answer: Answer, name: str, heading: str) -> PrintedTable:
    frame = answer.tables[name]
    columns = {
        "Verdict": [SEVERITY[severity] for severity in frame["severity"]],
        "Period": [_month_or(day, "") for day in frame["period_end"]],
        "What is wrong": [
            f"{message} {phrase('issue_also', also=listed([in_sentence(title) for title in also]))}"
            if also
            else message
            for message, also in zip(frame["message"], frame["also"], strict=True)
        ],
        "Where": [_place(str(source)) for source in frame["source"]],
    }
    return PrintedTable(
        heading,
        pd.DataFrame(columns),
        note=phrase("table_note", "issues"),
        marked={"Verdict": LOOKS},
    )


def _counted(count: int, one: str, many: str | None = None) -> str:
    return f"{in_words(count)} {one if count == 1 else many or f'{one}s'}"


def _furthest(known: pd.DataFrame) -> str:
    """`at most 11 months (children aged 0 to 17)`, or that nothing is held or nothing lies behind."""
    if known.empty:
        return phrase("freshness_oldest", "none")
    oldest = known.loc[known["months_old"].idxmax()]
    months = int(oldest["months_old"])
    case = {0: "new", 1: "one"}.get(months, "many")
    name = in_sentence(oldest["name"].removesuffix(" (%)"))
    return phrase("freshness_oldest", case, months=in_words(months), measure=name)


def _title(source: str) -> str:
    """Say a folder as a reader would: `torbay-highlight-report-2021-07`, or that of an official release."""
    folder, _, part = source.partition("/")
    found = _DATED.fullmatch(folder)
    name, dated = found.group("name", "dated") if found else (folder, "")
    words = releases().get(name) or capitalised(name.replace("-", " "))
    when = Month.parse(dated).words if _MONTH.fullmatch(dated) else dated
    part = re.sub(r"\bcla\b", "CLA", part.replace("vintage-", "releases up to ").replace("-", " "))
    return ", ".join(text for text in (words, when, part) if text)


def _months(days: pd.Series) -> list[str]:
    return [_month_or(day, "") for day in days]


def _published(frame: pd.DataFrame) -> list[str]:
    if "published_on" not in frame:
        return [""] * len(frame)
    later = [" (after the month)" if flag is True else "" for flag in frame["published_later"]]
    return [f"{day}{mark}" for day, mark in zip(_days(frame["published_on"]), later, strict=True)]


def _days(days: pd.Series) -> list[str]:
    return ["" if pd.isna(day) else f"{day.day} {day:%B %Y}" for day in days]


def _month_or(day: dt.date, otherwise: str) -> str:
    return otherwise if pd.isna(day) else Month.of(day).words
