"""What the auditor found of figures that were laid beside each other, by a digest of them: the same is asked once.

A digest is of everything that the auditor goes by. Of figures that differ in anything nothing is known, so that what is
kept from one audit speaks for another only where both would have asked the same.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import pandas as pd

from analysis.present.disclosure.auditor.exposure import Exposure, Figure

Findings = Mapping[str, "Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one edition. checked: counts looked at; known_already: those that others have exposed.

    The place of each figure named is its place in the edition.
    """

    exposures: tuple[Exposure, ...] = ()
    checked: int = 0
    known_already: int = 0

    def placed(self, places: Sequence[int]) -> tuple[Exposure, ...]:
        """Return the exposures with the figures at their places in a release. places: of each row of the edition."""
        return tuple(
            replace(found, figures=tuple(replace(figure, place=int(places[figure.place])) for figure in found.figures))
            for found in self.exposures
        )


def digest_of(rows: pd.DataFrame, most: int) -> str:
    """Return what tells an edition from others: all its columns but `place`, and the greatest small count."""
    told = hashlib.blake2b(digest_size=16)
    told.update(f"{most} {list(rows.columns)}".encode())
    for name in rows.columns.drop("place"):
        told.update(_bytes_of(rows[name]))
    return told.hexdigest()


def _bytes_of(column: pd.Series) -> bytes:
    if pd.api.types.is_datetime64_dtype(column.dtype) or pd.api.types.is_numeric_dtype(column.dtype):
        return bytes(column.to_numpy().tobytes())
    return "\0".join(map(str, column.tolist())).encode()


def written(findings: Findings) -> str:
    """Return findings as JSON."""
    return json.dumps({digest: asdict(found) for digest, found in findings.items()})


def read(text: str) -> Findings:
    """Return the findings of a JSON text. Raises ValueError, KeyError or TypeError where it is none of `written`."""
    return {digest: _finding(found) for digest, found in json.loads(text).items()}


def _finding(told: Mapping[str, object]) -> Finding:
    listed = told["exposures"]
    if not isinstance(listed, list):
        message = "exposures are a list"
        raise TypeError(message)
    exposures = [Exposure(**(one | {"figures": tuple(Figure(**each) for each in one["figures"])})) for one in listed]
    return Finding(tuple(exposures), int(str(told["checked"])), int(str(told["known_already"])))
