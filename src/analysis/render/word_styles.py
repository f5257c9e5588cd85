"""The Word styles of papers: writes `reports/theme/paper.docx` and `landscape.docx`, which renderers take styles from.

Run `python -m analysis.render.word_styles` after changing it; or restyle the two files in Word and keep those.
"""

import io
import subprocess
import tempfile
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from analysis.render.archive import EARLIEST, read_archive, write_archive
from analysis.render.pandoc_program import pandoc_path

FONT = "Arial"
INK, QUIET, ACCENT, LINE = "0B0C0C", "4A5256", "12436D", "B1B4B6"
Look = tuple[
    float | None, str, bool | None, float, float
]  # points (None: as in text or table), colour, bold, space before, after
TABLE, WIDE_TABLE = (9.0, 4.0), (7.5, 2.5)  # points of letters, and of space at the sides of a cell
MARK = "STYLEREF Subtitle"  # what every page says of the pack: DRAFT or signed, area, month, id
DEEPEST = 3  # level of the contents list
STYLES: dict[str, Look] = {
    "Title": (22, ACCENT, True, 0, 4),
    "Subtitle": (13, QUIET, False, 0, 6),
    "Author": (10, INK, True, 0, 0),
    "Date": (10, INK, False, 0, 14),
    "TOC Heading": (12, INK, True, 8, 2),
    "Abstract Title": (10.5, INK, True, 6, 2),
    "Abstract": (10.5, INK, False, 0, 12),
    "Heading 1": (17, ACCENT, True, 20, 6),
    "Heading 2": (15, ACCENT, True, 18, 6),
    "Heading 3": (12, INK, True, 14, 4),
    "Heading 4": (10.5, INK, True, 12, 4),
    "First Paragraph": (None, INK, None, 4, 5),
    "Body Text": (None, INK, None, 4, 5),
    "Compact": (None, INK, None, 1.5, 1.5),
    "Image Caption": (9.5, INK, True, 8, 4),
    "Captioned Figure": (10.5, INK, False, 8, 2),
    "Footnote Text": (9, INK, False, 0, 3),
    "Bibliography": (10, INK, False, 0, 5),
}
OWN_STYLES: dict[str, Look] = {
    "Callout Title": (10.5, INK, True, 10, 3),
    "Callout": (10.5, INK, None, 0, 5),
    "Table Note": (8.5, QUIET, False, 3, 10),
    "Header": (8.5, QUIET, False, 0, 0),
    "Footer": (8.5, QUIET, False, 0, 0),
}


def write_reference(path: Path, *, landscape: bool = False) -> None:
    """Write one reference document: A4, header with the title, footer with the page number, styles for every part."""
    with tempfile.TemporaryDirectory() as folder:
        command = [pandoc_path(), "--print-default-data-file=reference.docx"]
        plain = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - our own pandoc
        document = Document(io.BytesIO(plain))
        _set_page(document, landscape=landscape)
        for name, look in OWN_STYLES.items():
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Body Text"]
            _dress(document.styles[name], look)
        for name, look in STYLES.items():
            _dress(document.styles[name], look)
        for level in (1, 2, 3):
            _add_contents_level(document, level)
        _finish_styles(document, landscape=landscape)
        _set_running_lines(document)
        whole = Path(folder) / "whole.docx"
        document.save(str(whole))
        write_archive(read_archive(whole), path, EARLIEST)


