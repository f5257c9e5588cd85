"""How exactly a figure was printed, and so how far the true one may lie from it."""

import re

import pandas as pd

_ROUGH = re.compile(
    r"\b(over|almost|nearly|about|around|approx\w*|at least|up to|below|above|under|some)\b|\+", re.IGNORECASE
)
REGIONAL = ("E92", "E12", "E13")  # codes of England and its regions
_DECIMALS = r"\d\.(\d+)"
PERCENT = 100  # a whole
_TOUCH = 1e-9  # figures that meet exactly on a rounding edge agree


def decimals_printed(as_printed: pd.Series, value: pd.Series) -> pd.Series:
    """Return how many decimals each figure was printed with.

    A cell that holds two figures ("28.6/76") is searched for the one that is the value; where the text does not hold
    the value, its own shortest form counts.
    """
    text = as_printed.fillna("").astype(str)
    decimals = text.str.extract(_DECIMALS, expand=False).fillna("").str.len()
    several = text.str.count(r"\d[\d,]*\.?\d*") > 1
    absent = (text == "") & value.notna()
    for row in decimals.index[several | absent]:
        decimals.loc[row] = _decimals_of(text.loc[row], value.loc[row])
    return _of_fractions(text, value, decimals).astype("int64")


def _of_fractions(text: pd.Series, value: pd.Series, decimals: pd.Series) -> pd.Series:
    """Return decimals, two fewer for a percentage that stands as a fraction: "0.208" is 20.8%, exact to a tenth."""
    small = text.str.startswith(("0.", "."))
    as_share = pd.to_numeric(text[small], errors="coerce") * PERCENT
    fraction = small.copy()
    fraction[small] = (as_share - value[small]).abs().lt(_TOUCH * PERCENT) & value[small].ne(0)
    return decimals.mask(fraction, (decimals - 2).clip(lower=0))


def _decimals_of(text: str, value: float) -> int:
    """Return the decimals with which `value` stands in `text`."""
    if pd.isna(value):
        return 0
    for token in re.findall(r"\d[\d,]*\.?\d*", text):
        if float(token.replace(",", "").rstrip(".")) == abs(value):
            return len(token.partition(".")[2])
    return len(f"{value:.10g}".partition(".")[2])


def half_unit(decimals: pd.Series, unit: pd.Series) -> pd.Series:
    """Return half of the last printed digit of each row, in the figure's unit: the true figure lies so near.

    decimals: as `decimals_printed` counts them. Whole counts are exact: 0.
    """
    whole = unit.eq("count") & decimals.eq(0)
    return (0.5 * 10.0 ** -decimals.astype("float64")).mask(whole, 0.0)


def is_rough(as_printed: pd.Series) -> pd.Series:
    """Whether each text, row for row, says that its figure is not exact: "over 250", "nearly 290", "50+"."""
    rough = [text for text in as_printed.dropna().unique() if _ROUGH.search(text)]
    return as_printed.isin(rough)


def grain(rows: pd.DataFrame, column: str = "value") -> pd.Series:
    """Return, row for row, how far a printed count may lie from the true one.

    Publishers round regional and national counts to ten, so a multiple of ten there may be five off; a number with
    decimals may be half its last digit off (one decimal is taken); other whole counts are exact.
    """
    value = rows[column]
    rounded = rows["area"].str.startswith(REGIONAL) & value.mod(10).eq(0)
    return value.mod(1).ne(0).map({True: 0.05, False: 0.0}).mask(rounded, 5.0)


def differ(first: pd.Series, second: pd.Series, slack: pd.Series | float) -> pd.Series:
    """Whether two figures, row for row, are further apart than `slack`, in their unit; one that is missing does not."""
    gap = (first - second).abs()
    return gap > slack + _TOUCH * (1 + first.abs())


def shares_possible(low: float, high: float, whole: int) -> tuple[int, ...]:
    """Return the whole numbers whose share of `whole`, in percent, lies between low and high (edges count)."""
    first = int(-(-(low * whole / 100 - _TOUCH) // 1))
    last = int((high * whole / 100 + _TOUCH) // 1)
    return tuple(range(max(first, 0), min(last, whole) + 1))
