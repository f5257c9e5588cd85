"""What a sheet holds that is not read, in a plain sentence that leads somewhere: weeks, quarters, other nations."""

import re
from collections.abc import Iterator, Sequence

from analysis.catalogue.area import areas
from analysis.catalogue.errors import SourceError, WorkbenchError
from analysis.catalogue.other_nation import nation_of
from analysis.sources.scorecard.grid import Grid
from analysis.sources.scorecard.period_words import plain

LOOKED_AT = 400  # cells of a sheet's head and first columns: enough to know what it is about
FEWEST_WEEKS = 2
_WEEK = re.compile(
    r"(?:w/?c|w/?e|week (?:commencing|ending|beginning)|wk (?:commencing|ending))\b.*\d"
    r"|(?:week|wk) ?\.?(?:no\.? ?)?\d{1,2}\b.*"
)
_QUARTER_OF_A_YEAR = re.compile(r"(?:q([1-4])|quarter ([1-4])|qtr ([1-4]))[ ,-]*((?:19|20)\d\d)")
_MONTHS = ("January to March", "April to June", "July to September", "October to December")


def refuse_other_nations(grids: Sequence[Grid], name: str) -> None:
    """Refuse a file of Wales, Scotland or Northern Ireland. Raises SourceError that names whose figures it holds."""
    for grid in grids:
        words = list(_head(grid))
        found = {text: nation for text in words if (nation := nation_of(text))}
        if not found or any(_is_of_england(text) for text in words):
            continue
        nations = " and ".join(dict.fromkeys(found.values()))
        named = ", ".join(list(found)[:3])
        what = f"These are figures of {nations} ({named}). The workbench knows authorities of England only."
        hint = "Other nations count under other laws, so that their figures do not stand beside England's."
        raise SourceError(what, where=name, hint=hint)


def why_no_periods(grids: Sequence[Grid]) -> tuple[str, str] | None:
    """Return what the headers name instead of periods that are read, and what to do; null where nothing is known."""
    texts = [text for grid in grids if not grid.hidden for text in _head(grid)]
    weeks = [text for text in texts if _WEEK.fullmatch(plain(text))]
    if len(weeks) >= FEWEST_WEEKS:
        what = f'Its columns are weeks ("{weeks[0]}", "{weeks[1]}"), and figures by week are not read.'
        return what, "Add weeks up to months (a stock: the figure at the end of the month), and add that table."
    quarters = [match for text in texts if (match := _QUARTER_OF_A_YEAR.fullmatch(plain(text)))]
    if quarters:
        return _which_quarter(quarters[0])
    return None


def _which_quarter(match: re.Match[str]) -> tuple[str, str]:
    """A quarter of one year alone: of the calendar year, or of the year from April."""
    number, year = int(match[1] or match[2] or match[3]), int(match[4])
    calendar, fiscal = _MONTHS[number - 1], _MONTHS[number % 4]
    fiscal_year = year + 1 if number == 4 else year
    written = f"Q{number} {year}"
    what = (
        f'"{written}" can mean {calendar} {year} (calendar year) or {fiscal} {fiscal_year} (year from April), and the '
        "file does not say which."
    )
    april = f"Q{number} {_fiscal(year)}"
    january = f"Q{number - 1} {_fiscal(year)}" if number > 1 else f"Q4 {_fiscal(year - 1)}"
    return what, f'Write "{april}" where years begin in April, or "{january}" for {calendar} {year}, and add it again.'


def _fiscal(year: int) -> str:
    """Return the year from April as it is written: `2024/25`."""
    return f"{year}/{(year + 1) % 100:02d}"


def _head(grid: Grid) -> Iterator[str]:
    """The texts of a sheet's first cells, row by row, without those that are empty."""
    seen = 0
    for row in range(len(grid.rows)):
        for column in range(min(grid.width, LOOKED_AT)):
            text = grid.text(row, column)
            if text:
                seen += 1
                yield text
            if seen >= LOOKED_AT:
                return


def _is_of_england(text: str) -> bool:
    if not any(letter.isalpha() for letter in text):  # a figure of three digits is a code of the Department, too
        return False
    try:
        areas().find(text)
    except WorkbenchError:
        return False
    return True