def _set_page(document: WordDocument, *, landscape: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21.0)) if landscape else (Cm(21.0), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    side = Cm(1.5) if landscape else Cm(2.2)
    section.left_margin = section.right_margin = side
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
    section.header_distance = section.footer_distance = Cm(1.0)


def _dress(style: ParagraphStyle, look: Look) -> None:
    size, colour, bold, before, after = look
    style.font.name, style.font.bold, style.font.italic = FONT, bold, False
    if size is not None:
        style.font.size = Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    properties = style.element.rPr
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        properties.find(qn("w:rFonts")).attrib.pop(qn(f"w:{theme}"), None)
    for spread in properties.findall(qn("w:spacing")):
        properties.remove(spread)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.alignment = 0


def _add_contents_level(document: WordDocument, level: int) -> None:
    """Add the style of one level of the contents list, by the name and id that Word knows it by."""
    style = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.element.set(qn("w:styleId"), f"TOC{level}")
    _dress(style, (9.5, ACCENT, False, 0, 1))
    style.paragraph_format.left_indent = Cm(0.5) if level == DEEPEST else None


def _finish_styles(document: WordDocument, *, landscape: bool) -> None:
    styles = document.styles
    _set_defaults(styles.element)
    _dress_table(styles["Table"].element, *(WIDE_TABLE if landscape else TABLE))
    for name in ("Image Caption", "Captioned Figure", "Callout Title"):
        styles[name].paragraph_format.keep_with_next = True
    for name in ("Callout Title", "Callout"):
        _border(styles[name], "left", 24, ACCENT, 8)
        _shade(styles[name], "EEF4FA")
    _border(styles["Date"], "bottom", 18, ACCENT, 6)
    _border(styles["Heading 2"], "top", 4, LINE, 6)


def _set_defaults(styles: BaseOxmlElement) -> None:
    """Say font, size and language once for all, so that only what differs is said again: tables have their own size."""
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    fonts = defaults.find(qn("w:rFonts"))
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    for size in ("sz", "szCs"):
        defaults.find(qn(f"w:{size}")).set(qn("w:val"), "21")
    defaults.find(qn("w:lang")).set(qn("w:val"), "en-GB")


def _dress_table(style: BaseOxmlElement, size: float, margin: float) -> None:
    """Give tables a line under every row, a stronger one and bold letters in the header, and smaller letters."""
    sizes = f'<w:sz w:val="{2 * size:.0f}"/><w:szCs w:val="{2 * size:.0f}"/>'
    style.insert_element_before(parse_xml(f"<w:rPr {nsdecls('w')}>{sizes}</w:rPr>"), "w:tblPr")
    for side in ("left", "right"):
        style.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}/{qn(f'w:{side}')}").set(qn("w:w"), f"{20 * margin:.0f}")
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>' for edge in ("bottom", "insideH")
    )
    style.find(qn("w:tblPr")).insert_element_before(
        parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>"), "w:tblCellMar"
    )
    header = style.find(qn("w:tblStylePr"))
    header.insert(0, parse_xml(f"<w:rPr {nsdecls('w')}><w:b/></w:rPr>"))
    line = header.find(f".//{qn('w:tcBorders')}/{qn('w:bottom')}")
    line.set(qn("w:sz"), "12")
    line.set(qn("w:color"), INK)


def _border(style: ParagraphStyle, side: str, eighths: int, colour: str, space: int) -> None:
    borders = OxmlElement("w:pBdr")
    edge = OxmlElement(f"w:{side}")
    for key, value in {"val": "single", "sz": eighths, "space": space, "color": colour}.items():
        edge.set(qn(f"w:{key}"), str(value))
    borders.append(edge)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _shade(style: ParagraphStyle, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for key, value in {"val": "clear", "color": "auto", "fill": colour}.items():
        shade.set(qn(f"w:{key}"), value)
    style.element.get_or_add_pPr().insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc")


def _set_running_lines(document: WordDocument) -> None:
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.style = document.styles["Header"]
    add_field(header, "TITLE")
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    width = section.page_width - section.left_margin - section.right_margin
    footer.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    add_field(footer, MARK)
    footer.add_run("\tPage ")
    add_field(footer, "PAGE")
    footer.add_run(" of ")
    add_field(footer, "NUMPAGES")


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field that Word fills in: `PAGE`, `TITLE`."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {instruction} ")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1" if instruction in {"PAGE", "NUMPAGES"} else ""
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields


if __name__ == "__main__":
    write_reference(Path("reports/theme/paper.docx"))
    write_reference(Path("reports/theme/landscape.docx"), landscape=True)
