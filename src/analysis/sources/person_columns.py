"""What a column's cells show of persons, whatever stands above: their numbers, dates of birth, postcodes."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from analysis.sources.area_columns import find_code
from analysis.sources.scorecard.period_words import read_period_words

MOSTLY = 0.6  # of a column's filled cells
NEARLY_UNIQUE = 0.9
FIRST_SERIAL, LAST_SERIAL = 30_000, 50_000  # 1982 to 2036, as Excel counts days
SECONDS_OF_DAY = 86_400  # a day as programs count it, in seconds or thousandths of them since 1970
MOST_CELLS = 400  # of a column that are looked at
FEWEST = 4  # cells: below, chance is too near
LONGEST_OF_MEASURES = 4  # digits of the reference of a measure
SHORTEST_DAY, LONGEST_DAY = 5, 40  # characters: 45292, Wednesday, 21st of September 2024
FEWEST_YEARS = 3  # between the first and the last of dates of birth; dates of reports, actions and targets lie closer

_NHS = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
_PERSON_NUMBER = re.compile(
    r"\b(?:[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]|[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D])\b", re.IGNORECASE
)
_NHS_SAID = re.compile(r"\bNHS\W{0,3}(?:no|num|number|id)?\W{0,4}(\d{3}[ -]?\d{3}[ -]?\d{4})\b", re.IGNORECASE)
_SPACED_PUPIL_NUMBER = re.compile(r"\b[A-HJ-NP-RT-Z](?:[ -]?\d){11}[ -]?[\dA-HJ-NP-RT-Z]\b", re.IGNORECASE)
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_SHAPE = bytes.maketrans(b"123456789BCDabcd", b"000000000AAAAAAA")  # 0: a digit, A: a letter that ends an NI number
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? *\d[A-Z]{2}")
_GSS = re.compile(r"[EWSNKJ]\d{8}")
_DIGITS = re.compile(r"\d{5,12}")
_TOKEN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=.*\d)(?=.*[a-f])[0-9a-f]{16,128}", re.IGNORECASE)
_MIXED_TOKEN = re.compile(r"(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9_-]{16,128}={0,2}")  # as base 64 writes one
_CODE = re.compile(
    r"(?=(?:.*\d){4})[A-Za-z]{1,6}[-_/ ]?\d{4,14}[A-Za-z]?|\d{4,12}[-_/]?[A-Za-z]{1,3}"
    r"|\d{2,4}[-/](?!(?:19|20)\d\d$)\d{4,8}|(?=(?:.*\d){5})[A-Za-z]{1,6}(?:[-/]\d{2,6}){2}"
)
_ENDS_IN_NUMBER = re.compile(r"(\d+)\D*$")
_ETHNIC = re.compile(
    r"(?:[a-z]\) *)?(WBRI|WIRT|WIRI|WROM|WOTH|MWBC|MWBA|MWAS|MOTH|AIND|APKN|ABAN|AOTH|BCRB|BAFR|BOTH|CHNE|OOTH|REFU"
    r"|NOBT|ABNA)"
)
_YEARS_AND_MONTHS = re.compile(r"\d{1,2} ?y(?:ea)?(?:rs?)?\.?,? ?(?:and )?\d{1,2} ?m(?:on)?(?:ths?)?\.?", re.IGNORECASE)
_RECORD = re.compile(r"https?://\S*[/=]\w*\d{5,}\w*/?")
NHS_DIGITS = 10
ROWS_OF_NUMBERS = 60  # that are looked at for numbers over several columns
FEWEST_BY_CHANCE, MOSTLY_BY_CHANCE = 4, 0.8  # valid numbers, and their share
_FOUR_DIGITS = re.compile(r"(?:19|20)\d\d")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: .*)?")
_WORDED = re.compile(
    r"(?:[A-Za-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([A-Za-z]{3})[a-z]*,?[ -](\d{4}|\d{2})", re.IGNORECASE
)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3})[a-z]* (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_DAY_FIRST_DIGITS = re.compile(r"(\d{2})(\d{2})((?:19|20)\d{2})")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def has_person_number(text: str) -> bool:
    """Whether a number that only a person has stands anywhere in a text: UPN, National Insurance, or said to be NHS."""
    if not _may_have_person_number(text):
        return False
    said = (found[1] for found in _NHS_SAID.finditer(text))
    if any(_is_pupil_number(found[0]) for found in _SPACED_PUPIL_NUMBER.finditer(text)):
        return True
    return _PERSON_NUMBER.search(text) is not None or any(map(_is_nhs_number, said))


def _may_have_person_number(text: str) -> bool:
    """Whether a text has digits enough in a row, or speaks of the NHS: a first look, many times as fast as patterns."""
    if not text.isascii() or "nhs" in text.lower():
        return True
    shape = text.encode("ascii").translate(_SHAPE, b" -")
    return b"0" * 11 in shape or b"000000A" in shape


def _is_pupil_number(text: str) -> bool:
    """Thirteen signs of which the first checks the others (weights 2 to 13, modulus 23)."""
    signs = [one for one in text.upper() if one.isalnum()]
    last = int(signs[12]) if signs[12].isdigit() else _CHECK_LETTERS.index(signs[12])
    total = sum(int(one) * weight for weight, one in enumerate(signs[1:12], start=2)) + 13 * last
    return signs[0] == _CHECK_LETTERS[total % 23]


def shows_persons(cells: Sequence[str]) -> str | None:
    """Return what the cells of one column are, where their own form shows that each is about one person."""
    filled = _filled(cells)
    if len(filled) < FEWEST:
        return None
    kinds: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("NHS numbers", _is_nhs_number),
        ("postcodes", lambda text: bool(_POSTCODE.fullmatch(text.upper()))),
        ("links to records", lambda text: bool(_RECORD.fullmatch(text))),
        ("codes of ethnic groups", lambda text: bool(_ETHNIC.fullmatch(text))),
    )
    for said, is_one in kinds:
        if _most(filled, is_one):
            return said
    return "dates of birth" if _are_births(filled) else None


def _filled(cells: Sequence[str]) -> list[str]:
    """The cells with something in them; of many, some at equal steps, and all of a run, so that repeats are seen."""
    filled = [text for cell in cells if (text := cell.strip())]
    step = len(filled) // MOST_CELLS + 1
    return filled[::step]


def _most(filled: Sequence[str], is_one: Callable[[str], bool]) -> bool:
    return sum(1 for text in filled if is_one(text)) >= MOSTLY * len(filled)


def _is_nhs_number(text: str) -> bool:
    """Ten digits of which the last checks the others (modulus 11)."""
    if not _NHS.fullmatch(text):
        return False
    digits = [int(character) for character in text if character.isdigit()]
    check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return digits[0] != 0 and check % 11 == digits[9] and check != 10


def numbers_over_columns(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the first of neighbouring columns that hold NHS numbers between them, one a row; None where none do.

    One number in eleven passes the check by chance: several must. A nought in front that a cell has lost is put back.
    """
    body = [[cell.strip() for cell in row] for row in rows[: ROWS_OF_NUMBERS + 1]]
    body = [row for row in body if sum(map(str.isdigit, row)) > 1]
    widths = [
        max((len(row[at]) for row in body if at < len(row) and row[at].isdigit()), default=0)
        for at in range(max(map(len, body), default=0))
    ]
    for first in range(len(widths)):
        for last in range(first + 1, min(first + NHS_DIGITS, len(widths))):
            if sum(widths[first : last + 1]) == NHS_DIGITS and _hold_numbers(body, widths, first, last + 1):
                return first
    return None


