"""What a council's own scorecard means: a small YAML that stands behind it, and that its mapping workbook shows."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analysis.catalogue.errors import SourceError
from analysis.catalogue.measure import Polarity
from analysis.catalogue.observation import Unit
from analysis.catalogue.period import Basis
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.yaml_reader import parse_yaml
from analysis.sources.scorecard.period_words import plain

ENDING = ".mapping.yml"
FORMAT = "scorecard"
Years = Literal["to_march", "calendar", "not_read"]
RowKey = tuple[str, str, str]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RowMapping(_Strict):
    """What one printed row is. measure: none, it is not read, and `not_read` says why.

    own: the measure is the council's own. fractions: its percentages are written as 0.85. unit, basis: as the row
    counts; basis none, a month (or a day, for what is counted on one day). of_part: several tables have such a row, and
    this one's is a part of the council (a team, a locality). guessed: the measure it may be; it is counted as the
    council's own for as long as nobody has said yes.
    """

    label: str
    ref: str | None = None
    section: str | None = None
    measure: str | None = None
    own: bool = False
    unit: Unit | None = None
    basis: Basis | None = None
    polarity: Polarity | None = None
    fractions: bool = False
    not_read: str | None = None
    of_part: bool = False
    guessed: str | None = None

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Self:
        if (self.measure is None) == (self.not_read is None):
            message = f'the row "{self.label}" needs either a measure, or not_read with the reason'
            raise ValueError(message)
        return self

    @property
    def key(self) -> RowKey:
        """By what it is found again."""
        return row_key(self.label, self.ref, self.section)


class ScorecardLayout(_Strict):
    """What rows and columns mean; where they stand is found anew each time, so that a further month needs no word.

    years: what columns called 2024 count. columns_not_read: headings that a person has struck out.
    """

    scorecard: str = Field(description="its title")
    years: Years | None = None
    columns_not_read: tuple[str, ...] = ()
    sheets_not_read: tuple[str, ...] = ()
    rows: tuple[RowMapping, ...] = ()

    def row(self, key: RowKey) -> RowMapping | None:
        """Return what a row is; a row that moved to another section is found where its label is the only one."""
        exact = self._by_key.get(key)
        if exact is not None:
            return exact
        alike = [one for one in self.rows if plain(one.label) == key[1]]
        return alike[0] if len(alike) == 1 and (not key[0] or not alike[0].ref or alike[0].ref == key[0]) else None

    @property
    def _by_key(self) -> Mapping[RowKey, RowMapping]:
        return {row.key: row for row in self.rows}


def row_key(label: str, ref: str | None, section: str | None) -> RowKey:
    """Return by what a row is told from others: ref, label and section, in small letters and without note marks."""
    return (ref or "").strip(), plain(label), plain(section or "")


def read_scorecard_layout(path: Path, name: str) -> ScorecardLayout:
    """Read the layout of a scorecard. name: how messages call the file.

    Raises SourceError where there is no such file, or with everything that is wrong in it at once.
    """
    if not path.is_file():
        hint = "Add the file with `workbench sources add`, which writes it."
        raise SourceError("A scorecard needs its mapping beside it, and there is none.", where=name, hint=hint)
    try:
        return ScorecardLayout.model_validate(parse_yaml(path.read_bytes(), name))
    except ValidationError as error:
        listed = "\n".join(f"  - {problem}" for problem in wrong_entries(error, "the mapping"))
        raise SourceError(f"The mapping is wrong:\n{listed}", where=name) from error


def layout_text(layout: ScorecardLayout) -> str:
    """Return a layout as YAML, with what nobody needs left out."""
    body = layout.model_dump(mode="json", exclude_none=True, exclude_defaults=True) | {"scorecard": layout.scorecard}
    lines = list(_comment())
    text = yaml.safe_dump({"scorecard": body.pop("scorecard"), **body}, sort_keys=False, allow_unicode=True, width=118)
    return "\n".join(lines) + f"\n{text}"


def _comment() -> Iterator[str]:
    yield "# What the rows of the scorecard beside this file mean. Written by `workbench sources add` from the mapping"
    yield "# workbook that a person went through; it may be corrected here as well."
