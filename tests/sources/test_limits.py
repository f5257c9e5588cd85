"""Files made to fill the machine: each is refused in words, before a reader opens it."""

import io
import struct
import time
import zipfile

import openpyxl
import pytest

from analysis.catalogue.errors import SourceError
from analysis.sources import limits
from analysis.sources.table_file import open_table
from person_disguises import ods

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
OPEN_DOCUMENT = (
    '<d xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><t:table>{}</t:table></d>'
)
EMPTY = '<t:table-row t:number-rows-repeated="600000"><t:table-cell/></t:table-row>'
WRITTEN = '<t:table-cell o:value-type="float"/>'


@pytest.fixture
def packed(tmp_path):
    """Return a function that makes a workbook of parts by name."""

    def make(parts, ending="xlsx"):
        path = tmp_path / f"card.{ending}"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
            for name, content in parts.items():
                book.writestr(name, content)
        return path

    return make


@pytest.fixture
def sheet(packed):
    """Return a function that makes a workbook with this in its only sheet."""
    return lambda rows: packed({"xl/worksheets/sheet1.xml": SHEET.format(rows)})


def refusal(path):
    with pytest.raises(SourceError) as error:
        open_table(path, path.name)
    return str(error.value)


def test_one_far_cell_is_refused_with_what_to_do(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "Measure"
    book.active["XFD1048576"] = 1
    path = tmp_path / "far.xlsx"
    book.save(path)
    began = time.process_time()
    said = refusal(path)
    assert "far.xlsx: A sheet has more than" in said
    assert "save it again" in said
    assert time.process_time() - began < 5


@pytest.mark.parametrize("place", ["XFD1", "A1048576", "CZ20000"])
def test_far_out_across_down_or_both(sheet, place):
    assert "A sheet has more than" in refusal(sheet(f'<row r="1"><c r="{place}"><v>1</v></c></row>'))


def test_cells_that_do_not_say_where_they_stand_are_counted(sheet):
    assert "more than 2,000 columns" in refusal(sheet(f"<row>{'<c><v>1</v></c>' * 2_001}</row>"))


def test_cells_that_are_only_formatted_may_reach_to_the_edge(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Measure", "Apr"])
    book.active.append(["Referrals", 250])
    book.active["XFD1048576"].number_format = "0%"
    path = tmp_path / "card.xlsx"
    book.save(path)
    table = open_table(path, "card.xlsx")
    assert table.columns == ["Measure", "Apr"]
    assert len(table.rows) == 1


def test_a_bomb_is_refused_before_it_is_unpacked(packed):
    path = packed({"xl/sharedStrings.xml": b" " * (limits.LARGEST_UNPACKED + 1)})
    assert path.stat().st_size < 1_000_000
    assert "when it is unpacked" in refusal(path)


def test_many_parts_that_are_large_together_are_refused(packed, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 10_000)
    assert "when it is unpacked" in refusal(packed({f"xl/{number}.xml": b" " * 3_000 for number in range(4)}))


def test_a_part_that_lies_about_its_size_is_damaged(packed):
    content = b"x" * 1_000_000
    path = packed({"xl/media/a.png": content})
    told = path.read_bytes().replace(struct.pack("<I", len(content)), struct.pack("<I", 10))
    path.write_bytes(told)
    assert "damaged" in refusal(path)


def test_entities_that_unpack_without_end_are_refused(packed):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SHEET.format("<row><c><v>&b;</v></c></row>")
    assert "stand for others" in refusal(packed({"xl/worksheets/sheet1.xml": bomb}))


def test_a_sheet_that_breaks_off_is_damaged(packed):
    assert "damaged" in refusal(packed({"xl/worksheets/sheet1.xml": "<worksheet><row></worksheet>"}))


def test_too_many_parts(packed, monkeypatch):
    monkeypatch.setattr(limits, "MOST_PARTS", 3)
    assert "parts" in refusal(packed({f"{number}.xml": b"" for number in range(4)}))


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        (f'<t:table-row t:number-rows-repeated="1048576">{WRITTEN}</t:table-row>', True),
        (f'<t:table-row><t:table-cell t:number-columns-repeated="16384"/>{WRITTEN}</t:table-row>', True),
        (f"{EMPTY}<t:table-row>{WRITTEN}</t:table-row>", True),
        (f"<t:table-row>{WRITTEN}</t:table-row>{EMPTY}", False),
    ],
)
def test_open_documents_say_how_often_a_cell_is_repeated(packed, rows, refused):
    path = packed({"content.xml": OPEN_DOCUMENT.format(rows)}, "ods")
    if refused:
        assert "A sheet has more than" in refusal(path)
    else:
        limits.check_workbook(path, "card.ods")


def record(kind, content):
    return bytes([kind, len(content)]) + content


@pytest.mark.parametrize(
    ("row", "column", "kind", "refused"),
    [(1_048_575, 0, 5, True), (0, 16_383, 2, True), (30_000, 100, 7, True), (9, 9, 5, False), (1_048_575, 0, 1, False)],
)
def test_binary_workbooks(packed, row, column, kind, refused):
    content = record(0, struct.pack("<I", row) + b"\0" * 13) + record(kind, struct.pack("<II", column, 0) + b"\0" * 8)
    path = packed({"xl/worksheets/sheet1.bin": bytes([0x81, 0x01, 0]) + content}, "xlsb")
    if refused:
        assert "A sheet has more than" in refusal(path)
    else:
        limits.check_workbook(path, "card.xlsb")


