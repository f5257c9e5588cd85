"""Opening whatever holds a table."""

import openpyxl
import pytest

from analysis.catalogue.errors import SourceError
from analysis.sources.table_file import TEXT_ENDINGS, open_table


@pytest.mark.parametrize("ending", TEXT_ENDINGS)
def test_text_files_are_read_under_their_header_row(tmp_path, ending):
    path = tmp_path / f"card{ending}"
    separator = "\t" if ending == ".tsv" else ","
    path.write_text(f"A card\nMeasure{separator}Value\nReferrals{separator}3\n")
    table = open_table(path, "card", header_row=2)
    assert list(table.columns) == ["Measure", "Value"]
    assert table.rows.to_numpy().tolist() == [["Referrals", "3"]]


def test_a_sheet_of_a_workbook_is_read_by_its_name(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Other", "Value"])
    sheet = book.create_sheet("Card")
    sheet.append(["Measure", "Value"])
    sheet.append(["Referrals", 3])
    book.save(tmp_path / "card.xlsx")
    assert list(open_table(tmp_path / "card.xlsx", "card", sheet="Card").columns) == ["Measure", "Value"]


def test_a_row_for_each_person_is_refused_whatever_the_ending(tmp_path):
    path = tmp_path / "card.dat"
    path.write_text("Child ID,Date of birth,UPN\n4711,2010-05-04,A123456789012\n")
    with pytest.raises(SourceError) as refused:
        open_table(path, "card")
    assert "4711" not in str(refused.value)
    assert "Files that end in" not in str(refused.value)


def test_folders_missing_files_and_other_endings_are_told_apart(tmp_path):
    (tmp_path / "letter.docx").write_bytes(b"words")
    for name, said in (("", "folder"), ("none.csv", "no such file"), ("letter.docx", 'end in ".docx"')):
        with pytest.raises(SourceError, match=said):
            open_table(tmp_path / name, "card")
