"""A panic of the reader of old workbooks is an error in words, at every place that reads one."""

import io
import traceback
import zipfile

import pytest
import python_calamine

from analysis.catalogue.errors import SourceError
from analysis.sources.damaged_workbooks import PANIC, panics_as_errors
from analysis.sources.describe import describe
from analysis.sources.scorecard.grid import read_grids
from analysis.sources.workbook import read_workbook
from binary_workbook import binary_workbook, cell, text

Panic = type(PANIC, (BaseException,), {})


def test_a_panic_is_an_error_and_its_words_are_not_passed_on():
    with pytest.raises(python_calamine.CalamineError) as raised, panics_as_errors():
        raise Panic("Oriel Trelawny")
    assert "Oriel" not in str(raised.value)
    assert "Oriel" not in "".join(traceback.format_exception(raised.value))


@pytest.mark.parametrize("other", [KeyboardInterrupt, SystemExit, ValueError])
def test_what_is_no_panic_goes_on(other):
    with pytest.raises(other), panics_as_errors():
        raise other


def test_a_workbook_that_makes_its_reader_panic_is_refused_by_every_reader(tmp_path):
    """Its list of sheets names a relation that is not there."""
    path = tmp_path / "card.xlsb"
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(binary_workbook([[cell(0, "Oriel")]]))) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(text("rId1"), text("rId9")))
    path.write_bytes(held.getvalue())
    with pytest.raises(BaseException) as raised:  # noqa: PT011 what it is, is looked at
        python_calamine.load_workbook(str(path))
    assert type(raised.value).__name__ == PANIC
    for read in (describe, lambda each: read_grids(each, "card.xlsb"), lambda each: read_workbook(each, "card.xlsb")):
        with pytest.raises(SourceError, match="cannot be opened"):
            read(path)
