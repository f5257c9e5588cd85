"""What a workbook keeps beside the cells of its sheets: remarks, names, lists to choose from, properties, leftovers.

For looking at a file before any reader does. A spreadsheet program shows little of this, and copies all of it.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from analysis.sources.markup import pieces

# Parts that say how a workbook looks, or who wrote in it: no list of what is counted stands in them.
LOOKS_ONLY = re.compile(
    r"(?:^|/)(?:theme|media|printerSettings|persons|Thumbnails|Configurations2)/|calcChain|(?:^|/)styles\.(?:xml|bin)$"
    r"|\[Content_Types\]|(?:^|/)mimetype$|META-INF/|vbaProject|\.vml$|(?:^|/)settings\.xml$"
)
SHEETS = re.compile(r"^xl/(?:\w*sheets)/[^/]+\.(?:xml|bin)$")
OWN_DATA = re.compile(r"^customXml/")  # what a program keeps of its own in a workbook, in any form
FEWEST_VALUES: Final = 5  # of one attribute
LONGEST_LIST: Final = 4_000  # texts of one part that are looked at as a column
CELLS: Final = "sheetdata"  # the element with the cells of a sheet, which are looked at elsewhere
SHORTEST_TEXT: Final = 4  # characters of a text in a part that is no XML
WRITERS: Final = frozenset(
    ("author", "creator", "lastmodifiedby", "initial-creator", "manager", "company", "application", "appversion")
)  # elements that name who wrote, and with what
WITHIN_TEXT: Final = frozenset(("t", "r", "rpr", "b", "i", "u", "sz", "color", "rfont", "family", "charset", "scheme"))
_VALUE = re.compile(
    r"(?<!\w)(?:name|v|val|value|location|tooltip|display|Target|command|expression|content|title|descr"
    r'|string-value|prompt|error|caption|uniqueName)=(?:"([^"]*)"|\'([^\']*)\')'
)
_ANY_VALUE = re.compile(r"\s(\w+)=(?:\"([^\"]*)\"|'([^']*)')")
_QUOTED_LIST = re.compile(r'^"[^"]*"$')
_UTF16 = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}")
_LATIN = re.compile(rb"[\x20-\x7e\xa0-\xff]{4,}")
_REMARK_OF_OLD_EXCEL = re.compile(rb"\xb6\x01\x12\x00.{18}\x3c\x00(..)([\x00\x01])", re.DOTALL)
_MARKS = re.compile(r"^(?:=\"(.*)\"|'(.*)|#(?=\d)(.*))$", re.DOTALL)
_WHOLE = re.compile(r"(\d{5,})\.0+")


def without_unseen_signs(text: str) -> str:
    """Return a text without signs that are not seen, and with the usual sign for each that only looks unusual."""
    if text.isascii():
        return text
    return "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")


def as_seen(text: str) -> str:
    """Return a cell as it is meant: without signs that are not seen, marks that make it text, or zeros behind."""
    if text.isascii() and text[:1] not in "='#" and "." not in text:
        return text
    shown = without_unseen_signs(text)
    marked = _MARKS.match(shown.strip())
    if marked is not None:
        shown = next(part for part in marked.groups() if part is not None)
    whole = _WHOLE.fullmatch(shown.strip())
    return whole[1] if whole is not None else shown


def is_worth_a_look(name: str) -> bool:
    """Whether a part of a workbook may hold texts of its own."""
    return LOOKS_ONLY.search(name) is None


def texts_beside(name: str, content: bytes, cells: frozenset[str]) -> Iterator[list[str]]:
    """Yield lists of the texts that one part of a workbook has and no cell shows.

    name: of the part in the package. cells: what the cells show, which is looked at elsewhere.
    """
    if name.endswith(".bin"):
        if not SHEETS.match(name):
            yield _unseen(_texts_of_binary(content), cells)
        return
    markup = content.decode("utf-8", "replace")
    yield from _texts_of_markup(markup, cells)
    if OWN_DATA.match(name):
        yield from _values_by_name(markup, cells)


def _values_by_name(markup: str, cells: frozenset[str]) -> Iterator[list[str]]:
    """Yield the values of each attribute that comes again and again: data of a program's own are kept in any of them.

    Those with a prefix are left out: they are the schemas of document stores.
    """
    values: dict[str, list[str]] = {}
    for piece in pieces(markup):
        for name, first, second in _ANY_VALUE.findall(piece.text) if piece.tag else ():
            values.setdefault(name, []).append(html.unescape(first or second))
    yield from (_unseen(found, cells) for found in values.values() if len(found) >= FEWEST_VALUES)


def _texts_of_markup(markup: str, cells: frozenset[str]) -> Iterator[list[str]]:
    """Yield the texts between tags, each list to choose from, and the values of attributes."""
    texts: list[list[str]] = [[]]  # each as its runs, put together at the end
    values: list[str] = []
    passed_over = ""
    for piece in pieces(markup):
        if passed_over:
            passed_over = "" if piece.closes and piece.tag == passed_over else passed_over
        elif not piece.tag:
            texts[-1].append(piece.text)
        elif piece.tag in WRITERS or piece.tag == CELLS:
            passed_over = "" if piece.closes or piece.is_empty else piece.tag
        else:
            values += [first or second for first, second in _VALUE.findall(piece.text)]
            if piece.tag not in WITHIN_TEXT and texts[-1]:
                texts.append([])
    said = [html.unescape("".join(runs)) for runs in texts]
    yield _unseen((text for text in said if not _QUOTED_LIST.match(text.strip())), cells)
    for text in said:
        if _QUOTED_LIST.match(text.strip()):
            yield _unseen(text.strip()[1:-1].split(","), cells)
    yield _unseen(map(html.unescape, values), cells)


def _unseen(texts: Iterable[str], cells: frozenset[str]) -> list[str]:
    kept = (" ".join(as_seen(text).replace("_", " ").split()) for text in texts)
    return list(dict.fromkeys(text for text in kept if text and text not in cells))[:LONGEST_LIST]


def _texts_of_binary(content: bytes) -> list[str]:
    return [found.decode("utf-16-le") for found in _UTF16.findall(content)]


def texts_of_old_workbook(content: bytes) -> str:
    """Return every readable text of a workbook of the old kind, one a line: its remarks and properties among them."""
    found = [*_texts_of_binary(content), *(text.decode("latin-1") for text in _LATIN.findall(content))]
    return "\n".join(text for text in found if len(text) >= SHORTEST_TEXT)


def remarks_of_old_workbook(content: bytes) -> list[str]:
    """Return the remarks on cells of a workbook of the old kind."""
    remarks = []
    for found in _REMARK_OF_OLD_EXCEL.finditer(content):
        length, wide = int.from_bytes(found[1], "little") - 1, found[2] == b"\x01"
        text = content[found.end() : found.end() + length]
        remarks.append(text.decode("utf-16-le" if wide else "latin-1", "replace"))
    return remarks
