"""Text in CSV files: a spreadsheet takes what begins with certain letters for a formula, whoever wrote it."""

from pathlib import Path

import pandas as pd

WIDE = "\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
OPENS_A_FORMULA = tuple("=+-@\t\r\n" + WIDE)
APOSTROPHE = "'"  # before a text, as spreadsheets have it: what follows is no formula


def inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe stands before one that it would.

    Source: OWASP, CSV injection.
    """
    return f"{APOSTROPHE}{text}" if text.startswith(OPENS_A_FORMULA) else text


def write_csv(frame: pd.DataFrame, path: Path) -> Path:
    """Write a frame without its index, every text in it and above it inert; numbers stay numbers."""
    plain = frame.map(lambda value: inert(value) if isinstance(value, str) else value)
    plain.columns = [inert(str(name)) for name in frame.columns]
    plain.to_csv(path, index=False)
    return path
