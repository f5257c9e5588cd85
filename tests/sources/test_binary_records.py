"""Records of a binary workbook are cut one by one, and cells counted by what they hold."""

from analysis.sources.binary_records import Record, count_cells, records
from binary_workbook import cell, record


def test_records_are_cut_by_their_sizes_and_a_part_of_one_is_left_for_later():
    long = record(0x9C, b"x" * 300)
    held = record(5, b"abc") + long
    assert list(records(held)) == [Record(5, b"abc", 5), Record(0x9C, b"x" * 300, 309)]
    for end in range(5, len(held)):
        assert list(records(held[:end])) == [Record(5, b"abc", 5)]


def test_bytes_that_are_no_records_end_somewhere():
    assert len(list(records(b"\xff" * 1000))) <= 1000
    assert list(records(b"")) == []


def test_numbers_and_short_cells_are_counted():
    sheet = b"".join((cell(0, "a"), cell(1, 2.0), cell(2, 3.0, short=True), cell(3, "b", short=True), cell(4, 5.0)))
    assert count_cells(sheet) == (2, 2)
