"""CSV files as they really arrive: other encodings, other delimiters, cut off, empty."""

import pytest

from analysis.catalogue.errors import SourceError
from analysis.sources.csv_file import decode, read_csv, split_lines
from analysis.sources.table_file import open_table


def only_check(table):
    return [(issue.check, issue.severity) for issue in table.issues]


def test_utf8_with_and_without_byte_order_mark_is_the_same(table):
    plain, marked = table("Measure,Value\nCafé,1\n"), table("\ufeffMeasure,Value\nCafé,1\n")
    assert plain.columns == marked.columns == ["Measure", "Value"]
    assert list(plain.rows["Measure"]) == list(marked.rows["Measure"]) == ["Café"]
    assert plain.issues == marked.issues == ()


def test_windows_text_is_read_and_said(table):
    found = table("Measure,Value\nBirth\u20135 reviews,£12\n".encode("cp1252"))
    assert list(found.rows.iloc[0]) == ["Birth\u20135 reviews", "£12"]
    assert only_check(found) == [("encoding_assumed", "warning")]
    assert found.issues[0].evidence == {"line": 2}


def test_excels_unicode_text_is_read(table):
    assert table("Measure\tValue\nA\t1\n".encode("utf-16")).columns == ["Measure", "Value"]


def test_bytes_of_no_known_encoding_stop_with_the_line():
    with pytest.raises(SourceError, match="line 2"):
        decode(b"a,b\n\x81\x8d,1\n", "card.csv")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"PK\x03\x04rest", "an Excel workbook"),
        (b"%PDF-1.7", "a PDF"),
        (b"\xd0\xcf\x11\xe0rest", "an old Excel workbook"),
        (b"a,b\n\x00\x01", "null bytes"),
    ],
)
def test_what_only_calls_itself_csv_is_named_for_what_it_is(raw, said):
    with pytest.raises(SourceError, match=said):
        decode(raw, "card.csv")


@pytest.mark.parametrize("content", [b"", b"   \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(tmp_path, content):
    (tmp_path / "empty.csv").write_bytes(content)
    with pytest.raises(SourceError, match="empty"):
        read_csv(tmp_path / "empty.csv", "empty.csv")


def test_semicolons_are_read_and_said(table):
    found = table("Measure;Value\nA;1,5\n")
    assert list(found.rows.iloc[0]) == ["A", "1,5"]
    assert only_check(found) == [("delimiter_assumed", "note")]


def test_a_cell_with_line_breaks_keeps_the_number_of_the_line_it_starts_on(table):
    found = table('Measure,Value\n"two\nlines",1\nB,2\n')
    assert list(found.rows.index) == [2, 4]


def test_a_quotation_mark_left_open_is_an_error(table):
    assert ("quote_open", "error") in only_check(table('Measure,Value\nA,"1\nB,2\n'))


def test_a_file_cut_off_in_a_row_keeps_the_whole_rows_only(table):
    found = table("Measure,Apr,May\nA,1,2\nB,3")
    assert list(found.rows.index) == [2]
    assert only_check(found) == [("row_incomplete", "error")]
    assert "cut off" in found.issues[0].message


def test_a_folder_and_an_unknown_ending_and_nothing_are_three_answers(tmp_path):
    (tmp_path / "card.docx").write_bytes(b"x")
    for path, said in ((tmp_path, "folder"), (tmp_path / "card.docx", "not read"), (tmp_path / "no.csv", "no such")):
        with pytest.raises(SourceError, match=said):
            open_table(path, path.name)


def test_the_delimiter_is_that_of_the_header_and_not_of_a_title_above_it(table):
    read = table("Referrals, plans, care\nMeasure;Value\nReferrals;3\n", header_row=2)
    assert list(read.columns) == ["Measure", "Value"]


def test_cells_are_split_at_the_mark_that_the_first_lines_have_most_of():
    assert split_lines("\ufeffa;b\n1,5;2\n3;4") == [["a", "b"], ["1,5", "2"], ["3", "4"]]
    assert split_lines('a,b\n"1,5",2') == [["a", "b"], ["1,5", "2"]]
