"""The layout of a wide table: a small YAML beside the file says which column means what, so a card needs no code."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analysis.catalogue.errors import SourceError
from analysis.catalogue.observation import Unit
from analysis.catalogue.period import Basis
from analysis.catalogue.plural import counted, is_or_are
from analysis.catalogue.validation import KnownArea, wrong_entries
from analysis.catalogue.yaml_reader import parse_yaml

LATEST = "latest"


class StrictLayout(BaseModel):
    """A frozen entry in which a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FigureColumn(StrictLayout):
    """A column of figures, all for periods with the same end.

    basis: of every row, or a mapping from the row's basis to the column's (`{year_to_date: year}`: what the rows call
    year to date is a whole year here); none, the row's own. measure: where the column and not the row names it.
    area: of benchmarks (`SN2021-E06000027`, a name); none, the table's. second: what stands after "/" in a cell.
    """

    column: str
    ends: dt.date
    basis: Basis | Mapping[Basis, Basis] | None = None
    measure: str | None = None
    area: KnownArea | None = None
    unit: Unit | None = None
    second: Literal["rate", "denominator"] | None = None

    def basis_for(self, row: Basis | None) -> Basis | None:
        """Return how the column's period is counted in a row whose own basis is `row`."""
        if isinstance(self.basis, str):
            return self.basis
        return self.basis.get(row, row) if self.basis and row else row


class RatioColumn(StrictLayout):
    """A column of "46/97" that belongs to the figure of another column, or to the latest figure of the row."""

    column: str
    of: str = LATEST


class TargetColumn(StrictLayout):
    """A column of targets. due_on: where the header dates them. A range gives both a minimum and an upper."""

    column: str
    level: Literal["target", "minimum", "upper"] = "target"
    due_on: dt.date | None = None


class MarkColumn(StrictLayout):
    """A column of arrows, letters or colours. words: what the table's own signs mean, where it has its own."""

    column: str
    kind: Literal["direction", "rag", "status"] = "direction"
    of: str = LATEST
    words: Mapping[str, str] = Field(default_factory=dict)


class RemarkColumn(StrictLayout):
    """A column of words about the row."""

    column: str
    kind: str = "commentary"


class BasisColumn(StrictLayout):
    """A column that says how each row's period is counted, and what its words mean."""

    column: str
    words: Mapping[str, Basis]


class Footnote(StrictLayout):
    """What a mark after a number says: that it is the row's rate, or counted over another period."""

    rate: bool = False
    basis: Basis | None = None


class RowNote(StrictLayout):
    """What one printed row is. Found by ref, or label, or both where a ref stands twice.

    rate: the measure of a second number ("2238 / 876*"). passed_over: why the row is not read, instead of a measure.
    """

    ref: str | None = None
    label: str | None = None
    measure: str | None = None
    basis: Basis | None = None
    unit: Unit | None = None
    rate: str | None = None
    passed_over: str | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.ref is None and self.label is None:
            message = "a row needs a ref or a label to be found by"
            raise ValueError(message)
        if (self.measure is None) == (self.passed_over is None):
            message = f"row {self.ref or self.label} needs either a measure or passed_over with the reason"
            raise ValueError(message)
        return self


class WideLayout(StrictLayout):
    """What the columns and rows of one table mean. Columns that it does not name are reported, not guessed."""

    title: str
    header_row: int = Field(default=1, ge=1)
    sheet: str | None = None
    ref: str | None = None
    label: str | None = None
    section: str | None = None
    area_column: str | None = None
    source_line: str | None = None
    basis: BasisColumn | None = None
    figures: tuple[FigureColumn, ...]
    ratios: tuple[RatioColumn, ...] = ()
    targets: tuple[TargetColumn, ...] = ()
    marks: tuple[MarkColumn, ...] = ()
    remarks: tuple[RemarkColumn, ...] = ()
    footnotes: Mapping[str, Footnote] = Field(default_factory=dict)
    passed_over: tuple[str, ...] = ()
    rows: tuple[RowNote, ...] = ()

    @model_validator(mode="after")
    def _names_every_measure(self) -> Self:
        if not self.rows and any(figure.measure is None for figure in self.figures):
            message = "without rows, every column of figures must name its measure"
            raise ValueError(message)
        columns = {figure.column for figure in self.figures} | {LATEST}
        parts = [(ratio.column, ratio.of) for ratio in self.ratios] + [(mark.column, mark.of) for mark in self.marks]
        for column, of in parts:
            if of not in columns:
                message = f'{column} is of "{of}", which is no column of figures'
                raise ValueError(message)
        return self

    @property
    def columns(self) -> list[str]:
        """Every column that the layout names."""
        single = (self.ref, self.label, self.section, self.area_column, self.source_line)
        basis = [self.basis.column] if self.basis else []
        figures = [figure.column for figure in self.figures] + [ratio.column for ratio in self.ratios]
        targets = [target.column for target in self.targets]
        beside = [mark.column for mark in self.marks] + [remark.column for remark in self.remarks]
        return [*(name for name in single if name), *basis, *figures, *targets, *beside, *self.passed_over]

    def row_note(self, ref: str | None, label: str | None) -> RowNote | None:
        """Return the first note that is for a row of this ref and label, or None; a note may leave either open."""
        for note in self.rows:
            if note.ref in (None, ref) and note.label in (None, label):
                return note
        return None


def read_layout(path: Path, name: str) -> WideLayout:
    """Read a layout. Raises SourceError with everything that is wrong in it."""
    if not path.is_file():
        hint = "Write one as docs and the layouts in data/raw show, or add the file as a scorecard."
        raise SourceError("A wide table needs a layout beside it, and there is none.", where=name, hint=hint)
    try:
        return WideLayout.model_validate(parse_yaml(path.read_bytes(), name))
    except ValidationError as error:
        wrong = wrong_entries(error, "the layout")
        listed = "\n".join(f"  - {problem}" for problem in wrong)
        entries = f"{counted(len(wrong), 'entry', 'entries')} of the layout {is_or_are(len(wrong))} wrong"
        raise SourceError(f"{entries}:\n{listed}", where=name) from error
