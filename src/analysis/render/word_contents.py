"""The contents list of a Word document, filled in: pandoc leaves an empty field that Word asks to be let work out.

The list has links and no page numbers, which only Word knows; it is still Word's own and can be updated there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

_LEVELS = re.compile(r'TOC \\o "1-(\d)"')
_HEADING = re.compile(r"Heading(\d)$")
_FIELD = 'TOC \\o "1-{depth}" \\n \\h \\z \\u'  # \n: without page numbers


@dataclass(frozen=True, slots=True)
class WordHeading:
    """A heading that a contents list names. anchor: the bookmark at it."""

    level: int
    text: str
    anchor: str


def fill_contents(body: BaseOxmlElement) -> None:
    """Write the headings into the contents list of a document; nothing where it has no list, or one that is filled."""
    for instruction in body.iter(qn("w:instrText")):
        asked = _LEVELS.search(instruction.text or "")
        paragraph = next(instruction.iterancestors(qn("w:p")))
        if asked and not any(each.text for each in paragraph.iter(qn("w:t"))):
            found = [heading for heading in headings(body) if heading.level <= int(asked[1])]
            _write(paragraph, found, int(asked[1]))
            return


def headings(body: BaseOxmlElement) -> Iterator[WordHeading]:
    """Yield the headings that have a bookmark, in order."""
    for paragraph in body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level = _HEADING.match(style.get(qn("w:val"), "")) if style is not None else None
        mark = paragraph.getprevious()
        if level and mark is not None and mark.tag == qn("w:bookmarkStart"):
            text = "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
            yield WordHeading(int(level[1]), text, mark.get(qn("w:name")))


def _write(field: BaseOxmlElement, found: list[WordHeading], depth: int) -> None:
    """Put one paragraph a heading into the field: its beginning stands in the first of them, its end after the last."""
    lines = [_line(heading) for heading in found]
    begin = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve">{_FIELD.format(depth=depth)}</w:instrText></w:r>'
    if lines:
        opening = [begin.format("begin"), instruction, begin.format("separate")]
        for place, part in enumerate(opening, start=1):  # after the properties of the paragraph
            lines[0].insert(place, _element(part))
        lines[-1].append(_element(begin.format("end")))
    for line in lines:
        field.addprevious(line)
    field.getparent().remove(field)


def _line(heading: WordHeading) -> BaseOxmlElement:
    line = _element(
        f'<w:p><w:pPr><w:pStyle w:val="TOC{heading.level}"/></w:pPr><w:hyperlink w:history="1"><w:r>'
        '<w:t xml:space="preserve"/></w:r></w:hyperlink></w:p>'
    )
    link = line.find(qn("w:hyperlink"))
    link.set(qn("w:anchor"), heading.anchor)
    link.find(f"{qn('w:r')}/{qn('w:t')}").text = heading.text
    return line


def _element(text: str) -> BaseOxmlElement:
    return parse_xml(f"<w:body {nsdecls('w')}>{text}</w:body>")[0]
