"""Every grid of a file is found: further sheets, hidden ones, zips, what pivot tables keep, whatever the ending."""

import io
import zipfile

import openpyxl
import pytest

from analysis.sources.binary_records import CellCount
from analysis.sources.raw_grids import ROWS_LOOKED_AT, UnseenError, raw_grids
from binary_workbook import binary_workbook, cell


def cells(path):
    return {cell for grid in raw_grids(path) for row in grid.rows for cell in row}


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        tab = book.create_sheet(name)
        for row in rows:
            tab.append(row)
        if name.startswith("hidden"):
            tab.sheet_state = "veryHidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n1,ninth\n",
        b"a;b,c\n1;ninth\n",
        b"a\tb\n1\tninth\n",
        b"a|b\n1|ninth\n",
        "\ufeffa,b\n1,ninth\n".encode("utf-16"),
        "a,b\n1,ninth\n".encode("utf-16-le"),
        "a,b\n1,ninth\n".encode("utf-16-be"),
        b"\xef\xbb\xbfa,b\n1,ninth\n",
        b"<table><tr><th>a</th><td><b>ninth</b></td></tr></table>",
        workbook(front=[["a"]], hidden=[[], [], ["b", "ninth"]]),
        zipped(inner=zipped(x=b"a,ninth\n")),
        workbook(front=[["a", "ninth"]]),
    ],
)
def test_a_cell_is_seen_wherever_it_lies(tmp_path, content):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert "ninth" in cells(path)


def test_what_a_pivot_table_keeps_of_its_rows_is_seen(tmp_path):
    part = b'<pivotCacheDefinition><cacheFields><cacheField name="UPN"><sharedItems><s v="ninth"/></sharedItems>'
    content = io.BytesIO(workbook(front=[["a"]]))
    with zipfile.ZipFile(content, "a") as package:
        package.writestr("xl/pivotCache/pivotCacheDefinition1.xml", part)
    path = tmp_path / "book.xlsx"
    path.write_bytes(content.getvalue())
    assert {"UPN", "ninth"} <= cells(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0broken" * 90])
def test_a_damaged_file_is_unseen_and_not_quoted(tmp_path, content):
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnseenError) as unseen:
        list(raw_grids(path))
    assert "broken" not in str(unseen.value)


def test_a_data_model_cannot_be_looked_into(tmp_path):
    content = io.BytesIO(workbook(front=[["a"]]))
    with zipfile.ZipFile(content, "a") as package:
        package.writestr("xl/model/item.data", b"\x00")
    path = tmp_path / "book.xlsx"
    path.write_bytes(content.getvalue())
    with pytest.raises(UnseenError, match="data model"):
        list(raw_grids(path))


def test_every_row_of_a_long_file_is_looked_at_under_the_first(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("".join(f"{line},x\n" for line in range(10_000)), encoding="utf-8")
    pieces = list(raw_grids(path))
    assert all(len(grid.rows) <= ROWS_LOOKED_AT + 1 and grid.rows[0][0] == "0" for grid in pieces)
    assert {row[0] for grid in pieces for row in grid.rows} == {str(line) for line in range(10_000)}


def test_a_text_is_given_once_and_its_rows_say_that_it_was(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("".join(f"Item {number},20\n" for number in range(2 * ROWS_LOOKED_AT + 5)))
    grids = list(raw_grids(path))
    assert [len(grid.text) > 0 for grid in grids] == [True, False, False]
    assert [grid.is_said for grid in grids] == [False, True, True]


def test_rows_between_unusual_marks_and_between_tags_are_put_together_anew(tmp_path):
    for name, content in (("a.csv", "Oriel^2\nJago^3\n"), ("b.csv", "<table><tr><td>Oriel<td>2</table>")):
        path = tmp_path / name
        path.write_text(content)
        grid = list(raw_grids(path))[-1]
        assert (grid.rows[0], grid.text, grid.is_said) == (["Oriel", "2"], "", False)


def test_a_cell_of_many_texts_is_put_together_once(tmp_path):
    path = tmp_path / "b.csv"
    path.write_text("<td>" + "a<b>" * 200_000)
    assert cells(path) == {" ".join("a" * 200_000)}


def test_names_of_files_in_a_zip_and_records_in_a_cell_are_grids(tmp_path):
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("sub/Oriel Opie.csv", "a,1\n")
    assert [grid.rows for grid in raw_grids(packed) if grid.are_names] == [[["Oriel Opie"]]]
    held = tmp_path / "b.csv"
    held.write_text('x,"[{""who"": ""Oriel""}]"\n')
    assert [["who"], ["Oriel"]] in [grid.rows for grid in raw_grids(held)]


def test_a_cell_that_the_reader_of_binary_workbooks_passes_over_is_not_lost_without_a_word(tmp_path):
    rows = [[cell(0, "Indicator"), cell(1, "Apr-24")], [cell(0, "Referrals"), cell(1, 20.0)]]
    whole = tmp_path / "whole.xlsb"
    whole.write_bytes(binary_workbook(rows))
    assert next(iter(raw_grids(whole))).rows == [["Indicator", "Apr-24"], ["Referrals", "20"]]
    for at, short in enumerate((cell(2, 31.0, short=True), cell(2, "x", short=True))):
        lossy = tmp_path / f"lossy{at}.xlsb"
        lossy.write_bytes(binary_workbook([*rows, [cell(0, "Plans"), cell(1, 30.0), short]]))
        with pytest.raises(UnseenError, match="1 of its cells are kept in a form that is not read") as refused:
            list(raw_grids(lossy))
        assert refused.value.carries_rows


def test_numbers_are_counted_against_those_that_the_reader_gave(tmp_path, monkeypatch):
    path = tmp_path / "whole.xlsb"
    path.write_bytes(binary_workbook([[cell(0, "Referrals"), cell(1, 20.0), cell(2, 31.0)]]))
    monkeypatch.setattr("analysis.sources.raw_grids.count_cells", lambda _: CellCount(3, 0))
    with pytest.raises(UnseenError, match="1 of its cells"):
        list(raw_grids(path))


def test_what_separates_cells_is_even_and_a_frequent_decimal_comma_is_not(tmp_path):
    path = tmp_path / "card.csv"
    rows = [
        f"Visits {at};{at},5;{at + 1},5" if at % 2 else f"Reviews {at};{at},25, or so, in all;7" for at in range(20)
    ]
    path.write_text("\n".join(["Measure;Apr-24;May-24", *rows]))
    first, *_ = raw_grids(path)
    assert {len(row) for row in first.rows} == {3}
