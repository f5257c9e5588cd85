"""What a person sees of an OpenDocument sheet and its reader does not: errors, and what is hidden."""

import io
import zipfile

import pytest

from analysis.sources.scorecard.grid import read_grids
from analysis.sources.scorecard.unseen import unseen_of

HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "<office:body><office:spreadsheet>"
)
FOOT = "</office:spreadsheet></office:body></office:document-content>"
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
COLUMNS = (
    '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    '<table:table-column table:number-columns-repeated="9"/>'
)
BLANK = "<table:table-cell/>"


def words(text, note=""):
    said = f"<office:annotation><text:p>{note}</text:p></office:annotation>" if note else ""
    return f'<table:table-cell office:value-type="string">{said}<text:p>{text}</text:p></table:table-cell>'


def number(value):
    shown = f"<text:p>{value}</text:p>"
    return f'<table:table-cell office:value-type="float" office:value="{value}">{shown}</table:table-cell>'


def error(text, *, said=True, repeated=1):
    kind = ' calcext:value-type="error"' if said else ""
    again = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    return (
        f'<table:table-cell{again} table:formula="of:=[.B1]/0" office:value-type="string" office:string-value=""{kind}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def row(*cells, said=""):
    return f"<table:table-row{said}>{''.join(cells)}</table:table-row>"


def package(*sheets):
    """Return an OpenDocument with sheets of (name, columns, rows)."""
    tables = "".join(
        f'<table:table table:name="{name}">{columns}{"".join(rows)}</table:table>' for name, columns, rows in sheets
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", MANIFEST)
        book.writestr("content.xml", f"{HEAD}{tables}{FOOT}")
    return out.getvalue()


CARD = (
    "Card",
    COLUMNS,
    [
        row(words("Measure"), words("Apr-25"), words("May-25"), words("Jun-25")),
        row(words("Referrals", note="#N/A since May"), number(4), error("#DIV/0!"), error("#N/A", said=False)),
        row(BLANK, said=' table:number-rows-repeated="2" table:visibility="collapse"'),
        row(words("Contacts"), error("Err:502", repeated=2), number(7), said=' table:visibility="filter"'),
    ],
)  # fmt: skip
PLAIN = ("Plain", "<table:table-column/>", [row(words("#N/A"), number(1)), row(words("x"), number(2))])


def test_hidden_rows_and_columns_are_counted_where_the_sheet_repeats_them():
    found = unseen_of(package(CARD, PLAIN))
    assert found["Card"].hidden_rows == {2, 3, 4}
    assert found["Card"].hidden_columns == {1, 2}
    assert (found["Plain"].hidden_rows, found["Plain"].hidden_columns) == (frozenset(), frozenset())


def test_an_error_is_what_the_cell_shows_and_no_remark_on_another():
    found = unseen_of(package(CARD, PLAIN))
    assert found["Card"].errors == {(1, 2): "#DIV/0!", (1, 3): "#N/A", (4, 1): "Err:502", (4, 2): "Err:502"}
    assert found["Plain"].errors == {}  # typed in, no value of a formula: its reader shows it


def test_a_sheet_is_read_with_its_errors_as_a_person_sees_them(tmp_path):
    path = tmp_path / "card.ods"
    path.write_bytes(package(CARD, PLAIN))
    (card, plain), _ = read_grids(path, "card.ods")
    assert [card.text(1, column) for column in range(4)] == ["Referrals", "4", "#DIV/0!", "#N/A"]
    assert card.hidden_rows == {2, 3, 4}
    assert plain.text(0, 0) == "#N/A"


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0 an old workbook"])
def test_other_files_have_nothing_unseen(content):
    assert unseen_of(content) == {}
