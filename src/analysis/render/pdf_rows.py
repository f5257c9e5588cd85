"""Headers of rows in a PDF: Typst tags the header of a table and no row of it, unless a trial feature is switched on.

The structure tree is completed afterwards: the cells that name a row become TH with scope Row, as in HTML and Word.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf

_NAMED = re.compile(r"^// rows named by: (\d+)$", re.MULTILINE)


# A row that heads a group, as pandoc writes what the table filter made of it: one cell over all columns, on grey.
_GROUP = re.compile(
    r'^( *)(table\.cell\((?:[^()\n]|\([^()\n]*\))*fill: rgb\("#f3f5f7"\)\)\[#strong\[.*\]\]),$', re.MULTILINE
)


def with_group_headers(typst: str) -> str:
    """Return a document in which what heads a group of rows is a header, which no page break parts from its rows."""
    return _GROUP.sub(r"\1table.header(level: 2, repeat: false, \2),", typst)


def naming_columns(typst: str) -> list[int]:
    """Return for each table of a document, in order, how many columns name its rows, as the table filter wrote them."""
    return [int(count) for count in _NAMED.findall(typst)]


def name_rows(path: Path, columns: Sequence[int]) -> None:
    """Make headers of the cells that name rows, in place; nothing where the tables of the PDF are not those counted.

    columns: for each table of the PDF in reading order, how many cells at the left name a row.
    """
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        tables = [element for element in _below(pdf.Root.StructTreeRoot) if element.S == "/Table"]
        if not any(columns) or len(tables) != len(columns):
            return
        scope = pdf.make_indirect(pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row))
        for table, count in zip(tables, columns, strict=True):
            for row in _below(table):
                if row.S == "/TR":
                    _name(row, count, scope)
                elif row.S == "/TFoot":  # the last rows, which the table filter keeps together: rows like the others
                    row.S = pikepdf.Name.TBody
        pdf.save(path, deterministic_id=True)


def _name(row: pikepdf.Object, count: int, scope: pikepdf.Object) -> None:
    """Make headers of the first cells of a row of data; a heading over several columns is none of them."""
    cells = list(_children(row))
    if len(cells) <= count or any(cell.S != "/TD" for cell in cells):
        return
    for cell in cells[:count]:
        cell.S = pikepdf.Name.TH
        held = cell.get("/A")
        others = list(held) if isinstance(held, pikepdf.Array) else [held] if held is not None else []
        cell.A = pikepdf.Array([*others, scope]) if others else scope


def _below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the elements below one, in reading order."""
    for child in _children(element):
        yield child
        yield from _below(child)


def _children(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    held = element.get("/K")
    for child in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
