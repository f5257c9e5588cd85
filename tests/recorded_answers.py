"""What an answer holds, every value of it, as it was read and kept: `tests/questions/records/<name>.yml`.

A test that calls `as_recorded` fails where a value, unit, formula, case, cell or gap is another than the record has.
With KEEP_RECORDS=1 in the environment the record is written instead, to be read before it is committed: a figure that
changes in it changes in a paper.
"""

import dataclasses
import datetime as dt
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

from analysis.questions.answer import Answer, Evidence
from kept_record import held_to

FOLDER = Path(__file__).resolve().parent / "questions" / "records"
DIGITS = 6  # of a number: what another processor rounds otherwise is no change
LEFT_OUT = ("question", "context", "group", "area", "month")


def as_recorded(name: str, found: object) -> None:
    """Assert that an answer, a frame or any other frozen value is what its record says."""
    path = FOLDER / f"{name}.yml"
    text = yaml.safe_dump(plain(found), allow_unicode=True, sort_keys=False, width=116)
    held_to(path, text)


def plain(value: object) -> object:  # noqa: PLR0911 - one for each kind of value
    """Return a value as lists, dictionaries, texts and numbers of six digits; a frame as one text a row."""
    match value:
        case pd.DataFrame():
            head = " | ".join(map(str, value.columns))
            return [head, *(" | ".join(_cell(cell) for cell in row) for row in value.itertuples(index=False))]
        case pd.Series():
            return [f"{_cell(key)} | {_cell(cell)}" for key, cell in value.items()]
        case Evidence():
            kept = {key: each for key, each in _fields(value).items() if _is_given(each) and key != "name"}
            return " | ".join(f"{key} {_cell(each)}" for key, each in kept.items())
        case Answer():
            return {key: plain(each) for key, each in _fields(value).items() if key not in LEFT_OUT and _is_given(each)}
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(each) for each in (sorted(value) if isinstance(value, set | frozenset) else value)]
        case np.ndarray():
            return [plain(each) for each in value.tolist()]
        case _ if dataclasses.is_dataclass(value):
            return {key: plain(each) for key, each in _fields(value).items()}
        case bool() | int() | None:
            return value
        case _:
            return _cell(value)


def _is_given(value: object) -> bool:
    """Whether there is anything in a part of an answer."""
    return value is not None and (not hasattr(value, "__len__") or len(value) > 0)


def _fields(value: object) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}  # type: ignore[arg-type]


def _cell(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, float | np.floating):
        return "none" if math.isnan(value) else f"{value + 0.0:.{DIGITS}g}"
    if value is None or value is pd.NaT or value is pd.NA:
        return "none"
    if isinstance(value, dt.datetime):
        return str(value.date())
    if isinstance(value, tuple | list):
        return "; ".join(_cell(each) for each in value)
    return str(value)
