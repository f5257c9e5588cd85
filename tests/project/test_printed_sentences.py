"""No sentence above, beside or behind a chart, or above a table, stands in Python: the phrase book has them all."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

WORDS = re.compile(r"[a-z]{2,}[,;:]? [a-z]{2,}")  # two words, one after the other
ROOMS = ("present/charts", "present/tables")


def joined(tree: ast.Module) -> Iterator[str]:
    """Texts put together in a module, with `…` for each part; those of errors left out."""
    raised = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Raise) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in raised:
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)


def found(root: Path) -> set[tuple[str, str]]:
    files = (file for room in ROOMS for file in sorted((root / "src" / "analysis" / room).glob("*.py")))
    return {
        (f"{file.parent.name}/{file.name}", text)
        for file in files
        for text in joined(ast.parse(file.read_text(encoding="utf-8")))
        if WORDS.search(text) and not text.startswith("<")  # part of a page
    }


def test_no_sentence_of_a_chart_or_a_table_is_put_together_in_python(root):
    assert found(root) == set(), "Write it into src/analysis/language/phrasebook.yml."


def test_a_sentence_that_is_put_together_is_found():
    tree = ast.parse('def caption(area):\n    return f"{area} went from here to there"\n')
    assert [text for text in joined(tree) if WORDS.search(text)] == ["… went from here to there"]
