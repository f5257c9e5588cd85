"""Typst as a program of its own."""

import json
import subprocess
import sys

import pikepdf
import pytest

HEAD = '#set document(title: "A")\n#set text(lang: "en")\n'


@pytest.fixture
def typst(tmp_path):
    def run(text):
        source, made = tmp_path / "a.typ", tmp_path / "a.pdf"
        source.write_text(text, encoding="utf-8")
        given = {"source": str(source), "root": str(tmp_path), "fonts": [], "made": str(made), "epoch": 0}
        command = [sys.executable, "-m", "analysis.render.builtin.typst_compile"]
        done = subprocess.run(command, input=json.dumps(given).encode(), capture_output=True, check=False)
        return done, made

    return run


def test_a_document_becomes_a_pdf_and_its_warnings_a_list(typst):
    done, made = typst(f'{HEAD}#set text(font: "No Such Font")\n= A\n\nText.')
    assert done.returncode == 0
    assert made.read_bytes().startswith(b"%PDF")
    assert any("unknown font" in warning for warning in json.loads(done.stdout))


PAGES = """#let close = "close" in sys.inputs
#set page(height: 12cm, margin: 1cm)
#set par(spacing: if close { 0.4em } else { 1.2em })
= A

%s

#context [#metadata((page: here().page(), filled: here().position().y / page.height)) <end-of-paper>]
"""


@pytest.mark.parametrize(("lines", "pages"), [(5, 1), (14, 1), (35, 2), (39, 3), (70, 3)])
def test_a_last_page_that_a_closer_setting_saves_is_saved_and_one_that_is_nearly_full_stays(typst, lines, pages):
    done, made = typst(HEAD + PAGES % "\n\n".join(["Line."] * lines))
    assert done.returncode == 0, done.stderr
    with pikepdf.open(made) as pdf:
        assert len(pdf.pages) == pages


@pytest.mark.parametrize(("text", "said"), [("#no-such()", b"unknown variable"), ('#read("../secret")', b"")])
def test_what_stops_it_goes_to_the_error_output_and_nothing_is_made(typst, text, said):
    done, made = typst(HEAD + text)
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr
    assert not made.exists()


def test_a_picture_without_words_is_no_accessible_pdf(typst, tmp_path):
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')
    assert typst(f'{HEAD}#image("a.svg")')[0].returncode == 1
    assert typst(f'{HEAD}#image("a.svg", alt: "A square")')[0].returncode == 0
