"""Finishing a Word document, whichever renderer made it: alternative texts, running title, the same bytes each time."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from analysis.present.rating_colours import RATINGS
from analysis.render.archive import read_archive, write_archive
from analysis.render.pictures import fingerprint
from analysis.render.word_contents import fill_contents
from analysis.render.word_styles import MARK
from analysis.render.word_template import footers_of, headers_of

NOTE, _PICTURE = "TableNote", "CaptionedFigure"
_CAPTIONS, _PROSE = frozenset({"ImageCaption", "TableCaption"}), frozenset({"FirstParagraph", "BodyText"})
_LINE, _HALF_PAGE = 36, 22  # letters of a cell that go beside others on one line; lines of a table that stays whole
FIRST_COLUMN = 0x0080  # among the bits of w:tblLook
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def finish_word(path: Path, alternatives: Mapping[str, str], day: dt.date) -> None:
    """Give every picture its alternative text and the header its title; rewrite the file beside, then put it in place.

    alternatives: text by fingerprint of the picture. A picture that is not among them and says nothing itself
    (an icon that Quarto adds) is marked as decoration, so that screen readers pass over it. day: the paper's date,
    which the file carries instead of the time of day.
    """
    document = Document(str(path))
    for shape in document.element.iter(qn("wp:inline"), qn("wp:anchor")):
        _describe(document, shape, alternatives)
    for row in document.element.body.iter(qn("w:tr")):
        _keep_whole(row)
    said = {"TITLE": document.core_properties.title, MARK: _mark_of(document)}
    for section in document.sections:
        for part in (*headers_of(document, section), *footers_of(document, section)):
            _fill_fields(part._element, said)  # noqa: SLF001 - python-docx has no fields
    for table in document.element.body.iter(qn("w:tbl")):
        _name_row_headers(table)
        _colour_ratings(table)
        _keep_ends(table)
    _keep_pictures(document.element.body)
    fill_contents(document.element.body)
    properties = document.core_properties
    properties.created = properties.modified = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    document.save(str(path))
    write_archive(read_archive(path), path, day)


def _describe(document: WordDocument, shape: BaseOxmlElement, alternatives: Mapping[str, str]) -> None:
    about = shape.find(qn("wp:docPr"))
    picture = next(shape.iter(qn("a:blip")), None)
    if about is None or picture is None:
        return
    part = document.part.related_parts.get(picture.get(qn("r:embed")))
    text = alternatives.get(fingerprint(part.blob)) if part is not None else None
    for drawn in shape.iter(qn("pic:cNvPr")):
        drawn.set("descr", text or "")  # pandoc writes the path of the picture, which differs each time
    if text:
        about.set("descr", text)
    elif not about.get("descr") and not len(about):
        about.append(parse_xml(_DECORATIVE))


def _keep_whole(row: BaseOxmlElement) -> None:
    """Let no row of a table break over two pages."""
    properties = row.get_or_add_trPr()
    if properties.find(qn("w:cantSplit")) is None:
        properties.insert(0, OxmlElement("w:cantSplit"))


def _keep_ends(table: BaseOxmlElement) -> None:
    """Let no page begin or end with one row of a table, nor with the note below it; a short table stays whole.

    The name of a group of rows stays with the first of them.
    """
    rows = table.findall(qn("w:tr"))
    below = table.getnext()
    noted = below is not None and _style_of(below) == NOTE
    headers = sum(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows)
    last = len(rows) - 1
    whole = range(last) if _is_short(rows) else (*range(min(headers + 1, last)), max(last - 1, 0))
    names = [place for place, row in enumerate(rows[:last]) if _heads_a_group(row)]
    kept = (*whole, *names, *([last] if noted else []))
    for paragraph in (each for row in kept for each in rows[row].iter(qn("w:p"))):
        _keep_with_next(paragraph)


def _heads_a_group(row: BaseOxmlElement) -> bool:
    """Whether one cell of a row stands across all columns: it names the rows below."""
    cells = row.findall(qn("w:tc"))
    return len(cells) == 1 and cells[0].find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") is not None


def _keep_pictures(body: BaseOxmlElement) -> None:
    """Keep a picture with the caption below it and with nothing else; and the one paragraph that leads to a float.

    A caption above its picture keeps it; were the picture to keep what follows too, a page of pictures would be one
    block, and the page before it would stay half empty.
    """
    blocks = [block for block in body.iterchildren() if block.tag in (qn("w:p"), qn("w:tbl"))]
    styles = ["", *map(_style_of, blocks), ""]
    for block, before, own, after in zip(blocks, styles, styles[1:], styles[2:], strict=False):
        if own == _PICTURE:
            _keep_with_next(block, kept=after in _CAPTIONS and before not in _CAPTIONS)
        elif before.startswith("Heading") and own in _PROSE and after in _CAPTIONS:
            _keep_with_next(block)


def _style_of(block: BaseOxmlElement) -> str:
    found = block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else str(found.get(qn("w:val")))


def _keep_with_next(paragraph: BaseOxmlElement, *, kept: bool = True) -> None:
    paragraph.get_or_add_pPr().get_or_add_keepNext().set(qn("w:val"), "1" if kept else "0")


def _is_short(rows: Sequence[BaseOxmlElement]) -> bool:
    """Whether a table takes no more than about half a page, by the longest text of each row."""
    return sum(1 + max(map(_letters, row.findall(qn("w:tc"))), default=0) // _LINE for row in rows) <= _HALF_PAGE


def _letters(cell: BaseOxmlElement) -> int:
    return sum(len(text.text or "") for text in cell.iter(qn("w:t")))


def _name_row_headers(table: BaseOxmlElement) -> None:
    """Say that the first column names the rows, where a table has a row of headers; layout tables have none."""
    look = next(table.iter(qn("w:tblLook")), None)
    if look is not None and next(table.iter(qn("w:tblHeader")), None) is not None:
        look.set(qn("w:firstColumn"), "1")
        look.set(qn("w:val"), f"{int(look.get(qn('w:val'), '0'), 16) | FIRST_COLUMN:04X}")


def _colour_ratings(table: BaseOxmlElement) -> None:
    """Give cells that say a rating and nothing else its colours, as the page and the PDF have them."""
    for cell in table.iter(qn("w:tc")):
        look = RATINGS.get("".join(text.text or "" for text in cell.iter(qn("w:t"))).strip())
        if look is None:
            continue
        fill, ink = (colour.removeprefix("#") for colour in look)
        shade = OxmlElement("w:shd")
        for key, value in {"val": "clear", "color": "auto", "fill": fill}.items():
            shade.set(qn(f"w:{key}"), value)
        properties = cell.get_or_add_tcPr()
        for before in properties.findall(qn("w:shd")):
            properties.remove(before)
        properties.append(shade)
        for run in cell.iter(qn("w:r")):
            font = run.get_or_add_rPr()
            for before in [*font.findall(qn("w:b")), *font.findall(qn("w:color"))]:
                font.remove(before)
            bold, colour = OxmlElement("w:b"), OxmlElement("w:color")
            colour.set(qn("w:val"), ink)
            font.extend([bold, colour])


def _mark_of(document: WordDocument) -> str:
    """Return what the paper says of its pack: its subtitle."""
    return next((each.text for each in document.paragraphs if each.style and each.style.name == "Subtitle"), "")


def _fill_fields(element: BaseOxmlElement, said: Mapping[str, str]) -> None:
    """Write what the fields of a header or footer stand for, so that it shows before Word works it out."""
    for field in element.iter(qn("w:fldSimple")):
        words = said.get(field.get(qn("w:instr"), "").strip())
        if words is not None:
            for text in field.iter(qn("w:t")):
                text.text = words
