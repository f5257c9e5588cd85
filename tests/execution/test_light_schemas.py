"""What checks notebooks is loaded without a grammar that takes a second to compile, and checks them all the same."""

import subprocess
import sys

import nbformat
import pytest

from analysis.execution import light_schemas

LOADED = """
import sys
from analysis.execution import light_schemas
import nbformat
print("jsonschema" in sys.modules, "rfc3987_syntax" in sys.modules)
import rfc3987_syntax
print(rfc3987_syntax.is_valid_syntax_iri("https://example.org/"))
"""


def test_the_grammar_is_not_compiled_and_is_there_for_whoever_asks():
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "True"]


def test_a_notebook_that_is_none_is_still_refused():
    broken = nbformat.from_dict({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [{"cell_type": "code"}]})
    with pytest.raises(nbformat.ValidationError):
        nbformat.validate(broken)


def test_loaded_already_nothing_is_touched(monkeypatch):
    monkeypatch.setitem(sys.modules, light_schemas.LIBRARY, sys)
    monkeypatch.setattr(light_schemas.importlib, "import_module", None)
    light_schemas.load()
    assert light_schemas.GRAMMAR not in sys.modules or sys.modules[light_schemas.GRAMMAR] is not None
