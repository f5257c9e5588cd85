"""Files of a council's look: what may not reach a paper is refused in plain words, before a pack is made."""

import struct
import zipfile

import docx
import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.look import look_of
from analysis.catalogue.look_files import problems_of_logo, problems_of_template
from analysis.catalogue.workspace import Workspace

PNG = b"\x89PNG\r\n\x1a\n"
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    'Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/></Relationships>'
)


def header(width, height):
    return PNG + b"\0\0\0\rIHDR" + struct.pack(">II", width, height)


@pytest.fixture
def template(tmp_path):
    """Return a function that writes a Word template with these parts beside its own."""

    def write(**parts):
        path = tmp_path / "template.docx"
        docx.Document().save(str(path))
        with zipfile.ZipFile(path, "a") as archive:
            for name, text in parts.items():
                archive.writestr(name.replace("__", "/"), text)
        return path

    return write


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("logo.png", header(600, 200), []),
        ("logo.png", b"<svg/>", ["is not the picture that its ending says; open it and save it as PNG"]),
        ("logo.png", b"\xff\xd8\xff\xe0", ["is not the picture that its ending says; open it and save it as PNG"]),
        ("logo.jpg", b"\xff\xd8\xff\xe0", []),
        ("logo.JPEG", header(1, 1), ["is not the picture that its ending says; open it and save it as PNG"]),
        ("logo.png", header(40_000, 2), ["is more than 4,000 pixels wide or high; save it smaller"]),
        ("logo.png", b"", ["is not the picture that its ending says; open it and save it as PNG"]),
    ],
)
def test_a_logo_is_the_picture_that_its_ending_says(tmp_path, name, content, expected):
    (tmp_path / name).write_bytes(content)
    assert list(problems_of_logo(tmp_path / name)) == expected


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("word__vbaProject.bin", "has macros"),
        ("word__activeX__activeX1.xml", "has controls that run"),
        ("word__embeddings__oleObject1.bin", "holds other files"),
        ("customUI__customUI14.xml", "has buttons that run"),
    ],
)
def test_a_template_that_runs_or_holds_something_is_refused(template, part, said):
    (problem,) = problems_of_template(template(**{part: "x"}))
    assert problem == f"{said}; save it in Word as a document without them (.docx)"


def test_a_template_that_takes_something_from_outside_is_refused(template):
    (problem,) = problems_of_template(template(**{"word___rels__settings.xml.rels": RELATION}))
    assert problem.startswith("takes something from outside itself")


def test_an_ordinary_template_is_taken(template):
    assert list(problems_of_template(template())) == []


@pytest.mark.parametrize("content", [b"their own", b""])
def test_what_is_no_word_document_is_refused(tmp_path, content):
    (tmp_path / "t.docx").write_bytes(content)
    assert list(problems_of_template(tmp_path / "t.docx")) == ["is not a Word document; save it in Word as .docx"]


def test_an_archive_that_is_no_word_document_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "t.docx", "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    assert list(problems_of_template(tmp_path / "t.docx")) == ["is not a Word document; save it in Word as .docx"]


def test_every_fault_of_a_look_is_said_at_once_with_the_file_it_is_in(template, tmp_path):
    path = template(word__vbaProject="x")
    (tmp_path / "logo.png").write_bytes(b"GIF89a")
    look = f'{{logo: logo.png, accent: "#ffbf47", word_template: {path.name}}}'
    (tmp_path / "council.yml").write_text(f"version: 1\narea: Kirklees\nlook: {look}\n", "utf-8")
    with pytest.raises(WorkbenchError) as caught:
        look_of(Workspace(tmp_path, tmp_path / "data"))
    for said in (
        "logo: logo.png is not the picture",
        "contrast of 1.6 to 1",
        "word_template: template.docx has macros",
    ):
        assert said in str(caught.value)


@pytest.mark.parametrize(
    ("named", "said"),
    [("../outside.docx", "leads out of the folder"), ("macros.docm", "should end in .docx"), ("t.dotx", "should end")],
)
def test_a_template_from_elsewhere_or_of_another_kind_is_refused(tmp_path, named, said):
    space = tmp_path / "space"
    space.mkdir()
    docx.Document().save(str(space / named))
    (space / "council.yml").write_text(f"version: 1\narea: Kirklees\nlook: {{word_template: {named}}}\n", "utf-8")
    with pytest.raises(WorkbenchError, match=said):
        look_of(Workspace(space, space / "data"))


def test_a_template_reached_by_a_link_out_of_the_folder_is_refused(tmp_path):
    space = tmp_path / "space"
    space.mkdir()
    docx.Document().save(str(tmp_path / "outside.docx"))
    try:
        (space / "inside.docx").symlink_to(tmp_path / "outside.docx")
    except OSError:
        pytest.skip("links cannot be made here")
    (space / "council.yml").write_text("version: 1\narea: Kirklees\nlook: {word_template: inside.docx}\n", "utf-8")
    with pytest.raises(WorkbenchError, match="leads out of the folder"):
        look_of(Workspace(space, space / "data"))
