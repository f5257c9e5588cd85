"""The rooms of the library: who may import whom, and how big they are."""

import ast
import re

import pytest

from source_trees import tree_of

ORDER = [
    "sources",
    "store",
    "audit",
    "questions",
    "language",
    "present",
    "ask",
    "explore",
    "render",
    "execution",
    "papers",
    "packs",
    "cli",
]
GROUND = ["catalogue", "methods"]  # stand under all others and import nothing of ours
LONGEST = 400  # lines of a module


def modules(root):
    return sorted((root / "src" / "analysis").rglob("*.py"))


def room(root, path):
    return path.relative_to(root / "src" / "analysis").parts[0].removesuffix(".py")


def imported_rooms(path):
    for node in ast.walk(tree_of(path)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "analysis" else [node.module]
            )
        for name in names:
            parts = name.split(".")
            if parts[0] == "analysis" and len(parts) > 1:
                yield parts[1]


def may_import(importer, imported):
    if importer in {imported, "__main__"}:
        return True
    if imported in GROUND:
        return importer not in GROUND
    if importer not in ORDER or imported not in ORDER:
        return False
    return ORDER.index(imported) < ORDER.index(importer)


def test_rooms_import_in_one_direction_only(root):
    wrong = [
        f"{path.relative_to(root)} imports {imported}"
        for path in modules(root)
        if path.name != "__init__.py" or path.parent.name != "analysis"
        for imported in imported_rooms(path)
        if not may_import(room(root, path), imported)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("packs", "render", True),
        ("render", "papers", False),
        ("execution", "papers", False),
        ("language", "present", False),
        ("methods", "catalogue", False),
        ("store", "catalogue", True),
        ("audit", "store", True),
        ("sources", "store", False),
        ("cli", "elsewhere", False),
    ],
)
def test_the_rule_of_direction(importer, imported, allowed):
    assert may_import(importer, imported) is allowed


def test_no_module_has_outgrown_a_reader(root):
    long = {
        str(path.relative_to(root)): lines
        for path in modules(root)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_nothing_is_left_to_be_done_later(root):
    unfinished = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|NotImplemented" + r"Error)\b")
    files = [*modules(root), *(root / "reports").glob("*.qmd"), *(root / "notebooks").glob("*.ipynb")]
    assert [path.name for path in files if unfinished.search(path.read_text(encoding="utf-8"))] == []
