"""What a damaged workbook makes its reader do, as one error that callers know.

The reader of xls, xlsb and ods is written in Rust. Where it meets what it never expected it stops with a panic, which
is no `Exception` and would end the program with a traceback.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import python_calamine

PANIC: Final = "PanicException"  # of pyo3, which gives its class to nobody


@contextmanager
def panics_as_errors() -> Iterator[None]:
    """Raise CalamineError where the reader of old workbooks panics; it may quote the file, so it is not passed on."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        message = "the workbook is damaged"
        raise python_calamine.CalamineError(message) from None
