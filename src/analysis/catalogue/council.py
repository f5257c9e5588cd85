"""council.yml: whose workspace it is, and what its papers say of themselves."""

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from analysis.catalogue.area import Area, areas
from analysis.catalogue.area_code import code_of
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.neighbour import Model
from analysis.catalogue.period import Month
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.workspace import FILE
from analysis.catalogue.yaml_reader import parse_yaml

VERSION = 1  # of the shape of a workspace; a migration for each number stands in `migrations`
ReportMonth = Literal["newest", "month_before", "two_months_before"]
Audience = Literal["public", "board", "team"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TitleBlock(_Strict):
    """What stands at the head of a paper."""

    council: str | None = None
    board: str = "Improvement Board"
    prepared_by: str = "Performance team, Children's Services"


class Look(_Strict):
    """How papers look. logo: a picture in the folder; logo_says: what a screen reader says of it.

    accent: of headings; links: of links, each as `#12436d`. word_template: a .docx whose styles Word documents take.
    """

    logo: str | None = None
    logo_says: str | None = None
    accent: str | None = None
    links: str | None = None
    word_template: str | None = None


class Reporting(_Strict):
    """Which month a paper is of where none is named, and when the Board meets.

    report_month: the newest month with the council's own figures, or one or two months before the current one.
    meetings: the days on which the Board meets. papers_due_days: how many days before a meeting its papers are due.
    """

    report_month: ReportMonth = "newest"
    meetings: tuple[dt.date, ...] = ()
    papers_due_days: int = Field(default=0, ge=0)

    def next_meeting(self, today: dt.date) -> dt.date | None:
        """Return the first meeting on or after a day, or None where no such meeting is named."""
        return min((day for day in self.meetings if day >= today), default=None)


class OwnRule(_Strict):
    """A council's own rule for the papers of its Board, in place of the national one, with who answers for it.

    hide_from, hide_to: the counts of children that are hidden; show_all: none is. decided_by, decided_on, because: who
    decided, when and why; papers print it.
    """

    hide_from: int = Field(default=1, ge=1)
    hide_to: int = Field(default=5, ge=1)
    show_all: bool = False
    decided_by: str = Field(min_length=3)
    decided_on: dt.date
    because: str = Field(min_length=10)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.hide_to < self.hide_from:
            message = f"hide_to ({self.hide_to}) must not be less than hide_from ({self.hide_from})"
            raise ValueError(message)
        return self


class Council(_Strict):
    """One council's own settings.

    area: as `workbench list areas` names it. neighbours: the group in force in the month, or one model, or the names
    of the authorities that the council sets itself beside. audience: of disclosure control, where none is asked for.
    small_counts: the council's own rule for its Board, in place of the national one.
    """

    version: int = Field(ge=1, le=VERSION)
    area: str
    title_block: TitleBlock = TitleBlock()
    neighbours: Literal["in_force"] | Model | tuple[str, ...] = "in_force"
    audience: Literal["public", "board"] = "board"
    small_counts: OwnRule | None = None
    reporting: Reporting = Reporting()
    look: Look = Look()

    @field_validator("neighbours", mode="before")
    @classmethod
    def _a_year_may_be_a_number(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value

    @field_validator("area")
    @classmethod
    def _is_an_authority(cls, name: str) -> str:
        if _area(name).kind != "authority":
            message = f"{name} is not a local authority; a workspace is one authority's"
            raise ValueError(message)
        return name

    @field_validator("neighbours")
    @classmethod
    def _neighbours_are_known(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for name in value if isinstance(value, tuple) else ():
            _area(name)
        return value

    @property
    def authority(self) -> Area:
        """The area itself."""
        return areas().find(self.area)

    @property
    def named_neighbours(self) -> tuple[str, ...]:
        """The codes of the neighbours that are named one by one; none where a group is."""
        return tuple(areas().find(name).code for name in self.neighbours) if isinstance(self.neighbours, tuple) else ()

    @property
    def title(self) -> str:
        """What the council is called in its papers."""
        return self.title_block.council or self.authority.name


def council_of(root: Path) -> Council | None:
    """Return what council.yml of a workspace says, or None where there is none (a folder of before).

    Raises WorkbenchError with everything that is wrong in it.
    """
    path = root / FILE
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else None


def month_by_rule(rule: ReportMonth, newest: Month | None, today: dt.date) -> Month:
    """Return the report month by the council's rule. newest: the newest month of which it holds figures of its own."""
    if rule == "newest" and newest is not None:
        return newest
    return Month.of(today).plus(-2 if rule == "two_months_before" else -1)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> Council:
    try:
        return Council.model_validate(parse_yaml(path.read_bytes(), str(path)))
    except ValidationError as error:
        raise WorkbenchError(
            f"{FILE} is not as it should be:\n" + "\n".join(f"  - {one}" for one in wrong_entries(error, "the file")),
            where=str(path),
            hint="`workbench new FOLDER --area NAME` writes one that explains itself; compare it with yours.",
        ) from error


def _area(name: str) -> Area:
    return areas()[str(code_of(name))]
