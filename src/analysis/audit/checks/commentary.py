"""Commentary: sentences whose figures, or whose verdicts, the paper's own table does not bear out."""

import calendar
import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.audit.audit_context import Material
from analysis.audit.discrepancy import Discrepancy, Row
from analysis.audit.wording import listed, period

MONTH_NAMES = "|".join(calendar.month_name[1:])
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?(?:%|per cent|percent)")
_MONTH = re.compile(rf"\b({MONTH_NAMES})\b", re.IGNORECASE)
_RETOLD = re.compile(
    rf"\b(?P<month>{MONTH_NAMES}) (?P<year>\d{{4}})\b[^.;]*?\breported as (?P<old>\d+(?:\.\d+)?)\b"
    r"[^.;]*?\b(?:now|shows?|is)\b\D{0,12}(?P<new>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_RATED = re.compile(r"\b(?:rated|calls (?:the |this )?\w+)\s+(?:as\s+)?\W?(red|amber|green)\b", re.IGNORECASE)
ROUGHLY = re.compile(
    r"\b(over|above|almost|nearly|about|around|below|under|at least|more than|some)\s*\W?$", re.IGNORECASE
)
GROWTH = re.compile(r"\b(more|increase|rose by|fell by|reduction|growth)\b", re.IGNORECASE)


def figure_in_commentary(material: Material) -> Iterator[Discrepancy]:
    """Find percentages in the words about a measure that its table does not print for that month, or at all."""
    rows = material.remarks
    rows = rows[rows["measure"].notna() & rows["text"].notna()]
    tables = dict(iter(material.figures.groupby(["paper", "measure"])))
    for remark in rows.itertuples():
        table = tables.get((remark.paper, remark.measure))
        if table is None or not table["unit"].eq("percent").any():
            continue
        goals = material.targets[material.targets["measure"] == remark.measure]["value"]
        for sentence in _SENTENCE.split(str(remark.text)):
            yield from _sentence(remark, sentence, table, goals)


def _sentence(remark: Row, sentence: str, table: pd.DataFrame, goals: pd.Series) -> Iterator[Discrepancy]:
    if GROWTH.search(sentence):
        return
    shares = table[table["unit"] == "percent"]
    for match in _PERCENT.finditer(sentence):
        if ROUGHLY.search(sentence[: match.start()]):
            continue
        said = float(match[1])
        digits = len(match[1].partition(".")[2])
        months = _MONTH.findall(sentence[: match.start()][-40:] + sentence[match.end() :][:25])
        known = _known(shares, months)
        if _among(said, digits, known) or (not months and _among(said, digits, goals)):
            continue
        where = f" for {listed([name.title() for name in months])}" if months else ""
        yield Discrepancy.at(
            remark,
            "warning",
            f'The words "{sentence.strip()[:140]}" give {match[1]}%{where}, which the table of the same paper does not '
            f"print{_instead(shares, months)}.",
            said=said,
            months=months,
            printed=sorted(set(known.tolist()))[:12],
        )


def _known(shares: pd.DataFrame, months: list[str]) -> pd.Series:
    """Return the figures a sentence may mean: those of the months it names, otherwise any, and their averages."""
    if months:
        numbers = [list(calendar.month_name).index(name.title()) for name in months]
        return shares[shares["period_end"].dt.month.isin(numbers)]["value"]
    means = shares.groupby(["area", "basis"])["value"].mean()
    return pd.concat([shares["value"], means])


def _among(said: float, digits: int, known: pd.Series) -> bool:
    return bool((np.abs(known - said) <= 0.5 * 10.0**-digits + 1e-9).any())


def _instead(shares: pd.DataFrame, months: list[str]) -> str:
    known = _known(shares, months)
    printed = list(dict.fromkeys(f"{value:g}%" for value in known))
    return f" (it prints {listed(printed, limit=4)})" if months and printed else ""


def superseded_figure(material: Material) -> Iterator[Discrepancy]:
    """Find tables that still print a figure which the paper's own data check says has changed."""
    for remark in material.remarks.dropna(subset=["measure", "text"]).itertuples():
        told = _RETOLD.search(str(remark.text))
        if told is None:
            continue
        month = list(calendar.month_name).index(told["month"].title())
        rows = material.figures
        rows = rows[(rows["paper"] == remark.paper) & (rows["measure"] == remark.measure)]
        rows = rows[rows["period_end"].dt.month.eq(month) & rows["period_end"].dt.year.eq(int(told["year"]))]
        for row in rows[rows["value"] == float(told["old"])].itertuples():
            yield Discrepancy.at(
                row,
                "warning",
                f"{row.label}, {period(row.period_end, row.basis)}: the table prints {told['old']}, and the paper's "
                f"own data check says that it was reported so and is now {told['new']}.",
                printed=row.value,
                now=float(told["new"]),
            )


def rating_in_commentary(material: Material) -> Iterator[Discrepancy]:
    """Find a narrative that rates itself otherwise than the rating printed beside it."""
    rows = material.remarks
    marks = material.marks[material.marks["kind"] == "rag"]
    for remark in rows[rows["text"].notna()].itertuples():
        said = _RATED.search(str(remark.text))
        if said is None:
            continue
        beside = _beside(remark, marks)
        if beside and beside.lower() != said[1].lower():
            yield Discrepancy.at(
                remark,
                "warning",
                f"The narrative{_of(remark)} says it is rated {said[1].lower()}, but {beside.lower()} is printed "
                "beside it.",
                said=said[1].lower(),
                printed=beside.lower(),
            )


def _beside(remark: Row, marks: pd.DataFrame) -> str | None:
    """Return the colour printed beside a remark: in its own register, or as the mark of its measure."""
    details = str(remark.details) if pd.notna(remark.details) else ""
    found = re.search(r'"[^"]*(?:rag|rating|status)[^"]*":\s*"(red|amber|green)"', details, re.IGNORECASE)
    if found:
        return found[1]
    same = marks[(marks["paper"] == remark.paper) & (marks["measure"] == remark.measure)]
    return str(same["mark"].iloc[0]) if len(same) and pd.notna(remark.measure) else None


def _of(remark: Row) -> str:
    return f" of {remark.ref}" if pd.notna(remark.ref) else ""
