"""A paper that somebody has open says so, and nothing half-made is left."""

from pathlib import Path

import pytest

from analysis.render import RenderError
from analysis.render.placing import put_in_place


def test_a_paper_that_is_open_elsewhere_says_to_close_it(tmp_path, monkeypatch):
    made, place = tmp_path / "made.docx", tmp_path / "papers/paper.docx"
    place.parent.mkdir()
    made.write_text("new", "utf-8")
    place.write_text("old", "utf-8")

    def locked(_self, target):
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(RenderError, match=r"(?s)paper\.docx cannot be replaced.*Close it in Word"):
        put_in_place(made, place)
    assert place.read_text("utf-8") == "old"
    assert [path.name for path in place.parent.iterdir()] == ["paper.docx"]
