"""A logo stands on the master of the slides, in its own proportions, and survives the renderer."""

import re
import shutil
import zipfile

import pytest
from PIL import Image

from analysis.render import render
from analysis.render.slide_template import EDGE, HEIGHT, MASTER, NAME, RELATIONS, SLIDE, TYPES, WIDEST, add_logo


@pytest.fixture
def template(root, tmp_path):
    return shutil.copyfile(root / "reports/theme/slides.pptx", tmp_path / "slides.pptx")


def logo(tmp_path, across, up, name="logo.png"):
    path = tmp_path / name
    Image.new("RGB", (across, up), "#5a0000").save(path)
    return path


def placed(template):
    with zipfile.ZipFile(template) as parts:
        master = parts.read(MASTER).decode()
        found = re.search(r'r:embed="rIdLogo".*?<a:off x="(\d+)" y="(\d+)"/><a:ext cx="(\d+)" cy="(\d+)"/>', master)
        return [int(number) for number in found.groups()]


@pytest.mark.parametrize(("across", "up"), [(300, 100), (100, 300), (4000, 100)])
def test_a_logo_keeps_its_proportions_at_the_lower_right_of_the_slide(template, tmp_path, across, up):
    add_logo(template, logo(tmp_path, across, up))
    x, y, wide, high = placed(template)
    assert wide / high == pytest.approx(across / up, rel=0.01)
    assert wide <= WIDEST
    assert high <= HEIGHT
    assert (x + wide, y + high) == (SLIDE[0] - EDGE, SLIDE[1] - EDGE)


def test_a_jpeg_is_declared_as_one(template, tmp_path):
    add_logo(template, logo(tmp_path, 30, 10, "logo.JPG"))
    with zipfile.ZipFile(template) as parts:
        assert 'Extension="jpg" ContentType="image/jpeg"' in parts.read(TYPES).decode()
        assert f"{NAME}.jpg" in parts.namelist()
        assert "../media/image1.jpg" in parts.read(RELATIONS).decode()


def test_slides_made_with_the_template_show_the_logo_beside_their_own_pictures(template, tmp_path):
    shown = logo(tmp_path, 300, 100)
    add_logo(template, shown)
    (tmp_path / "paper.qmd").write_text(
        "---\ntitle: Slides\ndate: 2021-07-15\nformat:\n  pptx:\n    reference-doc: slides.pptx\n---\n\n"
        "## One\n\nWords.\n",
        encoding="utf-8",
    )
    (made,) = render(tmp_path / "paper.qmd", "builtin").papers
    with zipfile.ZipFile(made) as parts:
        assert parts.read(f"{NAME}.png") == shown.read_bytes()
        assert "rIdLogo" in parts.read(MASTER).decode()
        assert "image1.png" in parts.read(RELATIONS).decode()


def test_no_words_of_a_slide_are_in_a_paler_shade_than_papers_have(template):
    with zipfile.ZipFile(template) as parts:
        sheets = [name for name in parts.namelist() if re.match(r"ppt/slide(Layouts|Masters)/\w+\.xml", name)]
        shades = {name for name in sheets if b"<a:tint" in parts.read(name)}
    assert len(sheets) > 5
    assert shades == set()
