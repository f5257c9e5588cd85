"""What is told of a published pack that stands as it is."""

import json

import pytest

from analysis.packs.published import as_it_stands


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "papers").mkdir()
    for name in ("b.pdf", "a.html"):
        (tmp_path / "papers" / name).write_text("x", encoding="utf-8")
    told = {
        "without_figures": {"06_workforce": "No figures."},
        "executed": {"notebooks/02_report_card.ipynb": "hash"},
        "renderer": {"name": "builtin"},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    return tmp_path


def test_it_is_told_with_its_papers_its_gaps_and_every_notebook_as_reused(folder):
    pack = as_it_stands("torbay-2021-05", "Torbay, May 2021", folder, {"store": 1.0})
    assert [path.name for path in pack.papers] == ["a.html", "b.pdf"]
    assert pack.reused == ("02_report_card", "06_workforce")
    assert pack.gaps == {"06_workforce": "No figures."}
    assert (pack.renderer, pack.unchanged, pack.seconds) == ("builtin", True, {"store": 1.0})


def test_a_manifest_that_is_not_whole_is_said(folder):
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(KeyError):
        as_it_stands("torbay-2021-05", "Torbay, May 2021", folder, {})
