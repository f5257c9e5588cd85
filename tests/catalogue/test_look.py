import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.look import contrast, look_of
from analysis.catalogue.workspace import Workspace


@pytest.fixture
def council(tmp_path):
    def write(look):
        (tmp_path / "council.yml").write_text(f"version: 1\narea: Kirklees\nlook:\n{look}", encoding="utf-8")
        return Workspace(tmp_path, tmp_path / "data")

    return write


@pytest.mark.parametrize(
    ("colour", "expected"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#12436d", 10.24)]
)
def test_contrast_is_that_of_wcag(colour, expected):
    assert contrast(colour) == pytest.approx(expected, abs=0.02)  # WebAIM contrast checker
    assert contrast("#ffffff", colour) == contrast(colour)


def test_what_a_council_sets_is_found(council, tmp_path):
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    look = look_of(council('  logo: logo.png\n  accent: "#12436d"\n'))
    assert (look.logo, look.logo_says, look.accent, look.word_template) == (
        tmp_path / "logo.png",
        "Kirklees",
        "#12436d",
        None,
    )


def test_everything_wrong_is_said_at_once(council, tmp_path):
    (tmp_path / "logo.svg").write_bytes(b"svg")
    with pytest.raises(WorkbenchError) as caught:
        look_of(council('  logo: logo.svg\n  accent: "#ffbf47"\n  links: blue\n  word_template: ../template.docx\n'))
    for said in ("logo.svg should end in .png", "1.6 to 1; text needs 4.5", 'not "blue"', "leads out of the folder"):
        assert said in str(caught.value)


def test_a_file_that_is_not_there_is_named(council):
    with pytest.raises(WorkbenchError, match=r"logo: there is no mark\.png"):
        look_of(council("  logo: mark.png\n"))


def test_a_folder_without_council_yml_has_the_programs_look(tmp_path):
    assert look_of(Workspace(tmp_path, tmp_path)).accent is None
