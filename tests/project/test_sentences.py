"""Sentences of tables stand in the phrase book, where somebody who does not program can change them."""

import ast

SENTENCE = 5  # words: fewer are a label


def sentences(source):
    """Yield the texts of a module that are sentences, without docstrings and what errors say."""
    tree = ast.parse(source)
    passed = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            passed.add(id(node.body[0].value))
        if isinstance(node, ast.Raise):
            passed |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            text = node.value.strip()
            if text.endswith(".") and text[0].isupper() and len(text.split()) >= SENTENCE:
                yield text


def test_no_sentence_of_a_table_stands_in_python(root):
    modules = sorted((root / "src/analysis/present/tables").glob("*.py"))
    found = {path.name: list(sentences(path.read_text(encoding="utf-8"))) for path in modules}
    assert len(modules) > 10
    assert {name: told for name, told in found.items() if told} == {}


def test_a_sentence_is_found_and_a_docstring_is_none():
    source = '"""A docstring with many words."""\nNOTE = "Rates are never rated here, whatever they are."\n'
    assert list(sentences(source)) == ["Rates are never rated here, whatever they are."]
