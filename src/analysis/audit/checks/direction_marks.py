"""Marks: arrows, letters and status words against the figures they judge."""

from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import PLACE, Material, printed_row
from analysis.audit.discrepancy import Discrepancy, Row
from analysis.audit.wording import figure
from analysis.catalogue.period import Month

SERIES_BASES = ["month", "snapshot", "rolling_12_months", "year_to_date", "quarter"]
SIGN = {"up": 1, "down": -1, "flat": 0}
GOOD = {"high_is_good": 1, "low_is_good": -1}
JUDGEMENT = {"improving": 1, "declining": -1}
MET = {"on target", "above target", "green", "met"}
MISSED = {"below target", "well below target", "red", "missed"}
KEYS = [*PLACE, "area", "measure"]


def direction_against_values(material: Material) -> Iterator[Discrepancy]:
    """Find arrows and letters that say otherwise than the last two figures."""
    marks = material.marks[material.marks["kind"].eq("direction") & material.marks["measure"].notna()]
    series = dict(iter(_monthly(material, marks).groupby(KEYS)))
    for mark in marks.itertuples():
        table = series.get((mark.paper, mark.published_on, mark.area, mark.measure))
        expected = _expected_sign(mark, material)
        if table is None or expected is None:
            continue
        seen = table if pd.isna(mark.period_end) else table[table["period_end"] <= mark.period_end]
        if len(seen) < 2:
            continue
        last, before = seen.iloc[-1], seen.iloc[-2]
        step = last["value"] - before["value"]
        within_rounding = expected * step > 0  # 62.9 to 63 is up, although a digit less would print both alike
        if not within_rounding and _sign(step, last["slack"] + before["slack"]) != expected:
            yield _contradicts(mark, seen, expected)


def _monthly(material: Material, marks: pd.DataFrame) -> pd.DataFrame:
    """Return the figures by month of each measure with a mark, under the one basis that has most of them."""
    rows = material.own.merge(marks[KEYS].drop_duplicates(), on=KEYS)
    rows = rows[rows["basis"].isin(SERIES_BASES)]
    size = rows.groupby([*KEYS, "basis"])["value"].transform("size")
    best = size.groupby([rows[key] for key in KEYS]).transform("max")
    return rows[size == best].sort_values("period_end", kind="stable").drop_duplicates([*KEYS, "period_end"])


def _expected_sign(mark: Row, material: Material) -> int | None:
    if mark.mark in SIGN:
        return SIGN[mark.mark]
    way = GOOD.get(material.polarity(mark.measure))
    return None if way is None or mark.mark not in JUDGEMENT else JUDGEMENT[mark.mark] * way


def _sign(step: float, slack: float) -> int:
    return 0 if abs(step) <= slack * 0.999 or step == 0 else (1 if step > 0 else -1)


def _contradicts(mark: Row, seen: pd.DataFrame, expected: int) -> Discrepancy:
    last, before = seen.iloc[-1], seen.iloc[-2]
    other = _agreeing_reference(seen, expected)
    label, unit = last["label"], last["unit"]
    said = f'"{mark.as_printed}" ({mark.mark})'
    message = (
        f"{label}: the mark {said} stands beside a figure that went from "
        f"{figure(before['value'], unit, int(before['decimals']))} ({Month.of(before['period_end'].date()).words}) to "
        f"{figure(last['value'], unit, int(last['decimals']))} ({Month.of(last['period_end'].date()).words})"
    )
    message += f"; it would fit a comparison with {other}." if other else "."
    return Discrepancy.at(
        mark,
        "note" if other else "warning",
        message,
        before=before["value"],
        after=last["value"],
        mark=mark.mark,
        fits=other,
    )


def _agreeing_reference(seen: pd.DataFrame, expected: int) -> str | None:
    """Return the earlier figure with which the mark would agree: the end of last year, or a year ago."""
    last = seen.iloc[-1]
    for words, rows in (
        ("last March", seen[seen["period_end"].dt.month == 3]),
        ("a year before", seen[seen["period_end"].dt.month == last["period_end"].month]),
    ):
        earlier = rows[rows["period_end"] < last["period_end"]]
        if len(earlier) and _sign(last["value"] - earlier.iloc[-1]["value"], last["slack"] * 2) == expected:
            return words
    return None


def status_against_target(material: Material) -> Iterator[Discrepancy]:
    """Find "on target", or green, where the figure misses the target (and the other way round)."""
    figures = material.figures
    targets = material.targets[material.targets["value"].notna()]
    for mark in material.marks[material.marks["kind"].isin(["status", "rag"])].dropna(subset=["measure"]).itertuples():
        way = GOOD.get(material.polarity(mark.measure))
        place = (mark.paper, mark.published_on, mark.area, mark.measure)
        rows = _of_row(figures[_at(figures, place)], mark)
        if pd.notna(mark.period_end):
            rows = rows[rows["period_end"] <= mark.period_end]
        goals = _of_row(targets[_at(targets, place)], mark)
        if way is None or rows.empty or goals.empty:
            continue
        claim = _claim(str(mark.mark))
        last = rows.sort_values("period_end", kind="stable").iloc[-1]
        goal = _goal(goals, last["period_end"])
        misses = (last["value"] - goal["value"]) * way < 0
        if claim is not None and claim == misses:
            verb = "misses" if misses else "meets"
            yield Discrepancy.at(
                mark,
                "warning",
                f'{last["label"]}: the status is printed as "{mark.as_printed}", but '
                f"{figure(last['value'], last['unit'], int(last['decimals']))} {verb} the target of "
                f"{goal['as_printed']} ({'high' if way > 0 else 'low'} is good).",
                value=last["value"],
                target=goal["value"],
                status=mark.mark,
            )


def _at(frame: pd.DataFrame, place: tuple[object, ...]) -> pd.Series:
    keep = pd.Series(True, index=frame.index)
    for key, value in zip(KEYS, place, strict=True):
        keep &= frame[key] == value
    return keep


def _of_row(frame: pd.DataFrame, mark: Row) -> pd.DataFrame:
    """Return what is printed in the mark's own row, or all where the row holds none."""
    row = str(mark.source).partition(",")[0]
    beside = frame[printed_row(frame["source"]) == row]
    return beside if len(beside) else frame


def _claim(mark: str) -> bool | None:
    """Whether a status claims that the target is met; None where it says neither."""
    text = mark.lower().replace("_", " ").strip()
    return True if text in MET else False if text in MISSED else None


def _goal(goals: pd.DataFrame, on: pd.Timestamp) -> pd.Series:
    """Return the target in force on a date: the first still due, or the last."""
    ordered = goals.sort_values("due_on", na_position="first", kind="stable")
    due = ordered[ordered["due_on"].isna() | (ordered["due_on"] >= on)]
    return (due if len(due) else ordered.tail(1)).iloc[0]
