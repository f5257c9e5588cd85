import shutil
import zipfile

import docx
import pytest
from PIL import Image

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.look import CouncilLook
from analysis.papers.own_look import dress


@pytest.fixture
def build(tmp_path, root):
    shutil.copytree(root / "reports" / "theme", tmp_path / "theme")
    return tmp_path


def styles(path):
    with zipfile.ZipFile(path) as parts:
        return parts.read("word/styles.xml").decode().upper()


def test_both_colours_reach_the_pages_the_pdfs_and_word(build):
    dress(build, CouncilLook(accent="#5a0000", links="#005a00"))
    css = (build / "theme" / "paper.css").read_text(encoding="utf-8")
    typ = (build / "theme" / "typst-template.typ").read_text(encoding="utf-8")
    assert "--accent: #5a0000" in css
    assert "--link: #005a00" in css
    assert 'accent = rgb("#5a0000")' in typ
    assert 'links = rgb("#005a00")' in typ
    assert "5A0000" in styles(build / "theme" / "paper.docx")
    assert "12436D" not in styles(build / "theme" / "paper.docx")


def test_the_councils_word_template_and_logo_stand_in_the_theme(build, tmp_path):
    template, logo = tmp_path / "t.docx", tmp_path / "l.JPG"
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    document.save(str(template))
    Image.new("RGB", (30, 10)).save(logo)
    dress(build, CouncilLook(logo=logo, word_template=template, accent="#5a0000"))
    upright, lying = (docx.Document(str(build / "theme" / name)) for name in ("paper.docx", "landscape.docx"))
    assert upright.styles["Normal"].font.name == lying.styles["Normal"].font.name == "Georgia"
    assert upright.sections[0].page_width < lying.sections[0].page_width
    assert "5A0000" in styles(build / "theme" / "paper.docx")  # the styles that the template lacked
    assert (build / "theme" / "logo.jpg").read_bytes() == logo.read_bytes()
    with zipfile.ZipFile(build / "theme" / "slides.pptx") as parts:
        assert parts.read("ppt/media/image1.jpg") == logo.read_bytes()


def test_nothing_set_changes_nothing(build, root):
    dress(build, CouncilLook())
    for path in (root / "reports" / "theme").glob("*.*"):
        assert (build / "theme" / path.name).read_bytes() == path.read_bytes()


def test_a_theme_without_the_colour_is_named(build):
    (build / "theme" / "paper.css").write_text("body {}", encoding="utf-8")
    with pytest.raises(WorkbenchError, match=r"paper\.css names no colour"):
        dress(build, CouncilLook(accent="#5a0000"))