def births_over_columns(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the first of three neighbouring columns that hold dates of birth between them, in either order."""
    body = [[cell.strip() for cell in row] for row in rows[: ROWS_OF_NUMBERS + 1]]
    for first in range(max(map(len, body), default=0) - 2):
        parts = [row[first : first + 3] for row in body if len(row) > first + 2]
        if not any(_FOUR_DIGITS.fullmatch(cell) for part in parts for cell in (part[0], part[2])):
            continue
        said = ["/".join(part if len(part[2]) > 2 else part[::-1]) for part in parts if all(map(str.isdigit, part))]
        days = [text for text in said if read_day(text) is not None]
        if len(days) >= FEWEST_BY_CHANCE and len(days) >= MOSTLY_BY_CHANCE * len(said) and _are_births(days):
            return first
    return None


def _hold_numbers(body: Sequence[Sequence[str]], widths: Sequence[int], first: int, after: int) -> bool:
    parts = [row[first:after] for row in body if len(row) >= after and all(map(str.isdigit, row[first:after]))]
    joined = {"".join(map(str.zfill, row, widths[first:after])) for row in parts}
    valid = sum(map(_is_nhs_number, joined))
    return valid >= FEWEST_BY_CHANCE and valid >= MOSTLY_BY_CHANCE * len(joined)


def are_ages_of_children(cells: Sequence[str]) -> bool:
    """Whether most cells are an age in years and months, as is said of one child ("4y 7m")."""
    filled = _filled(cells)
    return len(filled) >= FEWEST and _most(filled, lambda text: _YEARS_AND_MONTHS.fullmatch(text) is not None)


def days_of(filled: Sequence[str]) -> list[dt.date]:
    """Return the cells that are dates."""
    return [day for text in filled if (day := read_day(text)) is not None]


@lru_cache(maxsize=65_536)
def read_day(text: str) -> dt.date | None:
    """Return the day that a text says, or None."""
    if not SHORTEST_DAY <= len(text) <= LONGEST_DAY:
        return None
    try:
        return next((day for read in (_iso, _slashed, _worded, _month_first, _serial) if (day := read(text))), None)
    except ValueError:
        return None


def _iso(text: str) -> dt.date | None:
    found = _ISO.fullmatch(text)
    return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _slashed(text: str) -> dt.date | None:
    found = _SLASHED.fullmatch(text)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[2]), _year(found[3])
    return dt.date(year, second, first) if second <= 12 else dt.date(year, first, second)


def _worded(text: str) -> dt.date | None:
    found = _WORDED.fullmatch(text)
    if found is None or found[2].lower() not in MONTHS:
        return None
    return dt.date(_year(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1]))


def _month_first(text: str) -> dt.date | None:
    found = _MONTH_FIRST.fullmatch(text)
    if found is None or found[1].lower() not in MONTHS:
        return None
    return dt.date(int(found[3]), MONTHS.index(found[1].lower()) + 1, int(found[2]))


def _serial(text: str) -> dt.date | None:
    """Read a day as Excel counts it, or as eight digits."""
    if not text.isdigit():
        return None
    if len(text) == 5 and FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(text))
    if len(text) in (9, 10, 12, 13):
        days, rest = divmod(int(text), SECONDS_OF_DAY if len(text) <= 10 else SECONDS_OF_DAY * 1000)
        return None if rest else dt.date(1970, 1, 1) + dt.timedelta(days=days)
    turned = _DAY_FIRST_DIGITS.fullmatch(text)
    if turned is not None and int(turned[2]) <= 12 and 0 < int(turned[1]) <= 31:
        return dt.date(int(turned[3]), int(turned[2]), int(turned[1]))
    written_out = len(text) == 8 and text[:2] in ("19", "20")
    return dt.date(int(text[:4]), int(text[4:6]), int(text[6:])) if written_out else None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 50 else 1900 + int(text)


def ends_period(day: dt.date) -> bool:
    """Whether a day is the first or last of a month."""
    return day.day == 1 or (day + dt.timedelta(days=1)).day == 1


def any_days(cells: Sequence[str]) -> bool:
    """Whether a column holds dates that are no period's: of events in somebody's life."""
    filled = _filled(cells)
    days = days_of(filled)
    odd = sum(1 for day in days if not ends_period(day))
    return len(days) >= MOSTLY * len(filled) and odd > len(days) / 2 and len(set(days)) >= FEWEST


def _are_births(filled: Sequence[str]) -> bool:
    days = days_of(filled)
    if len(days) < max(FEWEST, MOSTLY * len(filled)):
        return False
    odd = sum(1 for day in days if not ends_period(day))
    weekly = len({day.weekday() for day in days}) == 1
    apart = (max(days) - min(days)).days / 365.25
    return odd > MOSTLY * len(days) and not weekly and apart > FEWEST_YEARS and len(set(days)) > len(days) / 2


def may_hold_codes_or_days(cells: Sequence[str]) -> bool:
    """Whether several cells, each another one, are codes that name no area, or days: without them, none of a column is.

    A first look at what a column has, once, before parts of it are looked at under each row that may be a header.
    """
    found = 0
    for text in map(str.strip, set(cells)):
        found += len(text) >= SHORTEST_DAY and (_is_code(text) or read_day(text) is not None)
        if found >= FEWEST:
            return True
    return False


def _is_code(text: str) -> bool:
    if _GSS.fullmatch(text):
        return False
    forms = (_DIGITS, _TOKEN, _CODE) if len(text) <= LONGEST_DAY else (_TOKEN,)
    return any(form.fullmatch(text) for form in forms)


def are_identifiers(cells: Sequence[str], *, unique: bool = True) -> bool:
    """Whether cells are codes of one form, one for each row: five digits and more, or letters with digits.

    unique: nearly each another one; else the same person may stand in several rows.
    """
    filled = _filled(cells)
    if len(filled) < FEWEST:
        return False
    distinct = len(set(filled)) / len(filled)
    if distinct < (NEARLY_UNIQUE if unique else 0.05) or len(set(filled)) < FEWEST:
        return False
    if _name_periods_or_areas(filled):
        return False
    if _most(filled, lambda text: bool(_TOKEN.fullmatch(text) or _MIXED_TOKEN.fullmatch(text))):
        return True
    digits = [text for text in filled if _DIGITS.fullmatch(text)]
    if len(digits) >= NEARLY_UNIQUE * len(filled):
        return _same_length(digits) and sum(1 for text in digits if text.endswith("0")) < len(digits) / 2
    codes = [text for text in filled if len(text) <= LONGEST_DAY and _CODE.fullmatch(text)]
    return len(codes) >= NEARLY_UNIQUE * len(filled) and _same_length(codes) and not _are_counted_through(codes)


def _are_counted_through(codes: Sequence[str]) -> bool:
    """Whether codes of four digits go up by one from row to row, as references of measures do (CS0001, CS0002)."""
    numbers = [found[1] for text in codes if (found := _ENDS_IN_NUMBER.search(text))]
    steps = [int(after) - int(before) for before, after in pairwise(numbers)]
    return all(len(number) <= LONGEST_OF_MEASURES for number in numbers) and sum(
        1 for step in steps if step == 1
    ) >= NEARLY_UNIQUE * max(len(steps), 1)


def _is_named_month(text: str) -> bool:
    """Whether a text names a month or quarter without a day: Apr 2024, as it heads a column, is no code of a person."""
    return not text[:1].isdigit() and read_period_words(text) is not None


def _name_periods_or_areas(filled: Sequence[str]) -> bool:
    if (
        _most(filled, _is_named_month)
        or _most(filled, _is_number_of_period)
        or _most(filled, lambda text: bool(_GSS.fullmatch(text)))
    ):
        return True
    return all(find_code(text) for text in filled[:10])


def _same_length(texts: Sequence[str]) -> bool:
    lengths = [len(text) for text in texts]
    common = max(set(lengths), key=lengths.count)
    return sum(1 for length in lengths if abs(length - common) <= 1) >= NEARLY_UNIQUE * len(texts)


def _is_number_of_period(text: str) -> bool:
    """202404, 202425, 20240430 and the serial number of a month's first or last day name periods, not persons."""
    if text.isdigit() and len(text) == 6 and 1990 <= int(text[:4]) <= 2049:
        return 1 <= int(text[4:]) <= 12 or int(text[4:]) == (int(text[:4]) + 1) % 100
    day = read_day(text)
    return day is not None and ends_period(day)
