"""What happens next to every driver, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Caveat, Evidence, Finding, context_of
from analysis.questions.ended_authority import gone
from analysis.questions.evidence_log import Ledger
from analysis.questions.outlook import FEWEST_YEARS, answer_outlook, is_wide
from analysis.questions.reorganisation import boundary_caveats
from analysis.store import Store

ALL = "outlook"


def answer_drivers(store: Store, area: str, month: Month, years: int = 3) -> Answer:
    """Put the forecasts of all drivers side by side. Raises NoFiguresError where none can be made."""
    answers = [answer_outlook(store, measure, area, month, years) for measure in measures().drivers]
    made = [answer for answer in answers if "forecast" in answer.tables]
    if not made and any(finding.kind == "outlook_ended" for answer in answers for finding in answer.findings):
        raise gone(areas()[area])
    if not made:
        raise NoFiguresError(
            f"No driver of {areas()[area].in_sentence} has {FEWEST_YEARS} years of figures up to "
            f"{month.words_as_known(store.known_at)}, so nothing can be forecast.",
            hint="See `workbench sources list` for what is held.",
        )
    ledger = Ledger(ALL)
    ledger.computed("drivers", len(made), "count", "drivers with a forecast", decimals=0)
    ledger.computed("asked", len(answers), "count", "drivers asked about", decimals=0)
    ledger.computed("closer", sum(_is_closer(answer) for answer in made), "count", "closer than naive, p < 0.05")
    _enter_tests(ledger, made)
    ledger.computed("untested", sum(_is_untested(answer) for answer in made), "count", "too few years for a test")
    rows = pd.DataFrame([_driver_row(answer) for answer in made])
    each, copied = _each(made, rows)
    later = _all_then(made)
    return Answer(
        question="What happens next?",
        measure=None,
        context=context_of(store, area, month),
        group=ALL,
        findings=(
            Finding("outlook_drivers", _about_drivers(ledger), {"closer": tuple(_closer(made))}),
            each,
            *_drivers_then(ledger, later),
        ),
        evidence={**ledger.evidence, **copied},
        tables={"drivers": rows, **({"drivers_then": later} if len(later) else {})},
        caveats=(Caveat("forecast_goes_on"), *boundary_caveats(area)),
        missing=tuple(sentence for answer in answers for sentence in answer.missing),
    )


def _each(made: Sequence[Answer], rows: pd.DataFrame) -> tuple[Finding, dict[str, Evidence]]:
    """Say the newest figure and the last year's forecast of every driver; their evidence is that of its own answer."""
    about, copied = {}, {}
    for place, (answer, row) in enumerate(zip(made, rows.to_dict("records"), strict=True), start=1):
        last = f"year_{row['years']}"
        names = {"now": "now", "date": "date", "centre": last, "lower": f"{last}_lower", "upper": f"{last}_upper"}
        for role, name in (names | {"until": f"date_{row['years']}"}).items():
            full = f"{ALL}.{answer.measure}_{role}"
            copied[full] = replace(answer.evidence[f"{answer.group}.{name}"], name=full)
            about[f"{role}_{place}"] = full
    facts = {
        name: tuple(rows[column]) for name, column in (("measures", "measure"), ("past", "past"), ("wide", "wide"))
    }
    of_year = tuple(bool(answer.findings[0].facts.get("of_year")) for answer in made)
    return Finding("outlook_each", about, {**facts, "of_year": of_year}), copied


def _all_then(made: Sequence[Answer]) -> pd.DataFrame:
    """What then happened to every driver beside its forecast; empty where no later figure is held."""
    frames = [
        answer.tables["then"].merge(answer.tables["forecast"], on="period_end")
        for answer in made
        if "then" in answer.tables
    ]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def _drivers_then(ledger: Ledger, later: pd.DataFrame) -> tuple[Finding, ...]:
    if later.empty:
        return ()
    ledger.computed("then_known", len(later), "count", "later figures that are held", decimals=0)
    ledger.computed("then_inside", int(later["inside"].sum()), "count", "of them inside the 80% range", decimals=0)
    roles = {"known": "then_known", "inside": "then_inside"}
    by_driver = later.groupby("measure", sort=False)["inside"]
    for place, (measure, inside) in enumerate(by_driver, start=1):
        totals = {"known": len(inside), "inside": int(inside.sum())}
        for role, total in totals.items():
            name = f"then_{role}_{measure}"
            ledger.computed(name, total, "count", "as for all drivers, of this one", decimals=0)
            roles[f"{role}_{place}"] = name
    return (Finding("outlook_drivers_then", ledger.about(**roles), {"measures": tuple(by_driver.groups)}),)


def _enter_tests(ledger: Ledger, made: Sequence[Answer]) -> None:
    """Enter in how many areas the forecasts known to be nearer than naive were tested: fewest and most."""
    tested = [int(answer.evidence[f"{answer.group}.areas"].value or 0) for answer in made if _is_closer(answer)]
    for name, pick in (("areas_fewest", min), ("areas_most", max)):
        if tested:
            ledger.computed(name, pick(tested), "count", "areas of the tests, by driver", decimals=0)


def _about_drivers(ledger: Ledger) -> Mapping[str, str]:
    names = ("asked", "closer", "untested", "areas_fewest", "areas_most")
    return ledger.about(made="drivers", **{name: name for name in names})


def _numbers(answer: Answer) -> dict[str, Any]:
    """The values of an answer's evidence by their names."""
    return {name.rpartition(".")[2]: entry.value for name, entry in answer.evidence.items()}


def _closer(made: Sequence[Answer]) -> list[str]:
    return [str(answer.measure) for answer in made if _is_closer(answer)]


def _is_untested(answer: Answer) -> bool:
    """Whether there are too few years to try the forecast against last year's value."""
    return _numbers(answer).get("improvement") is None


def _is_closer(answer: Answer) -> bool:
    """Whether the forecast came closer than naive by more than chance explains."""
    numbers = _numbers(answer)
    p_value, saved = numbers.get("p_value"), numbers.get("improvement")
    return isinstance(p_value, float) and isinstance(saved, float) and saved > 0 and p_value < 0.05


def _driver_row(answer: Answer) -> dict[str, object]:
    frame = answer.tables["forecast"]
    numbers = _numbers(answer)
    saved = numbers.get("improvement")
    return {
        "measure": answer.measure,
        "date": numbers["date"],
        "now": numbers["now"],
        **{f"{column}_next": frame[column].iloc[0] for column in ("mean", "lower_80", "upper_80")},
        **{f"{column}_last": frame[column].iloc[-1] for column in ("mean", "lower_80", "upper_80")},
        "until": Month.of(frame["period_end"].iloc[-1]).words,
        "years": len(frame),
        "past": "then" in answer.tables and len(frame) in set(answer.tables["then"]["step"]),
        "wide": is_wide(frame.iloc[-1], str(answer.measure)),
        "improvement": np.nan if saved is None else saved,
        "closer": _is_closer(answer),
    }
