"""Which alternative text belongs to which picture."""

import base64
import json

import pytest

from analysis.render.builtin.settings import Project
from analysis.render.pictures import alternative_texts, fingerprint


@pytest.fixture
def project(tmp_path):
    (tmp_path / "_quarto.yml").write_text("project:\n  type: default\n")
    (tmp_path / "notebooks").mkdir()
    cell = {
        "cell_type": "code",
        "source": '#| label: fig-line\n#| fig-alt: "A line\n#|   that rises."\n1',
        "metadata": {},
        "outputs": [{"output_type": "display_data", "data": {"image/png": base64.b64encode(b"drawn").decode()}}],
    }
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "notebooks" / "01.ipynb").write_text(json.dumps(notebook))
    (tmp_path / "a.png").write_bytes(b"filed")
    return tmp_path


def texts(project, paper):
    (project / "paper.qmd").write_text(paper, encoding="utf-8")
    return alternative_texts(Project.open(project), [project / "paper.qmd"])


def test_pictures_of_files_and_of_notebooks_are_known_by_their_bytes(project):
    paper = '![A](a.png){fig-alt="It says \\"up\\"."}\n\n{{< embed notebooks/01.ipynb#fig-line >}}\n'
    assert texts(project, paper) == {
        fingerprint(b"filed"): 'It says "up".',
        fingerprint(b"drawn"): "A line that rises.",
    }


def test_what_is_not_there_or_has_no_text_is_left_out(project):
    paper = '![A](none.png){fig-alt="x"}\n![A](a.png)\n{{< embed notebooks/none.ipynb#x >}}\n'
    assert texts(project, paper) == {}
