import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

from analysis import methods

MODULES = sorted(module.name for module in pkgutil.iter_modules(methods.__path__))
PAGES = sorted(Path(__file__).resolve().parents[2].joinpath("docs/methods").glob("*.md"))


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_show_what_the_code_gives(name):
    module = importlib.import_module(f"analysis.methods.{name}")
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_on_the_pages_show_what_the_code_gives(page):
    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0
