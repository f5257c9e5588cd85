"""Tables of the data: what is held, how fresh it is, what is missing, and what does not add up."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

import pandas as pd

from analysis.catalogue.period import Month
from analysis.present.numbers import MISSING_WORDS
from analysis.present.saying import in_words
from analysis.present.tables.sheet import Sheet, cells
from analysis.present.vocabulary import capitalised
from analysis.questions.answer import Answer
from analysis.sources.add import slug_of
from analysis.sources.formats import published_formats

_DATED = re.compile(r"(?P<name>.*?)-(?P<dated>\d{4}(?:-\d{2})?)")
SEVERITY = {"error": "Cannot be right", "warning": "Look at it"}
LOOKS = {"Cannot be right": ("#A6192E", "#FFFFFF"), "Look at it": ("#FFBF47", "#0B0C0C")}


def held(answer: Answer) -> Sheet:
    """Every release and paper with its figures and gaps."""
    frame = answer.tables["held"]
    columns = {
        "Release or paper": [_title(source) for source in frame["source"]],
        "Files": cells(frame["files"]),
        "Figures": cells(frame["figures"]),
        "Missing": cells(frame["missing"]),
        "First period ends": _months(frame["first"]),
        "Last period ends": _months(frame["last"]),
        "Published": _days(frame["published_on"]),
    }
    total = int(frame["figures"].sum())
    return Sheet(
        f"{total:,} figures of {answer.area_name} from {in_words(len(frame))} releases and papers",
        pd.DataFrame(columns),
        ("Files", "Figures", "Missing"),
    )


def freshness(answer: Answer) -> Sheet:
    """The newest figure of each main measure."""
    frame = answer.tables["freshness"]
    known = frame.dropna(subset=["last"])
    columns = {
        "Measure": list(frame["name"]),
        "Newest figure": [_month_or(day, "none held") for day in frame["last"]],
        "Months old": ["" if pd.isna(age) else f"{age:.0f}" for age in frame.get("months_old", [None] * len(frame))],
        "Published": _days(frame.get("published_on", pd.Series([pd.NaT] * len(frame)))),
    }
    oldest = f"the oldest of them is {known['months_old'].max():.0f} months old" if len(known) else "none is held"
    return Sheet(
        f"How fresh the main measures of {answer.area_name} are in {Month.parse(answer.month).words}: {oldest}",
        pd.DataFrame(columns),
        ("Months old",),
        "Months old: from the end of the newest period to the report month. Published: the release the figure is taken "
        "from, which may be later than the month, because figures are restated.",
    )


def gaps(answer: Answer) -> Sheet:
    """Why figures are missing."""
    frame = answer.tables["gaps"]
    columns = {
        "Reason": [capitalised(MISSING_WORDS.get(reason, reason)) for reason in frame["reason"]],
        "Figures": cells(frame["figures"]),
    }
    heading = f"Why {int(frame['figures'].sum()):,} figures of {answer.area_name} are missing"
    return Sheet(heading, pd.DataFrame(columns), ("Figures",), "None of them counts as 0 anywhere in these papers.")


def checks(answer: Answer) -> Sheet:
    """What each check found."""
    frame = answer.tables["checks"]
    columns = {
        "What was found": list(frame["title"]),
        "Cannot be right": cells(frame["error"]),
        "Look at it": cells(frame["warning"]),
    }
    found = int(frame["error"].sum())
    heading = f"{in_words(found)} {'figure' if found == 1 else 'figures'} of {answer.area_name} cannot be right"
    return Sheet(capitalised(heading), pd.DataFrame(columns), ("Cannot be right", "Look at it"))


def issues(answer: Answer) -> Sheet:
    """The newest issues, errors first."""
    frame = answer.tables["issues"]
    whole = len(frame)
    heading = (
        f"{in_words(whole)} {'thing' if whole == 1 else 'things'} in the figures of the last two years to put right"
    )
    return _issues(answer, "issues", f"{capitalised(heading)}, {answer.area_name}")


def all_issues(answer: Answer) -> Sheet:
    """Every error and warning."""
    return _issues(answer, "all_issues", f"Everything the checks question in the figures of {answer.area_name}")


def _issues(answer: Answer, name: str, heading: str) -> Sheet:
    frame = answer.tables[name]
    columns = {
        "Verdict": [SEVERITY[severity] for severity in frame["severity"]],
        "Period": [_month_or(day, "") for day in frame["period_end"]],
        "What is wrong": list(frame["message"]),
        "Where": [str(source).split("/", 1)[-1] for source in frame["source"]],
    }
    return Sheet(
        heading,
        pd.DataFrame(columns),
        note="Cannot be right: arithmetic proves one of the figures wrong. Look at it: unlikely, or against the "
        "paper's own words.",
        marked={"Verdict": LOOKS},
    )


def _title(source: str) -> str:
    """Say a folder as a reader would: `torbay-highlight-report-2021-07`, or that of an official release."""
    folder, _, part = source.partition("/")
    found = _DATED.fullmatch(folder)
    name, dated = found.group("name", "dated") if found else (folder, "")
    words = _releases().get(name) or capitalised(name.replace("-", " "))
    return ", ".join(text for text in (words, dated, re.sub(r"\bcla\b", "CLA", part)) if text)


@cache
def _releases() -> Mapping[str, str]:
    """Names of official releases by the folders that `sources add` makes for them."""
    titles = {form.release.partition(",")[0] for form in published_formats().values()}
    return {slug_of(title): title for title in titles}


def _months(days: pd.Series) -> list[str]:
    return [_month_or(day, "") for day in days]


def _days(days: pd.Series) -> list[str]:
    return ["" if pd.isna(day) else f"{day.day} {day:%B %Y}" for day in days]


def _month_or(day: dt.date, otherwise: str) -> str:
    return otherwise if pd.isna(day) else Month.of(day).words
