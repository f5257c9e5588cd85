"""Figures that a file prints twice: the same is kept once, and of two that differ neither."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from analysis.catalogue.issue import Issue
from analysis.catalogue.measure import Measure
from analysis.sources.printed_rows import Row
from analysis.sources.scorecard.cell_counter import Counter


def without_contradictions(
    figures: Sequence[Row], counter: Counter, issues: list[Issue], known: Mapping[str, Measure]
) -> Iterator[Row]:
    """Yield the figures; of two different ones for the same thing and time neither, and of equal ones the first.

    What is left out is counted in `counter` and told in `issues`.
    """
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in figures:
        found.setdefault((row["area"], row["measure"], row["basis"], row["period_end"]), []).append(row)
    for rows in found.values():
        values = [row for row in rows if row["missing"] is None]
        different = {round(float(str(row["value"])), 6) for row in values}
        if len(different) <= 1:
            kept = (values or rows)[0]
            for row in rows:
                if row is not kept and str(row["source"]) in counter.fates:
                    counter.note(str(row["source"]), "again")
            yield kept
            continue
        for row in rows:
            label = known[str(row["measure"])].name
            counter.keep_out(str(row["source"]), label, "two different figures stand for the same thing and month")
        first, other = values[0], next(row for row in values if row["value"] != values[0]["value"])
        message = (
            f'"{first["as_printed"]}" and "{other["as_printed"]}" stand for the same figure '
            f"({other['source']}); neither is taken."
        )
        end = first["period_end"]
        issues.append(
            Issue("printed_twice", "warning", message, str(first["area"]), str(first["measure"]),
                  end if isinstance(end, dt.date) else None, source=str(first["source"]))
        )  # fmt: skip
