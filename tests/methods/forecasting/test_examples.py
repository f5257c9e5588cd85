import doctest
import importlib
import pkgutil

import pytest

from analysis.methods import forecasting

MODULES = sorted(module.name for module in pkgutil.iter_modules(forecasting.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_show_what_the_code_gives(name):
    module = importlib.import_module(f"analysis.methods.forecasting.{name}")
    assert doctest.testmod(module).failed == 0
