"""A paper that somebody has open says so, and nothing half-made is left."""

import datetime as dt
from pathlib import Path

import pytest

from analysis.render import RenderError, placing
from analysis.render.placing import MadeFile, finish, finish_and_place, put_in_place


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


def test_every_file_is_finished_before_the_first_is_put_in_its_place(tmp_path, monkeypatch):
    done = []
    for kind in ("word", "slides", "page"):

        def finish(path, *given, kind=kind):
            done.append((kind, path.suffix, *given))

        monkeypatch.setattr(placing, f"finish_{kind}", finish)
    monkeypatch.setattr(placing, "put_in_place", lambda file, place: done.append((file.name, place.name)))
    day, kinds = dt.date(2021, 7, 1), (".docx", ".pptx", ".html", ".pdf")
    files = [MadeFile(tmp_path / f"a{kind}", tmp_path / f"b{kind}", day) for kind in kinds]
    finish_and_place(files, {"mark": "A line."})
    finished = [("word", ".docx", {"mark": "A line."}, day), ("slides", ".pptx", {"mark": "A line."}, day)]
    assert done[:3] == [*finished, ("page", ".html")]
    assert done[3:] == [(f"a{kind}", f"b{kind}") for kind in kinds]


def test_a_file_is_finished_as_its_kind_wants_it_and_a_pdf_stays_as_it_is(tmp_path, monkeypatch):
    done = []
    for kind in ("word", "slides", "page"):
        monkeypatch.setattr(placing, f"finish_{kind}", lambda _, *given, kind=kind: done.append((kind, *given)))
    day = dt.date(2021, 7, 1)
    found = {}
    for ending in (".docx", ".pptx", ".html", ".pdf"):
        done.clear()
        finish(tmp_path / f"a{ending}", {"mark": "A line."}, day)
        found[ending] = list(done)
    said = ({"mark": "A line."}, day)
    assert found == {".docx": [("word", *said)], ".pptx": [("slides", *said)], ".html": [("page",)], ".pdf": []}