def test_a_record_that_is_cut_in_two_is_put_together_again():
    extent = limits._Extent.of_part("xl/worksheets/sheet1.bin", 0)
    content = record(0, struct.pack("<I", 4) + b"\0" * 13) + record(5, struct.pack("<II", 7, 0) + b"\0" * 8)
    for byte in content * 2:
        extent.feed(bytes([byte]))
    assert (extent.cells, extent.rows, extent.columns) == (2, 5, 8)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n" + b"1,2\n" * 500_001, "500,000 rows"),
        (b"a" + b",b" * 9_999 + b"\n", "2,000 columns"),
        (b"a" + b"\tb" * 9_999 + b"\n", "2,000 columns"),
        ((b"1" + b",2" * 999 + b"\n") * 2_001, "2,000,000 cells"),
    ],
)
def test_a_text_beyond_what_figures_need(tmp_path, content, said):
    path = tmp_path / "long.csv"
    path.write_bytes(content)
    assert said in refusal(path)


def test_a_file_of_200_mb_is_not_opened(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert "200 MB; at most 100 MB" in refusal(path)


def test_one_cell_of_12_mb_is_read_and_named_not_met_as_a_surprise(tmp_path):
    path = tmp_path / "open.csv"
    path.write_bytes(b'Measure,Apr\n"Referrals,' + b"x" * 12_000_000 + b"\n")
    assert any(issue.check == "quote_open" for issue in open_table(path, "open.csv").issues)


def test_figures_of_another_workbook_are_read_as_they_were_last_shown(tmp_path):
    path = tmp_path / "linked.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Measure", "Apr"])
    book.active.append(["Referrals", 250])
    book.save(path)
    with zipfile.ZipFile(path, "a") as more:
        more.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    assert list(open_table(path, "linked.xlsx").rows["Apr"]) == ["250"]


def test_a_broken_stream_is_damaged(packed):
    path = packed({"xl/worksheets/sheet1.xml": SHEET.format("<row/>" * 1_000)})
    content = bytearray(path.read_bytes())
    content[60:70] = b"\xff" * 10
    path.write_bytes(content)
    with pytest.raises(SourceError, match="damaged"):
        open_table(path, "card.xlsx")


def test_a_cell_of_spaces_without_end_is_refused(tmp_path):
    path = tmp_path / "spaces.ods"
    path.write_bytes(ods(['<text:s text:c="2000000000"/>']))
    with pytest.raises(SourceError, match="10,000 spaces in a row"):
        limits.check_workbook(path, path.name)


def test_cells_are_counted_before_rows_are_looked_at(tmp_path, monkeypatch):
    """A table of five million cells took 18 seconds to be refused."""
    path = tmp_path / "long.csv"
    path.write_bytes(b"\n".join(b"1" + b",2" * 99 for _ in range(20_400)))
    monkeypatch.setattr(limits, "LONGEST_LINE", None)  # what would be asked of a row fails
    assert "2,000,000 cells" in refusal(path)


@pytest.mark.parametrize(
    ("part", "content", "ending"),
    [
        ("xl/worksheets/sheet1.xml", b"<sheetData>" + b'<c r="A1"/>' * 1_001_000, "xlsx"),
        ("content.xml", b"<table:table>" + b"<table:table-cell/>" * 1_001_000, "ods"),
    ],
)
def test_cells_of_a_workbook_are_counted_before_a_part_is_parsed(packed, part, content, ending, monkeypatch):
    monkeypatch.setattr(limits._XmlExtent, "feed", None)
    assert "1,000,000 cells" in refusal(packed({part: content}, ending))


def test_short_cells_of_a_binary_workbook_count_as_well():
    extent = limits._Extent.of_part("xl/worksheets/sheet1.bin", 0)
    content = record(0, struct.pack("<I", 4) + b"\0" * 13) + record(5, struct.pack("<II", 7, 0) + b"\0" * 8)
    extent.feed(content + record(16, b"\0" * 12) * 3)
    assert (extent.cells, extent.rows, extent.columns) == (4, 5, 11)


def test_a_sheet_that_reaches_too_far_is_refused_and_one_that_does_not_is_not(tmp_path):
    limits.check_extent(100, 20, "a.xlsx")
    with pytest.raises(SourceError, match="The sheet"):
        limits.check_extent(10_000_000, 20_000, "a.xlsx")
    small = tmp_path / "a.csv"
    small.write_text("a,b\n1,2\n", encoding="utf-8")
    assert limits.check_size(small, "a.csv") is None


def test_a_package_within_a_file_is_looked_at_too():
    assert limits.problem_of_package(io.BytesIO(b"no zip")) == "It is damaged or locked."
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("a.txt", "a")
    held.seek(0)
    assert limits.problem_of_package(held) is None


def test_a_text_is_refused_at_the_first_line_that_no_table_has(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    limits.check_text(path, "council/a.csv")
    path.write_text("abc", encoding="utf-8")
    monkeypatch.setattr(limits, "LONGEST_LINE", 2)
    with pytest.raises(SourceError) as refused:
        limits.check_text(path, "b.csv")
    assert "A line has more than" in str(refused.value)
