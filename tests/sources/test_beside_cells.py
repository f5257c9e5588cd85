"""Remarks, names, lists, properties and leftovers of a workbook are seen; what cells show, and who wrote, is not."""

import pytest

from analysis.sources.beside_cells import (
    as_seen,
    is_worth_a_look,
    remarks_of_old_workbook,
    texts_beside,
    texts_of_old_workbook,
    without_unseen_signs,
)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("'204567", "204567"),
        ('="204567"', "204567"),
        ("#204567", "204567"),
        ("204567.0", "204567"),
        ("12.0", "12.0"),
        ("D\u200bOB", "DOB"),
        ("\uff12\uff10", "20"),
        ("=A1", "=A1"),
        ("#N/A", "#N/A"),
        ("Referrals", "Referrals"),
    ],
)
def test_a_cell_is_taken_as_it_is_meant(written, seen):
    assert as_seen(written) == seen


def beside(name: str, content: str, *cells: str) -> list[str]:
    return [text for texts in texts_beside(name, content.encode(), frozenset(cells)) for text in texts]


def test_texts_of_a_remark_are_joined_and_its_writer_is_left_out():
    part = "<authors><author>Jane Smith</author></authors><text><r><t>Oriel </t></r><r><rPr/><t>left</t></r></text>"
    assert beside("xl/comments1.xml", part) == ["Oriel left"]


def test_cells_of_a_sheet_are_looked_at_elsewhere_and_what_is_around_them_here():
    part = '<sheetData><c><v>Hidden</v></c></sheetData><oddFooter>Footer</oddFooter><formula1>"A,B"</formula1>'
    assert beside("xl/worksheets/sheet1.xml", part) == ["Footer", "A", "B"]


def test_what_a_cell_shows_is_no_leftover():
    assert beside("xl/sharedStrings.xml", "<si><t>Referrals</t></si><si><t>Left</t></si>", "Referrals") == ["Left"]


def test_values_of_attributes_are_seen():
    part = '<definedName name="Oriel_Trelawny"/><a Target="https://x.example/?upn=1" r:id="rId1"/>'
    assert beside("xl/workbook.xml", part) == ["Oriel Trelawny", "https://x.example/?upn=1"]


def test_texts_of_a_binary_part_are_seen_and_its_sheets_are_looked_at_elsewhere():
    content = b"\x05\x00" + "incl. H123456789012".encode("utf-16-le") + b"\x00\x07"
    assert list(texts_beside("xl/comments1.bin", content, frozenset())) == [["incl. H123456789012"]]
    assert list(texts_beside("xl/worksheets/sheet1.bin", content, frozenset())) == []


def test_remarks_of_an_old_workbook_are_seen_in_both_alphabets():
    def remark(text: bytes, wide: bytes) -> bytes:
        return b"\xb6\x01\x12\x00" + b"\x00" * 18 + b"\x3c\x00" + (len(text) + 1).to_bytes(2, "little") + wide + text

    content = remark(b"Oriel", b"\x00") + b"\x99" + remark("Jago".encode("utf-16-le"), b"\x01")
    assert remarks_of_old_workbook(content) == ["Oriel", "Jago"]
    assert {"Oriel", "Jago"} <= set(texts_of_old_workbook(content).split("\n"))


def test_parts_that_only_say_how_it_looks_are_left_out():
    assert not any(map(is_worth_a_look, ("xl/theme/theme1.xml", "xl/media/image1.png", "xl/styles.xml")))
    assert all(map(is_worth_a_look, ("xl/comments1.xml", "docProps/core.xml", "children.csv")))


def test_a_text_of_many_runs_and_a_name_of_many_hyphens_are_looked_at_once():
    """Looking at them again from each place is work by the square, which does not end while anybody waits."""
    runs = "<r><t>a</t></r>" * 100_000
    assert beside("xl/comments1.xml", f"<text>{runs}</text>") == ["a" * 100_000]
    assert beside("xl/comments1.xml", f'<a {"a-" * 300_000}b="1" r:name="Oriel"/>') == ["Oriel"]


def test_signs_that_nobody_sees_are_left_out():
    assert without_unseen_signs("na\u200bme") == "name"
    assert without_unseen_signs("\uff21nna") == "Anna"
    assert without_unseen_signs("plain") == "plain"
