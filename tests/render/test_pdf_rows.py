"""Rows of tables in a PDF have headers, which a screen reader says before each cell."""

import pikepdf
import pypdf
import pytest

from analysis.render import render
from analysis.render.pdf_checks import check_pdf
from analysis.render.pdf_rows import name_rows, naming_columns, with_group_headers

PAPER = """---
title: A
format: typst
---

## Card

| Ref | Measure | Rate |
|---|---|--:|
| 2.1 | Children on a plan | 45.6 |
| 2.2 | Children in care | 125.6 |

: The card {#tbl-card}

## Years

| Year | Rate |
|---|--:|
| 2020 | 45.6 |
| 2021 |  |

Text with a picture of a table: `| a | b |`.
"""


@pytest.fixture
def made(tmp_path):
    (tmp_path / "paper.qmd").write_text(PAPER, "utf-8")
    (path,) = render(tmp_path / "paper.qmd", "builtin").papers
    return path


def cells(path):
    """Return the kind and scope of each cell by row and table."""

    def below(element):
        held = element.get("/K")
        for child in held if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                yield child
                yield from below(child)

    def scope(cell):
        held = cell.get("/A")
        held = held if isinstance(held, pikepdf.Array) else [held]
        return next((str(each.Scope) for each in held if each is not None and "/Scope" in each), "")

    with pikepdf.open(path) as pdf:
        tables = [each for each in below(pdf.Root.StructTreeRoot) if each.S == "/Table"]
        return [
            [[str(cell.S) + scope(cell) for cell in row.K] for row in below(table) if row.S == "/TR"]
            for table in tables
        ]


def test_rows_are_named_by_one_cell_or_by_reference_and_name(made):
    card, years = cells(made)
    assert card == [["/TH/Column"] * 3, *[["/TH/Row", "/TH/Row", "/TD"]] * 2]
    assert years == [["/TH/Column"] * 2, *[["/TH/Row", "/TD"]] * 2]
    assert check_pdf(made) == ()


def test_the_last_rows_that_are_kept_together_are_rows_like_the_others(tmp_path):
    rows = "\n".join(f"| 3.{number} | Children of the row {number} | {number} |" for number in range(12))
    (tmp_path / "long.qmd").write_text(PAPER.replace("| 2.2 | Children in care | 125.6 |", rows), "utf-8")
    (made,) = render(tmp_path / "long.qmd", "builtin").papers
    card, _ = cells(made)
    assert card == [["/TH/Column"] * 3, *[["/TH/Row", "/TH/Row", "/TD"]] * 13]
    with pikepdf.open(made) as pdf:
        kinds = {str(each.S) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each}
    assert "/TFoot" not in kinds
    assert check_pdf(made) == ()


def test_naming_again_changes_nothing(made):
    before = cells(made)
    name_rows(made, [2, 1])
    assert cells(made) == before


@pytest.mark.parametrize("columns", [[1], [1, 1, 1], [0, 0], []])
def test_a_pdf_whose_tables_are_not_those_counted_is_left_as_it_is(made, columns):
    before = made.read_bytes()
    name_rows(made, columns)
    assert made.read_bytes() == before


def test_a_row_without_a_header_is_found_by_the_check(made):
    with pikepdf.open(made, allow_overwriting_input=True) as pdf:
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH":
                element.S = pikepdf.Name.TD
        pdf.save(made)
    assert "A row of a table has no header." in check_pdf(made)


def test_counts_are_read_in_order_and_not_from_the_words_of_a_paper():
    text = "// rows named by: 2\n#table()\nHe said // rows named by: 9 and left.\n// rows named by: 0\n"
    assert naming_columns(text) == [2, 0]


def in_groups(rows_before):
    """A page that is full after so many rows, of which another group begins."""
    rows = "".join(f"<tr><th>r{number}</th><td>1</td></tr>" for number in range(rows_before))
    after = "".join(f"<tr><th>s{number}</th><td>1</td></tr>" for number in range(8))
    head = '<tr><th colspan="2">Second (b) "group" [1]</th></tr>'
    return f"""---
title: A
format:
  typst:
    papersize: a5
---

## Card

```{{=html}}
<table><thead><tr><th>Measure</th><th>Rate</th></tr></thead><tbody>{rows}{head}{after}</tbody></table>
```
"""


def test_what_heads_a_group_of_rows_never_stands_alone_at_the_foot_of_a_page(tmp_path):
    begun = []
    for rows in range(16, 30):
        (tmp_path / "paper.qmd").write_text(in_groups(rows), "utf-8")
        (path,) = render(tmp_path / "paper.qmd", "builtin").papers
        assert not check_pdf(path)
        pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
        begun += [(number, "s0" in page) for number, page in enumerate(pages) if "Second" in page]
    assert {number for number, _ in begun} == {0, 1}  # a page did end about there
    assert all(with_a_row for _, with_a_row in begun)


def test_only_what_heads_a_group_becomes_a_header():
    row = '  table.cell(colspan: 2, fill: rgb("#f3f5f7"))[#strong[One]],\n'
    assert with_group_headers(row) == f"  table.header(level: 2, repeat: false, {row.strip()[:-1]}),\n"
    plain = '  table.cell(fill: rgb("#f3f5f8"))[#strong[One]], [2],\n  table.cell(colspan: 2)[#strong[x]],\n'
    assert with_group_headers(plain) == plain
