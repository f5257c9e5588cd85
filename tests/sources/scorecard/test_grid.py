"""Sheets as a person sees them, by what the file is and not by its ending."""

import zipfile

import openpyxl
import pytest

from analysis.catalogue.errors import SourceError
from analysis.sources.scorecard.grid import read_grids
from person_disguises import ods

LOCKED = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def test_percentages_dates_and_formulas_are_as_they_show(workbook):
    path = workbook(Card=[[0.731, "=1+1", 12.5], [None, None, "x"]])
    book = openpyxl.load_workbook(path)
    book["Card"]["A1"].number_format = "0.0%"
    book.save(path)
    (grid,), issues = read_grids(path, path.name)
    assert grid.text(0, 0) == "73.1%"
    assert grid.cell(0, 1).formula
    assert [issue.check for issue in issues] == ["formula_without_value"]
    assert grid.locate(1, 2) == "card.xlsx#Card!C2"


def test_a_workbook_under_another_ending_is_read(workbook):
    path = workbook("card.xls", Card=[["a", 1]])
    assert read_grids(path, path.name)[0][0].text(0, 1) == "1"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("a;1,5\nb;2,5\n", "utf-8"), ("a\t1\nb\t2\n", "utf-16"), ("a,1\nb,2\n", "utf-16-le"), ("\u00a3,1\n", "cp1252")],
)
def test_text_is_split_whatever_its_encoding_and_separator(tmp_path, text, encoding):
    path = tmp_path / "card.csv"
    path.write_bytes(text.encode(encoding))
    (grid,), _ = read_grids(path, "card.csv")
    assert grid.width == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (LOCKED, "protected with a password"),
        (b"PK\x03\x04broken", "cannot be opened"),
        (b"%PDF-1.7", "a PDF"),
        (b"<html><table></table></html>", "web page"),
    ],
)
def test_what_is_no_table_is_said_with_what_to_do(tmp_path, content, said):
    path = tmp_path / "card.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said) as error:
        read_grids(path, path.name)
    assert error.value.hint


NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "manifest")
)
WORDS = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
NUMBER = '<table:table-cell office:value-type="float" office:value="{0}"><text:p>{0}</text:p></table:table-cell>'


def open_document(*rows: str) -> str:
    """Return the content of an OpenDocument with one table of these rows."""
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    inner = f'<office:spreadsheet><table:table table:name="Card">{table}</table:table></office:spreadsheet>'
    return f"<office:document-content{NAMES}><office:body>{inner}</office:body></office:document-content>"


@pytest.mark.parametrize("between", ["", "\n        "])
def test_an_open_document_is_read_also_with_line_breaks_between_its_cells(tmp_path, between):
    path = tmp_path / "card.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", f"<manifest:manifest{NAMES}/>")
        heading, figures = (
            between.join(["", WORDS.format("Indicator"), WORDS.format("Apr-24"), ""]),
            between.join(["", WORDS.format("Referrals"), NUMBER.format(448), ""]),
        )
        package.writestr("content.xml", open_document(heading, figures))
    (grid,), _ = read_grids(path, "card.ods")
    assert [grid.text(1, 0), grid.text(1, 1)] == ["Referrals", "448"]
    assert (grid.sheet, grid.formats_seen) == ("Card", False)


def test_an_open_document_whose_package_is_damaged_is_refused_in_words(tmp_path):
    """Where the package cannot be opened once more without line breaks, it is not opened."""
    path = tmp_path / "card.ods"
    for cut in (7, 70, 300):
        content = bytearray(ods(["Referrals"]))
        del content[cut : cut + 7]
        path.write_bytes(content)
        with pytest.raises(SourceError):
            read_grids(path, "card.ods")


def test_words_and_what_they_mean_below_a_card_are_no_rows_of_it(workbook):
    """Each word became a measure of the council's own, and the audit printed what it means."""
    card = [["Measure", "Apr-24", "May-24"], *([f"Referrals of kind {at}", 20, 30] for at in range(4))]
    words = [["Term", "Meaning"], *([f"Word {at}", f"What the word {at} means"] for at in range(4))]
    grids, _ = read_grids(workbook(Card=[*card, [], *words]), "card.xlsx")
    assert [grids[0].text(row, 0) for row in range(11)] == [*(row[0] for row in card), *[""] * 6]
    assert grids[0].text(1, 1) == "20"
