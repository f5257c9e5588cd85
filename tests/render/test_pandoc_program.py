"""Finding pandoc."""

import pypandoc
import pytest

from analysis.render import pandoc_program
from analysis.render.outcome import RenderError
from analysis.render.pandoc_program import pandoc_path, pandoc_version


def test_pandoc_is_there_and_says_its_version():
    assert pandoc_version().split(".")[0].isdigit()
    assert pandoc_version() == str(pypandoc.get_pandoc_version())


def test_where_there_is_none_it_says_how_to_get_it(monkeypatch):
    def none():
        raise OSError("No pandoc was found")

    monkeypatch.setattr(pandoc_program.pypandoc, "get_pandoc_path", none)
    pandoc_path.cache_clear()
    try:
        with pytest.raises(RenderError, match="There is no pandoc") as refused:
            pandoc_path()
        assert "pip install" in refused.value.hint
    finally:
        pandoc_path.cache_clear()
