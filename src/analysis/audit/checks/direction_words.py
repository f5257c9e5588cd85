"""Words of a commentary that say which way a measure went, against the measure's own figures in the same paper."""

import calendar
import re
from collections.abc import Iterator
from typing import Literal

import pandas as pd

from analysis.audit.audit_context import Material
from analysis.audit.discrepancy import Discrepancy, Row
from analysis.audit.references import area_name
from analysis.audit.wording import figure
from analysis.catalogue.measure import Polarity
from analysis.catalogue.period import Month

Way = Literal["up", "down", "better", "worse"]
WAYS: dict[Way, str] = {
    "up": r"rose|risen|rising|increased|increasing|grew|grown|gone up|went up",
    "down": r"fell|fallen|falling|decreased|decreasing|reduced|reducing|dropped|gone down|went down|come down",
    "better": r"improved|improving|improvement",
    "worse": r"worsened|worsening|deteriorated|deteriorating|deterioration|declined|declining",
}
_WORD = {way: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for way, words in WAYS.items()}
_UNSURE = re.compile(
    r"\b(?:not|no|never|could|would|will|may|might|should|if|expect\w*|need\w*|must|aim\w*|plan\w* to|target\w*|"
    r"to (?:be )?(?:improve|reduce|increase)\w*|until|unless|further|before|although|despite|but)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_CLAUSE = re.compile(r"\s*[,:;]\s*")
_LETTERS = re.compile(r"[a-z]+")
_YEAR_BEFORE = re.compile(r"\b(?:year (?:before|ago)|last year|same (?:month|time) (?:of )?last year)\b", re.IGNORECASE)
MONTH_NAMES = "|".join(calendar.month_name[1:])
_SINCE = re.compile(
    rf"\bsince (?:the (?:start|beginning|end) of )?(?P<month>{MONTH_NAMES})(?: (?P<year>\d{{4}}))?", re.IGNORECASE
)
# Words before the verb that name no other thing than the measure itself.
GENERAL = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "it",
        "our",
        "we",
        "of",
        "in",
        "on",
        "at",
        "for",
        "by",
        "to",
        "and",
        "has",
        "have",
        "been",
        "is",
        "are",
        "was",
        "were",
        "again",
        "also",
        "now",
        "still",
        "slowly",
        "steadily",
        "steady",
        "continued",
        "continuing",
        "continues",
        "good",
        "some",
        "clear",
        "significant",
        "significantly",
        "slightly",
        "slight",
        "number",
        "numbers",
        "rate",
        "rates",
        "percentage",
        "proportion",
        "share",
        "figure",
        "figures",
        "performance",
        "there",
        "which",
        "children",
        "child",
        "month",
        "year",
        "quarter",
        "average",
        "overall",
    }
)
SHORTEST_STEM = 4  # letters that two words of one stem share at least: "plan" and "plans", "review" and "reviewed"
LONGEST = 13  # periods: a year of months and the one it began from
LEAST = 0.02  # of the figure: less than this is no movement to hold words against


def words_against_series(material: Material) -> Iterator[Discrepancy]:
    """Find commentary that says that a measure rose, fell, improved or worsened where its figures went the other way.

    Only a sentence whose subject is the measure itself and that is sure of itself is held against them: against the
    month it names, a year before where it says so, and else against both the period before and the first that is held.
    """
    rows = material.remarks
    rows = rows[rows["kind"].eq("commentary") & rows["measure"].notna() & rows["text"].notna()]
    own = material.own
    for remark in rows.itertuples():
        table = own[(own["paper"] == remark.paper) & (own["measure"] == remark.measure) & ~own["rough"]]
        if table.empty:
            continue
        series = _followed(table, remark.area)
        for sentence in _SENTENCE.split(str(remark.text)):
            yield from _sentence(material, remark, sentence, series)


def _followed(table: pd.DataFrame, area: object) -> pd.DataFrame:
    """Return the newest stretch of the basis with most periods, oldest first."""
    rows = table[table["area"] == area] if isinstance(area, str) else table
    if rows.empty:
        return rows
    basis = rows["basis"].value_counts().index[0]
    return (
        rows[rows["basis"] == basis].sort_values("period_end").drop_duplicates("period_end", keep="last").tail(LONGEST)
    )


def _sentence(material: Material, remark: Row, sentence: str, series: pd.DataFrame) -> Iterator[Discrepancy]:
    found = [(way, match) for way, word in _WORD.items() if (match := word.search(sentence))]
    if len(found) != 1 or _UNSURE.search(sentence) or len(series) < 2:
        return
    way, match = found[0]
    subject = _CLAUSE.split(sentence[: match.start()])[-1]
    label = f"{series['label'].iloc[-1]} {material.label(str(remark.measure))} {area_name(str(remark.area))}"
    up = _upward(way, material.polarity(str(remark.measure)))
    if up is None or not _of_the_measure(subject, label):
        return
    now, others = series.iloc[-1], _set_against(sentence, series)
    if others.empty or not all(_other_way(now, before, up=up) for _, before in others.iterrows()):
        return
    first = others.iloc[0]
    yield Discrepancy.at(
        next(series.tail(1).itertuples()),
        "warning",
        f'{now["label"]}: the words "{sentence.strip()[:140]}" stand beside a figure that went from '
        f"{_printed(first)} to {_printed(now)}.",
        said=match[0].lower(),
        before=first["value"],
        after=now["value"],
        other_source=str(remark.source),
    )


def _upward(way: Way, polarity: Polarity | str) -> bool | None:
    """Whether the words say that the figure rose; None where nobody knows which way is better."""
    if way in ("up", "down"):
        return way == "up"
    if polarity not in ("high_is_good", "low_is_good"):
        return None
    return (way == "better") == (polarity == "high_is_good")


def _of_the_measure(subject: str, label: str) -> bool:
    """Whether every word before the verb is of the measure's own name, or names no other thing."""
    names = _LETTERS.findall(label.lower())
    return all(
        word in GENERAL or any(_one_stem(word, name) for name in names) for word in _LETTERS.findall(subject.lower())
    )


def _one_stem(word: str, name: str) -> bool:
    shared = min(len(word), len(name), max(SHORTEST_STEM, min(len(word), len(name)) - 2))
    return word == name or (shared >= SHORTEST_STEM and word[:shared] == name[:shared])


def _set_against(sentence: str, series: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that the newest is set against: that of the month named, of a year before, or two of them."""
    ends = series["period_end"]
    since = _SINCE.search(sentence)
    if since:
        same = ends.dt.month.eq(list(calendar.month_name).index(since["month"].title()))
        same &= ends.dt.year.eq(int(since["year"])) if since["year"] else True
        return series[same & ends.lt(ends.iloc[-1])].tail(1)
    if _YEAR_BEFORE.search(sentence):
        return series[ends.eq(ends.iloc[-1] - pd.DateOffset(years=1) + pd.offsets.MonthEnd(0))]
    return series.iloc[sorted({0, len(series) - 2})]


def _other_way(now: pd.Series, before: pd.Series, *, up: bool) -> bool:
    step = (now["value"] - before["value"]) * (1 if up else -1)
    return bool(step < -(now["slack"] + before["slack"]) - LEAST * abs(before["value"]))


def _printed(row: pd.Series) -> str:
    """Return a figure with its month: `84% (March 2012)`."""
    return f"{figure(row['value'], row['unit'], int(row['decimals']))} ({Month.of(row['period_end'].date()).words})"
