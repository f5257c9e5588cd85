"""The cells that analysts are really handed: each becomes a value, a reason why there is none, or a problem."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from analysis.catalogue.observation import Missing
from analysis.sources.arrows import Direction, take_arrow
from analysis.sources.missing_words import missing_reason
from analysis.sources.numbers import Number, Qualifier, parse_number

Kind = Literal["value", "missing", "mark", "problem"]


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One printed cell, understood or not.

    text: exactly as it stood. value, second: the figure, and the one after "/" or "of". unit: what the cell itself
    says it counts in ("percent", "weeks", "pounds"). missing: why there is no value. problem: why the cell is neither.
    span: both ends of a printed range, which is a problem for an observation and two limits for a target. note: words
    beside the figure. understood: how an unusual spelling was read, so that nobody has to guess. footnote: the mark
    (`*`, `***`) after the last number.
    """

    text: str
    value: float | None = None
    second: float | None = None
    unit: str | None = None
    missing: Missing | None = None
    problem: str | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    arrow: Direction | None = None
    span: tuple[float, float] | None = None
    note: str | None = None
    understood: str | None = None
    footnote: str | None = None

    @property
    def kind(self) -> Kind:
        """Which of the four a cell can be; every cell is exactly one of them."""
        if self.problem is not None:
            return "problem"
        if self.missing is not None:
            return "missing"
        return "mark" if self.value is None else "value"


_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]+")
_DASHES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-", "\uff0d": "-"})
_SPREADSHEET_ERROR = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|#+)", re.IGNORECASE)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2})?)?"
    r"|\d{1,2}(?P<between>[/.-])\d{1,2}(?P=between)(\d{4}|\d{2})"
    rf"|(\d{{1,2}}[ -])?({_MONTHS})[a-z]*[ -]'?(\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}[ -]({_MONTHS})[a-z]*",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"^(?P<before>.*?\S)\s*\((?P<inside>[^()]*[^()\s\d][^()]*)\)$")
_PARTIAL = re.compile(r"\b(from|only|part|partial|to date|since|until|incomplete|excl\w*)\b", re.IGNORECASE)
_LABEL = re.compile(r"^(?P<label>[A-Za-z][^:]*[A-Za-z0-9/)]):\s+(?P<rest>\S.*)$")
_GLUED_MARK = re.compile(r"^(?P<mark>[ID])\s?(?P<rest>[0-9].*%)$")
_FEWER_THAN_FEW = re.compile(r"^(?:<|fewer than|less than|under)\s*([0-9]{1,2})$", re.IGNORECASE)
_SPACE_IN_THOUSANDS = re.compile(r"(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
LONGEST_FIGURE = 120  # characters; longer cells are sentences
SMALL_COUNT = 10  # councils withhold counts under 5, 6 or 10 as "<5", "<6", "<10"


def parse_cell(text: str) -> SheetCell:
    """Read one cell of figures. Never raises: what cannot be read is returned with its problem."""
    joined = _SPACE_IN_THOUSANDS.sub(",", text.translate(_DASHES))
    plain = _SPACES.sub(" ", joined).strip()
    if len(plain) > LONGEST_FIGURE and missing_reason(plain) is None:
        return SheetCell(text, problem="is a text, not a figure")
    return replace(_parse(plain), text=text)


def _parse(plain: str) -> SheetCell:
    if _SPREADSHEET_ERROR.fullmatch(plain):
        return SheetCell(plain, problem="is a spreadsheet error, not a figure")
    if _DATE.fullmatch(plain):
        return SheetCell(plain, problem="is a date where a figure should be (spreadsheets turn 5/10 into one)")
    few = _FEWER_THAN_FEW.match(plain)
    if few and int(few[1]) <= SMALL_COUNT:
        understood = f"a count withheld because it is below {few[1]}"
        return SheetCell(plain, missing="suppressed", note=plain, understood=understood)
    reason = missing_reason(plain)
    if reason is not None:
        return SheetCell(plain, missing=reason, note=plain if " " in plain else None)
    rest, arrow = take_arrow(plain)
    if not rest:
        return SheetCell(plain, arrow=arrow)
    return replace(_figure(rest), arrow=arrow)


def _figure(rest: str) -> SheetCell:
    """Take label, bracket and glued letter off the figure, then read what is left."""
    if labelled := _LABEL.match(rest):
        cell = _figure(labelled["rest"])
        label = labelled["label"]
        return replace(cell, note=label, understood=cell.understood or f'a figure labelled "{label}"')
    if bracketed := _BRACKET.match(rest):
        return _bracketed(bracketed["before"], bracketed["inside"].strip())
    if glued := _GLUED_MARK.match(rest):
        return replace(
            _figure(glued["rest"]), note=glued["mark"], understood=f"{glued['rest']} with the mark {glued['mark']}"
        )
    return _from_number(rest, parse_number(rest))


def _bracketed(before: str, inside: str) -> SheetCell:
    cell = _figure(before)
    if cell.kind != "value":
        return cell
    if _PARTIAL.search(inside):
        return replace(cell, note=inside, qualifiers=(*cell.qualifiers, "partial"))
    return replace(cell, note=inside, understood=cell.understood or f'{before} with the words "{inside}"')


def _from_number(text: str, number: Number) -> SheetCell:
    return SheetCell(
        text,
        value=number.value,
        second=number.second,
        unit=number.unit,
        problem=number.problem,
        qualifiers=number.qualifiers,
        span=number.span,
        note=number.note,
        understood=number.understood,
        footnote=number.footnote,
    )
