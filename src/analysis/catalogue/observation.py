"""The observation: one printed or computed figure, and the only shape in which figures leave a reader."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

import pandas as pd

from analysis.catalogue.plural import counted

Unit = Literal[
    "count", "percent", "per_10000", "per_100000", "days", "weeks", "fte", "cases_per_fte", "score", "pounds"
]
UNITS: tuple[Unit, ...] = get_args(Unit)

Missing = Literal["suppressed", "not_available", "not_applicable", "not_yet_set", "no_events", "blank", "partial"]
MISSING_REASONS: tuple[Missing, ...] = get_args(Missing)

OBSERVATION_TYPES: dict[str, str] = {
    "area": "str",  # ONS code, or a benchmark group such as SN2021-E06000027
    "measure": "str",  # an id of the catalogue
    "period_start": "datetime64[s]",
    "period_end": "datetime64[s]",
    "basis": "str",
    "value": "float64",  # null exactly when `missing` is set
    "unit": "str",
    "numerator": "float64",
    "denominator": "float64",
    "as_printed": "str",  # the text exactly as it stood
    "missing": "str",  # a missing reason, or null
    "published_on": "datetime64[s]",  # the vintage: when the source said it
    "source": "str",  # file#locator
}

ISSUE_TYPES: dict[str, str] = {
    "check": "str",
    "severity": "str",
    "area": "str",
    "measure": "str",
    "period_end": "datetime64[s]",
    "message": "str",
    "evidence": "str",  # JSON: the figures the message rests on
    "source": "str",
}

ENTRY_TYPES: dict[str, str] = {  # one printed row of a table: what the paper calls the measure, and where it stands
    "area": "str",
    "measure": "str",
    "ref": "str",
    "label": "str",
    "table": "str",
    "position": "int64",
    "published_on": "datetime64[s]",
    "source": "str",
}

TARGET_TYPES: dict[str, str] = {
    "area": "str",
    "measure": "str",
    "level": "str",  # target | minimum | upper
    "due_on": "datetime64[s]",  # null: no date printed
    "value": "float64",
    "unit": "str",
    "as_printed": "str",
    "missing": "str",
    "published_on": "datetime64[s]",
    "source": "str",
}

MARK_TYPES: dict[str, str] = {  # arrows, I / D / ---, RAG words: a judgement printed beside a figure
    "area": "str",
    "measure": "str",
    "period_end": "datetime64[s]",
    "kind": "str",  # direction | rag | status
    "mark": "str",  # up | down | flat | improving | declining | red | amber | green | ...
    "as_printed": "str",
    "published_on": "datetime64[s]",
    "source": "str",
}

REMARK_TYPES: dict[str, str] = {  # words: commentary, risks, actions, data checks, priorities
    "area": "str",
    "kind": "str",  # commentary | risk | action | data_check | priority | theme | rag_guidance | note (under a table)
    "ref": "str",
    "measure": "str",
    "period_end": "datetime64[s]",
    "text": "str",
    "details": "str",  # JSON: the register's other columns
    "published_on": "datetime64[s]",
    "source": "str",
}

FRAMES: dict[str, dict[str, str]] = {
    "observations": OBSERVATION_TYPES,
    "issues": ISSUE_TYPES,
    "entries": ENTRY_TYPES,
    "targets": TARGET_TYPES,
    "marks": MARK_TYPES,
    "remarks": REMARK_TYPES,
}


def empty(kind: str) -> pd.DataFrame:
    """Return a frame of `kind` (a key of FRAMES) with no rows."""
    return _empty(kind).copy()


@cache
def _empty(kind: str) -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series(dtype=dtype) for column, dtype in FRAMES[kind].items()})


def shape(kind: str, rows: pd.DataFrame | list[dict[str, object]]) -> pd.DataFrame:
    """Return `rows` as a frame of `kind`: its columns, in order, in their types; absent columns are null.

    Raises ValueError on a column the kind does not have, and on observations that break their contract.
    """
    types = FRAMES[kind]
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows)
    unknown = [column for column in frame.columns if column not in types]
    if unknown:
        message = f"{kind} have no column {', '.join(unknown)}; they have {', '.join(types)}"
        raise ValueError(message)
    shaped = frame.reindex(columns=list(types)).astype(types).reset_index(drop=True)
    if kind == "observations":
        _check_observations(shaped)
    return shaped


def _check_observations(frame: pd.DataFrame) -> None:
    both_or_neither = frame["value"].isna() != frame["missing"].notna()
    problems = {
        "value and missing reason must exclude each other": both_or_neither,
        "unknown unit": ~frame["unit"].isin(UNITS),
        "unknown missing reason": frame["missing"].notna() & ~frame["missing"].isin(MISSING_REASONS),
        "no area, measure, period, vintage or source": frame[
            ["area", "measure", "period_start", "period_end", "published_on", "source"]
        ]
        .isna()
        .any(axis=1),
    }
    for problem, rows in problems.items():
        if rows.any():
            first = frame.loc[rows.idxmax()].to_dict()
            message = f"{counted(int(rows.sum()), 'observation')}: {problem}; the first is {first}"
            raise ValueError(message)


class SixFrames:
    """What has a frame of each kind of FRAMES: the six by name."""

    __slots__ = ()
    frames: Mapping[str, pd.DataFrame]

    @property
    def observations(self) -> pd.DataFrame:
        """Every figure and every gap, a row each, with the columns of OBSERVATION_TYPES."""
        return self.frames["observations"]

    @property
    def issues(self) -> pd.DataFrame:
        """What readers found wrong or doubtful, a row each, with the columns of ISSUE_TYPES."""
        return self.frames["issues"]

    @property
    def entries(self) -> pd.DataFrame:
        """Printed rows: what the paper calls each measure."""
        return self.frames["entries"]

    @property
    def targets(self) -> pd.DataFrame:
        """Printed targets, by level and date due."""
        return self.frames["targets"]

    @property
    def marks(self) -> pd.DataFrame:
        """Printed judgements: arrows, letters, colours."""
        return self.frames["marks"]

    @property
    def remarks(self) -> pd.DataFrame:
        """Printed words, a row each: commentary, risks, actions, data checks."""
        return self.frames["remarks"]
