"""The library is everybody's: outside the national registers it holds no council's name as data or as a rule."""

import ast
import re

import pytest

from analysis.catalogue.area import areas
from source_trees import tree_of

REGISTERS = {"areas", "neighbours"}  # of src/analysis/catalogue: all of England, and the Department's groups
ORDINARY_WORDS = {"Reading", "Bury"}  # authorities whose names are also words
HELP = "cli"  # examples of what to type may name one


@pytest.fixture(scope="module")
def of_a_council():
    """A pattern that finds a council's name or code."""
    names = {area.name for area in areas().authorities()} - ORDINARY_WORDS
    return re.compile(rf"\b({'|'.join(map(re.escape, sorted(names)))}|E(?:06|07|08|09|10)\d{{6}})\b", re.IGNORECASE)


def data_files(root):
    library = root / "src" / "analysis"
    for path in sorted(library.rglob("*")):
        parts = path.relative_to(library).parts
        register = parts[0] == "catalogue" and parts[1:2] and parts[1] in REGISTERS
        if path.suffix in {".yml", ".csv", ".json", ".toml", ".md"} and not register:
            yield path


def texts_of(path):
    """Yield every text and name of a module that runs: not its docstrings, nor its comments."""
    tree = tree_of(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    doc = {
        id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and ast.get_docstring(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in doc:
            yield node.value
        elif isinstance(node, ast.Name):
            yield node.id.replace("_", " ")


def test_no_councils_name_stands_in_the_librarys_data(root, of_a_council):
    found = {
        str(path.relative_to(root)): sorted(set(of_a_council.findall(path.read_text(encoding="utf-8"))))
        for path in data_files(root)
    }
    assert {name: names for name, names in found.items() if names} == {}


def test_no_councils_name_stands_in_the_librarys_code(root, of_a_council):
    library = root / "src" / "analysis"
    found = {
        str(path.relative_to(root)): text
        for path in sorted(library.rglob("*.py"))
        if path.relative_to(library).parts[0] != HELP
        for text in texts_of(path)
        if of_a_council.search(text)
    }
    assert found == {}


def test_no_file_of_the_library_is_named_after_a_council(root, of_a_council):
    named = [
        path for path in (root / "src" / "analysis").rglob("*") if of_a_council.search(path.stem.replace("_", " "))
    ]
    assert named == []


def test_what_is_a_councils_name_is_known(of_a_council):
    assert of_a_council.search("measures of Torbay")
    assert of_a_council.search("area: E06000027")
    assert not of_a_council.search("Reading the file, E92000001")
