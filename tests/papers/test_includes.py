from dataclasses import replace

from analysis.papers.includes import included, write_includes
from analysis.papers.notebook_evidence import NotebookEvidence


def test_every_part_that_a_paper_includes_is_written_also_where_nothing_is_to_be_said(published, tmp_path):
    plan, _ = published
    paper = tmp_path / "paper.qmd"
    paper.write_text(
        "{{< include _board-asks.md >}}\n\n{{< include _glossary.md >}}\n\n{{< include _x.md >}}\n", "utf-8"
    )
    found = {"a": NotebookEvidence("a", blocks={"x": "- one\n"})}
    write_includes(replace(plan, papers=(paper,)), tmp_path, found, "The vacancy rate", "all")
    assert included([paper]) == ["board-asks", "glossary", "x"]
    assert (tmp_path / "_x.md").read_text() == "- one\n"
    assert "calls for a decision" in (tmp_path / "_board-asks.md").read_text()
    assert "Vacancy rate" in (tmp_path / "_glossary.md").read_text()
