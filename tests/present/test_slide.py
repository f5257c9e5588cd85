"""An answer on a slide: what is pasted, and where it goes."""

import io

import pandas.io.clipboard
import pytest
from matplotlib.image import imread

from analysis import ask
from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.workspace import Workspace
from analysis.present import slide as slides
from analysis.present.charts import caption, figure
from analysis.present.slide import Slide, delivered, slide_of, with_title


@pytest.fixture(scope="module")
def shown():
    return ask.why("cp_rate", area="Torbay", between="largest", month="2021-05")


@pytest.fixture
def clipboard(monkeypatch):
    held = []
    monkeypatch.setattr(pandas.io.clipboard, "clipboard_set", held.append)
    return held


@pytest.fixture
def no_clipboard(monkeypatch):
    def none(_text):
        raise pandas.io.clipboard.PyperclipException("no clipboard here")

    monkeypatch.setattr(pandas.io.clipboard, "clipboard_set", none)


def test_title_table_and_source_are_pasted_and_a_picture_under_its_title(shown):
    made = slide_of(shown.answer)
    lines = made.text.splitlines()
    assert made.title == lines[0] == shown.text("headline")
    assert lines[1].split("\t")[:3] == ["Year to March", "At start of year", "Started"]
    assert lines[-1] == "Torbay, May 2021."
    assert "<th" in made.html
    assert ">297<" in made.html
    assert made.alt


def test_a_table_alone_or_a_figure_alone(shown):
    table = slide_of(shown.answer, "verdicts")
    assert table.png is None
    assert "The first 12 of 14 lines." in table.text
    assert table.html.count("<tr>") == 13
    picture = slide_of(shown.answer, "rate")
    assert "<table" not in picture.html
    assert picture.title == caption(shown.answer, "rate")
    with pytest.raises(UnknownNameError, match='"rate"'):
        slide_of(shown.answer, "rates")


def test_the_title_stands_above_the_picture_which_is_untouched(shown):
    plain = imread(io.BytesIO(figure(shown.answer, "rate").png()), format="png")
    titled = imread(io.BytesIO(with_title(shown.answer, "rate", "A title " * 20)), format="png")
    added = titled.shape[0] - plain.shape[0]
    assert titled.shape[1] == plain.shape[1]
    assert added > 80
    assert (titled[added:] == plain).all()
    assert titled[:added].min() < 0.5
    assert titled[:added, -20:].min() == 1, "the title runs out of the picture"


def test_the_words_go_to_the_clipboard_of_this_machine(shown, clipboard):
    made = shown.copy()
    assert clipboard == [made.text]
    assert repr(made).startswith("The words and the table are on the clipboard")


@pytest.mark.usefixtures("no_clipboard")
def test_where_there_is_no_clipboard_it_is_written_and_said_where(shown, tmp_path):
    made = shown.copy(to=tmp_path / "slides")
    assert sorted(path.name for path in made.files) == ["cp.html", "cp.png", "cp.txt"]
    assert (tmp_path / "slides" / "cp.txt").read_text(encoding="utf-8") == made.text
    other = delivered(slide_of(shown.answer, "pathway"), "cp-pathway", None, Workspace(tmp_path, tmp_path / "data"))
    assert other.files[0].parent == tmp_path / "build" / "slides"
    assert str(other.files[0].parent) in other.where


def test_a_folder_that_is_a_file_is_said(shown, tmp_path):
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(WorkbenchError, match="cannot be written"):
        shown.copy(to=tmp_path / "taken")


def test_in_a_notebook_buttons_copy_and_nothing_is_written(shown, monkeypatch, clipboard):
    monkeypatch.setattr(slides, "_in_a_notebook", lambda: True)
    made = shown.copy()
    page = made._repr_html_()
    assert clipboard == []
    assert made.files == ()
    assert page.count("<button") == 2
    assert "Copy the picture" in page
    assert "data:image/png;base64," in page


def test_text_of_a_source_is_never_markup():
    made = Slide("<b>", "<p>&lt;b&gt;</p>", "<script>alert(1)</script>")
    assert "<script>" not in made._repr_html_()
    assert made._repr_html_().count("<button") == 1
